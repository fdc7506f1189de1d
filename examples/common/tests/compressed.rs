//! Compressed files, arrays of JSON and bodies that were appended.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    io::{self, Cursor, Read, Write},
    path::Path,
};

use common::{body::part_bodies, compressed::decompressed, event_row::PlatformRows, format::Format, json_line};
use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &[u8]) -> Vec<u8> {
    compress_to_vec(text, CompressionLevel::Fastest)
}

/// A text of many blocks.
fn long() -> String {
    let rows = (0..100_000).map(|n: u64| format!("m{},3363998{:04},11\n", n.wrapping_mul(n) * 7919, n % 10_000));
    rows.collect::<Vec<_>>().concat()
}

fn content(file: &[u8]) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    decompressed(Cursor::new(file.to_vec()))?.read_to_end(&mut content)?;
    Ok(content)
}

#[test]
fn what_is_compressed_is_read_as_if_it_were_not() {
    let long = long();
    for text in ["", "a", "33639980001 11", "message_id,recipient,code\nA1,33639980001,11\n", &long] {
        let text = text.as_bytes();
        assert_eq!(content(text).unwrap(), text);
        for pack in [gzip, zstd] {
            let packed = pack(text);
            assert!(content(&packed).unwrap() == text);
            // Programs append one file to the other.
            assert!(content(&[packed.clone(), packed].concat()).unwrap() == [text, text].concat());
        }
    }
}

#[test]
fn a_file_that_was_cut_is_an_error_at_every_byte() {
    let text: String = (0..100).fold(String::new(), |rows, n| rows + &format!("m{n},33639980001,11\n"));
    for pack in [gzip, zstd] {
        let packed = pack(text.as_bytes());
        for length in 4..packed.len() {
            assert!(content(&packed[..length]).is_err(), "{length} of {}", packed.len());
        }
    }
}

/// What could be decompressed before it is read, and the error says how much that is.
#[test]
fn an_error_is_behind_what_comes_before_it() {
    let text = long();
    for pack in [gzip, zstd] {
        let packed = pack(text.as_bytes());
        let mut most = 0;
        for length in (20..packed.len()).step_by(packed.len() / 20) {
            let mut read = Vec::new();
            let mut input = decompressed(Cursor::new(packed[..length].to_vec())).unwrap();
            let error = input.read_to_end(&mut read).unwrap_err().to_string();
            assert!(text.as_bytes().starts_with(&read), "{length} of {}", packed.len());
            assert!(
                error.starts_with(&format!("cannot be decompressed after {} bytes of content: ", read.len())),
                "{error}"
            );
            assert_eq!(input.read(&mut [0; 10]).unwrap(), 0);
            assert!(read.len() >= most);
            most = read.len();
        }
        assert!(most > text.len() / 2, "{most} of {}", text.len());
    }
}

/// Both formats have a checksum of the content.
#[test]
fn a_file_that_was_changed_is_an_error() {
    let text: String = (0..1000).fold(String::new(), |rows, n| rows + &format!("m{n},33639980001,11\n"));
    for pack in [gzip, zstd] {
        let mut packed = pack(text.as_bytes());
        for at in packed.len() - 4..packed.len() {
            packed[at] ^= 1;
            assert!(content(&packed).is_err(), "{at} of {}", packed.len());
            packed[at] ^= 1;
        }
    }
}

#[test]
fn what_is_no_text_is_named_with_what_to_do() {
    for (start, expected) in [
        (&b"PK\x03\x04\x14\0"[..], "save the sheet as CSV"),
        (b"\xD0\xCF\x11\xE0\xA1", "save the sheet as CSV"),
        (b"PAR1\x15", "export its rows"),
        (b"%PDF-1.7", "export the list"),
        (b"BZh91AY", "pack it with gzip or zstd"),
    ] {
        let error = content(start).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn the_format_of_a_compressed_file_is_that_of_its_content() {
    for (name, expected) in [
        ("events.csv.gz", Format::Csv),
        ("EVENTS.CSV.ZST", Format::Csv),
        ("events.ndjson.zst", Format::Ndjson),
        ("events.jsonl", Format::Ndjson),
        ("body.txt.gz", Format::Body),
        ("csv.gz", Format::Body),
        ("gz", Format::Body),
    ] {
        assert_eq!(Format::of(Path::new(name)), expected, "{name}");
    }
}

#[test]
fn an_array_may_have_one_value_on_each_line() {
    let object = r#"{"a":[1],"b":"x,]"}"#;
    for (line, expected) in [
        ("[", None),
        ("]\n", None),
        ("", None),
        (" \n", None),
        (&format!("{object}\n"), Some(object)),
        (&format!("  {object},\r\n"), Some(object)),
        (&format!("[{object},"), Some(object)),
        (&format!("{object}]"), Some(object)),
        (&format!("[{object}]"), Some(&*format!("[{object}]"))),
        ("id=1&status=[2],", Some("id=1&status=[2],")),
    ] {
        assert_eq!(json_line::value(line), expected, "{line}");
    }
}

#[test]
fn bodies_that_were_appended_line_by_line_are_parted() {
    for (text, expected) in [
        ("33639980001 11 | 33639980002 3522\n33639980003 11", "33639980001 11 | 33639980002 3522|33639980003 11"),
        ("33639980001 11\r\n+33639980002 3522\n", "33639980001 11\r|+33639980002 3522\n"),
        ("33639980001\n11 | 33639980002 11", "33639980001\n11 | 33639980002 11"),
        ("<html>\n<p>Bad gateway", "<html>\n<p>Bad gateway"),
        ("31 | Internal error\n", "31 | Internal error\n"),
        ("\n33639980001 11", "\n33639980001 11"),
    ] {
        let mut parted = text.as_bytes().to_vec();
        part_bodies(&mut parted);
        assert_eq!(String::from_utf8(parted).unwrap(), expected, "{text:?}");
    }
}

#[test]
fn a_row_of_a_table_is_an_object_with_the_names_of_the_header() {
    let mut lines = ["\n", "sep=;\r\n", "Sid;\"To \";Status\r\n"].into_iter();
    let mut rows = PlatformRows::take(|| Ok(lines.next().map(str::to_owned))).unwrap().unwrap();
    for (row, object) in [
        ("SM1;+33 6;\"a;b\"\r\n", r#"{"Sid":"SM1","Status":"a;b","To":"+33 6"}"#),
        (" SM2 ;;\"\"", r#"{"Sid":"SM2"}"#),
        ("SM3", r#"{"Sid":"SM3"}"#),
    ] {
        assert_eq!(rows.object(row).unwrap(), object);
        assert_eq!(rows.clone().object(row).unwrap(), object);
    }
    assert!(rows.object("1;2;3;4").is_err() && rows.object("\"1").is_err());
    for (line, is_header) in [("a;b", true), ("sep=;", true), ("id=1&b", false), ("{\"a\":1}", false), ("", false)] {
        assert_eq!(PlatformRows::is_header(line), is_header, "{line}");
    }
}
