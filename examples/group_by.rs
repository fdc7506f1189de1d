//! Keeps statuses in a table of SQL, and makes a report of the rows that `GROUP BY` returns.

use std::collections::BTreeMap;

use sms_status::{
    BulkReport, DeliveryStatus,
    DeliveryStatus::{Delivered, Sent, TemporaryAbsenceError},
};

fn main() {
    // INSERT INTO message (id, rank) VALUES ($1, $2)
    // ON CONFLICT (id) DO UPDATE SET rank = greatest(message.rank, excluded.rank)
    //
    // The greater rank is the status that says more, whatever order reports come in. A map stands for the table.
    let mut message = BTreeMap::new();
    for (id, status) in [("a", Delivered), ("a", Sent), ("b", TemporaryAbsenceError), ("b", Sent), ("c", Delivered)] {
        let rank: &mut u16 = message.entry(id).or_default();
        *rank = (*rank).max(status.rank());
    }
    let statuses = message.values().map(|&rank| DeliveryStatus::from_rank(rank));
    assert!(statuses.eq([Some(Delivered), Some(TemporaryAbsenceError), Some(Delivered)]));

    // SELECT code, count(*) FROM delivery GROUP BY code
    //
    // The rows as a driver returns them, of a table that keeps the codes of smsmode. An unknown code loses no other.
    let rows: [(i32, i64); 3] = [(11, 9_876_543_210), (3522, 12), (4711, 3)];
    let mut report = BulkReport::new();
    for (code, count) in rows {
        let status = DeliveryStatus::try_from(code).unwrap_or(DeliveryStatus::Undefined);
        report.record_n(status, count.unsigned_abs());
    }
    for (status, n) in &report {
        println!("{n:>13}  {status}");
    }
    assert_eq!(report.total(), 9_876_543_225);
    assert_eq!(report.count(DeliveryStatus::Undefined), 3);
}
