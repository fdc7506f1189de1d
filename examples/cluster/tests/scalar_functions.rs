//! The scalar functions say what the crate says, for every code in every integer type.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::sync::Arc;

use common::{context, register, rows, status_of, texts, try_rows};
use datafusion::arrow::array::{ArrayRef, AsArray, Int64Array, StringArray, UInt64Array, new_null_array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use sms_status::{DeliveryStatus, Language};

const ALL: &str = "SELECT status_label(code, 'en'), status_label(code, 'fr'), status_category(code), \
                   number_action(code), keep_number(code) FROM codes";

/// Every code of 16 bits, what lies around them, and the ends of the widest types.
fn all_codes() -> Vec<i128> {
    let ends = [i64::MIN, i64::MAX, i32::MIN.into(), i32::MAX.into(), u32::MAX.into()].map(i128::from);
    (-70_000..=140_000).chain(ends).chain([u64::MAX.into()]).collect()
}

async fn check(codes: ArrayRef, values: &[Option<i128>]) {
    let context = context(1);
    register(&context, "codes", &[("code", codes)], 1);
    let answers = rows(&context, ALL).await;
    let statuses: Vec<_> = values.iter().map(|code| code.map(status_of)).collect();
    for (column, language) in [(0, Language::English), (1, Language::French)] {
        let labels: Vec<_> = statuses.iter().map(|status| status.map(|status| status.label(language).into())).collect();
        assert_eq!(texts(&answers, column), labels);
    }
    let categories: Vec<_> = statuses.iter().map(|status| status.map(|it| it.category().name().into())).collect();
    assert_eq!(texts(&answers, 2), categories);
    let actions: Vec<_> = statuses.iter().map(|status| status.map(|it| it.action().name().into())).collect();
    assert_eq!(texts(&answers, 3), actions);
    let keep: Vec<_> = statuses.iter().map(|status| status.map(DeliveryStatus::keep_in_address_book)).collect();
    assert_eq!(answers.column(4).as_boolean().iter().collect::<Vec<_>>(), keep);
}

#[tokio::test]
async fn every_code_in_every_integer_type() {
    use DataType::{Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64};
    for integer in [Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64] {
        let signed: ArrayRef =
            Arc::new(all_codes().into_iter().map(|code| i64::try_from(code).ok()).collect::<Int64Array>());
        let unsigned: ArrayRef =
            Arc::new(all_codes().into_iter().map(|code| u64::try_from(code).ok()).collect::<UInt64Array>());
        let wide = if integer == UInt64 { unsigned } else { signed };
        // A value that the narrower type cannot hold becomes a NULL, so NULLs are among them, too.
        let codes = cast(&wide, &integer).unwrap();
        let back = cast(&codes, &DataType::Decimal128(20, 0)).unwrap();
        let values: Vec<_> = back.as_primitive::<datafusion::arrow::datatypes::Decimal128Type>().iter().collect();
        check(codes, &values).await;
    }
}

#[tokio::test]
async fn codes_without_nulls() {
    let values: Vec<i64> = (0..=70_000).collect();
    let expected: Vec<_> = values.iter().map(|&code| Some(code.into())).collect();
    check(Arc::new(Int64Array::from(values)), &expected).await;
}

#[tokio::test]
async fn null_in_null_out() {
    check(new_null_array(&DataType::Int32, 3), &[None; 3]).await;
    let context = context(1);
    for call in [
        "status_label(NULL, 'fr')",
        "status_label(11, NULL)",
        "status_category(NULL)",
        "number_action(NULL)",
        "keep_number(NULL)",
        "most_advanced_status(NULL)",
        "bulk_status(NULL)",
    ] {
        let answer = rows(&context, &format!("SELECT {call}")).await;
        assert!(answer.column(0).is_null(0), "{call}");
    }
}

#[tokio::test]
async fn constants() {
    let context = context(1);
    for (call, answer) in [
        ("status_label(11, 'fr')", "Reçu"),
        ("status_label(11, 'en-GB')", "Received"),
        ("status_label(-1, 'fr_FR.UTF-8')", "Indéfini"),
        ("status_category(3522)", "permanent"),
        ("number_action(3999)", "suppress"),
        ("keep_number(3523)", "false"),
        ("keep_number(3999)", "true"),
    ] {
        assert_eq!(texts(&rows(&context, &format!("SELECT {call}")).await, 0), [Some(answer.into())], "{call}");
    }
}

#[tokio::test]
async fn a_language_for_each_row() {
    let context = context(1);
    let languages = StringArray::from(vec![Some("en"), Some("fr"), None, Some("fr-CA")]);
    let codes = Int64Array::from(vec![Some(11), Some(11), Some(11), None]);
    register(&context, "codes", &[("code", Arc::new(codes)), ("language", Arc::new(languages))], 1);
    let answers = rows(&context, "SELECT status_label(code, language), status_label(11, language) FROM codes").await;
    assert_eq!(texts(&answers, 0), [Some("Received".into()), Some("Reçu".into()), None, None]);
    assert_eq!(texts(&answers, 1), [Some("Received".into()), Some("Reçu".into()), None, Some("Reçu".into())]);
}

#[tokio::test]
async fn errors_say_what_is_wrong() {
    let context = context(1);
    for (call, message) in [
        ("status_label(11, 'xx')", r#"status_label: language "xx""#),
        ("status_label(11, 5)", "status_label: the language must be a text such as 'en' or 'fr', not Int64"),
        ("status_category('11')", "status_category: the status code must be an integer, not Utf8"),
        ("number_action(11.0)", "number_action: the status code must be an integer, not Float64"),
        ("keep_number()", "keep_number"),
        ("most_advanced_status('11')", "most_advanced_status: the status code must be an integer, not Utf8"),
        ("bulk_report(11, 13)", "bulk_report"),
    ] {
        let error = try_rows(&context, &format!("SELECT {call}")).await.unwrap_err().to_string();
        assert!(error.contains(message), "{call}: {error}");
    }
}
