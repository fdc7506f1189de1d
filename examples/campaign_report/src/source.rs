use std::{collections::HashMap, io::Read, num::NonZero};

use anyhow::Result;
use common::{
    event_row::PlatformRows,
    json_line,
    reason::Reason,
    source::{Explained, Source},
};
use foldhash::fast::RandomState;
use memchr::memchr;
use sms_status::{IdNames, Report};

use crate::{
    chunks::{Chunk, Chunks},
    event::{Event, Key, LineEvent, Message},
    reading::Reading,
    shape::{Paths, Shapes, Values},
    workers::{self, Parser},
};

/// Reads a file with a callback on each line, or a table with the columns of the platform.
pub fn read(
    input: impl Read + Send,
    source: &Source,
    may_be_table: bool,
    file: &str,
    threads: NonZero<usize>,
    reading: &mut Reading,
) -> Result<()> {
    let mut chunks = Chunks::new(input)?;
    let mut first = Chunk::default();
    chunks.read(&mut first)?;
    if may_be_table && first.text().0.lines().find(|line| !line.trim().is_empty()).is_some_and(PlatformRows::is_header)
    {
        let Some(rows) = PlatformRows::take(|| Ok(first.take_line()))? else { return Ok(()) };
        let table = || Table { rows: rows.clone(), source: Explained::new(source) };
        return workers::read(chunks, first, table, threads, file, reading);
    }
    workers::read(chunks, first, || Callbacks::new(source), threads, file, reading)
}

/// Makes events of the rows of a table with the columns of a platform.
struct Table<'s> {
    rows: PlatformRows,
    source: Explained<'s>,
}

impl Parser for Table<'_> {
    fn read<'a>(&mut self, text: &'a str, first_line: u64, mut take: impl FnMut(u64, &'a str, LineEvent<'_>)) {
        for (number, line) in (first_line..).zip(text.split_inclusive('\n')) {
            if line.trim().is_empty() {
                continue;
            }
            match self.rows.object(line) {
                Ok(object) => _ = read_line(&mut self.source, &object, |event| take(number, line, event)),
                Err(reason) => take(number, line, Err(reason.into())),
            }
        }
    }
}

/// Makes events of callbacks.
pub struct Callbacks<'s> {
    source: Explained<'s>,
    shapes: Shapes<Layout>,
    buffer: String,
}

impl<'s> Callbacks<'s> {
    pub fn new(source: &'s Source) -> Self {
        let source = Explained::new(source);
        Self { source, shapes: Shapes::default(), buffer: String::new() }
    }
}

impl Parser for Callbacks<'_> {
    fn read<'a>(&mut self, text: &'a str, first_line: u64, mut take: impl FnMut(u64, &'a str, LineEvent<'_>)) {
        let Self { source, shapes, buffer } = self;
        let mut rest = text;
        for number in first_line.. {
            if rest.is_empty() {
                break;
            }
            let of_known_shape = shapes.read(rest);
            let length = match &of_known_shape {
                Some((_, values)) => values.length(),
                None => memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |line_break| line_break + 1),
            };
            let (line, after) = rest.split_at(length);
            rest = after;
            match of_known_shape {
                Some((layout, values)) => {
                    if let Some(event) = layout.event(&values, buffer) {
                        take(number, line, Ok(Some(event)));
                    } else if let Some(report) = read_line(source, line, |event| take(number, line, event)) {
                        layout.learn(&values, &report);
                    }
                }
                None if json_line::value(line).is_none() || line.starts_with('#') => {}
                None => {
                    if let Some(report) = read_line(source, line, |event| take(number, line, event)) {
                        let source = source.source();
                        shapes.learn(line, |paths, values| Layout::of(source, paths, values, &report));
                    }
                }
            }
        }
    }
}

/// Reads the reports of a line. Returns the report, if there is nothing else.
fn read_line(source: &mut Explained<'_>, line: &str, mut take: impl FnMut(LineEvent<'_>)) -> Option<Report> {
    let reports = match source.source().read(line) {
        Ok(reports) => reports,
        Err(error) => {
            take(Err(source.reason(line, error.into()).into()));
            return None;
        }
    };
    let is_one = reports.len() == 1 && reports.others() == 0;
    (0..reports.others()).for_each(|_| take(Ok(None)));
    let mut only = None;
    for report in reports {
        match report {
            Ok(report) => match Key::of_report(&report) {
                Some(key) => {
                    take(Ok(Some(Event::of_report(key, &report))));
                    only = is_one.then_some(report);
                }
                None if report.opted_out => take(Ok(None)),
                None => take(Err(source.reason(line, Reason::MissingMessageId).into())),
            },
            Err(error) => take(Err(source.reason(line, error.into()).into())),
        }
    }
    only
}

/// Which values of a line of a known shape are the fields of a report.
struct Layout {
    message_id: usize,
    /// The recipient, if the id names a send.
    recipient: Option<usize>,
    reference: Option<usize>,
    /// Whether there is another field that counts if the reference is empty.
    has_other_reference: bool,
    /// The values that tell the status.
    told_by: Vec<usize>,
    /// What those values have told: a status, and the word for it if no table has it.
    told: HashMap<String, Told, RandomState>,
}

type Told = (sms_status::DeliveryStatus, Option<String>);

impl Layout {
    /// Returns where the fields of a report are in lines of this shape, by the line that the report was read from.
    ///
    /// There is none if the platform makes a field of the report from something else.
    fn of(source: &Source, paths: &Paths, values: &Values<'_, '_>, report: &Report) -> Option<Self> {
        let Source::Platform(platform) = source else { return None };
        let fields = platform.fields();
        let places = |name: &'static str| {
            let names = dotted(fields.reports, name);
            paths.find_all(&names.iter().map(String::as_str).collect::<Vec<_>>())
        };
        // Of several names the first counts. A field that comes twice is not for a short way.
        let found = |names: &[&'static str]| {
            let found = names.iter().map(|name| places(name)).filter(|places| !places.is_empty());
            found.collect::<Vec<_>>()
        };
        let first = |names: &[&'static str]| match found(names).first().map(Vec::as_slice) {
            None => Some(None),
            Some(&[value]) => Some(Some(value)),
            Some(_) => None,
        };
        let is_sending = report.id_names == IdNames::Sending;
        let mut layout = Self {
            message_id: first(fields.message_id)??,
            recipient: if is_sending { Some(first(fields.recipient)??) } else { None },
            reference: first(fields.reference)?,
            has_other_reference: found(fields.reference).len() > 1,
            told_by: fields.status().flat_map(places).collect(),
            told: HashMap::default(),
        };
        layout.learn(values, report);
        let Event { message, campaign, .. } = layout.event(values, &mut String::new())?;
        let is_made = layout.told_by.contains(&layout.message_id);
        let is_same = !is_made
            && Some(message.key()) == Key::of_report(report)
            && Some(campaign).filter(|it| !it.is_empty()) == report.reference.as_deref();
        is_same.then_some(layout)
    }

    /// Returns the event of a line, if what tells its status has come before.
    fn event<'a>(&'a self, values: &Values<'a, '_>, buffer: &mut String) -> Option<Event<'a>> {
        buffer.clear();
        self.write_key(values, buffer);
        let (status, unknown) = self.told.get(buffer.as_str())?;
        let id = values.plain(self.message_id).filter(|id| !id.is_empty())?;
        let message = match self.recipient {
            None => Message::Id(id),
            Some(recipient) => Message::Sending { id, number: values.number(recipient)? },
        };
        let campaign = self.reference.map_or(Some(""), |reference| values.plain(reference))?;
        if self.has_other_reference && campaign.is_empty() {
            return None;
        }
        Some(Event { message, status: *status, unknown: unknown.as_deref(), campaign })
    }

    /// Keeps what the values of a line have told.
    fn learn(&mut self, values: &Values<'_, '_>, report: &Report) {
        /// No platform has so many words and codes.
        const MOST: usize = 4096;

        if self.told.len() < MOST {
            let mut key = String::new();
            self.write_key(values, &mut key);
            self.told.insert(key, (report.status, (!report.known).then(|| report.word.clone())));
        }
    }

    fn write_key(&self, values: &Values<'_, '_>, key: &mut String) {
        for &value in &self.told_by {
            key.push_str(values.text(value));
            // No value has a control character.
            key.push('\0');
        }
    }
}

/// Returns the paths that a field may have, as [`Paths`] writes them, wherever reports lie.
fn dotted(reports: &[&str], name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for base in reports.iter().copied().chain([""]) {
        // A list may stand in place of the only report.
        for list in ["", "/*"] {
            let mut steps: Vec<&str> = base.split('/').chain(list.split('/')).filter(|step| !step.is_empty()).collect();
            let mut rest = name;
            if name.starts_with("//") {
                steps.clear();
            }
            while let Some(after) = rest.strip_prefix("../") {
                steps.pop();
                rest = after;
            }
            steps.extend(rest.split('/').filter(|step| !step.is_empty()));
            let is_list = |step: &str| step == "*" || step.bytes().all(|byte| byte.is_ascii_digit());
            let steps: Vec<&str> = steps.into_iter().map(|step| if is_list(step) { "[]" } else { step }).collect();
            found.push(steps.join("."));
        }
    }
    found
}
