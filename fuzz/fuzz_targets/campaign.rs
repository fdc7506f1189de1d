//! A campaign and its naive twin, through any sequence of operations.

#![no_main]

use std::collections::BTreeMap;

use foldhash::fast::FixedState;
use libfuzzer_sys::{
    arbitrary::{self, Arbitrary, Unstructured},
    fuzz_target,
};
use sms_status::{AddressBookAction, BulkReport, DeliveryStatus, campaign::Change};

/// Hashed in the same way each time, so that a crash comes again.
type Campaign = sms_status::Campaign<u8, FixedState>;
type Statuses = BTreeMap<u8, DeliveryStatus>;

#[derive(Arbitrary, Debug)]
enum Operation {
    Record(Report),
    RecordAll(Vec<Report>),
    Extend(Vec<Report>),
    Merge(Vec<Report>),
    MergeInto(Vec<Report>),
    MergeClone,
    /// From 57,345 messages on there is room for, a campaign is kept in parts.
    Reserve(#[arbitrary(with = |u: &mut Unstructured| u.int_in_range(0..=70_000))] usize),
    WithCapacity(#[arbitrary(with = |u: &mut Unstructured| u.int_in_range(0..=70_000))] usize),
    ShrinkToFit,
    Clone,
    IntoIter,
    Document,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
struct Report {
    id: u8,
    #[arbitrary(with = |u: &mut Unstructured| u.choose(DeliveryStatus::VARIANTS).copied())]
    status: DeliveryStatus,
}

fuzz_target!(|operations: Vec<Operation>| {
    let (mut campaign, mut statuses) = (Campaign::default(), Statuses::new());
    for operation in operations {
        apply(operation, &mut campaign, &mut statuses);
        assert_eq!(*campaign.report(), statuses.values().collect::<BulkReport>());
        assert_eq!((campaign.len(), campaign.is_empty()), (statuses.len(), statuses.is_empty()));
        assert!(campaign.capacity() >= campaign.len());
    }

    assert_eq!(campaign.iter().map(|(&id, status)| (id, status)).collect::<Statuses>(), statuses);
    assert_eq!((campaign.iter().len(), campaign.iter().count()), (statuses.len(), statuses.len()));
    for id in 0..=u8::MAX {
        assert_eq!(campaign.get(&id), statuses.get(&id).copied());
    }
    for &action in AddressBookAction::VARIANTS {
        let mut advised: Vec<u8> = campaign.with_action(action).copied().collect();
        advised.sort_unstable();
        assert!(advised.iter().eq(statuses.iter().filter(|(_, status)| status.action() == action).map(|(id, _)| id)));
    }
});

fn apply(operation: Operation, campaign: &mut Campaign, statuses: &mut Statuses) {
    match operation {
        Operation::Record(report) => assert_eq!(campaign.record(report.id, report.status), record(statuses, report)),
        Operation::RecordAll(batch) => {
            campaign.record_all(pairs(&batch));
            record_all(statuses, batch);
        }
        Operation::Extend(batch) => {
            campaign.extend(pairs(&batch));
            record_all(statuses, batch);
        }
        Operation::Merge(batch) => {
            campaign.merge(pairs(&batch).collect());
            record_all(statuses, batch);
        }
        Operation::MergeInto(batch) => {
            let mut other: Campaign = pairs(&batch).collect();
            other.merge(std::mem::take(campaign));
            *campaign = other;
            record_all(statuses, batch);
        }
        Operation::MergeClone => campaign.merge(campaign.clone()),
        Operation::Reserve(additional) => {
            campaign.reserve(additional);
            assert!(campaign.capacity() >= campaign.len() + additional);
        }
        Operation::WithCapacity(capacity) => {
            let mut other = Campaign::with_capacity_and_hasher(capacity, FixedState::default());
            assert!(other.capacity() >= capacity);
            other.record_all(campaign.iter().map(|(&id, status)| (id, status)));
            assert_eq!(other, *campaign);
            *campaign = other;
        }
        Operation::ShrinkToFit => campaign.shrink_to_fit(),
        Operation::Clone => {
            let clone = campaign.clone();
            assert_eq!(clone, *campaign);
            *campaign = clone;
        }
        Operation::IntoIter => *campaign = std::mem::take(campaign).into_iter().collect(),
        Operation::Document => {
            let document = serde_json::to_vec(campaign).unwrap();
            *campaign = serde_json::from_slice(&document).unwrap();
        }
    }
}

fn pairs(batch: &[Report]) -> impl Iterator<Item = (u8, DeliveryStatus)> {
    batch.iter().map(|report| (report.id, report.status))
}

fn record_all(statuses: &mut Statuses, batch: Vec<Report>) {
    for report in batch {
        record(statuses, report);
    }
}

/// The naive way to record a report.
fn record(statuses: &mut Statuses, Report { id, status }: Report) -> Change {
    match statuses.get(&id).copied() {
        Some(from) if from >= status => Change::Unchanged,
        from => {
            statuses.insert(id, status);
            from.map_or(Change::New, |from| Change::Advanced { from })
        }
    }
}
