//! What the reports on a number say about keeping it.

use proptest::prelude::*;
use sms_status::{
    AddressBookAction::{self, Keep, Remove, Review, Suppress},
    DeliveryStatus, NumberHistory,
};

type Report = (DeliveryStatus, u8);

fn history(reports: &[Report]) -> NumberHistory<u8> {
    let mut history = NumberHistory::new();
    for &(status, at) in reports {
        history.record(status, at);
    }
    history
}

/// The rules as they are written, over all reports.
fn naive(reports: &[Report]) -> AddressBookAction {
    let advises = |action| reports.iter().filter(move |(status, _)| status.action() == action);
    let stands =
        |&&(_, at): &&Report| !reports.iter().any(|&(status, confirmed)| status.confirms_number() && confirmed >= at);
    if advises(Suppress).next().is_some() {
        Suppress
    } else if advises(Remove).any(|report| stands(&report)) {
        Remove
    } else if advises(Review).any(|report| stands(&report)) {
        Review
    } else {
        Keep
    }
}

/// Checks a history and its reason against the rules.
fn check(reports: &[Report]) {
    let history = history(reports);
    assert_eq!(history.action(), naive(reports), "{reports:?}");
    let Some(reason @ (status, at)) = history.reason() else {
        assert_eq!(history.action(), Keep, "{reports:?}");
        assert!(!reports.iter().any(|(status, _)| status.confirms_number()), "{reports:?}");
        return;
    };
    assert!(reports.contains(&reason), "{reports:?}");
    assert_eq!(status.action(), history.action(), "{reports:?}");
    let of_the_same_rule = |other: DeliveryStatus| {
        other.action() == status.action() && (other.action() != Keep || other.confirms_number())
    };
    let later = reports.iter().any(|&(other, other_at)| of_the_same_rule(other) && other_at > at);
    assert!(!later, "{reason:?} is not the last of {reports:?}");
}

#[test]
fn two_reports_of_every_pair_of_statuses_at_every_order_of_times() {
    check(&[]);
    for &first in DeliveryStatus::VARIANTS {
        check(&[(first, 1)]);
        for &second in DeliveryStatus::VARIANTS {
            for (a, b) in [(1, 1), (1, 2), (2, 1)] {
                check(&[(first, a), (second, b)]);
            }
        }
    }
}

#[test]
fn an_opt_out_stays_for_good() {
    for &status in DeliveryStatus::VARIANTS {
        let reports = [(DeliveryStatus::Blacklisted, 1), (status, 2), (DeliveryStatus::Received, 3)];
        assert_eq!(history(&reports).action(), Suppress, "{status:?}");
        assert_eq!(history(&reports).reason().map(|(status, _)| status), Some(DeliveryStatus::Blacklisted));
    }
}

#[test]
fn only_a_report_that_advises_it_removes_a_number() {
    for &status in DeliveryStatus::VARIANTS {
        let removed = history(&[(status, 1)]).action() == Remove;
        assert_eq!(removed, status.action() == Remove, "{status:?}");
        assert_eq!(removed, !status.keep_in_address_book(), "{status:?}");
    }
}

#[test]
fn a_confirmation_of_the_same_time_counts() {
    for removed in [DeliveryStatus::PermanentAbsenceError, DeliveryStatus::PermanentPhoneError] {
        for &confirmed in DeliveryStatus::VARIANTS.iter().filter(|status| status.confirms_number()) {
            assert_eq!(history(&[(removed, 7), (confirmed, 7)]).action(), Keep);
            assert_eq!(history(&[(removed, 7), (confirmed, 8)]).reason(), Some((confirmed, 8)));
            assert_eq!(history(&[(removed, 7), (confirmed, 6)]).reason(), Some((removed, 7)));
        }
    }
}

#[test]
fn a_history_takes_a_few_words() {
    assert!(size_of::<NumberHistory<u64>>() <= 64);
    assert_eq!(NumberHistory::<u64>::default(), NumberHistory::new());
}

fn reports() -> impl Strategy<Value = Vec<Report>> {
    proptest::collection::vec((proptest::sample::select(DeliveryStatus::VARIANTS), 0..4_u8), 0..8)
}

proptest! {
    #[test]
    fn any_reports_are_read_by_the_rules(reports in reports()) {
        check(&reports);
    }

    #[test]
    fn order_and_repetition_do_not_matter(reports in reports(), seed: u64) {
        let mut shuffled = [&reports[..], &reports[..]].concat();
        fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
        prop_assert_eq!(history(&shuffled), history(&reports));
    }

    #[test]
    fn parts_merge_into_the_whole(a in reports(), b in reports(), c in reports()) {
        let whole = history(&[&a[..], &b[..], &c[..]].concat());
        let merged = |first: &[Report], second: &[Report]| {
            let mut merged = history(first);
            merged.merge(&history(second));
            merged
        };
        let mut left = merged(&a, &b);
        left.merge(&history(&c));
        let mut right = history(&a);
        right.merge(&merged(&b, &c));
        prop_assert_eq!(left, whole);
        prop_assert_eq!(right, whole);
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&a, &a), history(&a));
        prop_assert_eq!(merged(&a, &[]), history(&a));
    }
}

#[cfg(feature = "serde")]
proptest! {
    #[test]
    fn a_history_round_trips(reports in reports()) {
        let history = history(&reports);
        let json = serde_json::to_string(&history).unwrap();
        prop_assert_eq!(serde_json::from_str::<NumberHistory<u8>>(&json).unwrap(), history);
        let bytes = postcard::to_stdvec(&history).unwrap();
        prop_assert_eq!(postcard::from_bytes::<NumberHistory<u8>>(&bytes).unwrap(), history);
    }

    #[test]
    fn what_a_document_says_is_recorded_anew(reports in proptest::array::uniform4(proptest::option::of(
        (proptest::sample::select(DeliveryStatus::VARIANTS), 0..4_u8),
    ))) {
        let json = serde_json::to_string(&reports).unwrap();
        let recorded: Vec<_> = reports.into_iter().flatten().collect();
        prop_assert_eq!(serde_json::from_str::<NumberHistory<u8>>(&json).unwrap(), history(&recorded));
    }
}
