//! The text of an SMPP delivery receipt.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status::{
    AddressBookAction,
    smpp::{self, Delivery, MessageState, Receipt, ReceiptError},
};
use sms_status_fuzz::{receipt::fields, text};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(receipt) = Receipt::from_bytes(bytes) {
        check(&receipt);
    }
    let decoded = smpp::decode_text(bytes);
    // Control characters are letters of GSM 03.38.
    let is_plain = |text: &str| !text.contains(|character| character < ' ');
    if Receipt::from_bytes(bytes) != Err(ReceiptError::Utf16) && is_plain(&text(bytes)) {
        assert_eq!(decoded, text(bytes));
    }

    let expected = fields(&decoded);
    let of_key = |key| expected.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str());
    match Receipt::parse(&decoded) {
        Ok(receipt) => {
            check(&receipt);
            assert_eq!(receipt.id, of_key("id"));
            assert_eq!(receipt.sub, of_key("sub"));
            assert_eq!(receipt.dlvrd, of_key("dlvrd"));
            assert_eq!(receipt.submit_date, of_key("submit date"));
            assert_eq!(receipt.done_date, of_key("done date"));
            assert_eq!(Some(receipt.stat), of_key("stat"));
            assert_eq!(receipt.err, of_key("err"));
            assert_eq!(receipt.text, of_key("text"));
        }
        Err(ReceiptError::Utf16) => assert!(decoded.contains('\0')),
        Err(_) => assert_eq!(of_key("stat"), None),
    }
});

/// What is printed reads back as the same, and no number is to be removed.
fn check(receipt: &Receipt<'_>) {
    assert_eq!(Receipt::parse(&receipt.to_string()).as_ref(), Ok(receipt));
    for state in [None, Some(0), Some(2), Some(7)] {
        let message_state = state.map(MessageState::from);
        let delivery = Delivery { receipt: Some(*receipt), message_state, ..Delivery::default() };
        assert_ne!(delivery.status().action(), AddressBookAction::Remove);
    }
    let _ = (receipt.submitted_at(), receipt.done_at());
}
