//! A campaign, from JSON and from a binary format.

#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use sms_status::{BulkReport, Campaign, DeliveryStatus, MessageId};
use sms_status_fuzz::check_round_trip;

type Pairs = Vec<(MessageId, DeliveryStatus)>;
type Latest = BTreeMap<MessageId, DeliveryStatus>;

fuzz_target!(|bytes: &[u8]| {
    let campaign = postcard::from_bytes::<Campaign<MessageId>>(bytes).ok();
    campaign.iter().for_each(check);
    assert_eq!(campaign.as_ref().map(latest), postcard::from_bytes::<Pairs>(bytes).ok().map(greatest));

    let campaign = serde_json::from_slice::<Campaign<MessageId>>(bytes).ok();
    campaign.iter().for_each(check);
    let campaign = campaign.as_ref().map(latest);
    match serde_json::from_slice::<Latest>(bytes) {
        // The map has the last status of an id that is there twice.
        Ok(last) => assert!(campaign.is_some_and(|latest| {
            latest.keys().eq(last.keys()) && latest.values().zip(last.values()).all(|(latest, last)| latest >= last)
        })),
        Err(_) => assert_eq!(campaign, serde_json::from_slice::<Pairs>(bytes).ok().map(greatest)),
    }
});

fn check(campaign: &Campaign<MessageId>) {
    check_round_trip(campaign);
    assert_eq!(*campaign.report(), campaign.iter().map(|(_, status)| status).collect::<BulkReport>());
}

fn latest(campaign: &Campaign<MessageId>) -> Latest {
    campaign.iter().map(|(&id, status)| (id, status)).collect()
}

/// The naive way: the greatest status of each id.
fn greatest(pairs: Pairs) -> Latest {
    let mut latest = Latest::new();
    for (id, status) in pairs {
        latest.entry(id).and_modify(|latest| *latest = status.max(*latest)).or_insert(status);
    }
    latest
}
