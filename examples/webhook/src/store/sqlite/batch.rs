use std::collections::{HashMap, HashSet};

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use sms_status::{BulkReport, DeliveryStatus};

use super::{
    counts::Counts,
    deferred_indexes::{DeferredIndexes, Entries, NUMBERS},
};
use crate::{
    moment::Moment,
    report::{CampaignName, Reached, Report, Reported, Route},
    store::{
        DeadLetter, Job,
        dead_letter::{self, KEPT},
        job::Queued,
        number,
        route::KNOWN,
        status::more_advanced,
        timeline::slot_of,
        transaction::{self, DatabaseError},
    },
};

/// Writes something, and deletes it again: in two transactions, so that the database has to have room for it.
pub fn probe(connection: &Connection) -> Result<(), DatabaseError> {
    connection.execute("INSERT INTO probe (content) VALUES (randomblob(16384))", ())?;
    connection.execute("DELETE FROM probe", ())?;
    Ok(())
}

/// Writes a batch: all of it, or none. A program beside the server has no indexes that wait.
pub fn commit(
    connection: &mut Connection,
    batch: &[Queued],
    indexes: Option<&mut DeferredIndexes>,
) -> Result<(), DatabaseError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(indexes) = indexes else {
        write(&transaction, batch, None)?.write(&transaction)?;
        return Ok(transaction.commit()?);
    };
    indexes.find_again(&transaction)?;
    let entries = write(&transaction, batch, Some(indexes))?;
    let committed = indexes.write_some(&transaction, false).and_then(|()| transaction.commit());
    match committed {
        Ok(()) => indexes.add(entries),
        Err(_) => indexes.lose(),
    }
    Ok(committed?)
}

/// Writes a batch in a transaction, and returns the entries of the indexes that are behind.
fn write(
    transaction: &Transaction<'_>,
    batch: &[Queued],
    indexes: Option<&DeferredIndexes>,
) -> Result<Entries, DatabaseError> {
    let mut open = Open {
        transaction,
        indexes,
        statements: Statements::prepare(transaction)?,
        campaigns: HashMap::new(),
        platforms: HashSet::new(),
        routes: HashMap::new(),
        next_message: next_id(transaction, "message")?,
        next_report: next_id(transaction, "report")?,
        messages: HashMap::new(),
        slots: HashMap::new(),
        entries: Entries::default(),
        counts: Counts::default(),
    };
    let either = transaction::Transaction::sqlite(transaction);
    for queued in batch {
        match &queued.job {
            Job::Reports { reported, unreadable } => {
                open.reported(reported, queued.arrival)?;
                if let Some(letter) = unreadable {
                    open.dead_letter(letter, queued.arrival)?;
                }
            }
            Job::DeadLetter(letter) => open.dead_letter(letter, queued.arrival)?,
            Job::Reread { letter, reported } => {
                if transaction.execute("DELETE FROM dead_letter WHERE id = ?", [letter])? > 0 {
                    open.reported(reported, queued.arrival)?;
                }
            }
            Job::Expire(expired) => expired.delete(&either)?,
            Job::See(seen) => dead_letter::see(&either, *seen, queued.arrival.millis())?,
            Job::Falls(changes) => changes.iter().try_for_each(|change| change.write(&either))?,
            Job::Probe => {}
        }
    }
    Ok(open.finish()?)
}

/// Returns the id of the next row of a table, which no other row has had.
fn next_id(transaction: &Transaction<'_>, table: &str) -> rusqlite::Result<i64> {
    let sql = format!("SELECT max(coalesce((SELECT max(id) FROM {table}), 0), {table}) + 1 FROM deleted");
    transaction.prepare_cached(&sql)?.query_row((), |row| row.get(0))
}

/// A transaction under way, with what is written once at its end.
struct Open<'a> {
    transaction: &'a Transaction<'a>,
    indexes: Option<&'a DeferredIndexes>,
    statements: Statements<'a>,
    campaigns: HashMap<&'a CampaignName, Touched>,
    /// The platforms that report on a campaign.
    platforms: HashSet<(i64, &'static str)>,
    /// The ids of the routes that the batch has reports of.
    routes: HashMap<Route<'a>, i64>,
    next_message: i64,
    next_report: i64,
    /// The new messages, by their keys.
    messages: HashMap<&'a str, i64>,
    /// The first and the last of the new messages of each slot.
    slots: HashMap<i64, (i64, i64)>,
    entries: Entries,
    counts: Counts,
}

/// What nearly every report takes.
struct Statements<'a> {
    find_message: CachedStatement<'a>,
    read_message: CachedStatement<'a>,
    insert_message: CachedStatement<'a>,
    update_message: CachedStatement<'a>,
    insert_report: CachedStatement<'a>,
}

impl<'a> Statements<'a> {
    fn prepare(connection: &'a Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            find_message: connection.prepare_cached("SELECT message FROM key_index WHERE key = ?")?,
            read_message: connection.prepare_cached(
                "SELECT id, campaign, number, arrived, route, status, at, at_offset FROM message WHERE id = ?",
            )?,
            insert_message: connection.prepare_cached(
                "INSERT INTO message (id, key, campaign, number, status, at, at_offset, arrived, route)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            update_message: connection
                .prepare_cached("UPDATE message SET status = ?, at = ?, at_offset = ?, route = ? WHERE id = ?")?,
            insert_report: connection.prepare_cached(
                "INSERT INTO report (id, message, received_at, platform, status, at, at_offset, body, request)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
        })
    }
}

/// The message of a report that is on none: an opt-out, or a message from a phone.
const NONE: i64 = 0;

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
    route: i64,
    /// The slot in which the first report on it arrived.
    slot: i64,
}

impl<'a> Open<'a> {
    /// Writes what one request reports.
    fn reported(&mut self, reported: &'a Reported, arrival: Moment) -> Result<(), DatabaseError> {
        let Reported { platform, reports, opt_outs, request, .. } = reported;
        let mut first = None;
        for report in reports {
            let message = self.message_of(report, platform, arrival)?;
            let request = first.map_or(Request::Here(request), Request::Of);
            let id = self.report(message, platform, (report.status, report.at), request, arrival)?;
            first.get_or_insert(id);
        }
        if let Some(reached) = reported.without_message() {
            self.report(NONE, platform, reached, Request::Here(request), arrival)?;
        }
        for opt_out in opt_outs {
            number::keep(&transaction::Transaction::sqlite(self.transaction), &opt_out.number, opt_out.reached())?;
        }
        Ok(())
    }

    /// Writes what a report makes of its message, and returns the id of that.
    fn message_of(&mut self, report: &'a Report, platform: &'static str, arrival: Moment) -> rusqlite::Result<i64> {
        let key = report.message.as_str();
        let campaign = self.campaign(&report.campaign, arrival)?;
        self.platforms.insert((campaign, platform));
        let route = self.route(report.route(platform))?;
        let reported = (report.status, report.at);
        Ok(match self.message(key)? {
            None => {
                let id = self.next_message;
                self.statements.insert_message.execute(params![
                    id,
                    key,
                    campaign,
                    report.number,
                    report.status.code(),
                    report.at.millis(),
                    report.at.offset(),
                    arrival.millis(),
                    route
                ])?;
                self.next_message += 1;
                self.messages.insert(key, id);
                if let Some(number) = &report.number {
                    self.entries.numbers.push((number.clone(), id));
                }
                let slot = slot_of(arrival.millis());
                self.slots.entry(slot).or_insert((id, id)).1 = id;
                self.counts.change(campaign, slot, (report.status, route), 1);
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
                let route = if route % KNOWN > known.route % KNOWN { route } else { known.route };
                let message = Message { campaign, number, reached, route, slot: known.slot };
                if message != known {
                    self.update(id, &known, &message)?;
                    self.counts.change(known_campaign, message.slot, (known_status, known.route), -1);
                    self.counts.change(campaign, message.slot, (message.reached.0, route), 1);
                }
                id
            }
        })
    }

    /// Writes what has changed of a message. A column with an index costs a page of that, even if its value stays.
    fn update(&mut self, id: i64, known: &Message, message: &Message) -> rusqlite::Result<()> {
        let Message { campaign, number, reached: (status, at), route, .. } = message;
        self.statements.update_message.execute(params![status.code(), at.millis(), at.offset(), route, id])?;
        if *campaign != known.campaign {
            self.transaction
                .prepare_cached("UPDATE message SET campaign = ? WHERE id = ?")?
                .execute(params![campaign, id])?;
        }
        if *number != known.number {
            self.transaction
                .prepare_cached("UPDATE message SET number = ? WHERE id = ?")?
                .execute(params![number, id])?;
            NUMBERS.write(self.transaction, [(number, id)])?;
        }
        Ok(())
    }

    /// Writes a report on a message and returns its id.
    fn report(
        &mut self,
        message: i64,
        platform: &str,
        (status, at): Reached,
        request: Request<'_>,
        arrival: Moment,
    ) -> rusqlite::Result<i64> {
        let (body, request) = match request {
            Request::Here(body) => (Some(body), None),
            Request::Of(report) => (None, Some(report)),
        };
        self.statements.insert_report.execute(params![
            self.next_report,
            message,
            arrival.millis(),
            platform,
            status.code(),
            at.millis(),
            at.offset(),
            body,
            request
        ])?;
        let id = self.next_report;
        self.next_report += 1;
        self.entries.reports.push((message, id));
        Ok(id)
    }

    /// Writes what was reported for a part of a message, and returns what that makes of the message: the status of all parts
    /// together, reached when the last of them reached its own.
    fn segment(&self, message: i64, key: &str, reported: Reached) -> rusqlite::Result<Reached> {
        let known = self
            .transaction
            .prepare_cached("SELECT status, at, at_offset FROM segment WHERE message = ? AND key = ?")?
            .query_row(params![message, key], |row| reached(row, 0))
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
        for segment in segments.query_and_then([message], |row| reached(row, 0))? {
            let (status, at) = segment?;
            all.record(status);
            last = last.max(at);
        }
        Ok((all.status().unwrap_or(status), last))
    }

    fn dead_letter(&self, letter: &DeadLetter, arrival: Moment) -> rusqlite::Result<()> {
        let DeadLetter { platform, reason, query, body } = letter;
        self.transaction
            .prepare_cached(
                "INSERT INTO dead_letter (received_at, platform, reason, query, body) VALUES (?, ?, ?, ?, ?)",
            )?
            .execute(params![arrival.millis(), platform, reason, query, body])?;
        let newest = self.transaction.last_insert_rowid();
        let oldest = newest - i64::from(KEPT);
        self.transaction.prepare_cached("DELETE FROM dead_letter WHERE id <= ?")?.execute([oldest])?;
        self.transaction.prepare_cached("UPDATE dead_letter_count SET callbacks = callbacks + 1")?.execute(())?;
        Ok(())
    }

    /// Writes what is written once, and returns the entries of the indexes that are behind.
    fn finish(self) -> rusqlite::Result<Entries> {
        let mut last_report = self
            .transaction
            .prepare_cached("UPDATE campaign SET last_report = ?1 WHERE id = ?2 AND last_report < ?1")?;
        for campaign in self.campaigns.values() {
            last_report.execute([campaign.last_report, campaign.id])?;
        }
        let mut campaign_platform =
            self.transaction.prepare_cached("INSERT INTO campaign_platform VALUES (?, ?) ON CONFLICT DO NOTHING")?;
        for (campaign, platform) in &self.platforms {
            campaign_platform.execute(params![campaign, platform])?;
        }
        let mut slot_message = self.transaction.prepare_cached(
            "INSERT INTO slot_message (slot, first, last) VALUES (?, ?, ?)
             ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)",
        )?;
        for (slot, (first, last)) in self.slots {
            slot_message.execute([slot, first, last])?;
        }
        self.counts.write(self.transaction)?;
        let keys = self.messages.into_iter().map(|(key, id)| (key.into(), id)).collect();
        Ok(Entries { keys, ..self.entries })
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

    /// Returns the id of a route, which is written if it is not there.
    fn route(&mut self, route: Route<'a>) -> rusqlite::Result<i64> {
        if let Some(&id) = self.routes.get(&route) {
            return Ok(id);
        }
        let Route { platform, network, country } = route;
        let known = self
            .transaction
            .prepare_cached("SELECT id FROM route WHERE platform = ? AND network = ? AND country = ?")?
            .query_row([platform, network, country], |row| row.get(0))
            .optional()?;
        let id = if let Some(id) = known {
            id
        } else {
            self.transaction
                .prepare_cached(
                    "INSERT INTO route (id, platform, network, country)
                     SELECT (coalesce(max(id), 0) / ?1 + 1) * ?1 + ?2, ?3, ?4, ?5 FROM route",
                )?
                .execute(params![KNOWN, route.known(), platform, network, country])?;
            self.transaction.last_insert_rowid()
        };
        self.routes.insert(route, id);
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

    /// Reads the message with a key, if there is one.
    fn message(&mut self, key: &str) -> rusqlite::Result<Option<(i64, Message)>> {
        let waiting = match (self.messages.get(key), self.indexes) {
            (Some(&new), _) => Some(new),
            (None, Some(indexes)) => indexes.message(key),
            // A program beside the server has not read what waits, and looks for few messages.
            (None, None) => self
                .transaction
                .prepare_cached("SELECT message FROM waiting_key WHERE key = ?")?
                .query_row([key], |row| row.get(0))
                .optional()?,
        };
        if let Some(id) = waiting {
            let message = self.message_with_id(id)?;
            if message.is_some() {
                return Ok(message);
            }
        }
        let id = self.statements.find_message.query_row([key], |row| row.get(0)).optional()?;
        id.map_or(Ok(None), |id| self.message_with_id(id))
    }

    fn message_with_id(&mut self, id: i64) -> rusqlite::Result<Option<(i64, Message)>> {
        let read = |row: &Row<'_>| {
            let message = Message {
                campaign: row.get(1)?,
                number: row.get(2)?,
                slot: slot_of(row.get(3)?),
                route: row.get(4)?,
                reached: reached(row, 5)?,
            };
            Ok((row.get(0)?, message))
        };
        self.statements.read_message.query_row([id], read).optional()
    }
}

/// Reads the columns `status`, `at` and `at_offset`, of which the first one is the column `first`.
fn reached(row: &Row<'_>, first: usize) -> rusqlite::Result<Reached> {
    let status = DeliveryStatus::from_code_lossy(row.get(first)?);
    Ok((status, Moment::stored(row.get(first + 1)?, row.get(first + 2)?)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use fastrand::Rng;
    use sms_status::IdNames;
    use tokio::sync::oneshot;

    use super::*;
    use crate::report::MessageKey;

    fn at() -> Moment {
        Moment::stored(1_780_000_000_000, 0)
    }

    fn report(id: u32, campaign: &CampaignName) -> Report {
        let mut said = sms_status::Report::new("", DeliveryStatus::Received);
        (said.message_id, said.id_names) = (Some(format!("S{id}")), IdNames::Message);
        Report {
            message: MessageKey::of("twilio", &said, None, campaign).unwrap(),
            segment: None,
            campaign: campaign.clone(),
            number: (!id.is_multiple_of(3)).then(|| format!("336{:08}", id % 50)),
            network: None,
            status: DeliveryStatus::Received,
            at: at(),
        }
    }

    /// Whoever reports on a message when, whatever of the indexes is written or lost: each key is that of one message, and the id of a
    /// message that was deleted is never that of another.
    #[test]
    fn a_key_is_that_of_one_message() {
        let campaign = CampaignName::stored("news".to_owned());
        for seed in 0..4 {
            let mut rng = Rng::with_seed(seed);
            let mut connection = Connection::open_in_memory().unwrap();
            connection.execute_batch(include_str!("schema.sql")).unwrap();
            connection.pragma_update(None, "foreign_keys", false).unwrap();
            let mut indexes = DeferredIndexes::open(&connection).unwrap();
            let (mut messages, mut last) = (BTreeMap::<String, i64>::new(), 0);
            for _ in 0..40 {
                let batch: Vec<Queued> = (0..rng.u32(1..300))
                    .map(|_| {
                        let mut reported = Reported::new("twilio", "");
                        reported.reports.push(report(rng.u32(..4_000), &campaign));
                        let job = Job::Reports { reported, unreadable: None };
                        Queued { job, arrival: at(), done: oneshot::channel().0 }
                    })
                    .collect();
                commit(&mut connection, &batch, (rng.u8(..4) > 0).then_some(&mut indexes)).unwrap();
                let found: BTreeMap<String, i64> = {
                    let mut rows = connection.prepare("SELECT key, id FROM message ORDER BY id").unwrap();
                    rows.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
                };
                let rows: usize = connection.query_row("SELECT count(*) FROM message", (), |row| row.get(0)).unwrap();
                assert_eq!(rows, found.len(), "seed {seed}");
                for (key, id) in &found {
                    assert!(messages.get(key).map_or(*id > last, |known| known == id), "seed {seed}: {key}");
                }
                last = found.values().copied().max().unwrap_or_default().max(last);
                messages = found;
                match rng.u8(..8) {
                    0 => indexes = DeferredIndexes::open(&connection).unwrap(),
                    1 => indexes.lose(),
                    2 => {
                        // The newest are among them.
                        connection
                            .execute("DELETE FROM message WHERE id % 3 = ? OR id = ?", [rng.i64(..3), last])
                            .unwrap();
                        messages.retain(|_, id| {
                            let sql = "SELECT count(*) FROM message WHERE id = ?";
                            connection.query_row(sql, [*id], |row| row.get::<_, i64>(0)).unwrap() > 0
                        });
                    }
                    _ => {
                        let transaction = connection.transaction().unwrap();
                        indexes.find_again(&transaction).unwrap();
                        indexes.write_some(&transaction, true).unwrap();
                        transaction.commit().unwrap();
                    }
                }
            }
            let entries: i64 = connection.query_row("SELECT count(*) FROM key_index", (), |row| row.get(0)).unwrap();
            assert!(entries > 1_000, "{entries}");
        }
    }
}
