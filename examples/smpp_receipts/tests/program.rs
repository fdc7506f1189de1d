//! The program, run as a person runs it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    env, fs,
    path::PathBuf,
    process,
    sync::atomic::{AtomicUsize, Ordering},
};

mod pdu;

use expect_test::expect_file;
use pdu::{MESSAGE, Pdu, RECEIPT, enquire_link};

use common::run::run;

/// A file of PDUs, which goes with the value.
struct File(PathBuf);

impl File {
    fn new(name: &str, bytes: &[u8]) -> Self {
        static FILES: AtomicUsize = AtomicUsize::new(0);

        let number = FILES.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("sms-status-{}-{number}-{name}.pdus", process::id()));
        fs::write(&path, bytes).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        fs::remove_file(&self.0).unwrap();
    }
}

fn receipt(text: &str) -> Pdu {
    Pdu::deliver_sm(RECEIPT, "33600000000", text)
}

#[test]
fn the_receipts_of_smpp_are_printed_with_status_and_advice() {
    for (lang, file) in [("en", expect_file!["table.en.txt"]), ("fr", expect_file!["table.fr.txt"])] {
        let (status, table, errors) = run("smpp_receipts", &["--lang", lang], b"");
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        file.assert_eq(&table);
    }
}

#[test]
fn the_receipts_of_smpp_are_printed_up_to_a_pdu_that_is_cut() {
    let bytes = fs::read(common::run::repository().join("examples/data/deliver_sm.pdus")).unwrap();
    let second = usize::from(bytes[3]);
    for length in [second + 1, second + 4, second + usize::from(bytes[second + 3]) - 1] {
        let file = File::new("cut", &bytes[..length]);
        let (status, table, errors) = run("smpp_receipts", &[file.path()], b"");
        assert_eq!(status, Some(1));
        assert!(table.contains(" 6a1f04 ") && !table.contains(" 6a1f05 "), "{table}");
        assert_eq!(errors, format!("error: {}: PDU at byte {second}: the PDU is cut short\n", file.path()));
    }
}

#[test]
fn a_pdu_that_cannot_be_read_fails_the_program_and_the_others_are_printed() {
    let missing_stat = "not a delivery receipt: `stat:` is missing or has no value";
    let missing_id = "the message id is missing";
    for (pdu, reason) in [
        (receipt("DELIVRD"), missing_stat),
        (receipt("id:6a1f02"), missing_stat),
        (receipt("").receipted_message_id("6a1f02"), missing_stat),
        (Pdu::data_sm(RECEIPT, "33600000000").message_payload("id:6a1f02"), missing_stat),
        (receipt("stat:DELIVRD"), missing_id),
        (receipt("").message_state(2), missing_id),
        (Pdu::deliver_sm(MESSAGE, "33600000000", "").message_state(2), missing_id),
    ] {
        let good = [receipt("id:6a1f01 stat:DELIVRD").encode(1), receipt("id:6a1f03 stat:DELIVRD").encode(3)];
        let file = File::new("unreadable", &[&good[0][..], &pdu.encode(2), &good[1]].concat());
        let (status, table, errors) = run("smpp_receipts", &[file.path()], b"");
        assert_eq!(status, Some(1));
        assert!(table.contains(" 6a1f01 ") && !table.contains(" 6a1f02 ") && table.contains(" 6a1f03 "), "{table}");
        assert_eq!(errors, format!("error: {}: PDU at byte {}: {reason}\n", file.path(), good[0].len()));
    }
}

#[test]
fn a_receipt_is_read_wherever_its_parts_are() {
    let text = "id:6a1f01 stat:UNDELIV err:027";
    let utf_16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<_>>();
    for (pdu, expected) in [
        (receipt(text), "Not deliverable"),
        (receipt("").message_payload(text), "Not deliverable"),
        (receipt("").message_payload(utf_16(u16::to_be_bytes)), "Not deliverable"),
        (Pdu::deliver_sm(RECEIPT, "33600000000", utf_16(u16::to_le_bytes)), "Not deliverable"),
        (Pdu::data_sm(RECEIPT, "33600000000").message_payload(text), "Not deliverable"),
        (Pdu::data_sm(RECEIPT, "33600000000").receipted_message_id("6a1f01").message_state(5), "Not deliverable"),
        (Pdu::data_sm(MESSAGE, "33600000000").receipted_message_id("6a1f01").message_state(5), "Not deliverable"),
        (Pdu::deliver_sm(MESSAGE, "33600000000", text).receipted_message_id("6a1f01"), "Not deliverable"),
        (receipt("stat:UNDELIV").receipted_message_id("6a1f01"), "Not deliverable"),
        (receipt("362d9701 2").receipted_message_id("6a1f01").message_state(5), "Not deliverable"),
        (receipt("id:0001 stat:UNDELIV").receipted_message_id("6a1f01"), "Not deliverable"),
        (receipt(text).message_state(0), "Not deliverable"),
        (receipt(text).message_state(3), "Expired message"),
        (receipt(text).network_error_code([3, 0, 6]), "Temporary absence error"),
        (receipt(text).network_error_code([3, 0, 6]).message_state(2), "Received"),
        (
            receipt("").network_error_code([3, 0, 1]).message_state(5).receipted_message_id("6a1f01"),
            "Invalid recipient",
        ),
        (receipt(text).network_error_code(*b"027"), "Not deliverable"),
    ] {
        let file = File::new("parts", &pdu.encode(1));
        let (status, table, errors) = run("smpp_receipts", &[file.path()], b"");
        assert_eq!((status, errors.as_str()), (Some(0), ""), "{pdu:?}");
        let row = table.lines().nth(3).unwrap();
        assert!(row.contains(" 6a1f01 ") && row.contains(&format!(" {expected} ")), "{table}{pdu:?}");
    }
}

#[test]
fn messages_and_other_pdus_are_counted_and_are_no_errors() {
    let message = Pdu::deliver_sm(MESSAGE, "33600000000", "id:1 stat:DELIVRD");
    let pdus = [
        message.encode(1),
        enquire_link(2),
        receipt("id:6a1f01 stat:DELIVRD").encode(3),
        enquire_link(4),
        enquire_link(5),
    ];
    let file = File::new("counted", &pdus.concat());
    let (status, table, errors) = run("smpp_receipts", &[file.path()], b"");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(table.ends_with("\nMessages from phones: 1\nOther PDUs: 3\n"), "{table}");
}

#[test]
fn a_file_without_a_receipt_fails_the_program() {
    let messages = [Pdu::deliver_sm(MESSAGE, "33600000000", "STOP").encode(1), enquire_link(2)].concat();
    for (name, bytes, reason) in [
        ("empty", &b""[..], "no delivery receipt; PDUs of other kinds: 0"),
        ("messages", &messages, "no delivery receipt; PDUs of other kinds: 2"),
        ("text", b"id:1 stat:DELIVRD", "PDU at byte 0: the PDU is cut short"),
        ("zeros", &[0; 20], "PDU at byte 0: the PDU is cut short"),
    ] {
        let file = File::new(name, bytes);
        let (status, table, errors) = run("smpp_receipts", &[file.path()], b"");
        assert_eq!((status, table.as_str()), (Some(1), ""));
        assert_eq!(errors, format!("error: {}: {reason}\n", file.path()));
    }
}

#[test]
fn the_receipts_of_smpp_need_a_file() {
    let (status, table, errors) = run("smpp_receipts", &["no/such/file"], b"");
    assert_eq!((status, table.as_str()), (Some(1), ""));
    assert_eq!(errors, "error: no/such/file: No such file or directory (os error 2)\n");
}

#[test]
fn what_comes_from_outside_is_escaped() {
    let clear = "\x1B[2J\u{9B}2J\u{7}";
    let pdus = [
        receipt(&format!("id:6a1f01{clear} stat:{clear} err:{clear} text:{clear}")).encode(1),
        receipt("stat:DELIVRD").receipted_message_id("6a1f02\x1B[2J\x07").encode(2),
        Pdu::deliver_sm(RECEIPT, "336\x1B[2J", "id:6a1f03 done date:\x1B[2J stat:DELIVRD").encode(3),
        receipt(clear).encode(4),
    ];
    let file = File::new("escape\x1B[2J\r", &pdus.concat());
    for path in [file.path(), "no/such\x1B[2J/file"] {
        let (status, table, errors) = run("smpp_receipts", &[path], b"");
        assert_eq!(status, Some(1));
        for printed in [table, errors] {
            assert!(printed.chars().all(|character| character == '\n' || !character.is_control()), "{printed:?}");
        }
    }
}
