//! SMPP PDUs with receipts and messages.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status::{
    AddressBookAction,
    smpp::{Delivery, DeliveryKind, PduError, Receipt},
};

fuzz_target!(|pdu: &[u8]| {
    match Delivery::from_pdu(pdu) {
        Ok(delivery) => {
            check(&delivery);
            let text = delivery.decode_text();
            check(&delivery.with_text(&text));
            let lies_in_pdu = |part: &[u8]| part.is_empty() || pdu.windows(part.len()).any(|bytes| bytes == part);
            assert!(lies_in_pdu(delivery.text));
            assert_eq!(delivery.receipt, Receipt::from_bytes(delivery.text).ok());
            // What comes after a PDU is another one.
            let length = u32::from_be_bytes(pdu[..4].try_into().unwrap()) as usize;
            if length <= pdu.len() {
                assert_eq!(Delivery::from_pdu(&pdu[..length]), Ok(delivery));
            }
        }
        Err(PduError::Cut { offset, .. }) => assert!(offset <= pdu.len().max(4)),
        Err(error) => assert!(matches!(error, PduError::OtherCommand { .. }) && pdu.len() >= 8),
    }
});

fn check(delivery: &Delivery<'_>) {
    assert_ne!(delivery.status().action(), AddressBookAction::Remove);
    let texts = [delivery.message_id(), delivery.source, delivery.destination];
    assert!(texts.iter().flatten().all(|text| !text.is_empty()));
    if delivery.kind() == DeliveryKind::Message {
        assert!(delivery.message_state.is_none() && delivery.receipted_message_id.is_none());
    }
    let _ = delivery.done_at();
}
