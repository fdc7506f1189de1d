use std::fmt::{Display, Formatter, Result};

use comfy_table::{CellAlignment::Right, Table, presets::UTF8_FULL_CONDENSED};
use num_format::{Locale, ToFormattedString};
use sms_status::{AddressBookAction, Category, Language, Outcome, smsmode::RecordErrorReason};

use crate::reading::Reading;

/// The printed report.
pub struct Page<'a> {
    pub reading: &'a Reading,
    pub language: Language,
}

impl Display for Page<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.summary(f)?;
        if !self.reading.report.is_empty() {
            writeln!(f, "\n{}", self.statuses())?;
            let report = &self.reading.report;
            self.totals(
                f,
                self.text("Outcomes", "Issues"),
                Outcome::VARIANTS.iter().map(|&row| (row.label(self.language), report.by_outcome(row))),
            )?;
            self.totals(
                f,
                self.text("Categories", "Catégories"),
                Category::VARIANTS.iter().map(|&row| (row.label(self.language), report.by_category(row))),
            )?;
            self.totals(
                f,
                self.text("Numbers in the address book", "Numéros du carnet d'adresses"),
                AddressBookAction::VARIANTS.iter().map(|&row| (row.label(self.language), report.by_action(row))),
            )?;
        }
        self.unknown_codes(f)?;
        self.errors(f)
    }
}

impl Page<'_> {
    fn text<'a>(&self, english: &'a str, french: &'a str) -> &'a str {
        match self.language {
            Language::French => french,
            _ => english,
        }
    }

    fn number(&self, n: u64) -> String {
        match self.language {
            Language::French => n.to_formatted_string(&Locale::fr),
            _ => n.to_formatted_string(&Locale::en),
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "a share is printed with one decimal")]
    fn share(&self, n: u64) -> f64 {
        n as f64 / self.reading.report.total().max(1) as f64
    }

    fn percentage(&self, share: f64) -> String {
        let percentage = format!("{:.1} %", share * 100.0);
        match self.language {
            Language::French => percentage.replace('.', ","),
            _ => percentage.replace(' ', ""),
        }
    }

    fn summary(&self, f: &mut Formatter<'_>) -> Result {
        let report = &self.reading.report;
        let (Some(status), Some(rate)) = (report.status(), report.delivery_rate()) else {
            return writeln!(f, "{}", self.text("No delivery report.", "Aucun compte rendu."));
        };
        writeln!(f, "{}", status.label(self.language))?;
        writeln!(f, "{}", status.description(self.language))?;
        let (total, rate) = (self.number(report.total()), self.percentage(rate));
        let open = self.number(report.by_outcome(Outcome::Pending).saturating_add(report.by_outcome(Outcome::Unknown)));
        match self.language {
            Language::French => writeln!(f, "Messages : {total} ({rate} reçus, {open} sans résultat définitif)"),
            _ => writeln!(f, "Messages: {total} ({rate} received, {open} without a final result)"),
        }
    }

    fn statuses(&self) -> Table {
        const BAR: f64 = 30.0;

        let mut table = Table::new();
        table.load_preset(UTF8_FULL_CONDENSED);
        table.set_header([
            self.text("Status", "Statut"),
            "Messages",
            self.text("Share", "Part"),
            "",
            self.text("Number", "Numéro"),
        ]);
        let mut rows: Vec<_> = self.reading.report.iter().collect();
        rows.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
        for (status, n) in rows {
            let share = self.share(n);
            table.add_row([
                status.label(self.language),
                &self.number(n),
                &self.percentage(share),
                &bar(share * BAR),
                status.action().label(self.language),
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
            writeln!(f, "  {label:<20} {:>12}  {:>7}", self.number(n), self.percentage(self.share(n)))?;
        }
        Ok(())
    }

    fn unknown_codes(&self, f: &mut Formatter<'_>) -> Result {
        let codes = &self.reading.unknown_codes;
        if codes.is_empty() {
            return Ok(());
        }
        writeln!(
            f,
            "\n{}",
            self.text("Unknown codes, counted as undefined", "Codes inconnus, comptés comme indéfinis"),
        )?;
        codes.iter().try_for_each(|(code, &n)| writeln!(f, "  {code:<20} {:>12}", self.number(n)))
    }

    fn errors(&self, f: &mut Formatter<'_>) -> Result {
        let Reading { errors, unreadable, .. } = self.reading;
        if *unreadable == 0 {
            return Ok(());
        }
        let title = self.text("Unreadable records, not counted:", "Enregistrements illisibles, non comptés :");
        writeln!(f, "\n{title} {}", self.number(*unreadable))?;
        for (error, text) in errors {
            writeln!(f, "  {} {}: {} ({text:?})", self.text("byte", "octet"), error.offset, self.reason(error.reason))?;
        }
        let more = unreadable - errors.len() as u64;
        if more > 0 {
            writeln!(f, "  {} {}", self.text("and more:", "et d'autres :"), self.number(more))?;
        }
        Ok(())
    }

    fn reason(&self, reason: RecordErrorReason) -> String {
        let english = reason.to_string();
        let french = match reason {
            RecordErrorReason::InvalidRecipient => "le destinataire n'est pas un numéro",
            RecordErrorReason::MissingCode => "le code manque",
            RecordErrorReason::InvalidCode => "le code n'est pas un nombre de 0 à 65535",
            RecordErrorReason::UnexpectedText => "un texte inattendu suit le code",
            _ => &english,
        };
        self.text(&english, french).to_owned()
    }
}

/// A bar of this many characters, to an eighth.
fn bar(length: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length is small and positive")]
    let eighths = ((length * 8.0).round() as usize).max(1);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}
