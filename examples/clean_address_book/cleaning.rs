use std::collections::{BTreeMap, HashSet};

use sms_status::{
    AddressBookAction::{self, Keep, Remove},
    Language,
};

use crate::{
    contacts::Contacts,
    history::{Evidence, History},
    number::E164,
};

/// What is done with each row of a contact list.
pub struct Cleaning<'a> {
    pub contacts: &'a Contacts,
    pub history: &'a History,
    /// The numbers that something is done with.
    pub decisions: BTreeMap<&'a E164, Decision<'a>>,
}

/// What is done with a number.
pub struct Decision<'a> {
    pub action: AddressBookAction,
    pub evidence: &'a Evidence,
    /// The lines of the rows that have the number.
    pub lines: Vec<usize>,
}

impl<'a> Cleaning<'a> {
    pub fn new(contacts: &'a Contacts, history: &'a History) -> Self {
        let mut decisions = BTreeMap::<_, Decision<'_>>::new();
        for row in &contacts.rows {
            let Ok(number) = &row.number else { continue };
            let Some(evidence) = history.of(number) else { continue };
            let action = evidence.status.action();
            if action != Keep {
                let decision = decisions.entry(number).or_insert(Decision { action, evidence, lines: Vec::new() });
                decision.lines.push(row.line);
            }
        }
        Self { contacts, history, decisions }
    }

    /// The list without the rows to remove; all other rows and bytes are as they were.
    pub fn cleaned(&self) -> Vec<u8> {
        self.contacts.without(|number| self.decisions.get(number).is_some_and(|decision| decision.action == Remove))
    }

    /// The number of rows with which this is done.
    pub fn rows_with(&self, action: AddressBookAction) -> usize {
        let rows = |decision: &Decision<'_>| decision.lines.len();
        match action {
            Keep => self.contacts.rows.len() - self.decisions.values().map(rows).sum::<usize>(),
            _ => self.decisions_to(action).map(|(_, decision)| rows(decision)).sum(),
        }
    }

    /// The numbers with which this is done.
    pub fn decisions_to(&self, action: AddressBookAction) -> impl Iterator<Item = (&E164, &Decision<'a>)> {
        self.decisions
            .iter()
            .map(|(&number, decision)| (number, decision))
            .filter(move |(_, decision)| decision.action == action)
    }

    /// How many numbers have reports without being in the list.
    pub fn unlisted_numbers(&self) -> usize {
        let listed: HashSet<_> = self.contacts.rows.iter().filter_map(|row| row.number.as_ref().ok()).collect();
        self.history.numbers().filter(|number| !listed.contains(number)).count()
    }

    /// The reasons, as a CSV text with the delimiter of the list.
    pub fn reasons(&self, language: Language) -> csv::Result<Vec<u8>> {
        let mut csv = csv::WriterBuilder::new().delimiter(self.contacts.delimiter).from_writer(Vec::new());
        csv.write_record(["action", "number", "lines", "status", "code", "label", "description", "source"])?;
        for (number, Decision { action, evidence, lines }) in &self.decisions {
            let status = evidence.status;
            let lines: Vec<_> = lines.iter().map(usize::to_string).collect();
            csv.write_record([
                action.name(),
                &number.to_string(),
                &lines.join(" "),
                status.name(),
                &status.code().to_string(),
                status.label(language),
                status.description(language),
                &evidence.source.display().to_string(),
            ])?;
        }
        csv.into_inner().map_err(|error| error.into_error().into())
    }
}
