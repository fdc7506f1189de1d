use std::collections::HashMap;

use rusqlite::{Transaction, params};
use sms_status::{DeliveryStatus, Outcome};

use crate::store::{
    route::{EVER, day_of},
    timeline::ALL,
};

/// By how much a transaction changes the numbers of messages.
#[derive(Debug, Default)]
pub struct Counts {
    /// By campaign, slot, status and route.
    changes: HashMap<(i64, i64, DeliveryStatus, i64), i64>,
}

impl Counts {
    /// Counts more messages of a campaign that came in a slot, have a status and went a route, or fewer.
    pub fn change(&mut self, campaign: i64, slot: i64, (status, route): (DeliveryStatus, i64), messages: i64) {
        *self.changes.entry((campaign, slot, status, route)).or_default() += messages;
    }

    /// Writes the changes wherever messages are counted.
    pub fn write(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        let mut slots = HashMap::new();
        let mut routes = HashMap::new();
        let mut statuses = HashMap::new();
        let mut outcomes: HashMap<i64, [i64; Outcome::COUNT]> = HashMap::new();
        for (&(campaign, slot, status, route), &change) in &self.changes {
            // Of messages from before there were routes none is known.
            let places = [(campaign, EVER), (ALL, EVER), (ALL, day_of(slot)), (ALL, slot)];
            for (campaign, slot) in places.into_iter().filter(|_| route != 0) {
                *routes.entry((campaign, slot, route, status)).or_insert(0) += change;
            }
            for campaign in [campaign, ALL] {
                *slots.entry((campaign, slot, status)).or_insert(0) += change;
            }
            *statuses.entry(status).or_insert(0) += change;
            outcomes.entry(campaign).or_default()[status.outcome() as usize] += change;
        }
        let mut slot_count = transaction.prepare_cached(
            "INSERT INTO slot_count (campaign, slot, status, messages) VALUES (?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET messages = messages + excluded.messages",
        )?;
        for ((campaign, slot, status), change) in slots.into_iter().filter(|&(_, change)| change != 0) {
            slot_count.execute(params![campaign, slot, status.code(), change])?;
        }
        let mut route_count = transaction.prepare_cached(
            "INSERT INTO route_count (campaign, slot, route, status, messages) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET messages = messages + excluded.messages",
        )?;
        for ((campaign, slot, route, status), change) in routes.into_iter().filter(|&(_, change)| change != 0) {
            route_count.execute(params![campaign, slot, route, status.code(), change])?;
        }
        let mut status_count = transaction.prepare_cached(
            "INSERT INTO status_count (status, messages) VALUES (?, ?)
             ON CONFLICT DO UPDATE SET messages = messages + excluded.messages",
        )?;
        for (status, change) in statuses.into_iter().filter(|&(_, change)| change != 0) {
            status_count.execute(params![status.code(), change])?;
        }
        let mut others = transaction.prepare_cached(
            "UPDATE campaign SET received = received + ?, partial = partial + ?, pending = pending + ?,
                 unknown = unknown + ? WHERE id = ?",
        )?;
        // There is an index of these.
        let mut failed = transaction.prepare_cached("UPDATE campaign SET failed = failed + ? WHERE id = ?")?;
        for (campaign, changes) in outcomes {
            let change = |outcome| changes[outcome as usize];
            others.execute(params![
                change(Outcome::Received),
                change(Outcome::Partial),
                change(Outcome::Pending),
                change(Outcome::Unknown),
                campaign
            ])?;
            if change(Outcome::Failed) != 0 {
                failed.execute(params![change(Outcome::Failed), campaign])?;
            }
        }
        Ok(())
    }
}
