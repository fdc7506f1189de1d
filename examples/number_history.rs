//! Decides whether a number may stay, from the reports of two platforms that write it in two ways.

use std::{collections::HashMap, error::Error};

use sms_status::{AddressBookAction, DeliveryStatus, Msisdn, NumberHistory, Platform, ReportTime};

fn main() -> Result<(), Box<dyn Error>> {
    let received: ReportTime = "2026-07-01T12:00:00Z".parse()?;
    let callbacks = [
        // In January, absent for good; in June, delivered.
        (
            Platform::Vonage,
            "msisdn=447700900001&messageId=1&status=failed&err-code=3&message-timestamp=2026-01-11+09:30:00",
        ),
        (Platform::Twilio, "To=%2B447700900001&MessageSid=SM1&MessageStatus=delivered&RawDlrDoneDate=2606300930"),
        // Delivered in January, and an opt-out since then.
        (Platform::Vonage, "msisdn=447700900002&messageId=2&status=delivered&message-timestamp=2026-01-11+09:30:00"),
        (Platform::Twilio, "To=%2B447700900002&MessageSid=SM2&MessageStatus=failed&ErrorCode=21610"),
    ];
    let mut numbers: HashMap<Msisdn, NumberHistory<ReportTime>> = HashMap::new();
    for (platform, callback) in callbacks {
        for report in platform.read(callback.as_bytes())? {
            let report = report?;
            let at = report.time_or(received);
            if let Some(number) = report.msisdn() {
                let history = numbers.entry(number).or_default();
                history.record(report.status, at);
                if report.opted_out {
                    history.record(DeliveryStatus::Blacklisted, at);
                }
            }
        }
    }
    for (number, history) in &numbers {
        println!("{number}: {}, because of {:?}", history.action(), history.reason());
    }
    assert_eq!(numbers[&"+44 7700 900001".parse()?].action(), AddressBookAction::Keep);
    assert_eq!(numbers[&"+44 7700 900002".parse()?].action(), AddressBookAction::Suppress);
    Ok(())
}
