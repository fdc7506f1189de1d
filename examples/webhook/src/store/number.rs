use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use sms_status::{AddressBookAction, DeliveryStatus, NumberHistory};

use crate::moment::Moment;

/// A number with the status that decided what to do with it, and when that was reached.
#[derive(Debug)]
pub struct Number {
    pub digits: String,
    pub status: DeliveryStatus,
    pub at: Moment,
}

/// Returns the numbers for which their history advises an action, in order.
pub fn numbers(connection: &Connection, action: AddressBookAction) -> rusqlite::Result<Vec<Number>> {
    let mut histories = stored(connection)?;
    // Only these can have a history that advises anything but to keep the number.
    let mut messages = connection.prepare_cached(&format!(
        "SELECT number, status, at, at_offset FROM message WHERE number IN
             (SELECT number FROM message WHERE status IN ({}) UNION SELECT digits FROM number)",
        codes(|status| status.action() == action)
    ))?;
    let mut rows = messages.query(())?;
    while let Some(row) = rows.next()? {
        let (status, at) = reached(row)?;
        match histories.get_mut(row.get_ref("number")?.as_str()?) {
            Some(history) => history.record(status, at),
            None => histories.entry(row.get("number")?).or_default().record(status, at),
        }
    }
    let numbers = histories.into_iter().filter(|(_, history)| history.action() == action);
    let numbers = numbers.filter_map(|(digits, history)| Some((digits, history.reason()?)));
    Ok(numbers.map(|(digits, (status, at))| Number { digits, status, at }).collect())
}

/// Returns what all messages to a number have said of it.
pub fn history(connection: &Connection, digits: &str) -> rusqlite::Result<NumberHistory<Moment>> {
    let mut history = kept(connection, digits)?;
    let mut messages = connection.prepare("SELECT status, at, at_offset FROM message WHERE number = ?")?;
    for reached in messages.query_and_then([digits], reached)? {
        let (status, at) = reached?;
        history.record(status, at);
    }
    Ok(history)
}

/// Returns what deleted messages said of a number.
fn kept(connection: &Connection, digits: &str) -> rusqlite::Result<NumberHistory<Moment>> {
    let history = connection
        .prepare_cached("SELECT history FROM number WHERE digits = ?")?
        .query_row([digits], |row| row.get::<_, String>(0))
        .optional()?;
    history.map_or(Ok(NumberHistory::new()), |text| parse(&text))
}

/// Keeps what a message that is deleted said of a number: `status`, reached `at` some time.
pub fn keep(connection: &Connection, digits: &str, status: DeliveryStatus, at: Moment) -> rusqlite::Result<()> {
    let known = kept(connection, digits)?;
    let mut history = known;
    history.record(status, at);
    if history == known {
        return Ok(());
    }
    let text =
        serde_json::to_string(&history).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    connection
        .prepare_cached(
            "INSERT INTO number (digits, history, action, last_report) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
             SET history = excluded.history, action = excluded.action, last_report = max(last_report, excluded.last_report)",
        )?
        .execute(params![digits, text, history.action().name(), at.millis()])?;
    Ok(())
}

fn stored(connection: &Connection) -> rusqlite::Result<BTreeMap<String, NumberHistory<Moment>>> {
    connection
        .prepare_cached("SELECT digits, history FROM number")?
        .query_and_then((), |row| Ok((row.get(0)?, parse(row.get_ref(1)?.as_str()?)?)))?
        .collect()
}

fn parse(history: &str) -> rusqlite::Result<NumberHistory<Moment>> {
    serde_json::from_str(history)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, error.into()))
}

/// Reads the columns `status`, `at` and `at_offset`.
pub fn reached(row: &Row<'_>) -> rusqlite::Result<(DeliveryStatus, Moment)> {
    Ok((status(row)?, Moment::stored(row.get("at")?, row.get("at_offset")?)))
}

/// Reads the column `status`.
pub fn status(row: &Row<'_>) -> rusqlite::Result<DeliveryStatus> {
    Ok(DeliveryStatus::from_code_lossy(row.get("status")?))
}

/// Returns the codes of some statuses, for an SQL list.
fn codes(which: impl Fn(DeliveryStatus) -> bool) -> String {
    let codes = DeliveryStatus::VARIANTS.iter().filter(|&&status| which(status));
    codes.map(|status| status.code().to_string()).collect::<Vec<_>>().join(", ")
}
