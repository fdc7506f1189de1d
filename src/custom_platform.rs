use alloc::{borrow::ToOwned, collections::BTreeMap, string::String, vec::Vec};

use serde::Deserialize;

use crate::{
    message_key::IdNames,
    platform::Platform,
    read::{self, ReadError, Reports},
    status::DeliveryStatus,
    table::{Key, Of, find_of},
    wire::{Mark, Wire},
};

/// A platform that the crate does not know, described in a document.
///
/// It deserializes from JSON, TOML and any other format of serde. Only `name`, `fields.word`, and `words` or `words_of` have to be there.
///
/// | field | meaning |
/// |---|---|
/// | `name` | what you call it |
/// | `reports` | where the reports lie in a JSON document: a JSON pointer (RFC 6901) such as `/items`, in which `*` is each element of a list; without it, the document itself. XML is read like JSON in which each element is a field, the root element too |
/// | `fields` | the names of the fields: `word`, `cause`, `message_id`, `recipient`, `sender`, `reference`, `network`, `reported_at`. Each is a name in a form or an object, a JSON pointer if it begins with `/`, or a list of several, of which the first that says something counts |
/// | `words` | the status of each word, by name; a word may end or begin with `…` |
/// | `causes` | the status of each cause, by name |
/// | `words_of` | a [`Platform`] whose tables are read where `words` and `causes` say nothing |
/// | `id_names` | what the id names: `"message"` (default), or `"sending"` if it names a sending to many |
/// | `time` | what `reported_at` is: `"date"` (default), `"unix"` or `"unix_millis"` |
/// | `others` | what is no delivery report: fields and the values that say so |
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Document")]
pub struct CustomPlatform {
    document: Document,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    name: String,
    #[serde(default)]
    reports: Option<String>,
    #[serde(default)]
    id_names: IdNames,
    fields: Fields,
    #[serde(default)]
    words: BTreeMap<String, DeliveryStatus>,
    #[serde(default)]
    causes: BTreeMap<String, DeliveryStatus>,
    #[serde(default)]
    words_of: Option<Platform>,
    #[serde(default)]
    time: Time,
    #[serde(default)]
    others: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    word: Names,
    #[serde(default)]
    cause: Names,
    #[serde(default)]
    message_id: Names,
    #[serde(default)]
    recipient: Names,
    #[serde(default)]
    sender: Names,
    #[serde(default)]
    reference: Names,
    #[serde(default)]
    network: Names,
    #[serde(default)]
    reported_at: Names,
}

/// One name, or several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "OneOrMany")]
struct Names(Vec<String>);

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected the name of a field, or a list of names")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Names {
    fn from(names: OneOrMany) -> Self {
        Self(match names {
            OneOrMany::One(name) => Vec::from([name]),
            OneOrMany::Many(names) => names,
        })
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Time {
    #[default]
    Date,
    Unix,
    UnixMillis,
}

impl TryFrom<Document> for CustomPlatform {
    type Error = String;

    fn try_from(document: Document) -> Result<Self, String> {
        let is_taken = |platform: &Platform| platform.name().eq_ignore_ascii_case(document.name.trim());
        if document.name.trim().is_empty() {
            return Err("`name` is empty".to_owned());
        }
        if Platform::VARIANTS.iter().any(is_taken) {
            return Err(alloc::format!(
                "`name` is {:?}, which is a platform of this crate: choose another",
                document.name
            ));
        }
        if document.fields.word.0.is_empty() {
            return Err("`fields.word` names no field".to_owned());
        }
        if document.words.is_empty() && document.words_of.is_none() {
            return Err("`words` has no word, and there is no `words_of`".to_owned());
        }
        for (field, values) in [("words", &document.words), ("causes", &document.causes)] {
            for (at, value) in values.keys().enumerate() {
                if let Some(other) = values.keys().skip(at + 1).find(|other| Key::new(other).is_same(value)) {
                    return Err(alloc::format!(
                        "`{field}` has {value:?} and {other:?}, which are one value: leave one out"
                    ));
                }
            }
        }
        Ok(Self { document })
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
        let cause = cause.and_then(|cause| self.find_of(Of::Cause, cause));
        Some(self.find_of(Of::Word, word)?.refined_by(cause))
    }

    fn find_of(&self, of: Of, value: &str) -> Option<DeliveryStatus> {
        let (own, key) = (if of == Of::Word { &self.document.words } else { &self.document.causes }, Key::new(value));
        let exact = own.iter().find(|(written, _)| key.is_same(written));
        let found = exact.or_else(|| own.iter().find(|(written, _)| key.is(written))).map(|(_, &status)| status);
        found.or_else(|| find_of(self.document.words_of?.tables(), of, value).map(|row| row.status))
    }

    /// Reads the body or the query string of a callback, as [`Platform::read`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is empty, or is JSON that is broken or ends early. A report that cannot be read is an item
    /// of [`Reports`], and loses no other.
    pub fn read(&self, request: &[u8]) -> Result<Reports, ReadError> {
        let Document { reports, fields, time, others, id_names, .. } = &self.document;
        let others: Vec<_> = others.iter().map(|(field, values)| Mark { field, values }).collect();
        let of_time = |form| if *time == form { &fields.reported_at.0[..] } else { &[] };
        let wire = Wire {
            reports: reports.as_slice(),
            word: &fields.word.0,
            cause: &fields.cause.0,
            message_id: &fields.message_id.0,
            recipient: &fields.recipient.0,
            sender: &fields.sender.0,
            reference: &fields.reference.0,
            network: &fields.network.0,
            time: of_time(Time::Date),
            time_unix: of_time(Time::Unix),
            time_unix_millis: of_time(Time::UnixMillis),
            id_names: *id_names,
            others: &others,
            ..Wire::EMPTY
        };
        let is_known = |of, text: &str| self.find_of(of, text).is_some();
        read::read(request, &wire, &is_known, &|draft| {
            let status = self.find(&draft.word, draft.cause.as_deref());
            read::report(draft, status)
        })
    }
}
