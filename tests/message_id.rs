//! `MessageId`: every length, NUL at every place, and the order of the texts.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::hash_map::DefaultHasher,
    hash::{BuildHasher, Hash, Hasher},
};

use proptest::prelude::*;
use sms_status::{MessageId, MessageIdError};

fn any_text() -> impl Strategy<Value = String> {
    // Texts with NUL, texts of every width of a character, and texts that differ late.
    prop_oneof!["[ab\u{0}é€😀]{0,9}", "[a-c]{0,18}", any::<String>(), "aaaaaaaaaaaa[\u{1}ab\u{7f}]{0,4}"]
}

/// What a text is as an id, told in other words.
fn expected(text: &str) -> Result<&str, MessageIdError> {
    match (text.len(), text.find('\0')) {
        (0, _) => Err(MessageIdError::Empty),
        (length @ 17.., _) => Err(MessageIdError::TooLong { length }),
        (_, Some(offset)) => Err(MessageIdError::Nul { offset }),
        (_, None) => Ok(text),
    }
}

#[test]
fn texts_of_every_length() {
    for length in 0..40 {
        let text = "é".repeat(length / 2) + &"x".repeat(length % 2);
        assert_eq!(text.len(), length);
        let id = MessageId::new(&text);
        assert_eq!(id.as_ref().map(MessageId::as_str).map_err(|&error| error), expected(&text));
        assert_eq!(id.is_ok(), (1..=MessageId::MAX_LEN).contains(&length));
    }
}

#[test]
fn nul_at_every_place() {
    for length in 1..=16 {
        for offset in 0..length {
            let text = "x".repeat(offset) + "\0" + &"x".repeat(length - offset - 1);
            assert_eq!(MessageId::new(&text), Err(MessageIdError::Nul { offset }), "{text:?}");
        }
    }
}

#[test]
fn a_character_that_would_be_cut_is_not() {
    assert_eq!(MessageId::new("fifteen bytes..é"), Err(MessageIdError::TooLong { length: 17 }));
    assert_eq!(MessageId::new("fourteen bytesé").unwrap().as_str(), "fourteen bytesé");
    assert_eq!(MessageId::new("😀😀😀😀").unwrap().as_str(), "😀😀😀😀");
    assert_eq!(MessageId::new("😀😀😀😀x"), Err(MessageIdError::TooLong { length: 17 }));
}

#[test]
fn errors_say_what_and_where() {
    let cases = [
        ("", "the message id is empty"),
        ("e5ab32e9-caf1-464b-92ac-382a0899445f", "the message id is 36 bytes long, and the limit is 16"),
        ("abc\0", "the message id contains a NUL at byte 3"),
    ];
    for (text, expected) in cases {
        assert_eq!(text.parse::<MessageId>().unwrap_err().to_string(), expected);
    }
}

#[test]
fn an_id_has_16_bytes() {
    assert_eq!(size_of::<MessageId>(), 16);
    assert_eq!(size_of::<(MessageId, sms_status::DeliveryStatus)>(), 17);
    assert_eq!(size_of::<Option<(MessageId, sms_status::DeliveryStatus)>>(), 17);
}

#[test]
fn an_id_can_be_made_at_compile_time() {
    const ID: Result<MessageId, MessageIdError> = MessageId::new("S7EpYZ5kmS87");
    assert_eq!(ID.unwrap().to_string(), "S7EpYZ5kmS87");
}

#[test]
fn an_id_prints_as_its_text() {
    let id = MessageId::new("0123456789").unwrap();
    assert_eq!(format!("{id} {id:?} {id:>12} {id:.3}"), "0123456789 MessageId(\"0123456789\")   0123456789 012");
}

/// Counts what is hashed: 16 bytes in one piece.
#[derive(Default)]
struct Pieces(Vec<usize>);

impl Hasher for Pieces {
    fn write(&mut self, bytes: &[u8]) {
        self.0.push(bytes.len());
    }

    fn finish(&self) -> u64 {
        0
    }
}

#[test]
fn an_id_hashes_as_16_bytes_in_one_piece() {
    for text in ["a", "S7EpYZ5kmS87", "0123456789abcdef"] {
        let mut pieces = Pieces::default();
        MessageId::new(text).unwrap().hash(&mut pieces);
        assert_eq!(pieces.0, [16]);
    }
}

proptest! {
    #[test]
    fn an_id_is_its_text(text in any_text()) {
        let id = MessageId::new(&text);
        prop_assert_eq!(id.as_ref().map(MessageId::as_str).map_err(|&error| error), expected(&text));
        prop_assert_eq!(text.parse(), id);
        prop_assert_eq!(MessageId::try_from(text.as_str()), id);
        if let Ok(id) = id {
            prop_assert_eq!(id.to_string(), text.as_str());
            prop_assert_eq!(id.as_ref(), text.as_str());
        }
    }

    #[test]
    fn ids_compare_and_hash_as_their_texts(a in any_text(), b in any_text()) {
        if let (Ok(id_a), Ok(id_b)) = (MessageId::new(&a), MessageId::new(&b)) {
            prop_assert_eq!(id_a.cmp(&id_b), a.cmp(&b));
            prop_assert_eq!(id_a == id_b, a == b);
            let hasher = std::hash::BuildHasherDefault::<DefaultHasher>::new();
            prop_assert_eq!(hasher.hash_one(id_a) == hasher.hash_one(id_b), a == b);
        }
    }

    #[test]
    #[cfg(feature = "serde")]
    fn an_id_is_a_text_in_documents(text in any_text()) {
        let json = serde_json::to_string(&text).unwrap();
        match MessageId::new(&text) {
            Ok(id) => {
                prop_assert_eq!(serde_json::to_string(&id).unwrap(), json.as_str());
                prop_assert_eq!(serde_json::from_str::<MessageId>(&json).unwrap(), id);
                let bytes = postcard::to_allocvec(&id).unwrap();
                prop_assert_eq!(postcard::from_bytes::<MessageId>(&bytes).unwrap(), id);
            }
            Err(rule) => {
                let error = serde_json::from_str::<MessageId>(&json).unwrap_err().to_string();
                let expected = format!("invalid value: string {text:?}, {rule} at line 1 column ");
                prop_assert!(error.starts_with(&expected), "{}", error);
            }
        }
    }
}
