//! A request of any platform: a byte that picks the platform, and the request.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status::{AddressBookAction, DeliveryStatus};
use sms_status_fuzz::{each_platform, pick, requests, table, write_seeds};

fuzz_target!(init: write_seeds("platform_request", each_platform(requests::documented)), |bytes: &[u8]| {
    let Some((platform, request)) = pick(bytes) else { return };
    let Some(reports) = requests::check(request, |request| platform.read(request)) else { return };
    for report in reports.iter().flatten() {
        assert_eq!(report.platform, Some(platform));
        let row = table::deciding(platform.tables(), &report.word, report.cause.as_deref());
        assert_eq!(report.known, row.is_some() || report.opted_out, "{platform} {report:?}");
        // A report may rest on more than its word and cause. It has no reason then.
        let reason = row.filter(|row| row.status == report.status).map(|row| row.reason);
        assert_eq!(report.reason(), reason, "{platform} {report:?}");
        if !report.known {
            assert_eq!(report.status, DeliveryStatus::Undefined, "{platform} {report:?}");
        }
        // Only a row of a document removes a number.
        if report.status.action() == AddressBookAction::Remove {
            assert!(reason.is_some(), "{platform} {report:?}");
        }
    }
});
