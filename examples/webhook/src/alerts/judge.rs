use std::collections::BTreeMap;

use super::settings::Alerts;
use crate::{
    chance::may_be_chance,
    store::{Fall, FallChange, Outcomes, Rates, Watched},
};

/// How a rate compares with its past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// There are too few messages to say.
    TooFew,
    Fallen,
    /// It is lower, but not by enough to be told, nor is it back.
    Between,
    Well,
}

/// Returns what changes of the falls that are known, at a time in milliseconds since 1970.
pub fn changes(now: i64, alerts: &Alerts, rates: &[Rates], known: &[Fall]) -> Vec<FallChange> {
    let mut known: BTreeMap<&Watched, &Fall> = known.iter().map(|fall| (&fall.watched, fall)).collect();
    let mut changes: Vec<FallChange> = Vec::new();
    for rates in rates {
        let fall = known.remove(&rates.watched);
        changes.extend(change(now, alerts, rates, fall));
    }
    // Of these there has been no message lately.
    for fall in known.into_values() {
        let none = Rates {
            watched: fall.watched.clone(),
            name: fall.name.clone(),
            now: Outcomes::default(),
            past: Outcomes::default(),
        };
        changes.extend(change(now, alerts, &none, Some(fall)));
    }
    changes
}

fn change(now: i64, alerts: &Alerts, rates: &Rates, known: Option<&Fall>) -> Option<FallChange> {
    let verdict = verdict(alerts, rates);
    match known {
        // It goes on, or begins.
        Some(Fall { ended: None, .. }) if matches!(verdict, Verdict::Fallen | Verdict::Between) => None,
        Some(fall @ Fall { ended: None, .. }) => {
            let messages = if verdict == Verdict::TooFew { 0 } else { messages(&rates.now) };
            let rate = ten_thousandths(rates.now.delivery_rate());
            Some(FallChange::Put(Fall { ended: Some(now), is_told: false, rate, messages, ..fall.clone() }))
        }
        // What is over is known for so long that the same is not told again at once.
        Some(Fall { ended: Some(ended), .. }) if now < ended.saturating_add(alerts.cooldown.millis()) => None,
        _ if verdict == Verdict::Fallen => Some(FallChange::Put(Fall {
            watched: rates.watched.clone(),
            name: rates.name.clone(),
            since: now,
            ended: None,
            is_told: false,
            rate: ten_thousandths(rates.now.delivery_rate()),
            past_rate: ten_thousandths(rates.past.delivery_rate()),
            messages: messages(&rates.now),
        })),
        Some(fall) if fall.is_told => Some(FallChange::Forget(fall.watched.clone())),
        _ => None,
    }
}

fn verdict(alerts: &Alerts, rates: &Rates) -> Verdict {
    let messages = [&rates.now, &rates.past].map(Outcomes::not_pending);
    let [Some(now), Some(past)] = [&rates.now, &rates.past].map(Outcomes::delivery_rate) else {
        return Verdict::TooFew;
    };
    if messages.iter().any(|messages| *messages < alerts.minimum) {
        return Verdict::TooFew;
    }
    // Without the last digits of a share, which may make ten points a little less.
    #[expect(clippy::cast_precision_loss, reason = "from 0 to 10,000")]
    let points = (ten_thousandths(Some(past)) - ten_thousandths(Some(now))) as f64 / 100.0;
    match points {
        points if points >= alerts.fall && !may_be_chance([now, past], messages) => Verdict::Fallen,
        points if points > alerts.fall / 2.0 => Verdict::Between,
        _ => Verdict::Well,
    }
}

fn messages(outcomes: &Outcomes) -> i64 {
    i64::try_from(outcomes.not_pending()).unwrap_or(i64::MAX)
}

fn ten_thousandths(rate: Option<f64>) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "from 0 to 10,000")]
    let rounded = (rate.unwrap_or_default() * 10_000.0).round() as i64;
    rounded
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use sms_status::Outcome;

    use super::*;
    use crate::store::Kind;

    const MINUTE: i64 = 60_000;
    const NOW: i64 = 1_780_000_000_000;

    fn alerts(table: &str) -> Alerts {
        Alerts::new(table.parse::<toml::Table>().unwrap().into(), None).unwrap()
    }

    fn outcomes((received, failed): (u64, u64)) -> Outcomes {
        [(Outcome::Received, received), (Outcome::Failed, failed), (Outcome::Pending, 1000)].into_iter().collect()
    }

    fn rates(now: (u64, u64), past: (u64, u64)) -> Rates {
        let watched = Watched { kind: Kind::Network, key: "20801".into() };
        Rates { watched, name: "20801".into(), now: outcomes(now), past: outcomes(past) }
    }

    #[test]
    fn a_fall_is_as_large_as_the_settings_say_of_enough_messages_and_no_accident() {
        let alerts = alerts("fall = 10\nminimum = 50");
        let cases = [
            ((80, 20), (9500, 500), Verdict::Fallen),
            ((85, 15), (9500, 500), Verdict::Fallen),
            ((86, 14), (9500, 500), Verdict::Between),
            ((90, 10), (9500, 500), Verdict::Well),
            ((100, 0), (9500, 500), Verdict::Well),
            ((0, 50), (9500, 500), Verdict::Fallen),
            ((0, 49), (9500, 500), Verdict::TooFew),
            ((0, 500), (49, 0), Verdict::TooFew),
            ((0, 500), (0, 0), Verdict::TooFew),
            ((0, 0), (9500, 500), Verdict::TooFew),
            // Twelve points may be chance of fifty messages, and not of five thousand.
            ((29, 21), (700, 300), Verdict::Between),
            ((2900, 2100), (700, 300), Verdict::Fallen),
        ];
        for (now, past, expected) in cases {
            assert_eq!(verdict(&alerts, &rates(now, past)), expected, "{now:?} {past:?}");
        }
    }

    /// Whatever the rates do: a fall is told once, its end is told once, and there is a pause between two falls.
    #[test]
    fn a_fall_begins_and_ends_in_turn_with_a_pause_after_each() {
        let mut rng = Rng::with_seed(1);
        let alerts = alerts("fall = 10\nminimum = 50\ncooldown = \"30m\"");
        for _ in 0..200 {
            let mut known: Vec<Fall> = Vec::new();
            let mut told: Vec<(i64, bool)> = Vec::new();
            for minute in 0..400 {
                let now = NOW + minute * MINUTE;
                let sample = [(95, 5), (87, 13), (60, 40), (9, 1)][rng.usize(..4)];
                let rates = [rates(sample, (9500, 500))];
                let rates = if rng.u8(..10) == 0 { &rates[..0] } else { &rates };
                for change in changes(now, &alerts, rates, &known) {
                    match change {
                        FallChange::Put(fall) => {
                            assert!(!fall.is_told);
                            told.push((now, fall.ended.is_none()));
                            let is_fallen = !rates.is_empty() && sample == (60, 40);
                            assert_eq!(is_fallen, fall.ended.is_none(), "{sample:?}");
                            known = vec![Fall { is_told: rng.bool(), ..fall }];
                        }
                        FallChange::Forget(watched) => {
                            assert!(known[0].watched == watched && known[0].is_told && known[0].ended.is_some());
                            known.clear();
                        }
                        FallChange::Told(_) => panic!("nothing was told"),
                    }
                }
                // Asked again at the same time, nothing changes.
                assert!(
                    changes(now, &alerts, rates, &known).iter().all(|change| matches!(change, FallChange::Forget(_)))
                );
                for fall in &mut known {
                    fall.is_told |= rng.bool();
                }
            }
            assert!(told.len() > 4);
            for pair in told.windows(2) {
                assert_ne!(pair[0].1, pair[1].1);
                assert!(pair[0].1 || pair[1].0 - pair[0].0 >= 30 * MINUTE, "{pair:?}");
            }
        }
    }
}
