use super::transaction::{DatabaseError, Row, Transaction};

/// A callback that could not be read, or not all of it.
#[derive(Debug)]
pub struct DeadLetter {
    /// The name of the platform.
    pub platform: &'static str,
    pub reason: String,
    pub query: String,
    /// `None` for a GET request.
    pub body: Option<Vec<u8>>,
}

/// Callbacks that could not be read.
#[derive(Debug)]
pub struct DeadLetters {
    /// How many there have ever been.
    pub total: u64,
    /// How many are kept.
    pub kept: u64,
    /// Newest first.
    pub newest: Vec<UnreadableCallback>,
}

/// A callback that could not be read, as it is kept.
#[derive(Debug)]
pub struct UnreadableCallback {
    pub id: i64,
    /// Milliseconds since 1970.
    pub received_at: i64,
    pub platform: String,
    pub reason: String,
    pub query: String,
    pub body: Option<Vec<u8>>,
    /// When somebody marked it as seen, in milliseconds since 1970.
    pub seen_at: Option<i64>,
}

/// Which of them somebody has seen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The one with this id.
    One(i64),
    /// All up to the one with this id.
    UpTo(i64),
}

/// How many are kept.
pub const KEPT: u32 = 1000;

const SELECT: &str = "SELECT id, received_at, platform, reason, query, body, seen_at FROM dead_letter";

/// Reads the newest of them, or the newest of those before an id.
pub(super) fn newest(
    transaction: &Transaction<'_>,
    before: Option<i64>,
    limit: u32,
) -> Result<DeadLetters, DatabaseError> {
    let newest = transaction.rows(
        &format!("{SELECT} WHERE id < $1 ORDER BY id DESC LIMIT $2"),
        &[before.unwrap_or(i64::MAX).into(), limit.into()],
        row,
    )?;
    let kept = transaction.row("SELECT count(*) FROM dead_letter", &[], |row| row.count(0))?.unwrap_or_default();
    Ok(DeadLetters { total: total(transaction)?, kept, newest })
}

pub(super) fn read(transaction: &Transaction<'_>, id: i64) -> Result<Option<UnreadableCallback>, DatabaseError> {
    transaction.row(&format!("{SELECT} WHERE id = $1"), &[id.into()], row)
}

/// Reads how many there have ever been.
pub(super) fn total(transaction: &Transaction<'_>) -> Result<u64, DatabaseError> {
    Ok(transaction.row("SELECT callbacks FROM dead_letter_count", &[], |row| row.count(0))?.unwrap_or_default())
}

/// Marks some as seen at a time, given in milliseconds since 1970, unless they are already.
pub(super) fn see(transaction: &Transaction<'_>, which: Seen, at: i64) -> Result<(), DatabaseError> {
    let (comparison, id) = match which {
        Seen::One(id) => ("=", id),
        Seen::UpTo(id) => ("<=", id),
    };
    transaction.execute(
        &format!("UPDATE dead_letter SET seen_at = $1 WHERE id {comparison} $2 AND seen_at IS NULL"),
        &[at.into(), id.into()],
    )?;
    Ok(())
}

/// Reads how many nobody has seen, of those that arrived at a time, given in milliseconds since 1970, or later.
pub(super) fn unseen_since(transaction: &Transaction<'_>, time: i64) -> Result<u64, DatabaseError> {
    let count = transaction.row(
        "SELECT count(*) FROM dead_letter WHERE received_at >= $1 AND seen_at IS NULL",
        &[time.into()],
        |row| row.count(0),
    )?;
    Ok(count.unwrap_or_default())
}

fn row(row: &Row<'_>) -> Result<UnreadableCallback, DatabaseError> {
    Ok(UnreadableCallback {
        id: row.get(0)?,
        received_at: row.get(1)?,
        platform: row.get(2)?,
        reason: row.get(3)?,
        query: row.get(4)?,
        body: row.get(5)?,
        seen_at: row.get(6)?,
    })
}
