//! The message states of SMPP and the words that stand for them.

use sms_status::{
    AddressBookAction, DeliveryStatus, Value,
    smpp::{self, Delivery, MESSAGE_STATES, MessageState, Receipt, WORDS},
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

/// The words that documents of vendors list, typed from the documents.
const OF_VENDORS: [(&str, DeliveryStatus); 46] = [
    ("SCHEDLD", DeliveryStatus::Scheduled),
    ("STAGED", DeliveryStatus::Scheduled),
    ("NEW", DeliveryStatus::InProgress),
    ("QUEUED", DeliveryStatus::InProgress),
    ("ENQUEUD", DeliveryStatus::InProgress),
    ("ENQUEUE", DeliveryStatus::InProgress),
    ("PENDING", DeliveryStatus::InProgress),
    ("PEND", DeliveryStatus::InProgress),
    ("BUFFRED", DeliveryStatus::InProgress),
    ("BUFFERD", DeliveryStatus::InProgress),
    ("BUFFERED", DeliveryStatus::InProgress),
    ("ACK", DeliveryStatus::Sent),
    ("ACKED", DeliveryStatus::Sent),
    ("SENT", DeliveryStatus::Sent),
    ("SUBMITD", DeliveryStatus::Sent),
    ("SUBMITTED", DeliveryStatus::Sent),
    ("TRANSMITTED", DeliveryStatus::DeliveredToOperator),
    ("DELIVERED TO CARRIER", DeliveryStatus::DeliveredToOperator),
    ("OTHERROR", DeliveryStatus::OtherError),
    ("SYSERR", DeliveryStatus::OtherError),
    ("SYNTAXE", DeliveryStatus::InternalError),
    ("MSGERROR", DeliveryStatus::MessageError),
    ("MESSAGE TOO LONG", DeliveryStatus::MessageTooLong),
    ("NACK", DeliveryStatus::Rejected),
    ("INVALID SERVICE TYPE", DeliveryStatus::Rejected),
    ("BARREDA", DeliveryStatus::PermanentContentError),
    ("DND_REJECTED", DeliveryStatus::Rejected),
    ("ZEROBAL", DeliveryStatus::Undeliverable),
    ("UNDVBL", DeliveryStatus::Undeliverable),
    ("UNDELIVERED", DeliveryStatus::NotDelivered),
    ("NOTDELIVERED", DeliveryStatus::NotDelivered),
    ("FAILED", DeliveryStatus::NotDelivered),
    ("INVALID CRITERIA", DeliveryStatus::NotDelivered),
    ("CANCELLED", DeliveryStatus::NotDelivered),
    ("NOROUTE", DeliveryStatus::RoutingError),
    ("MOBERROR", DeliveryStatus::InvalidRecipient),
    ("BARRED", DeliveryStatus::InvalidRecipient),
    ("REJERROR", DeliveryStatus::PermanentContentError),
    ("NOCRED", DeliveryStatus::InsufficientCredit),
    ("BLIST", DeliveryStatus::Blacklisted),
    ("MBBLACK", DeliveryStatus::Blacklisted),
    ("OPTED OUT - BLOCKED", DeliveryStatus::Blacklisted),
    ("PDLIVRD", DeliveryStatus::PartiallyDelivered),
    ("DELIVERD", DeliveryStatus::Received),
    ("SEEN", DeliveryStatus::Read),
    ("READ", DeliveryStatus::Read),
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
            assert_eq!((state.status(), DeliveryStatus::from(state)), (status, status));
        } else {
            assert_eq!(state, MessageState::Other(byte));
            assert_eq!((state.name(), state.stat()), (None, None));
            assert_eq!(state.to_string(), byte.to_string());
            assert_eq!((state.status(), state.row()), (DeliveryStatus::Undefined, None));
        }
        assert_ne!(state.status().action(), AddressBookAction::Remove);
    }
    let rows: Vec<_> = MESSAGE_STATES.rows.iter().map(|row| (row.value, row.status)).collect();
    assert_eq!(rows, STATES.map(|(byte, _, name, _, status)| (Value::Named(byte.into(), name), status)));
}

/// Only a recipient who opted out or is on a blacklist is suppressed.
#[test]
fn every_row_has_its_reason_and_none_removes_a_number() {
    for row in MESSAGE_STATES.rows {
        assert!(!row.reason.is_empty() && row.status.action() == AddressBookAction::Keep, "{row:?}");
    }
    for row in WORDS.rows {
        // The document.
        assert!(row.reason.ends_with(')') && row.reason.contains(" ("), "{row:?}");
        assert_ne!(row.status.action(), AddressBookAction::Remove, "{row:?}");
        let is_opt_out = ["owner", "opted out", "blacklist"].iter().any(|fact| row.reason.contains(fact));
        assert_eq!(row.status.action() == AddressBookAction::Suppress, is_opt_out, "{row:?}");
    }
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

/// A word and the status that it stands for, of states and of vendors.
fn known_words() -> impl Iterator<Item = (&'static str, DeliveryStatus)> {
    STATES.into_iter().flat_map(|(_, _, name, stat, status)| [(name, status), (stat, status)]).chain(OF_VENDORS)
}

#[test]
fn every_word_is_read_in_any_case() {
    for (word, expected) in known_words() {
        let mixed = format!("{}{}", &word[..1], word[1..].to_lowercase());
        for word in [word, &word.to_lowercase(), &mixed] {
            let spaced = word.replace(' ', "\0\t");
            for phrase in [word, &spaced, &format!("{word}:absent|1"), &format!("{word} | absent: 1")] {
                for text in [format!("id:1 stat:{phrase}"), format!("stat: {phrase} \n err:000")] {
                    let receipt = Receipt::parse(&text).unwrap();
                    assert_eq!((receipt.stat, receipt.status()), (phrase, expected), "{text}");
                }
            }
        }
    }
    let mut rows: Vec<_> = WORDS.rows.iter().map(|row| (row.value.to_string(), row.status)).collect();
    let mut known: Vec<_> = known_words().map(|(word, status)| (word.to_owned(), status)).collect();
    rows.sort_unstable();
    known.sort_unstable();
    known.dedup();
    assert_eq!(rows, known);
}

/// A bare word is read as the word of a receipt is.
#[test]
fn every_bare_word_has_a_row() {
    for (word, expected) in known_words() {
        for stat in [word, &word.to_lowercase(), &format!(" {word}\0"), &format!("{word}|absent")] {
            assert_eq!(smpp::find(stat).map(|row| row.value), Some(Value::Word(word)), "{stat}");
            assert_eq!(smpp::status(stat), expected, "{stat}");
        }
    }
    for byte in 0..=u8::MAX {
        assert_eq!(smpp::find(&byte.to_string()), None);
    }
}

#[test]
fn no_word_is_known_twice() {
    let mut words: Vec<_> = STATES.into_iter().flat_map(|row| [row.2, row.3]).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), 14);
    words.extend(OF_VENDORS.map(|row| row.0));
    words.sort_unstable();
    assert!(words.is_sorted_by(|a, b| a < b), "{words:?}");
    assert_eq!(words.len(), WORDS.rows.len());
}

#[test]
fn an_unknown_word_is_kept_and_reads_undefined() {
    for word in [
        "DELIV",
        "DELIVRDX",
        "DELIVER",
        "UNDELIVRD",
        "ABSENT",
        "7",
        "?",
        "LIVRÉ",
        "stat:DELIVRD",
        "Deliv\u{1}rd",
        "DELIVRD,",
        "DELIVERED TO",
        "DELIVEREDTOCARRIER",
        "DELIVERED TO CARRIER NOW",
        ":DELIVRD",
        "|",
    ] {
        let text = format!("id:1 stat:{word}");
        let receipt = Receipt::parse(&text).unwrap();
        assert_eq!((receipt.stat, receipt.status()), (word, DeliveryStatus::Undefined));
        assert_eq!(MessageState::from_stat(word), None);
        assert_eq!((smpp::find(word), smpp::status(word)), (None, DeliveryStatus::Undefined));
    }
}

/// The states whose TLV takes precedence over the text; any other counts only if the text says nothing.
const OF_SUBSTANCE: [u8; 8] = [1, 2, 3, 4, 5, 6, 8, 9];

fn status_with(receipt: Receipt<'_>, message_state: Option<MessageState>) -> DeliveryStatus {
    Delivery { receipt: Some(receipt), message_state, ..Delivery::default() }.status()
}

#[test]
fn every_state_counts_before_every_word_unless_it_says_nothing() {
    for byte in 0..=u8::MAX {
        let state = MessageState::from(byte);
        for (word, of_word) in known_words() {
            let text = format!("id:1 stat:{word}");
            let receipt = Receipt::parse(&text).unwrap();
            let of_text = Some(of_word).filter(|&status| status != DeliveryStatus::Undefined);
            let expected = match of_text {
                Some(of_word) if !OF_SUBSTANCE.contains(&byte) => of_word,
                _ => state.status().refined_by(of_text),
            };
            assert_eq!(status_with(receipt, Some(state)), expected, "{state} {word}");
            assert_eq!(status_with(receipt, None), of_word, "{word}");
        }
        let receipt = Receipt::parse("id:1 stat:DELIVERED PERHAPS").unwrap();
        assert_eq!(status_with(receipt, Some(state)), state.into(), "{state}");
    }
}
