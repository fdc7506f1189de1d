use alloc::{borrow::Cow, string::String};

use super::receipt::{Receipt, begins_with_key, utf16_unit};

/// Decodes the bytes of a receipt from UTF-16, UTF-8 or GSM 03.38.
///
/// The function guesses the encoding from the bytes, because the `data_coding` of a receipt is not reliable. It recognises
/// UTF-16 with or without a byte order mark, in either byte order. It decodes anything else as [`String::from_utf8_lossy`]
/// does, so only bytes that are not UTF-8 are lost. It replaces each control character with the GSM 03.38 character that has
/// the same code, such as `_` for 0x11. A NUL is an `@` only inside a word.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp::{self, Receipt}};
///
/// let bytes: Vec<u8> = "id:7 stat:DELIVRD".encode_utf16().flat_map(u16::to_be_bytes).collect();
/// let text = smpp::decode_text(&bytes);
/// assert_eq!(Receipt::parse(&text)?.status(), DeliveryStatus::Received);
/// assert_eq!(smpp::decode_text(b"id:N\x1110\0x stat:DND\x11REJECTED"), "id:N_10@x stat:DND_REJECTED");
/// # Ok::<(), sms_status::smpp::ReceiptError>(())
/// ```
#[must_use]
pub fn decode_text(bytes: &[u8]) -> Cow<'_, str> {
    match utf16_unit(bytes) {
        Some(unit) => decode_utf16(bytes, unit).into(),
        None => decode_gsm(String::from_utf8_lossy(bytes)),
    }
}

/// Decodes the bytes like [`decode_text`], but uses their `data_coding` if the bytes do not contradict it.
pub(super) fn decode(bytes: &[u8], data_coding: u8) -> Cow<'_, str> {
    const LATIN_1: u8 = 3;
    const UCS_2: u8 = 8;

    match data_coding {
        LATIN_1 if core::str::from_utf8(bytes).is_err() => bytes.iter().map(|&byte| char::from(byte)).collect(),
        UCS_2 if utf16_unit(bytes).is_none() && Receipt::from_bytes(bytes).is_err() => {
            decode_utf16(bytes, u16::from_be_bytes).into()
        }
        _ => decode_text(bytes),
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Returns a text with the letters of GSM 03.38 (3GPP TS 23.038, 6.2.1) in place of control characters.
fn decode_gsm(text: Cow<'_, str>) -> Cow<'_, str> {
    const LETTERS: [char; 32] = [
        '\0', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', '\t', '\n', 'Ø', '\x0C', '\r', 'Å', 'å', //
        'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', '\x1B', 'Æ', 'æ', 'ß', 'É',
    ];
    const AFTER_ESCAPE: [(char, char); 9] = [
        ('\x14', '^'),
        ('(', '{'),
        (')', '}'),
        ('/', '\\'),
        ('<', '['),
        ('=', '~'),
        ('>', ']'),
        ('@', '|'),
        ('e', '€'),
    ];

    let is_plain = |character: char| character >= ' ' || matches!(character, '\t' | '\n' | '\x0C' | '\r');
    if text.chars().all(is_plain) {
        return text;
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let next = rest.clone().next();
        let escaped = AFTER_ESCAPE.iter().find(|(code, _)| character == '\x1B' && Some(*code) == next);
        if let Some((_, letter)) = escaped {
            rest.next();
            decoded.push(*letter);
        } else if character == '\0' && is_within_word(&decoded, rest.as_str()) {
            decoded.push('@');
        } else {
            decoded.push(*LETTERS.get(character as usize).unwrap_or(&character));
        }
    }
    decoded.into()
}

/// Returns `true` if a NUL between two texts does not end a word.
fn is_within_word(before: &str, after: &str) -> bool {
    let ends_word = |character: char| character == '\0' || character.is_whitespace();
    before.chars().next_back().is_some_and(|last| !ends_word(last))
        && after.chars().next().is_some_and(|first| !ends_word(first))
        && !begins_with_key(after)
}
