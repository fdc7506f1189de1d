//! `--check`, for the person who writes the document of a platform.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use common::run::{repository, run};
use tempfile::TempDir;

const ACME: &str = "examples/data/platforms/acme.toml";

/// The request of the page on platforms of your own.
fn request() -> String {
    let page = fs::read_to_string(repository().join("docs/custom_platforms.md")).unwrap();
    page.split("```json\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

#[test]
fn every_report_of_the_request_on_the_page_is_shown() {
    let (status, printed, errors) = run("campaign_report", &["--check", ACME, "-"], request().as_bytes());
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    for text in [
        "acme: the document is valid\n",
        "┆ KO_PERM_HANDSET ┆ 30    ┆ m-3        ┆ 33639980003  ┆",
        "2026-01-01T11:00:06Z",
        "Reports: 3\nEvents that are not a delivery report: 1\n",
    ] {
        assert!(printed.contains(text), "{text}: {printed}");
    }
    assert!(printed.ends_with("report: 1\n"), "{printed}");
}

#[test]
fn what_to_look_at_is_named_and_fails() {
    let requests = concat!(r#"{"items":[{"id":"1","state":"NEW\u001b"},{"id":"2","stat":"OK"}]}"#, "\n");
    for (language, expected) in [
        (
            "en",
            &[
                "Word that the document does not have: NEW\\u{1b} (1)\n",
                "No report has the field `recipient`\n",
                "Unreadable: -: item 1: no field says what happened to the message",
            ][..],
        ),
        ("fr", &["Mot absent du document\u{A0}: NEW\\u{1b} (1)\n", "Aucun compte rendu n'a le champ `reported_at`\n"]),
    ] {
        let arguments = ["--check", ACME, "--lang", language, "-"];
        let (status, printed, errors) = run("campaign_report", &arguments, requests.as_bytes());
        assert_eq!((status, errors.as_str()), (Some(1), ""));
        for text in expected {
            assert!(printed.contains(text), "{text}: {printed}");
        }
    }
    // Forms are one a line, and the line is named.
    let (status, printed, _) = run("campaign_report", &["--check", ACME, "-"], b"id=1&state=OK\n\nid=2\n");
    assert_eq!(status, Some(1));
    assert!(printed.contains("Reports: 1\n") && printed.contains("Unreadable: -:3: "), "{printed}");
}

#[test]
fn an_error_of_a_document_names_the_field_and_the_value() {
    let folder = TempDir::new().unwrap();
    let document = folder.path().join("acme.toml");
    let valid = fs::read_to_string(repository().join(ACME)).unwrap();
    for (from, to, message) in [
        ("\"delivered\"", "\"failed\"", "string \"failed\", expected the name of a status"),
        ("[words]", "[word]", "unknown field `word`"),
        ("time = \"unix\"", "time = \"epoch\"", "unknown variant `epoch`"),
    ] {
        assert!(valid.contains(from));
        fs::write(&document, valid.replacen(from, to, 1)).unwrap();
        let (status, printed, errors) = run("campaign_report", &["--check", document.to_str().unwrap()], b"");
        assert_eq!((status, printed.as_str()), (Some(2), ""));
        assert!(errors.contains(message), "{message}: {errors}");
    }
}

#[test]
fn every_document_of_the_repository_is_valid() {
    let folder = repository().join("examples/data/platforms");
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let (status, printed, errors) = run("campaign_report", &["--check", path.to_str().unwrap()], b"");
        assert_eq!((status, errors.as_str()), (Some(0), ""), "{}", path.display());
        assert!(printed.ends_with(": the document is valid\n"), "{printed}");
    }
}
