use rusqlite::{Connection, ToSql, Transaction, types::FromSql};

/// An index that is behind the rows that it leads to.
///
/// An entry for each row as it comes costs a page, since their values come in no order; so entries wait until there are many, and are then
/// written in the order of the values, a slice with each batch. Until then a view looks through the rows that have no entry yet: those
/// after the last that the index has, by their ids.
#[derive(Debug)]
pub struct DeferredIndex<V> {
    of: &'static Statements,
    /// Values and ids of rows that have no entry.
    waiting: Vec<(V, i64)>,
    /// Those that are being written, the greatest first.
    sorted: Vec<(V, i64)>,
    /// The greatest id of the rows whose entries are being written.
    last: i64,
}

/// The statements of an index.
#[derive(Debug)]
pub struct Statements {
    /// Reads the values and ids of the rows without an entry, in the order of the ids.
    pub waiting: &'static str,
    /// Writes the entry of a value and an id, unless the row was deleted meanwhile.
    pub insert: &'static str,
    /// Writes the id of the last row that has an entry.
    pub last: &'static str,
}

impl Statements {
    /// Writes entries of values and ids.
    pub fn write<V: ToSql>(
        &self,
        transaction: &Transaction<'_>,
        entries: impl IntoIterator<Item = (V, i64)>,
    ) -> rusqlite::Result<()> {
        let mut insert = transaction.prepare_cached(self.insert)?;
        entries.into_iter().try_for_each(|entry| insert.execute(entry).map(drop))
    }
}

/// How many entries wait before they are written: enough that several of them share a page, few enough to look through.
const MANY: usize = 65_536;

/// How many are written with a batch.
const SLICE: usize = 2_048;

/// How many may be left if there is nothing else to do.
const FEW: usize = 1_000;

impl<V: Ord + ToSql + FromSql> DeferredIndex<V> {
    /// Reads what waits.
    pub fn open(connection: &Connection, of: &'static Statements) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare(of.waiting)?;
        let waiting = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(Self { of, waiting, sorted: Vec::new(), last: 0 })
    }

    /// Returns the values and ids of the rows that have no entry, if none are being written.
    pub fn waiting(&self) -> &[(V, i64)] {
        &self.waiting
    }

    /// Adds the values and ids of rows that were committed.
    pub fn add(&mut self, entries: impl IntoIterator<Item = (V, i64)>) {
        self.waiting.extend(entries);
    }

    /// Returns whether there is enough to write. Less is enough if there is time.
    pub fn is_behind(&self, has_time: bool) -> bool {
        !self.sorted.is_empty() || self.waiting.len() > if has_time { FEW } else { MANY }
    }

    /// Writes a slice. Returns the id of the last row that has an entry, if that is another now.
    pub fn write_some(&mut self, transaction: &Transaction<'_>) -> rusqlite::Result<Option<i64>> {
        if self.sorted.is_empty() {
            self.sorted = std::mem::take(&mut self.waiting);
            self.last = self.sorted.iter().map(|&(_, id)| id).max().unwrap_or_default();
            self.sorted.sort_unstable_by(|a, b| b.cmp(a));
        }
        let slice = self.sorted.split_off(self.sorted.len().saturating_sub(SLICE));
        self.of.write(transaction, slice.into_iter().rev())?;
        if !self.sorted.is_empty() {
            return Ok(None);
        }
        transaction.prepare_cached(self.of.last)?.execute([self.last])?;
        Ok(Some(self.last))
    }
}
