use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use jiff::Timestamp;
use sms_status::{AddressBookAction, BulkReport};
use tokio::{sync::Semaphore, task, time};

use super::{
    Campaign, CampaignKey, CampaignList, CampaignPage, CampaignPart, CampaignRow, DeadLetters, Expired, Fall, Found,
    Message, MessageList, MessageRow, Number, NumberMessages, Overview, PhoneMessage, Rates, ReportRow, RouteFilter,
    Slots, UnreadableCallback,
    backend::{ReadBackend, Sizes, answer},
    campaign, dead_letter, fall, message, number, phone_message, timeline,
    transaction::{DatabaseError, Transaction},
};
use crate::secret::Secret;

/// Connections that only read. Each answer is of one moment: no transaction is half in it.
#[derive(Clone, Debug)]
pub struct Readers {
    database: Arc<dyn ReadBackend>,
    permits: Arc<Semaphore>,
    /// How many of those who read have not had an answer in time and still wait for it.
    overdue: Arc<AtomicUsize>,
    /// How long an answer may take.
    limit: Duration,
}

/// The database does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the database does not answer")]
pub struct Silent;

impl Readers {
    /// How many read at once, so that pages leave processors to callbacks.
    const AT_ONCE: usize = 2;

    pub(super) fn new(database: Box<dyn ReadBackend>) -> Self {
        Self {
            database: database.into(),
            permits: Arc::new(Semaphore::new(Self::AT_ONCE)),
            overdue: Arc::default(),
            limit: Duration::MAX,
        }
    }

    /// Returns the same readers, which wait for an answer for no longer than this.
    pub fn with_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// Returns how large the database is.
    pub async fn sizes(&self) -> anyhow::Result<Sizes> {
        self.ask(|database| database.sizes()).await
    }

    /// Returns what the first page shows of a stretch of time, and of the one that it is compared with.
    pub async fn overview(&self, now: Slots, before: Option<Slots>, filter: RouteFilter) -> anyhow::Result<Overview> {
        let present = Timestamp::now().as_millisecond();
        self.read(move |transaction| Overview::read(transaction, &now, before.as_ref(), &filter, present)).await
    }

    /// Returns a page of campaigns.
    pub async fn campaigns(&self, list: CampaignList) -> anyhow::Result<CampaignPage> {
        self.read(move |transaction| list.read(transaction)).await
    }

    /// Returns a campaign, if a message belongs to it, with some of its messages.
    pub async fn campaign(&self, key: CampaignKey, part: CampaignPart) -> anyhow::Result<Option<Campaign>> {
        self.read(move |transaction| campaign::read(transaction, &key, &part)).await
    }

    /// Returns what a list has of a campaign, if a message belongs to it.
    pub async fn campaign_row(&self, key: CampaignKey) -> anyhow::Result<Option<CampaignRow>> {
        self.read(move |transaction| campaign::row_of(transaction, &key)).await
    }

    /// Returns the ids of all campaigns that are asked for, in their order.
    pub async fn campaign_ids(&self, list: CampaignList) -> anyhow::Result<Vec<i64>> {
        self.read(move |transaction| list.ids(transaction)).await
    }

    /// Returns what a list has of some campaigns, in the order of the ids.
    pub async fn campaign_rows(&self, ids: Vec<i64>) -> anyhow::Result<Vec<CampaignRow>> {
        self.read(move |transaction| {
            let rows = ids.into_iter().map(|id| campaign::row_of(transaction, &CampaignKey::Id(id)).transpose());
            rows.flatten().collect()
        })
        .await
    }

    /// Returns messages of a campaign, those after an id.
    pub async fn messages(
        &self,
        campaign: i64,
        list: MessageList,
        after: i64,
        limit: u32,
    ) -> anyhow::Result<Vec<MessageRow>> {
        self.read(move |transaction| message::of_campaign(transaction, campaign, &list, after, limit)).await
    }

    /// Returns the newest messages of all campaigns, or the newest of those before an id.
    pub async fn newest_messages(
        &self,
        list: MessageList,
        before: Option<i64>,
        limit: u32,
    ) -> anyhow::Result<Vec<MessageRow>> {
        self.read(move |transaction| message::newest(transaction, &list, before, limit)).await
    }

    /// Returns a message with reports on it, those after an id.
    pub async fn message(&self, id: i64, after: i64, limit: u32) -> anyhow::Result<Option<Message>> {
        self.read(move |transaction| message::read(transaction, id, after, limit)).await
    }

    /// Returns so many of the reports on a message, in the order of their arrival, those after an id.
    pub async fn reports(&self, message: i64, after: i64, limit: u32) -> anyhow::Result<Vec<ReportRow>> {
        self.read(move |transaction| message::reports(transaction, message, after, limit)).await
    }

    /// Returns the newest messages to a number, or the newest of those before an id.
    pub async fn messages_to(
        &self,
        digits: String,
        before: Option<i64>,
        limit: u32,
    ) -> anyhow::Result<Vec<MessageRow>> {
        self.read(move |transaction| message::to_number(transaction, &digits, before, limit)).await
    }

    /// Returns the messages to a number, and what they say of it.
    pub async fn number(&self, digits: String) -> anyhow::Result<NumberMessages> {
        self.read(move |transaction| number::read(transaction, &digits)).await
    }

    /// Returns the numbers for which their history advises an action, in order: so many of those after one.
    pub async fn numbers(
        &self,
        action: AddressBookAction,
        after: Option<String>,
        limit: u32,
    ) -> anyhow::Result<Vec<Number>> {
        let after = after.unwrap_or_default();
        self.read(move |transaction| number::with_action(transaction, action, &after, limit)).await
    }

    /// Returns the numbers, messages of some platforms, and campaigns that a text may mean.
    pub async fn search(&self, platforms: Vec<&'static str>, text: String) -> anyhow::Result<Found> {
        self.read(move |transaction| Found::read(transaction, &platforms, &text)).await
    }

    /// Returns the newest callbacks that could not be read, or the newest of those before an id.
    pub async fn dead_letters(&self, before: Option<i64>, limit: u32) -> anyhow::Result<DeadLetters> {
        self.read(move |transaction| dead_letter::newest(transaction, before, limit)).await
    }

    /// Returns a callback that could not be read.
    pub async fn dead_letter(&self, id: i64) -> anyhow::Result<Option<UnreadableCallback>> {
        self.read(move |transaction| dead_letter::read(transaction, id)).await
    }

    /// Returns the newest messages from phones, or the newest of those before an id.
    pub async fn phone_messages(&self, before: Option<i64>, limit: u32) -> anyhow::Result<Vec<PhoneMessage>> {
        self.read(move |transaction| phone_message::newest(transaction, before, limit)).await
    }

    /// Returns how many callbacks that could not be read nobody has seen.
    pub async fn unseen_dead_letters(&self) -> anyhow::Result<u64> {
        self.read(|transaction| dead_letter::unseen_since(transaction, i64::MIN)).await
    }

    /// Returns how many messages have each status, and how many callbacks could not be read.
    pub async fn totals(&self) -> anyhow::Result<(BulkReport, u64)> {
        self.read(|transaction| Ok((timeline::totals(transaction)?, dead_letter::total(transaction)?))).await
    }

    /// Returns when the last report arrived, in milliseconds since 1970.
    pub async fn last_report(&self) -> anyhow::Result<Option<i64>> {
        let last =
            self.read(|transaction| transaction.row("SELECT max(last_report) FROM campaign", &[], |row| row.get(0)));
        Ok(last.await?.flatten())
    }

    /// Returns the secrets of the callback URL.
    pub async fn secrets(&self) -> anyhow::Result<Vec<Secret>> {
        self.read(super::secrets).await
    }

    /// Returns the outcomes of all that have had messages lately, lately and before. Campaigns have at least so many messages.
    pub async fn rates(&self, now: Slots, past: Slots, minimum: u64) -> anyhow::Result<Vec<Rates>> {
        self.read(move |transaction| fall::rates(transaction, &now, &past, minimum)).await
    }

    /// Returns the falls of delivery rates that are known, the oldest first.
    pub async fn falls(&self) -> anyhow::Result<Vec<Fall>> {
        self.read(fall::falls).await
    }

    /// Returns some of what is older than a time, given in milliseconds since 1970.
    pub async fn expired(&self, before: i64) -> anyhow::Result<Expired> {
        self.read(move |transaction| Expired::find(transaction, before)).await
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseError> + Send + 'static,
    ) -> anyhow::Result<T> {
        self.ask(|database| answer(query, |query| database.read(query))).await
    }

    /// Asks the database, on a thread of its own. If the answer does not come in time, the thread keeps its permit until it does; and if
    /// all permits are kept so, nobody else waits.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn ReadBackend) -> Result<T, DatabaseError> + Send + 'static,
    ) -> anyhow::Result<T> {
        if self.overdue.load(Relaxed) >= Self::AT_ONCE {
            return Err(Silent.into());
        }
        let start = Instant::now();
        let permit = time::timeout(self.limit, self.permits.clone().acquire_owned()).await.map_err(|_| Silent)??;
        let (database, overdue) = (self.database.clone(), self.overdue.clone());
        // Set by the first of two: the answer, and the end of the time for it.
        let is_over = Arc::new(AtomicBool::new(false));
        let is_late = is_over.clone();
        let answer = task::spawn_blocking(move || {
            let answer = question(&*database);
            if is_late.swap(true, Relaxed) {
                overdue.fetch_sub(1, Relaxed);
            }
            drop(permit);
            answer
        });
        if let Ok(answer) = time::timeout(self.limit.saturating_sub(start.elapsed()), answer).await {
            return Ok(answer??);
        }
        if !is_over.swap(true, Relaxed) {
            self.overdue.fetch_add(1, Relaxed);
        }
        Err(Silent.into())
    }
}
