use std::fmt;

use common::{escaped::Escaped, listed::Listed, wording::Wording};
use sms_status::{
    AddressBookAction::{self, Keep},
    Language,
};

use crate::{
    cleaning::Cleaning,
    contacts::RowError,
    history::UnreadableReport,
    reports::{Place, Unreadable},
};

/// At most so many rows of a kind are printed; the file of reasons has all.
const MOST: usize = 20;

/// Prints what is done with the rows and why, and what could not be read.
pub struct Summary<'a> {
    pub cleaning: &'a Cleaning<'a>,
    pub wording: Wording,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cleaning, wording } = *self;
        let language = wording.language;
        for &action in AddressBookAction::VARIANTS {
            writeln!(f, "{:>8}  {}", wording.number(cleaning.rows_with(action)), action.label(language))?;
        }
        let rows = cleaning.rows;
        let total = wording.text(
            wording.form(rows, "row in total", "rows in total"),
            wording.form(rows, "ligne au total", "lignes au total"),
        );
        writeln!(f, "{:>8}  {total}", wording.number(rows))?;
        let unlisted_numbers = cleaning.unlisted();
        let unlisted = unlisted_numbers.len() as u64;
        let not_in_list = wording.text(
            wording.form(
                unlisted,
                "number in the reports but not in the list",
                "numbers in the reports but not in the list",
            ),
            wording.form(
                unlisted,
                "numéro présent dans les comptes rendus mais absent de la liste",
                "numéros présents dans les comptes rendus mais absents de la liste",
            ),
        );
        writeln!(f, "{:>8}  {not_in_list}", wording.number(unlisted))?;

        for &action in AddressBookAction::VARIANTS.iter().filter(|&&action| action != Keep) {
            let decisions = cleaning.decisions_to(action).map(|(number, decision)| {
                let status = decision.evidence.status.label(language);
                let source = Escaped(decision.evidence.source.display());
                let living: Vec<_> = decision.living.iter().map(ToString::to_string).collect();
                let other = wording.text("  other numbers: ", "  autres numéros\u{A0}: ");
                let others = if living.is_empty() { String::new() } else { other.to_owned() + &living.join(", ") };
                let reported = wording.text("  reported for ", "  compte rendu pour le ");
                let reported = decision.reported.map_or_else(String::new, |it| format!("{reported}{it}"));
                format!("{}  {number}  {status}  {source}{reported}{others}", self.lines(&decision.lines))
            });
            section(f, action.label(language), decisions.take(MOST))?;
            self.more(f, (cleaning.decisions_to(action).count() as u64).saturating_sub(MOST as u64))?;
        }
        let listed = unlisted_numbers.iter().map(|&(number, place)| match cleaning.history.evidence_at(place) {
            Some(evidence) => {
                let source = Escaped(evidence.source.display());
                format!("{number}  {}  {source}", evidence.status.label(language))
            }
            None => number.to_string(),
        });
        section(
            f,
            wording.text("Numbers in the reports but not in the list", "Numéros absents de la liste"),
            listed.take(MOST),
        )?;
        self.more(f, unlisted.saturating_sub(MOST as u64))?;
        let rows = &cleaning.unreadable;
        section(
            f,
            wording.text("Rows kept because they cannot be read", "Lignes conservées car illisibles"),
            rows.first.iter().map(|(line, error)| format!("{}  {}", self.lines(&[*line]), self.row_error(error))),
        )?;
        self.unlisted(f, rows)?;
        let reports = &cleaning.history.unreadable;
        section(
            f,
            wording.text("Delivery reports that cannot be read", "Comptes rendus illisibles"),
            reports.first.iter().map(|UnreadableReport { source, report: Unreadable { place, reason, text } }| {
                let (unit, place) = match place {
                    Place::Record(place) => (wording.text("record", "enregistrement"), place),
                    Place::Line(place) => (wording.text("line", "ligne"), place),
                    Place::Pdu(place) => (wording.text("PDU at byte", "PDU à l'octet"), place),
                };
                format!("{}  {unit} {place}  {}  {text}", Escaped(source.display()), reason.text(wording))
            }),
        )?;
        self.unlisted(f, reports)
    }
}

impl Summary<'_> {
    fn lines(&self, lines: &[u64]) -> String {
        let n = lines.len() as u64;
        let noun = self.wording.text(self.wording.form(n, "line", "lines"), self.wording.form(n, "ligne", "lignes"));
        format!("{noun} {}", lines.iter().map(u64::to_string).collect::<Vec<_>>().join(", "))
    }

    fn row_error(&self, error: &RowError) -> String {
        let french = match error {
            RowError::BadQuoting => "guillemets mal placés".to_owned(),
            RowError::TooManyFields { found, expected } => {
                format!("nombre de champs\u{A0}: {found} au lieu de {expected}")
            }
            RowError::TooLong => "plus longue que 1\u{A0}Mio".to_owned(),
            RowError::NoNumber => "numéro de téléphone manquant".to_owned(),
            RowError::National(text) => {
                format!("n'est pas un numéro international\u{A0}; donnez son pays avec --region\u{A0}: {text}")
            }
            RowError::NotANumber(text) => format!("n'est pas un numéro de téléphone\u{A0}: {text}"),
        };
        self.wording.text(&error.to_string(), &french).to_owned()
    }

    fn unlisted<T>(&self, f: &mut fmt::Formatter<'_>, listed: &Listed<T>) -> fmt::Result {
        self.more(f, listed.unlisted())
    }

    fn more(&self, f: &mut fmt::Formatter<'_>, n: u64) -> fmt::Result {
        match n {
            0 => Ok(()),
            n => match self.wording.language {
                Language::French => writeln!(f, "  et {} de plus", self.wording.number(n)),
                _ => writeln!(f, "  and {} more", self.wording.number(n)),
            },
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
