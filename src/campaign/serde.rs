use core::{fmt, hash::BuildHasher, hash::Hash, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, SeqAccess, Visitor},
};

use super::Campaign;
use crate::status::DeliveryStatus;

/// Writes a sequence of pairs of an id and its status, in no particular order.
///
/// The sequence is not a map, because the keys of a JSON map are strings, and an id can be anything.
impl<Id: Serialize, S> Serialize for Campaign<Id, S> {
    fn serialize<Ser: Serializer>(&self, serializer: Ser) -> Result<Ser::Ok, Ser::Error> {
        serializer.collect_seq(self)
    }
}

/// Reads a sequence of pairs of an id and a status or, in a human-readable format (JSON, YAML, TOML), a map from ids to statuses.
///
/// Each pair is [recorded](Campaign::record), so an id that occurs twice gets the greater of its statuses. The campaign
/// recomputes its report, and never reads it.
impl<'de, Id, S> Deserialize<'de> for Campaign<Id, S>
where
    Id: Deserialize<'de> + Hash + Eq,
    S: BuildHasher + Default,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = CampaignVisitor(PhantomData);
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(visitor)
        } else {
            deserializer.deserialize_seq(visitor)
        }
    }
}

struct CampaignVisitor<Id, S>(PhantomData<(Id, S)>);

impl<'de, Id, S> Visitor<'de> for CampaignVisitor<Id, S>
where
    Id: Deserialize<'de> + Hash + Eq,
    S: BuildHasher + Default,
{
    type Value = Campaign<Id, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence of pairs of an id and a delivery status, or a map from ids to delivery statuses")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
        let mut campaign = Campaign::default();
        while let Some((id, status)) = pairs.next_element::<(Id, DeliveryStatus)>()? {
            campaign.record(id, status);
        }
        Ok(campaign)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Self::Value, A::Error> {
        let mut campaign = Campaign::default();
        while let Some((id, status)) = pairs.next_entry::<Id, DeliveryStatus>()? {
            campaign.record(id, status);
        }
        Ok(campaign)
    }
}
