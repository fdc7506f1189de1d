use std::{
    collections::{HashMap, HashSet},
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use common::{body, escaped::excerpt, input::Input, listed::Listed, program, text::Text, wording::Wording};
use phonenumber::country;
use sms_status::{
    AddressBookAction::Suppress,
    Campaign, DeliveryStatus, NumberHistory,
    smsmode::{self, RecordErrorKind},
};

use crate::number::E164;

/// What the delivery reports of several sendings, oldest first, say about each number.
///
/// The reports of one file on a number are about one message: the greatest status counts, and every opt-out. The files are
/// about different messages, in that order: [`NumberHistory`] has the rules.
pub struct History {
    numbers: HashMap<E164, NumberHistory<usize>>,
    files: Vec<PathBuf>,
    pub unreadable: Listed<UnreadableReport>,
    region: Option<country::Id>,
}

/// The status that decides on a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence<'a> {
    pub status: DeliveryStatus,
    /// The file that has it.
    pub source: &'a Path,
}

/// A record of a delivery report that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub struct UnreadableReport {
    pub source: PathBuf,
    /// The place of the record among those of the file, from 1.
    pub place: u64,
    pub reason: RecordErrorKind,
    /// The start of it.
    pub text: String,
}

impl History {
    /// Creates an empty history that will list so many unreadable records. The region is that of recipients in national form,
    /// which the platform does not write.
    pub fn new(region: Option<country::Id>, limit: usize) -> Self {
        Self { numbers: HashMap::new(), files: Vec::new(), unreadable: Listed::new(limit), region }
    }

    /// Reads the bodies of delivery reports, oldest first.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read or is the error form of a response, if it has records and none can be read,
    /// and if none of the files has a record.
    pub fn read(&mut self, paths: &[PathBuf], wording: Wording) -> Result<()> {
        for path in paths {
            let in_file = || path.display().to_string();
            let mut text = Input::open(path).and_then(Text::new).with_context(in_file)?;
            self.read_newer(&mut text, path).with_context(in_file)?;
            if text.has_8_bit() {
                program::note_8_bit(path.display(), wording);
            }
        }
        if self.numbers.is_empty() {
            bail!(
                "there are no delivery reports in {} {}",
                paths.len(),
                if paths.len() == 1 { "file" } else { "files" }
            );
        }
        Ok(())
    }

    /// Reads the body of a delivery report that is newer than those read before.
    pub fn read_newer(&mut self, text: &mut Text<impl Read>, source: &Path) -> Result<()> {
        let mut campaign = Campaign::new();
        let mut opt_outs = HashSet::new();
        let (mut place, mut first_error) = (0, None);
        body::read(text, |part, _| {
            for record in smsmode::delivery_reports(part)? {
                place += 1;
                let mut unreadable = |reason, text: &str| {
                    let report = || UnreadableReport { source: source.to_owned(), place, reason, text: excerpt(text) };
                    first_error.get_or_insert_with(report);
                    self.unreadable.push(report());
                };
                match record {
                    Ok(report) => match E164::read_recipient(report.recipient, self.region) {
                        Some(number) => {
                            if report.status().action() == Suppress {
                                opt_outs.insert((number, report.status()));
                            }
                            campaign.record(number, report.status());
                        }
                        None => unreadable(RecordErrorKind::InvalidRecipient, report.recipient),
                    },
                    Err(error) => unreadable(error.kind, &part[error.range()]),
                }
            }
            Ok(())
        })?;
        if let (true, Some(UnreadableReport { place, reason, text, .. })) = (campaign.is_empty(), first_error) {
            bail!("no delivery report can be read: in record {place}, {reason}: {text}");
        }
        for (number, status) in campaign.into_iter().chain(opt_outs) {
            self.numbers.entry(number).or_default().record(status, self.files.len());
        }
        self.files.push(source.to_owned());
        Ok(())
    }

    /// Returns the status that decides on a number, or `None` if nothing is known about it.
    pub fn evidence(&self, number: E164) -> Option<Evidence<'_>> {
        let (status, file) = self.numbers.get(&number)?.reason()?;
        Some(Evidence { status, source: &self.files[file] })
    }

    pub fn has(&self, number: E164) -> bool {
        self.numbers.contains_key(&number)
    }

    /// Returns how many numbers have reports.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }
}
