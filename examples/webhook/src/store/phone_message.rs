use super::transaction::{DatabaseError, Transaction};

/// What a phone sent to an account. It is kept as a report on no message.
#[derive(Debug)]
pub struct PhoneMessage {
    pub id: i64,
    /// Milliseconds since 1970.
    pub received_at: i64,
    /// The account.
    pub platform: String,
    pub request: String,
}

/// Reads the newest of them, or the newest of those before an id.
pub(super) fn newest(
    transaction: &Transaction<'_>,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<PhoneMessage>, DatabaseError> {
    transaction.rows(
        "SELECT report.id, received_at, platform, body FROM report_of_message AS entry JOIN report ON report.id = entry.report
         WHERE entry.message = 0 AND platform LIKE 'smpp:%' AND report.id < $1 ORDER BY report.id DESC LIMIT $2",
        &[before.unwrap_or(i64::MAX).into(), limit.into()],
        |row| {
            Ok(PhoneMessage {
                id: row.get(0)?,
                received_at: row.get(1)?,
                platform: row.get(2)?,
                request: row.get::<Option<String>>(3)?.unwrap_or_default(),
            })
        },
    )
}
