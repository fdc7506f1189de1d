//! The body of a status response of smsmode.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status::smsmode::{MessageStatus, MessageStatusError, count_delivery_reports};
use sms_status_fuzz::text;

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    let read = MessageStatus::parse(&text).map(|message| (message.code, message.label));
    assert_eq!(read, naive(&text), "{text:?}");
});

/// The naive way. Only the crate can make an error of the request, so it is that of a body which has the code.
fn naive(text: &str) -> Result<(u16, &str), MessageStatusError> {
    let space = [' ', '\t', '\n', '\r', '\x0c'];
    let parts: Vec<&str> = text.splitn(2, '|').collect();
    let [code, label] = parts[..] else {
        return Err(MessageStatusError::MissingSeparator { offset: text.trim_end_matches(space).len() });
    };
    let start = code.find(|c| !space.contains(&c)).unwrap_or(code.len());
    let code = code.trim_matches(space);
    match code.parse::<u16>() {
        Err(_) => Err(MessageStatusError::InvalidCode { offset: start }),
        Ok(_) if code.starts_with('+') => Err(MessageStatusError::InvalidCode { offset: start }),
        Ok(number @ (32 | 35 | 61)) => Err(count_delivery_reports(&format!("{number}|")).unwrap_err().into()),
        Ok(number) => Ok((number, label.trim_matches(space))),
    }
}
