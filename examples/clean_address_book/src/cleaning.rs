use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Read, Write},
};

use anyhow::{Result, bail};
use common::listed::Listed;
use sms_status::{
    AddressBookAction::{self, Keep, Remove, Review},
    DeliveryStatus, Language,
};

use crate::{
    contacts::{Contact, Contacts, RowError},
    history::{Evidence, History},
    number::E164,
};

/// What is done with each row of a contact list.
pub struct Cleaning<'a> {
    pub history: &'a History,
    /// The number of rows in the list.
    pub rows: u64,
    /// The rows whose number cannot be read, with the line of each.
    pub unreadable: Listed<(u64, RowError)>,
    /// The numbers that something is done with, and whether rows are removed.
    decisions: BTreeMap<(E164, bool), Decision<'a>>,
    /// The numbers that have reports but are not in the list.
    pub unlisted: BTreeSet<E164>,
    delimiter: u8,
}

/// What is done with a number.
pub struct Decision<'a> {
    pub action: AddressBookAction,
    pub evidence: Evidence<'a>,
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
        contacts: &mut Contacts<impl Read>,
        history: &'a History,
        copy: impl Write,
        limit: usize,
    ) -> Result<Self> {
        let mut cleaning = Self {
            history,
            rows: 0,
            unreadable: Listed::new(limit),
            decisions: BTreeMap::new(),
            unlisted: history.numbers().collect(),
            delimiter: contacts.delimiter,
        };
        contacts.copy(copy, |contact| cleaning.decide(contact) != Remove)?;
        if cleaning.rows == cleaning.unreadable.total {
            match cleaning.unreadable.first.first() {
                _ if cleaning.rows == 0 => bail!("there is no row below the header"),
                Some((line, error @ RowError::NotANumber(_))) => bail!(
                    "no row has a readable phone number in {}; line {line}: {error}; choose another column with --column",
                    contacts.column_name
                ),
                Some((line, error)) => bail!("no row has a readable phone number; line {line}: {error}"),
                None => bail!("no row has a readable phone number"),
            }
        }
        Ok(cleaning)
    }

    fn decide(&mut self, Contact { line, number, others }: Contact) -> AddressBookAction {
        self.rows += 1;
        for other in &others {
            self.unlisted.remove(other);
        }
        let number = match number {
            Ok(number) => number,
            Err(error) => {
                self.unreadable.push((line, error));
                return Keep;
            }
        };
        self.unlisted.remove(&number);
        let Some(evidence) = self.history.evidence(number) else { return Keep };
        let mut action = evidence.status.action();
        let mut living = Vec::new();
        if action == Remove {
            living.extend(others.into_iter().filter(|&other| other != number && !self.is_dead(other)));
        }
        if !living.is_empty() {
            action = Review;
        }
        if action != Keep {
            let decision = Decision { action, evidence, lines: Vec::new(), living: BTreeSet::new() };
            let decision = self.decisions.entry((number, action == Remove)).or_insert(decision);
            decision.lines.push(line);
            decision.living.extend(living);
        }
        action
    }

    fn is_dead(&self, number: E164) -> bool {
        self.history.evidence(number).is_some_and(|evidence| evidence.status.action() == Remove)
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
            .map(|(&(number, _), decision)| (number, decision))
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
        ])?;
        for (&(number, _), Decision { action, evidence, lines, living }) in &self.decisions {
            let lines: Vec<_> = lines.iter().map(u64::to_string).collect();
            let living: Vec<_> = living.iter().map(E164::to_string).collect();
            let reason = reason(number, *action, Some(evidence), &lines.join(" "), language);
            csv.write_record(reason.iter().chain([&living.join(" ")]))?;
        }
        for &number in &self.unlisted {
            let evidence = self.history.evidence(number);
            let action = evidence.as_ref().map_or(Keep, |evidence| evidence.status.action());
            let reason = reason(number, action, evidence.as_ref(), "", language);
            csv.write_record(reason.iter().chain([&String::new()]))?;
        }
        Ok(csv.flush()?)
    }
}

/// Returns a row of the reasons. A number that is not in the list has no lines.
fn reason(
    number: E164,
    action: AddressBookAction,
    evidence: Option<&Evidence<'_>>,
    lines: &str,
    language: Language,
) -> [String; 9] {
    let of_status = |text: &dyn Fn(DeliveryStatus) -> String| evidence.map_or_else(String::new, |it| text(it.status));
    [
        action.name().to_owned(),
        action.label(language).to_owned(),
        number.to_string(),
        lines.to_owned(),
        of_status(&|status| status.name().to_owned()),
        of_status(&|status| status.code().to_string()),
        of_status(&|status| status.label(language).to_owned()),
        of_status(&|status| status.description(language).to_owned()),
        evidence.map_or_else(String::new, |evidence| evidence.source.display().to_string()),
    ]
}
