//! A text file of any encoding, line end and size: the readers that the example programs share.

#![no_main]

use std::io::Read;

use encoding_rs::WINDOWS_1252;
use libfuzzer_sys::fuzz_target;

use common::{
    body,
    encoding::{Encoding, sniff},
    lines::Lines,
    text::Text,
};

fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    let size = usize::from(size);
    let sniffed = sniff(bytes).unwrap();
    let expected = decoded(&bytes[sniffed.byte_order_mark.len()..], sniffed.encoding);

    let mut text = Text::with_chunk(bytes, size).unwrap();
    let mut read = String::new();
    text.read_to_string(&mut read).unwrap();
    assert_eq!(read, expected);
    assert_eq!(text.has_8_bit(), sniffed.encoding == Encoding::Utf8 && std::str::from_utf8(bytes).is_err());

    let mut parts = String::new();
    body::read(&mut Text::with_chunk(bytes, size).unwrap(), |part, place| {
        assert_eq!(place, parts.len() as u64);
        parts += part;
        Ok(())
    })
    .unwrap();
    let mut parted = expected.clone().into_bytes();
    body::part_bodies(&mut parted);
    assert_eq!(parts.as_bytes(), parted);

    check_lines(bytes, 1 << 20, &expected);
    check_lines(bytes, size, &expected);
});

/// All bytes are handed out as they are, and so are all lines that are not too long.
fn check_lines(bytes: &[u8], longest: usize, text: &str) {
    let mut lines = Lines::with_longest(bytes, longest).unwrap();
    let mut all = lines.byte_order_mark().to_vec();
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let expected: Vec<_> = unified.split('\n').collect();
    let mut number = 0;
    while let Some(line) = lines.next().unwrap() {
        all.extend_from_slice(line.bytes);
        assert!(line.number == number + 1 || line.number == number && !line.is_whole);
        number = line.number;
        if line.is_whole {
            assert_eq!(line.text, expected[usize::try_from(number).unwrap() - 1]);
        }
    }
    assert_eq!(all, bytes);
    // What is behind the last line end is a line unless it is empty.
    let last_is_line = !unified.is_empty() && !unified.ends_with('\n');
    let lines = expected.len() - usize::from(!last_is_line);
    assert_eq!(usize::try_from(number).unwrap(), lines);
}

/// The text of a file, character by character.
fn decoded(bytes: &[u8], encoding: Encoding) -> String {
    let unit = match encoding {
        Encoding::Utf8 => return utf_8_or_8_bit(bytes),
        Encoding::Utf16Le => u16::from_le_bytes,
        Encoding::Utf16Be => u16::from_be_bytes,
    };
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text: String = char::decode_utf16(units).map(|read| read.unwrap_or('\u{FFFD}')).collect();
    if bytes.len() % 2 == 1 && !ends_in_half_a_pair(&text, bytes, unit) {
        text.push('\u{FFFD}');
    }
    text
}

/// Whether half of a pair of surrogates is before the last byte, which then is one replacement character together with it.
fn ends_in_half_a_pair(text: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let last = bytes.chunks_exact(2).last().map(|pair| unit([pair[0], pair[1]]));
    text.ends_with('\u{FFFD}') && last.is_some_and(|unit| (0xD800..0xDC00).contains(&unit))
}

fn utf_8_or_8_bit(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = bytes;
    while let Some(first) = rest.get(..1) {
        let character =
            (1..=4).filter_map(|length| rest.get(..length)).find_map(|bytes| std::str::from_utf8(bytes).ok());
        let (character, length) = match character {
            Some(character) => (character.to_owned(), character.len()),
            None => (WINDOWS_1252.decode(first).0.into_owned(), 1),
        };
        text += &character;
        rest = &rest[length..];
    }
    text
}
