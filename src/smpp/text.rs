#[cfg(feature = "alloc")]
use alloc::{borrow::Cow, string::String};

/// Returns the text of the bytes of a receipt, which are in UTF-16 or in UTF-8.
///
/// UTF-16 is recognised by the bytes themselves, with or without a byte order mark, in either byte order: the `data_coding` of
/// a receipt is not reliable. Anything else is read as [`String::from_utf8_lossy`] does, so that only the characters that are
/// not UTF-8 are lost.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp::{self, Receipt}};
///
/// let bytes: Vec<u8> = "id:7 stat:DELIVRD".encode_utf16().flat_map(u16::to_be_bytes).collect();
/// let text = smpp::decode_text(&bytes);
/// assert_eq!(Receipt::parse(&text)?.status(), DeliveryStatus::Received);
/// # Ok::<(), sms_status::smpp::ReceiptError>(())
/// ```
#[cfg(feature = "alloc")]
#[must_use]
pub fn decode_text(bytes: &[u8]) -> Cow<'_, str> {
    let Some(unit) = utf16_unit(bytes) else { return String::from_utf8_lossy(bytes) };
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Returns how to read a code unit if the bytes are a text in UTF-16.
///
/// A receipt begins with four or more ASCII characters, such as `id:1`, and has no NUL among them.
pub(super) fn utf16_unit(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match *bytes {
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0, a, 0, b, 0, c, 0, d, ..] if [a, b, c, d].iter().all(|&byte| byte != 0) => Some(u16::from_be_bytes),
        [a, 0, b, 0, c, 0, d, 0, ..] if [a, b, c, d].iter().all(|&byte| byte != 0) => Some(u16::from_le_bytes),
        _ => None,
    }
}
