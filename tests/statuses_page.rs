//! The tables of statuses in the documentation say what the code says.

use std::fmt::Write;

use expect_test::expect_file;
use sms_status::{DeliveryStatus, Language::*};

#[test]
fn the_table_of_statuses_equals_the_code() {
    let mut table = String::from(
        "| code | name | English | French | category | outcome | number |\n|--:|---|---|---|---|---|---|\n",
    );
    for status in DeliveryStatus::VARIANTS {
        let (english, french) = (status.label(English), status.label(French));
        let (code, name, category) = (status.code(), status.name(), status.category().name());
        let (outcome, action) = (status.outcome().name(), status.action().name());
        writeln!(table, "| {code} | `{name}` | {english} | {french} | {category} | {outcome} | {action} |").unwrap();
    }
    expect_file!["../docs/statuses.md"].assert_eq(&table);
}
