use jiff::{Span, Timestamp, ToSpan, ZonedDateTime};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::step::{Step, slot, slot_start};
use crate::{
    page::text::texts::Texts,
    store::{Slots, Timeline},
};

/// The stretch of time that the overview shows, up to the present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
pub enum Range {
    #[strum(serialize = "24h")]
    Day,
    #[default]
    #[strum(serialize = "7d")]
    Week,
    #[strum(serialize = "30d")]
    Month,
    #[strum(serialize = "all")]
    All,
}

impl Range {
    /// Returns its name in an address.
    pub fn name(self) -> &'static str {
        self.into()
    }

    pub fn label(self, texts: &Texts) -> &'static str {
        match self {
            Self::Day => texts.range_day,
            Self::Week => texts.range_week,
            Self::Month => texts.range_month,
            Self::All => texts.range_all,
        }
    }

    /// Returns what it is compared with, in words; `None` if there is nothing before it.
    pub fn against(self, texts: &Texts) -> Option<&'static str> {
        match self {
            Self::Day => Some(texts.against_day),
            Self::Week => Some(texts.against_week),
            Self::Month => Some(texts.against_month),
            Self::All => None,
        }
    }

    /// Returns the slots from its start to the present: whole hours or days by the clock of the zone, but for the last.
    pub fn slots(self, now: &ZonedDateTime) -> Slots {
        let (step, back) = match self {
            Self::Day => (Step::Hour, 23.hours()),
            Self::Week => (Step::Day, 6.days()),
            Self::Month => (Step::Day, 29.days()),
            Self::All => return i64::MIN..i64::MAX,
        };
        // An hour is 23 hours ago, and a day begins where its date does.
        let start = match step {
            Step::Hour => step.start_of(now).saturating_sub(back),
            _ => step.start_of(&now.saturating_sub(back)),
        };
        slot(&start)..slot(now).saturating_add(1)
    }

    /// Returns when it starts; `None` if it has no start.
    pub fn start(self, now: &ZonedDateTime) -> Option<Timestamp> {
        (self != Self::All).then(|| slot_start(self.slots(now).start, now.time_zone()).timestamp())
    }

    /// Returns the same slots one range earlier; `None` if there is no such time.
    pub fn slots_before(self, now: &ZonedDateTime) -> Option<Slots> {
        Some(self.slots(&now.saturating_sub(self.span()?)))
    }

    /// Returns the length of its bars, and the slots that they cover.
    pub fn bars(self, timeline: &Timeline, now: &ZonedDateTime) -> (Step, Slots) {
        match self {
            Self::Day => (Step::Hour, self.slots(now)),
            Self::Week | Self::Month => (Step::Day, self.slots(now)),
            Self::All => {
                let now = slot(now);
                let first = timeline.0.first().map_or(now, |&(first, _)| first.min(now));
                let last = timeline.0.last().map_or(now, |&(last, _)| last.max(now));
                let slots = first..last.saturating_add(1);
                (Step::of(&slots).max(Step::Day), slots)
            }
        }
    }

    fn span(self) -> Option<Span> {
        match self {
            Self::Day => Some(24.hours()),
            Self::Week => Some(7.days()),
            Self::Month => Some(30.days()),
            Self::All => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use jiff::tz::TimeZone;

    use super::*;

    fn paris(time: &str) -> ZonedDateTime {
        format!("{time}[Europe/Paris]").parse().unwrap()
    }

    #[test]
    fn a_range_begins_with_an_hour_or_a_day_of_the_zone() {
        let cases = [
            (Range::Day, "2026-11-25T10:50", "2026-11-24T11:00", "2026-11-23T11:00"),
            // The day before has 25 hours, and 23.
            (Range::Day, "2026-10-26T00:10", "2026-10-25T02:00", "2026-10-24T02:00"),
            (Range::Day, "2026-03-30T00:10", "2026-03-29T00:00", "2026-03-28T00:00"),
            (Range::Week, "2026-11-25T10:50", "2026-11-19T00:00", "2026-11-12T00:00"),
            (Range::Week, "2026-10-27T23:59", "2026-10-21T00:00", "2026-10-14T00:00"),
            (Range::Month, "2026-11-25T10:50", "2026-10-27T00:00", "2026-09-27T00:00"),
        ];
        for (range, now, start, before) in cases {
            let now = paris(now);
            let zone = now.time_zone();
            assert_eq!(slot_start(range.slots(&now).start, zone), paris(start), "{range:?} {now}");
            assert_eq!(slot_start(range.slots_before(&now).unwrap().start, zone), paris(before), "{range:?} {now}");
        }
    }

    #[test]
    fn the_range_before_ends_before_the_range_begins() {
        let mut rng = Rng::with_seed(1);
        for _ in 0..2000 {
            let zone = TimeZone::get(["Europe/Paris", "Asia/Kathmandu", "UTC"][rng.usize(..3)]).unwrap();
            let now = Timestamp::from_millisecond(rng.i64(0..4_000_000_000_000)).unwrap().to_zoned_datetime(zone);
            for range in [Range::Day, Range::Week, Range::Month] {
                let (slots, before) = (range.slots(&now), range.slots_before(&now).unwrap());
                assert!(slots.contains(&slot(&now)) && !slots.contains(&(slot(&now) + 1)), "{range:?} {now}");
                assert!(before.start < before.end && before.end <= slots.start, "{range:?} {now}");
                // As long as the other, but for the change of the clock.
                assert!((slots.end - slots.start).abs_diff(before.end - before.start) <= 4, "{range:?} {now}");
            }
        }
    }
}
