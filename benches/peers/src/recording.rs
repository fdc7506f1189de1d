//! What is timed: from reports in memory to the status of each message.

use std::{
    hash::RandomState,
    hint::black_box,
    time::{Duration, Instant},
};

use anyhow::Result;
use clap::ValueEnum;
use sms_status::BulkReport;

use crate::{
    data::Report,
    memory,
    reports::{at_once, greatest, one_by_one},
};

#[derive(Clone, Copy, ValueEnum)]
pub enum Method {
    /// `Campaign::record`, report by report.
    Record,
    /// `Campaign::record_all`, all reports in one batch.
    RecordAll,
    /// What you would write instead: the entry of each id in a `HashMap<String, _>`.
    HashMap,
}

pub struct Recording {
    pub reports: usize,
    pub report: BulkReport,
    pub time: Duration,
    /// The peak memory of recording, not counting the reports.
    pub peak_bytes: u64,
}

impl Method {
    pub fn record(self, reports: Vec<Report>) -> Result<Recording> {
        match self {
            Self::Record => timed(&reports, one_by_one, |campaign| *campaign.report()),
            Self::RecordAll => timed(&reports, at_once, |campaign| *campaign.report()),
            Self::HashMap => {
                let reports: Vec<_> = reports.into_iter().map(|(id, status)| (id.to_string(), status)).collect();
                timed(&reports, greatest::<_, RandomState>, |statuses| statuses.values().collect())
            }
        }
    }
}

fn timed<R, T>(reports: &[R], record: fn(&[R]) -> T, report: fn(&T) -> BulkReport) -> Result<Recording> {
    let before = memory::restart_peak()?;
    let start = Instant::now();
    let recorded = black_box(record(reports));
    // The peers count in their queries, too.
    let report = report(&recorded);
    let time = start.elapsed();
    Ok(Recording { reports: reports.len(), report, time, peak_bytes: memory::peak()?.saturating_sub(before) })
}
