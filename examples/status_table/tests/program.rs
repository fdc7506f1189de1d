//! The program, run as a person runs it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sms_status::DeliveryStatus;

use common::run::run;

#[test]
fn the_status_table_holds_every_status() {
    for lang in ["en", "fr"] {
        let (status, page, _) = run("status_table", &["--lang", lang], b"");
        assert_eq!(status, Some(0));
        for status in DeliveryStatus::VARIANTS {
            let label = status.label(lang.parse().unwrap());
            assert!(page.contains(&format!(" {label} ")), "{label} is not in:\n{page}");
        }
    }
}
