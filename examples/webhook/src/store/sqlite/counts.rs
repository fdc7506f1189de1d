use std::collections::HashMap;

use rusqlite::{Transaction, params};
use sms_status::{DeliveryStatus, Outcome};

use crate::store::timeline::ALL;

/// By how much a transaction changes the numbers of messages.
#[derive(Debug, Default)]
pub struct Counts {
    /// By campaign, slot and status.
    changes: HashMap<(i64, i64, DeliveryStatus), i64>,
}

impl Counts {
    /// Counts more messages of a campaign that came in a slot and have a status, or fewer.
    pub fn change(&mut self, campaign: i64, slot: i64, status: DeliveryStatus, messages: i64) {
        *self.changes.entry((campaign, slot, status)).or_default() += messages;
    }

    /// Writes the changes wherever messages are counted.
    pub fn write(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        let mut slots = HashMap::new();
        let mut statuses = HashMap::new();
        let mut outcomes: HashMap<i64, [i64; Outcome::COUNT]> = HashMap::new();
        for (&(campaign, slot, status), &change) in &self.changes {
            for campaign in [campaign, ALL] {
                *slots.entry((campaign, slot, status)).or_insert(0) += change;
            }
            *statuses.entry(status).or_insert(0) += change;
            outcomes.entry(campaign).or_default()[status.outcome() as usize] += change;
        }
        for ((campaign, slot, status), change) in slots.into_iter().filter(|&(_, change)| change != 0) {
            transaction
                .prepare_cached(
                    "INSERT INTO slot_count (campaign, slot, status, messages) VALUES (?, ?, ?, ?)
                     ON CONFLICT DO UPDATE SET messages = messages + excluded.messages",
                )?
                .execute(params![campaign, slot, status.code(), change])?;
        }
        for (status, change) in statuses.into_iter().filter(|&(_, change)| change != 0) {
            transaction
                .prepare_cached(
                    "INSERT INTO status_count (status, messages) VALUES (?, ?)
                     ON CONFLICT DO UPDATE SET messages = messages + excluded.messages",
                )?
                .execute(params![status.code(), change])?;
        }
        for (campaign, changes) in outcomes {
            let change = |outcome| changes[outcome as usize];
            transaction
                .prepare_cached(
                    "UPDATE campaign SET received = received + ?, partial = partial + ?, pending = pending + ?,
                         unknown = unknown + ?, failed = failed + ? WHERE id = ?",
                )?
                .execute(params![
                    change(Outcome::Received),
                    change(Outcome::Partial),
                    change(Outcome::Pending),
                    change(Outcome::Unknown),
                    change(Outcome::Failed),
                    campaign
                ])?;
        }
        Ok(())
    }
}
