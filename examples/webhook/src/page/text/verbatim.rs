use maud::{Markup, html};

use crate::invisible::is_invisible;

/// A piece of what came from outside.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    /// What stands for something that cannot be seen, or that is not a text.
    Escape(String),
}

/// Shows what came from outside as it came. What cannot be seen is shown by its number, and so are bytes that are not UTF-8.
pub fn verbatim(bytes: &[u8]) -> Markup {
    html! {
        @for piece in pieces(bytes) {
            @match piece {
                Piece::Text(text) => (text),
                Piece::Escape(escape) => span.escape { (escape) },
            }
        }
    }
}

/// Returns the beginning of what came from outside, by the number of its characters.
pub fn excerpt(bytes: &[u8], longest: usize) -> Markup {
    let lengths = bytes.utf8_chunks().flat_map(|chunk| {
        let invalid = chunk.invalid().iter().map(|_| 1);
        chunk.valid().chars().map(char::len_utf8).chain(invalid)
    });
    let end = lengths.take(longest).sum();
    html! { (verbatim(&bytes[..end])) @if end < bytes.len() { "…" } }
}

fn pieces(bytes: &[u8]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for chunk in bytes.utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some((place, hidden)) = rest.char_indices().find(|&(_, c)| is_hidden(c)) {
            pieces.push(Piece::Text(&rest[..place]));
            pieces.push(Piece::Escape(hidden.escape_default().to_string()));
            rest = &rest[place + hidden.len_utf8()..];
        }
        pieces.push(Piece::Text(rest));
        pieces.extend(chunk.invalid().iter().map(|byte| Piece::Escape(format!("\\x{byte:02X}"))));
    }
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

fn is_hidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || is_invisible(c)
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    #[test]
    fn all_of_it_is_shown_and_nothing_is_hidden() {
        const PARTS: [&[u8]; 10] =
            [b"a", b"\n", b"\0", b"<b>", b"\xe9", b"\xf0\x9f", "é".as_bytes(), "\u{202e}".as_bytes(), b"\r", b"\x7f"];

        let mut rng = Rng::with_seed(1);
        for _ in 0..2000 {
            let bytes =
                (0..rng.usize(..12)).flat_map(|_| PARTS[rng.usize(..PARTS.len())]).copied().collect::<Vec<u8>>();
            let mut shown = Vec::new();
            for piece in pieces(&bytes) {
                match piece {
                    Piece::Text(text) => {
                        assert!(!text.contains(['\0', '\r', '\u{7f}', '\u{202e}']));
                        shown.extend(text.as_bytes());
                    }
                    Piece::Escape(escape) => shown.extend(match escape.as_str() {
                        "\\xE9" => b"\xe9".to_vec(),
                        "\\xF0" => b"\xf0".to_vec(),
                        "\\x9F" => b"\x9f".to_vec(),
                        "\\u{0}" => b"\0".to_vec(),
                        "\\u{202e}" => "\u{202e}".into(),
                        "\\r" => b"\r".to_vec(),
                        "\\u{7f}" => b"\x7f".to_vec(),
                        other => panic!("{other}"),
                    }),
                }
            }
            assert_eq!(shown, bytes);
            for longest in 0..10 {
                let excerpt = excerpt(&bytes, longest).into_string();
                let whole = verbatim(&bytes).into_string();
                assert!(excerpt == whole || excerpt.ends_with('…') && whole.starts_with(excerpt.trim_end_matches('…')));
            }
        }
        assert_eq!(
            verbatim(b"<b>\xff\0").into_string(),
            "&lt;b&gt;<span class=\"escape\">\\xFF</span><span class=\"escape\">\\u{0}</span>"
        );
        assert_eq!(excerpt("éé".as_bytes(), 1).into_string(), "é…");
    }
}
