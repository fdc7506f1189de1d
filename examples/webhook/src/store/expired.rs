use jiff::Timestamp;

use super::{
    number,
    status::reached,
    timeline::{self, slot_of},
    transaction::{DatabaseError, Transaction},
};

/// What is to be deleted because of its age.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Expired {
    /// Ids of messages.
    pub messages: Vec<i64>,
    /// Numbers of which nothing is known but that they work.
    pub numbers: Vec<String>,
    /// The greatest id of the reports to delete.
    pub reports: Option<i64>,
    /// The greatest id of the callbacks to delete that could not be read.
    pub dead_letters: Option<i64>,
}

impl Expired {
    /// Finds some of what is older than a time, given in milliseconds since 1970.
    pub(super) fn find(transaction: &Transaction<'_>, before: i64) -> Result<Self, DatabaseError> {
        /// Few enough that callbacks do not wait for them.
        const AT_ONCE: u32 = 500;
        /// No platform sends a report again after so many milliseconds, a week.
        const RETRIES: i64 = 7 * 24 * 3600 * 1000;

        // What has changed lately may be reported again, but what is dated in the future has not.
        let now = Timestamp::now().as_millisecond();
        let ids = timeline::ids(transaction, &(i64::MIN..slot_of(before) + 1))?;
        let messages = transaction.rows(
            "SELECT id FROM message WHERE id < $1 AND arrived < $2 AND (at < $2 OR at > $3) ORDER BY id LIMIT $4",
            &[ids.end.into(), before.into(), now.into(), AT_ONCE.into()],
            |row| row.get(0),
        )?;
        // A number that works is of no further interest, once no report can come that is older than what shows it.
        let numbers = transaction.rows(
            "SELECT digits FROM number WHERE action = 'keep' AND (last_report < $1 OR last_report > $2) LIMIT $3",
            &[(before - RETRIES).into(), now.into(), AT_ONCE.into()],
            |row| row.get(0),
        )?;
        // Reports are in the order of their arrival.
        let reports = transaction.row(
            "SELECT max(id) FROM (SELECT id, received_at FROM report ORDER BY id LIMIT $1) AS oldest WHERE received_at < $2",
            &[AT_ONCE.into(), before.into()],
            |row| row.get(0),
        )?;
        let dead_letters =
            transaction
                .row("SELECT max(id) FROM dead_letter WHERE received_at < $1", &[before.into()], |row| row.get(0))?;
        Ok(Self { messages, numbers, reports: reports.flatten(), dead_letters: dead_letters.flatten() })
    }

    /// Deletes it. What the messages said of a number is kept with the number.
    pub(super) fn delete(&self, transaction: &Transaction<'_>) -> Result<(), DatabaseError> {
        for &id in &self.messages {
            let message = transaction.row(
                "SELECT number, status, at, at_offset FROM message WHERE id = $1",
                &[id.into()],
                |row| Ok((row.get::<Option<String>>(0)?, reached(row, 1)?)),
            )?;
            if let Some((Some(digits), reached)) = message {
                number::keep(transaction, &digits, reached)?;
            }
            for sql in ["DELETE FROM segment WHERE message = $1", "DELETE FROM message WHERE id = $1"] {
                transaction.execute(sql, &[id.into()])?;
            }
        }
        for digits in &self.numbers {
            transaction.execute("DELETE FROM number WHERE digits = $1 AND action = 'keep'", &[digits.into()])?;
        }
        for (table, last) in [("report", self.reports), ("dead_letter", self.dead_letters)] {
            if let Some(last) = last {
                transaction.execute(&format!("DELETE FROM {table} WHERE id <= $1"), &[last.into()])?;
            }
        }
        Ok(())
    }
}
