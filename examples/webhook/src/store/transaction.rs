use rusqlite::{Connection, params_from_iter, types::FromSql};

/// A transaction, for SQL that any of the databases understands: parameters are `$1`, `$2` and so on, and first appear in this order;
/// integers have 64 bits.
pub struct Transaction<'a> {
    connection: &'a Connection,
}

/// The database could not do what it was asked to do.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// Something stored is not what this program stores.
    #[error("the database holds something unexpected: {0}")]
    Contents(String),
}

/// A value for a parameter.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    Integer(i64),
    Text(&'a str),
}

/// A row of an answer.
pub struct Row<'a> {
    row: &'a rusqlite::Row<'a>,
}

impl<'a> Transaction<'a> {
    pub fn sqlite(transaction: &'a rusqlite::Transaction<'_>) -> Self {
        Self { connection: transaction }
    }

    /// Returns what `read` makes of each row.
    pub fn rows<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DatabaseError>,
    ) -> Result<Vec<T>, DatabaseError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_and_then(params_from_iter(values), |row| read(&Row { row }))?;
        rows.collect()
    }

    /// Returns what `read` makes of the first row, if there is one.
    pub fn row<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, DatabaseError>,
    ) -> Result<Option<T>, DatabaseError> {
        Ok(self.rows(sql, values, read)?.into_iter().next())
    }

    /// Changes something, and returns how many rows that were.
    pub fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize, DatabaseError> {
        Ok(self.connection.prepare_cached(sql)?.execute(params_from_iter(values))?)
    }
}

impl Row<'_> {
    /// Returns the value of a column, by its number from 0: an `i64`, a `String`, a `Vec<u8>` or an option of one of them.
    pub fn get<T: FromSql>(&self, column: usize) -> Result<T, DatabaseError> {
        Ok(self.row.get(column)?)
    }

    /// Returns a count.
    pub fn count(&self, column: usize) -> Result<u64, DatabaseError> {
        let count: i64 = self.get(column)?;
        u64::try_from(count).map_err(|_| DatabaseError::Contents(format!("the count {count}")))
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        match self {
            Self::Integer(value) => value.to_sql(),
            Self::Text(value) => value.to_sql(),
        }
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Integer(value.into())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}
