//! The text of an SMPP delivery receipt.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status::{AddressBookAction, smpp::Receipt};
use sms_status_fuzz::text;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(receipt) = Receipt::from_bytes(bytes) {
        check(&receipt);
    }
    let text = text(bytes);
    let receipt = Receipt::parse(&text);
    assert_eq!(Receipt::from_bytes(text.as_bytes()), receipt);
    if let Ok(receipt) = receipt {
        check(&receipt);
        let words = [receipt.sub, receipt.dlvrd, receipt.submit_date, receipt.done_date, receipt.err];
        for word in words.into_iter().flatten().chain([receipt.id, receipt.stat]) {
            assert!(!word.is_empty() && !word.contains([' ', '\t', '\n', '\r', '\x0c']) && text.contains(word));
        }
        assert!(receipt.text.is_none_or(|end| text.trim_end_matches('\0').ends_with(end)));
    }
});

/// What is printed is read as the same, and no number is to be removed.
fn check(receipt: &Receipt<'_>) {
    assert_eq!(Receipt::parse(&receipt.to_string()).as_ref(), Ok(receipt));
    assert_ne!(receipt.status().action(), AddressBookAction::Remove);
    let _ = (receipt.submitted_at(), receipt.done_at());
}
