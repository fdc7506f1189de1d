//! What the reports on a number say about keeping it.

use std::collections::HashSet;

use proptest::prelude::*;
use sms_status::{
    AddressBookAction::{self, Keep, Remove, Review, Suppress},
    DeliveryStatus, NumberHistory,
};

/// A report with this status, or an opt-in, and when it was made.
type Event = (Option<DeliveryStatus>, u8);

fn record(history: &mut NumberHistory<u8>, (status, at): Event) {
    match status {
        Some(status) => history.record(status, at),
        None => history.record_opt_in(at),
    }
}

fn history(events: &[Event]) -> NumberHistory<u8> {
    let mut history = NumberHistory::new();
    for &event in events {
        record(&mut history, event);
    }
    history
}

fn merged(a: &NumberHistory<u8>, b: &NumberHistory<u8>) -> NumberHistory<u8> {
    let mut merged = *a;
    merged.merge(b);
    merged
}

fn reports_of(events: &[Event]) -> impl Iterator<Item = (DeliveryStatus, u8)> + Clone {
    events.iter().filter_map(|&(status, at)| Some((status?, at)))
}

/// The rules as they are written, over all events.
fn naive(events: &[Event]) -> AddressBookAction {
    let advises = |action| {
        // An opt-in ends what is earlier.
        let ended = |at| events.iter().any(|&(status, opted_in)| status.is_none() && opted_in > at);
        reports_of(events).filter(move |&(status, at)| status.action() == action && !ended(at)).map(|(_, at)| at)
    };
    let stands = |at| !reports_of(events).any(|(status, confirmed)| status.confirms_number() && confirmed >= at);
    if advises(Suppress).next().is_some() {
        Suppress
    } else if advises(Remove).any(stands) {
        Remove
    } else if advises(Review).any(stands) {
        Review
    } else {
        Keep
    }
}

/// Checks a history and its reason against the rules.
fn check(events: &[Event]) {
    let history = history(events);
    assert_eq!(history.action(), naive(events), "{events:?}");
    let says_nothing = |status: DeliveryStatus| status.action() == Keep && !status.confirms_number();
    assert_eq!(history.is_empty(), events.iter().all(|(status, _)| status.is_some_and(says_nothing)), "{events:?}");
    let Some(reason @ (status, at)) = history.reason() else {
        assert_eq!(history.action(), Keep, "{events:?}");
        assert!(!reports_of(events).any(|(status, _)| status.confirms_number()), "{events:?}");
        return;
    };
    assert!(reports_of(events).any(|report| report == reason), "{events:?}");
    assert_eq!(status.action(), history.action(), "{events:?}");
    let of_the_same_rule = |other: DeliveryStatus| {
        other.action() == status.action() && (other.action() != Keep || other.confirms_number())
    };
    let later = reports_of(events).any(|(other, other_at)| of_the_same_rule(other) && other_at > at);
    assert!(!later, "{reason:?} is not the last of {events:?}");
}

/// An opt-in and reports of every kind, those of which a history holds one also in two statuses, each at three times.
fn events() -> Vec<Event> {
    use DeliveryStatus::{
        Blacklisted, InvalidRecipient, PermanentAbsenceError, PermanentPhoneError, Received, RoutingError, Sent,
        TemporaryAbsenceError,
    };
    let kinds = [
        None,
        Some(Blacklisted),
        Some(PermanentPhoneError),
        Some(PermanentAbsenceError),
        Some(RoutingError),
        Some(InvalidRecipient),
        Some(TemporaryAbsenceError),
        Some(Received),
        Some(Sent),
    ];
    kinds.into_iter().flat_map(|kind| (1..=3).map(move |at| (kind, at))).collect()
}

#[test]
fn three_events_in_every_order_doubled_cut_and_merged() {
    let events = events();
    for &a in &events {
        for &b in &events {
            for &c in &events {
                check(&[a, b, c]);
                let whole = history(&[a, b, c]);
                for order in [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]] {
                    assert_eq!(history(&order), whole, "{order:?}");
                }
                assert_eq!(history(&[a, b, c, a, b, c]), whole, "{a:?} {b:?} {c:?}");
                assert_eq!(history(&[a, a, b, b, c, c]), whole, "{a:?} {b:?} {c:?}");
                for (left, right) in [(&[a][..], &[b, c][..]), (&[a, b], &[c]), (&[a, b], &[b, c]), (&[], &[a, b, c])] {
                    let (left, right) = (history(left), history(right));
                    assert_eq!(merged(&left, &right), whole, "{a:?} {b:?} {c:?}");
                    assert_eq!(merged(&right, &left), whole, "{a:?} {b:?} {c:?}");
                }
            }
        }
    }
}

#[test]
fn merging_any_two_of_the_histories_of_three_events_is_commutative_and_idempotent() {
    let events = events();
    let mut histories = HashSet::from([NumberHistory::new()]);
    for _ in 0..3 {
        for mut history in histories.clone() {
            for &event in &events {
                let before = history;
                record(&mut history, event);
                histories.insert(history);
                history = before;
            }
        }
    }
    for a in &histories {
        for b in &histories {
            let both = merged(a, b);
            assert_eq!(both, merged(b, a), "{a:?} {b:?}");
            assert_eq!((merged(&both, a), merged(&both, b)), (both, both), "{a:?} {b:?}");
        }
    }
}

#[test]
fn an_opt_in_ends_what_is_earlier_and_nothing_else() {
    for &status in DeliveryStatus::VARIANTS {
        let at = |opted_in| history(&[(Some(status), 5), (None, opted_in)]);
        assert_eq!(at(6).action(), Keep, "{status:?}");
        for stands in [4, 5] {
            assert_eq!(at(stands).action(), status.action(), "{status:?}");
            assert_eq!(at(stands).reason(), history(&[(Some(status), 5)]).reason(), "{status:?}");
        }
        // An opt-out that comes after the opt-in counts.
        let again = history(&[(None, 6), (Some(status), 5), (Some(DeliveryStatus::Blacklisted), 7)]);
        assert_eq!(again.action(), Suppress, "{status:?}");
    }
}

#[test]
fn a_time_need_not_be_copied_to_be_kept() {
    let reports = [(DeliveryStatus::Received, "2026-05-11"), (DeliveryStatus::PermanentPhoneError, "2026-05-12")];
    let mut history: NumberHistory<String> = reports.map(|(status, at)| (status, at.to_owned())).into_iter().collect();
    assert_eq!(history.reason(), Some((DeliveryStatus::PermanentPhoneError, "2026-05-12".to_owned())));
    let mut other = NumberHistory::new();
    other.record_opt_in("2026-05-13".to_owned());
    history += &other;
    assert_eq!(history.action(), Keep);
    history += other;
    history.extend([(DeliveryStatus::Blacklisted, "2026-05-13".to_owned())]);
    assert_eq!(history.action(), Suppress);
}

#[test]
fn two_reports_of_every_pair_of_statuses_at_every_order_of_times() {
    check(&[]);
    for &first in DeliveryStatus::VARIANTS {
        check(&[(Some(first), 1)]);
        for &second in DeliveryStatus::VARIANTS {
            for (a, b) in [(1, 1), (1, 2), (2, 1)] {
                check(&[(Some(first), a), (Some(second), b)]);
            }
        }
    }
}

#[test]
fn an_opt_out_stays_for_good() {
    for &status in DeliveryStatus::VARIANTS {
        let reports = [(DeliveryStatus::Blacklisted, 1), (status, 2), (DeliveryStatus::Received, 3)];
        let history = NumberHistory::from_iter(reports);
        assert_eq!(history.action(), Suppress, "{status:?}");
        assert_eq!(history.reason().map(|(status, _)| status), Some(DeliveryStatus::Blacklisted));
    }
}

#[test]
fn only_a_report_that_advises_it_removes_a_number() {
    for &status in DeliveryStatus::VARIANTS {
        let removed = history(&[(Some(status), 1)]).action() == Remove;
        assert_eq!(removed, status.action() == Remove, "{status:?}");
        assert_eq!(removed, !status.keep_in_address_book(), "{status:?}");
    }
}

#[test]
fn a_confirmation_of_the_same_time_counts() {
    for removed in [DeliveryStatus::PermanentAbsenceError, DeliveryStatus::PermanentPhoneError] {
        for &confirmed in DeliveryStatus::VARIANTS.iter().filter(|status| status.confirms_number()) {
            let history = |at| NumberHistory::from_iter([(removed, 7), (confirmed, at)]);
            assert_eq!(history(7).action(), Keep);
            assert_eq!(history(8).reason(), Some((confirmed, 8)));
            assert_eq!(history(6).reason(), Some((removed, 7)));
        }
    }
}

#[test]
fn a_history_takes_a_few_words() {
    assert_eq!(size_of::<NumberHistory<u32>>(), 40);
    // A `u64` begins at a multiple of 4 bytes on some machines, and of 8 on others.
    assert_eq!(size_of::<NumberHistory<u64>>(), if align_of::<u64>() == 8 { 80 } else { 60 });
    assert_eq!(NumberHistory::<u64>::default(), NumberHistory::new());
}

fn any_events() -> impl Strategy<Value = Vec<Event>> {
    let status = prop::option::weighted(0.9, prop::sample::select(DeliveryStatus::VARIANTS));
    prop::collection::vec((status, 0..4_u8), 0..8)
}

proptest! {
    #[test]
    fn any_events_are_read_by_the_rules(events in any_events()) {
        check(&events);
    }

    #[test]
    fn order_and_repetition_do_not_matter(events in any_events(), seed: u64) {
        let mut shuffled = [&events[..], &events[..]].concat();
        fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
        prop_assert_eq!(history(&shuffled), history(&events));
    }

    #[test]
    fn parts_merge_into_the_whole(a in any_events(), b in any_events(), c in any_events()) {
        let whole = history(&[&a[..], &b[..], &c[..]].concat());
        let [a, b, c] = [a, b, c].map(|events| history(&events));
        prop_assert_eq!(merged(&merged(&a, &b), &c), whole);
        prop_assert_eq!(merged(&a, &merged(&b, &c)), whole);
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&a, &a), a);
        prop_assert_eq!(merged(&a, &NumberHistory::new()), a);
    }
}

#[cfg(feature = "serde")]
mod documents {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_history_is_a_map_of_what_it_holds() {
        use DeliveryStatus::{Blacklisted, PermanentPhoneError, Received, RoutingError, Sent};
        let reports = [Blacklisted, PermanentPhoneError, RoutingError, Received, Sent];
        let mut history: NumberHistory<u8> = reports.into_iter().zip(1..).collect();
        history.record_opt_in(6);
        let document = json!({
            "suppress": ["blacklisted", 1],
            "remove": ["permanent_phone_error", 2],
            "review": ["routing_error", 3],
            "confirmed": ["received", 4],
            "opted_in": 6,
        });
        assert_eq!(serde_json::to_value(history).unwrap(), document);
        assert_eq!(serde_json::from_value::<NumberHistory<u8>>(document).unwrap(), history);
        assert_eq!(serde_json::to_string(&NumberHistory::<u8>::new()).unwrap(), "{}");
    }

    #[test]
    fn a_field_of_a_later_version_breaks_nothing() {
        let document = r#"{"remove":["permanent_phone_error",2],"carrier":{"name":["x",1]},"opted_in":1}"#;
        let read: NumberHistory<u8> = serde_json::from_str(document).unwrap();
        assert_eq!(read, history(&[(Some(DeliveryStatus::PermanentPhoneError), 2), (None, 1)]));
    }

    #[test]
    fn what_is_no_history_is_an_error() {
        for document in ["[]", "7", r#"{"remove":["teleported",2]}"#, r#"{"remove":2}"#, r#"{"opted_in":"yesterday"}"#]
        {
            assert!(serde_json::from_str::<NumberHistory<u8>>(document).is_err(), "{document}");
        }
    }

    #[test]
    fn what_a_document_says_is_recorded_anew() {
        for name in ["suppress", "remove", "review", "confirmed"] {
            for &status in DeliveryStatus::VARIANTS {
                let document = json!({ name: [status, 1] });
                let read: NumberHistory<u8> = serde_json::from_value(document).unwrap();
                assert_eq!(read, history(&[(Some(status), 1)]), "{name} {status:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_history_round_trips(events in any_events()) {
            let history = history(&events);
            let json = serde_json::to_string(&history).unwrap();
            prop_assert_eq!(serde_json::from_str::<NumberHistory<u8>>(&json).unwrap(), history);
            let bytes = postcard::to_stdvec(&history).unwrap();
            prop_assert_eq!(postcard::from_bytes::<NumberHistory<u8>>(&bytes).unwrap(), history);
        }
    }
}
