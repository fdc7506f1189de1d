use sms_status::BulkReport;

use super::{
    campaign::{self, CampaignRow, Sort},
    dead_letter,
    timeline::{self, ALL, Slots, Timeline},
    transaction::{DatabaseError, Transaction},
};

/// What the first page shows.
#[derive(Debug)]
pub struct Overview {
    /// The messages of a stretch of time.
    pub now: Timeline,
    /// Those of the stretch that it is compared with, if it is.
    pub before: Option<BulkReport>,
    /// The campaigns with the latest reports, the latest first.
    pub latest: Vec<CampaignRow>,
    /// How many callbacks of the last seven days could not be read.
    pub unreadable: u64,
    /// Whether there has never been a message.
    pub is_new: bool,
}

impl Overview {
    pub(super) fn read(
        transaction: &Transaction<'_>,
        now: &Slots,
        before: Option<&Slots>,
        week_ago: i64,
    ) -> Result<Self, DatabaseError> {
        /// How many campaigns are shown.
        const LATEST: u32 = 10;

        Ok(Self {
            now: Timeline::read(transaction, ALL, now)?,
            before: before.map(|slots| timeline::counts(transaction, ALL, slots)).transpose()?,
            latest: campaign::rows(transaction, Sort::Latest, LATEST)?,
            unreadable: dead_letter::since(transaction, week_ago)?,
            is_new: timeline::totals(transaction)?.is_empty(),
        })
    }
}
