use phonenumber::country;
use proptest::prelude::*;

use crate::{
    contacts::{Contacts, Format, RowError},
    number::E164,
};

fn france() -> Format {
    Format { region: Some(country::FR), ..Format::default() }
}

fn number(last_digits: u32) -> E164 {
    E164::read(&format!("+3363998{last_digits:04}"), None).unwrap()
}

/// Line and number of each row.
#[track_caller]
fn rows(text: &[u8], format: &Format) -> Vec<(usize, Result<E164, RowError>)> {
    let contacts = Contacts::parse(text.to_vec(), format).unwrap();
    assert_eq!(contacts.without(|_| false), text);
    contacts.rows.into_iter().map(|row| (row.line, row.number)).collect()
}

#[track_caller]
fn refuses(text: &[u8], format: &Format, expected: &str) {
    let error = Contacts::parse(text.to_vec(), format).err().unwrap();
    assert_eq!(error.to_string(), expected);
}

#[test]
fn quotes_line_ends_and_delimiters() {
    let expected = [(2, Ok(number(1))), (3, Ok(number(2)))];
    for text in [
        "name,phone\na,0639980001\nb,0639980002\n",
        "name,phone\na,0639980001\nb,0639980002",
        "name,phone\r\na,0639980001\r\nb,0639980002\r\n",
        "\u{FEFF}name,phone\na,0639980001\nb,0639980002\n",
        "name;phone\n\"a;,\";0639980001\n\"\";\"0639980002\"\n",
        "name\tphone\na\t0639980001\nb\t0639980002\n",
        "phone\n0639980001\n\"06 39 98 00 02\"\n",
        "Nom|Prénom|N° de téléphone\na|x \"y\" z|0639980001\nb||0639980002\n",
    ] {
        assert_eq!(rows(text.as_bytes(), &france()), expected, "{text:?}");
    }
}

#[test]
fn a_row_may_have_several_lines_and_empty_lines_are_no_rows() {
    let text = b"phone;note\n\n0639980001;\"one\ntwo\"\n\n\n0639980002;\n";
    assert_eq!(rows(text, &france()), [(3, Ok(number(1))), (7, Ok(number(2)))]);
    let contacts = Contacts::parse(text.to_vec(), &france()).unwrap();
    assert_eq!(contacts.without(|removed| *removed == number(1)), b"phone;note\n\n\n\n0639980002;\n");
    assert_eq!(contacts.without(|removed| *removed == number(2)), b"phone;note\n\n0639980001;\"one\ntwo\"\n\n\n");
}

#[test]
fn an_unreadable_row_does_not_touch_the_next_one() {
    use RowError::{BadQuoting, FieldCount, NoNumber, NotANumber};
    for (row, error) in [
        ("\"a,0639980001", BadQuoting),
        ("a,\"0639980001", BadQuoting),
        ("\"a\"b,0639980001", BadQuoting),
        ("\"a\" ,0639980001", BadQuoting),
        ("a", FieldCount { found: 1, expected: 2 }),
        ("a,0639980001,", FieldCount { found: 3, expected: 2 }),
        ("a,", NoNumber),
        (",\" \"", NoNumber),
        ("a,?", NotANumber("?".to_owned())),
    ] {
        for line_end in ["\n", "\r\n"] {
            let text = ["name,phone", row, "\"b\",0639980002", "\"c\",0639980003", ""].join(line_end);
            let expected = [(2, Err(error.clone())), (3, Ok(number(2))), (4, Ok(number(3)))];
            assert_eq!(rows(text.as_bytes(), &france()), expected, "{text:?}");
        }
    }
}

#[test]
fn other_encodings_are_read_by_byte() {
    let text = b"Nom;T\xE9l\xE9phone\nH\xE9l\xE8ne;06\xA039\xA098\xA000\xA001\n\xFF;0639980002\nx;\xFF\n";
    let expected = [(2, Ok(number(1))), (3, Ok(number(2))), (4, Err(RowError::NotANumber("\u{FF}".to_owned())))];
    assert_eq!(rows(text, &france()), expected);
}

#[test]
fn the_column_is_named_or_known() {
    let text = b"id,Mobile 2,T\xC3\xA9l.\n1,0639980002,0639980001\n";
    assert_eq!(rows(text, &france()), [(2, Ok(number(1)))]);
    let format = Format { column: Some("mobile 2".to_owned()), ..france() };
    assert_eq!(rows(text, &format), [(2, Ok(number(2)))]);

    let format = Format { column: Some("fax".to_owned()), ..france() };
    refuses(text, &format, "no column `fax` among `id`, `Mobile 2`, `Tél.`");
    refuses(b"id,name\n", &france(), "no column of numbers among `id`, `name`: name it with --column");
    refuses(b"Phone,Mobile,id\n", &france(), "several columns of numbers, `Phone`, `Mobile`: choose one with --column");
    let format = Format { column: Some("phone".to_owned()), ..france() };
    refuses(b"phone,Phone\n", &format, "several columns are named `phone`");
    refuses(b"", &france(), "the file is empty");
    refuses(b"\xEF\xBB\xBF\r\n\n", &france(), "the file is empty");
    refuses(b"\"name,phone\n", &france(), "the header is badly quoted");
}

#[test]
fn a_delimiter_that_is_given_is_not_guessed() {
    let text = b"name,first;phone\na,b,c;0639980001\n";
    assert_eq!(rows(text, &Format { delimiter: Some(b';'), ..france() }), [(2, Ok(number(1)))]);
}

/// A field as written, with delimiters, quotes and line ends where it is quoted.
fn field() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zé' .?+-]{0,8}", "([a-z;,é\r\n]|\"\"){0,8}".prop_map(|inner| format!("\"{inner}\""))]
}

/// A row as written, and its number where it has one.
fn row() -> impl Strategy<Value = (Vec<u8>, Option<E164>)> {
    let spelling = prop_oneof![Just("+33 6 39 98 "), Just("0033639 98"), Just("06.39.98."), Just("\"063998"),];
    let readable = (field(), spelling, 0..20_u32, field()).prop_map(|(before, spelling, last_digits, after)| {
        let quote = if spelling.starts_with('"') { "\"" } else { "" };
        (format!("{before};{spelling}{last_digits:04}{quote};{after}").into_bytes(), Some(number(last_digits)))
    });
    let unreadable = prop_oneof![
        (field(), field()).prop_map(|(a, b)| format!("x{a};{b}").replace(['"', '\r', '\n'], "").into_bytes()),
        Just(b"\"a\"b;0639980001;".to_vec()),
        Just(b"a;\"0639980001\" ;b".to_vec()),
        Just(b"a;none;\xFF".to_vec()),
        Just(b"a;0639980001;b;c;d;".to_vec()),
    ]
    .prop_map(|row| (row, None));
    prop_oneof![4 => readable, 1 => unreadable]
}

proptest! {
    #[test]
    fn every_byte_that_is_not_of_a_removed_row_stays(
        byte_order_mark in any::<bool>(),
        rows in prop::collection::vec((row(), "(\r\n|\n|\r)(\r\n|\n\n)?"), 0..12),
        ends_with_line_end in any::<bool>(),
        removed in prop::collection::btree_set(0..20_u32, 0..10),
    ) {
        let removed: Vec<E164> = removed.into_iter().map(number).collect();
        let mut text = if byte_order_mark { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
        text.extend_from_slice(b"name;phone;note\n");
        let mut expected = text.clone();
        for (index, ((row, number), line_end)) in rows.iter().enumerate() {
            let is_last = index + 1 == rows.len();
            let line_end = if is_last && !ends_with_line_end { "" } else { line_end };
            // The row has one line end; empty lines after it are no part of it.
            let own = if line_end.starts_with("\r\n") { 2 } else { line_end.len().min(1) };
            let (own, empty_lines) = line_end.split_at(own);
            for part in [row, own.as_bytes(), empty_lines.as_bytes()] {
                text.extend_from_slice(part);
            }
            if !number.as_ref().is_some_and(|number| removed.contains(number)) {
                expected.extend_from_slice(row);
                expected.extend_from_slice(own.as_bytes());
            }
            expected.extend_from_slice(empty_lines.as_bytes());
        }
        let contacts = Contacts::parse(text, &france()).unwrap();
        let numbers: Vec<_> = contacts.rows.iter().map(|row| row.number.as_ref().ok()).collect();
        prop_assert_eq!(numbers, rows.iter().map(|((_, number), _)| number.as_ref()).collect::<Vec<_>>());
        prop_assert_eq!(contacts.without(|number| removed.contains(number)), expected);
    }

    #[test]
    fn no_bytes_panic_and_nothing_is_lost(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\";,\r\n0".to_vec())], 0..60),
    ) {
        for text in [[&b"phone;note\n"[..], &bytes].concat(), bytes] {
            if let Ok(contacts) = Contacts::parse(text.clone(), &france()) {
                prop_assert_eq!(contacts.without(|_| false), text);
            }
        }
    }
}
