use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use phonenumber::country;
use sms_status::{
    AddressBookAction::{Keep, Remove, Review, Suppress},
    Campaign, Category, DeliveryStatus, Outcome,
    smsmode::{self, RecordErrorReason},
};

use crate::number::E164;

/// What the delivery reports of several sendings, oldest first, say about each number.
///
/// The reports of one file on a number are about one message: the greatest status counts. The files are about different
/// messages: what counts is what a status says about the number, not about the message.
///
/// - Suppress stays for good. A reception does not undo it: it shows that the phone works, not that its owner wants
///   messages again.
/// - Remove stays until a newer file shows that the number works: something was received, or the error is temporary, of
///   which the status page says that the number is valid. A newer status that says nothing about the number, because it
///   is pending or blames something else, does not undo it, nor does one that only asks for a review.
/// - Review stays until a newer file advises to remove the number or shows that it works.
#[derive(Default)]
pub struct History {
    latest: HashMap<E164, Evidence>,
    pub unreadable: Vec<UnreadableReport>,
    region: Option<country::Id>,
}

/// The status that counts for a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub status: DeliveryStatus,
    /// The file that has it.
    pub source: PathBuf,
}

/// A record of a delivery report that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub struct UnreadableReport {
    pub source: PathBuf,
    /// The place of the record among those of the file, from 1.
    pub place: usize,
    pub reason: RecordErrorReason,
    pub text: String,
}

impl History {
    /// An empty one. The region is that of recipients in national form, which the platform does not write.
    pub fn new(region: Option<country::Id>) -> Self {
        Self { region, ..Self::default() }
    }

    /// Reads the body of a delivery report that is newer than those read before.
    pub fn read_newer(&mut self, path: &Path) -> Result<()> {
        let body = fs::read(path).with_context(|| path.display().to_string())?;
        self.add_newer(&body, path).with_context(|| path.display().to_string())
    }

    pub fn add_newer(&mut self, body: &[u8], source: &Path) -> Result<()> {
        let body = String::from_utf8_lossy(body);
        let body = body.strip_prefix('\u{FEFF}').unwrap_or(&body);
        let mut campaign = Campaign::new();
        let mut opt_outs = HashSet::new();
        for (index, record) in smsmode::delivery_reports(body)?.enumerate() {
            let unreadable = |reason, text: &str| UnreadableReport {
                source: source.to_owned(),
                place: index + 1,
                reason,
                text: text.to_owned(),
            };
            match record {
                Ok(report) => match E164::read_recipient(report.recipient, self.region) {
                    Some(number) => {
                        if report.status().action() == Suppress {
                            opt_outs.insert((number.clone(), report.status()));
                        }
                        campaign.record(number, report.status());
                    }
                    None => self.unreadable.push(unreadable(RecordErrorReason::InvalidRecipient, report.recipient)),
                },
                Err(error) => self.unreadable.push(unreadable(error.reason, &body[error.range()])),
            }
        }
        for (number, status) in campaign.into_iter().chain(opt_outs) {
            self.note(number, Evidence { status, source: source.to_owned() });
        }
        Ok(())
    }

    /// What counts for a number, `None` where there was no report on it.
    pub fn of(&self, number: &E164) -> Option<&Evidence> {
        self.latest.get(number)
    }

    pub fn numbers(&self) -> impl Iterator<Item = &E164> {
        self.latest.keys()
    }

    fn note(&mut self, number: E164, newer: Evidence) {
        self.latest
            .entry(number)
            .and_modify(|older| {
                if replaces(newer.status, older.status) {
                    older.clone_from(&newer);
                }
            })
            .or_insert(newer);
    }
}

/// Whether the status of a newer message counts for the number instead of that of an older one.
pub fn replaces(newer: DeliveryStatus, older: DeliveryStatus) -> bool {
    match (older.action(), newer.action()) {
        (Suppress, newer) => newer == Suppress,
        (Keep, _) | (_, Remove | Suppress) | (Review, Review) => true,
        (Remove, Review) => false,
        (Remove | Review, Keep) => shows_that_the_number_works(newer),
    }
}

fn shows_that_the_number_works(status: DeliveryStatus) -> bool {
    matches!(status.outcome(), Outcome::Received | Outcome::Partial) || status.category() == Category::Temporary
}
