//! The tables of statuses in the documentation say what the code says.

use std::fmt::Write;

use expect_test::expect_file;
use sms_status::{
    DeliveryStatus,
    Language::*,
    gsm::TpStatus,
    smpp::{MessageState, VendorWord},
};

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

#[test]
fn the_tables_of_smpp_equal_the_code() {
    let mut tables = String::from("| byte | state | `stat:` | status | why |\n|--:|---|---|---|---|\n");
    for state in MessageState::KNOWN.iter().copied() {
        let (byte, stat, reason) = (u8::from(state), state.stat().unwrap(), state.reason());
        writeln!(tables, "| {byte} | {state} | `{stat}` | {} | {reason} |", DeliveryStatus::from(state)).unwrap();
    }
    tables += "\n| vendor's `stat:` | status | why |\n|---|---|---|\n";
    for VendorWord { word, status, reason, .. } in VendorWord::ALL {
        writeln!(tables, "| `{word}` | {status} | {reason} |").unwrap();
    }
    expect_file!["../docs/smpp.md"].assert_eq(&tables);
}

#[test]
fn the_table_of_tp_status_equals_the_code() {
    let mut table = String::from("| TP-Status | English | French | status | why |\n|--:|---|---|---|---|\n");
    let bytes: Vec<_> = (0..=u8::MAX).map(TpStatus).collect();
    for range in bytes.chunk_by(|a, b| a.meaning(English) == b.meaning(English)) {
        let (first, last) = (range[0], range[range.len() - 1]);
        let bytes = if first == last { format!("{first}") } else { format!("{first}–{last}") };
        let (english, french) = (first.meaning(English), first.meaning(French));
        writeln!(table, "| {bytes} | {english} | {french} | {} | {} |", DeliveryStatus::from(first), first.reason())
            .unwrap();
    }
    expect_file!["../docs/tp_status.md"].assert_eq(&table);
}

#[cfg(all(feature = "alloc", feature = "serde"))]
#[test]
fn the_table_of_the_rest_api_equals_the_code() {
    let mut table = String::from("| value | detail | status | why |\n|---|---|---|---|\n");
    for (value, detail, reason) in [
        ("SCHEDULED", "", "It was accepted and waits for its sending time."),
        ("ENROUTE", "", "It was handed to the operator, and no more is known."),
        ("DELIVERED", "", "The operator confirmed that the phone has it."),
        ("READ", "", "The recipient opened it. Not in the documented list, but seen."),
        ("UNDELIVERABLE", "", "It failed, and no known cause is given."),
        ("UNDELIVERED", "", "It failed, and no known cause is given."),
        ("UNDELIVERABLE", "INVALID_PHONE_NUMBER", "The platform refused the number; somebody is to look at it."),
        ("UNDELIVERED", "INVALID_PHONE_NUMBER", "As above."),
        ("UNDELIVERABLE", "BLACKLISTED", "The recipient no longer wants messages from this sender."),
        ("UNDELIVERED", "BLACKLISTED", "As above."),
        ("UNDELIVERABLE", "SPAM", "A filter refused the content, not the number."),
        ("UNDELIVERED", "SPAM", "As above."),
    ] {
        let body = format!(r#"{{"messageId":"","status":{{"value":"{value}","detail":"{detail}"}}}}"#);
        let callback: sms_status::smsmode::rest::StatusCallback = serde_json::from_str(&body).unwrap();
        let detail = if detail.is_empty() { String::new() } else { format!("`{detail}`") };
        writeln!(table, "| `{value}` | {detail} | {} | {reason} |", callback.status()).unwrap();
    }
    expect_file!["../docs/rest.md"].assert_eq(&table);
}
