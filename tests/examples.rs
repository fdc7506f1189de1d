//! The example programs, run as a person runs them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    env, fs,
    io::Write,
    process::{self, Command, Output, Stdio},
};

use expect_test::expect_file;

fn run(example: &str, arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", example, "--"]).args(arguments);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn the_campaign_report_tells_what_is_in_the_data() {
    let (status, page, errors) = run("campaign_report", &[], b"");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    for line in [
        "Partially received",
        "Messages: 4,000 (83.2% received, 150 without a final result)",
        "  Received                    3,328    83.2%",
        "  Permanent errors              170     4.2%",
        "  Remove                        157     3.9%",
        "  3530                            2",
        "Unreadable records, not counted: 5",
        "  byte 6906: the code is missing (\"33639981336\")",
    ] {
        assert!(page.lines().any(|printed| printed == line), "{line:?} is not in:\n{page}");
    }
}

#[test]
fn the_campaign_report_speaks_french() {
    let (status, page, _) = run("campaign_report", &["--lang", "fr_FR.UTF-8"], b"");
    assert_eq!(status, Some(0));
    for line in [
        "Partiellement reçu",
        "Messages : 4\u{202f}000 (83,2 % reçus, 150 sans résultat définitif)",
        "  Retirer                       157    3,9 %",
        "Enregistrements illisibles, non comptés : 5",
        "  octet 6906: le code manque (\"33639981336\")",
    ] {
        assert!(page.lines().any(|printed| printed == line), "{line:?} is not in:\n{page}");
    }
}

#[test]
fn the_campaign_report_reads_what_can_be_read() {
    let (status, page, _) = run("campaign_report", &["-"], b"33600000000 11 | \xff\xfe 13 | 33622222222 11");
    assert_eq!(status, Some(0));
    assert!(page.starts_with("Received\n") && page.contains("Messages: 2 "), "{page}");
    assert!(page.contains("byte 17: the recipient is not a number (\"?? 13\")"), "{page}");
}

#[test]
fn a_long_body_is_read_in_pieces_that_cut_no_record() {
    // Longer than several chunks, with records of all lengths, and one in the middle that looks like an error form.
    let records = (1..=100_000_u32).map(|n| format!("{n} {}|", if n % 3 == 0 { 3522 } else { 11 }));
    let mut body: String = records.collect();
    body += "31|";
    let (status, page, _) = run("campaign_report", &["-"], body.as_bytes());
    assert_eq!(status, Some(0));
    assert!(page.contains("Messages: 100,000 (66.7% received, 0 without a final result)"), "{page}");
    assert!(page.contains(&format!("byte {}: the code is missing (\"31\")", body.len() - 3)), "{page}");
}

#[test]
fn the_campaign_report_fails_only_where_nothing_could_be_read() {
    for (arguments, input, expected, page, message) in [
        (&["-"][..], "", Some(0), "No delivery report.\n", ""),
        (&["-"], "31 | Internal error", Some(1), "", "error: -: the request failed with code 31 (internal error)\n"),
        (&["-"], "Bad | Gateway", Some(1), "No delivery report.\n", ""),
        (&["no/such/file"], "", Some(1), "", "error: no/such/file: No such file or directory (os error 2)\n"),
    ] {
        let (status, printed, errors) = run("campaign_report", arguments, input.as_bytes());
        assert_eq!((status, errors.as_str()), (expected, message));
        assert!(printed.starts_with(page), "{printed}");
    }
}

#[test]
fn the_status_table_holds_every_status() {
    for lang in ["en", "fr"] {
        let (status, page, _) = run("status_table", &["--lang", lang], b"");
        assert_eq!(status, Some(0));
        for status in sms_status::DeliveryStatus::VARIANTS {
            let label = status.label(lang.parse().unwrap());
            assert!(page.contains(&format!(" {label} ")), "{label} is not in:\n{page}");
        }
    }
}

#[test]
fn the_receipts_of_smpp_are_printed_with_status_and_advice() {
    let (status, table, errors) = run("smpp_receipts", &[], b"");
    assert_eq!(status, Some(0));
    expect_file!["data/smpp_receipts.txt"].assert_eq(&table);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/deliver_sm.pdus");
    let error = "not a delivery receipt: `id:` is missing or has no value";
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

#[test]
fn the_table_of_tp_status_holds_every_value() {
    for (lang, file) in [("en", expect_file!["data/tp_status.en.txt"]), ("fr", expect_file!["data/tp_status.fr.txt"])] {
        let (status, table, errors) = run("tp_status", &["--lang", lang], b"");
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        file.assert_eq(&table);
    }
}

#[test]
fn merged_shards_agree() {
    let (status, page, errors) = run("merge_shards", &[], b"");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(page.starts_with("300887 reports of 100000 messages, cut in three ways, agree:\n"), "{page}");
}

#[test]
fn the_clean_address_book_says_in_one_line_why_it_failed() {
    let arguments = ["--contacts", "examples/data/contacts.csv", "--reports", "missing.txt"];
    let (status, summary, errors) = run("clean_address_book", &arguments, b"");
    assert_eq!((status, summary.as_str()), (Some(1), ""));
    assert!(errors.starts_with("error: missing.txt: "), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
}
