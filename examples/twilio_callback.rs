//! Reads the callbacks of a platform: what happened, why, and to which message.

use sms_status::{AddressBookAction, DeliveryStatus, MessageKey, Platform, ReadError};

fn main() -> Result<(), ReadError> {
    let bodies = [
        "MessageSid=SM01&MessageStatus=delivered&To=%2B447700900001",
        "MessageSid=SM02&MessageStatus=undelivered&ErrorCode=30003&To=%2B447700900002",
        "MessageSid=SM03&MessageStatus=failed&ErrorCode=21610&To=%2B447700900003",
        "MessageSid=SM04&MessageStatus=teleported&To=%2B447700900004",
    ];
    let mut reports = Vec::new();
    for body in bodies {
        // A request may hold many reports. One that cannot be read loses no other.
        for report in Platform::Twilio.read(body.as_bytes())? {
            let report = report?;
            let reason = report.reason().unwrap_or("not a word of this platform");
            println!("{:<12} {:<25} {reason}", report.word, report.status.to_string());
            reports.push(report);
        }
    }

    assert_eq!(reports[0].status, DeliveryStatus::Delivered);
    assert_eq!(reports[1].status, DeliveryStatus::TemporaryAbsenceError);
    // An opt-out: keep the number, and send nothing to it.
    assert_eq!(reports[2].status.action(), AddressBookAction::Suppress);
    // A new word is data, and no reason to lose the report.
    assert_eq!((reports[3].status, reports[3].known), (DeliveryStatus::Undefined, false));
    assert_eq!(reports[3].key(), Some(MessageKey::new("SM04")));
    Ok(())
}
