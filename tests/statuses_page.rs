//! The tables of statuses in the documentation say what the code says.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;

use expect_test::expect_file;
use sms_status::{DeliveryStatus, Language::*, gsm::TpStatusRange};

#[test]
fn the_table_of_statuses_equals_the_code() {
    let mut table = String::from(
        "| code | name | English | French | category | outcome | address book | rank |\n|--:|---|---|---|---|---|---|--:|\n",
    );
    for status in DeliveryStatus::VARIANTS {
        let (english, french) = (status.label(English), status.label(French));
        let (code, name, category) = (status.code(), status.name(), status.category().name());
        let (outcome, action, rank) = (status.outcome().name(), status.action().name(), status.rank());
        writeln!(table, "| {code} | `{name}` | {english} | {french} | {category} | {outcome} | {action} | {rank} |")
            .unwrap();
    }
    expect_file!["../docs/statuses.md"].assert_eq(&table);
}

#[test]
fn the_table_of_tp_status_equals_the_code() {
    let mut table = String::from("| TP-Status | English | French | status | why |\n|--:|---|---|---|---|\n");
    for row in TpStatusRange::ALL {
        let TpStatusRange { first, last, status, reason, .. } = row;
        let bytes = if first == last { format!("{first}") } else { format!("{first}–{last}") };
        writeln!(table, "| {bytes} | {} | {} | {status} | {reason} |", row.meaning(English), row.meaning(French))
            .unwrap();
    }
    expect_file!["../docs/tp_status.md"].assert_eq(&table);
}
