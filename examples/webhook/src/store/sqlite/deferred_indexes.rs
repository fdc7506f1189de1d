use std::{collections::HashMap, sync::Arc};

use rusqlite::{Connection, Transaction};

use super::deferred_index::{DeferredIndex, Statements};

/// The indexes that are behind the rows that they lead to.
#[derive(Debug)]
pub struct DeferredIndexes {
    reports: DeferredIndex<i64>,
    numbers: DeferredIndex<String>,
    keys: DeferredIndex<Arc<str>>,
    /// The messages that the index by key does not lead to yet.
    messages: HashMap<Arc<str>, i64>,
    /// Whether a transaction failed, so that it is not known what was written.
    is_lost: bool,
}

/// Entries of these: of each row its value and its id.
#[derive(Debug, Default)]
pub struct Entries {
    /// Messages, with the reports on them.
    pub reports: Vec<(i64, i64)>,
    /// Numbers, with the messages to them.
    pub numbers: Vec<(String, i64)>,
    /// Keys, with their messages.
    pub keys: Vec<(Arc<str>, i64)>,
}

/// Leads from a message to the reports on it.
const REPORTS: Statements = Statements {
    waiting: "SELECT message, id FROM report WHERE id > (SELECT last FROM report_indexed) ORDER BY id",
    insert: "INSERT OR IGNORE INTO report_index (message, report) SELECT message, id FROM report WHERE message = ? AND id = ?",
    last: "UPDATE report_indexed SET last = ?",
};

/// Leads from a number to the messages to it. What became known of an older message has to be written at once.
pub const NUMBERS: Statements = Statements {
    waiting: "SELECT number, message FROM waiting_number ORDER BY message",
    insert: "INSERT OR IGNORE INTO number_index (number, message) SELECT number, id FROM message WHERE number = ? AND id = ?",
    last: "UPDATE number_indexed SET last = ?",
};

/// Leads from a key to its message.
const KEYS: Statements = Statements {
    waiting: "SELECT key, message FROM waiting_key ORDER BY message",
    insert: "INSERT OR IGNORE INTO key_index (key, message) SELECT key, id FROM message WHERE key = ? AND id = ?",
    last: "UPDATE key_indexed SET last = ?",
};

impl DeferredIndexes {
    /// Reads what waits.
    pub fn open(connection: &Connection) -> rusqlite::Result<Self> {
        let keys = DeferredIndex::open(connection, &KEYS)?;
        Ok(Self {
            reports: DeferredIndex::open(connection, &REPORTS)?,
            numbers: DeferredIndex::open(connection, &NUMBERS)?,
            messages: keys.waiting().iter().cloned().collect(),
            keys,
            is_lost: false,
        })
    }

    /// Returns the id of a message to which the index by key does not lead yet. The message may have been deleted.
    pub fn message(&self, key: &str) -> Option<i64> {
        self.messages.get(key).copied()
    }

    /// Adds entries of rows that were committed.
    pub fn add(&mut self, entries: Entries) {
        self.reports.add(entries.reports);
        self.numbers.add(entries.numbers);
        self.messages.extend(entries.keys.iter().cloned());
        self.keys.add(entries.keys);
    }

    /// Says that a transaction in which entries were written failed.
    pub fn lose(&mut self) {
        self.is_lost = true;
    }

    /// Reads what waits, if that is not known.
    pub fn find_again(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if self.is_lost {
            *self = Self::open(connection)?;
        }
        Ok(())
    }

    /// Returns whether there is enough to write while nothing else is to be done.
    pub fn are_behind(&self) -> bool {
        self.reports.is_behind(true) || self.numbers.is_behind(true) || self.keys.is_behind(true)
    }

    /// Writes a slice of one of those that are behind by much, or by less if there is time.
    pub fn write_some(&mut self, transaction: &Transaction<'_>, has_time: bool) -> rusqlite::Result<()> {
        if self.reports.is_behind(has_time) {
            self.reports.write_some(transaction)?;
        } else if self.numbers.is_behind(has_time) {
            self.numbers.write_some(transaction)?;
        } else if self.keys.is_behind(has_time)
            && let Some(last) = self.keys.write_some(transaction)?
        {
            self.messages.retain(|_, id| *id > last);
        }
        Ok(())
    }
}

impl Entries {
    /// Writes these at once, for a program beside the server, which knows nothing of them.
    pub fn write(self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        REPORTS.write(transaction, self.reports)?;
        NUMBERS.write(transaction, self.numbers)?;
        KEYS.write(transaction, self.keys)
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use rusqlite::{ToSql, params, types::FromSql};

    use super::*;

    /// An index with what a test does with it.
    struct Case<V> {
        of: &'static Statements,
        /// Writes a row of an id with a random value, and returns that, if it has an entry.
        insert: fn(&Transaction<'_>, &mut Rng, i64) -> Option<V>,
        delete: &'static str,
        /// What is found by the index, and what there is.
        found: &'static str,
        kept: &'static str,
        entries: &'static str,
    }

    impl<V: Ord + Clone + ToSql + FromSql> Case<V> {
        /// Whatever is written when, is lost or is deleted, each row is found by its value, once.
        fn every_row_is_found(&self) {
            let mut entries = 0;
            for seed in 0..4 {
                let mut rng = Rng::with_seed(seed);
                let mut connection = Connection::open_in_memory().unwrap();
                connection.execute_batch(include_str!("schema.sql")).unwrap();
                connection.pragma_update(None, "foreign_keys", false).unwrap();
                let mut index = DeferredIndex::open(&connection, self.of).unwrap();
                let mut next = 1;
                for round in 0..40 {
                    next = self.write_some(&mut connection, &mut index, &mut rng, next);
                    if rng.u8(..15) == 0 {
                        index = DeferredIndex::open(&connection, self.of).unwrap();
                    }
                    let [found, kept] = [self.found, self.kept].map(|sql| rows(&connection, sql));
                    assert!(found == kept, "{seed} {round}: {} of {}", found.len(), kept.len());
                }
                entries += connection.query_row(self.entries, (), |row| row.get::<_, i64>(0)).unwrap();
            }
            assert!(entries > 1_000, "{entries}");
        }

        /// Writes rows from an id on, by the server or beside it, and deletes some. Returns the id after the last one.
        fn write_some(
            &self,
            connection: &mut Connection,
            index: &mut DeferredIndex<V>,
            rng: &mut Rng,
            first: i64,
        ) -> i64 {
            let transaction = connection.transaction().unwrap();
            let next = first + rng.i64(0..2_000);
            let insert = |id| Some(((self.insert)(&transaction, rng, id)?, id));
            let written: Vec<(V, i64)> = (first..next).filter_map(insert).collect();
            let is_beside = rng.u8(..8) == 0;
            if is_beside {
                self.of.write(&transaction, written.clone()).unwrap();
            }
            if rng.u8(..12) == 0 {
                // Of some, or of all.
                let before = if rng.bool() { rng.i64(0..=next) } else { i64::MAX };
                transaction.execute(self.delete, [before]).unwrap();
            }
            if index.is_behind(rng.bool()) {
                index.write_some(&transaction).unwrap();
            }
            if rng.u8(..5) == 0 {
                transaction.rollback().unwrap();
                *index = DeferredIndex::open(connection, self.of).unwrap();
            } else {
                transaction.commit().unwrap();
                index.add(written.into_iter().filter(|_| !is_beside));
            }
            next
        }
    }

    fn rows(connection: &Connection, sql: &str) -> Vec<(String, i64)> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn every_report_is_found_by_its_message() {
        let case = Case {
            of: &REPORTS,
            insert: |transaction, rng, id| {
                let message = rng.i64(1..500);
                let sql = "INSERT INTO report (id, message, received_at, platform) VALUES (?, ?, 0, 'smsmode')";
                transaction.execute(sql, [id, message]).unwrap();
                Some(message)
            },
            delete: "DELETE FROM report WHERE id < ?",
            found: "SELECT CAST(message AS TEXT), report FROM report_of_message ORDER BY 1, 2",
            kept: "SELECT CAST(message AS TEXT), id FROM report ORDER BY 1, 2",
            entries: "SELECT count(*) FROM report_index",
        };
        case.every_row_is_found();
    }

    /// Some messages have no number, and some get it later.
    #[test]
    fn every_message_is_found_by_its_number() {
        let case = Case {
            of: &NUMBERS,
            insert: |transaction, rng, id| {
                let number = (rng.u8(..10) > 0).then(|| format!("336{:08}", rng.u8(..)));
                let sql = "INSERT INTO message (id, key, campaign, number, status, at, at_offset, arrived)
                           VALUES (?1, ?1, 1, ?2, 11, 0, 0, 0)";
                transaction.execute(sql, params![id, number]).unwrap();
                if rng.u8(..10) == 0 {
                    let late = "UPDATE message SET number = '336' WHERE id = ? AND number IS NULL";
                    if transaction.execute(late, [id / 2]).unwrap() > 0 {
                        NUMBERS.write(transaction, [("336", id / 2)]).unwrap();
                    }
                }
                number
            },
            delete: "DELETE FROM message WHERE id < ?",
            found: "SELECT number, message FROM message_of_number ORDER BY 1, 2",
            kept: "SELECT number, id FROM message WHERE number IS NOT NULL ORDER BY 1, 2",
            entries: "SELECT count(*) FROM number_index",
        };
        case.every_row_is_found();
    }

    /// The index leads to each message, or the memory of the server does.
    #[test]
    fn every_message_is_found_by_its_key() {
        let case = Case::<Arc<str>> {
            of: &KEYS,
            insert: |transaction, rng, id| {
                let key: Arc<str> = format!("sms S{} {id}", rng.u8(..)).into();
                let sql = "INSERT INTO message (id, key, campaign, status, at, at_offset, arrived)
                           VALUES (?, ?, 1, 11, 0, 0, 0)";
                transaction.execute(sql, params![id, key]).unwrap();
                Some(key)
            },
            delete: "DELETE FROM message WHERE id < ?",
            found: "SELECT key, message FROM indexed_key UNION ALL SELECT key, message FROM waiting_key ORDER BY 1, 2",
            kept: "SELECT key, id FROM message ORDER BY 1, 2",
            entries: "SELECT count(*) FROM key_index",
        };
        case.every_row_is_found();
    }
}
