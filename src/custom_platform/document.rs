use alloc::{borrow::ToOwned, format, string::String, vec::Vec};
use core::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Unexpected, Visitor},
};

use crate::{message_key::IdNames, platform::Platform, status::DeliveryStatus, table::Key};

/// A platform as its author describes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) name: String,
    #[serde(default)]
    pub(super) reports: Option<String>,
    #[serde(default)]
    pub(super) id_names: IdNames,
    #[serde(deserialize_with = "fields")]
    pub(super) fields: Map<Names>,
    #[serde(default, deserialize_with = "words")]
    pub(super) words: Map<DeliveryStatus>,
    #[serde(default, deserialize_with = "causes")]
    pub(super) causes: Map<DeliveryStatus>,
    #[serde(default)]
    pub(super) words_of: Option<Platform>,
    #[serde(default)]
    pub(super) time: Time,
    #[serde(default, deserialize_with = "others")]
    pub(super) others: Map<Names>,
}

/// What `reported_at` is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Time {
    #[default]
    Date,
    Unix,
    UnixMillis,
}

impl Document {
    /// Returns the names of the field that a report has something in.
    pub(super) fn names(&self, field: &str) -> &[String] {
        self.fields.iter().find(|(known, _)| known == field).map_or(&[], |(_, names)| names)
    }

    /// Checks what no type can say, and returns what to change.
    pub(super) fn check(&self) -> Result<(), String> {
        let Self { name, reports, words, causes, words_of, .. } = self;
        if name.trim().is_empty() {
            return Err("`name` is empty: say what you call the platform".to_owned());
        }
        if let Ok(platform) = name.parse::<Platform>() {
            return Err(format!("`name` is {name:?}, a name of the platform {platform} of this crate: choose another"));
        }
        if let Some(pointer) = reports.as_ref().filter(|pointer| !pointer.is_empty() && !pointer.starts_with('/')) {
            return Err(format!("`reports` is {pointer:?}: a JSON pointer begins with `/`"));
        }
        if self.names("word").is_empty() {
            return Err("missing field `fields.word`: it says what happened to the message".to_owned());
        }
        if words.is_empty() && words_of.is_none() {
            return Err("missing field `words`: it has the status of each word".to_owned());
        }
        for (field, values) in [("words", words), ("causes", causes)] {
            for (at, (value, _)) in values.iter().enumerate() {
                if value.trim().is_empty() {
                    return Err(format!("`{field}` has {value:?}, which no report can say"));
                }
                if let Some((other, _)) = values[..at].iter().find(|(other, _)| Key::new(other).is_same(value)) {
                    return Err(format!("`{field}` has {other:?} and {value:?}, which are one value: leave one out"));
                }
            }
        }
        Ok(())
    }
}

/// A map, in the order of the document.
pub(super) type Map<V> = Vec<(String, V)>;

/// One name, or several.
pub(super) type Names = Vec<String>;

fn fields<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<Names>, D::Error> {
    const NAMES: &[&str] =
        &["word", "cause", "message_id", "recipient", "sender", "reference", "network", "reported_at"];
    deserializer.deserialize_map(MapVisitor::new("fields", Some(NAMES)))
}

fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<DeliveryStatus>, D::Error> {
    deserializer.deserialize_map(MapVisitor::new("words", None))
}

fn causes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<DeliveryStatus>, D::Error> {
    deserializer.deserialize_map(MapVisitor::new("causes", None))
}

fn others<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<Names>, D::Error> {
    deserializer.deserialize_map(MapVisitor::new("others", None))
}

/// Reads a map. An error names the entry of the map that it is about.
struct MapVisitor<V> {
    field: &'static str,
    /// The keys that there may be, if not every text is one.
    keys: Option<&'static [&'static str]>,
    value: PhantomData<V>,
}

impl<V> MapVisitor<V> {
    const fn new(field: &'static str, keys: Option<&'static [&'static str]>) -> Self {
        Self { field, keys, value: PhantomData }
    }
}

impl<'de, V: Entry> Visitor<'de> for MapVisitor<V> {
    type Value = Map<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a map for `{}`", self.field)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Map<V>, A::Error> {
        let mut entries = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if let Some(keys) = self.keys.filter(|keys| !keys.contains(&&*key)) {
                return Err(A::Error::unknown_field(&format!("{}.{key}", self.field), keys));
            }
            let value = map.next_value_seed(EntryVisitor { field: self.field, key: &key, value: PhantomData })?;
            entries.push((key, value));
        }
        Ok(entries)
    }
}

/// A value of a map of the document.
trait Entry: Sized {
    const EXPECTED: &str;

    fn of_text(text: &str) -> Option<Self>;

    fn of_list(_list: Vec<String>) -> Option<Self> {
        None
    }
}

impl Entry for DeliveryStatus {
    const EXPECTED: &str = "the name of a status, such as `delivered`,";

    fn of_text(text: &str) -> Option<Self> {
        Self::from_name(text)
    }
}

impl Entry for Names {
    const EXPECTED: &str = "a text or a list of texts";

    fn of_text(text: &str) -> Option<Self> {
        Some(Self::from([text.to_owned()]))
    }

    fn of_list(list: Vec<String>) -> Option<Self> {
        Some(list)
    }
}

struct EntryVisitor<'a, V> {
    field: &'static str,
    key: &'a str,
    value: PhantomData<V>,
}

impl<'de, V: Entry> DeserializeSeed<'de> for EntryVisitor<'_, V> {
    type Value = V;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, V: Entry> Visitor<'de> for EntryVisitor<'_, V> {
    type Value = V;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for `{}.{}`", V::EXPECTED, self.field, self.key)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V, E> {
        V::of_text(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<V, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = list.next_element()? {
            texts.push(text);
        }
        V::of_list(texts).ok_or_else(|| A::Error::invalid_type(Unexpected::Seq, &self))
    }
}
