use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

use crate::secret::Secret;

/// Returns the secrets of the callback URL, the current one first.
pub fn secrets(connection: &Connection) -> rusqlite::Result<Vec<Secret>> {
    connection
        .prepare_cached("SELECT value, expires_at FROM secret ORDER BY expires_at IS NOT NULL, expires_at DESC")?
        .query_and_then((), |row| {
            let expires =
                row.get::<_, Option<i64>>(1)?.map(|millis| Timestamp::from_millisecond(millis).unwrap_or_default());
            Ok(Secret::stored(row.get(0)?, expires))
        })?
        .collect()
}

/// Returns the secrets, and whether the first one had to be made.
pub(super) fn open(connection: &Connection) -> anyhow::Result<(Vec<Secret>, bool)> {
    let known = secrets(connection)?;
    if known.iter().any(|secret| secret.expires.is_none()) {
        return Ok((known, false));
    }
    insert(connection, &Secret::generate()?)?;
    Ok((secrets(connection)?, true))
}

/// Makes a new secret. Those before it stay valid until `expires`, or until they would have expired anyway.
pub fn rotate(connection: &mut Connection, expires: Timestamp) -> anyhow::Result<Secret> {
    let secret = Secret::generate()?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute("DELETE FROM secret WHERE expires_at <= ?", [Timestamp::now().as_millisecond()])?;
    transaction.execute("UPDATE secret SET expires_at = ? WHERE expires_at IS NULL", [expires.as_millisecond()])?;
    insert(&transaction, &secret)?;
    transaction.commit()?;
    Ok(secret)
}

fn insert(connection: &Connection, secret: &Secret) -> rusqlite::Result<usize> {
    connection.execute("INSERT INTO secret (value) VALUES (?)", [secret.reveal()])
}
