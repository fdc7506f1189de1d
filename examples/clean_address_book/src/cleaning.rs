use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::{Read, Write},
};

use anyhow::{Result, bail};
use common::listed::Listed;
use sms_status::{
    AddressBookAction::{self, Keep, Remove, Review, Suppress},
    DeliveryStatus, Language,
};

use crate::{
    contacts::{Contact, Contacts, RowError},
    history::{Evidence, History},
    number::E164,
    subscriber::other_numbers,
};

/// What is done with each row of a contact list.
pub struct Cleaning<'a> {
    pub history: &'a History,
    /// The number of rows in the list.
    pub rows: u64,
    /// The rows whose number cannot be read, with the line of each.
    pub unreadable: Listed<(u64, RowError)>,
    /// The numbers that something is done with, whether rows are removed, and the number that the reports are about.
    decisions: BTreeMap<(E164, bool, E164), Decision<'a>>,
    /// Whether each number that has reports is in the list, or is shown beside one that is.
    is_listed: Vec<bool>,
    delimiter: u8,
}

/// What is done with a number.
pub struct Decision<'a> {
    pub action: AddressBookAction,
    pub evidence: Evidence<'a>,
    /// The number that the reports are about, if it is another one of the subscriber, or of the row.
    pub reported: Option<E164>,
    /// The lines of the rows that have the number.
    pub lines: Vec<u64>,
    /// The other numbers of those rows, of which no report says that they are dead.
    pub living: BTreeSet<E164>,
}

impl<'a> Cleaning<'a> {
    /// Copies a contact list without the rows to remove; all other rows and bytes stay as they are. At most `limit`
    /// of the rows that cannot be read are listed.
    ///
    /// # Errors
    ///
    /// Returns an error if the list cannot be read or the copy cannot be written, or if no row has a readable phone number.
    pub fn copy(
        contacts: &mut Contacts<impl Read + Send>,
        history: &'a History,
        copy: impl Write,
        limit: usize,
    ) -> Result<Self> {
        let mut cleaning = Self {
            history,
            rows: 0,
            unreadable: Listed::new(limit),
            decisions: BTreeMap::new(),
            is_listed: vec![false; history.numbers().len()],
            delimiter: contacts.layout.delimiter,
        };
        contacts.copy(copy, |contact| cleaning.decide(contact) != Remove)?;
        if cleaning.rows == cleaning.unreadable.total {
            match cleaning.unreadable.first.first() {
                _ if cleaning.rows == 0 => bail!("there is no row below the header"),
                Some((line, error)) => {
                    let hint = match error {
                        RowError::NotANumber(_) | RowError::NoNumber => "; choose another column with --column",
                        RowError::BadQuoting | RowError::TooManyFields { .. } => {
                            "; if something else parts the columns, give it with --delimiter"
                        }
                        RowError::National(_) | RowError::TooLong => "",
                    };
                    bail!("no row has a readable phone number in {}; line {line}: {error}{hint}", contacts.column_name)
                }
                None => bail!("no row has a readable phone number"),
            }
        }
        Ok(cleaning)
    }

    fn decide(&mut self, Contact { line, number, others }: Contact) -> AddressBookAction {
        self.rows += 1;
        let number = number.map_err(|error| self.unreadable.push((line, error))).ok();
        let own = number.and_then(|number| self.list(number));
        let own_action = own.as_ref().map_or(Keep, |own| own.status.action());
        let others: Vec<_> = others.into_iter().filter(|&other| Some(other) != number).collect();
        let others: Vec<_> = others.into_iter().map(|other| (other, self.list(other))).collect();
        let is =
            |evidence: &Option<Evidence<'_>>, action| evidence.as_ref().is_some_and(|it| it.status.action() == action);
        let (action, reported, evidence, living) = if own_action == Suppress {
            (Suppress, number, own, Vec::new())
        } else if let Some((reported, evidence)) = self.elsewhere(number, &others, own.as_ref()) {
            (Review, Some(reported), Some(evidence), Vec::new())
        } else if own_action == Remove {
            let living = others.iter().filter(|(_, evidence)| !is(evidence, Remove)).map(|&(other, _)| other);
            let living: Vec<_> = living.collect();
            (if living.is_empty() { Remove } else { Review }, number, own, living)
        } else {
            (own_action, number, own, Vec::new())
        };
        if let (true, Some(evidence), Some(reported)) = (action != Keep, evidence, reported) {
            let of = number.unwrap_or(reported);
            let other = Some(reported).filter(|&reported| reported != of);
            let decision = Decision { action, evidence, reported: other, lines: Vec::new(), living: BTreeSet::new() };
            let decision = self.decisions.entry((of, action == Remove, reported)).or_insert(decision);
            decision.lines.push(line);
            decision.living.extend(living);
        }
        action
    }

    /// Notes that a number is in the list, and returns what is known about it.
    fn list(&mut self, number: E164) -> Option<Evidence<'a>> {
        let place = self.history.place(number)?;
        self.is_listed[place] = true;
        self.history.evidence_at(place)
    }

    /// Returns what is reported for another number of the subscriber or of the row, if it decides more than the reports on the
    /// number itself: an opt-out, or a removal of a number that is the same subscriber's and of which nothing else is known.
    fn elsewhere(
        &mut self,
        number: Option<E164>,
        others: &[(E164, Option<Evidence<'a>>)],
        own: Option<&Evidence<'a>>,
    ) -> Option<(E164, Evidence<'a>)> {
        let own_forms = number.map(other_numbers).unwrap_or_default();
        let forms_of_others = others.iter().flat_map(|&(other, _)| other_numbers(other).into_iter().chain([other]));
        let all: Vec<_> = own_forms.iter().copied().chain(forms_of_others).collect();
        let history = self.history;
        let with = |numbers: &[E164], action| {
            numbers.iter().find_map(|&number| {
                let evidence = history.evidence(number)?;
                (evidence.status.action() == action).then_some((number, evidence))
            })
        };
        let is_known = own.is_some_and(|own| own.status.action() != Keep || own.status.confirms_number());
        let removed = || if is_known { None } else { with(&own_forms, Remove) };
        let (reported, evidence) = with(&all, Suppress).or_else(removed)?;
        self.list(reported);
        Some((reported, evidence))
    }

    /// Returns the numbers that have reports but are not in the list, each with its place in the history.
    pub fn unlisted(&self) -> Vec<(E164, usize)> {
        let places = self.history.numbers().zip(0..).zip(&self.is_listed);
        let mut unlisted: Vec<_> = places.filter(|(_, is_listed)| !**is_listed).map(|(place, _)| place).collect();
        unlisted.sort_unstable();
        unlisted
    }

    /// Returns the number of rows with which this is done.
    pub fn rows_with(&self, action: AddressBookAction) -> u64 {
        let rows = |decision: &Decision<'_>| decision.lines.len() as u64;
        match action {
            Keep => self.rows - self.decisions.values().map(rows).sum::<u64>(),
            _ => self.decisions_to(action).map(|(_, decision)| rows(decision)).sum(),
        }
    }

    /// Returns the numbers with which this is done.
    pub fn decisions_to(&self, action: AddressBookAction) -> impl Iterator<Item = (E164, &Decision<'a>)> + Clone {
        self.decisions
            .iter()
            .map(|(&(number, ..), decision)| (number, decision))
            .filter(move |(_, decision)| decision.action == action)
    }

    /// Writes the reasons, as a CSV text with the delimiter of the list.
    pub fn write_reasons(&self, file: impl Write, language: Language) -> Result<()> {
        let mut csv = csv::WriterBuilder::new().delimiter(self.delimiter).from_writer(file);
        csv.write_record([
            "action",
            "advice",
            "number",
            "lines",
            "status",
            "code",
            "label",
            "description",
            "source",
            "other_numbers",
            "reported_number",
        ])?;
        let mut buffer = String::new();
        for (&(number, ..), decision) in &self.decisions {
            let Decision { action, evidence, reported, lines, living } = decision;
            let lines: Vec<_> = lines.iter().map(u64::to_string).collect();
            let living: Vec<_> = living.iter().map(E164::to_string).collect();
            let reported = reported.map_or_else(String::new, |reported| reported.to_string());
            let description = evidence.status.description(language);
            let more = [&*lines.join(" "), description, &*living.join(" "), &*reported];
            write_reason(&mut csv, number, *action, Some(evidence), more, language, &mut buffer)?;
        }
        // Nothing is done with these, and there may be many.
        for (number, place) in self.unlisted() {
            let evidence = self.history.evidence_at(place);
            let action = evidence.as_ref().map_or(Keep, |evidence| evidence.status.action());
            write_reason(&mut csv, number, action, evidence.as_ref(), [""; 4], language, &mut buffer)?;
        }
        Ok(csv.flush()?)
    }
}

/// Writes a row of the reasons. A number that is not in the list has no lines, and no description.
fn write_reason(
    csv: &mut csv::Writer<impl Write>,
    number: E164,
    action: AddressBookAction,
    evidence: Option<&Evidence<'_>>,
    [lines, description, others, reported]: [&str; 4],
    language: Language,
    buffer: &mut String,
) -> Result<()> {
    buffer.clear();
    write!(buffer, "{number}")?;
    for field in [action.name(), action.label(language), buffer.as_str(), lines] {
        csv.write_field(field)?;
    }
    let status = evidence.map(|evidence| evidence.status);
    buffer.clear();
    if let Some(status) = status {
        write!(buffer, "{}", status.code())?;
    }
    let source = evidence.map(|evidence| evidence.source.to_string_lossy()).unwrap_or_default();
    let [name, label] = [status.map(DeliveryStatus::name), status.map(|status| status.label(language))];
    for field in
        [name.unwrap_or_default(), buffer.as_str(), label.unwrap_or_default(), description, &*source, others, reported]
    {
        csv.write_field(field)?;
    }
    Ok(csv.write_record(None::<&[u8]>)?)
}
