use sms_status::BulkReport;

use super::{
    campaign::{self, CampaignRow, Sort},
    dead_letter,
    delivery_times::SampledTimes,
    fall::{self, Fall},
    route::{self, RouteFilter, Routes},
    timeline::{self, ALL, Slots, Timeline, slot_of},
    transaction::{DatabaseError, Transaction},
};

/// What the first page shows.
#[derive(Debug)]
pub struct Overview {
    /// The messages of a stretch of time.
    pub now: Timeline,
    /// Those of the stretch that it is compared with, if it is.
    pub before: Option<BulkReport>,
    /// The messages of the stretch by the routes that they went.
    pub routes: Routes,
    /// How long some of the newest of them took.
    pub times: SampledTimes,
    /// The delivery rates that have fallen and are not back, the latest last.
    pub falls: Vec<Fall>,
    /// The campaigns with the latest reports, the latest first.
    pub latest: Vec<CampaignRow>,
    /// How many callbacks of the last seven days could not be read, and nobody has seen that.
    pub unreadable: u64,
    /// Whether there has never been a message.
    pub is_new: bool,
}

impl Overview {
    pub(super) fn read(
        transaction: &Transaction<'_>,
        now: &Slots,
        before: Option<&Slots>,
        filter: &RouteFilter,
        present: i64,
    ) -> Result<Self, DatabaseError> {
        const WEEK: i64 = 7 * 24 * 3600 * 1000;
        /// How many campaigns are shown.
        const LATEST: u32 = 10;

        let (messages, earlier) = if filter.is_empty() {
            let counts = |slots| timeline::counts(transaction, ALL, slots);
            (Timeline::read(transaction, ALL, now)?, before.map(counts).transpose()?)
        } else {
            let counts = |slots| Ok::<_, DatabaseError>(Routes::of_time(transaction, slots, filter)?.total);
            (route::timeline(transaction, now, filter)?, before.map(counts).transpose()?)
        };
        // Nothing comes after the present, so that its day is read as one.
        let end = if now.end > slot_of(present) { i64::MAX } else { now.end };
        Ok(Self {
            now: messages,
            before: earlier,
            routes: Routes::of_time(transaction, &(now.start..end), filter)?,
            times: SampledTimes::within(transaction, &(now.start..end), filter)?,
            falls: fall::ongoing(transaction)?,
            latest: campaign::rows(transaction, Sort::Latest, LATEST)?,
            unreadable: dead_letter::unseen_since(transaction, present - WEEK)?,
            is_new: timeline::totals(transaction)?.is_empty(),
        })
    }
}
