use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, params};
use sms_status::{AddressBookAction, BulkReport};
use tokio::{sync::Semaphore, task};

use super::{
    Expired,
    number::{self, Number, status},
};
use crate::{report::CampaignName, secret::Secret};

/// Connections that only read. Each answer is of one moment: no transaction is half in it.
#[derive(Clone, Debug)]
pub struct Readers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

/// What the first page shows.
#[derive(Debug)]
pub struct Overview {
    pub total: BulkReport,
    /// Latest report first.
    pub campaigns: Vec<CampaignRow>,
    /// Whether older campaigns follow.
    pub more: bool,
    /// How many callbacks could not be read, ever.
    pub unreadable: u64,
}

/// A campaign with the statuses of its messages.
#[derive(Debug)]
pub struct CampaignRow {
    pub id: i64,
    pub name: CampaignName,
    /// Milliseconds since 1970.
    pub last_report: i64,
    pub report: BulkReport,
}

/// The callbacks that could not be read.
#[derive(Debug)]
pub struct DeadLetters {
    /// How many there have ever been.
    pub total: u64,
    /// The newest of them, newest first.
    pub newest: Vec<UnreadableCallback>,
}

/// A callback that could not be read.
#[derive(Debug)]
pub struct UnreadableCallback {
    /// Milliseconds since 1970.
    pub received_at: i64,
    pub platform: String,
    pub reason: String,
    pub body: Vec<u8>,
}

/// What names a campaign.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CampaignKey {
    Name(CampaignName),
    Id(i64),
}

impl Readers {
    /// How many read at once, so that pages leave processors to callbacks.
    const AT_ONCE: usize = 2;

    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Arc::default(), permits: Arc::new(Semaphore::new(Self::AT_ONCE)) }
    }

    /// Returns the path of the database.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the page of campaigns with this number, from 0.
    pub async fn overview(&self, page: u32) -> anyhow::Result<Overview> {
        self.read(move |transaction| {
            /// Campaigns on one page.
            const ROWS: u32 = 50;

            let mut campaigns: Vec<CampaignRow> = transaction
                .prepare_cached(
                    "SELECT id, name, last_report FROM campaign
                     WHERE EXISTS (SELECT 1 FROM status_count WHERE campaign = campaign.id AND messages > 0)
                     ORDER BY last_report DESC, id DESC LIMIT ? OFFSET ?",
                )?
                .query_and_then(params![ROWS + 1, u64::from(page) * u64::from(ROWS)], |row| campaign(transaction, row))?
                .collect::<rusqlite::Result<_>>()?;
            let more = campaigns.len() > ROWS as usize;
            campaigns.truncate(ROWS as usize);
            Ok(Overview { total: counts(transaction, 0)?, campaigns, more, unreadable: unreadable(transaction)? })
        })
        .await
    }

    /// Returns how many messages have each status, and how many callbacks could not be read.
    pub async fn totals(&self) -> anyhow::Result<(BulkReport, u64)> {
        self.read(|transaction| Ok((counts(transaction, 0)?, unreadable(transaction)?))).await
    }

    /// Returns a campaign, if a message belongs to it.
    pub async fn campaign(&self, key: CampaignKey) -> anyhow::Result<Option<CampaignRow>> {
        self.read(move |transaction| {
            let select = |by| format!("SELECT id, name, last_report FROM campaign WHERE {by} = ?");
            let row = |row: &Row<'_>| campaign(transaction, row);
            let row = match &key {
                CampaignKey::Name(name) => {
                    transaction.prepare_cached(&select("name"))?.query_row([name.as_str()], row).optional()
                }
                CampaignKey::Id(id) => transaction.prepare_cached(&select("id"))?.query_row([id], row).optional(),
            }?;
            Ok(row.filter(|row| !row.report.is_empty()))
        })
        .await
    }

    /// Returns when the last report arrived, in milliseconds since 1970.
    pub async fn last_report(&self) -> anyhow::Result<Option<i64>> {
        self.read(|transaction| transaction.query_row("SELECT max(last_report) FROM campaign", (), |row| row.get(0)))
            .await
    }

    /// Returns the newest callbacks that could not be read.
    pub async fn dead_letters(&self) -> anyhow::Result<DeadLetters> {
        self.read(|transaction| {
            let newest = transaction
                .prepare_cached(
                    "SELECT received_at, platform, reason, body FROM dead_letter ORDER BY id DESC LIMIT 100",
                )?
                .query_and_then((), |row| {
                    Ok(UnreadableCallback {
                        received_at: row.get("received_at")?,
                        platform: row.get("platform")?,
                        reason: row.get("reason")?,
                        body: row.get("body")?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(DeadLetters { total: unreadable(transaction)?, newest })
        })
        .await
    }

    /// Returns the numbers for which their history advises an action.
    pub async fn numbers(&self, action: AddressBookAction) -> anyhow::Result<Vec<Number>> {
        self.read(move |transaction| number::numbers(transaction, action)).await
    }

    /// Returns the secrets of the callback URL.
    pub async fn secrets(&self) -> anyhow::Result<Vec<Secret>> {
        self.read(|transaction| super::secrets(transaction)).await
    }

    /// Returns some of what is older than a time, given in milliseconds since 1970.
    pub async fn expired(&self, before: i64) -> anyhow::Result<Expired> {
        /// Few enough that callbacks do not wait for them.
        const AT_ONCE: u32 = 500;
        /// No platform sends a report again after so many milliseconds, a week.
        const RETRIES: i64 = 7 * 24 * 3600 * 1000;

        self.read(move |transaction| {
            let messages = transaction
                .prepare_cached("SELECT id FROM message WHERE at < ?1 AND arrived < ?1 LIMIT ?2")?
                .query_and_then(params![before, AT_ONCE], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            // A number that works is of no further interest, once no report can come that is older than what shows it.
            let numbers = transaction
                .prepare_cached("SELECT digits FROM number WHERE action = 'keep' AND last_report < ? LIMIT ?")?
                .query_and_then(params![before - RETRIES, AT_ONCE], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            // Reports are in the order of their arrival.
            let reports = transaction
                .prepare_cached(
                    "SELECT max(id) FROM (SELECT id, received_at FROM report ORDER BY id LIMIT ?) WHERE received_at < ?",
                )?
                .query_row(params![AT_ONCE, before], |row| row.get(0))?;
            let dead_letters = transaction
                .prepare_cached("SELECT max(id) FROM dead_letter WHERE received_at < ?")?
                .query_row([before], |row| row.get(0))?;
            Ok(Expired { messages, numbers, reports, dead_letters })
        })
        .await
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let _permit = self.permits.acquire().await?;
        let readers = self.clone();
        let answer = task::spawn_blocking(move || -> rusqlite::Result<T> {
            let idle = readers.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = match idle {
                Some(connection) => connection,
                None => readers.connect()?,
            };
            let transaction = connection.transaction()?;
            let answer = query(&transaction)?;
            drop(transaction);
            readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            Ok(answer)
        });
        Ok(answer.await??)
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        Ok(connection)
    }
}

fn campaign(transaction: &Transaction<'_>, row: &Row<'_>) -> rusqlite::Result<CampaignRow> {
    Ok(CampaignRow {
        id: row.get("id")?,
        name: CampaignName::stored(row.get("name")?),
        last_report: row.get("last_report")?,
        report: counts(transaction, row.get("id")?)?,
    })
}

fn counts(transaction: &Transaction<'_>, campaign: i64) -> rusqlite::Result<BulkReport> {
    transaction
        .prepare_cached("SELECT status, messages FROM status_count WHERE campaign = ? AND messages > 0")?
        .query_and_then([campaign], |row| Ok((status(row)?, row.get::<_, u64>("messages")?)))?
        .collect()
}

fn unreadable(transaction: &Transaction<'_>) -> rusqlite::Result<u64> {
    let count = transaction
        .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'dead_letter'")?
        .query_row((), |row| row.get(0))
        .optional()?;
    Ok(count.unwrap_or_default())
}
