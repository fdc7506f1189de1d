use std::{cmp::Reverse, collections::HashMap};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use sms_status::{BulkReport, DeliveryStatus};

use super::{
    job::{DeadLetter, Expired, Job, Queued},
    number::{self, reached},
};
use crate::{
    moment::Moment,
    report::{CampaignName, Report},
};

/// Writes something, and deletes it again: in two transactions, so that the database has to have room for it.
pub fn probe(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("INSERT INTO probe (content) VALUES (randomblob(16384))", ())?;
    connection.execute("DELETE FROM probe", ())?;
    Ok(())
}

/// Writes a batch: all of it is on disk afterwards, or none.
pub fn commit(connection: &mut Connection, batch: &[Queued]) -> rusqlite::Result<()> {
    let mut open = Open {
        transaction: connection.transaction_with_behavior(TransactionBehavior::Immediate)?,
        campaigns: HashMap::new(),
        counts: HashMap::new(),
    };
    for queued in batch {
        match &queued.job {
            Job::Reports { reports, request } => {
                let mut first = None;
                for report in reports {
                    let request = first.map_or(Request::Here(request), Request::Of);
                    let id = open.report(report, request, queued.arrival)?;
                    first.get_or_insert(id);
                }
            }
            Job::DeadLetter(letter) => open.dead_letter(letter, queued.arrival)?,
            Job::Expire(expired) => open.expire(expired)?,
            Job::Probe => {}
        }
    }
    open.commit()
}

/// A transaction under way, with what is written once at its end.
struct Open<'a> {
    transaction: Transaction<'a>,
    campaigns: HashMap<&'a CampaignName, Touched>,
    /// By how much the number of messages of a campaign with a status changes.
    counts: HashMap<(i64, DeliveryStatus), i64>,
}

/// Where the request of a report is kept.
#[derive(Clone, Copy)]
enum Request<'a> {
    Here(&'a str),
    /// With the report that has this id.
    Of(i64),
}

/// A campaign that the batch has reports of.
#[derive(Clone, Copy)]
struct Touched {
    id: i64,
    last_report: i64,
}

/// A row of `message`.
#[derive(PartialEq)]
struct Message {
    campaign: i64,
    number: Option<String>,
    reached: Reached,
}

/// A status, and when it was reached.
type Reached = (DeliveryStatus, Moment);

/// Returns the one of two that counts: the more advanced status, and of the same status the first, so that a repeated report
/// without a date makes nothing happen later.
fn more_advanced(a: Reached, b: Reached) -> Reached {
    std::cmp::max_by_key(a, b, |&(status, at)| (status, Reverse(at)))
}

/// The row of `status_count` that counts all messages.
const ALL: i64 = 0;

/// How many dead letters are kept.
const DEAD_LETTERS: i64 = 1000;

impl<'a> Open<'a> {
    /// Writes a report and returns its id.
    fn report(&mut self, report: &'a Report, request: Request<'_>, arrival: Moment) -> rusqlite::Result<i64> {
        let key = report.message.as_str();
        let campaign = self.campaign(&report.campaign, arrival)?;
        let reported = (report.status, report.at);
        let message = match self.message(key)? {
            None => {
                self.transaction
                    .prepare_cached(
                        "INSERT INTO message (key, campaign, number, status, at, at_offset, arrived)
                         VALUES (?, ?, ?, ?, ?, ?, ?)",
                    )?
                    .execute(params![
                        key,
                        campaign,
                        report.number,
                        report.status.code(),
                        report.at.millis(),
                        report.at.offset(),
                        arrival.millis()
                    ])?;
                self.count(campaign, report.status, 1);
                let id = self.transaction.last_insert_rowid();
                if let Some(segment) = &report.segment {
                    self.segment(id, segment, reported)?;
                }
                id
            }
            Some((id, known)) => {
                let campaign = self.lesser(known.campaign, campaign, &report.campaign)?;
                let reached = match &report.segment {
                    Some(segment) => self.segment(id, segment, reported)?,
                    None => more_advanced(known.reached, reported),
                };
                let (known_campaign, (known_status, _)) = (known.campaign, known.reached);
                let number = known.number.clone().or_else(|| report.number.clone());
                let message = Message { campaign, number, reached };
                if message != known {
                    let (status, at) = reached;
                    self.transaction
                        .prepare_cached(
                            "UPDATE message SET campaign = ?, number = ?, status = ?, at = ?, at_offset = ? WHERE id = ?",
                        )?
                        .execute(params![campaign, message.number, status.code(), at.millis(), at.offset(), id])?;
                    self.count(known_campaign, known_status, -1);
                    self.count(campaign, status, 1);
                }
                id
            }
        };
        let (body, request) = match request {
            Request::Here(body) => (Some(body), None),
            Request::Of(report) => (None, Some(report)),
        };
        self.transaction
            .prepare_cached(
                "INSERT INTO report (message, received_at, platform, body, request) VALUES (?, ?, ?, ?, ?)",
            )?
            .execute(params![message, arrival.millis(), report.platform.name(), body, request])?;
        Ok(self.transaction.last_insert_rowid())
    }

    /// Writes what was reported for a part of a message, and returns what that makes of the message: the status of all parts
    /// together, reached when the last of them reached its own.
    fn segment(&self, message: i64, key: &str, reported: Reached) -> rusqlite::Result<Reached> {
        let known = self
            .transaction
            .prepare_cached("SELECT status, at, at_offset FROM segment WHERE message = ? AND key = ?")?
            .query_row(params![message, key], reached)
            .optional()?;
        let (status, at) = known.map_or(reported, |known| more_advanced(known, reported));
        self.transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO segment (message, key, status, at, at_offset) VALUES (?, ?, ?, ?, ?)",
            )?
            .execute(params![message, key, status.code(), at.millis(), at.offset()])?;
        let (mut all, mut last) = (BulkReport::default(), at);
        let mut segments =
            self.transaction.prepare_cached("SELECT status, at, at_offset FROM segment WHERE message = ?")?;
        for segment in segments.query_and_then([message], reached)? {
            let (status, at) = segment?;
            all.record(status);
            last = last.max(at);
        }
        Ok((all.status().unwrap_or(status), last))
    }

    /// Deletes messages and reports. What the messages said of a number is kept with the number.
    fn expire(&self, expired: &Expired) -> rusqlite::Result<()> {
        let mut messages =
            self.transaction.prepare_cached("SELECT number, status, at, at_offset FROM message WHERE id = ?")?;
        for id in &expired.messages {
            let message =
                messages.query_row([id], |row| Ok((row.get::<_, Option<String>>(0)?, reached(row)?))).optional()?;
            if let Some((Some(digits), (status, at))) = message {
                number::keep(&self.transaction, &digits, status, at)?;
            }
            for statement in ["DELETE FROM segment WHERE message = ?", "DELETE FROM message WHERE id = ?"] {
                self.transaction.prepare_cached(statement)?.execute([id])?;
            }
        }
        let mut numbers = self.transaction.prepare_cached("DELETE FROM number WHERE digits = ? AND action = 'keep'")?;
        for digits in &expired.numbers {
            numbers.execute([digits])?;
        }
        let rows = [("report", expired.reports), ("dead_letter", expired.dead_letters)];
        for (table, last) in rows.into_iter().filter_map(|(table, last)| Some((table, last?))) {
            self.transaction.execute(&format!("DELETE FROM {table} WHERE id <= ?"), [last])?;
        }
        Ok(())
    }

    fn dead_letter(&mut self, letter: &DeadLetter, arrival: Moment) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached("INSERT INTO dead_letter (received_at, platform, reason, body) VALUES (?, ?, ?, ?)")?
            .execute(params![arrival.millis(), letter.platform.name(), letter.reason, letter.body])?;
        let newest = self.transaction.last_insert_rowid();
        self.transaction.prepare_cached("DELETE FROM dead_letter WHERE id <= ?")?.execute([newest - DEAD_LETTERS])?;
        Ok(())
    }

    fn commit(self) -> rusqlite::Result<()> {
        for campaign in self.campaigns.values() {
            self.transaction
                .prepare_cached("UPDATE campaign SET last_report = max(last_report, ?) WHERE id = ?")?
                .execute([campaign.last_report, campaign.id])?;
        }
        for ((campaign, status), change) in self.counts {
            if change == 0 {
                continue;
            }
            self.transaction
                .prepare_cached(
                    "INSERT INTO status_count (campaign, status, messages) VALUES (?, ?, ?)
                     ON CONFLICT DO UPDATE SET messages = messages + excluded.messages",
                )?
                .execute(params![campaign, status.code(), change])?;
        }
        self.transaction.commit()
    }

    fn count(&mut self, campaign: i64, status: DeliveryStatus, change: i64) {
        for campaign in [campaign, ALL] {
            *self.counts.entry((campaign, status)).or_default() += change;
        }
    }

    /// Returns the id of a campaign, which is created if it does not exist.
    fn campaign(&mut self, name: &'a CampaignName, arrival: Moment) -> rusqlite::Result<i64> {
        if let Some(touched) = self.campaigns.get_mut(name) {
            touched.last_report = touched.last_report.max(arrival.millis());
            return Ok(touched.id);
        }
        let known = self
            .transaction
            .prepare_cached("SELECT id FROM campaign WHERE name = ?")?
            .query_row([name.as_str()], |row| row.get(0))
            .optional()?;
        let id = if let Some(id) = known {
            id
        } else {
            self.transaction
                .prepare_cached("INSERT INTO campaign (name, last_report) VALUES (?, ?)")?
                .execute(params![name.as_str(), arrival.millis()])?;
            self.transaction.last_insert_rowid()
        };
        self.campaigns.insert(name, Touched { id, last_report: arrival.millis() });
        Ok(id)
    }

    /// Returns to which of two campaigns a message belongs that has reports of both.
    fn lesser(&self, known: i64, reported: i64, reported_name: &CampaignName) -> rusqlite::Result<i64> {
        if known == reported {
            return Ok(known);
        }
        let known_name = self
            .transaction
            .prepare_cached("SELECT name FROM campaign WHERE id = ?")?
            .query_row([known], |row| row.get(0).map(CampaignName::stored))?;
        Ok(if *reported_name < known_name { reported } else { known })
    }

    fn message(&self, key: &str) -> rusqlite::Result<Option<(i64, Message)>> {
        self.transaction
            .prepare_cached("SELECT id, campaign, number, status, at, at_offset FROM message WHERE key = ?")?
            .query_row([key], |row| {
                let message =
                    Message { campaign: row.get("campaign")?, number: row.get("number")?, reached: reached(row)? };
                Ok((row.get("id")?, message))
            })
            .optional()
    }
}
