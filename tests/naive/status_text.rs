//! The naive way to read a status from text.

use std::{collections::HashMap, sync::LazyLock};

use sms_status::{DeliveryStatus, DeliveryStatus::*, Language};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What the smsmode status page and documents write instead of the labels.
const OTHER_SPELLINGS: &[(&str, DeliveryStatus)] = &[
    ("Sent to", Sent),
    ("In Progress", InProgress),
    ("Delivered to operator.", DeliveredToOperator),
    ("Issued to operator", DeliveredToOperator),
    ("Not sent - Insufficient credit", InsufficientCredit),
    ("Temporary error operator", TemporaryOperatorError),
    ("Temporary error Absence", TemporaryAbsenceError),
    ("Temporary error Phone", TemporaryPhoneError),
    ("Temporary error portability", TemporaryPortabilityError),
    ("Permanent error absence", PermanentAbsenceError),
    ("Permanent error phone", PermanentPhoneError),
    ("Permanent error portability", PermanentPortabilityError),
    ("Not routable error", RoutingError),
    ("Error other", OtherError),
    ("Undefined error", OtherError),
    ("Numéro blacklisté", Blacklisted),
    ("Issued", Delivered),
    ("Programmed", Scheduled),
    ("Envoi programmé", Scheduled),
    ("Invalid number", InvalidRecipient),
    ("Numéro invalide", InvalidRecipient),
    ("Écouté", Listened),
];

/// Every text that a status is read from, in its plain spelling.
pub fn spellings() -> Vec<(&'static str, DeliveryStatus)> {
    let mut spellings = OTHER_SPELLINGS.to_vec();
    for &status in DeliveryStatus::VARIANTS {
        spellings.push((status.name(), status));
        spellings.extend(Language::VARIANTS.iter().map(|&language| (status.label(language), status)));
    }
    spellings
}

/// Returns a text without the accents of its letters.
pub fn without_accents(text: &str) -> String {
    text.nfd().filter(|&character| !is_combining_mark(character)).collect()
}

/// The naive way: a map of all spellings in their plainest form.
pub fn oracle(text: &str) -> Option<DeliveryStatus> {
    static KNOWN: LazyLock<HashMap<String, DeliveryStatus>> =
        LazyLock::new(|| spellings().into_iter().map(|(spelling, status)| (plain(spelling), status)).collect());
    KNOWN.get(&plain(text)).copied()
}

fn plain(text: &str) -> String {
    without_accents(&text.trim().to_lowercase()).replace(|c| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}'), "-")
}
