//! The laws of `BulkReport`.

use std::{collections::BTreeMap, ops::Add};

use proptest::prelude::*;
use sms_status::{AddressBookAction, BulkReport, Category, DeliveryStatus, DeliveryStatus::*, Outcome};

fn any_status() -> impl Strategy<Value = DeliveryStatus> {
    prop::sample::select(DeliveryStatus::VARIANTS)
}

fn any_statuses() -> impl Strategy<Value = Vec<DeliveryStatus>> {
    prop::collection::vec(any_status(), 0..60)
}

/// Any report, with counts up to the largest.
fn any_report() -> impl Strategy<Value = BulkReport> {
    let count = prop_oneof![3 => 0..100_u64, 1 => any::<u64>(), 1 => u64::MAX - 2..=u64::MAX];
    prop::collection::vec((any_status(), count), 0..12).prop_map(|rows| rows.into_iter().collect())
}

fn merged(a: &BulkReport, b: &BulkReport) -> BulkReport {
    let mut report = *a;
    report.merge(b);
    report
}

/// The five lines of `BulkReport::outcome`, told of a plain list of messages.
fn outcome_of(messages: &[DeliveryStatus]) -> Option<Outcome> {
    let outcomes: Vec<Outcome> = messages.iter().map(|status| status.outcome()).collect();
    let first = *outcomes.first()?;
    let some = |wanted: &[Outcome]| outcomes.iter().any(|outcome| wanted.contains(outcome));
    Some(if outcomes.iter().all(|&outcome| outcome == first) {
        first
    } else if some(&[Outcome::Received, Outcome::Partial]) {
        Outcome::Partial
    } else if some(&[Outcome::Pending]) {
        Outcome::Pending
    } else {
        Outcome::Failed
    })
}

/// The five lines of `BulkReport::status`, told of a plain list of messages.
fn status_of(messages: &[DeliveryStatus]) -> Option<DeliveryStatus> {
    let first = *messages.first()?;
    let outcomes: Vec<Outcome> = messages.iter().map(|status| status.outcome()).collect();
    Some(if messages.iter().all(|&status| status == first) {
        first
    } else if outcomes.iter().all(|&outcome| outcome == Outcome::Received) {
        Received
    } else if outcomes.iter().all(|outcome| [Outcome::Unknown, Outcome::Pending].contains(outcome)) {
        InProgress
    } else {
        PartiallyReceived
    })
}

#[test]
fn no_message_has_no_status() {
    let report = BulkReport::new();
    assert_eq!(report, BulkReport::default());
    assert_eq!((report.status(), report.outcome(), report.delivery_rate()), (None, None, None));
    assert!(report.is_empty() && report.is_settled());
    assert_eq!((report.total(), report.iter().next()), (0, None));
}

#[test]
fn the_status_and_the_outcome_of_every_set_of_one_two_and_three_statuses() {
    for &a in DeliveryStatus::VARIANTS {
        for &b in DeliveryStatus::VARIANTS {
            for &c in DeliveryStatus::VARIANTS {
                let messages = [a, b, c];
                let report: BulkReport = messages.iter().collect();
                assert_eq!(report.status(), status_of(&messages), "{messages:?}");
                assert_eq!(report.outcome(), outcome_of(&messages), "{messages:?}");
            }
        }
    }
}

#[test]
fn an_error_and_a_reception_are_a_partial_reception() {
    let report: BulkReport = [Received, PermanentAbsenceError].into_iter().collect();
    assert_eq!(report.status(), Some(PartiallyReceived));
    assert_eq!([Received, Read, Delivered].iter().collect::<BulkReport>().status(), Some(Received));
    assert_eq!([Sent, Undefined].iter().collect::<BulkReport>().status(), Some(InProgress));
}

#[test]
fn failures_of_two_kinds_are_a_failure_although_the_page_says_partially_received() {
    let report: BulkReport = [(Rejected, 999), (Expired, 1)].into_iter().collect();
    assert_eq!((report.status(), report.outcome()), (Some(PartiallyReceived), Some(Outcome::Failed)));
    let report: BulkReport = [(PartiallyDelivered, 9), (Rejected, 1)].into_iter().collect();
    assert_eq!((report.status(), report.outcome()), (Some(PartiallyReceived), Some(Outcome::Partial)));
}

#[test]
fn pending_messages_have_no_part_in_the_delivery_rate() {
    for &a in DeliveryStatus::VARIANTS {
        for &b in DeliveryStatus::VARIANTS {
            let report: BulkReport = [(a, 1), (b, 3)].into_iter().collect();
            let of = |outcome: fn(Outcome) -> bool| {
                [(a, 1.0), (b, 3.0)].iter().filter(|row| outcome(row.0.outcome())).map(|row| row.1).sum::<f64>()
            };
            let (received, with_result) =
                (of(|outcome| outcome == Outcome::Received), of(|outcome| outcome != Outcome::Pending));
            let expected = (with_result > 0.0).then(|| received / with_result);
            assert_eq!(report.delivery_rate(), expected, "{a:?} {b:?}");
        }
    }
}

#[test]
fn counts_stop_at_the_maximum() {
    for &status in DeliveryStatus::VARIANTS {
        let mut report = BulkReport::new();
        report.record_n(status, u64::MAX);
        report.record(status);
        report.record_all(&[status; 3]);
        report += report;
        assert_eq!(report.count(status), u64::MAX);
        report.record(if status == Received { Sent } else { Received });
        assert_eq!(report.total(), u64::MAX);
    }
}

#[test]
fn slices_of_every_size_stop_at_the_maximum() {
    for len in [1, 255, 256, 257, 2047, 2048, 2049, 32_767, 32_768, 100_000] {
        for before in [u64::MAX / 2, u64::MAX / 2 + 1, u64::MAX - len as u64, u64::MAX - len as u64 + 1, u64::MAX] {
            let mut report = BulkReport::new();
            report.record_n(Received, before);
            report.record_n(Sent, before);
            report.record_all(&vec![Received; len]);
            let counts = (report.count(Received), report.count(Sent));
            assert_eq!(counts, (before.saturating_add(len as u64), before), "{before} and {len}");
        }
    }
}

#[test]
fn the_delivery_rate_is_exact_beyond_the_maximum() {
    let mut report = BulkReport::new();
    report.record_n(Received, u64::MAX);
    report.record_n(Undefined, u64::MAX);
    report.record_n(Rejected, u64::MAX);
    report.record_n(Blacklisted, u64::MAX);
    assert_eq!(report.delivery_rate(), Some(0.25));
}

#[test]
fn recording_nothing_changes_nothing() {
    let mut report = BulkReport::new();
    report.record_n(Received, 0);
    assert_eq!(report, BulkReport::new());
    assert!(report.is_empty());
}

#[test]
fn rows_of_a_group_by_may_repeat_a_status() {
    let report: BulkReport = [(Received, 7), (Sent, 0), (Received, 3)].into_iter().collect();
    assert_eq!(report.iter().collect::<Vec<_>>(), [(Received, 10)]);
}

#[test]
fn rows_say_how_many_are_left_at_most() {
    let statuses: Vec<_> = DeliveryStatus::VARIANTS.iter().copied().step_by(3).collect();
    let report: BulkReport = statuses.iter().collect();
    let mut rows = report.iter();
    for left in (0..=statuses.len()).rev() {
        let (least, most) = rows.size_hint();
        assert!(least <= left && most.is_some_and(|most| left <= most), "{least} to {most:?}, not {left}");
        rows.next();
    }
}

#[test]
fn debug_prints_the_rows() {
    let report: BulkReport = [Received, Sent, Received].into_iter().collect();
    assert_eq!(format!("{report:?}"), "{Sent: 1, Received: 2}");
}

#[test]
fn a_report_can_be_made_at_compile_time() {
    const REPORT: BulkReport = {
        let mut report = BulkReport::new();
        report.record(Read);
        report.record_n(Read, 2);
        let mut twice = report;
        twice.merge(&report);
        twice
    };
    assert_eq!(REPORT.count(Read), 6);
}

/// Statuses of which this share is one status, the others any.
fn campaign(len: usize, dominant: f64) -> Vec<DeliveryStatus> {
    let mut random = fastrand::Rng::with_seed(11);
    let mut any = || {
        if random.f64() < dominant { Received } else { DeliveryStatus::VARIANTS[random.usize(..DeliveryStatus::COUNT)] }
    };
    (0..len).map(|_| any()).collect()
}

#[test]
fn slices_of_every_length_are_counted_as_one_by_one() {
    for dominant in [0.0, 0.9, 1.0] {
        let statuses = campaign(1_100_000, dominant);
        // Long slices are counted in parts of 524,280.
        for len in (0..300).chain(32_740..32_800).chain([65_536, 99_999, 524_279, 524_280, 524_281, 1_100_000]) {
            let mut one_by_one = BulkReport::new();
            let mut counted = BulkReport::new();
            counted.record_n(Sent, u64::MAX - 5);
            one_by_one.record_n(Sent, u64::MAX - 5);
            for &status in &statuses[..len] {
                one_by_one.record(status);
            }
            counted.record_all(&statuses[..len]);
            assert_eq!(counted, one_by_one, "{len} statuses");
        }
    }
}

#[test]
fn every_pair_of_neighbours_is_counted_wherever_it_is() {
    let pairs =
        DeliveryStatus::VARIANTS.iter().flat_map(|&a| DeliveryStatus::VARIANTS.iter().flat_map(move |&b| [a, b]));
    let statuses: Vec<_> = pairs.cycle().take(40_000).collect();
    for at in 0..8 {
        let mut counted = BulkReport::new();
        counted.record_all(&statuses[at..]);
        let mut one_by_one = BulkReport::new();
        for &status in &statuses[at..] {
            one_by_one.record(status);
        }
        assert_eq!(counted, one_by_one);
    }
}

proptest! {
    #[test]
    fn counts_are_those_of_a_map(messages in any_statuses()) {
        let mut map = BTreeMap::<DeliveryStatus, u64>::new();
        for &status in &messages {
            *map.entry(status).or_default() += 1;
        }
        let report: BulkReport = messages.iter().collect();

        prop_assert!(report.iter().eq(map.iter().map(|(&status, &n)| (status, n))));
        prop_assert!((&report).into_iter().eq(report.iter()));
        prop_assert_eq!(report.total(), messages.len() as u64);
        prop_assert_eq!(report.is_empty(), messages.is_empty());
        prop_assert_eq!(report.status(), status_of(&messages));
        prop_assert_eq!(report.outcome(), outcome_of(&messages));
        prop_assert_eq!(report.is_settled(), messages.iter().all(|status| status.is_final()));
        let count = |predicate: &dyn Fn(DeliveryStatus) -> bool| u32::try_from(messages.iter().filter(|&&s| predicate(s)).count()).unwrap();
        for &status in DeliveryStatus::VARIANTS {
            prop_assert_eq!(report.count(status), u64::from(count(&|s| s == status)));
        }
        for &category in Category::VARIANTS {
            prop_assert_eq!(report.count_category(category), u64::from(count(&|s| s.category() == category)));
        }
        for &outcome in Outcome::VARIANTS {
            prop_assert_eq!(report.count_outcome(outcome), u64::from(count(&|s| s.outcome() == outcome)));
        }
        for &action in AddressBookAction::VARIANTS {
            prop_assert_eq!(report.count_action(action), u64::from(count(&|s| s.action() == action)));
        }
        let received = count(&|s| s.outcome() == Outcome::Received);
        let with_result = count(&|s| s.outcome() != Outcome::Pending);
        let rate = (with_result > 0).then(|| f64::from(received) / f64::from(with_result));
        prop_assert_eq!(report.delivery_rate(), rate);
    }

    #[test]
    fn all_ways_to_count_agree(messages in any_statuses()) {
        let mut recorded = BulkReport::new();
        for &status in &messages {
            recorded.record(status);
        }
        let mut counted = BulkReport::new();
        counted.record_all(&messages);
        let mut extended = BulkReport::new();
        extended.extend(messages.iter());
        extended.extend(Vec::<DeliveryStatus>::new());
        prop_assert_eq!(counted, recorded);
        prop_assert_eq!(extended, recorded);
        let mut rows = BulkReport::new();
        rows.extend(DeliveryStatus::VARIANTS.iter().map(|&status| (status, recorded.count(status))));
        prop_assert_eq!(rows, recorded);
        prop_assert_eq!(messages.iter().copied().collect::<BulkReport>(), recorded);
        prop_assert_eq!(recorded.iter().collect::<BulkReport>(), recorded);
    }

    #[test]
    fn every_split_merges_to_the_whole(messages in any_statuses()) {
        let whole: BulkReport = messages.iter().collect();
        for middle in 0..=messages.len() {
            let (left, right) = messages.split_at(middle);
            let (left, right): (BulkReport, BulkReport) = (left.iter().collect(), right.iter().collect());
            prop_assert_eq!(merged(&left, &right), whole);
            prop_assert_eq!(left + right, whole);
            prop_assert_eq!([left, right].iter().sum::<BulkReport>(), whole);
        }
    }

    #[test]
    fn the_order_of_messages_does_not_matter(
        (messages, shuffled) in any_statuses().prop_flat_map(|m| (Just(m.clone()), Just(m).prop_shuffle())),
    ) {
        prop_assert_eq!(messages.iter().collect::<BulkReport>(), shuffled.iter().collect::<BulkReport>());
    }

    #[test]
    fn merging_is_commutative_and_associative_and_the_empty_report_is_the_identity(
        a in any_report(), b in any_report(), c in any_report(),
    ) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &BulkReport::default()), a);
        prop_assert_eq!(merged(&BulkReport::default(), &a), a);
        for &status in DeliveryStatus::VARIANTS {
            prop_assert_eq!(merged(&a, &b).count(status), a.count(status).saturating_add(b.count(status)));
        }
    }

    #[test]
    fn operators_merge(a in any_report(), b in any_report()) {
        let expected = merged(&a, &b);
        let mut by_value = a;
        by_value += b;
        let mut by_reference = a;
        by_reference += &b;
        prop_assert_eq!(by_value, expected);
        prop_assert_eq!(by_reference, expected);
        prop_assert_eq!(a + b, expected);
        prop_assert_eq!(Add::<&BulkReport>::add(a, &b), expected);
        prop_assert_eq!([a, b].into_iter().sum::<BulkReport>(), expected);
    }

    #[test]
    fn totals_of_every_division_are_the_sum_of_their_rows(report in any_report()) {
        let sum = |predicate: &dyn Fn(DeliveryStatus) -> bool| {
            report.iter().filter(|&(s, _)| predicate(s)).fold(0_u64, |sum, (_, n)| sum.saturating_add(n))
        };
        prop_assert_eq!(report.total(), sum(&|_| true));
        for &outcome in Outcome::VARIANTS {
            prop_assert_eq!(report.count_outcome(outcome), sum(&|s| s.outcome() == outcome));
        }
        let rate = report.delivery_rate();
        prop_assert!(rate.is_none_or(|rate| (0.0..=1.0).contains(&rate)));
    }
}
