//! The tables of statuses in the documentation say what the code says.

use std::fmt::Write;

use expect_test::expect_file;
use sms_status::{
    DeliveryStatus,
    Language::*,
    gsm::TpStatusRange,
    providers::Mapping,
    smpp::{MAP_ERRORS, MESSAGE_STATES, VENDOR_WORDS},
    smsmode::rest,
};

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
fn the_tables_of_smpp_equal_the_code() {
    let mut tables = String::from("| byte | state | `stat:` | status | why |\n|--:|---|---|---|---|\n");
    for Mapping { value: state, status, reason } in MESSAGE_STATES {
        let (byte, stat) = (u8::from(*state), state.stat().unwrap());
        writeln!(tables, "| {byte} | {state} | `{stat}` | {status} | {reason} |").unwrap();
    }
    tables += "\n| vendor's `stat:` | status | why |\n|---|---|---|\n";
    for Mapping { value: word, status, reason } in VENDOR_WORDS {
        writeln!(tables, "| `{word}` | {status} | {reason} |").unwrap();
    }
    tables += "\n| GSM MAP | error | status | why |\n|--:|---|---|---|\n";
    for Mapping { value: code, status, reason } in MAP_ERRORS {
        let (error, why) = reason.split_once(": ").unwrap();
        writeln!(tables, "| {code} | `{error}` | {status} | {why} |").unwrap();
    }
    expect_file!["../docs/smpp.md"].assert_eq(&tables);
}

#[test]
fn the_table_of_tp_status_equals_the_code() {
    let mut table = String::from("| TP-Status | English | French | status | why |\n|--:|---|---|---|---|\n");
    for Mapping { value, status, reason } in TpStatusRange::ALL {
        let TpStatusRange { first, last, .. } = value;
        let bytes = if first == last { format!("{first}") } else { format!("{first}–{last}") };
        writeln!(table, "| {bytes} | {} | {} | {status} | {reason} |", value.meaning(English), value.meaning(French))
            .unwrap();
    }
    expect_file!["../docs/tp_status.md"].assert_eq(&table);
}

#[test]
fn the_tables_of_the_rest_api_equal_the_code() {
    let mut tables = String::new();
    for (header, rows) in [("`status.value`", rest::STATUSES), ("`status.detail` of a failure", rest::DETAILS)] {
        writeln!(tables, "| {header} | status | why |\n|---|---|---|").unwrap();
        for Mapping { value, status, reason } in rows {
            writeln!(tables, "| `{value}` | {status} | {reason} |").unwrap();
        }
        tables.push('\n');
    }
    expect_file!["../docs/rest.md"].assert_eq(&tables);
}
