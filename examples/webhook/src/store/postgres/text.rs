use std::borrow::Cow;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// Returns what `PostgreSQL` can keep of a text: it has no NUL.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }
}

/// Returns what an index can keep of a text. A row of an index has a third of a page at most, so of a longer text it is the beginning and
/// a hash of all of it.
pub fn key(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 2000;

    let text = plain(text);
    if text.len() <= LONGEST {
        return text;
    }
    let hash = HEXLOWER.encode(&Sha256::digest(text.as_bytes()));
    let room = LONGEST - hash.len() - '…'.len_utf8();
    let start: String =
        text.char_indices().take_while(|(place, c)| place + c.len_utf8() <= room).map(|(_, c)| c).collect();
    format!("{start}…{hash}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_text_itself_if_an_index_can_keep_it() {
        for text in ["", "news", "é è", &"x".repeat(2000)] {
            assert_eq!(key(text), text);
        }
        assert_eq!(key("a\0b"), "a\u{fffd}b");
    }

    #[test]
    fn long_texts_that_differ_have_keys_that_differ() {
        let start = "é".repeat(3000);
        let [a, b] = ["a", "b"].map(|end| key(&(start.clone() + end)).into_owned());
        assert_ne!(a, b);
        for key in [a, b] {
            assert!((1990..=2000).contains(&key.len()) && key.starts_with("éé") && key.contains('…'), "{key}");
        }
    }
}
