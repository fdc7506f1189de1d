use std::{num::NonZero, sync::Arc};

use jiff::tz::TimeZone;

use crate::{platform::Platforms, smpp, store::Readers};

/// Where pages and files come from.
#[derive(Clone, Debug)]
pub struct Sources {
    pub readers: Readers,
    /// How SMPP accounts stand.
    pub accounts: Arc<[Arc<smpp::State>]>,
    pub platforms: Platforms,
    /// The zone of dates without one, and of the pages.
    pub zone: TimeZone,
    /// How many hours after the first report on a message the final one should have come.
    pub final_report_hours: NonZero<u16>,
    /// Whether a server of these settings watches for falls of delivery rates.
    pub watches_rates: bool,
}
