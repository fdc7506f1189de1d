//! Requests in XML: they are read as JSON of the same fields is, and what is broken is an error that says where.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sms_status::{CustomPlatform, ReadErrorKind, Report};

fn acme() -> CustomPlatform {
    serde_json::from_str(
        r#"{"name": "acme", "reports": "/list/item", "fields": {"word": "st", "message_id": "id", "recipient": "/to/number"},
            "words": {"OK": "delivered", "<&>": "rejected"}}"#,
    )
    .unwrap()
}

fn read(request: &str) -> Vec<Report> {
    acme().read(request.as_bytes()).unwrap().into_iter().map(Result::unwrap).collect()
}

/// The word, the id and the recipient of each report.
fn parts(request: &str) -> Vec<(String, Option<String>, Option<String>)> {
    read(request).into_iter().map(|report| (report.word, report.message_id, report.recipient)).collect()
}

#[test]
fn xml_is_read_as_json_of_the_same_fields() {
    for (xml, json) in [
        ("<list><item><st>OK</st><id>7</id></item></list>", r#"{"list":{"item":{"st":"OK","id":"7"}}}"#),
        // Several, one after another.
        (
            "<list><item><st>OK</st></item>\n<item><st>KO</st><to><number>33600000000</number></to></item></list>",
            r#"{"list":{"item":[{"st":"OK"},{"st":"KO","to":{"number":"33600000000"}}]}}"#,
        ),
        (
            "<list><item><st>OK</st></item><item/><item><st>OK</st></item></list>",
            r#"{"list":{"item":[{"st":"OK"},{"st":"OK"}]}}"#,
        ),
        // Declarations, comments, attributes, prefixes and spaces do not count.
        (
            "<?xml version=\"1.0\"?>\r\n<!DOCTYPE list>\n<ns:list xmlns:ns='http://example.org/a>b'><!-- <item> --><ns:item a=\"/>\" >\n<st\n>\tOK </st ><id/></ns:item></ns:list>\n",
            r#"{"list":{"item":{"st":"OK"}}}"#,
        ),
        // Characters that are written in another way.
        (
            "<list><item><st>&lt;&#38;&#x3e;</st><id>&quot;&apos;&amp;amp;</id></item></list>",
            r#"{"list":{"item":{"st":"<&>","id":"\"'&amp;"}}}"#,
        ),
        (
            "<list><item><st><![CDATA[<&>]]></st><id>a &b; & &#xD800; &</id></item></list>",
            r#"{"list":{"item":{"st":"<&>","id":"a &b; & &#xD800; &"}}}"#,
        ),
        // Of a field that comes twice, the first that says something.
        ("<list><item><st/><id>1</id><st>OK</st><id>2</id></item></list>", r#"{"list":{"item":{"st":"OK","id":"1"}}}"#),
    ] {
        let reports = |request: &str| {
            let reports = acme().read(request.as_bytes()).unwrap();
            reports.into_iter().flatten().collect::<Vec<_>>()
        };
        assert_eq!(reports(xml), reports(json), "{xml}");
        assert!(!reports(xml).is_empty(), "{xml}");
    }
}

#[test]
fn an_empty_item_is_an_error_of_its_own() {
    let reports = acme().read(b"<list><item><st>OK</st></item><item/></list>").unwrap();
    let kinds: Vec<_> =
        reports.iter().map(|item| item.as_ref().map_err(|error| error.kind).map(|it| it.word.clone())).collect();
    assert_eq!(kinds, [Ok("OK".to_owned()), Err(ReadErrorKind::NoWord)]);
}

#[test]
fn broken_xml_is_an_error_that_says_where() {
    for (broken, at) in [
        ("<", 0),
        ("<>", 0),
        ("< list/>", 0),
        ("</list>", 0),
        ("<list><item></list>", 12),
        ("<list><item><st>OK</st></item>", 30),
        ("<list a='>", 0),
        ("<!-- list", 0),
        ("<list><![CDATA[OK</list>", 6),
        ("<list/>more", 7),
    ] {
        let error = acme().read(broken.as_bytes()).unwrap_err();
        assert_eq!((error.item, error.kind), (0, ReadErrorKind::Xml { offset: at }), "{broken}");
        assert_eq!(error.to_string(), format!("item 0: the XML is broken at byte {at}"));
    }
}

#[test]
fn xml_that_is_cut_anywhere_is_an_error() {
    let whole = "<?xml version=\"1.0\"?><list><!-- é --><item a='1'><st>OK</st><id><![CDATA[7]]></id></item></list>";
    assert_eq!(parts(whole), [("OK".to_owned(), Some("7".to_owned()), None)]);
    for end in "<?xml version=\"1.0\"?>".len() + 1..whole.len() {
        let Some(cut) = whole.get(..end) else { continue };
        let error = acme().read(cut.as_bytes()).unwrap_err();
        assert!(matches!(error.kind, ReadErrorKind::Xml { .. }), "{cut}: {error}");
    }
}

#[test]
fn no_depth_and_no_length_is_too_much() {
    for depth in [10, 60] {
        let nested = format!("<list><item><st>OK</st>{}{}</item></list>", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(read(&nested).len(), 1, "{depth}");
    }
    for depth in [100, 1_000_000] {
        let nested = format!("<list>{}{}</list>", "<a>".repeat(depth), "</a>".repeat(depth));
        let error = acme().read(nested.as_bytes()).unwrap_err();
        assert!(matches!(error.kind, ReadErrorKind::Xml { .. }), "{error}");
    }
    // Each of these takes a moment, and not a time that grows by the square.
    for many in ["&", "&a", "<a/>", "<a/><b/>", "<a></a>", "<!---->", "x]"] {
        let long = format!("<list><item><st>OK</st>{}</item></list>", many.repeat(100_000));
        assert_eq!(read(&long).len(), 1);
    }
}

proptest! {
    #[test]
    fn any_text_survives_being_written_in_xml(text in "[^\u{0}]{0,20}", id in "[^\u{0}]{0,20}") {
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let xml = format!("<list><item><st>x{}</st><id>{}</id></item></list>", escaped(&text), escaped(&id));
        let trimmed = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        prop_assert_eq!(parts(&xml), [(format!("x{text}").trim().to_owned(), trimmed(&id), None)]);
    }

    #[test]
    fn nothing_that_looks_like_xml_panics(pieces in prop::collection::vec(prop::sample::select(&["<", ">", "/", "a", "</a>", "<a>", "<a/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "&", ";", "&#", "é", "'", "\"", " ", "list", ":"][..]), 0..30)) {
        let _ = acme().read(format!("<{}", pieces.concat()).as_bytes());
    }
}
