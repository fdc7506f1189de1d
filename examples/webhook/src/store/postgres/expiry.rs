use std::collections::HashMap;

use super::{
    error::Error,
    lock::Lock,
    transaction::{Execute, Open},
};
use crate::{
    report::Reached,
    store::{
        Expired,
        number::{History, HistoryRow, parse},
        status::reached,
        transaction::{DatabaseError, Row},
    },
};

/// Deletes what is old, unless another server does. What the messages said of a number is kept with the number.
pub fn delete(open: &Open<'_>, expired: &Expired) -> Result<(), DatabaseError> {
    if !Lock::Upkeep.try_take(open)? {
        return Ok(());
    }
    open.execute("DELETE FROM segment WHERE message = ANY ($1)", &[&expired.messages])?;
    // In the order of the list.
    let messages = open.rows(
        "WITH deleted AS (DELETE FROM message WHERE id = ANY ($1) RETURNING *)
         SELECT number, status, at, at_offset FROM deleted ORDER BY array_position($1, id)",
        &[&expired.messages],
    )?;
    let mut said: HashMap<String, Vec<Reached>> = HashMap::new();
    for message in &messages {
        if let Some(digits) = message.try_get(0).map_err(Error::from)? {
            said.entry(digits).or_default().push(reached(&Row::Postgres(message), 1)?);
        }
    }
    keep(open, &said)?;
    open.execute("DELETE FROM number WHERE digits = ANY ($1) AND action = 'keep'", &[&expired.numbers])?;
    for (table, last) in [("report", expired.reports), ("dead_letter", expired.dead_letters)] {
        if let Some(last) = last {
            open.execute(&format!("DELETE FROM {table} WHERE id <= $1"), &[&last])?;
        }
    }
    Ok(())
}

/// Keeps what is said of numbers by messages that are deleted, or by opt-outs. Only those with the lock on upkeep may.
pub fn keep(open: &Open<'_>, said: &HashMap<String, Vec<Reached>>) -> Result<(), DatabaseError> {
    let numbers: Vec<&String> = said.keys().collect();
    let mut known: HashMap<String, History> = HashMap::new();
    for row in open.rows("SELECT digits, history FROM number WHERE digits = ANY ($1)", &[&numbers])? {
        let history = parse(row.try_get(1).map_err(Error::from)?)?;
        known.insert(row.try_get(0).map_err(Error::from)?, history);
    }
    let (mut digits, mut histories, mut actions, mut times) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (number, reached) in said {
        let known = known.get(number).copied().unwrap_or_default();
        if let Some(row) = HistoryRow::after(known, reached)? {
            digits.push(number);
            histories.push(row.history);
            actions.push(row.action);
            times.push(row.last_report);
        }
    }
    open.execute(
        "INSERT INTO number (digits, history, action, last_report)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
         ON CONFLICT (digits) DO UPDATE SET history = excluded.history, action = excluded.action,
             last_report = greatest(number.last_report, excluded.last_report)",
        &[&digits, &histories, &actions, &times],
    )?;
    Ok(())
}
