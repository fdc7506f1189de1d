use std::fmt;

use sms_status::{
    AddressBookAction::{self, Keep},
    Language,
    smsmode::RecordErrorReason,
};

use crate::{cleaning::Cleaning, contacts::RowError};

/// Prints what is done with the rows and why, and what could not be read.
pub struct Summary<'a> {
    pub cleaning: &'a Cleaning<'a>,
    pub language: Language,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cleaning, language } = *self;
        for &action in AddressBookAction::VARIANTS {
            writeln!(f, "{:>8}  {}", cleaning.rows_with(action), action.label(language))?;
        }
        writeln!(f, "{:>8}  {}", cleaning.contacts.rows.len(), self.say("rows in all", "lignes en tout"))?;
        writeln!(
            f,
            "{:>8}  {}",
            cleaning.unlisted_numbers(),
            self.say("reported numbers that are not in the list", "numéros des comptes rendus absents de la liste"),
        )?;

        for &action in AddressBookAction::VARIANTS.iter().filter(|&&action| action != Keep) {
            let decisions = cleaning.decisions_to(action).map(|(number, decision)| {
                let (status, source) = (decision.evidence.status.label(language), decision.evidence.source.display());
                format!("{}  {number}  {status}  {source}", self.lines(&decision.lines))
            });
            section(f, action.label(language), decisions)?;
        }
        let rows = cleaning.contacts.rows.iter().filter_map(|row| {
            let error = row.number.as_ref().err()?;
            Some(format!("{}  {}", self.lines(&[row.line]), self.row_error(error)))
        });
        section(f, self.say("Rows kept because they cannot be read", "Lignes conservées car illisibles"), rows)?;
        let reports = cleaning.history.unreadable.iter().map(|report| {
            let (source, record) = (report.source.display(), self.say("record", "enregistrement"));
            let (place, reason, text) = (report.place, self.record_error(report.reason), excerpt(&report.text));
            format!("{source}  {record} {place}  {reason}  {text}")
        });
        section(f, self.say("Delivery reports that cannot be read", "Comptes rendus illisibles"), reports)
    }
}

impl Summary<'_> {
    fn lines(&self, lines: &[usize]) -> String {
        let noun = match lines {
            [_] => self.say("line", "ligne"),
            _ => self.say("lines", "lignes"),
        };
        format!("{noun} {}", lines.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))
    }

    fn row_error(&self, error: &RowError) -> String {
        match error {
            RowError::BadQuoting => self.say("misplaced quotation marks", "guillemets mal placés").to_owned(),
            RowError::FieldCount { found, expected } => match self.language {
                Language::French => format!("nombre de champs : {found} au lieu de {expected}"),
                _ => format!("number of fields: {found} instead of {expected}"),
            },
            RowError::NoNumber => self.say("no phone number", "pas de numéro de téléphone").to_owned(),
            RowError::NotANumber(text) => {
                let error = self.say("not a phone number", "ce n'est pas un numéro de téléphone");
                format!("{error}  {}", excerpt(text))
            }
        }
    }

    fn record_error(&self, reason: RecordErrorReason) -> String {
        let french = match reason {
            RecordErrorReason::InvalidRecipient => "le destinataire n'est pas un numéro",
            RecordErrorReason::MissingCode => "le code manque",
            RecordErrorReason::InvalidCode => "le code n'est pas un nombre de 0 à 65535",
            RecordErrorReason::UnexpectedText => "texte inattendu après le code",
            _ => "illisible",
        };
        self.say(&reason.to_string(), french).to_owned()
    }

    fn say<'a>(&self, english: &'a str, french: &'a str) -> &'a str {
        match self.language {
            Language::French => french,
            _ => english,
        }
    }
}

fn section(f: &mut fmt::Formatter<'_>, title: &str, items: impl Iterator<Item = String>) -> fmt::Result {
    let mut items = items.peekable();
    if items.peek().is_some() {
        writeln!(f, "\n{title}")?;
    }
    items.try_for_each(|item| writeln!(f, "  {item}"))
}

/// The start of a text from a file, without what would disturb a terminal.
fn excerpt(text: &str) -> String {
    text.escape_debug().take(60).collect()
}
