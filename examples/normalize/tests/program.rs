//! The program, run as a person runs it.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use common::run::{repository, run};
use serde_json::Value as Json;
use sms_status::{Platform, Report, ReportTime};

fn lines(text: &str) -> Vec<Json> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The documented requests of a platform that are one line.
fn documented(platform: Platform) -> Vec<String> {
    let data =
        fs::read_to_string(repository().join(format!("tests/data/platforms/{}.jsonl", platform.name()))).unwrap();
    let request = |line: &str| serde_json::from_str::<Json>(line).unwrap()["request"].as_str().unwrap().to_owned();
    data.lines().map(request).filter(|request| !request.trim().contains(['\n', '\r'])).collect()
}

#[test]
fn the_reports_of_every_platform_are_those_of_the_library() {
    for &platform in Platform::VARIANTS {
        let requests = documented(platform);
        let read = |request: &String| platform.read(request.as_bytes()).unwrap();
        let expected: Vec<Report> = requests.iter().flat_map(read).flatten().collect();
        let (status, printed, _) = run("normalize", &["--from", platform.name()], requests.join("\n").as_bytes());
        assert_eq!(status, Some(0), "{platform}");
        let printed = lines(&printed);
        let reports: Vec<Report> = printed.iter().map(|line| serde_json::from_value(line.clone()).unwrap()).collect();
        assert_eq!(reports, expected, "{platform}");
        for (line, report) in printed.iter().zip(&expected) {
            let told =
                ["key", "number", "reason"].map(|field| line.get(field).map(|it| it.as_str().unwrap().to_owned()));
            let key = report.key().map(|key| key.to_string());
            let number = report.msisdn().map(|number| number.to_string());
            assert_eq!(told, [key, number, report.reason().map(str::to_owned)], "{platform} {line}");
            let time = report.reported_at.map(ReportTime::unix_seconds);
            assert_eq!(line.get("unix_time").and_then(Json::as_i64), time, "{platform} {line}");
        }
    }
}

#[test]
fn a_document_describes_a_platform_of_ones_own() {
    let request =
        r#"{"items":[{"id":"m-1","state":"KO","error":{"code":12},"to":"+33639980001"},{"type":"incoming"}]}"#;
    let (status, printed, errors) =
        run("normalize", &["--from", "examples/data/platforms/acme.toml", "-"], request.as_bytes());
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    let line = concat!(
        r#"{"key":"m-1","status":"temporary_absence_error","word":"KO","cause":"12","message_id":"m-1","#,
        r#""recipient":"+33639980001","number":"+33639980001"}"#,
        "\n"
    );
    assert_eq!(printed, line);
}

#[test]
fn a_file_may_be_an_array_with_a_request_on_each_line() {
    let array = "[\n{\"MessageSid\":\"SM01\",\"MessageStatus\":\"sent\"},\n{\"MessageSid\":\"SM02\",\"MessageStatus\":\"sent\"}\n]\n";
    let (status, printed, errors) = run("normalize", &["--from", "twilio"], array.as_bytes());
    assert_eq!((status, lines(&printed).len(), errors.as_str()), (Some(0), 2, ""));
}

#[test]
fn a_line_of_an_access_log_is_read_as_its_query() {
    let log = concat!(
        "# comment\n\n",
        r#"203.0.113.7 - - [29/Apr/2026:09:30:05 +0000] "GET /dlr?message_status=DELIVRD&id=a HTTP/1.1" 200 7"#,
        "\n"
    );
    let (status, printed, errors) = run("normalize", &["--from", "jasmin"], log.as_bytes());
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    let line = &lines(&printed)[0];
    assert_eq!((&line["status"], &line["key"]), (&"received".into(), &"a".into()), "{line}");
}

#[test]
fn what_cannot_be_read_is_listed_with_its_line_and_the_rest_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("callbacks.log");
    let good = "MessageSid=SM01&MessageStatus=delivered";
    let other = r#"[{"type":"message-delivered","to":"+33639980001","message":{"id":"a"}}]"#;
    let long = "x".repeat(3 << 20);
    let text = format!("{other}\n{good}\n{{\"a\": \n\n{long}\n{good}\na=b\n");
    fs::write(&path, text).unwrap();
    let file = path.to_str().unwrap();
    let (status, printed, errors) = run("normalize", &["--from", "twilio", file], b"");
    assert_eq!((status, lines(&printed).len()), (Some(0), 2), "{errors}");
    let errors: Vec<&str> = errors.lines().collect();
    let expected = [
        ("line 1: the line is a bandwidth callback", "not a twilio one: use `--from bandwidth`"),
        ("line 3: item 0: the JSON ends early, at line 1", "(\"{\"a\":\")"),
        ("line 5: the line is longer than 1 MiB", "x…"),
        ("line 7: the line is not a twilio callback", "(\"a=b\")"),
    ];
    assert_eq!(errors.len(), expected.len(), "{errors:#?}");
    for (error, (start, part)) in errors.iter().zip(expected) {
        assert!(error.starts_with(&format!("error: {file}, {start}")) && error.contains(part), "{error}");
    }

    let (_, _, errors) = run("normalize", &["--from", "twilio", "--max-errors", "1", file], b"");
    assert_eq!(errors.lines().count(), 2, "{errors}");
    assert!(errors.ends_with("error: 3 more lines cannot be read\n"), "{errors}");
}

#[test]
fn it_fails_if_nothing_could_be_read() {
    for (arguments, input, parts) in [
        (&["--from", "twilio"][..], "", &["there are no delivery reports"][..]),
        (&["--from", "twilio"], "a=b\n", &["-, line 1: ", "there are no delivery reports"]),
        (&["--from", "twilio", "nowhere.log"], "", &["nowhere.log: No such file"]),
    ] {
        let (status, printed, errors) = run("normalize", arguments, input.as_bytes());
        assert_eq!((status, printed.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(parts.iter().all(|part| errors.contains(part)) && errors.lines().count() == parts.len(), "{errors}");
    }
    // A file that is not there loses no other.
    let good = b"MessageSid=SM01&MessageStatus=delivered";
    let (status, printed, _) = run("normalize", &["--from", "twilio", "nowhere.log", "-"], good);
    assert_eq!((status, lines(&printed).len()), (Some(1), 1));
}

#[test]
fn an_incoming_message_is_no_report_and_no_error() {
    let incoming =
        br#"{"messageId":"m1","direction":"MO","originMessageId":"o1","from":"33639980001","body":{"text":"STOP"}}"#;
    let (status, printed, errors) = run("normalize", &["--from", "smsmode"], incoming);
    assert_eq!((status, printed.as_str(), errors.as_str()), (Some(0), "", ""));
}

#[test]
fn a_wrong_platform_is_an_error_that_says_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("acme.toml");
    fs::write(&document, "name = 'acme'\nfields.word = 'st'\nwords.KO = 'failed'\n").unwrap();
    for (from, parts) in [
        ("nobody", &["nobody", "twilio, "][..]),
        ("nobody.toml", &["No such file"]),
        (document.to_str().unwrap(), &["line 3", "`words.KO`", "\"failed\""]),
    ] {
        let (status, printed, errors) = run("normalize", &["--from", from], b"");
        assert_eq!((status, printed.as_str()), (Some(2), ""), "{from}");
        assert!(parts.iter().all(|part| errors.contains(part)), "{errors}");
    }
}

#[test]
fn a_compressed_file_is_read_as_if_it_were_not() {
    // `MessageSid=SM01&MessageStatus=sent`, compressed with gzip.
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xf3\x4d\x2d\x2e\x4e\x4c\x4f\x0d\xce\x4c\xb1\x0d\xf6\x35\x30\x54\xf3\x85\xf2\x4b\x12\x4b\x4a\x8b\x6d\x8b\x53\xf3\x4a\x00\xc1\x8a\x20\x51\x22\x00\x00\x00";
    let (status, printed, errors) = run("normalize", &["--from", "twilio"], gzip);
    assert_eq!((status, lines(&printed).len(), errors.as_str()), (Some(0), 1, ""));
}
