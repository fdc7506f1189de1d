use crate::status::DeliveryStatus;

/// A row of the table of a wire format: a value that a source reports, and the status it maps to.
///
/// Every wire format of this crate keeps its values in such rows. The tables of the documentation are made from them.
///
/// ```
/// use sms_status::{DeliveryStatus, providers::Mapping};
///
/// const ROW: Mapping<&str> = Mapping { value: "DELIVRD", status: DeliveryStatus::Received, reason: "It arrived." };
/// assert_eq!(ROW.status, DeliveryStatus::Received);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mapping<V: 'static> {
    /// The value, as the source writes it.
    pub value: V,
    /// The status that the value maps to.
    pub status: DeliveryStatus,
    /// Why the value maps to this status, in English.
    pub reason: &'static str,
}

impl<V> Mapping<V> {
    pub(crate) const fn new(value: V, status: DeliveryStatus, reason: &'static str) -> Self {
        Self { value, status, reason }
    }
}

impl Mapping<&'static str> {
    /// Returns the row of a word, in upper or lower case.
    pub(crate) fn of_word(rows: &'static [Self], word: &str) -> Option<&'static Self> {
        rows.iter().find(|row| row.value.eq_ignore_ascii_case(word))
    }
}
