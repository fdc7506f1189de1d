//! The program, run as a person runs it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs, io::Write, iter, time::Duration};

use expect_test::expect;
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use sms_status::{Campaign, DeliveryStatus, Language, Outcome, Platform};
use tempfile::TempDir;

use common::run::{run, run_slowly};

#[test]
fn the_campaign_report_tells_what_is_in_the_data() {
    let (status, page, errors) = run("campaign_report", &[], b"");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    for line in [
        "Partially received",
        "Messages: 4,000 (3,328 received, 150 not final yet)",
        "Delivery rate: 86.3%",
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
        "Messages\u{a0}: 4\u{202f}000 (3\u{202f}328 reçus, 150 sans résultat définitif)",
        "Taux de réception\u{a0}: 86,3\u{202f}%",
        "  Retirer                       157    3,9\u{202f}%",
        "Que faire des numéros",
        "Enregistrements illisibles, non pris en compte\u{a0}: 5",
        "  octet 6906\u{a0}: le code est absent («\u{a0}33639981336\u{a0}»)",
    ] {
        assert!(page.lines().any(|printed| printed == line), "{line:?} is not in:\n{page}");
    }
}

#[test]
fn the_campaign_report_reads_what_can_be_read() {
    let (status, page, errors) = run("campaign_report", &["-"], b"33600000000 11 | \xff\xfe 13 | 33622222222 11");
    assert_eq!(status, Some(0));
    assert!(page.starts_with("Received\n") && page.contains("Messages: 2 "), "{page}");
    assert!(page.contains("byte 17: the recipient is not a phone number (\"ÿþ 13\")"), "{page}");
    assert_eq!(errors, "note: -: is not entirely UTF-8; the bytes that are not were read as Windows-1252\n");
}

#[test]
fn a_long_body_is_read_in_pieces_that_cut_no_record() {
    // Longer than several chunks, with records of all lengths, and one in the middle that looks like an error form.
    let records = (1..=100_000_u32).map(|n| format!("{n} {}|", if n % 3 == 0 { 3522 } else { 11 }));
    let mut body: String = records.collect();
    // The known code of an undefined status, and unknown ones, in chunks of their own.
    body += &"33639980001 999|".repeat(50_000);
    body += "999 11|33639980001 0999|33639980001\t999|33639980001 3530|31|";
    let (status, page, _) = run("campaign_report", &["-"], body.as_bytes());
    assert_eq!(status, Some(0));
    assert!(page.contains("Messages: 150,004 (66,668 received, 50,003 not final yet)"), "{page}");
    assert!(page.contains(&format!("byte {}: the code is missing (\"31\")", body.len() - 3)), "{page}");
    let unknown = page.split_once("Unknown codes, counted as Undefined\n").unwrap().1.lines().next();
    assert_eq!(unknown, Some("  3530                            1"));
}

#[test]
fn the_campaign_report_fails_if_it_has_read_nothing() {
    for (arguments, input, message) in [
        (&["-"][..], "", "there are no delivery reports"),
        (&["-"], " \n", "there are no delivery reports"),
        (&["-"], "31 | Internal error", "-: the request failed with code 31 (internal error)"),
        (
            &["-"],
            "Bad | Gateway\u{1b}[2J",
            "there are no delivery reports; -, byte 0: the recipient is not a phone number (\"Bad\")",
        ),
        (
            &["-", "--lang", "fr"],
            "Bad | Gateway",
            "il n'y a aucun compte rendu\u{a0}; -, octet 0\u{a0}: le destinataire n'est pas un numéro de téléphone («\u{a0}Bad\u{a0}»)",
        ),
        (&["--format", "csv", "-"], HEADER, "there are no delivery reports"),
        (
            &["--format", "ndjson", "-"],
            "<html>\n",
            "there are no delivery reports; -, line 1: the line is not a JSON object (\"<html>\")",
        ),
        (&["no/such/file"], "", "no/such/file: No such file or directory (os error 2)"),
    ] {
        let folder = TempDir::new().unwrap();
        let chart = folder.path().join("chart.svg");
        let arguments: Vec<_> = arguments.iter().copied().chain(["--svg", chart.to_str().unwrap()]).collect();
        let (status, printed, errors) = run("campaign_report", &arguments, input.as_bytes());
        assert_eq!((status, printed.as_str(), errors), (Some(1), "", format!("error: {message}\n")));
        assert!(!chart.exists());
    }
}

/// Runs the campaign report with `--json` on files with these names and contents, or on names alone.
#[track_caller]
fn campaign_report_json(options: &[&str], files: &[(&str, &str)]) -> (Option<i32>, Value, String) {
    let folder = TempDir::new().unwrap();
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.path().join(name).display().to_string()).collect();
    for (path, (_, content)) in paths.iter().zip(files) {
        fs::write(path, content).unwrap();
    }
    let mut arguments = vec!["--json"];
    arguments.extend(options);
    arguments.extend(paths.iter().map(String::as_str));
    let (status, printed, errors) = run("campaign_report", &arguments, b"");
    let hide_folder = |text: &str| text.replace(&format!("{}/", folder.path().display()), "");
    (status, serde_json::from_str(&hide_folder(&printed)).unwrap_or_default(), hide_folder(&errors))
}

const HEADER: &str = "message_id,recipient,code,campaign\n";
const UUID: &str = "e5ab32e9-caf1-464b-92ac-382a0899445f";

#[test]
fn the_campaign_report_adds_up_files_and_counts_the_most_advanced_status_of_each_message() {
    let callback = format!(r#"{{"messageId":"{UUID}","status":{{"value":"DELIVERED"}}}}"#);
    let sent = format!("message_id,recipient,code\n{UUID},33639980001,0\n");
    for (files, statuses) in [
        (
            &[("a.txt", "33639980001 11 | 33639980002 13"), ("b", "33639980001 11")][..],
            json!({"received": 2, "delivered_to_operator": 1}),
        ),
        // The same message, in the formats of events.
        (
            &[
                ("a.csv", "message_id,recipient,code\nS7EpYZ5kmS87,33639980001,0\nS7EpYZ5kmS87,+33639980001,13\n"),
                ("b.ndjson", r#"{"message_id":"S7EpYZ5kmS87","recipient":"33639980001","code":11,"campaign":"x"}"#),
                ("c.jsonl", r#"{"code":1,"recipient":"33639980001","message_id":"S7EpYZ5kmS87"}"#),
            ],
            json!({"received": 1}),
        ),
        // One id of the HTTP API, two recipients.
        (
            &[("a.csv", "message_id,recipient,code\nS7EpYZ5kmS87,33639980001,11\nS7EpYZ5kmS87,33639980002,13\n")],
            json!({"received": 1, "delivered_to_operator": 1}),
        ),
        // An id of the REST API, whether the recipient is known or not.
        (&[("a.csv", &sent), ("b.ndjson", &callback)], json!({"received": 1})),
        // Columns in another order, with others between, quoted, with semicolons, a byte order mark and line breaks of Windows.
        (
            &[("A.CSV", "\u{feff}Code;\"x;y\";recipient;message_id\r\n\r\n 11 ;;33639980001;\"a;\"\"b\"\r\n")],
            json!({"received": 1}),
        ),
        // Besides files without anything.
        (
            &[("a.csv", ""), ("b.csv", HEADER), ("c.ndjson", "\n \n"), ("d", "\n"), ("e", "33639980001 11")],
            json!({"received": 1}),
        ),
    ] {
        let (status, report, errors) = campaign_report_json(&[], files);
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        assert_eq!(report["statuses"], statuses, "{files:?}");
        assert_eq!(report["unreadable"], json!({"total": 0, "listed": []}), "{files:?}");
    }
}

#[test]
fn the_campaign_report_does_not_depend_on_order_or_repetition_of_events() {
    let events = include_str!("../../data/events.csv");
    let (header, rows) = events.split_once('\n').unwrap();
    let mut rows: Vec<_> = rows.lines().collect();
    let expected = campaign_report_json(&["--by", "campaign"], &[("events.csv", events)]).1;
    assert_eq!((&expected["total"], &expected["unknown_codes"]), (&json!(300), &json!({"3530": 4})));

    let unreadable = ["onze", ",33639980012,", "\"Rappel"];
    rows.retain(|row| !unreadable.iter().any(|text| row.contains(text)));
    let mut random = fastrand::Rng::with_seed(20_260_323);
    for _ in 0..3 {
        random.shuffle(&mut rows);
        let (first, second) = rows.split_at(random.usize(..rows.len()));
        let first = format!("{header}\n{}", first.join("\n"));
        let repeated: Vec<_> =
            rows.iter().rev().copied().filter(|_| random.bool()).chain(second.iter().copied()).collect();
        let second = format!("{header}\n{}", repeated.join("\n"));
        let (_, mut report, _) = campaign_report_json(&["--by", "campaign"], &[("a.csv", &first), ("b.csv", &second)]);
        report["unreadable"] = expected["unreadable"].clone();
        assert_eq!(report, expected);
    }
}

#[test]
fn the_campaign_report_lists_what_is_unreadable_and_counts_the_rest() {
    let long = "x".repeat(1024 * 1024 + 1);
    for (name, header, rows) in [
        (
            "a.csv",
            HEADER,
            &[
                (",33639980001,11", "the message id is missing"),
                ("b", "the recipient is not a phone number"),
                ("c,number,11", "the recipient is not a phone number"),
                ("d,33639980001", "the code is missing"),
                ("e,33639980001,onze", "the code is not a number from 0 to 65535"),
                ("f,33639980001,65536", "the code is not a number from 0 to 65535"),
                ("g,33639980001,11,\"x", "a quoted field is not closed on this line"),
                ("h,33639980001,11,x,y", "the row has more fields than the header"),
                (&long, "the line is longer than 1 MiB"),
            ][..],
        ),
        (
            "a.ndjson",
            "",
            &[
                (r#"{"recipient":"33639980001","code":11}"#, "the object has no `message_id` but `code`, `recipient`"),
                (r#"{"message_id":null,"recipient":"33639980001","code":11}"#, "the message id is missing"),
                (
                    r#"{"message_id":1.5,"recipient":"1","code":11}"#,
                    "the message id is neither a string nor a whole number",
                ),
                (
                    r#"{"message_id":"b","code":11,"to\u0007":1}"#,
                    "the object has no `recipient` but `code`, `message_id`, `to\\u{7}`",
                ),
                (r#"{"message_id":"c","recipient":{},"code":11}"#, "the recipient is not a phone number"),
                (r#"{"message_id":"c","recipient":3.36e99,"code":11}"#, "the recipient is not a phone number"),
                (
                    r#"{"message_id":"d","recipient":"33639980001"}"#,
                    "the object has no `code` but `message_id`, `recipient`",
                ),
                (r#"{"message_id":"d","recipient":"33639980001","code":""}"#, "the code is missing"),
                (
                    r#"{"message_id":"e","recipient":"33639980001","code":-1}"#,
                    "the code is not a number from 0 to 65535",
                ),
                ("[]", "the line is not a JSON object"),
                (r#"{"message_id":"h","#, "the line is not a JSON object"),
                (&long, "the line is longer than 1 MiB"),
            ],
        ),
    ] {
        let good = if header.is_empty() {
            r#"{"message_id":"z","recipient":"33639980001","code":11}"#
        } else {
            "z,33639980001,11,x"
        };
        let broken: Vec<_> = rows.iter().map(|&(row, _)| row).collect();
        let (status, report, errors) =
            campaign_report_json(&[], &[(name, &format!("{header}{}\n{good}", broken.join("\n")))]);
        assert_eq!((status, errors.as_str(), &report["total"]), (Some(0), "", &json!(1)), "{report}");
        let first_line = 1 + header.lines().count();
        let expected: Vec<_> = rows
            .iter()
            .zip(first_line..)
            .map(|(&(row, reason), line)| {
                let text: String = row.chars().take(60).collect();
                json!({"file": name, "line": line, "reason": reason, "text": text})
            })
            .collect();
        assert_eq!(report["unreadable"], json!({"total": rows.len(), "listed": expected}));
    }
}

#[test]
fn the_campaign_report_goes_on_after_a_file_that_fails() {
    let good = ("good", "33639980001 11");
    for (bad, message) in [
        (("a", "31 | Internal error"), "error: a: the request failed with code 31 (internal error)\n"),
        (
            ("a.csv", "id,recipient,code\n"),
            "error: a.csv: the header has no column named `message_id`; the columns are `id`, `recipient`, `code`; a file with the columns of a platform is read with --from\n",
        ),
        (
            ("a.csv", "message_id,recipient\n"),
            "error: a.csv: the header has no column named `code`; the columns are `message_id`, `recipient`; a file with the columns of a platform is read with --from\n",
        ),
    ] {
        let (status, report, errors) = campaign_report_json(&[], &[bad, good]);
        assert_eq!((status, &report["total"], errors.as_str()), (Some(1), &json!(1), message));
    }
    let (status, page, errors) = run("campaign_report", &["no/such/file", "-"], good.1.as_bytes());
    assert_eq!((status, errors.as_str()), (Some(1), "error: no/such/file: No such file or directory (os error 2)\n"));
    assert!(page.contains("Messages: 1 "), "{page}");
}

#[test]
fn the_campaign_report_has_a_row_for_each_campaign() {
    let events = format!("{HEADER}a,33639980001,11,Été\nb,33639980002,3522,Été\nc,33639980003,13,\na,33639980001,0,\n");
    let (status, page, _) =
        run("campaign_report", &["--by", "campaign", "--format", "csv", "--lang", "fr", "-"], events.as_bytes());
    assert_eq!(status, Some(0));
    for row in [
        "│ (aucune) ┆ Délivré opérateur  ┆        1 ┆  0,0\u{202f}% ┆  0,0\u{202f}% ┆                 100,0\u{202f}% │",
        "│ Été      ┆ Partiellement reçu ┆        2 ┆ 50,0\u{202f}% ┆ 50,0\u{202f}% ┆                   0,0\u{202f}% │",
    ] {
        assert!(page.lines().any(|line| line == row), "{row} is not in:\n{page}");
    }
}

#[test]
fn the_campaign_report_in_json_keeps_its_keys() {
    let files = [
        ("body.txt", "33639980001 11 | 33639980002 3530 | 33639980003"),
        ("events.csv", "message_id,recipient,code,campaign\na,33639980004,3522,x\nb,33639980005,onze,x\n"),
        ("events.ndjson", r#"{"messageId":"c","status":{"value":"LOST"},"refClient":"x"}"#),
    ];
    let (_, report, _) = campaign_report_json(&[], &files);
    expect![[r#"
        {
          "by_action": {
            "keep": 3,
            "remove": 1,
            "review": 0,
            "suppress": 0
          },
          "by_category": {
            "general": 3,
            "other": 0,
            "permanent": 1,
            "temporary": 0
          },
          "by_outcome": {
            "failed": 1,
            "partial": 0,
            "pending": 0,
            "received": 1,
            "unknown": 2
          },
          "callbacks_without_status": 0,
          "delivery_rate": 0.25,
          "settled": false,
          "status": "partially_received",
          "statuses": {
            "permanent_absence_error": 1,
            "received": 1,
            "undefined": 2
          },
          "total": 4,
          "unknown_codes": {
            "3530": 1,
            "LOST": 1
          },
          "unreadable": {
            "listed": [
              {
                "byte": 36,
                "file": "body.txt",
                "reason": "the code is missing",
                "text": "33639980003"
              },
              {
                "file": "events.csv",
                "line": 3,
                "reason": "the code is not a number from 0 to 65535",
                "text": "b,33639980005,onze,x"
              }
            ],
            "total": 2
          }
        }
    "#]]
    .assert_eq(&format!("{report:#}\n"));

    // Each campaign has the keys of the whole.
    let (_, report, _) = campaign_report_json(&["--by", "campaign"], &files);
    let campaigns: Vec<_> = report["campaigns"].as_array().unwrap().iter().collect();
    let [body, events] = campaigns[..] else { panic!("{report}") };
    assert_eq!((&body["campaign"], &body["statuses"]), (&json!("body.txt"), &json!({"received": 1, "undefined": 1})));
    assert_eq!((&events["campaign"], &events["by_action"]["remove"]), (&json!("x"), &json!(1)));
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let of_all = ["unknown_codes", "callbacks_without_status", "unreadable", "campaigns"].map(str::to_owned).into();
    assert_eq!(&keys(&report) - &of_all, &keys(body) - &["campaign".to_owned()].into());
}

#[test]
fn the_chart_of_the_campaign_report_holds_every_status() {
    let codes = DeliveryStatus::VARIANTS.iter().map(|status| format!("33639980001 {}|", status.code()));
    let body: String = codes.collect();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("chart.svg").display().to_string();
    for &language in Language::VARIANTS {
        let (status, _, errors) =
            run("campaign_report", &["--svg", &path, "--lang", language.name(), "-"], body.as_bytes());
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        let svg = fs::read_to_string(&path).unwrap();
        let svg = roxmltree::Document::parse(&svg).unwrap();
        let texts: Vec<_> =
            svg.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text()).collect();
        let labels = DeliveryStatus::VARIANTS.iter().map(|status| status.label(language));
        for label in labels {
            assert!(texts.iter().any(|drawn| drawn.trim() == label), "{label} is not in {texts:?}");
        }
        let title = format!("{} messages, ", DeliveryStatus::COUNT);
        assert!(texts.iter().any(|drawn| drawn.trim_start().starts_with(&title)), "{title} is not in {texts:?}");
        // The background, a part of the stacked bar and its key for each outcome, and a bar for each status.
        let bars = svg.descendants().filter(|node| node.has_tag_name("rect")).count();
        assert_eq!(bars, 1 + 2 * Outcome::VARIANTS.len() + DeliveryStatus::COUNT);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_campaign_report_shows_no_progress_where_nobody_looks() {
    let (status, page, errors) =
        run_slowly("campaign_report", &["-"], b"33639980001 11 | 33639980002 11", Duration::from_secs(2));
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(page.starts_with("Received\n"), "{page}");
}

#[test]
fn the_campaign_report_reads_files_as_programs_write_them() {
    let utf_16 = |text: &str| -> Vec<u8> {
        "\u{feff}".chars().chain(text.chars()).flat_map(|character| (character as u16).to_le_bytes()).collect()
    };
    let csv = "code,recipient,message_id,campaign\n11,33639980001,a,x\n13,33639980002,b,x\n";
    let json = r#"{"message_id":"a","recipient":"33639980001","code":11}"#;
    let files: &[(&str, Vec<u8>)] = &[
        // Line ends of every kind, with an optional column last.
        ("cr.csv", csv.replace('\n', "\r").into()),
        ("crlf.csv", csv.replace('\n', "\r\n").into()),
        ("mixed.csv", csv.replacen('\n', "\r", 1).into()),
        ("cr.ndjson", format!("{json}\r{}\r", json.replace("\"a\"", "\"b\"").replace("11}", "13}")).into()),
        // A byte order mark, UTF-16, and 8 bits.
        ("bom.csv", format!("\u{feff}{csv}").into()),
        ("utf_16.csv", utf_16(csv)),
        ("utf_16.ndjson", utf_16(&format!("{json}\n{}", json.replace("\"a\"", "\"b\"").replace("11}", "13}")))),
        ("8_bits.csv", csv.replace('x', "?").bytes().map(|byte| if byte == b'?' { 0xE9 } else { byte }).collect()),
        ("bom.txt", "\u{feff}33639980001 11 | 33639980002 13".into()),
        ("utf_16.txt", utf_16("33639980001 11 | 33639980002 13")),
        // Delimiters of every kind.
        ("tab.csv", csv.replace(',', "\t").into()),
        ("bar.csv", csv.replace(',', "|").into()),
        ("sep.csv", format!("sep=;\n{}", csv.replace(',', ";")).into()),
        ("sep.csv", format!("\"sep=^\"\r{}", csv.replace(',', "^").replace('\n', "\r")).into()),
        // Empty cells at the end of a row left out.
        ("short.csv", csv.replace(",x\n", "\n").into()),
        // What pandas makes of a CSV file.
        (
            "pandas.ndjson",
            b"{\"message_id\":1,\"recipient\":33639980001,\"code\":11}\n{\"message_id\":2,\"recipient\":33639980002.0,\"code\":\"13\"}"
                .into(),
        ),
    ];
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let (status, report, errors) = run("campaign_report", &["--json", path.to_str().unwrap()], b"");
        let report: Value = serde_json::from_str(&report).unwrap_or_default();
        assert_eq!(report["statuses"], json!({"received": 1, "delivered_to_operator": 1}), "{name}: {errors}");
        assert_eq!((status, &report["unreadable"]["total"]), (Some(0), &json!(0)), "{name}");
        let note = format!(
            "note: {}: is not entirely UTF-8; the bytes that are not were read as Windows-1252\n",
            path.display()
        );
        assert_eq!(errors, if name.starts_with('8') { note.as_str() } else { "" }, "{name}");
    }
}

#[test]
fn the_campaign_report_says_of_several_columns_which_they_are() {
    for (header, message) in [
        ("message_id,recipient,code,CODE", "several columns are named `code`: column 3, column 4"),
        (
            "id\u{1b}[2J;to;code",
            "the header has no column named `message_id`; the columns are `id\\u{1b}[2J`, `to`, `code`; a file with the columns of a platform is read with --from",
        ),
        ("message_id,\"recipient,code", "the header: a quoted field is not closed on this line"),
    ] {
        let (status, _, errors) = campaign_report_json(&[], &[("a.csv", header)]);
        assert_eq!((status, errors), (Some(1), format!("error: a.csv: {message}\n")));
    }
}

#[test]
fn callbacks_that_report_no_status_are_counted() {
    let lines = [
        format!(r#"{{"messageId":"{UUID}","status":{{"value":"DELIVERED"}},"direction":"MT"}}"#),
        r#"{"messageId":"m1","direction":"MO","originMessageId":"o1","from":"33639980001","body":{"text":"STOP"}}"#
            .into(),
        r#"{"messageId":"m2","direction":"mo","status":{}}"#.into(),
        r#"{"messageId":"m3","event":"CLICKED"}"#.into(),
    ];
    for options in [&[][..], &["--from", "smsmode"]] {
        let (status, report, errors) = campaign_report_json(options, &[("a.ndjson", &lines.join("\n"))]);
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        assert_eq!((&report["statuses"], &report["total"]), (&json!({"received": 1}), &json!(1)), "{report}");
        assert_eq!((&report["callbacks_without_status"], &report["unreadable"]["total"]), (&json!(3), &json!(0)));
    }
    let (status, page, _) = run("campaign_report", &["--format", "ndjson", "-"], lines.join("\n").as_bytes());
    assert_eq!(status, Some(0));
    assert!(page.contains("\nCallbacks that report no status, such as incoming messages: 3\n"), "{page}");
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    // Several chunks, and lines that cannot be read in all of them.
    let mut random = fastrand::Rng::with_seed(21);
    let event = |n: u32, random: &mut fastrand::Rng| {
        let code = random.choice([0, 11, 13, 3522, 4711]).unwrap();
        (n % 40_000, 33_639_900_000 + u64::from(n % 40_000), code, n % 3)
    };
    let csv = |(id, recipient, code, campaign)| match code {
        4711 if id % 7 == 0 => format!("message{id},{recipient},\u{1b}"),
        _ => format!("message{id},{recipient},{code},\"c{campaign}\""),
    };
    let json = |(id, recipient, code, campaign)| match code {
        4711 if id % 7 == 0 => format!("{{\"message_id\":\"message{id}\",\"recipient\":\"{recipient}\"}}"),
        _ => format!(
            "{{\"message_id\":\"message{id}\",\"recipient\":{recipient},\"code\":{code},\"campaign\":\"c{campaign}\"}}"
        ),
    };
    let rest = |(id, _, code, campaign)| match code {
        4711 if id % 7 == 0 => r#"{"messageId":"m","direction":"MO"}"#.to_owned(),
        code => format!(
            r#"{{"messageId":"{UUID}{id}","status":{{"value":"{}"}},"refClient":"c{campaign}"}}"#,
            if code == 11 { "DELIVERED" } else { "ENROUTE" }
        ),
    };
    let events: Vec<_> = (0..120_000).map(|n| event(n, &mut random)).collect();
    let csv = HEADER.to_owned() + &events.iter().copied().map(csv).collect::<Vec<_>>().join("\n");
    let json: String = events.iter().copied().map(json).collect::<Vec<_>>().join("\r\n");
    let rest: String = events.iter().copied().map(rest).collect::<Vec<_>>().join("\n");
    for (options, text) in [
        (&["--format", "csv"][..], csv),
        (&["--format", "ndjson"], json),
        (&["--format", "ndjson"], rest.clone()),
        (&["--from", "smsmode"], rest),
    ] {
        let report = |threads: &str, text: &str| {
            let mut arguments = vec!["--json", "--by", "campaign", "--max-errors", "50", "--threads", threads, "-"];
            arguments.extend(options);
            let (status, report, errors) = run("campaign_report", &arguments, text.as_bytes());
            assert_eq!((status, errors.as_str()), (Some(0), ""));
            serde_json::from_str::<Value>(&report).unwrap()
        };
        let expected = report("1", &text);
        assert!(expected["total"].as_u64() > Some(30_000), "{expected}");
        // The same number as in the whole, of lines that are not the same.
        let listed = expected["unreadable"]["listed"].as_array().unwrap();
        for (item, line) in listed.iter().map(|item| (item, item["line"].as_u64().unwrap())) {
            let line = text.lines().nth(usize::try_from(line - 1).unwrap()).unwrap();
            assert_eq!(item["text"].as_str().unwrap(), &line.trim()[..line.len().min(60)]);
        }
        for threads in ["2", "3", "8"] {
            assert_eq!(report(threads, &text), expected, "{options:?} {threads}");
        }
    }
}

#[test]
fn the_callbacks_of_every_platform_are_read() {
    for (platform, lines, statuses) in [
        (
            "africas-talking",
            &["id=ATXid_1&status=Success&phoneNumber=%2B254700000000", r#"{"id":"ATXid_1","status":"Sent"}"#][..],
            json!({"received": 1}),
        ),
        (
            "aws",
            &[
                r#"{"eventType":"TEXT_SUCCESSFUL","isFinal":true,"messageId":"m1","destinationPhoneNumber":"+14255550156"}"#,
            ],
            json!({"delivered": 1}),
        ),
        (
            "bandwidth",
            &[
                r#"[{"type":"message-delivered","to":"+1","message":{"id":"1"}},{"type":"message-failed","to":"+2","errorCode":4720,"message":{"id":"2"}}]"#,
            ],
            json!({"delivered": 1, "invalid_recipient": 1}),
        ),
        (
            "infobip",
            &[
                r#"{"results":[{"messageId":"1","to":"1","status":{"groupId":3,"id":5}},{"messageId":"2","to":"1","status":{"groupId":1,"id":7}}]}"#,
            ],
            json!({"received": 1, "sent": 1}),
        ),
        (
            "jasmin",
            &["id=1&message_status=DELIVRD&level=2", "id=2&message_status=ESME_ROK&level=1"],
            json!({"received": 1, "sent": 1}),
        ),
        (
            "octopush",
            &[r#"{"message_id":"sms_1","number":"+33600000000","status":"DELIVERED"}"#],
            json!({"delivered": 1}),
        ),
        (
            "sinch",
            &[
                r#"{"batch_id":"01MADEUPBATCH0000000000000","recipient":"447700900000","status":"Delivered","code":0}"#,
                r#"{"batch_id":"01MADEUPBATCH0000000000000","recipient":"447700900001","status":"Delivered","code":0}"#,
                r#"{"batch_id":"01MADEUPBATCH0000000000000","recipient":"447700900000","status":"Queued","code":400}"#,
            ],
            json!({"delivered": 2}),
        ),
        ("smsfactor", &[r#"{"status":3,"destination":"33600000000","message_id":1}"#], json!({"delivered": 1})),
        (
            "smsmode",
            &[
                "?numero=33600000000&statut=11&smsID=S7EpYZ5kmS87&refClient=x",
                r#"203.0.113.1 - - [01/Apr/2025:16:00:10 +0200] "GET /reports/k3y?numero=33600000000&statut=0&smsID=S7EpYZ5kmS87 HTTP/1.1" 200 0"#,
                r#"{"messageId":"e5ab32e9-caf1-464b-92ac-382a0899445f","status":{"value":"ENROUTE"}}"#,
            ],
            json!({"received": 1, "sent": 1}),
        ),
        (
            "twilio",
            &[
                "MessageSid=SM1&MessageStatus=sent&To=%2B15005550006",
                "SmsSid=SM1&SmsStatus=delivered&To=%2B15005550006",
            ],
            json!({"delivered": 1}),
        ),
        (
            "vonage",
            &[
                "POST /dlr?messageId=0A1&msisdn=447700900000&status=accepted",
                r#"{"messageId":"0A1","msisdn":"447700900000","status":"failed","err-code":"3"}"#,
            ],
            json!({"permanent_absence_error": 1}),
        ),
        ("vonage", &[r#"{"message_uuid":"u1","to":"447700900000","status":"submitted"}"#], json!({"sent": 1})),
    ] {
        let (status, report, errors) = campaign_report_json(&["--from", platform], &[("a.log", &lines.join("\n"))]);
        assert_eq!((status, errors.as_str()), (Some(0), ""), "{platform}");
        let (found, unreadable) = (&report["statuses"], &report["unreadable"]["total"]);
        assert_eq!((found, unreadable), (&statuses, &json!(0)), "{platform} {report:#}");
    }
}

/// What the program counts in a log of all documented requests is what the library reads in each.
#[test]
fn the_documented_requests_of_every_platform_are_counted() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/platforms");
    for &platform in Platform::VARIANTS {
        let cases = fs::read_to_string(format!("{folder}/{}.jsonl", platform.name())).unwrap();
        let request = |line: &str| serde_json::from_str::<Value>(line).unwrap()["request"].as_str().unwrap().to_owned();
        let requests: Vec<_> = cases.lines().map(request).filter(|request| !request.trim().contains('\n')).collect();
        let reports = requests.iter().map(|request| platform.read(request.as_bytes()).unwrap());
        let reports: Vec<_> =
            reports.flatten().flatten().filter_map(|report| Some((report.key()?, report.status))).collect();
        let campaign: Campaign<_> = reports.into_iter().collect();
        if campaign.is_empty() {
            continue;
        }
        let (status, report, errors) =
            campaign_report_json(&["--from", platform.name()], &[("a.log", &requests.join("\n"))]);
        assert_eq!((status, errors.as_str()), (Some(0), ""), "{platform}");
        assert_eq!(report["statuses"], serde_json::to_value(campaign.report()).unwrap(), "{platform}");
    }
}

/// Each receipt of eleven encoders counts as the library reads it, and the other PDUs do not count.
#[test]
fn the_receipts_in_files_of_pdus_are_counted() {
    let folder = common::run::repository().join("tests/data/pdus");
    let rows = fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let rows: Vec<Vec<&str>> = rows.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let files: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(files.len(), 11);
    for file in files {
        let rows = || rows.iter().filter(|row| row[0] == file);
        let receipts: Campaign<_> = rows()
            .filter(|row| row[2] == "receipt")
            .map(|row| ((row[3], row[4].trim_start_matches('+')), row[5].parse::<DeliveryStatus>().unwrap()))
            .collect();
        let path = folder.join(format!("{file}.pdus")).display().to_string();
        let (status, printed, errors) = run("campaign_report", &["--json", "--from", "smpp", &path], b"");
        assert_eq!((status, errors.as_str()), (Some(0), ""), "{file}");
        let report: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(report["statuses"], serde_json::to_value(receipts.report()).unwrap(), "{file}");
        let count = |kind: &str| json!(rows().filter(|row| row[2] == kind).count());
        assert_eq!(report["unreadable"]["total"], count("neither"), "{file}");
        assert_eq!(report["callbacks_without_status"], count("message"), "{file}");
    }
}

#[test]
fn a_pdu_that_cannot_be_read_is_listed_with_its_place() {
    let good = fs::read(common::run::repository().join("examples/data/deliver_sm.pdus")).unwrap();
    let first = &good[..usize::from(good[3])];
    // A receipt that has no text, and one that is cut short.
    let no_text = b"\0\0\0\x21\0\0\0\x05\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x04\0\0\0\0\0\0\0\0\0";
    let input = [first, no_text, first, &first[..first.len() - 1]].concat();
    let places = [first.len(), 2 * first.len() + no_text.len()];
    for (language, reasons) in [
        ("en", ["not a delivery receipt: `stat:` is missing or has no value", "the PDU is cut short"]),
        ("fr", ["l'accusé de réception n'a pas d'état (`stat:`)", "le PDU est tronqué"]),
    ] {
        let (status, page, errors) = run("campaign_report", &["--lang", language, "--from", "smpp", "-"], &input);
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        for (place, reason) in places.into_iter().zip(reasons) {
            assert!(
                page.contains(&format!("{place}\u{A0}: {reason} (")) || page.contains(&format!("{place}: {reason} (")),
                "{page}"
            );
        }
        assert!(page.lines().nth(2).unwrap().contains("1 (1 "), "{page}");
    }
    // Lines of receipts are read as before, and PDUs of no other platform are.
    let (_, page, _) = run("campaign_report", &["--from", "smpp", "-"], b"id:7 stat:DELIVRD\nid:8 stat:EXPIRED\n");
    assert!(page.contains("Messages: 2 (1 received"), "{page}");
    assert_eq!(run("campaign_report", &["--from", "twilio", "-"], &input).0, Some(1));
}

#[test]
fn an_error_names_the_platform_whose_callback_a_line_is() {
    let vonage = "messageId=0A1&msisdn=447700900000&status=delivered";
    let (status, _, errors) = campaign_report_json(&["--from", "twilio"], &[("a.log", vonage)]);
    let reason = "the line is a vonage callback, not a twilio one: use `--from vonage`";
    let message = format!("error: there are no delivery reports; a.log, line 1: {reason} (\"{vonage}\")\n");
    assert_eq!((status, errors), (Some(1), message));

    let lines = format!("MessageSid=SM1&MessageStatus=new-word&To=%2B1\n{vonage}\nhello\nMessageStatus=sent&To=%2B1\n");
    let (status, report, _) = campaign_report_json(&["--from", "twilio"], &[("a.log", &lines)]);
    let reasons: Vec<_> =
        report["unreadable"]["listed"].as_array().unwrap().iter().map(|item| &item["reason"]).collect();
    let others = [json!("the line is not a twilio callback"), json!("the message id is missing")];
    assert_eq!((status, reasons), (Some(0), vec![&json!(reason), &others[0], &others[1]]));
    assert_eq!(report["unknown_codes"], json!({"new-word": 1}));

    let (status, _, errors) = run("campaign_report", &["--from", "carrier", "-"], b"");
    assert_eq!(status, Some(2));
    for platform in Platform::VARIANTS.iter().map(|platform| platform.name()) {
        assert!(errors.contains(platform), "{errors}");
    }
}

#[test]
fn files_as_other_programs_write_them() {
    let gzip = b"\x1F\x8B\x08\0\0\0\0\0\0\xFF";
    for (format, input, expected) in [
        (
            "ndjson",
            "[\n{\"message_id\":\"A1\",\"recipient\":\"33639980001\",\"code\":11},\n\
             {\"message_id\":\"A2\",\"recipient\":\"33639980002\",\"code\":3522},\n\
             {\"message_id\":\"A3\",\"recipient\":\"33639980003\",\"code\":3999}\n]\n",
            "Messages: 3 (1 received",
        ),
        (
            "csv",
            "message_id,recipient,code\nA1,33639980001,received\nA2,33639980002,Numéro blacklisté\nA3,33639980003,11\n",
            "Messages: 3 (2 received",
        ),
        ("body", "33639980001 11 | 33639980002 3522\n33639980003 11 | 33639980004 3999\n", "Messages: 4 (2 received"),
    ] {
        let (status, report, errors) = run("campaign_report", &["--format", format, "-"], input.as_bytes());
        assert_eq!((status, errors.as_str()), (Some(0), ""), "{input}");
        assert!(report.contains(expected) && !report.contains("nreadable"), "{report}");
    }
    for (input, expected) in [(&b"PK\x03\x04\x14\0"[..], "save the sheet as CSV"), (gzip, "error: -: ")] {
        let (status, report, errors) = run("campaign_report", &["--format", "csv", "-"], input);
        assert_eq!((status, report.as_str()), (Some(1), ""));
        assert!(errors.contains(expected), "{errors}");
    }
}

/// A compressed file that was cut is an error which says where, and what comes before it counts.
#[test]
fn what_comes_before_the_damage_of_a_compressed_file_counts() {
    let rows = |n: u64| format!("M{},33639980001,11\n", n.wrapping_mul(n) * 7919);
    let csv: String = iter::once(HEADER.to_owned()).chain((0..100_000).map(rows)).collect();
    let object = |n: u64| format!("{{\"message_id\":\"M{n}\",\"recipient\":\"33639980001\",\"code\":11}}\n");
    let ndjson: String = (0..100_000).map(object).collect();
    let body: Vec<_> = (0..200_000).map(|n| format!("3363{:07} 11", n * 7919 % 10_000_000)).collect();
    let folder = TempDir::new().unwrap();
    for (name, text, separator, others) in
        [("a.csv", csv, '\n', 1), ("a.ndjson", ndjson, '\n', 0), ("a.txt", body.join(" | "), '|', 0)]
    {
        let path = folder.path().join(name);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        let packed = encoder.finish().unwrap();
        fs::write(&path, &packed[..packed.len() * 2 / 3]).unwrap();
        for threads in ["1", "3"] {
            let path = path.display().to_string();
            let (status, report, errors) = run("campaign_report", &["--json", "--threads", threads, &path], b"");
            assert_eq!(status, Some(1));
            let after = errors.split_once("cannot be decompressed after ").unwrap().1.split(' ').next().unwrap();
            let whole = text[..after.parse::<usize>().unwrap()].matches(separator).count();
            let report: Value = serde_json::from_str(&report).unwrap();
            assert_eq!(
                (&report["total"], &report["unreadable"]["total"]),
                (&json!(whole - others), &json!(0)),
                "{errors}"
            );
            assert!(whole > 30_000, "{errors}");
        }
    }
}

/// The rows of a CSV file of events, with the counts of the statuses.
#[track_caller]
fn counts(options: &[&str], name: &str, text: &str, expected: &Value) {
    let (status, report, errors) = campaign_report_json(options, &[(name, text)]);
    assert_eq!((status, errors.as_str(), &report["unreadable"]["total"]), (Some(0), "", &json!(0)), "{text}");
    assert_eq!(&report["statuses"], expected, "{text}");
}

/// An id may name a sending to many, unless it is made so that no other message has it.
#[test]
fn an_id_that_is_not_unique_is_that_of_one_message_only_with_its_recipient() {
    let three = json!({"received": 1, "permanent_absence_error": 1, "blacklisted": 1});
    let one = json!({"received": 1});
    for (id, expected) in [
        ("a", &three),
        ("sms_5fa275dbf21dc", &three),
        ("01FC66621XXXXX119Z8PMV1QPQ", &three),
        ("11111111-2222-3333-4444-55555555555g", &three),
        ("1111111-12222-3333-4444-555555555555", &three),
        ("sending-00000000000000000000000000000001", &three),
        ("11111111-2222-3333-4444-555555555555", &one),
        ("SM0123456789abcdef0123456789ABCDEF", &one),
        ("0123456789abcdef0123456789abcdef", &one),
    ] {
        let rows = [("33639980001", "11"), ("+33 6 39 98 00 02", "3522"), ("0033639980003", "3999")];
        let csv = rows.map(|(recipient, code)| format!("{id},{recipient},{code}\n")).concat();
        counts(&[], "a.csv", &format!("message_id,recipient,code\n{csv}{csv}"), expected);
        let object = |(recipient, code)| {
            format!("{{\"message_id\":\"{id}\",\"recipient\":\"{recipient}\",\"code\":\"{code}\"}}\n")
        };
        counts(&[], "a.ndjson", &(rows.map(object).concat() + &rows.map(object).concat()), expected);
    }
}

#[test]
fn a_recipient_that_is_masked_or_spelled_is_one() {
    let csv = "message_id,recipient,code\nS1,+33 6 39 98 00 01,11\nS1,33639980001,13\nS2,1XXX5550100,3522\nS2,1XXX5550101,11\n\
               S2,+1 xxx 555 0101,11\nS4,06 39 98 00 04,3999\n96a298ac-1458-4825-a7eb-7330e0720b72,1XXX5550100,11\n";
    counts(&[], "a.csv", csv, &json!({"received": 4, "permanent_absence_error": 1, "blacklisted": 1}));
}

#[test]
fn a_row_may_have_the_word_of_a_platform() {
    let expected =
        json!({"blacklisted": 1, "delivered": 2, "received": 1, "permanent_absence_error": 1, "undefined": 1});
    for csv in [
        "message_id,recipient,platform,word,cause\n1,33639980001,twilio,failed,21610\n2,33639980002,Twilio,delivered,\n\
         3,33639980003,vonage,delivered,0\n4,33639980004,smsmode,DELIVERED,\n5,33639980005,twilio,3522,\n6,33639980006,twilio,sunk,\n",
        // The word is in the column of the code, and a row without a platform that is known has a code of ours.
        "message_id,recipient,platform,code,cause\n1,33639980001,twilio,failed,21610\n2,33639980002,twilio,delivered,\n\
         3,33639980003,vonage,delivered,\n4,33639980004,,11,\n5,33639980005,iphone,3522,\n6,33639980006,twilio,sunk,\n",
    ] {
        counts(&[], "a.csv", csv, &expected);
        let mut rows = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let names = rows.next().unwrap();
        let object = |row: Vec<&str>| -> Value {
            names.iter().zip(row).filter(|(_, text)| !text.is_empty()).map(|(name, text)| (*name, text)).collect()
        };
        let ndjson: String = rows.map(|row| object(row).to_string() + "\n").collect();
        counts(&[], "a.ndjson", &ndjson, &expected);
    }
}

/// What `normalize` writes is read again.
#[test]
fn the_reports_of_normalize_are_counted_as_the_requests_are() {
    for &platform in Platform::VARIANTS {
        let data = fs::read_to_string(format!(
            "{}/tests/data/platforms/{}.jsonl",
            common::run::repository().display(),
            platform.name()
        ));
        let request = |line: &str| serde_json::from_str::<Value>(line).unwrap()["request"].as_str().unwrap().to_owned();
        let requests: Vec<_> = data.unwrap().lines().map(request).filter(|it| !it.contains(['\n', '\r'])).collect();
        let reports = requests.iter().filter_map(|request| platform.read(request.as_bytes()).ok()).flatten().flatten();
        let reports: Vec<_> = reports.filter(|report| report.key().is_some()).collect();
        let lines: String = reports.iter().map(|report| serde_json::to_string(report).unwrap() + "\n").collect();
        let mut campaign = sms_status::Campaign::new();
        for report in &reports {
            campaign.record(report.key().unwrap(), report.status);
        }
        if !campaign.is_empty() {
            counts(&[], "a.ndjson", &lines, &serde_json::to_value(campaign.report()).unwrap());
        }
    }
}

/// The rows of a table have the columns of the platform; the sentences of the usage report are those of the delivery log.
#[test]
fn a_table_of_a_platform_is_read_by_its_names() {
    let usage = "PublishTimeUTC,MessageId,DestinationPhoneNumber,MessageType,DeliveryStatus,PriceInUSD,PartNumber,TotalParts\n\
        2016-05-10T03:00:29.476Z,96a298ac-1458-4825-a7eb-7330e0720b72,1XXX5550100,Promotional,Message has been accepted by phone carrier,0.90084,0,1\n\
        2016-05-10T03:00:29.561Z,1e29d394-d7f4-4dc9-996e-26412032c344,1XXX5550100,Promotional,Message has been accepted by phone,0.34322,0,1\n\
        2016-05-10T03:00:30.769Z,98ba941c-afc7-4c51-ba2c-56c6570a6c08,1XXX5550100,Transactional,\"Phone number, it is opted out\",0.27815,0,1\n";
    let expected = json!({"delivered_to_operator": 1, "received": 1, "blacklisted": 1});
    for threads in ["1", "3"] {
        counts(&["--from", "aws", "--threads", threads], "usage.csv", usage, &expected);
        counts(
            &["--from", "aws", "--threads", threads],
            "usage.csv",
            &format!("sep=;\n{}", usage.replace(',', ";")),
            &expected,
        );
    }
    // A file of that name may hold requests all the same.
    let requests = "MessageSid=SM1&MessageStatus=delivered&To=%2B15005550006\n{\"MessageSid\":\"SM2\",\"MessageStatus\":\"sent\"}\n";
    counts(&["--from", "twilio"], "requests.csv", requests, &json!({"delivered": 1, "sent": 1}));
    let (status, report, errors) =
        campaign_report_json(&["--from", "aws"], &[("usage.csv", &format!("{usage}a,b,c,d,e,f,g,h,i\n"))]);
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    let listed = &report["unreadable"]["listed"][0];
    assert_eq!((&listed["line"], &listed["reason"]), (&json!(5), &json!("the row has more fields than the header")));
}

/// The form of a log of a web server is told by each line.
#[test]
fn the_logs_of_web_servers_are_read() {
    let queries = [
        "msisdn=447700900000&to=Sender&messageId=0A0000000123ABCD1&status=delivered&err-code=0",
        "msisdn=447700900001&to=Sender&messageId=0A0000000123ABCD2&status=failed&err-code=9",
    ];
    let iis = |query| format!("2026-01-01 12:00:00 10.0.0.1 GET /dlr {query} 443 - 192.0.2.1 200\n");
    let nginx = |query| {
        format!("192.0.2.1 - - [01/Jan/2026:12:00:00 +0000] \"GET /dlr?{query} HTTP/1.1\" 200 0 \"-\" \"agent/1.0\"\n")
    };
    let header = "#Software: Microsoft Internet Information Services 10.0\n\
                  #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip sc-status\n";
    for log in [header.to_owned() + &queries.map(iis).concat(), queries.map(nginx).concat()] {
        counts(&["--from", "vonage"], "access.log", &log, &json!({"delivered": 1, "blacklisted": 1}));
    }
}

/// What a database writes around the events is listed, and every event counts.
#[test]
fn an_export_of_a_database_is_read() {
    let export = r#"[
{"type":"header","version":"5.2.1","comment":"Export to JSON plugin for phpMyAdmin"},
{"type":"database","name":"sms"},
{"type":"table","name":"dlr","database":"sms","data":
[
{"message_id":"A1","recipient":"33639980001","code":"11"},
{"message_id":"A2","recipient":"33639980002","code":"3522"},
{"message_id":"A3","recipient":"33639980003","code":"3999"}
]
}
]
"#;
    let (status, report, errors) = campaign_report_json(&[], &[("dlr.jsonl", export)]);
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert_eq!(report["statuses"], json!({"received": 1, "permanent_absence_error": 1, "blacklisted": 1}));
    let lines = report["unreadable"]["listed"].as_array().unwrap().iter().map(|it| it["line"].as_u64().unwrap());
    assert_eq!(lines.collect::<Vec<_>>(), [2, 3, 4, 10]);
}

/// A message counts by its status, also if the recipient has answered it with an opt-out.
#[test]
fn an_opt_out_beside_a_status_does_not_change_the_status() {
    let opt_out = r#"{"event_type":"_SMS.OPTOUT","event_timestamp":1686975103470,"attributes":{"message_id":"m1","destination_phone_number":"+14255550156"}}"#;
    let (status, report, errors) = campaign_report_json(&["--from", "aws"], &[("events.log", opt_out)]);
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert_eq!(report["statuses"], json!({"received": 1}));
    assert_eq!(report["by_action"], json!({"keep": 1, "remove": 0, "review": 0, "suppress": 0}));
}
