#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status::MessageId;
use sms_status_fuzz::{check_round_trip, text};

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    let fits = (1..=16).contains(&text.len()) && !text.contains('\0');
    let id = text.parse::<MessageId>().ok();
    assert_eq!(id.as_ref().map(MessageId::as_str), fits.then_some(text.as_str()));
    id.iter().for_each(check_round_trip);
});
