//! What serde writes and reads of a `Campaign`, in JSON and in a binary format.
#![cfg(all(feature = "alloc", feature = "serde"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use sms_status::{BulkReport, Campaign, DeliveryStatus, DeliveryStatus::*, MessageId};

proptest! {
    #[test]
    fn a_sequence_and_a_map_are_read_and_a_sequence_is_written(
            reports in prop::collection::vec((0..20_u8, prop::sample::select(DeliveryStatus::VARIANTS)), 0..80),
        ) {
        let expected: Campaign<u8> = reports.iter().copied().collect();
        let map: BTreeMap<u8, DeliveryStatus> = expected.iter().map(|(&id, status)| (id, status)).collect();
        let json = serde_json::to_string(&expected).unwrap();
        prop_assert!(json.starts_with('['));
        prop_assert_eq!(&serde_json::from_str::<Campaign<u8>>(&json).unwrap(), &expected);
        prop_assert_eq!(&serde_json::from_value::<Campaign<u8>>(serde_json::to_value(&reports).unwrap()).unwrap(), &expected);
        let map = serde_json::to_string(&map).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Campaign<u8>>(&map).unwrap(), &expected);
        let bytes = postcard::to_allocvec(&expected).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<Campaign<u8>>(&bytes).unwrap(), &expected);
    }
}

#[test]
fn any_id_works_in_json() {
    let pairs = Campaign::from([((MessageId::new("a").unwrap(), 33_600_000_000_u64), Received)]);
    let json = serde_json::to_string(&pairs).unwrap();
    assert_eq!(json, r#"[[["a",33600000000],"received"]]"#);
    assert_eq!(serde_json::from_str::<Campaign<(MessageId, u64)>>(&json).unwrap(), pairs);
}

#[test]
fn an_id_that_a_document_lists_twice_has_the_greater_status() {
    for json in [r#"{"a":"sent","a":"received","a":"in_progress"}"#, r#"[["a","received"],["a","sent"]]"#] {
        let campaign: Campaign<MessageId> = serde_json::from_str(json).unwrap();
        assert_eq!(campaign, Campaign::from([(MessageId::new("a").unwrap(), Received)]), "{json}");
        assert_eq!(*campaign.report(), BulkReport::from_iter([Received]), "{json}");
    }
}

#[test]
fn what_is_no_campaign_is_an_error() {
    let cases = [
        (
            "7",
            "invalid type: integer `7`, expected a sequence of pairs of an id and a delivery status, or a map from ids \
               to delivery statuses at line 1 column 1",
        ),
        (r#"[["a"]]"#, "invalid length 1, expected a tuple of size 2 at line 1 column 6"),
        (
            r#"{"a":"teleported"}"#,
            "invalid value: string \"teleported\", expected the name of a value of \
                                   `DeliveryStatus` at line 1 column 17",
        ),
        (r#"{"":"sent"}"#, "invalid value: string \"\", the message id is empty at line 1 column 3"),
    ];
    for (json, expected) in cases {
        let error = serde_json::from_str::<Campaign<MessageId>>(json).unwrap_err();
        assert_eq!(error.to_string(), expected, "{json}");
    }
}
