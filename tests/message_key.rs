//! What one message is: equal exactly if the texts are, small, and the same for a number in every spelling.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::hash::BuildHasher;

use proptest::prelude::*;
use sms_status::{DeliveryStatus::Sent, IdNames, MessageKey, Report};

fn hash(key: &MessageKey) -> u64 {
    foldhash::fast::FixedState::with_seed(7).hash_one(key)
}

/// Ids of every form that has a layout of its own, and near misses of them.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9_-]{0,30}",
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "[0-9A-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "[A-Za-z]{0,8}[0-9a-f]{32}",
        "[A-Z]{2}[0-9A-F]{32}",
        "\\PC{0,40}",
        "0{0,40}",
        "[\0a]{0,24}",
        "[a-z0-9 ]{0,16} [0-9+]{6,16}",
        "[a-z]{14,15} [1-9][0-9]{6,14}",
        "[a-z]{1,8} 0{0,2}[1-9][0-9]{6,12}",
        "[0-8][0-9A-HJKMNP-TV-Z]{25}",
        "[07][0-9A-Za]{24,26}",
        "[0-8][0-9A-HJKMNP-TV-Z]{25} 0?[1-9][0-9]{6,15}",
    ]
}

#[test]
fn a_key_is_small() {
    assert_eq!(size_of::<MessageKey>(), 24);
    assert_eq!(size_of::<Option<MessageKey>>(), 24);
}

proptest! {
    #[test]
    fn keys_are_equal_ordered_and_printed_as_their_texts(a in id(), b in id()) {
        let (key, other) = (MessageKey::new(&a), MessageKey::new(&b));
        prop_assert_eq!(key.to_string(), a.clone());
        prop_assert_eq!(format!("{key:?}"), format!("MessageKey({a:?})"));
        prop_assert_eq!(key == other, a == b);
        prop_assert_eq!(key.cmp(&other), a.cmp(&b));
        prop_assert_eq!(MessageKey::from(&*a), key.clone());
        let again = key.clone();
        prop_assert_eq!(hash(&key), hash(&again));
        if a != b {
            prop_assert_ne!(hash(&key), hash(&other));
        }
        #[cfg(feature = "serde")]
        prop_assert_eq!(serde_json::from_str::<MessageKey>(&serde_json::to_string(&key).unwrap()).unwrap(), key);
    }

    #[test]
    fn a_recipient_counts_by_its_digits(id in "[a-z0-9]{1,40}|[0-7][0-9A-HJKMNP-TV-Z]{25}", digits in "[1-9][0-9]{6,14}") {
        let key = MessageKey::of_recipient(&id, &digits);
        for spelling in [format!("+{digits}"), format!("00{digits}"), format!(" +{} {}", &digits[..2], &digits[2..])] {
            prop_assert_eq!(&MessageKey::of_recipient(&id, &spelling), &key);
        }
        prop_assert_eq!(key.to_string(), format!("{id} {digits}"));
        prop_assert_eq!(&MessageKey::new(&format!("{id} {digits}")), &key);
        prop_assert_eq!(MessageKey::of_msisdn(&id, digits.parse().unwrap()), key);
    }

    #[test]
    fn a_recipient_that_is_no_number_counts_as_it_is(id in "[a-z0-9]{1,70}", recipient in "[a-z@.]{1,40}") {
        let key = MessageKey::of_recipient(&id, &recipient);
        prop_assert_eq!(key.to_string(), format!("{id} {recipient}"));
    }
}

#[test]
fn the_key_of_a_report_follows_the_rule_of_its_id() {
    let mut report = Report::new("sent", Sent);
    assert_eq!(report.key(), None);
    report.recipient = Some("+33600000000".into());
    assert_eq!(report.key(), None);
    report.message_id = Some("ticket".into());
    assert_eq!(report.key(), Some(MessageKey::new("ticket")));
    report.id_names = IdNames::Sending;
    assert_eq!(report.key(), Some(MessageKey::of_recipient("ticket", "33600000000")));
    report.part = Some((2, 3));
    assert_eq!(report.key(), Some(MessageKey::of_recipient("ticket", "33600000000")));
    report.recipient = None;
    assert_eq!(report.key(), None);
}
