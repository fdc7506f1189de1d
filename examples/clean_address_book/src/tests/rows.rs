use phonenumber::country;
use proptest::prelude::*;

use crate::{
    cleaning::Cleaning,
    contacts::{Contacts, Format, RowError},
    history::History,
    number::E164,
};

fn france() -> Format {
    Format { region: Some(country::FR), ..Format::default() }
}

fn number(last_digits: u32) -> E164 {
    E164::read(&format!("+3363998{last_digits:04}"), None).unwrap()
}

/// Line and number of each row.
type Rows = Vec<(u64, Result<E164, RowError>)>;

/// The list without the rows of some numbers, and line and number of each row.
fn without(text: &[u8], format: &Format, removed: impl Fn(E164) -> bool) -> anyhow::Result<(Vec<u8>, Rows)> {
    let (mut copy, mut rows) = (Vec::new(), Vec::new());
    Contacts::open(text, format)?.copy(&mut copy, |contact| {
        let is_kept = contact.number.as_ref().map_or(true, |&number| !removed(number));
        rows.push((contact.line, contact.number));
        is_kept
    })?;
    Ok((copy, rows))
}

#[track_caller]
fn rows(text: &[u8], format: &Format) -> Rows {
    let (copy, rows) = without(text, format, |_| false).unwrap();
    assert_eq!(copy, text);
    rows
}

#[track_caller]
fn refuses(text: &[u8], format: &Format, expected: &str) {
    let error = Contacts::open(text, format).err().unwrap();
    assert_eq!(error.to_string(), expected);
}

/// The text in UTF-8 with a byte order mark, and in UTF-16 in both orders, with and without one.
fn encodings(text: &str) -> [Vec<u8>; 5] {
    let mark = "\u{FEFF}";
    let units = |mark: &str| format!("{mark}{text}").encode_utf16().collect::<Vec<_>>();
    let le = |mark| units(mark).into_iter().flat_map(u16::to_le_bytes).collect();
    let be = |mark| units(mark).into_iter().flat_map(u16::to_be_bytes).collect();
    [format!("{mark}{text}").into_bytes(), le(mark), be(mark), le(""), be("")]
}

#[test]
fn quotes_line_ends_and_delimiters() {
    let expected = [(2, Ok(number(1))), (3, Ok(number(2)))];
    for text in [
        "name,phone\na,0639980001\nb,0639980002\n",
        "name,phone\na,0639980001\nb,0639980002",
        "name,phone\r\na,0639980001\r\nb,0639980002\r\n",
        "name,phone\ra,0639980001\rb,0639980002\r",
        "name;phone\n\"a;,\";0639980001\n\"\";\"0639980002\"\n",
        "name\tphone\na\t0639980001\nb\t0639980002\n",
        "phone\n0639980001\n\"06 39 98 00 02\"\n",
        "Nom|Prénom|N° de téléphone\na|x \"y\" z|0639980001\nb||0639980002\n",
        // The last cells of a row are left out if they are empty.
        "name;phone;note;other\na;0639980001\nb;0639980002;;\n",
    ] {
        assert_eq!(rows(text.as_bytes(), &france()), expected, "{text:?}");
        for text in encodings(text) {
            assert_eq!(rows(&text, &france()), expected, "{text:?}");
            let (copy, _) = without(&text, &france(), |removed| removed == number(1)).unwrap();
            let (twice, rows) = without(&copy, &france(), |_| false).unwrap();
            assert_eq!((rows, twice), (vec![(2, Ok(number(2)))], copy), "{text:?}");
        }
    }
}

#[test]
fn a_line_that_names_the_delimiter_is_no_header() {
    for text in ["sep=;\r\nname,x;phone\r\na;0639980001\r\n", "\"sep=|\"\nname;x,y|phone\na|0639980001\n"] {
        assert_eq!(rows(text.as_bytes(), &france()), [(3, Ok(number(1)))], "{text:?}");
        for text in encodings(text) {
            assert_eq!(rows(&text, &france()), [(3, Ok(number(1)))], "{text:?}");
        }
    }
    let format = Format { delimiter: Some(b','), ..france() };
    assert_eq!(rows(b"sep=;\nname;x,phone\na,0639980001\n", &format), [(3, Ok(number(1)))]);
}

#[test]
fn a_row_may_have_several_lines_and_empty_lines_are_no_rows() {
    let text = b"\nphone;note\n\n0639980001;\"one\ntwo\"\n \n\n0639980002;\n";
    assert_eq!(rows(text, &france()), [(4, Ok(number(1))), (8, Ok(number(2)))]);
    let without = |digits| without(text, &france(), |removed| removed == number(digits)).unwrap().0;
    assert_eq!(without(1), b"\nphone;note\n\n \n\n0639980002;\n");
    assert_eq!(without(2), b"\nphone;note\n\n0639980001;\"one\ntwo\"\n \n\n");
}

#[test]
fn an_unreadable_row_does_not_touch_the_next_one() {
    use RowError::{BadQuoting, NoNumber, NotANumber, TooManyFields};
    for (row, error) in [
        ("\"a,0639980001", BadQuoting),
        ("a,\"0639980001", BadQuoting),
        ("\"a\"b,0639980001", BadQuoting),
        ("\"a\" ,0639980001", BadQuoting),
        ("a", NoNumber),
        ("a,0639980001,", TooManyFields { found: 3, expected: 2 }),
        ("a,", NoNumber),
        (",\" \"", NoNumber),
        ("a,?", NotANumber("?".to_owned())),
        ("a,\"0639980001;0639980002\"", NotANumber("0639980001;0639980002".to_owned())),
        ("a,\x1B[2J06", NotANumber(r"\u{1b}[2J06".to_owned())),
    ] {
        for line_end in ["\n", "\r\n", "\r"] {
            let text = ["name,phone", row, "\"b\",0639980002", "\"c\",0639980003", ""].join(line_end);
            let expected = [(2, Err(error.clone())), (3, Ok(number(2))), (4, Ok(number(3)))];
            assert_eq!(rows(text.as_bytes(), &france()), expected, "{text:?}");
        }
    }
}

#[test]
fn a_line_without_end_is_no_row_and_stays() {
    let long = "x".repeat(3 << 20);
    for (row, error) in
        [(format!("{long},0639980001"), RowError::TooLong), (format!("\"a\n{long}\",0639980001"), RowError::BadQuoting)]
    {
        let text = format!("name,phone\n{row}\nb,0639980002\n");
        let (copy, rows) = without(text.as_bytes(), &france(), |_| true).unwrap();
        assert_eq!(rows.first(), Some(&(2, Err(error))));
        assert_eq!(rows.last().map(|(_, number)| number), Some(&Ok(number(2))));
        assert!(copy.len() == text.len() - "b,0639980002\n".len() && text.as_bytes().starts_with(&copy));
    }
    // A quotation mark that stays open takes no row with it, and does not make each of them be read again and again.
    let text = format!("name,phone\n\"a,0639980001\n{}", format!("{}b,0639980002\n", "b".repeat(1000)).repeat(2000));
    let (_, rows) = without(text.as_bytes(), &france(), |_| false).unwrap();
    assert_eq!((rows.len(), rows[0].clone()), (2001, (2, Err(RowError::BadQuoting))));
    assert!(rows[1..].iter().all(|(_, read)| *read == Ok(number(2))));
}

#[test]
fn what_is_not_utf_8_is_windows_1252() {
    let text =
        b"Nom;T\xE9l\xE9phone\nH\xE9l\xE8ne;06\xA039\xA098\xA000\xA001\n\xFF;0639980002\nx;\x80\n\xC3\xA9;0639980003\n";
    let expected =
        [(2, Ok(number(1))), (3, Ok(number(2))), (4, Err(RowError::NotANumber("€".to_owned()))), (5, Ok(number(3)))];
    assert_eq!(rows(text, &france()), expected);
    for (text, expected) in [(&text[..], true), ("phone\né\n".as_bytes(), false)] {
        let mut contacts = Contacts::open(text, &france()).unwrap();
        contacts.copy(std::io::sink(), |_| true).unwrap();
        assert_eq!(contacts.has_8_bit(), expected);
    }
}

#[test]
fn a_list_that_cannot_be_read_is_an_error() {
    let format = Format { column: Some("fax".to_owned()), ..france() };
    refuses(b"id,Mobile 2,T\xC3\xA9l.\n", &format, "no column named `fax`; the columns are `id`, `Mobile 2`, `Tél.`");
    refuses(b"", &france(), "the file is empty");
    refuses(b"\xEF\xBB\xBF\r\n\n", &france(), "the file is empty");
    refuses(b"sep=;\n", &france(), "the file is empty");
    refuses(b"\"name,phone\n", &france(), "the header has misplaced quotation marks");
    refuses("x".repeat(2 << 20).as_bytes(), &france(), "the header is longer than 1 MiB");

    let history = History::new(None, 0);
    for (text, limit, expected) in [
        ("phone\n", 9, "there is no row below the header"),
        (
            "a,phone\nb,\nc,0639980001\n",
            9,
            "no row has a readable phone number in `phone`; line 2: no phone number; choose another column with --column",
        ),
        (
            "phone\n12\n",
            9,
            "no row has a readable phone number in `phone`; line 2: not a phone number: 12; choose another column with --column",
        ),
        ("phone\n12\n", 0, "no row has a readable phone number"),
    ] {
        // Without the region, a number in national form cannot be read.
        let mut contacts = Contacts::open(text.as_bytes(), &Format::default()).unwrap();
        let error = Cleaning::copy(&mut contacts, &history, std::io::sink(), limit).err().unwrap();
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_delimiter_that_is_given_is_not_guessed() {
    let text = b"name,first;phone\na,b,c;0639980001\n";
    assert_eq!(rows(text, &Format { delimiter: Some(b';'), ..france() }), [(2, Ok(number(1)))]);
}

/// A field as written, with delimiters, quotes and line ends if it is quoted.
fn field() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zé' .?+-]{0,8}", "([a-z;,é\r\n]|\"\"){0,8}".prop_map(|inner| format!("\"{inner}\""))]
}

/// A row as written, and its number if it has one.
fn row() -> impl Strategy<Value = (String, Option<E164>)> {
    let spelling = prop_oneof![Just("+33 6 39 98 "), Just("0033639 98"), Just("06.39.98."), Just("\"063998"),];
    let readable = (field(), spelling, 0..20_u32, field()).prop_map(|(before, spelling, last_digits, after)| {
        let quote = if spelling.starts_with('"') { "\"" } else { "" };
        (format!("{before};{spelling}{last_digits:04}{quote};{after}"), Some(number(last_digits)))
    });
    let unreadable = prop_oneof![
        (field(), field()).prop_map(|(a, b)| format!("x{a};{b}").replace(['"', '\r', '\n'], "")),
        Just("\"a\"b;0639980001;".to_owned()),
        Just("a;\"0639980001\" ;b".to_owned()),
        Just("a;none;ÿ".to_owned()),
        Just("a;0639980001;b;c;d;".to_owned()),
    ]
    .prop_map(|row| (row, None));
    prop_oneof![4 => readable, 1 => unreadable]
}

/// The bytes of a text in one of several encodings.
fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    match encoding {
        0 => text.as_bytes().to_vec(),
        // Characters of Windows-1252 that are the same in Unicode.
        1 => text.chars().map(|character| u8::try_from(character).unwrap()).collect(),
        2 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

proptest! {
    #[test]
    fn every_byte_that_is_not_of_a_removed_row_stays(
        byte_order_mark in any::<bool>(),
        encoding in 0..4_usize,
        rows in prop::collection::vec((row(), "(\r\n|\n|\r)(\r\n|\n\n)?"), 0..12),
        ends_with_line_end in any::<bool>(),
        removed in prop::collection::btree_set(0..20_u32, 0..10),
    ) {
        let removed: Vec<E164> = removed.into_iter().map(number).collect();
        let mut text = if byte_order_mark && encoding != 1 { "\u{FEFF}".to_owned() } else { String::new() };
        text += "name;phone;note\n";
        let mut expected = text.clone();
        for (index, ((row, number), line_end)) in rows.iter().enumerate() {
            let is_last = index + 1 == rows.len();
            let line_end = if is_last && !ends_with_line_end { "" } else { line_end };
            // The row has one line end; empty lines after it are not part of it.
            let own = if line_end.starts_with("\r\n") { 2 } else { line_end.len().min(1) };
            let (own, empty_lines) = line_end.split_at(own);
            for part in [row, own, empty_lines] {
                text += part;
            }
            if !number.as_ref().is_some_and(|number| removed.contains(number)) {
                expected += row;
                expected += own;
            }
            expected += empty_lines;
        }
        let (copy, read) =
            without(&encoded(&text, encoding), &france(), |number| removed.contains(&number)).unwrap();
        prop_assert_eq!(copy, encoded(&expected, encoding));
        let read: Vec<_> = read.into_iter().map(|(_, number)| number.ok()).collect();
        prop_assert_eq!(read, rows.iter().map(|((_, number), _)| *number).collect::<Vec<_>>());
    }

    #[test]
    fn no_bytes_panic_and_nothing_is_lost(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\";,\r\n0".to_vec())], 0..60),
    ) {
        for text in [[&b"phone;note\n"[..], &bytes].concat(), [&b"\xFF\xFEt\0e\0l\0\n\0"[..], &bytes].concat(), bytes] {
            if let Ok((copy, _)) = without(&text, &france(), |_| false) {
                prop_assert_eq!(copy, text);
            }
        }
    }
}
