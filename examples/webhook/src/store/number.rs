use std::collections::BTreeMap;

use sms_status::{AddressBookAction, DeliveryStatus, NumberHistory};

use super::{
    message::{self, MessageRow},
    status::{codes, reached},
    transaction::{DatabaseError, Transaction, Value},
};
use crate::{moment::Moment, report::Reached};

/// A number with the status that decided what to do with it, and when that was reached.
#[derive(Debug)]
pub struct Number {
    pub digits: String,
    pub status: DeliveryStatus,
    pub at: Moment,
}

/// The messages to a number, and what they say of it.
#[derive(Debug)]
pub struct NumberMessages {
    /// The newest, newest first.
    pub messages: Vec<MessageRow>,
    /// How many there are.
    pub total: u64,
    pub history: NumberHistory<Moment>,
}

pub(super) type History = NumberHistory<Moment>;

/// Reads the numbers after one for which their history advises an action, in order.
pub(super) fn with_action(
    transaction: &Transaction<'_>,
    action: AddressBookAction,
    after: &str,
    limit: u32,
) -> Result<Vec<Number>, DatabaseError> {
    /// How many candidates are looked at together.
    const AT_ONCE: u32 = 1000;

    let mut found = Vec::new();
    let mut after = after.to_owned();
    while found.len() < limit as usize {
        let histories = candidates(transaction, action, &after, AT_ONCE)?;
        let Some((last, _)) = histories.last_key_value() else { break };
        last.clone_into(&mut after);
        let numbers = histories.into_iter().filter(|(_, history)| history.action() == action);
        let numbers = numbers.filter_map(|(digits, history)| Some((digits, history.reason()?)));
        found.extend(numbers.map(|(digits, (status, at))| Number { digits, status, at }));
    }
    found.truncate(limit as usize);
    Ok(found)
}

/// Returns a condition for messages whose status advises anything but to keep the number. The database has an index of them.
///
/// SQLite would make a table of the values of an `IN`, each time that it writes a message.
pub fn advises_something() -> String {
    let advising = DeliveryStatus::VARIANTS.iter().filter(|status| status.action() != AddressBookAction::Keep);
    let conditions: Vec<_> = advising.map(|status| format!("status = {}", status.code())).collect();
    format!("({})", conditions.join(" OR "))
}

/// Returns the query for the next numbers after one (`$1`) whose history may advise an action, so many (`$2`), with what is kept of each.
pub fn sql_of_candidates(action: AddressBookAction) -> String {
    format!(
        "WITH candidate AS (
             SELECT digits FROM (SELECT DISTINCT number AS digits FROM message
                                 WHERE number > $1 AND {} AND status IN ({}) ORDER BY number LIMIT $2) AS reported
             UNION SELECT digits FROM (SELECT digits FROM number WHERE digits > $1 ORDER BY digits LIMIT $2) AS known
             ORDER BY 1 LIMIT $2)
         SELECT candidate.digits, history FROM candidate LEFT JOIN number ON number.digits = candidate.digits",
        advises_something(),
        codes(|status| status.action() == action),
    )
}

/// Returns the query for what the messages to so many numbers (`$1` and so on) say of them.
pub fn sql_of_messages(numbers: usize) -> String {
    let values: Vec<String> = (1..=numbers).map(|number| format!("${number}")).collect();
    format!(
        "SELECT number, status, at, at_offset FROM message
         WHERE id IN (SELECT message FROM message_of_number WHERE number IN ({}))",
        values.join(", ")
    )
}

/// Reads the histories of the next numbers after one whose history may advise an action.
fn candidates(
    transaction: &Transaction<'_>,
    action: AddressBookAction,
    after: &str,
    limit: u32,
) -> Result<BTreeMap<String, History>, DatabaseError> {
    let sql = sql_of_candidates(action);
    let known = transaction.rows(&sql, &[after.into(), limit.into()], |row| {
        let history = row.get::<Option<String>>(1)?;
        Ok((row.get::<String>(0)?, history.as_deref().map(parse).transpose()?.unwrap_or_default()))
    })?;
    let mut histories: BTreeMap<String, History> = known.into_iter().collect();
    if histories.is_empty() {
        return Ok(histories);
    }
    let sql = sql_of_messages(histories.len());
    let values: Vec<Value<'_>> = histories.keys().map(Value::from).collect();
    let messages = transaction.rows(&sql, &values, |row| Ok((row.get::<String>(0)?, reached(row, 1)?)))?;
    for (digits, (status, at)) in messages {
        if let Some(history) = histories.get_mut(&digits) {
            history.record(status, at);
        }
    }
    Ok(histories)
}

/// Reads the messages to a number, and what they say of it.
pub(super) fn read(transaction: &Transaction<'_>, digits: &str) -> Result<NumberMessages, DatabaseError> {
    /// How many messages are read.
    const NEWEST: u32 = 100;

    let total =
        transaction
            .row("SELECT count(*) FROM message_of_number WHERE number = $1", &[digits.into()], |row| row.count(0))?;
    Ok(NumberMessages {
        messages: message::to_number(transaction, digits, None, NEWEST)?,
        total: total.unwrap_or_default(),
        history: history(transaction, digits)?,
    })
}

/// Reads numbers that begin with some digits, in order, each with the number of messages to it.
pub(super) fn beginning_with(
    transaction: &Transaction<'_>,
    digits: &str,
    limit: u32,
) -> Result<Vec<(String, u64)>, DatabaseError> {
    // The character after `9`.
    let end = digits.to_owned() + ":";
    let sql = "SELECT digits, CAST(sum(messages) AS BIGINT) FROM (
            SELECT digits, 0 AS messages FROM (
                SELECT digits FROM number WHERE digits >= $1 AND digits < $2 ORDER BY digits LIMIT $3) AS known
            UNION ALL SELECT digits, messages FROM (
                SELECT number AS digits, count(*) AS messages FROM indexed_number WHERE number >= $1 AND number < $2
                GROUP BY number ORDER BY number LIMIT $3) AS indexed
            UNION ALL SELECT digits, messages FROM (
                SELECT number AS digits, count(*) AS messages FROM waiting_number WHERE number >= $1 AND number < $2
                GROUP BY number ORDER BY number LIMIT $3) AS waiting) AS either
        GROUP BY digits ORDER BY digits LIMIT $3";
    transaction.rows(sql, &[digits.into(), (&end).into(), limit.into()], |row| Ok((row.get(0)?, row.count(1)?)))
}

/// Reads numbers that end with some digits, in order, each with the number of messages to it, of the newest messages.
pub(super) fn ending_with(
    transaction: &Transaction<'_>,
    digits: &str,
    limit: u32,
) -> Result<Vec<(String, u64)>, DatabaseError> {
    /// No index helps, and nobody waits for more of them.
    const NEWEST: u32 = 200_000;

    let sql = "SELECT digits, CAST(sum(messages) AS BIGINT) FROM (
            SELECT digits, 0 AS messages FROM number WHERE digits LIKE $1
            UNION ALL SELECT number, count(*) FROM (SELECT number FROM message ORDER BY id DESC LIMIT $2) AS newest
                WHERE number LIKE $1 GROUP BY number) AS either
        GROUP BY digits ORDER BY digits LIMIT $3";
    let pattern = format!("%{digits}");
    let values = [(&pattern).into(), NEWEST.into(), limit.into()];
    transaction.rows(sql, &values, |row| Ok((row.get(0)?, row.count(1)?)))
}

/// Reads what all messages to a number have said of it.
pub(super) fn history(transaction: &Transaction<'_>, digits: &str) -> Result<History, DatabaseError> {
    let mut history = kept(transaction, digits)?;
    let sql = "SELECT status, at, at_offset FROM message
               WHERE id IN (SELECT message FROM message_of_number WHERE number = $1)";
    for (status, at) in transaction.rows(sql, &[digits.into()], |row| reached(row, 0))? {
        history.record(status, at);
    }
    Ok(history)
}

/// Reads what deleted messages said of a number.
fn kept(transaction: &Transaction<'_>, digits: &str) -> Result<History, DatabaseError> {
    let history = transaction
        .row("SELECT history FROM number WHERE digits = $1", &[digits.into()], |row| row.get::<String>(0))?;
    history.map_or(Ok(History::new()), |text| parse(&text))
}

/// Keeps what a message that is deleted said of a number: a status, and when it was reached.
pub(super) fn keep(transaction: &Transaction<'_>, digits: &str, reached: Reached) -> Result<(), DatabaseError> {
    let Some(row) = HistoryRow::after(kept(transaction, digits)?, &[reached])? else { return Ok(()) };
    transaction.execute(
        "INSERT INTO number (digits, history, action, last_report) VALUES ($1, $2, $3, $4)
         ON CONFLICT (digits) DO UPDATE SET history = excluded.history, action = excluded.action,
             last_report = CASE WHEN excluded.last_report > number.last_report THEN excluded.last_report
                                ELSE number.last_report END",
        &[digits.into(), (&row.history).into(), row.action.into(), row.last_report.into()],
    )?;
    Ok(())
}

/// What is kept of a number.
pub(super) struct HistoryRow {
    /// The history, as JSON.
    pub history: String,
    /// The name of the action that it advises.
    pub action: &'static str,
    /// When the last status was reached that changed what is known, in milliseconds since 1970.
    pub last_report: i64,
}

impl HistoryRow {
    /// Returns what is to be kept once some statuses have been reached, each at its time; `None` if they change nothing.
    pub fn after(known: History, reached: &[Reached]) -> Result<Option<Self>, DatabaseError> {
        let (mut history, mut last_report) = (known, None);
        for &(status, at) in reached {
            let before = history;
            history.record(status, at);
            if history != before {
                last_report = last_report.max(Some(at.millis()));
            }
        }
        let Some(last_report) = last_report else { return Ok(None) };
        let text = serde_json::to_string(&history).map_err(|error| DatabaseError::Contents(error.to_string()))?;
        Ok(Some(Self { history: text, action: history.action().name(), last_report }))
    }
}

/// Reads the text of a history. It may also be a list of the reports that were kept, as a database has it that nobody has written to
/// since.
pub(super) fn parse(history: &str) -> Result<History, DatabaseError> {
    if let Ok(reports) = serde_json::from_str::<Vec<Option<Reached>>>(history) {
        return Ok(reports.into_iter().flatten().collect());
    }
    serde_json::from_str(history).map_err(|error| DatabaseError::Contents(format!("the history of a number: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_is_read_as_a_map_and_as_a_list() {
        let at = Moment::stored(1_780_000_000_000, 7200);
        let mut history = History::new();
        history.record(DeliveryStatus::PermanentPhoneError, at);
        history.record(DeliveryStatus::Received, at);
        let reports =
            [None, Some((DeliveryStatus::PermanentPhoneError, at)), None, Some((DeliveryStatus::Received, at))];
        for text in [serde_json::to_string(&history).unwrap(), serde_json::to_string(&reports).unwrap()] {
            assert_eq!(parse(&text).unwrap(), history, "{text}");
        }
        assert!(parse("7").is_err());
    }
}
