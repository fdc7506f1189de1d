use std::path::Path;

use anyhow::{Context, bail};
use jiff::tz::TimeZone;
use rusqlite::{Connection, OpenFlags, OptionalExtension, functions::FunctionFlags};
use sms_status::{DeliveryStatus, Platform, ReportTime};

use super::file::{self, APPLICATION_ID, Contents};
use crate::{
    moment::Moment,
    store::{number::advises_something, status, transaction::Transaction},
};

/// The version of the schema that this program uses.
pub const VERSION: i64 = 10;

/// Returns an error if a file is neither empty nor a database of this program. The file is not changed.
pub fn check(path: &Path) -> anyhow::Result<Contents> {
    let contents = file::contents(path)?;
    if contents == Contents::Unknown && !is_version_1(path)? {
        bail!("it is not a database of this program");
    }
    Ok(contents)
}

/// Version 1 did not mark its databases: they are known by their tables.
fn is_version_1(path: &Path) -> anyhow::Result<bool> {
    const TABLES: &str = "campaign dead_letter message report setting status_count";

    // Without a log of changes beside it the file is all there is, and opening it as one that cannot change leaves nothing behind.
    let log = file::log_of(path).exists();
    let name = path.to_str().context("its path is not UTF-8")?;
    let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string();
    let name = format!("file:{}?immutable={}", name.replace("%2F", "/"), u8::from(!log));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(name, flags)?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: Option<String> = connection.query_row(
        "SELECT group_concat(name, ' ') FROM
             (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name)",
        (),
        |row| row.get(0),
    )?;
    Ok(version == 1 && tables.as_deref() == Some(TABLES))
}

/// Makes the tables of a new database, or brings those of an older one up to date. `zone` is that of dates without one.
pub fn prepare(connection: &mut Connection, contents: Contents, zone: &TimeZone) -> anyhow::Result<()> {
    if contents == Contents::Nothing {
        let transaction = connection.transaction()?;
        transaction.execute_batch(include_str!("schema.sql"))?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
        transaction.commit()?;
    }
    let found = version(connection)?;
    if !(1..=VERSION).contains(&found) {
        bail!("schema version {found} is not supported (this server uses version {VERSION})");
    }
    if found < VERSION {
        tracing::info!("upgrading the database from version {found} to version {VERSION}");
        define_functions(connection, zone)?;
        // Each with the version that it makes.
        let steps = [
            (2, include_str!("schema-1-to-2.sql")),
            (3, include_str!("schema-2-to-3.sql")),
            (4, include_str!("../schema-3-to-4.sql")),
            (6, include_str!("schema-4-to-6.sql")),
            (7, include_str!("schema-6-to-7.sql")),
            (8, include_str!("schema-7-to-8.sql")),
            (9, include_str!("../schema-8-to-9.sql")),
            (VERSION, include_str!("schema-9-to-10.sql")),
        ];
        let steps: Vec<&str> = steps.iter().filter(|(made, _)| *made > found).map(|(_, step)| *step).collect();
        convert(connection, &steps)?;
    }
    let transaction = connection.transaction()?;
    status::write_all(&Transaction::sqlite(&transaction))?;
    make_index_of_advice(&transaction)?;
    Ok(transaction.commit()?)
}

/// Returns the version of the schema of a database.
pub fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Defines what the steps between versions call.
fn define_functions(connection: &Connection, zone: &TimeZone) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    for (name, value) in [("millis", Moment::millis as fn(Moment) -> i64), ("utc_offset", |at| at.offset().into())] {
        let zone = zone.clone();
        connection.create_scalar_function(name, 1, flags, move |context| {
            let text: String = context.get(0)?;
            let time = text.parse::<ReportTime>().ok().and_then(|time| Moment::reported(time, &zone));
            time.map(value)
                .ok_or_else(|| rusqlite::Error::UserFunctionError(format!("{text:?} is not a date and time").into()))
        })?;
    }
    connection.create_scalar_function("outcome", 1, flags, |context| {
        // A campaign without messages has no status.
        let code: Option<u16> = context.get(0)?;
        Ok(code.map(|code| DeliveryStatus::from_code_lossy(code).outcome().name()))
    })?;
    connection.create_scalar_function("new_key", 2, flags, |context| {
        Ok(new_key(context.get_raw(0).as_str()?, context.get(1)?))
    })?;
    connection.create_scalar_function("is_body", 1, flags, |context| Ok(is_body(context.get_raw(0).as_bytes()?)))
}

/// Returns the key of a message, from that of version 2, which had the recipient before the id.
fn new_key(key: &str, in_parts: bool) -> String {
    let mut words = key.splitn(3, ' ');
    let (Some(platform), Some(recipient), Some(rest)) = (words.next(), words.next(), words.next()) else {
        return key.to_owned();
    };
    if platform.parse::<Platform>().is_err() || recipient == "in" {
        return key.to_owned();
    }
    match rest.strip_prefix("of ").filter(|_| in_parts) {
        Some(reference) => format!("{platform} of {reference} {recipient}"),
        None => format!("{platform} id {rest} {recipient}"),
    }
}

/// Returns whether what version 2 kept of a callback was its body.
fn is_body(content: &[u8]) -> bool {
    match str::from_utf8(content) {
        Ok(text) => text.trim_start().starts_with(['{', '[']),
        Err(_) => true,
    }
}

/// Takes the steps from one version to the next, all or none.
fn convert(connection: &mut Connection, steps: &[&str]) -> anyhow::Result<()> {
    // Tables that others refer to are replaced.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction()?;
    for step in steps {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // So that the mark is in the file itself.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(()))?;
    Ok(())
}

/// Makes the index of the messages that say something of their number but that it is to be kept, unless it is there as it must be.
fn make_index_of_advice(connection: &Connection) -> rusqlite::Result<()> {
    let wanted = format!("CREATE INDEX message_by_advice ON message (number) WHERE {}", advises_something());
    let known: Option<String> = connection
        .query_row("SELECT sql FROM sqlite_schema WHERE name = 'message_by_advice'", (), |row| row.get(0))
        .optional()?;
    if known.as_ref() == Some(&wanted) {
        return Ok(());
    }
    connection.execute_batch(&format!("DROP INDEX IF EXISTS message_by_advice; {wanted}"))
}

#[cfg(test)]
mod tests {
    use sms_status::AddressBookAction;

    use super::*;
    use crate::store::number::{sql_of_candidates, sql_of_messages};

    /// Among a hundred million messages, only those that advise something are looked at, and those to their numbers.
    #[test]
    fn the_numbers_to_judge_are_found_by_their_index() {
        let mut connection = Connection::open_in_memory().unwrap();
        prepare(&mut connection, Contents::Nothing, &TimeZone::UTC).unwrap();
        let plan = |sql: &str, values: &[&str]| -> Vec<String> {
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps = plan.query_map(rusqlite::params_from_iter(values), |row| row.get(3)).unwrap();
            steps.map(Result::unwrap).collect()
        };
        let is_searched = |steps: &[String]| !steps.iter().any(|step| step.starts_with("SCAN message"));
        for action in AddressBookAction::VARIANTS.iter().filter(|action| **action != AddressBookAction::Keep) {
            let steps = plan(&sql_of_candidates(*action), &["", "1"]);
            let is_used = steps.iter().any(|step| step.contains("message_by_advice"));
            assert!(is_used && is_searched(&steps), "{action:?}: {steps:#?}");
        }
        let steps = plan(&sql_of_messages(2), &["33600000000", "33600000001"]);
        let is_used = steps.iter().any(|step| step.contains("SEARCH number_index USING PRIMARY KEY (number=?"));
        assert!(is_used && is_searched(&steps), "{steps:#?}");
    }

    #[test]
    fn a_key_of_version_2_becomes_that_of_the_same_message() {
        let cases = [
            ("sms S1 33600000000", false, "sms S1 33600000000"),
            ("rest 0b8c", false, "rest 0b8c"),
            ("in a b 33600000000", false, "in a b 33600000000"),
            ("twilio - SM12", false, "twilio id SM12 -"),
            ("infobip 33600000000 a b", false, "infobip id a b 33600000000"),
            ("vonage 33600000000 of order 7", true, "vonage of order 7 33600000000"),
            ("sinch 33600000000 of 7", false, "sinch id of 7 33600000000"),
            ("ovh in spring 33600000000", false, "ovh in spring 33600000000"),
            ("africas-talking - ATXid", false, "africas-talking id ATXid -"),
        ];
        for (old, in_parts, new) in cases {
            assert_eq!(new_key(old, in_parts), new);
        }
    }
}
