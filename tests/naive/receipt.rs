//! The fields of a receipt, found the slow way: every place of the text is asked what is there.

/// The fields that a receipt has, by key: the first value of each that is not empty.
pub fn fields(text: &str) -> Vec<(&'static str, String)> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).trim_end_matches('\0');
    let mut fields: Vec<(&'static str, String)> = Vec::new();
    let mut keep = |key, value: &str| {
        if fields.iter().all(|(known, _)| *known != key) {
            fields.push((key, value.to_owned()));
        }
    };
    let mut done = 0;
    for start in word_starts(text) {
        let Some((key, length)) = key_at(&text[start..]).filter(|_| start >= done) else { continue };
        let after_colon = start + length;
        if key == "text" {
            keep(key, &text[after_colon..]);
            break;
        }
        let Some(value) = (after_colon..text.len()).find(|&at| !is_space(byte(text, at))) else { break };
        if value > after_colon && key_at(&text[value..]).is_some() {
            continue;
        }
        let is_phrase = ["stat", "submit date", "done date"].contains(&key);
        done = word_starts(text)
            .find(|&word| word > value && (!is_phrase || key_at(&text[word..]).is_some()))
            .unwrap_or(text.len());
        keep(key, text[value..done].trim_end_matches(|last: char| last == '\0' || last.is_ascii_whitespace()));
    }
    fields
}

/// The places where a word begins, after white space or at the start.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    (0..text.len()).filter(|&at| !is_space(byte(text, at)) && (at == 0 || is_space(byte(text, at - 1))))
}

/// The key that a text starts with, and its length with the colon.
fn key_at(text: &str) -> Option<(&'static str, usize)> {
    let text = text.to_ascii_lowercase();
    for key in ["id", "sub", "dlvrd", "stat", "err", "text"] {
        if text.starts_with(&format!("{key}:")) {
            return Some((key, key.len() + 1));
        }
    }
    for (key, first) in [("submit date", "submit"), ("done date", "done")] {
        let Some(rest) = text.strip_prefix(first) else { continue };
        let space = (0..rest.len()).take_while(|&at| is_space(byte(rest, at))).count();
        if rest[space..].starts_with("date:") {
            return Some((key, first.len() + space + "date:".len()));
        }
    }
    None
}

fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes()[at]
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}
