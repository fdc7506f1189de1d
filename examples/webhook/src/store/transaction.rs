use ::postgres::types::ToSql;
use rusqlite::{Connection, ErrorCode, params_from_iter};

use super::postgres::{
    error::Error as PostgresError,
    text::{key, plain},
    transaction::Execute,
};

/// A transaction, for SQL that any of the databases understands: parameters are `$1`, `$2` and so on, and first appear in this order;
/// integers have 64 bits.
pub struct Transaction<'a>(Kind<'a>);

enum Kind<'a> {
    Sqlite(&'a Connection),
    Postgres(&'a dyn Execute),
}

/// The database could not do what it was asked to do.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error(transparent)]
    Postgres(#[from] PostgresError),
    #[error("nothing was done in a transaction")]
    NoTransaction,
    #[error("the file of the database was removed, moved or replaced")]
    FileIsGone,
    #[error("the disk did not take what was written, and somebody reads the database")]
    LogIsBroken,
    /// Something stored is not what this program stores.
    #[error("the database holds something unexpected: {0}")]
    Contents(String),
}

impl DatabaseError {
    /// Returns whether a transaction may have failed for one of its jobs only.
    pub fn is_of_one_job(&self) -> bool {
        match self {
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                None | Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig)
            ),
            Self::Postgres(error) => error.is_of_a_value(),
            Self::Contents(_) => true,
            Self::NoTransaction | Self::FileIsGone | Self::LogIsBroken => false,
        }
    }
}

/// A value for a parameter.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    Integer(i64),
    /// A text that may be a key: one that is too long for an index becomes shorter.
    Text(&'a str),
    /// A text that is kept whole, as far as the database can.
    Whole(&'a str),
    Bytes(&'a [u8]),
}

/// A row of an answer.
pub enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a ::postgres::Row),
}

/// What a column may hold: an `i64`, a `String`, a `Vec<u8>` or an option of one of them.
pub trait Column: rusqlite::types::FromSql + for<'a> ::postgres::types::FromSql<'a> {}

impl<T: rusqlite::types::FromSql + for<'a> ::postgres::types::FromSql<'a>> Column for T {}

impl<'a> Transaction<'a> {
    pub fn sqlite(transaction: &'a rusqlite::Transaction<'_>) -> Self {
        Self(Kind::Sqlite(transaction))
    }

    pub fn postgres(transaction: &'a dyn Execute) -> Self {
        Self(Kind::Postgres(transaction))
    }

    /// Returns what `read` makes of each row.
    pub fn rows<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DatabaseError>,
    ) -> Result<Vec<T>, DatabaseError> {
        match self.0 {
            Kind::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                statement.query_and_then(params_from_iter(values), |row| read(&Row::Sqlite(row)))?.collect()
            }
            Kind::Postgres(open) => {
                let rows = open.rows(sql, &references(&boxed(values)))?;
                rows.iter().map(|row| read(&Row::Postgres(row))).collect()
            }
        }
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
        Ok(match self.0 {
            Kind::Sqlite(connection) => connection.prepare_cached(sql)?.execute(params_from_iter(values))?,
            Kind::Postgres(open) => {
                let rows = open.execute(sql, &references(&boxed(values)))?;
                usize::try_from(rows).unwrap_or(usize::MAX)
            }
        })
    }
}

impl Row<'_> {
    /// Returns the value of a column, by its number from 0.
    pub fn get<T: Column>(&self, column: usize) -> Result<T, DatabaseError> {
        Ok(match self {
            Self::Sqlite(row) => row.get(column)?,
            Self::Postgres(row) => row.try_get(column).map_err(PostgresError::from)?,
        })
    }

    /// Returns a count.
    pub fn count(&self, column: usize) -> Result<u64, DatabaseError> {
        let count: i64 = self.get(column)?;
        u64::try_from(count).map_err(|_| DatabaseError::Contents(format!("the count {count}")))
    }
}

/// Values as `PostgreSQL` takes them.
fn boxed(values: &[Value<'_>]) -> Vec<Box<dyn ToSql + Sync>> {
    let boxed = |value: &Value<'_>| -> Box<dyn ToSql + Sync> {
        match *value {
            Value::Integer(value) => Box::new(value),
            Value::Text(value) => Box::new(key(value).into_owned()),
            Value::Whole(value) => Box::new(plain(value).into_owned()),
            Value::Bytes(value) => Box::new(value.to_vec()),
        }
    };
    values.iter().map(boxed).collect()
}

fn references(values: &[Box<dyn ToSql + Sync>]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(AsRef::as_ref).collect()
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        match self {
            Self::Integer(value) => rusqlite::ToSql::to_sql(value),
            Self::Text(value) | Self::Whole(value) => rusqlite::ToSql::to_sql(value),
            Self::Bytes(value) => rusqlite::ToSql::to_sql(value),
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
