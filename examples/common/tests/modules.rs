//! What the programs share, module by module.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::{Read, Write},
    str,
};

use common::{
    body,
    encoding::Encoding,
    escaped::{Escaped, excerpt},
    header,
    lines::Lines,
    text::Text,
    whole_file::WholeFile,
};
use tempfile::TempDir;

mod terminal;

use terminal::disturbs_a_terminal;

#[test]
fn every_character_is_printed_as_it_is_unless_it_disturbs_a_terminal() {
    for character in '\0'..=char::MAX {
        let printed = Escaped(character).to_string();
        if disturbs_a_terminal(character) {
            assert_eq!(printed, character.escape_default().to_string());
        } else if printed != character.to_string() {
            // A rare format character of one script.
            assert_eq!(printed, format!("\\u{{{:x}}}", u32::from(character)));
        }
        assert!(!printed.contains(disturbs_a_terminal), "{printed:?}");
    }
    let text = "Été 🎉 | \"50\u{202F}%\" | C:\\a | نمی\u{200C}خواهم | 👩\u{200D}💻";
    assert_eq!(Escaped(text).to_string(), text);
    assert_eq!(Escaped("a\u{1B}[2Jb\u{9B}31m\r\n\0\u{202E}c").to_string(), r"a\u{1b}[2Jb\u{9b}31m\r\n\u{0}\u{202e}c");
}

#[test]
fn an_excerpt_says_that_it_is_one() {
    assert_eq!(excerpt(" \u{1B}é\n"), "\\u{1b}é");
    assert_eq!(excerpt(&"é".repeat(60)), "é".repeat(60));
    assert_eq!(excerpt(&"é\t".repeat(31)), r"é\t".repeat(30) + "…");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("list.csv");
    let names = || fs::read_dir(folder.path()).unwrap().count();
    for text in ["first", "second"] {
        // What is not kept leaves no trace.
        let before = (fs::read(&path).ok(), names());
        let mut file = WholeFile::create(&path, None).unwrap();
        file.write_all(b"half").unwrap();
        file.flush().unwrap();
        drop(file);
        assert_eq!((fs::read(&path).ok(), names()), before);

        let mut file = WholeFile::create(&path, None).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        assert_eq!(fs::read(&path).ok(), before.0);
        file.keep().unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names()), (text, 1));
    }
    #[cfg(unix)]
    {
        // A link stays one.
        let link = folder.path().join("link.csv");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let mut file = WholeFile::create(&link, None).unwrap();
        file.write_all(b"third").unwrap();
        file.keep().unwrap();
        assert!(link.is_symlink() && fs::read(&path).unwrap() == b"third");
    }
    let mut devices = vec![folder.path().to_owned(), folder.path().join("no/such/folder")];
    devices.extend(cfg!(unix).then(|| "/dev/null".into()));
    for path in devices {
        let error = format!("{:#}", WholeFile::create(&path, None).unwrap_err());
        assert!(error.starts_with(&format!("{}: ", path.display())), "{error}");
    }
    let permissions = fs::metadata(&path).unwrap().permissions();
    let copy = folder.path().join("copy.csv");
    WholeFile::create(&copy, Some(permissions.clone())).unwrap().keep().unwrap();
    assert_eq!(fs::metadata(copy).unwrap().permissions(), permissions);
}

/// What a text is in a file: UTF-16 with and without byte order mark, and UTF-8 with and without.
fn encoded(text: &str) -> [(Encoding, Vec<u8>); 6] {
    let units = |mark: &str| format!("{mark}{text}").encode_utf16().collect::<Vec<_>>();
    let le = |mark| units(mark).into_iter().flat_map(u16::to_le_bytes).collect();
    let be = |mark| units(mark).into_iter().flat_map(u16::to_be_bytes).collect();
    let mark = "\u{FEFF}";
    [
        (Encoding::Utf8, text.as_bytes().to_vec()),
        (Encoding::Utf8, format!("{mark}{text}").into_bytes()),
        (Encoding::Utf16Le, le(mark)),
        (Encoding::Utf16Be, be(mark)),
        (Encoding::Utf16Le, le("")),
        (Encoding::Utf16Be, be("")),
    ]
}

const TEXTS: [&str; 5] = [
    "33639980001 11 | 33639980002 3522",
    "Nom;Téléphone\r\nÉlodie;0639980001\nLéo 🎉;0639980002\r\r\n",
    "姓名,电话\n李,0639980001\n王,0639980002\n",
    "{\"message_id\":\"a\"}\n",
    "\n",
];

#[test]
fn a_text_is_the_same_in_every_encoding_and_cut() {
    for text in TEXTS {
        // Longer than what the encoding is told by, so that characters are cut.
        let text = text.repeat(5000 / text.len() + 1);
        for (encoding, bytes) in encoded(&text) {
            for chunk in (1..40).chain([4096, 1 << 20]) {
                let mut read = Text::with_chunk(&bytes[..], chunk).unwrap();
                assert_eq!(read.encoding(), encoding);
                let mut all = String::new();
                loop {
                    let part = read.fill_text().unwrap();
                    if part.is_empty() {
                        break;
                    }
                    // Not all of it at once, and bytes of a character one by one.
                    let length = part.len().div_ceil(2);
                    let mut part = vec![0; length];
                    read.read_exact(&mut part).unwrap();
                    while str::from_utf8(&part).is_err() {
                        part.push(0);
                        let last = part.len() - 1;
                        read.read_exact(&mut part[last..]).unwrap();
                    }
                    all += str::from_utf8(&part).unwrap();
                }
                assert!(all == text && !read.has_8_bit(), "{encoding:?}, {chunk}");
            }
        }
    }
}

#[test]
fn every_byte_that_is_not_utf_8_is_windows_1252() {
    let cases: [(&[u8], &str); 6] = [
        (b"T\xE9l\xE9phone;\x80\x9F\xA0", "Téléphone;€Ÿ\u{A0}"),
        (b"\xE9", "é"),
        ("é".as_bytes(), "é"),
        // Cut at the end, too long, of UTF-16, and larger than the largest character.
        (b"a\xF0\x9F\x8E", "aðŸŽ"),
        (b"\xC0\xAF\xED\xA0\x80", "À¯í\u{A0}€"),
        (b"\xF4\x90\x80\x80", "ô\u{90}€€"),
    ];
    for (bytes, expected) in cases {
        let expected = "a".repeat(5000) + expected;
        let bytes = ["a".repeat(5000).as_bytes(), bytes].concat();
        for chunk in 1..12 {
            let mut text = Text::with_chunk(&bytes[..], chunk).unwrap();
            let mut read = String::new();
            text.read_to_string(&mut read).unwrap();
            assert!(read == expected, "{chunk}: {}", &read[4990..]);
            assert_eq!(text.has_8_bit(), bytes != expected.as_bytes());
        }
    }
}

#[test]
fn a_nul_byte_is_no_sign_of_utf_16_by_itself() {
    for bytes in [&b"a\0b"[..], b"abc,def\0\n", b"\0", b"\0\0\0\0", b"a", b""] {
        assert_eq!(Text::new(bytes).unwrap().encoding(), Encoding::Utf8, "{bytes:?}");
    }
    // Half of a character, and half of a pair of surrogates.
    let mut text = String::new();
    Text::new(&b"\xFF\xFEa\0\0\xD8b\0c"[..]).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "a\u{FFFD}b\u{FFFD}");
}

#[test]
fn lines_are_the_same_in_every_encoding_and_none_is_lost() {
    for text in [
        "",
        "a",
        "\n",
        "\r",
        "\r\n",
        "\n\r",
        "\r\r\n",
        "é\rb\n\nc\r\nd",
        "a\u{2028}b\u{10A}\u{A0D}\n",
        "\u{D}\u{A00}\n",
    ] {
        let expected: Vec<_> = text.replace("\r\n", "\n").replace('\r', "\n").lines().map(str::to_owned).collect();
        for (_, bytes) in &encoded(text)[..4] {
            let mut lines = Lines::new(&bytes[..]).unwrap();
            let (mut read, mut all) = (Vec::new(), lines.byte_order_mark().to_vec());
            while let Some(line) = lines.next().unwrap() {
                assert!(line.is_whole);
                assert_eq!(line.number, read.len() as u64 + 1);
                all.extend_from_slice(line.bytes);
                read.push(line.text.into_owned());
            }
            assert_eq!((&read, &all), (&expected, bytes), "{text:?}");
        }
    }
}

#[test]
fn a_line_that_is_too_long_is_read_in_pieces() {
    for length in 0..20 {
        for (line_end, width) in [("\n", 1), ("\r\n", 1), ("\r", 1), ("\n", 2), ("\r\n", 2)] {
            let text = format!("é{line_end}{}{line_end}é{line_end}", "x".repeat(length * 2));
            let bytes: Vec<u8> = match width {
                1 => text.clone().into_bytes(),
                _ => format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            };
            let longest = 8;
            let mut lines = Lines::with_longest(&bytes[..], longest).unwrap();
            let (mut read, mut all) = (Vec::new(), lines.byte_order_mark().to_vec());
            while let Some(line) = lines.next().unwrap() {
                all.extend_from_slice(line.bytes);
                read.push((line.number, line.text.into_owned(), line.is_whole));
            }
            assert_eq!(all, bytes, "{text:?}");
            assert!(!lines.has_8_bit());
            assert_eq!(read.first(), Some(&(1, "é".to_owned(), true)), "{text:?}");
            assert_eq!(read.last(), Some(&(3, "é".to_owned(), true)), "{text:?}");
            let second: Vec<_> = read.iter().filter(|(number, ..)| *number == 2).collect();
            assert_eq!(second.iter().map(|(_, text, _)| text.as_str()).collect::<String>(), "x".repeat(length * 2));
            let is_whole = length * 2 * width <= longest;
            assert!(second.iter().all(|(.., whole)| *whole == is_whole), "{second:?}");
            assert_eq!(second.len() == 1, is_whole, "{second:?}");
        }
    }
}

#[test]
fn a_body_is_read_in_parts_that_cut_no_record() {
    let record = "33639980001 11é|";
    for records in [0, 1, 2, 20_000, 40_000] {
        for end in ["", "33639980001", "|"] {
            let text = record.repeat(records) + end;
            let (mut all, mut parts) = (String::new(), 0);
            body::read(&mut Text::new(text.as_bytes()).unwrap(), |part, place| {
                assert_eq!(place, all.len() as u64);
                assert!(place == 0 || part.starts_with('|'));
                all += part;
                parts += 1;
                assert!(parts == 1 || part.ends_with("é") || all.len() == text.len());
                Ok(())
            })
            .unwrap();
            assert_eq!((all == text, parts > 1), (true, text.len() > 256 * 1024), "{records} {end:?}");
        }
    }
    let without = "x".repeat(2 << 20);
    let error = body::read(&mut Text::new(without.as_bytes()).unwrap(), |_, _| Ok(())).unwrap_err();
    assert_eq!(error.to_string(), "no `|` found in the 1048576 bytes before byte 1310720");
}

#[test]
fn a_header_tells_its_delimiter_and_columns() {
    for (header, delimiter) in [
        ("a", b','),
        ("", b','),
        ("a,b", b','),
        ("a;b", b';'),
        ("a\tb", b'\t'),
        ("a|b", b'|'),
        ("a;b,c", b','),
        ("a;b;c,d", b';'),
        ("\"a,b,c,d\";b", b';'),
        ("\"a;b", b','),
    ] {
        assert_eq!(header::delimiter(header), delimiter, "{header:?}");
    }
    for (line, delimiter) in [
        ("sep=;", Some(b';')),
        ("SEP=\t", Some(b'\t')),
        ("\"sep=|\"", Some(b'|')),
        ("sep=", None),
        ("sep=;;", None),
        ("sep=é", None),
        ("é", None),
        ("phone;sep=", None),
    ] {
        assert_eq!(header::separator_line(line), delimiter, "{line:?}");
    }
    let columns = ["Code", " message_id ", "code", "\u{1B}[2Jx"];
    assert_eq!(header::find(&columns, "Message_ID").unwrap(), 1);
    let error = |name| header::find(&columns, name).unwrap_err().to_string();
    assert_eq!(error("code"), "several columns are named `code`: column 1, column 3");
    assert_eq!(
        error("id\u{9B}"),
        r"the header has no column named `id\u{9b}`; the columns are `Code`, `message_id`, `code`, `\u{1b}[2Jx`"
    );
}
