use rusqlite::{Connection, TransactionBehavior};
use sms_status::AddressBookAction;

use super::number;

/// What was erased of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forgotten {
    pub messages: usize,
    pub callbacks: usize,
    pub unreadable: usize,
    /// Whether the number is still on record as one not to contact.
    pub opt_out_kept: bool,
    /// Whether the log of changes, which had the number, could be emptied.
    pub log_emptied: bool,
}

/// Erases a number, in digits, and all that is known of it, except that the person has opted out (unless `with_opt_out`).
pub fn forget(connection: &mut Connection, digits: &str, with_opt_out: bool) -> rusqlite::Result<Forgotten> {
    // What is deleted is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let history = number::history(&transaction, digits)?;
    let opt_out = history.reason().filter(|_| history.action() == AddressBookAction::Suppress && !with_opt_out);

    let of_number = "message IN (SELECT id FROM message WHERE number = ?1)";
    // Requests that speak of other numbers, too, hold it as well.
    let callbacks =
        transaction.execute(&format!("DELETE FROM report WHERE {of_number} OR instr(body, ?1) > 0"), [digits])?;
    transaction.execute(&format!("DELETE FROM segment WHERE {of_number}"), [digits])?;
    let messages = transaction.execute("DELETE FROM message WHERE number = ?", [digits])?;
    let unreadable = transaction.execute("DELETE FROM dead_letter WHERE instr(body, CAST(? AS BLOB)) > 0", [digits])?;
    transaction.execute("DELETE FROM number WHERE digits = ?", [digits])?;
    if let Some((status, at)) = opt_out {
        number::keep(&transaction, digits, status, at)?;
    }
    transaction.commit()?;
    // The log of changes still has the number.
    let log_emptied =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| Ok(row.get::<_, i64>(0)? == 0))?;
    Ok(Forgotten { messages, callbacks, unreadable, opt_out_kept: opt_out.is_some(), log_emptied })
}
