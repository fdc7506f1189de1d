use core::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{IgnoredAny, MapAccess, Visitor},
    ser::SerializeMap,
};

use super::NumberHistory;
use crate::{status::DeliveryStatus, vocabulary::NameVisitor};

/// Writes a map of the history's events: `suppress`, `remove`, `review` and `confirmed`, each with the status and the time of a
/// report, and `opted_in`, with a time.
impl<T: Serialize> Serialize for NumberHistory<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { suppress, remove, review, confirmed, opted_in } = self;
        let reports = [("suppress", suppress), ("remove", remove), ("review", review), ("confirmed", confirmed)]
            .into_iter()
            .filter_map(|(name, report)| Some((name, report.as_ref()?)));
        let mut map = serializer.serialize_map(Some(reports.clone().count() + usize::from(opted_in.is_some())))?;
        for (name, (at, status)) in reports {
            map.serialize_entry(name, &(status, at))?;
        }
        if let Some(at) = opted_in {
            map.serialize_entry("opted_in", at)?;
        }
        map.end()
    }
}

/// Reads such a map and records its events again, so the status of a report decides how it counts, not the name of the entry. It
/// ignores other names, so that it can read a document from a later version.
impl<'de, T: Ord + Clone + Deserialize<'de>> Deserialize<'de> for NumberHistory<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(HistoryVisitor(PhantomData))
    }
}

struct HistoryVisitor<T>(PhantomData<T>);

impl<'de, T: Ord + Clone + Deserialize<'de>> Visitor<'de> for HistoryVisitor<T> {
    type Value = NumberHistory<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of the reports and the opt-in of a number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut history = NumberHistory::new();
        while let Some(field) = map.next_key()? {
            match field {
                Field::Report => {
                    let (status, at) = map.next_value::<(DeliveryStatus, T)>()?;
                    history.record(status, at);
                }
                Field::OptIn => history.record_opt_in(map.next_value()?),
                Field::Other => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(history)
    }
}

enum Field {
    Report,
    OptIn,
    Other,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor {
            expected: "the name of a field of a number's history",
            from_name: |name| {
                Some(match name {
                    "suppress" | "remove" | "review" | "confirmed" => Self::Report,
                    "opted_in" => Self::OptIn,
                    _ => Self::Other,
                })
            },
        })
    }
}
