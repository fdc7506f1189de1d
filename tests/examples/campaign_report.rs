use std::{collections::BTreeSet, fs, time::Duration};

use expect_test::expect;
use serde_json::{Value, json};
use sms_status::{DeliveryStatus, Language, Outcome};
use tempfile::TempDir;

use run::{run, run_slowly};

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
        "Messages : 4\u{202f}000 (83,2\u{202f}% reçus, 150 sans résultat définitif)",
        "  Retirer                       157    3,9\u{202f}%",
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
    assert!(page.contains("byte 17: the recipient is not a phone number (\"?? 13\")"), "{page}");
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
    assert!(page.contains("Messages: 150,004 (44.4% received, 50,003 without a final result)"), "{page}");
    assert!(page.contains(&format!("byte {}: the code is missing (\"31\")", body.len() - 3)), "{page}");
    let unknown = page.split_once("Unknown codes, read as undefined\n").unwrap().1.lines().next();
    assert_eq!(unknown, Some("  3530                            1"));
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
fn the_campaign_report_adds_up_files_and_counts_the_latest_status_of_each_message() {
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
        // Nothing at all.
        (&[("a.csv", ""), ("b.csv", HEADER), ("c.ndjson", "\n \n"), ("d", "\n")], json!({})),
    ] {
        let (status, report, errors) = campaign_report_json(&[], files);
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        assert_eq!(report["statuses"], statuses, "{files:?}");
        assert_eq!(report["unreadable"], json!({"total": 0, "listed": []}), "{files:?}");
    }
}

#[test]
fn the_campaign_report_does_not_depend_on_order_or_repetition_of_events() {
    let events = include_str!("../../examples/data/events.csv");
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
    let long = "x".repeat(1024 * 1024);
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
                ("g,33639980001,11,\"x", "a quoted field does not end on the line"),
                ("h,33639980001,11,x,y", "the row has more fields than the header"),
                (&long, "the line is longer than 1 MiB"),
            ][..],
        ),
        (
            "a.ndjson",
            "",
            &[
                (r#"{"recipient":"33639980001","code":11}"#, "the message id is missing"),
                (r#"{"message_id":"b","code":11}"#, "the recipient is not a phone number"),
                (r#"{"message_id":"c","recipient":{},"code":11}"#, "the recipient is not a phone number"),
                (r#"{"message_id":"d","recipient":"33639980001"}"#, "the code is missing"),
                (
                    r#"{"message_id":"e","recipient":"33639980001","code":-1}"#,
                    "the code is not a number from 0 to 65535",
                ),
                (r#"{"messageId":"f"}"#, "the callback is not a JSON object with a messageId and a status value"),
                ("[]", "the line is not a JSON object with a message_id, a recipient and a code"),
                (r#"{"message_id":"h","#, "the line is not a JSON object with a message_id, a recipient and a code"),
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
        (("a.csv", "id,recipient,code\n"), "error: a.csv: the header has no column `message_id`\n"),
        (("a.csv", "message_id,recipient\n"), "error: a.csv: the header has no column `code`\n"),
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
    let of_all = ["unknown_codes", "unreadable", "campaigns"].map(str::to_owned).into();
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
