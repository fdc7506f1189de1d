use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::{Connection, OpenFlags, Row, Transaction, params};
use sms_status::{AddressBookAction, BulkReport, Category, DeliveryStatus, Outcome};
use tokio::{sync::Semaphore, task};

use crate::report::CampaignName;

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
    /// The newest of them, newest first: when they arrived (milliseconds since 1970), why they could not be read, and what they said.
    pub newest: Vec<(i64, String, Vec<u8>)>,
}

/// A number with the status that the advice comes from, and when that was reached.
#[derive(Debug)]
pub struct Number {
    pub digits: String,
    pub status: DeliveryStatus,
    pub at: String,
}

impl Readers {
    /// How many read at once, so that pages leave processors to callbacks.
    const AT_ONCE: usize = 2;

    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Arc::default(), permits: Arc::new(Semaphore::new(Self::AT_ONCE)) }
    }

    /// The page of campaigns with this number, from 0.
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

    /// How many messages have each status, and how many callbacks could not be read.
    pub async fn totals(&self) -> anyhow::Result<(BulkReport, u64)> {
        self.read(|transaction| Ok((counts(transaction, 0)?, unreadable(transaction)?))).await
    }

    /// The campaign of this name, `None` where no message belongs to it.
    pub async fn campaign(&self, name: CampaignName) -> anyhow::Result<Option<CampaignRow>> {
        self.read(move |transaction| {
            let row = transaction
                .prepare_cached("SELECT id, name, last_report FROM campaign WHERE name = ?")?
                .query_and_then([name.as_str()], |row| campaign(transaction, row))?
                .next()
                .transpose()?;
            Ok(row.filter(|row| !row.report.is_empty()))
        })
        .await
    }

    /// The newest callbacks that could not be read.
    pub async fn dead_letters(&self) -> anyhow::Result<DeadLetters> {
        self.read(|transaction| {
            let newest = transaction
                .prepare_cached("SELECT received_at, reason, body FROM dead_letter ORDER BY id DESC LIMIT 100")?
                .query_and_then((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(DeadLetters { total: unreadable(transaction)?, newest })
        })
        .await
    }

    /// The numbers that may be removed: a status says so, and no later one shows that the number works. A number to
    /// suppress is not among them, for its entry is what remembers the opt-out.
    pub async fn removable(&self) -> anyhow::Result<Vec<Number>> {
        let works = codes(|status| {
            matches!(status.outcome(), Outcome::Partial | Outcome::Received) || status.category() == Category::Temporary
        });
        let suppress = codes(|status| status.action() == AddressBookAction::Suppress);
        let remove = codes(|status| status.action() == AddressBookAction::Remove);
        self.numbers(format!(
            "WITH latest AS MATERIALIZED (
                 SELECT number, status, max(at) AS at FROM message
                 WHERE status IN ({remove}) AND number IS NOT NULL GROUP BY number
             ), other AS MATERIALIZED (
                 SELECT number, max(status IN ({suppress})) AS suppressed,
                        max(iif(status IN ({works}), at, '')) AS works_at
                 FROM message WHERE status IN ({suppress}, {works}) AND number IN (SELECT number FROM latest)
                 GROUP BY number
             )
             SELECT number, status, at FROM latest LEFT JOIN other USING (number)
             WHERE NOT coalesce(suppressed, FALSE) AND coalesce(works_at, '') < at ORDER BY number"
        ))
        .await
    }

    /// The numbers never to send to. One that was ever to be suppressed stays so: a message that came through does not take an
    /// opt-out back.
    pub async fn suppressed(&self) -> anyhow::Result<Vec<Number>> {
        let suppress = codes(|status| status.action() == AddressBookAction::Suppress);
        self.numbers(format!(
            "SELECT number, status, max(at) AS at FROM message
             WHERE status IN ({suppress}) AND number IS NOT NULL GROUP BY number ORDER BY number"
        ))
        .await
    }

    async fn numbers(&self, query: String) -> anyhow::Result<Vec<Number>> {
        self.read(move |transaction| {
            transaction
                .prepare_cached(&query)?
                .query_and_then((), |row| {
                    Ok(Number { digits: row.get("number")?, status: status(row, "status")?, at: row.get("at")? })
                })?
                .collect()
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
        name: CampaignName::stored(row.get("name")?),
        last_report: row.get("last_report")?,
        report: counts(transaction, row.get("id")?)?,
    })
}

fn counts(transaction: &Transaction<'_>, campaign: i64) -> rusqlite::Result<BulkReport> {
    transaction
        .prepare_cached("SELECT status, messages FROM status_count WHERE campaign = ? AND messages > 0")?
        .query_and_then([campaign], |row| Ok((status(row, "status")?, row.get::<_, u64>("messages")?)))?
        .collect()
}

fn status(row: &Row<'_>, column: &str) -> rusqlite::Result<DeliveryStatus> {
    Ok(DeliveryStatus::from_code(row.get(column)?).unwrap_or(DeliveryStatus::Undefined))
}

fn unreadable(transaction: &Transaction<'_>) -> rusqlite::Result<u64> {
    transaction.prepare_cached("SELECT coalesce(max(id), 0) FROM dead_letter")?.query_row((), |row| row.get(0))
}

/// The codes of some statuses, for an SQL list.
fn codes(which: impl Fn(DeliveryStatus) -> bool) -> String {
    let codes = DeliveryStatus::VARIANTS.iter().filter(|&&status| which(status));
    codes.map(|status| status.code().to_string()).collect::<Vec<_>>().join(", ")
}
