//! A bulk report, from JSON and from a binary format.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use sms_status::{BulkReport, DeliveryStatus};
use sms_status_fuzz::check_round_trip;

fuzz_target!(|bytes: &[u8]| {
    postcard::from_bytes::<BulkReport>(bytes).iter().for_each(check_round_trip);

    let report = serde_json::from_slice::<BulkReport>(bytes);
    report.iter().for_each(check_round_trip);
    let Ok(document) = serde_json::from_slice::<Value>(bytes) else {
        return assert!(report.is_err(), "what is no JSON was read");
    };
    if let Ok(report) = report {
        assert_eq!(Some(report), naive(&document), "{document}");
    }
    // Of a document without repeated names.
    assert_eq!(serde_json::from_str(&document.to_string()).ok(), naive(&document), "{document}");
});

/// The naive way: the rows of the document.
fn naive(document: &Value) -> Option<BulkReport> {
    let rows = document.as_object()?.iter();
    rows.map(|(name, n)| Some((DeliveryStatus::from_name(name)?, n.as_u64()?))).collect()
}
