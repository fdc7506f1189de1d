//! `platform_status` says what the crate says, for every value of every platform.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::ops::RangeInclusive;
use std::sync::Arc;

use common::{codes, context, register, rows, try_rows};
use datafusion::arrow::array::{ArrayRef, BooleanArray, Int32Array, StringArray, UInt16Array};
use sms_status::providers::{
    africas_talking, aws, bandwidth, infobip, jasmin, kannel, octopush, ovh, sinch, smsfactor, twilio, vonage,
};
use sms_status::{DeliveryStatus, providers::Mapping};
use sms_status_cluster::platform::PLATFORMS;

fn words(rows: &[Mapping<&str>]) -> Vec<String> {
    rows.iter().map(|row| row.value.to_owned()).collect()
}

fn numbers(rows: &[Mapping<u16>]) -> Vec<String> {
    rows.iter().map(|row| row.value.to_string()).collect()
}

fn ranges(rows: &[Mapping<RangeInclusive<u32>>]) -> Vec<String> {
    rows.iter().flat_map(|row| [row.value.start(), row.value.end()]).map(u32::to_string).collect()
}

/// Every value of a platform's words and codes.
fn values(platform: &str) -> (Vec<String>, Vec<String>) {
    match platform {
        "africas_talking" => (words(africas_talking::STATUSES), words(africas_talking::ERRORS)),
        "aws" => (words(aws::STATUSES), ["true", "FALSE", "1"].map(str::to_owned).into()),
        "bandwidth" => (words(bandwidth::STATUSES), ranges(bandwidth::ERRORS)),
        "infobip" => (ranges(infobip::STATUSES), ranges(infobip::ERRORS)),
        "infobip_group" => (ranges(infobip::GROUPS), ranges(infobip::ERRORS)),
        "jasmin" => (words(jasmin::STATUSES), Vec::new()),
        "kannel" => (numbers(kannel::STATUSES), Vec::new()),
        "octopush" => (words(octopush::STATUSES), Vec::new()),
        "ovh" => (numbers(ovh::STATUSES), Vec::new()),
        "sinch" => (words(sinch::STATUSES), ranges(sinch::ERRORS)),
        "smsfactor" => (numbers(smsfactor::STATUSES), Vec::new()),
        "sns" => (words(aws::SNS_RESPONSES), Vec::new()),
        "twilio" => (words(twilio::STATUSES), ranges(twilio::ERRORS)),
        "vonage" => (words(vonage::STATUSES), words(vonage::ERRORS)),
        "vonage_messages" => (words(vonage::messages::STATUSES), words(vonage::ERRORS)),
        other => panic!("nothing is known of {other}"),
    }
}

/// What the crate says of a word and a code.
fn of_the_crate(platform: &str, word: &str, code: Option<&str>) -> DeliveryStatus {
    let number = code.and_then(|code| code.parse().ok());
    let small = word.parse().unwrap_or(u16::MAX);
    match platform {
        "africas_talking" => africas_talking::status(word, code),
        "aws" => aws::status(word, code.and_then(|code| code.to_lowercase().parse().ok())),
        "bandwidth" => bandwidth::status(word, number),
        "infobip" => infobip::status(None, word.parse().ok(), number, None),
        "infobip_group" => infobip::status(word.parse().ok(), None, number, None),
        "jasmin" => jasmin::status(word),
        "kannel" => kannel::status(small),
        "octopush" => octopush::status(word),
        "ovh" => ovh::status(small),
        "sinch" => sinch::status(word, number),
        "smsfactor" => smsfactor::status(small),
        "sns" => aws::sns_status(word),
        "twilio" => twilio::status(word, number),
        "vonage" => vonage::status(word, code),
        "vonage_messages" => vonage::messages::status(word, code),
        other => panic!("nothing is known of {other}"),
    }
}

#[tokio::test]
async fn every_value_of_every_platform() {
    let (mut platforms, mut all_words, mut all_codes, mut expected) = (vec![], vec![], vec![], vec![]);
    for (platform, _) in PLATFORMS {
        let (words, codes) = values(platform);
        let codes: Vec<_> =
            codes.into_iter().map(Some).chain([None, Some(String::new()), Some("new".into())]).collect();
        for word in words.into_iter().chain(["new".to_owned(), String::new(), "-1".to_owned()]) {
            for code in &codes {
                expected.push(Some(of_the_crate(platform, &word, code.as_deref()).code()));
                platforms.push(*platform);
                all_words.push(word.clone());
                all_codes.push(code.clone());
            }
        }
    }
    assert!(expected.len() > 3_000, "only {} rows", expected.len());
    let columns: [(&str, ArrayRef); 3] = [
        ("platform", Arc::new(StringArray::from(platforms))),
        ("word", Arc::new(StringArray::from(all_words))),
        ("code", Arc::new(StringArray::from(all_codes))),
    ];
    let context = context(1);
    register(&context, "callbacks", &columns, 1);
    let answers = rows(&context, "SELECT platform_status(platform, word, code) FROM callbacks").await;
    assert_eq!(self::codes(&answers, 0), expected);
}

#[tokio::test]
async fn words_and_codes_of_other_types() {
    let context = context(1);
    let columns: [(&str, ArrayRef); 3] = [
        ("small", Arc::new(UInt16Array::from(vec![Some(1), Some(53), None]))),
        ("code", Arc::new(Int32Array::from(vec![Some(30003), Some(-1), None]))),
        ("flag", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None]))),
    ];
    register(&context, "callbacks", &columns, 1);
    for (call, expected) in [
        ("platform_status('kannel', small)", [Some(11), Some(999), None]),
        ("platform_status('ovh', small)", [Some(2), Some(3999), None]),
        ("platform_status('twilio', 'undelivered', code)", [Some(3502), Some(21), Some(21)]),
        ("platform_status('aws', 'TEXT_SUCCESSFUL', flag)", [Some(14), Some(13), Some(13)]),
    ] {
        assert_eq!(codes(&rows(&context, &format!("SELECT {call} FROM callbacks")).await, 0), expected, "{call}");
    }
}

#[tokio::test]
async fn constants_and_nulls() {
    let context = context(1);
    for (call, expected) in [
        ("platform_status('twilio', 'failed', 21610)", Some(3999)),
        ("platform_status('twilio', 'delivered', 21610)", Some(14)),
        ("platform_status('vonage', 'failed', '3')", Some(3522)),
        ("platform_status('vonage', 'failed', NULL)", Some(50)),
        ("platform_status('infobip_group', 4)", Some(37)),
        ("platform_status('vonage', NULL, '3')", None),
        ("platform_status(NULL, 'failed', '3')", None),
    ] {
        assert_eq!(codes(&rows(&context, &format!("SELECT {call}")).await, 0), [expected], "{call}");
    }
}

#[tokio::test]
async fn raw_callbacks_of_several_platforms_are_one_campaign() {
    let context = context(1);
    let sql = "SELECT bulk_status(code), bulk_report(code) FROM (SELECT platform_status(platform, word, code) AS code \
               FROM (VALUES ('twilio', 'delivered', NULL), ('vonage', 'failed', '2'), ('twilio', 'undelivered', '30003')) \
               AS callbacks(platform, word, code))";
    let answers = rows(&context, sql).await;
    assert_eq!(codes(&answers, 0), [Some(15)]);
    assert_eq!(common::texts(&answers, 1), [Some(r#"{"temporary_absence_error":2,"delivered":1}"#.to_owned())]);
}

#[tokio::test]
async fn errors_say_what_is_wrong() {
    let context = context(1);
    for (call, message) in [
        (
            "platform_status('nobody', 'failed')",
            r#"platform_status: platform "nobody" is not one of africas_talking, aws"#,
        ),
        ("platform_status('twilio')", "platform_status takes a platform, a word and, if there is one, a code"),
        ("platform_status(1, 'failed')", "platform_status: the platform must be a text, not Int64"),
        ("platform_status('ovh', 1.5)", "platform_status: the word must be a text or an integer, not Float64"),
        ("platform_status('ovh', 1, 1.5)", "platform_status: the code must be a text or an integer, not Float64"),
    ] {
        let error = try_rows(&context, &format!("SELECT {call}")).await.unwrap_err().to_string();
        assert!(error.contains(message), "{call}: {error}");
    }
}
