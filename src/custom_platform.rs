mod document;

use alloc::{string::String, vec::Vec};
use core::cmp::Reverse;

use document::{Document, Time};
use serde::Deserialize;

use crate::{
    read::{self, ReadError, Reports},
    status::DeliveryStatus,
    table::{Key, Of, find_of},
    wire::{Layout, Mark, Wire},
};

/// A platform that is not built into the crate, as described by a document that you write.
///
/// It deserializes from TOML, JSON and any other self-describing serde format.
///
/// ```
/// use sms_status::{CustomPlatform, DeliveryStatus};
///
/// let acme: CustomPlatform = serde_json::from_str(r#"{
///     "name": "acme", "reports": "/items", "fields": {"word": "st", "cause": "err", "message_id": "id"},
///     "words": {"OK": "delivered", "KO": "not_delivered"}, "causes": {"12": "temporary_absence_error"}
/// }"#)?;
/// let reports = acme.read(br#"{"items": [{"id": 7, "st": "KO", "err": "12"}]}"#)?;
/// let statuses: Vec<_> = reports.into_iter().flatten().map(|report| report.status).collect();
/// assert_eq!(statuses, [DeliveryStatus::TemporaryAbsenceError]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc = include_str!("../docs/custom_platforms.md")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Document")]
pub struct CustomPlatform {
    document: Document,
}

impl TryFrom<Document> for CustomPlatform {
    type Error = String;

    fn try_from(document: Document) -> Result<Self, String> {
        document.check().map(|()| Self { document })
    }
}

impl CustomPlatform {
    /// Returns the name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.document.name
    }

    /// Returns the status of a word and a cause, or [`Undefined`](DeliveryStatus::Undefined) if the word is unknown.
    #[must_use]
    pub fn status(&self, word: &str, cause: Option<&str>) -> DeliveryStatus {
        self.find(word, cause).unwrap_or(DeliveryStatus::Undefined)
    }

    /// Returns the status of a word and a cause, or `None` if the word is unknown.
    #[must_use]
    pub fn find(&self, word: &str, cause: Option<&str>) -> Option<DeliveryStatus> {
        let status = self.find_of(Of::Word, word)?;
        let cause = cause.filter(|_| status.leaves_cause_open()).and_then(|cause| self.find_of(Of::Cause, cause));
        Some(status.refined_by(cause))
    }

    fn find_of(&self, of: Of, value: &str) -> Option<DeliveryStatus> {
        let own = if of == Of::Word { &self.document.words } else { &self.document.causes };
        let key = Key::new(value);
        let exact = own.iter().find(|(written, _)| key.is_same(written));
        let fits =
            || own.iter().filter(|(written, _)| key.is(written)).min_by_key(|(written, _)| Reverse(written.len()));
        let found = exact.or_else(fits).map(|&(_, status)| status);
        found.or_else(|| find_of(self.document.words_of?.tables(), of, value).map(|row| row.status))
    }

    /// Reads the body or the query string of a callback, as [`Platform::read`](crate::Platform::read) does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is empty, or is malformed or truncated JSON or XML. If a single report cannot be read, it
    /// is an `Err` in [`Reports`], and the other reports are still read.
    pub fn read(&self, request: &[u8]) -> Result<Reports, ReadError> {
        let document = &self.document;
        let names = |field| borrowed(document.names(field));
        let [word, cause, message_id, recipient] = ["word", "cause", "message_id", "recipient"].map(names);
        let [sender, reference, network, reported_at] = ["sender", "reference", "network", "reported_at"].map(names);
        let of_time = |form| if document.time == form { &reported_at[..] } else { &[] };
        let others: Vec<_> = document.others.iter().map(|(field, values)| (field, borrowed(values))).collect();
        let others: Vec<_> = others.iter().map(|(field, values)| Mark { field, values }).collect();
        let wire = Wire {
            reports: &borrowed(document.reports.as_slice()),
            word: &word,
            cause: &cause,
            message_id: &message_id,
            recipient: &recipient,
            sender: &sender,
            reference: &reference,
            network: &network,
            time: of_time(Time::Date),
            time_unix: of_time(Time::Unix),
            time_unix_millis: of_time(Time::UnixMillis),
            id_names: document.id_names,
            others: &others,
            ..Wire::EMPTY
        };
        let is_known = |of, text: &str| self.find_of(of, text).is_some();
        read::read(request, &Layout::new(wire), &is_known, &|draft| {
            let status = self.find(&draft.word, draft.cause.as_deref());
            read::report(draft, status)
        })
    }
}

fn borrowed(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}
