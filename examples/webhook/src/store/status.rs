use std::cmp::Reverse;

use sms_status::DeliveryStatus;

use super::transaction::{DatabaseError, Row, Transaction};
use crate::{moment::Moment, report::Reached};

/// Returns the one of two that counts: the more advanced status, and of the same status the first, so that a repeated report
/// without a date makes nothing happen later.
pub fn more_advanced(a: Reached, b: Reached) -> Reached {
    std::cmp::max_by_key(a, b, |&(status, at)| (status, Reverse(at)))
}

/// Writes the statuses of the library.
pub fn write_all(transaction: &Transaction<'_>) -> Result<(), DatabaseError> {
    transaction.execute("DELETE FROM status", &[])?;
    for status in DeliveryStatus::VARIANTS {
        transaction.execute(
            "INSERT INTO status (code, name, rank, outcome, action) VALUES ($1, $2, $3, $4, $5)",
            &[
                u32::from(status.code()).into(),
                status.name().into(),
                u32::from(status.rank()).into(),
                status.outcome().name().into(),
                status.action().name().into(),
            ],
        )?;
    }
    Ok(())
}

/// Reads a column with the code of a status.
pub fn status(row: &Row<'_>, column: usize) -> Result<DeliveryStatus, DatabaseError> {
    Ok(of_code(row.get(column)?))
}

/// Reads a column with the code of a status, and the two after it with when it was reached.
pub fn reached(row: &Row<'_>, column: usize) -> Result<Reached, DatabaseError> {
    Ok((status(row, column)?, Moment::stored(row.get(column + 1)?, offset(row.get(column + 2)?))))
}

/// Reads the same, if there is something.
pub fn reached_if_any(row: &Row<'_>, column: usize) -> Result<Option<Reached>, DatabaseError> {
    let is_there = row.get::<Option<i64>>(column)?.is_some();
    is_there.then(|| reached(row, column)).transpose()
}

/// Returns the codes of some statuses, for an SQL list.
pub fn codes(which: impl Fn(DeliveryStatus) -> bool) -> String {
    let codes = DeliveryStatus::VARIANTS.iter().filter(|&&status| which(status));
    codes.map(|status| status.code().to_string()).collect::<Vec<_>>().join(", ")
}

fn of_code(code: i64) -> DeliveryStatus {
    code.try_into().unwrap_or(DeliveryStatus::Undefined)
}

fn offset(seconds: i64) -> i32 {
    seconds.try_into().unwrap_or_default()
}
