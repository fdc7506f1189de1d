use std::{
    cmp::Ordering,
    collections::HashMap,
    io::Read,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::{Context, Result, bail};
use common::{listed::Listed, program, wording::Wording};
use foldhash::fast::RandomState;
use phonenumber::country;
use sms_status::{AddressBookAction::Suppress, DeliveryStatus, MessageKey, NumberHistory, ReportTime};

use crate::{
    files::Files,
    number::E164,
    reports::{Reading, Reports, Unreadable},
};

/// What the delivery reports of several files, oldest first, say about each number.
///
/// The reports of one file on a message are one: the greatest status counts, and every opt-out. In bodies, whose records have no
/// id, a message is a number. The messages of a number count in the order of [`When`]: [`NumberHistory`] has the rules.
pub struct History {
    /// The place of each number in the list of histories.
    places: HashMap<E164, usize, RandomState>,
    histories: Vec<(E164, NumberHistory<When>)>,
    /// The status that decides on each number, and the file that has it: little memory, where it is asked for many.
    verdicts: OnceLock<Vec<Option<(DeliveryStatus, u32)>>>,
    files: Vec<PathBuf>,
    /// The latest time in the files read before.
    latest: Option<ReportTime>,
    pub unreadable: Listed<UnreadableReport>,
    /// How many notifications are no reports, such as those of incoming messages.
    pub others: u64,
    region: Option<country::Id>,
}

/// When something was reported: at the time that the report gives, or, if it gives none, after all times in the files before
/// its own.
#[derive(Clone, Copy, Debug)]
pub struct When {
    time: Option<ReportTime>,
    /// The place of the file among all, from 1, for a report without a time.
    order: u32,
    file: u32,
}

/// Compares by time alone, and not by where it was read.
impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        self.time.cmp(&other.time).then(self.order.cmp(&other.order))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for When {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for When {}

/// The status that decides on a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence<'a> {
    pub status: DeliveryStatus,
    /// The file that has it.
    pub source: &'a Path,
}

/// A delivery report that cannot be read.
#[derive(Debug)]
pub struct UnreadableReport {
    pub source: PathBuf,
    pub report: Unreadable,
}

impl History {
    /// Creates an empty history that will list so many unreadable reports. The region is that of recipients in national form,
    /// which platforms do not write.
    pub fn new(region: Option<country::Id>, limit: usize) -> Self {
        Self {
            places: HashMap::default(),
            histories: Vec::new(),
            verdicts: OnceLock::new(),
            files: Vec::new(),
            latest: None,
            unreadable: Listed::new(limit),
            others: 0,
            region,
        }
    }

    /// Reads files of delivery reports, oldest first.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read or is the error form of a response, if it has reports and none can be read,
    /// and if none of the files has a report.
    pub fn read(&mut self, paths: &[PathBuf], files: &Files, reports: &Reports, wording: Wording) -> Result<()> {
        if let Some([older, newer]) = out_of_order(paths) {
            program::note(format_args!(
                "{} {} {} {}{}",
                wording.text(
                    "the files are read as given, oldest first:",
                    "les fichiers sont lus dans l'ordre donné, du plus ancien au plus récent\u{A0}:"
                ),
                older.display(),
                wording.text("before", "avant"),
                newer.display(),
                wording.text(
                    ", although their names are numbered otherwise",
                    ", bien que leurs noms soient numérotés autrement"
                ),
            ));
        }
        for path in paths {
            let in_file = || path.display().to_string();
            let (input, _) = files.open(path).with_context(in_file)?;
            if self.read_newer(input, path, reports).with_context(in_file)? {
                program::note_8_bit(path.display(), wording);
            }
        }
        if self.histories.is_empty() {
            bail!(
                "there are no delivery reports in {} {}",
                paths.len(),
                if paths.len() == 1 { "file" } else { "files" }
            );
        }
        Ok(())
    }

    /// Reads a file that is newer than those read before. Returns `true` if a byte of it is not UTF-8.
    pub fn read_newer(&mut self, input: impl Read, source: &Path, reports: &Reports) -> Result<bool> {
        let file = u32::try_from(self.files.len())?;
        // In bodies, whose records have no id, a message is a number.
        let mut bodies = vec![None::<(DeliveryStatus, When)>; self.histories.len()];
        let mut read = 0_u64;
        let mut messages = HashMap::<(E164, MessageKey), (DeliveryStatus, When), RandomState>::default();
        let mut opt_outs = Vec::new();
        let mut first_error = None;
        let mut latest = self.latest;
        let has_8_bit = reports.read(input, source, |reading| match reading {
            Reading::Other => self.others += 1,
            Reading::Unreadable(report) => {
                first_error.get_or_insert_with(|| report.clone());
                self.unreadable.push(UnreadableReport { source: source.to_owned(), report });
            }
            Reading::Record { recipient, status, place } => {
                let Some(number) = E164::read_recipient(recipient, self.region) else {
                    let report = place.no_recipient(recipient, None);
                    first_error.get_or_insert_with(|| report.clone());
                    return self.unreadable.push(UnreadableReport { source: source.to_owned(), report });
                };
                let when = When { time: self.latest, order: file + 1, file };
                if status.action() == Suppress {
                    opt_outs.push((number, status, when));
                }
                read += 1;
                let place = self.new_place(number);
                bodies.resize(self.histories.len(), None);
                bodies[place] = bodies[place].max(Some((status, when)));
            }
            Reading::Report(report, place) => {
                let recipient = report.recipient.as_deref().unwrap_or_default();
                let Some(number) = E164::read_recipient(recipient, self.region) else {
                    let report = place.no_recipient(recipient, report.message_id.as_deref());
                    first_error.get_or_insert_with(|| report.clone());
                    return self.unreadable.push(UnreadableReport { source: source.to_owned(), report });
                };
                latest = latest.max(report.reported_at);
                let when = match report.reported_at {
                    Some(time) => When { time: Some(time), order: 0, file },
                    None => When { time: self.latest, order: file + 1, file },
                };
                if report.opted_out {
                    opt_outs.push((number, DeliveryStatus::Blacklisted, when));
                }
                if report.status.action() == Suppress {
                    opt_outs.push((number, report.status, when));
                }
                read += 1;
                let place = self.new_place(number);
                bodies.resize(self.histories.len(), None);
                let found = (report.status, when);
                match report.key() {
                    Some(key) => {
                        let known = messages.entry((number, key)).or_insert(found);
                        *known = (*known).max(found);
                    }
                    None => bodies[place] = bodies[place].max(Some(found)),
                }
            }
        })?;
        if let (0, Some(report)) = (read, first_error) {
            let platform = common::source::of_file(source).filter(|_| reports.from.is_none());
            let hint = platform.map(|platform| format!("; these are callbacks: use --from {}", platform.name()));
            bail!("no delivery report can be read: {report}{}", hint.unwrap_or_default());
        }
        let messages = messages.into_iter().map(|((number, _), (status, when))| (number, status, when));
        for ((_, history), reported) in self.histories.iter_mut().zip(bodies) {
            if let Some((status, when)) = reported {
                history.record(status, when);
            }
        }
        for (number, status, when) in messages.chain(opt_outs) {
            let place = self.new_place(number);
            self.histories[place].1.record(status, when);
        }
        self.verdicts = OnceLock::new();
        self.files.push(source.to_owned());
        self.latest = latest;
        Ok(has_8_bit)
    }

    /// Returns the status that decides on a number, or `None` if nothing is known about it.
    pub fn evidence(&self, number: E164) -> Option<Evidence<'_>> {
        self.evidence_at(self.place(number)?)
    }

    /// Returns the place of a number among those that have reports.
    pub fn place(&self, number: E164) -> Option<usize> {
        self.places.get(&number).copied()
    }

    /// Returns the place of a number, which may be new.
    fn new_place(&mut self, number: E164) -> usize {
        *self.places.entry(number).or_insert_with(|| {
            self.histories.push((number, NumberHistory::new()));
            self.histories.len() - 1
        })
    }

    /// Returns the status that decides on the number in this place.
    pub fn evidence_at(&self, place: usize) -> Option<Evidence<'_>> {
        let verdict =
            |(_, history): &(E164, NumberHistory<When>)| history.reason().map(|(status, when)| (status, when.file));
        let verdicts = self.verdicts.get_or_init(|| self.histories.iter().map(verdict).collect());
        let (status, file) = verdicts[place]?;
        Some(Evidence { status, source: &self.files[file as usize] })
    }

    /// Returns the numbers that have reports, each in its place.
    pub fn numbers(&self) -> impl ExactSizeIterator<Item = E164> {
        self.histories.iter().map(|&(number, _)| number)
    }
}

/// Returns two files that follow one another and whose names differ by numbers, of which the second is the smaller, as when a
/// shell puts `report-10.txt` before `report-2.txt`.
pub fn out_of_order(paths: &[PathBuf]) -> Option<[&Path; 2]> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let split = |path: &Path| {
        let name = name(path);
        let numbers = name.split(|character: char| !character.is_ascii_digit()).filter_map(|part| part.parse().ok());
        let numbers: Vec<u64> = numbers.collect();
        (name.replace(|character: char| character.is_ascii_digit(), ""), numbers)
    };
    paths.windows(2).find_map(|paths| {
        let [(text, numbers), (next_text, next_numbers)] = [&paths[0], &paths[1]].map(|path| split(path));
        let is_behind = text == next_text && numbers.len() == next_numbers.len() && numbers > next_numbers;
        is_behind.then_some([paths[0].as_path(), paths[1].as_path()])
    })
}
