use num_format::{Locale, ToFormattedString};
use sms_status::{Language, smsmode::RecordErrorReason};

use crate::unreadable::Reason;

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

    pub fn percentage(self, share: f64) -> String {
        let percentage = format!("{:.1} %", share * 100.0);
        match self.language {
            Language::French => percentage.replace('.', ","),
            _ => percentage.replace(' ', ""),
        }
    }

    pub fn reason(self, reason: Reason) -> String {
        let french = match reason {
            Reason::Record(RecordErrorReason::InvalidRecipient) => "le destinataire n'est pas un numéro",
            Reason::Record(RecordErrorReason::MissingCode) => "le code manque",
            Reason::Record(RecordErrorReason::InvalidCode) => "le code n'est pas un nombre de 0 à 65535",
            Reason::Record(RecordErrorReason::UnexpectedText) => "un texte inattendu suit le code",
            Reason::Record(_) => "l'enregistrement est illisible",
            Reason::MissingMessageId => "l'identifiant du message manque",
            Reason::NotUtf8 => "l'identifiant du message, le destinataire ou le code n'est pas en UTF-8",
            Reason::OpenQuote => "un champ entre guillemets ne se termine pas sur la ligne",
            Reason::TooManyFields => "la ligne a plus de champs que l'en-tête",
            Reason::NotAnEvent => "la ligne n'est pas un objet JSON avec message_id, recipient et code",
            Reason::NotACallback => "le callback n'est pas un objet JSON avec messageId et une valeur de statut",
            Reason::TooLong => "la ligne est plus longue que 1 Mio",
        };
        self.text(&reason.to_string(), french).to_owned()
    }
}

/// The share of `n` in `total`.
#[allow(clippy::cast_precision_loss, reason = "a share is shown with one decimal")]
pub fn share(n: u64, total: u64) -> f64 {
    n as f64 / total.max(1) as f64
}
