use std::{env, fs, process};

use expect_test::expect_file;

use crate::run::run;

#[test]
fn the_receipts_of_smpp_are_printed_with_status_and_advice() {
    let (status, table, errors) = run("smpp_receipts", &[], b"");
    assert_eq!(status, Some(0));
    expect_file!["../data/smpp_receipts.txt"].assert_eq(&table);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/deliver_sm.pdus");
    let error = "not a delivery receipt: `stat:` is missing or has no value";
    assert_eq!(errors, format!("error: {file}: PDU at byte 1463: {error}\n"));
}

#[test]
fn the_receipts_of_smpp_are_printed_up_to_a_pdu_that_is_cut() {
    let bytes = fs::read("examples/data/deliver_sm.pdus").unwrap();
    let second = usize::from(bytes[3]);
    let file = env::temp_dir().join(format!("sms-status-{}.pdus", process::id()));
    for length in [second + 3, second + 4, second + usize::from(bytes[second + 3]) - 1] {
        fs::write(&file, &bytes[..length]).unwrap();
        let path = file.display().to_string();
        let (status, table, errors) = run("smpp_receipts", &[&path], b"");
        assert_eq!(status, Some(1));
        assert!(table.contains(" 6a1f04 ") && !table.contains(" 6a1f05 "), "{table}");
        assert_eq!(errors, format!("error: {path}: PDU at byte {second}: cut\n"));
    }
    fs::remove_file(file).unwrap();
}

#[test]
fn the_receipts_of_smpp_need_a_file() {
    let (status, table, errors) = run("smpp_receipts", &["no/such/file"], b"");
    assert_eq!((status, table.as_str()), (Some(1), ""));
    assert_eq!(errors, "error: no/such/file: No such file or directory (os error 2)\n");
}
