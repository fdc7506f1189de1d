//! The laws of `Campaign`.
#![cfg(feature = "alloc")]

use std::{
    cell::Cell,
    collections::BTreeMap,
    hash::{BuildHasher, BuildHasherDefault, Hash, Hasher},
    rc::Rc,
};

use proptest::{prelude::*, sample::Index};
use sms_status::{
    AddressBookAction, BulkReport, Campaign, DeliveryStatus,
    DeliveryStatus::*,
    MessageId, Outcome,
    campaign::{Change, Equivalent},
};

/// The naive twin of a campaign.
type Statuses = BTreeMap<u8, DeliveryStatus>;

fn any_status() -> impl Strategy<Value = DeliveryStatus> {
    prop::sample::select(DeliveryStatus::VARIANTS)
}

/// Reports of few messages, so that most messages have several.
fn any_reports() -> impl Strategy<Value = Vec<(u8, DeliveryStatus)>> {
    prop::collection::vec((0..20_u8, any_status()), 0..80)
}

fn campaign(reports: &[(u8, DeliveryStatus)]) -> Campaign<u8> {
    let mut campaign = Campaign::new();
    for &(id, status) in reports {
        campaign.record(id, status);
    }
    campaign
}

fn greatest(reports: &[(u8, DeliveryStatus)]) -> Statuses {
    let mut greatest = Statuses::new();
    for &(id, status) in reports {
        greatest.entry(id).and_modify(|greatest| *greatest = status.max(*greatest)).or_insert(status);
    }
    greatest
}

/// Every campaign of up to two messages with either of two statuses.
fn small_campaigns() -> Vec<Vec<(u8, DeliveryStatus)>> {
    let states = [None, Some(DeliveryStatus::Sent), Some(DeliveryStatus::Received)];
    let of = |id: u8, state: Option<DeliveryStatus>| state.map(|status| (id, status));
    let pairs = states.into_iter().flat_map(|first| states.into_iter().map(move |second| (first, second)));
    pairs.map(|(first, second)| of(0, first).into_iter().chain(of(1, second)).collect()).collect()
}

/// Random ones hardly ever have the same report, or some of the same messages.
#[test]
fn small_campaigns_are_equal_only_if_their_messages_are() {
    for a in small_campaigns() {
        for b in small_campaigns() {
            assert_eq!(campaign(&a) == campaign(&b), a == b, "{a:?} {b:?}");
        }
    }
}

#[track_caller]
fn check<Id: Hash + Eq + Ord + Copy + std::fmt::Debug, S: BuildHasher>(
    campaign: &Campaign<Id, S>,
    expected: &BTreeMap<Id, DeliveryStatus>,
) {
    let rows: BTreeMap<Id, DeliveryStatus> = campaign.iter().map(|(&id, status)| (id, status)).collect();
    assert_eq!(&rows, expected);
    assert_eq!((campaign.len(), campaign.is_empty()), (expected.len(), expected.is_empty()));
    assert_eq!((campaign.iter().len(), campaign.iter().count()), (expected.len(), expected.len()));
    assert_eq!(campaign.report(), &expected.values().collect::<BulkReport>());
    assert!(expected.iter().all(|(id, &status)| campaign.get(id) == Some(status)));
    assert!(campaign.capacity() >= campaign.len());
}

#[test]
fn two_reports_in_either_order_and_twice() {
    for &a in DeliveryStatus::VARIANTS {
        for &b in DeliveryStatus::VARIANTS {
            let mut campaign = Campaign::new();
            assert_eq!(campaign.record((), a), Change::New);
            let change = if b > a { Change::Advanced { from: a } } else { Change::Unchanged };
            assert_eq!(campaign.record((), b), change);
            assert_eq!(campaign.record((), a), Change::Unchanged);
            assert_eq!(campaign.record((), b), Change::Unchanged);
            assert_eq!(campaign.get(&()), Some(a.max(b)));
            assert_eq!(*campaign.report(), BulkReport::from_iter([a.max(b)]));
        }
    }
}

#[test]
fn three_reports_in_every_order() {
    for &a in DeliveryStatus::VARIANTS {
        for &b in DeliveryStatus::VARIANTS {
            for &c in DeliveryStatus::VARIANTS {
                let campaign = Campaign::from([((), a), ((), b), ((), c)]);
                let greatest = a.max(b).max(c);
                assert_eq!(campaign.get(&()), Some(greatest), "{a:?}, {b:?}, {c:?}");
                assert_eq!(*campaign.report(), BulkReport::from_iter([greatest]), "{a:?}, {b:?}, {c:?}");
            }
        }
    }
}

#[test]
fn no_report_is_no_message() {
    let mut campaign = Campaign::<u8>::new();
    check(&campaign, &Statuses::new());
    assert_eq!(campaign.get(&0), None);
    assert_eq!(campaign, Campaign::default());
    campaign.record_all([]);
    campaign.merge(Campaign::with_capacity(10));
    assert_eq!(campaign, Campaign::new());
}

proptest! {
    #[test]
    fn every_report_changes_what_the_naive_twin_says(reports in any_reports()) {
        let mut campaign = Campaign::new();
        let mut twin = Statuses::new();
        for (id, status) in reports {
            let change = match twin.get(&id).copied() {
                None => Change::New,
                Some(from) if status > from => Change::Advanced { from },
                Some(_) => Change::Unchanged,
            };
            if change != Change::Unchanged {
                twin.insert(id, status);
            }
            prop_assert_eq!(campaign.record(id, status), change);
            check(&campaign, &twin);
        }
    }

    #[test]
    fn order_and_repetition_do_not_matter(
        (reports, others) in any_reports().prop_flat_map(|reports| {
            // Every report, and some of them again.
            let again = prop::collection::vec(any::<Index>(), 0..40);
            (Just(reports), again).prop_flat_map(|(reports, again)| {
                let again = again.iter().filter(|_| !reports.is_empty()).map(|index| *index.get(&reports));
                let others: Vec<_> = reports.iter().copied().chain(again).collect();
                (Just(reports), Just(others).prop_shuffle())
            })
        }),
    ) {
        prop_assert_eq!(campaign(&reports), campaign(&others));
        check(&campaign(&others), &greatest(&reports));
    }

    #[test]
    fn parts_merge_into_the_whole_in_any_tree(
        reports in any_reports(),
        part_of in prop::collection::vec(0..8_usize, 80),
        merges in prop::collection::vec((any::<Index>(), any::<Index>()), 7),
    ) {
        let mut parts = vec![Campaign::new(); 8];
        for (&(id, status), part) in reports.iter().zip(part_of) {
            parts[part].record(id, status);
        }
        for (a, b) in merges {
            let a = parts.swap_remove(a.index(parts.len()));
            let b = b.index(parts.len());
            parts[b].merge(a);
        }
        prop_assert_eq!(&parts, &[campaign(&reports)]);
        check(&parts[0], &greatest(&reports));
    }

    #[test]
    fn merging_is_a_semilattice(a in any_reports(), b in any_reports(), c in any_reports()) {
        let [a, b, c] = [a, b, c].map(|reports| campaign(&reports));
        let merged = |a: &Campaign<u8>, b: &Campaign<u8>| {
            let mut merged = a.clone();
            merged.merge(b.clone());
            merged
        };
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(&merged(&a, &a), &a);
        prop_assert_eq!(&merged(&a, &Campaign::new()), &a);
        prop_assert_eq!(&merged(&Campaign::new(), &a), &a);
    }

    #[test]
    fn a_batch_is_its_reports_one_by_one(before in any_reports(), batch in any_reports()) {
        let one_by_one = campaign(&[before.clone(), batch.clone()].concat());
        let mut recorded = campaign(&before);
        recorded.record_all(batch.clone());
        let mut extended = campaign(&before);
        extended.extend(batch.clone());
        prop_assert_eq!(&recorded, &one_by_one);
        prop_assert_eq!(&extended, &one_by_one);
        prop_assert_eq!(Campaign::from_iter(batch.clone()), campaign(&batch));
        check(&recorded, &greatest(&[before, batch].concat()));
    }

    #[test]
    fn campaigns_are_equal_where_their_contents_are(a in any_reports(), b in any_reports()) {
        prop_assert_eq!(campaign(&a) == campaign(&b), greatest(&a) == greatest(&b));
        let mut roomy = Campaign::with_capacity(1000);
        roomy.record_all(a.clone());
        prop_assert_eq!(roomy, campaign(&a));
    }

    #[test]
    fn messages_that_are_not_retained_were_never_there(
        before in any_reports(), after in any_reports(), keep in any::<[bool; 256]>(), least in any_status(),
    ) {
        let stays = |id: u8, status| keep[usize::from(id)] && status >= least;
        let mut retained = campaign(&before);
        retained.retain(|&id, status| stays(id, status));
        let mut twin = greatest(&before);
        twin.retain(|&id, status| stays(id, *status));
        check(&retained, &twin);
        for (id, status) in after {
            let from = twin.get(&id).copied();
            let change = from.map_or(Change::New, |from| {
                if status > from { Change::Advanced { from } } else { Change::Unchanged }
            });
            prop_assert_eq!(retained.record(id, status), change);
            twin.insert(id, from.map_or(status, |from| from.max(status)));
        }
        check(&retained, &twin);
    }

    #[test]
    fn a_clone_goes_its_own_way(reports in any_reports(), status in any_status()) {
        let campaign = campaign(&reports);
        let mut clone = campaign.clone();
        prop_assert_eq!(&clone, &campaign);
        prop_assert_eq!(clone.record(255, status), Change::New);
        prop_assert_eq!((campaign.get(&255), campaign.len() + 1), (None, clone.len()));
    }

    #[test]
    fn iterators_give_every_message_once(reports in any_reports()) {
        let campaign = campaign(&reports);
        prop_assert_eq!((&campaign).into_iter().map(|(&id, status)| (id, status)).collect::<Statuses>(), greatest(&reports));
        let mut rows = campaign.iter();
        rows.next();
        prop_assert_eq!(rows.len(), campaign.len().saturating_sub(1));
        prop_assert!(rows.clone().eq(rows));
        let mut rows = campaign.clone().into_iter();
        prop_assert_eq!(rows.len(), campaign.len());
        let mut twin = greatest(&reports);
        while let Some((id, status)) = rows.next() {
            prop_assert_eq!(twin.remove(&id), Some(status));
            prop_assert_eq!(rows.len(), twin.len());
        }
        prop_assert_eq!((rows.next(), twin.len()), (None, 0));
        prop_assert_eq!(campaign.into_iter().fold(0, |count, _| count + 1), greatest(&reports).len());
    }

    #[test]
    fn every_message_has_one_action(reports in any_reports()) {
        let campaign = campaign(&reports);
        let mut ids = Vec::new();
        for &action in AddressBookAction::VARIANTS {
            let start = ids.len();
            ids.extend(campaign.with_action(action).copied());
            prop_assert!(ids[start..].iter().all(|id| greatest(&reports)[id].action() == action));
            prop_assert_eq!((ids.len() - start) as u64, campaign.report().count_action(action));
        }
        ids.sort_unstable();
        prop_assert_eq!(ids, greatest(&reports).into_keys().collect::<Vec<_>>());
    }

    #[test]
    fn the_report_follows_the_order_of_the_outcomes(reports in any_reports()) {
        let mut campaign = Campaign::new();
        let mut received = 0;
        for (id, status) in reports {
            campaign.record(id, status);
            prop_assert!(campaign.report().count_outcome(Outcome::Received) >= received, "a reception was taken back");
            received = campaign.report().count_outcome(Outcome::Received);
        }
    }
}

/// A hasher as bad as can be, so that all ids collide.
#[derive(Default)]
struct SameForAll;

impl Hasher for SameForAll {
    fn write(&mut self, _: &[u8]) {}

    fn finish(&self) -> u64 {
        0
    }
}

/// A hasher that leaves all high bits zero, and all low bits of a multiple of 64, too.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.try_into().map_or(0, u32::from_ne_bytes).into();
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Reports of this many messages, three of each and a fourth of some, far from one another and in no order.
fn many_reports(messages: u32) -> impl Iterator<Item = (u32, DeliveryStatus)> + Clone {
    let statuses = DeliveryStatus::VARIANTS.iter().cycle().step_by(5);
    // An odd multiple goes through all remainders of a power of two.
    let ids =
        (0..messages.next_power_of_two()).map(move |n| n.wrapping_mul(2_654_435_769) % messages.next_power_of_two());
    let ids = ids.filter(move |&id| id < messages);
    ids.clone().chain(ids.clone()).chain(ids.clone()).chain(ids.step_by(3)).zip(statuses.copied())
}

#[track_caller]
fn check_batches<S: BuildHasher>(empty: fn() -> Campaign<u32, S>, messages: u32) {
    let mut twin = BTreeMap::new();
    for (id, status) in many_reports(messages) {
        twin.entry(id).and_modify(|greatest| *greatest = status.max(*greatest)).or_insert(status);
    }
    let mut at_once = empty();
    at_once.record_all(many_reports(messages));
    check(&at_once, &twin);

    let mut batches = empty();
    let mut reports = many_reports(messages);
    for size in (1..).map(|n: usize| n * n * n) {
        let batch: Vec<_> = reports.by_ref().take(size).collect();
        if batch.is_empty() {
            break;
        }
        batches.record_all(batch);
    }
    check(&batches, &twin);
}

#[test]
fn batches_of_every_size_agree_with_the_naive_twin() {
    // A table is cut into shards when it has 57,344 messages.
    for messages in (0..200).chain([1_000, 4_095, 4_096, 4_097, 57_343, 57_344, 57_345, 70_000]) {
        check_batches(Campaign::new, messages);
    }
    check_batches(|| Campaign::with_capacity(60_000), 10_000);
}

#[test]
fn reports_of_a_large_batch_wait_and_at_most_as_many_as_there_are_messages() {
    const MESSAGES: usize = 100_000;
    // Each id that is alive holds one: those of the messages, and those that wait.
    let alive = Rc::new(());
    let report = |n: usize, status| ((n % MESSAGES, Rc::clone(&alive)), status);
    let mut campaign: Campaign<_> = (0..MESSAGES).map(|n| report(n, Sent)).collect();
    let mut most = 0;
    campaign.record_all((0..2 * MESSAGES).map(|n| {
        let waiting = Rc::strong_count(&alive) - 1 - MESSAGES;
        // A batch of half as many reports is not large yet.
        assert!(waiting <= if n <= MESSAGES / 2 { 0 } else { MESSAGES }, "{waiting} wait at report {n}");
        most = most.max(waiting);
        report(n, Received)
    }));
    assert!(most > MESSAGES / 4, "only {most} waited");
    assert_eq!(campaign.report().count(Received), MESSAGES as u64);
}

#[test]
fn a_bad_hasher_costs_time_and_no_report() {
    check_batches(Campaign::<_, BuildHasherDefault<SameForAll>>::default, 500);
    check_batches(Campaign::<_, BuildHasherDefault<Identity>>::default, 60_000);
    check_batches(Campaign::<_, std::hash::RandomState>::default, 60_000);
}

#[test]
fn room_is_made_and_given_back() {
    for n in [0_u32, 1, 7, 100, 5_000] {
        let mut campaign = Campaign::with_capacity(n as usize);
        let capacity = campaign.capacity();
        assert!(capacity >= n as usize);
        for id in 0..n {
            campaign.record(id, Sent);
        }
        assert_eq!(campaign.capacity(), capacity, "room for {n} messages was not enough");
        campaign.reserve(10_000);
        assert!(campaign.capacity() >= n as usize + 10_000);
        let before = campaign.clone();
        campaign.shrink_to_fit();
        assert!(campaign.capacity() < 2 * n as usize + 10);
        assert_eq!(campaign, before);
    }
}

#[test]
fn room_for_many_is_made_and_given_back() {
    for n in [57_345_u32, 100_000] {
        for before in [0, 1_000, 57_344] {
            let mut campaign: Campaign<u32> = (0..before).map(|id| (id, Sent)).collect();
            campaign.reserve(n as usize);
            assert!(campaign.capacity() >= (before + n) as usize);
            campaign.record_all((0..n).map(|id| (id, Received)));
            assert_eq!((campaign.len(), campaign.report().count(Received)), (n.max(before) as usize, u64::from(n)));
            campaign.shrink_to_fit();
            assert!(campaign.capacity() < 3 * n.max(before) as usize);
            assert!((0..n).all(|id| campaign.get(&id) == Some(Received)));
            assert_eq!((campaign.iter().count(), campaign.iter().len()), (campaign.len(), campaign.len()));
            assert_eq!(
                campaign.clone().into_iter().map(|(id, _)| u64::from(id)).sum::<u64>(),
                (0..campaign.len() as u64).sum::<u64>()
            );
        }
    }
}

#[test]
fn large_and_small_parts_merge() {
    let sizes = [0_u32, 1_000, 57_345, 80_000];
    for a in sizes {
        for b in sizes {
            let mut campaign: Campaign<u32> = (0..a).map(|id| (id, Sent)).collect();
            // Half of the ids are known.
            campaign.merge((a / 2..a / 2 + b).map(|id| (id, Received)).collect());
            assert_eq!(campaign.len(), a.max(a / 2 + b) as usize, "{a} and {b}");
            assert_eq!(campaign.report().count(Received), u64::from(b));
        }
    }
}

/// Counts the ids that it hashes.
#[derive(Clone, Default)]
struct Counted(Rc<Cell<usize>>);

impl BuildHasher for Counted {
    type Hasher = Identity;

    fn build_hasher(&self) -> Identity {
        self.0.set(self.0.get() + 1);
        Identity::default()
    }
}

#[test]
fn the_larger_campaign_keeps_its_hasher() {
    for (a, b) in [(0, 1), (1, 0), (1, 1), (5, 4), (4, 5)] {
        let (left, right) = (Counted::default(), Counted::default());
        let mut campaign = Campaign::with_hasher(left.clone());
        campaign.record_all((0..a).map(|id| (id, Sent)));
        let mut other = Campaign::with_hasher(right.clone());
        other.record_all((0..b).map(|id| (id, Sent)));
        campaign.merge(other);
        let before = (left.0.get(), right.0.get());
        assert_eq!(campaign.get(&0), Some(Sent));
        let hashed = (left.0.get() - before.0, right.0.get() - before.1);
        assert_eq!(hashed, if a >= b { (1, 0) } else { (0, 1) }, "{a} and {b}");
    }
}

#[test]
fn debug_prints_the_report_and_not_the_messages() {
    let mut campaign: Campaign<u32> = (0..1_000_000).map(|id| (id, Sent)).collect();
    campaign.record(7, Received);
    assert_eq!(format!("{campaign:?}"), "Campaign { len: 1000000, report: {Sent: 999999, Received: 1}, .. }");
    assert_eq!(format!("{:?}", campaign.iter()), "Iter { len: 1000000, .. }");
    assert_eq!(format!("{:?}", campaign.into_iter()), "IntoIter { len: 1000000, .. }");
}

#[test]
fn texts_are_found_by_borrowed_texts() {
    let campaign = Campaign::from([(String::from("a"), Received)]);
    assert_eq!((campaign.get("a"), campaign.get("b")), (Some(Received), None));
}

#[test]
fn an_id_of_two_parts_is_found_by_its_borrowed_parts() {
    #[derive(Hash)]
    struct Key<'a>(&'a str, u8);

    impl Equivalent<(String, u8)> for Key<'_> {
        fn equivalent(&self, (sending, part): &(String, u8)) -> bool {
            self.0 == sending && self.1 == *part
        }
    }

    let ids = || ["a", "b", ""].into_iter().flat_map(|sending| (0..3).map(move |part| (sending, part)));
    for (sending, part) in ids() {
        let campaign = Campaign::from([((sending.to_owned(), part), Received)]);
        for (other, number) in ids() {
            let expected = ((other, number) == (sending, part)).then_some(Received);
            assert_eq!(campaign.get(&Key(other, number)), expected, "{other:?} {number}");
        }
    }
}

#[test]
fn a_large_campaign_retains_what_is_asked_for() {
    let mut campaign: Campaign<u32> = (0..100_000).map(|id| (id, if id % 2 == 0 { Sent } else { Received })).collect();
    campaign.retain(|id, status| id % 10 == 0 || status == Received);
    let expected = (0..100_000).filter(|id| id % 10 == 0 || id % 2 == 1);
    check(&campaign, &expected.map(|id| (id, if id % 2 == 0 { Sent } else { Received })).collect());
    campaign.retain(|_, _| false);
    check(&campaign, &BTreeMap::new());
}

#[test]
fn campaigns_go_from_thread_to_thread() {
    fn is_send_and_sync<T: Send + Sync>() {}
    is_send_and_sync::<Campaign<MessageId>>();
}

/// A delivered report, and 24 seconds later the sent report of the same message:
/// <https://github.com/department-of-veterans-affairs/notification-api/issues/1097>.
#[test]
fn a_sent_report_24_seconds_after_the_delivered_one_changes_nothing() {
    let mut campaign = Campaign::new();
    assert_eq!(campaign.record("9bced829-b897-4262-a79e-f41da167f9f4", Delivered), Change::New);
    assert_eq!(campaign.record("9bced829-b897-4262-a79e-f41da167f9f4", Sent), Change::Unchanged);
    assert_eq!(*campaign.report(), BulkReport::from_iter([Delivered]));
}
