use std::fmt::{Display, Formatter, Result};

use comfy_table::{CellAlignment::Right, Table};
use common::{
    escaped::Escaped,
    table::table,
    wording::{Wording, share},
};
use sms_status::{AddressBookAction, BulkReport, Category, Language, Outcome};

use crate::{reading::Reading, unreadable::Unreadable};

/// The printed report.
pub struct Page<'a> {
    reading: &'a Reading,
    report: BulkReport,
    wording: Wording,
    /// Whether places need the name of their file.
    name_files: bool,
    max_campaigns: usize,
}

impl<'a> Page<'a> {
    /// Creates the page of what was read from one file or from several, with a table of up to so many campaigns.
    pub fn new(reading: &'a Reading, wording: Wording, several_files: bool, max_campaigns: usize) -> Self {
        Self { reading, report: reading.report(), wording, name_files: several_files, max_campaigns }
    }
}

impl Display for Page<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.summary(f)?;
        if !self.report.is_empty() {
            writeln!(f, "\n{}", self.statuses())?;
            self.totals(
                f,
                self.wording.text("Outcomes", "Résultats"),
                Outcome::VARIANTS.iter().map(|&row| (row.label(self.wording.language), self.report.count_outcome(row))),
            )?;
            self.totals(
                f,
                self.wording.text("Categories", "Catégories"),
                Category::VARIANTS
                    .iter()
                    .map(|&row| (row.label(self.wording.language), self.report.count_category(row))),
            )?;
            self.totals(
                f,
                self.wording.text("What to do with the numbers", "Que faire des numéros"),
                AddressBookAction::VARIANTS
                    .iter()
                    .map(|&row| (row.label(self.wording.language), self.report.count_action(row))),
            )?;
        }
        self.campaigns(f)?;
        self.unknown_codes(f)?;
        self.no_reports(f)?;
        self.unreadable(f)
    }
}

impl Page<'_> {
    fn summary(&self, f: &mut Formatter<'_>) -> Result {
        let report = &self.report;
        let Some(status) = report.status() else {
            return writeln!(f, "{}", self.wording.text("No delivery reports.", "Aucun compte rendu."));
        };
        writeln!(f, "{}", status.label(self.wording.language))?;
        writeln!(f, "{}", status.description(self.wording.language))?;
        let received = report.count_outcome(Outcome::Received);
        let form = self.wording.form(received, "reçu", "reçus");
        let [total, received, open] =
            [report.total(), received, not_final(report)].map(|messages| self.wording.number(messages));
        let rate = report.delivery_rate().map_or_else(|| "–".to_owned(), |rate| self.wording.percentage(rate));
        match self.wording.language {
            Language::French => writeln!(
                f,
                "Messages\u{A0}: {total} ({received} {form}, {open} sans résultat définitif)\nTaux de réception\u{A0}: {rate}"
            ),
            _ => writeln!(f, "Messages: {total} ({received} received, {open} not final yet)\nDelivery rate: {rate}"),
        }
    }

    fn statuses(&self) -> Table {
        const BAR: f64 = 8.0;

        let mut table = table([
            self.wording.text("Status", "Statut"),
            "Messages",
            self.wording.text("Share", "Part"),
            "",
            self.wording.text("Address book", "Carnet d'adresses"),
        ]);
        let mut rows: Vec<_> = self.report.iter().collect();
        rows.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
        for (status, n) in rows {
            let share = share(n, self.report.total());
            table.add_row([
                status.label(self.wording.language),
                &self.wording.number(n),
                &self.wording.percentage(share),
                &bar(share * BAR),
                status.action().label(self.wording.language),
            ]);
        }
        for column in table.column_iter_mut().skip(1).take(2) {
            column.set_cell_alignment(Right);
        }
        table
    }

    fn totals<'a>(&self, f: &mut Formatter<'_>, title: &str, rows: impl Iterator<Item = (&'a str, u64)>) -> Result {
        writeln!(f, "\n{title}")?;
        for (label, n) in rows {
            writeln!(
                f,
                "  {label:<20} {:>12}  {:>7}",
                self.wording.number(n),
                self.wording.percentage(share(n, self.report.total()))
            )?;
        }
        Ok(())
    }

    fn campaigns(&self, f: &mut Formatter<'_>) -> Result {
        let campaigns = self.reading.by_campaign();
        let Some((campaigns, all)) = campaigns.as_ref().map(|them| (them, them.len())).filter(|&(_, all)| all > 0)
        else {
            return Ok(());
        };
        let mut table = table([
            self.wording.text("Campaign", "Campagne"),
            self.wording.text("Status", "Statut"),
            "Messages",
            self.wording.text("Received", "Reçus"),
            self.wording.text("Failed", "Échecs"),
            self.wording.text("Not final yet", "Sans résultat définitif"),
        ]);
        let none = self.wording.text("(none)", "(aucune)");
        for (name, report) in campaigns.iter().take(self.max_campaigns) {
            let share = |n| self.wording.percentage(share(n, report.total()));
            let name = name.map_or_else(|| none.to_owned(), |name| Escaped(name).to_string());
            table.add_row([
                name.as_str(),
                report.status().map_or("", |status| status.label(self.wording.language)),
                &self.wording.number(report.total()),
                &share(report.count_outcome(Outcome::Received)),
                &share(report.count_outcome(Outcome::Failed)),
                &share(not_final(&report)),
            ]);
        }
        for column in table.column_iter_mut().skip(2) {
            column.set_cell_alignment(Right);
        }
        writeln!(f, "\n{table}")?;
        match all.saturating_sub(self.max_campaigns) {
            0 => Ok(()),
            more => {
                let more = self.wording.number(more as u64);
                match self.wording.language {
                    Language::French => writeln!(f, "  et {more} de plus\u{A0}; --json les donne toutes"),
                    _ => writeln!(f, "  and {more} more; --json has all"),
                }
            }
        }
    }

    fn unknown_codes(&self, f: &mut Formatter<'_>) -> Result {
        let codes = self.reading.unknown_codes();
        if codes.is_empty() {
            return Ok(());
        }
        writeln!(
            f,
            "\n{}",
            self.wording.text("Unknown codes, counted as Undefined", "Codes inconnus, traités comme Indéfini")
        )?;
        codes.iter().try_for_each(|(code, &n)| {
            writeln!(f, "  {:<20} {:>12}", Escaped(code).to_string(), self.wording.number(n))
        })
    }

    fn no_reports(&self, f: &mut Formatter<'_>) -> Result {
        if self.reading.no_reports == 0 {
            return Ok(());
        }
        let title = self.wording.text(
            "Callbacks that report no status, such as incoming messages:",
            "Notifications sans statut, telles que des messages entrants\u{A0}:",
        );
        writeln!(f, "\n{title} {}", self.wording.number(self.reading.no_reports))
    }

    fn unreadable(&self, f: &mut Formatter<'_>) -> Result {
        let Unreadable { total, listed, .. } = &self.reading.unreadable;
        if *total == 0 {
            return Ok(());
        }
        let title = self
            .wording
            .text("Unreadable records, not counted:", "Enregistrements illisibles, non pris en compte\u{A0}:");
        writeln!(f, "\n{title} {}", self.wording.number(*total))?;
        for item in listed {
            writeln!(f, "  {}", item.text(self.name_files, self.wording))?;
        }
        let more = total - listed.len() as u64;
        if more > 0 {
            let more = self.wording.number(more);
            match self.wording.language {
                Language::French => writeln!(f, "  et {more} de plus")?,
                _ => writeln!(f, "  and {more} more")?,
            }
        }
        Ok(())
    }
}

/// Returns the number of messages that are unknown or pending.
fn not_final(report: &BulkReport) -> u64 {
    report.count_outcome(Outcome::Pending).saturating_add(report.count_outcome(Outcome::Unknown))
}

/// Returns a bar of this many characters, to an eighth.
fn bar(length: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length is small and positive")]
    let eighths = ((length * 8.0).round() as usize).max(1);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}
