use jiff::Timestamp;

use super::transaction::{DatabaseError, Transaction};
use crate::secret::Secret;

/// Reads the secrets of the callback URL, the current one first.
pub fn secrets(transaction: &Transaction<'_>) -> Result<Vec<Secret>, DatabaseError> {
    transaction.rows(
        "SELECT value, expires_at FROM secret ORDER BY expires_at IS NOT NULL, expires_at DESC",
        &[],
        |row| {
            let expires =
                row.get::<Option<i64>>(1)?.map(|millis| Timestamp::from_millisecond(millis).unwrap_or_default());
            Ok(Secret::stored(row.get(0)?, expires))
        },
    )
}

/// Reads the secrets, and makes the first one if there is none. Returns whether it did.
pub(super) fn open(transaction: &Transaction<'_>) -> anyhow::Result<(Vec<Secret>, bool)> {
    let known = secrets(transaction)?;
    if known.iter().any(|secret| secret.expires.is_none()) {
        return Ok((known, false));
    }
    insert(transaction, &Secret::generate()?)?;
    Ok((secrets(transaction)?, true))
}

/// Makes `secret` the current one. Those before it stay valid until `expires`, or until they would have expired anyway.
pub fn rotate(transaction: &Transaction<'_>, secret: &Secret, expires: Timestamp) -> Result<(), DatabaseError> {
    transaction.execute("DELETE FROM secret WHERE expires_at <= $1", &[Timestamp::now().as_millisecond().into()])?;
    transaction
        .execute("UPDATE secret SET expires_at = $1 WHERE expires_at IS NULL", &[expires.as_millisecond().into()])?;
    insert(transaction, secret)
}

fn insert(transaction: &Transaction<'_>, secret: &Secret) -> Result<(), DatabaseError> {
    transaction.execute("INSERT INTO secret (value) VALUES ($1)", &[secret.reveal().into()])?;
    Ok(())
}
