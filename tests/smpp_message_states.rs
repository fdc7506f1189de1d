//! The message states of SMPP and the words that stand for them.

use sms_status::{
    AddressBookAction, DeliveryStatus,
    smpp::{MessageState, Receipt, VendorWord},
};

/// The states of SMPP 5.0, section 4.7.15, with the words of SMPP 3.4, appendix B.
const STATES: [(u8, MessageState, &str, &str, DeliveryStatus); 10] = [
    (0, MessageState::Scheduled, "SCHEDULED", "SCHEDULED", DeliveryStatus::Scheduled),
    (1, MessageState::Enroute, "ENROUTE", "ENROUTE", DeliveryStatus::Sent),
    (2, MessageState::Delivered, "DELIVERED", "DELIVRD", DeliveryStatus::Received),
    (3, MessageState::Expired, "EXPIRED", "EXPIRED", DeliveryStatus::Expired),
    (4, MessageState::Deleted, "DELETED", "DELETED", DeliveryStatus::NotDelivered),
    (5, MessageState::Undeliverable, "UNDELIVERABLE", "UNDELIV", DeliveryStatus::Undeliverable),
    (6, MessageState::Accepted, "ACCEPTED", "ACCEPTD", DeliveryStatus::InProgress),
    (7, MessageState::Unknown, "UNKNOWN", "UNKNOWN", DeliveryStatus::Undefined),
    (8, MessageState::Rejected, "REJECTED", "REJECTD", DeliveryStatus::Rejected),
    (9, MessageState::Skipped, "SKIPPED", "SKIPPED", DeliveryStatus::NotDelivered),
];

const VENDOR_WORDS: [(&str, DeliveryStatus); 7] = [
    ("BUFFRED", DeliveryStatus::InProgress),
    ("BUFFERED", DeliveryStatus::InProgress),
    ("ACKED", DeliveryStatus::Sent),
    ("FAILED", DeliveryStatus::NotDelivered),
    ("NOCRED", DeliveryStatus::InsufficientCredit),
    ("NOROUTE", DeliveryStatus::RoutingError),
    ("BLIST", DeliveryStatus::Blacklisted),
];

#[test]
fn every_byte_is_read_as_the_standard_has_it() {
    for byte in 0..=u8::MAX {
        let state = MessageState::from(byte);
        assert_eq!(u8::from(state), byte);
        if let Some(&(_, expected, name, stat, status)) = STATES.iter().find(|row| row.0 == byte) {
            assert_eq!(state, expected);
            assert_eq!((state.name(), state.stat()), (Some(name), Some(stat)));
            assert_eq!(state.to_string(), name);
            assert_eq!(DeliveryStatus::from(state), status);
        } else {
            assert_eq!(state, MessageState::Other(byte));
            assert_eq!((state.name(), state.stat()), (None, None));
            assert_eq!(state.to_string(), byte.to_string());
            assert_eq!(DeliveryStatus::from(state), DeliveryStatus::Undefined);
        }
        assert_ne!(DeliveryStatus::from(state).action(), AddressBookAction::Remove);
        assert!(!state.reason().is_empty());
    }
    assert_eq!(MessageState::KNOWN, STATES.map(|row| row.1));
}

#[cfg(feature = "serde")]
#[test]
fn serde_writes_and_reads_the_byte() {
    for byte in 0..=u8::MAX {
        let json = serde_json::to_string(&MessageState::from(byte)).unwrap();
        assert_eq!(json, byte.to_string());
        assert_eq!(serde_json::from_str::<MessageState>(&json).unwrap(), MessageState::from(byte));
    }
    assert!(serde_json::from_str::<MessageState>("256").is_err());
}

#[test]
fn every_word_is_read_in_any_case() {
    let of_states = STATES.into_iter().flat_map(|(_, _, name, stat, status)| [(name, status), (stat, status)]);
    for (word, expected) in of_states.chain(VENDOR_WORDS) {
        let mixed = format!("{}{}", &word[..1], word[1..].to_lowercase());
        for word in [word, &word.to_lowercase(), &mixed] {
            let text = format!("id:1 stat:{word}");
            let receipt = Receipt::parse(&text).unwrap();
            assert_eq!((receipt.stat, receipt.status()), (word, expected));
            assert_ne!(receipt.status().action(), AddressBookAction::Remove);
        }
    }
    let known: Vec<_> = VendorWord::ALL.iter().map(|known| (known.word, known.status)).collect();
    assert_eq!(known, VENDOR_WORDS);
}

#[test]
fn an_unknown_word_is_kept_and_reads_undefined() {
    for word in
        ["DELIV", "DELIVRDX", "DELIVER", "UNDELIVRD", "ABSENT", "7", "?", "LIVRÉ", "stat:DELIVRD", "Deliv\u{1}rd"]
    {
        let text = format!("id:1 stat:{word}");
        let receipt = Receipt::parse(&text).unwrap();
        assert_eq!((receipt.stat, receipt.status()), (word, DeliveryStatus::Undefined));
        assert_eq!(MessageState::from_stat(word), None);
        assert_eq!(VendorWord::find(word), None);
    }
}

#[test]
fn the_state_of_the_tlv_counts_before_the_text() {
    for &(byte, .., of_byte) in &STATES {
        for &(.., stat, of_stat) in &STATES {
            let text = format!("id:1 stat:{stat}");
            let receipt = Receipt::parse(&text).unwrap();
            assert_eq!(receipt.status_with(Some(MessageState::from(byte))), of_byte);
            assert_eq!(receipt.status_with(None), of_stat);
        }
    }
}
