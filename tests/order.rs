//! The order in which reports replace one another, over all pairs and triples of statuses.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sms_status::{DeliveryStatus, Outcome};

const TABLE: &str = include_str!("data/statuses.tsv");

/// The statuses by row of the independently typed table.
fn rows() -> Vec<DeliveryStatus> {
    let codes = TABLE.lines().skip(1).map(|line| line.split('\t').nth(1).unwrap().parse::<u16>().unwrap());
    codes.map(|code| DeliveryStatus::try_from(code).unwrap()).collect()
}

#[test]
fn the_order_is_that_of_the_rows() {
    for (i, &a) in rows().iter().enumerate() {
        for (j, &b) in rows().iter().enumerate() {
            assert_eq!(a.cmp(&b), i.cmp(&j), "{a:?} {b:?}");
            assert_eq!(a.supersedes(b), i > j, "{a:?} {b:?}");
            assert_eq!(a.max(b), rows()[i.max(j)]);
        }
    }
}

#[test]
fn a_rank_is_the_place_in_the_order_and_leads_back() {
    let ranks = || TABLE.lines().skip(1).map(|line| line.split('\t').nth(8).unwrap().parse::<u16>().unwrap());
    assert!(ranks().eq(DeliveryStatus::VARIANTS.iter().map(|status| status.rank())));
    // There is room for more between any two, and below the first.
    assert!(ranks().zip(ranks().skip(1)).all(|(a, b)| a + 1 < b) && ranks().all(|rank| rank > 1));
    for rank in 0..=u16::MAX {
        let expected = ranks().position(|known| known == rank).map(|row| rows()[row]);
        assert_eq!(DeliveryStatus::from_rank(rank), expected, "{rank}");
    }
}

#[test]
fn a_status_with_the_greater_outcome_is_greater() {
    for a in DeliveryStatus::VARIANTS {
        for b in DeliveryStatus::VARIANTS {
            assert!(a.outcome() <= b.outcome() || a > b, "{a:?} {b:?}");
        }
    }
}

#[test]
fn the_greatest_status_does_not_depend_on_the_order_of_reports() {
    for &a in DeliveryStatus::VARIANTS {
        assert_eq!(a.max(a), a);
        for &b in DeliveryStatus::VARIANTS {
            assert_eq!(a.max(b), b.max(a));
            for &c in DeliveryStatus::VARIANTS {
                assert_eq!(a.max(b).max(c), a.max(b.max(c)));
            }
        }
    }
}

#[test]
fn a_late_sent_does_not_overwrite_a_reception() {
    use DeliveryStatus::{Delivered, Received, Sent};
    assert_eq!(Received.max(Sent), Received);
    assert_eq!(Sent.max(Delivered), Delivered);
}

#[test]
fn a_cause_counts_only_for_a_failure_that_does_not_say_why() {
    let says_no_cause = ["NotDelivered", "OtherError", "Undeliverable", "Rejected"];
    for (i, &word) in rows().iter().enumerate() {
        assert_eq!(word.refined_by(None), word);
        for (j, &cause) in rows().iter().enumerate() {
            let counts = says_no_cause.contains(&format!("{word:?}").as_str())
                && (cause.outcome() == Outcome::Unknown || cause.outcome() == Outcome::Failed && j > i);
            assert_eq!(word.refined_by(Some(cause)), if counts { cause } else { word }, "{word:?} {cause:?}");
        }
    }
}

#[test]
fn a_bare_word_never_hides_a_cause_that_came_before_it() {
    for &word in DeliveryStatus::VARIANTS {
        for &cause in DeliveryStatus::VARIANTS {
            let refined = word.refined_by(Some(cause));
            assert!(refined.max(word) == refined || refined.outcome() == Outcome::Unknown, "{word:?} {cause:?}");
            assert_eq!(refined.refined_by(Some(cause)), refined, "{word:?} {cause:?}");
        }
    }
}

#[test]
fn a_failure_that_does_not_say_why_is_refined_by_every_failure_that_does() {
    use DeliveryStatus::{NotDelivered, OtherError, Rejected, Undeliverable};
    let words = [NotDelivered, OtherError, Undeliverable, Rejected];
    for word in words {
        for cause in DeliveryStatus::VARIANTS.iter().copied().filter(|status| status.outcome() == Outcome::Failed) {
            assert!(words.contains(&cause) || word.refined_by(Some(cause)) == cause, "{word:?} {cause:?}");
        }
    }
}
