//! A campaign, from JSON and from a binary format.

#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use sms_status::{BulkReport, Campaign, DeliveryStatus, MessageId};
use sms_status_fuzz::check_round_trip;

type Pairs = Vec<(MessageId, DeliveryStatus)>;
type Statuses = BTreeMap<MessageId, DeliveryStatus>;

fuzz_target!(|bytes: &[u8]| {
    let campaign = postcard::from_bytes::<Campaign<MessageId>>(bytes).ok();
    campaign.iter().for_each(check);
    assert_eq!(campaign.as_ref().map(statuses), postcard::from_bytes::<Pairs>(bytes).ok().map(greatest));

    let campaign = serde_json::from_slice::<Campaign<MessageId>>(bytes).ok();
    campaign.iter().for_each(check);
    let campaign = campaign.as_ref().map(statuses);
    match serde_json::from_slice::<Statuses>(bytes) {
        // The map has the last status of an id that is there twice.
        Ok(last) => assert!(campaign.is_some_and(|statuses| {
            statuses.keys().eq(last.keys()) && statuses.values().zip(last.values()).all(|(status, last)| status >= last)
        })),
        Err(_) => assert_eq!(campaign, serde_json::from_slice::<Pairs>(bytes).ok().map(greatest)),
    }
});

fn check(campaign: &Campaign<MessageId>) {
    check_round_trip(campaign);
    assert_eq!(*campaign.report(), campaign.iter().map(|(_, status)| status).collect::<BulkReport>());
}

fn statuses(campaign: &Campaign<MessageId>) -> Statuses {
    campaign.iter().map(|(&id, status)| (id, status)).collect()
}

/// The naive way: the greatest status of each id.
fn greatest(pairs: Pairs) -> Statuses {
    let mut statuses = Statuses::new();
    for (id, status) in pairs {
        statuses.entry(id).and_modify(|greatest| *greatest = status.max(*greatest)).or_insert(status);
    }
    statuses
}
