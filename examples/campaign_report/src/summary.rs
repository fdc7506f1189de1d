use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use sms_status::{AddressBookAction, BulkReport, Category, DeliveryStatus, Outcome};

use crate::{campaigns::SortedCampaigns, reading::Reading, unreadable::Item};

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
    campaigns: Option<Campaigns>,
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

/// A list of campaigns, each of which is made when it is written.
struct Campaigns(SortedCampaigns);

#[derive(Serialize)]
struct Campaign<'a> {
    campaign: Option<&'a str>,
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
            campaigns: reading.by_campaign().map(Campaigns),
        }
    }
}

impl Serialize for Campaigns {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let campaign = |(campaign, report)| Campaign { campaign, figures: Figures::of(&report) };
        serializer.collect_seq(self.0.iter().map(campaign))
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
