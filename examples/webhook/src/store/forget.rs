use sms_status::AddressBookAction;

use super::{
    database::Database,
    dead_letter, number,
    transaction::{DatabaseError, Transaction},
};

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
pub fn forget(database: &mut Database, digits: &str, with_opt_out: bool) -> Result<Forgotten, DatabaseError> {
    database.overwrite_what_is_deleted()?;
    let forgotten = database.write(|transaction| erase(transaction, digits, with_opt_out))?;
    Ok(Forgotten { log_emptied: database.empty_log()?, ..forgotten })
}

fn erase(transaction: &Transaction<'_>, digits: &str, with_opt_out: bool) -> Result<Forgotten, DatabaseError> {
    const OF_NUMBER: &str = "message IN (SELECT id FROM message WHERE number = $1)";

    let history = number::history(transaction, digits)?;
    let opt_out = history.reason().filter(|_| history.action() == AddressBookAction::Suppress && !with_opt_out);

    // Requests that speak of other numbers, too, hold it as well.
    let callbacks = transaction.execute(
        &format!("DELETE FROM report WHERE {OF_NUMBER} OR body LIKE $2"),
        &[digits.into(), (&format!("%{digits}%")).into()],
    )?;
    transaction.execute(&format!("DELETE FROM segment WHERE {OF_NUMBER}"), &[digits.into()])?;
    let messages = transaction.execute("DELETE FROM message WHERE number = $1", &[digits.into()])?;
    let mut unreadable = 0;
    for letter in dead_letter::newest(transaction, None, dead_letter::KEPT)?.newest {
        let parts = [letter.query.as_bytes(), letter.body.as_deref().unwrap_or_default()];
        if parts.iter().any(|part| part.windows(digits.len()).any(|window| window == digits.as_bytes())) {
            unreadable += transaction.execute("DELETE FROM dead_letter WHERE id = $1", &[letter.id.into()])?;
        }
    }
    transaction.execute("DELETE FROM number WHERE digits = $1", &[digits.into()])?;
    if let Some(reached) = opt_out {
        number::keep(transaction, digits, reached)?;
    }
    Ok(Forgotten { messages, callbacks, unreadable, opt_out_kept: opt_out.is_some(), log_emptied: true })
}
