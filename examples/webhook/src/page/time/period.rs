use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

use super::{
    between::Between,
    range::Range,
    step::{Step, slot, slot_start},
};
use crate::{
    page::text::{texts::Texts, view},
    store::{Slots, Timeline, slot_of},
};

/// The stretch of time that the overview shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    Range(Range),
    /// One that somebody chose.
    Between(Between),
}

impl Default for Period {
    fn default() -> Self {
        Self::Range(Range::default())
    }
}

impl Period {
    /// Returns the slots of it.
    pub fn slots(self, now: &ZonedDateTime) -> Slots {
        match self {
            Self::Range(range) => range.slots(now),
            Self::Between(Between { from, to }) => {
                let start = from.map_or(0, |from| slot_of(from.as_millisecond()).max(0));
                // The slot that it ends in is part of it.
                let end = to.map_or(i64::MAX, |to| slot_of(to.as_millisecond().saturating_sub(1)).saturating_add(1));
                start..end.max(start)
            }
        }
    }

    /// Returns the slots that it is compared with: as many as have passed of it, right before it.
    pub fn slots_before(self, now: &ZonedDateTime) -> Option<Slots> {
        match self {
            Self::Range(range) => range.slots_before(now),
            Self::Between(Between { from, .. }) => {
                from?;
                let Slots { start, end } = self.slots(now);
                let passed = end.min(after(now)).saturating_sub(start);
                (passed > 0).then(|| (start - passed).max(0)..start)
            }
        }
    }

    /// Returns what it is compared with, in words; `None` if there is nothing before it.
    pub fn against(self, texts: &Texts) -> Option<&'static str> {
        match self {
            Self::Range(range) => range.against(texts),
            Self::Between(between) => between.from.map(|_| texts.against_as_long),
        }
    }

    /// Returns the length of its bars, and the slots that they cover.
    pub fn bars(self, timeline: &Timeline, now: &ZonedDateTime) -> (Step, Slots) {
        match self {
            Self::Range(range) => range.bars(timeline, now),
            Self::Between(between) => bars(between, &self.slots(now), timeline, now),
        }
    }

    /// Returns the times that its messages arrived between.
    pub fn between(self, now: &ZonedDateTime) -> Between {
        let Slots { start, end } = self.slots(now);
        let time = |slot: i64| slot_start(slot, now.time_zone()).timestamp();
        match self {
            Self::Range(range) => Between { from: range.start(now), to: None },
            Self::Between(Between { from, to }) => {
                Between { from: from.map(|_| time(start)), to: to.map(|_| time(end)) }
            }
        }
    }

    /// Returns whether nothing more comes in it.
    pub fn is_past(self) -> bool {
        let Self::Between(Between { to: Some(to), .. }) = self else { return false };
        to < Timestamp::now()
    }

    /// Returns its path, with or without `live`.
    pub fn path(self, path: &str, zone: &TimeZone) -> String {
        match self {
            Self::Range(range) if range == Range::default() => path.to_owned(),
            Self::Range(range) => view::with_query(path, &format!("range={}", range.name())),
            Self::Between(between) => {
                view::with_query(path, &serde_urlencoded::to_string(between.query(zone)).unwrap_or_default())
            }
        }
    }
}

/// Returns the length of the bars of a stretch of time, and the slots that they cover.
fn bars(between: Between, asked: &Slots, timeline: &Timeline, now: &ZonedDateTime) -> (Step, Slots) {
    let filled = match timeline.0[..] {
        [(first, _), .., (last, _)] | [(first @ last, _)] => first..last + 1,
        [] => after(now) - 1..after(now),
    };
    let start = if between.from.is_some() { asked.start } else { filled.start };
    let end = if between.to.is_some() { asked.end } else { filled.end.max(after(now)) };
    let slots = start..end.max(start.saturating_add(1));
    match Step::of(&slots) {
        // Somebody may ask for thousands of years.
        Step::Year => (Step::of(&filled).max(Step::Day), filled),
        step => (step, slots),
    }
}

/// Returns the slot after the present one.
fn after(now: &ZonedDateTime) -> i64 {
    slot(now) + 1
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use sms_status::{BulkReport, DeliveryStatus};

    use super::*;
    use crate::page::time::between::BetweenQuery;

    fn period(from: &str, to: &str, zone: &TimeZone) -> Period {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Period::Between(Between::read(&BetweenQuery { from: text(from), to: text(to) }, zone).unwrap())
    }

    #[test]
    fn days_are_shown_from_the_first_to_the_last() {
        let now: ZonedDateTime = "2026-11-25T10:50[Europe/Paris]".parse().unwrap();
        let zone = now.time_zone();
        // With the number of bars, and with the start of what they are compared with.
        let cases = [
            ("2026-11-01", "2026-11-20", Step::Day, 20, Some("2026-10-12T01:00")),
            ("2026-11-24", "2026-11-24", Step::Hour, 24, Some("2026-11-23")),
            ("2026-10-25", "2026-10-25", Step::Hour, 25, Some("2026-10-23T23:00")),
            ("2026-01-01", "2026-10-31", Step::Week, 44, Some("2025-03-03")),
            // Half of it is to come.
            ("2026-11-25", "2026-11-25", Step::Hour, 24, Some("2026-11-24T13:00")),
            ("2026-11-26", "2026-11-27", Step::Hour, 48, None),
            ("2026-11-20", "", Step::Day, 6, Some("2026-11-14T13:00")),
            // From the only message on.
            ("", "2026-11-20", Step::Day, 6, None),
        ];
        let slot = slot(&"2026-11-15T12:00[Europe/Paris]".parse().unwrap());
        let timeline = Timeline(vec![(slot, [(DeliveryStatus::Received, 1)].into_iter().collect::<BulkReport>())]);
        for (from, to, step, count, before) in cases {
            let period = period(from, to, zone);
            let (found, slots) = period.bars(&timeline, &now);
            let bars = found.bars(&timeline, &slots, zone);
            assert_eq!((found, bars.len()), (step, count), "{from} {to}");
            let start = period.slots_before(&now).map(|slots| slot_start(slots.start, zone).datetime());
            assert_eq!(start, before.map(|text| text.parse().unwrap()), "{from} {to}");
            assert!(period.slots_before(&now).is_none_or(|slots| slots.end == period.slots(&now).start), "{from} {to}");
        }
    }

    #[test]
    fn any_stretch_of_time_has_few_bars_and_an_address() {
        let mut rng = Rng::with_seed(1);
        let now: ZonedDateTime = "2026-11-25T10:50[Europe/Paris]".parse().unwrap();
        let zone = now.time_zone();
        let timeline = Timeline(vec![(1_990_000, BulkReport::default()), (1_990_900, BulkReport::default())]);
        let ends =
            ["", "-009999-02-01", "0001-01-01", "1970-01-01", "2026-11-25", "2026-11-25T10:50:00Z", "9999-12-29"];
        for _ in 0..500 {
            let [from, to] = [(); 2].map(|()| {
                if rng.bool() {
                    ends[rng.usize(..ends.len())].to_owned()
                } else {
                    Timestamp::from_second(rng.i64(-9_000_000_000..90_000_000_000)).unwrap().to_string()
                }
            });
            let Ok(between) = Between::read(&BetweenQuery { from: Some(from), to: Some(to) }, zone) else { continue };
            let period = Period::Between(between);
            for timeline in [&timeline, &Timeline::default()] {
                let (step, slots) = period.bars(timeline, &now);
                let bars = step.bars(timeline, &slots, zone);
                assert!((1..=75).contains(&bars.len()), "{between:?}: {}", bars.len());
            }
            let slots = period.slots(&now);
            assert!(slots.start <= slots.end);
            let Between { from, to } = period.between(&now);
            assert!(from.is_none_or(|from| slot_start(slots.start, zone).timestamp() == from));
            assert!(to.is_none_or(|to| slot_start(slots.end, zone).timestamp() == to));
        }
    }
}
