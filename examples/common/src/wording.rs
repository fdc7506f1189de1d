use num_format::{Locale, ToFormattedString};
use sms_status::{DateTime, Language};

/// Words and figures as the readers of a language write them.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    pub language: Language,
}

impl Wording {
    pub const fn text<'a>(self, english: &'a str, french: &'a str) -> &'a str {
        match self.language {
            Language::French => french,
            _ => english,
        }
    }

    pub fn number(self, n: u64) -> String {
        match self.language {
            Language::French => n.to_formatted_string(&Locale::fr),
            _ => n.to_formatted_string(&Locale::en),
        }
    }

    /// Returns the form of a word that goes with a number: in French, 0 takes the singular.
    pub const fn form<'a>(self, n: u64, singular: &'a str, plural: &'a str) -> &'a str {
        match (self.language, n) {
            (_, 1) | (Language::French, 0) => singular,
            _ => plural,
        }
    }

    pub fn date_time(self, date_time: DateTime) -> String {
        let DateTime { year, month, day, hour, minute, second, .. } = date_time;
        match self.language {
            Language::French => format!("{day:02}/{month:02}/{year:04} {hour:02}:{minute:02}:{second:02}"),
            _ => date_time.to_string(),
        }
    }

    pub fn percentage(self, share: f64) -> String {
        let percentage = format!("{:.1}", share * 100.0);
        match self.language {
            Language::French => percentage.replace('.', ",") + "\u{202F}%",
            _ => percentage + "%",
        }
    }
}

/// Returns the share of `n` in `total`.
#[allow(clippy::cast_precision_loss, reason = "a share is shown with one decimal")]
pub fn share(n: u64, total: u64) -> f64 {
    n as f64 / total.max(1) as f64
}
