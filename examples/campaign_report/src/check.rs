use std::{
    collections::BTreeMap,
    fmt::{self, Display, Formatter},
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use common::{
    compressed::decompressed,
    escaped::{Escaped, excerpt},
    input,
    source::Source,
    table,
    wording::Wording,
};
use sms_status::Report;

/// What a platform reads in some requests, for the person who writes its document.
#[derive(Debug)]
pub struct Check<'a> {
    source: &'a Source,
    wording: Wording,
    reports: Vec<Report>,
    /// How many events are not a delivery report.
    others: u64,
    /// What cannot be read, and why.
    unreadable: Vec<String>,
}

impl<'a> Check<'a> {
    /// Reads the requests in some files.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read.
    pub fn new(source: &'a Source, files: &[PathBuf], wording: Wording) -> Result<Self> {
        let mut check = Self { source, wording, reports: Vec::new(), others: 0, unreadable: Vec::new() };
        for file in files {
            check.read(file).with_context(|| file.display().to_string())?;
        }
        Ok(check)
    }

    /// Returns whether everything was read, and each word is known.
    pub fn is_passed(&self) -> bool {
        self.unreadable.is_empty() && self.reports.iter().all(|report| report.known)
    }

    fn read(&mut self, file: &Path) -> Result<()> {
        let mut bytes = Vec::new();
        decompressed(input::open(file)?)?.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        // A document may take several lines, and several documents may follow one another.
        if text.trim_start().starts_with(['{', '[', '<']) {
            self.take(&text, &file.display().to_string());
            return Ok(());
        }
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            self.take(line, &format!("{}:{number}", file.display()));
        }
        Ok(())
    }

    fn take(&mut self, request: &str, place: &str) {
        let items = match self.source.read(request) {
            Ok(reports) => {
                self.others += reports.others() as u64;
                reports.into_iter().collect()
            }
            Err(error) => vec![Err(error)],
        };
        for item in items {
            match item {
                Ok(report) => self.reports.push(report),
                Err(error) => self.unreadable.push(format!("{place}: {error}: {}", excerpt(request))),
            }
        }
    }

    /// Returns the fields that no report has.
    fn missing(&self) -> Vec<&'static str> {
        let has = |field: fn(&Report) -> bool| self.reports.iter().any(field);
        let fields = [
            ("message_id", has(|report| report.message_id.is_some())),
            ("recipient", has(|report| report.recipient.is_some())),
            ("reported_at", has(|report| report.reported_at.is_some())),
        ];
        fields.into_iter().filter(|(_, has)| !has).map(|(name, _)| name).collect()
    }
}

/// Prints the reports as a table, and what to look at.
impl Display for Check<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        /// More rows show nothing new.
        const MOST: usize = 20;

        let Self { source, wording, reports, others, unreadable } = self;
        let colon = wording.text(":", "\u{A0}:");
        let valid = wording.text("the document is valid", "le document est valide");
        writeln!(f, "{}{colon} {valid}", Escaped(source.name()))?;
        if reports.is_empty() && unreadable.is_empty() {
            return Ok(());
        }
        let header = [
            wording.text("Status", "Statut"),
            wording.text("Address book", "Carnet d'adresses"),
            wording.text("Word", "Mot"),
            wording.text("Cause", "Cause"),
            wording.text("Message id", "Identifiant"),
            wording.text("Recipient", "Destinataire"),
            wording.text("Time", "Date"),
        ];
        let mut table = table::wrapped(header, 120);
        for report in reports.iter().take(MOST) {
            let text = |text: &Option<String>| Escaped(text.as_deref().unwrap_or_default()).to_string();
            let Report { status, word, cause, message_id, recipient, reported_at, .. } = report;
            table.add_row([
                status.label(wording.language).to_owned(),
                status.action().label(wording.language).to_owned(),
                Escaped(word).to_string(),
                text(cause),
                text(message_id),
                text(recipient),
                reported_at.map_or_else(String::new, |time| time.to_string()),
            ]);
        }
        writeln!(f, "{table}")?;
        for (label, n) in [
            (wording.text("Reports", "Comptes rendus"), reports.len() as u64),
            (
                wording.text("Events that are not a delivery report", "Événements qui ne sont pas un compte rendu"),
                *others,
            ),
        ] {
            writeln!(f, "{label}{colon} {}", wording.number(n))?;
        }
        let mut unknown = BTreeMap::<&str, usize>::new();
        reports.iter().filter(|report| !report.known).for_each(|report| *unknown.entry(&report.word).or_default() += 1);
        for (word, n) in unknown {
            let label = wording.text("Word that the document does not have", "Mot absent du document");
            writeln!(f, "{label}{colon} {} ({})", Escaped(word), wording.number(n as u64))?;
        }
        for field in self.missing() {
            let label = wording.text("No report has the field", "Aucun compte rendu n'a le champ");
            writeln!(f, "{label} `{field}`")?;
        }
        for reason in unreadable {
            writeln!(f, "{}{colon} {}", wording.text("Unreadable", "Illisible"), Escaped(reason))?;
        }
        Ok(())
    }
}
