use rusqlite::{Connection, Transaction};

/// The index of reports by message, which is behind them.
///
/// An entry for each report as it comes costs a page, since messages are reported on in no order; so entries wait until there are many, and
/// are then written in the order of the messages, a slice with each batch. Until then the view `report_of_message` looks through the reports
/// that have no entry yet: those after the last of `report_indexed`.
#[derive(Debug, Default)]
pub struct ReportIndex {
    /// Messages with reports that have no entry, in the order of the reports.
    waiting: Vec<Entry>,
    /// Those that are being written, the greatest first.
    sorted: Vec<Entry>,
    /// The greatest id of the reports that are being written.
    last: i64,
    /// The greatest id of a report that there has been since the start.
    greatest: i64,
    /// Whether a transaction failed, so that it is not known what was written.
    is_lost: bool,
}

/// The ids of a message and of a report on it.
pub type Entry = (i64, i64);

/// How many entries wait before they are written: enough that several of them share a page, few enough to look through.
const MANY: usize = 65_536;

/// How many are written with a batch.
const SLICE: usize = 4_096;

/// How many may be left if there is nothing else to do.
const FEW: usize = 1_000;

impl ReportIndex {
    /// Reads what waits.
    pub fn open(connection: &Connection) -> rusqlite::Result<Self> {
        let mut statement = connection
            .prepare("SELECT message, id FROM report WHERE id > (SELECT last FROM report_indexed) ORDER BY id")?;
        let waiting = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(Self { waiting, ..Self::default() })
    }

    /// Returns the id of the next report: greater than that of any that is there, has an entry, or waits for one. If the last reports are
    /// deleted, no other report is taken for one of them.
    pub fn next_report(&self, transaction: &Transaction<'_>) -> rusqlite::Result<i64> {
        let next: i64 = transaction
            .prepare_cached(
                "SELECT max(coalesce((SELECT max(id) FROM report), 0), (SELECT last FROM report_indexed)) + 1",
            )?
            .query_row((), |row| row.get(0))?;
        Ok(next.max(self.greatest + 1))
    }

    /// Adds reports that were committed.
    pub fn add(&mut self, entries: &[Entry]) {
        self.waiting.extend_from_slice(entries);
        self.greatest = entries.last().map_or(self.greatest, |&(_, report)| report.max(self.greatest));
    }

    /// Says that a transaction in which entries were written failed.
    pub fn lose(&mut self) {
        self.is_lost = true;
    }

    /// Returns whether there is enough to write while nothing else is to be done.
    pub fn is_behind(&self) -> bool {
        !self.sorted.is_empty() || self.waiting.len() > FEW
    }

    /// Writes a slice if there are many, or if there is time.
    pub fn write_some(&mut self, transaction: &Transaction<'_>, has_time: bool) -> rusqlite::Result<()> {
        if self.is_lost {
            *self = Self { greatest: self.greatest, ..Self::open(transaction)? };
        }
        if self.sorted.is_empty() {
            if self.waiting.len() < if has_time { FEW } else { MANY } {
                return Ok(());
            }
            self.sorted = std::mem::take(&mut self.waiting);
            self.last = self.sorted.iter().map(|&(_, report)| report).max().unwrap_or_default();
            self.sorted.sort_unstable_by(|a, b| b.cmp(a));
        }
        let slice = self.sorted.split_off(self.sorted.len().saturating_sub(SLICE));
        // Some may have been deleted meanwhile.
        let mut insert = transaction.prepare_cached(
            "INSERT OR IGNORE INTO report_index (message, report)
             SELECT message, id FROM report WHERE message = ? AND id = ?",
        )?;
        for (message, report) in slice.into_iter().rev() {
            insert.execute([message, report])?;
        }
        if self.sorted.is_empty() {
            transaction.prepare_cached("UPDATE report_indexed SET last = ?")?.execute([self.last])?;
        }
        Ok(())
    }

    /// Writes entries at once, for a program beside the server, which knows nothing of them.
    pub fn write_beside(transaction: &Transaction<'_>, entries: &[Entry]) -> rusqlite::Result<()> {
        let mut insert =
            transaction.prepare_cached("INSERT OR IGNORE INTO report_index (message, report) VALUES (?, ?)")?;
        for &(message, report) in entries {
            insert.execute([message, report])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    /// Whatever is written when, is lost or is deleted, each report is found by its message, once.
    #[test]
    fn every_report_is_found_by_its_message() {
        let mut indexed = 0;
        for seed in 0..4 {
            let mut rng = Rng::with_seed(seed);
            let mut connection = Connection::open_in_memory().unwrap();
            connection.execute_batch(include_str!("schema.sql")).unwrap();
            let mut index = ReportIndex::open(&connection).unwrap();
            for round in 0..60 {
                let transaction = connection.transaction().unwrap();
                let next = index.next_report(&transaction).unwrap();
                let reports: Vec<Entry> = (next..next + rng.i64(0..3_000))
                    .map(|id| {
                        let message = rng.i64(1..500);
                        let sql = "INSERT INTO report (id, message, received_at, platform) VALUES (?, ?, 0, 'smsmode')";
                        transaction.execute(sql, [id, message]).unwrap();
                        (message, id)
                    })
                    .collect();
                let beside = rng.u8(..8) == 0;
                if beside {
                    ReportIndex::write_beside(&transaction, &reports).unwrap();
                }
                if rng.u8(..12) == 0 {
                    // Of some, or of all.
                    let before = if rng.bool() { rng.i64(0..=next) } else { i64::MAX };
                    transaction.execute("DELETE FROM report WHERE id < ?", [before]).unwrap();
                }
                index.write_some(&transaction, rng.bool()).unwrap();
                if rng.u8(..5) == 0 {
                    transaction.rollback().unwrap();
                    index.lose();
                } else {
                    transaction.commit().unwrap();
                    if !beside {
                        index.add(&reports);
                    }
                }
                if rng.u8(..15) == 0 {
                    index = ReportIndex::open(&connection).unwrap();
                }
                let all = |sql: &str| -> Vec<Entry> {
                    let mut statement = connection.prepare(sql).unwrap();
                    statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
                };
                let [by_message, reports] = ["report FROM report_of_message", "id FROM report"]
                    .map(|what| all(&format!("SELECT message, {what} ORDER BY 1, 2")));
                assert!(by_message == reports, "{seed} {round}: {} of {}", by_message.len(), reports.len());
            }
            indexed +=
                connection.query_row("SELECT count(*) FROM report_index", (), |row| row.get::<_, i64>(0)).unwrap();
        }
        assert!(indexed > 1_000, "{indexed}");
    }
}
