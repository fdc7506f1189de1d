use std::ops::Range;

use sms_status::{BulkReport, Outcome};

use super::{
    status::status,
    transaction::{DatabaseError, Transaction, Value},
};

/// Quarters of an hour, by their number since 1970: from the first to the one before the second. The hours and days of every time zone
/// are made of them.
pub type Slots = Range<i64>;

/// The length of a slot in milliseconds.
pub const SLOT: i64 = 15 * 60 * 1000;

/// The row of `slot_count` that counts the messages of all campaigns.
pub const ALL: i64 = 0;

/// Returns the slot of a time, given in milliseconds since 1970.
pub fn slot_of(millis: i64) -> i64 {
    millis.div_euclid(SLOT)
}

/// Messages by the slot in which the first report on them arrived, with the statuses that they have now. Slots come in order, and those
/// without messages are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline(pub Vec<(i64, BulkReport)>);

impl Timeline {
    /// Returns the messages of all slots.
    pub fn total(&self) -> BulkReport {
        let mut total = BulkReport::default();
        for (_, report) in &self.0 {
            total.merge(report);
        }
        total
    }

    /// Returns how many messages are pending, of those in the slots before one.
    pub fn pending_before(&self, slot: i64) -> u64 {
        let slots = self.0.iter().take_while(|(of, _)| *of < slot);
        slots.map(|(_, report)| report.count_outcome(Outcome::Pending)).sum()
    }

    /// Reads that of a campaign, or of `ALL`.
    pub(super) fn read(transaction: &Transaction<'_>, campaign: i64, slots: &Slots) -> Result<Self, DatabaseError> {
        Self::from_rows(
            transaction,
            "SELECT slot, status, messages FROM slot_count
             WHERE campaign = $1 AND slot >= $2 AND slot < $3 AND messages > 0 ORDER BY slot",
            &[campaign.into(), slots.start.into(), slots.end.into()],
        )
    }

    /// Makes one of the rows of a query: slots in order, statuses and numbers of messages.
    pub(super) fn from_rows(
        transaction: &Transaction<'_>,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<Self, DatabaseError> {
        let counts = transaction.rows(sql, values, |row| Ok((row.get(0)?, (status(row, 1)?, row.count(2)?))))?;
        Ok(Self(counts.chunk_by(|(a, _), (b, _)| a == b).map(of_slot).collect()))
    }
}

fn of_slot<C: Copy>(counts: &[(i64, C)]) -> (i64, BulkReport)
where
    BulkReport: FromIterator<C>,
{
    (counts.first().map_or(0, |&(slot, _)| slot), counts.iter().map(|&(_, count)| count).collect())
}

/// Reads the ids that messages may have whose first report arrived in some slots. Others may have some of these.
pub(super) fn ids(transaction: &Transaction<'_>, slots: &Slots) -> Result<Range<i64>, DatabaseError> {
    let ids = transaction.row(
        "SELECT min(first), max(last) FROM slot_message WHERE slot >= $1 AND slot < $2",
        &[slots.start.into(), slots.end.into()],
        |row| Ok((row.get::<Option<i64>>(0)?, row.get::<Option<i64>>(1)?)),
    )?;
    Ok(match ids {
        Some((Some(first), Some(last))) => first..last.saturating_add(1),
        _ => 0..0,
    })
}

/// Reads how many messages have each status: of a campaign, or of `ALL`.
pub(super) fn counts(transaction: &Transaction<'_>, campaign: i64, slots: &Slots) -> Result<BulkReport, DatabaseError> {
    let counts = transaction.rows(
        "SELECT status, CAST(sum(messages) AS BIGINT) FROM slot_count
         WHERE campaign = $1 AND slot >= $2 AND slot < $3 GROUP BY status",
        &[campaign.into(), slots.start.into(), slots.end.into()],
        |row| Ok((status(row, 0)?, row.count(1)?)),
    )?;
    Ok(counts.into_iter().collect())
}

/// Reads how many messages have each status, of all that there have ever been.
pub(super) fn totals(transaction: &Transaction<'_>) -> Result<BulkReport, DatabaseError> {
    let counts = transaction
        .rows("SELECT status, messages FROM status_count", &[], |row| Ok((status(row, 0)?, row.count(1)?)))?;
    Ok(counts.into_iter().collect())
}
