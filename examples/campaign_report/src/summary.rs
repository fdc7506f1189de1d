use std::collections::BTreeMap;

use serde::Serialize;
use sms_status::{AddressBookAction, BulkReport, Category, DeliveryStatus, Outcome};

use crate::{reading::Reading, unreadable::Item};

/// What was read, as JSON.
#[derive(Serialize)]
pub struct Summary<'a> {
    #[serde(flatten)]
    figures: Figures,
    /// For how many messages each unknown code came.
    unknown_codes: BTreeMap<String, u64>,
    /// Such as those of incoming messages.
    callbacks_without_status: u64,
    unreadable: Unreadable<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    campaigns: Option<Vec<Campaign>>,
}

/// A report and what follows from it.
#[derive(Serialize)]
struct Figures {
    status: Option<DeliveryStatus>,
    total: u64,
    delivery_rate: Option<f64>,
    settled: bool,
    by_outcome: BTreeMap<&'static str, u64>,
    by_category: BTreeMap<&'static str, u64>,
    by_action: BTreeMap<&'static str, u64>,
    statuses: BulkReport,
}

#[derive(Serialize)]
struct Campaign {
    campaign: Option<String>,
    #[serde(flatten)]
    figures: Figures,
}

#[derive(Serialize)]
struct Unreadable<'a> {
    total: u64,
    listed: &'a [Item],
}

impl<'a> Summary<'a> {
    pub fn of(reading: &'a Reading) -> Self {
        Self {
            figures: Figures::of(&reading.report()),
            unknown_codes: reading.unknown_codes().into_iter().map(|(code, n)| (code.to_string(), n)).collect(),
            callbacks_without_status: reading.no_reports,
            unreadable: Unreadable { total: reading.unreadable.total, listed: &reading.unreadable.listed },
            campaigns: reading.by_campaign().map(|campaigns| {
                let campaign = |(campaign, report)| Campaign { campaign, figures: Figures::of(&report) };
                campaigns.into_iter().map(campaign).collect()
            }),
        }
    }
}

impl Figures {
    fn of(report: &BulkReport) -> Self {
        Self {
            status: report.status(),
            total: report.total(),
            delivery_rate: report.delivery_rate(),
            settled: report.is_settled(),
            by_outcome: Outcome::VARIANTS.iter().map(|&row| (row.name(), report.count_outcome(row))).collect(),
            by_category: Category::VARIANTS.iter().map(|&row| (row.name(), report.count_category(row))).collect(),
            by_action: AddressBookAction::VARIANTS.iter().map(|&row| (row.name(), report.count_action(row))).collect(),
            statuses: *report,
        }
    }
}
