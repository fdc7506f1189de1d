//! Counts the delivery reports in the body of an smsmode response.

use sms_status::{DeliveryStatus, Language, smsmode};

fn main() -> Result<(), smsmode::RequestError> {
    let body = "33600000001 11 | 33600000002 11 | 33600000003 3522 | 33600000004 13 | 33600000005 onze";
    let counted = smsmode::count_delivery_reports(body)?;

    for (status, n) in &counted.report {
        println!("{n:>3}  {status}");
    }
    println!("{:>3}  unreadable", counted.unreadable);
    if let Some(status) = counted.report.status() {
        println!("{}: {}", status.label(Language::English), status.description(Language::English));
    }

    assert_eq!(counted.report.count(DeliveryStatus::Received), 2);
    assert_eq!(counted.report.status(), Some(DeliveryStatus::PartiallyReceived));
    // Two of the three messages that have a result.
    assert_eq!(counted.report.delivery_rate(), Some(2.0 / 3.0));
    assert_eq!(counted.unreadable, 1);
    Ok(())
}
