//! Reads the callbacks of a platform that the crate does not know, from a document that describes it.

use std::error::Error;

use sms_status::{CustomPlatform, DeliveryStatus};

fn main() -> Result<(), Box<dyn Error>> {
    let acme: CustomPlatform = serde_json::from_str(
        r#"{
            "name": "acme",
            "reports": "/items",
            "fields": {"word": "st", "cause": "err", "message_id": "id", "recipient": "to", "reported_at": "ts"},
            "time": "unix",
            "words": {"OK": "delivered", "KO": "not_delivered", "WAIT": "in_progress"},
            "causes": {"12": "temporary_absence_error", "13": "blacklisted"}
        }"#,
    )?;
    let request = br#"{"items": [
        {"id": 7, "to": "+447700900001", "st": "KO", "err": "12", "ts": 1783000000},
        {"id": 8, "to": "+447700900002", "st": "OK", "ts": 1783000001},
        {"id": 9, "to": "+447700900003", "st": "MAYBE"}
    ]}"#;

    let reports: Vec<_> = acme.read(request)?.into_iter().collect::<Result<_, _>>()?;
    for report in &reports {
        println!("{:?}: {}", report.message_id, report.status);
    }
    assert_eq!(reports[0].status, DeliveryStatus::TemporaryAbsenceError);
    assert_eq!(reports[1].status, DeliveryStatus::Delivered);
    assert_eq!((reports[2].status, reports[2].known), (DeliveryStatus::Undefined, false));
    Ok(())
}
