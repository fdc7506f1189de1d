use jiff::{RoundMode, Timestamp, ToSpan, Unit, ZonedDateTime, ZonedDateTimeRound, civil::Date, tz::TimeZone};
use sms_status::BulkReport;

use crate::store::{SLOT, Slots, Timeline, slot_of};

/// The length of time that a bar of a chart stands for, by the clock of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Hour,
    Day,
    /// From Monday to Sunday.
    Week,
    Month,
    Year,
}

/// A length of time, with the messages whose first report arrived in it.
#[derive(Clone, Debug)]
pub struct Bar {
    pub start: ZonedDateTime,
    /// When the next one starts.
    pub end: ZonedDateTime,
    pub report: BulkReport,
}

impl Step {
    /// Returns the shortest step by which some slots make at most about 60 bars, or hours if they are three days.
    pub fn of(slots: &Slots) -> Self {
        const DAY: i64 = 24 * 3_600_000 / SLOT;
        const LONGEST: [(i64, Step); 4] =
            [(3 * DAY, Step::Hour), (60 * DAY, Step::Day), (60 * 7 * DAY, Step::Week), (60 * 30 * DAY, Step::Month)];

        let length = slots.end.saturating_sub(slots.start);
        LONGEST.iter().find(|&&(longest, _)| length <= longest).map_or(Self::Year, |&(_, step)| step)
    }

    /// Returns the bars from the one that the first of some slots is in to that of the last.
    pub fn bars(self, timeline: &Timeline, slots: &Slots, zone: &TimeZone) -> Vec<Bar> {
        let end = slot_start(slots.end, zone);
        let mut bars: Vec<Bar> = Vec::new();
        let mut next = Some(self.start_of(&slot_start(slots.start, zone)));
        while let Some(start) = next.take().filter(|start| *start < end) {
            if let Some(end) = self.after(&start).filter(|end| *end > start) {
                next = Some(end.clone());
                bars.push(Bar { start, end, report: BulkReport::default() });
            }
        }
        let mut place = 0;
        for (slot, report) in &timeline.0 {
            let time = slot_start(*slot, zone);
            place += bars[place..].iter().take_while(|bar| bar.end <= time).count();
            match bars.get_mut(place) {
                Some(bar) if bar.start <= time => bar.report.merge(report),
                _ => {}
            }
        }
        bars
    }

    /// Returns the start of the step that a time is in.
    pub fn start_of(self, time: &ZonedDateTime) -> ZonedDateTime {
        let date = time.date();
        let first = match self {
            Self::Hour => {
                let hour = time.round(ZonedDateTimeRound::new().smallest(Unit::Hour).mode(RoundMode::Trunc));
                return hour.unwrap_or_else(|_| time.clone());
            }
            Self::Day => date,
            Self::Week => date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days()),
            Self::Month => date.first_of_month(),
            Self::Year => date.first_of_year(),
        };
        midnight(first, time.time_zone()).unwrap_or_else(|| time.clone())
    }

    /// Returns the start of the step after the one that starts then.
    fn after(self, start: &ZonedDateTime) -> Option<ZonedDateTime> {
        let span = match self {
            // By the clock there may be two hours of the same name, or none.
            Self::Hour => return start.checked_add(1.hour()).ok(),
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        midnight(start.date().checked_add(span).ok()?, start.time_zone())
    }
}

/// Returns when a slot starts.
pub fn slot_start(slot: i64, zone: &TimeZone) -> ZonedDateTime {
    let millis = slot.saturating_mul(SLOT);
    let outside = if millis < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(millis).unwrap_or(outside).to_zoned_datetime(zone.clone())
}

/// Returns the slot of a time.
pub fn slot(time: &ZonedDateTime) -> i64 {
    slot_of(time.timestamp().as_millisecond())
}

/// Returns the first moment of a day.
fn midnight(date: Date, zone: &TimeZone) -> Option<ZonedDateTime> {
    date.to_zoned_datetime(zone.clone()).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use fastrand::Rng;
    use sms_status::DeliveryStatus;

    use super::*;

    const STEPS: [Step; 5] = [Step::Hour, Step::Day, Step::Week, Step::Month, Step::Year];

    fn slot_at(time: &str) -> i64 {
        slot(&time.parse().unwrap())
    }

    fn random_timeline(rng: &mut Rng, slots: &Slots) -> Timeline {
        let mut timeline = BTreeMap::<i64, BulkReport>::new();
        for _ in 0..rng.usize(..300) {
            let status = DeliveryStatus::VARIANTS[rng.usize(..DeliveryStatus::COUNT)];
            timeline.entry(rng.i64(slots.clone())).or_default().record_n(status, rng.u64(1..1000));
        }
        Timeline(timeline.into_iter().collect())
    }

    #[test]
    fn bars_add_up_to_the_timeline_in_every_zone() {
        let mut rng = Rng::with_seed(1);
        for zone in ["Europe/Paris", "Asia/Kolkata", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe", "UTC"]
        {
            let zone = TimeZone::get(zone).unwrap();
            for _ in 0..60 {
                // Around both changes of the clock in Paris, and at random.
                let middle = match rng.u8(..3) {
                    0 => slot_at("2026-03-29T01:00[UTC]"),
                    1 => slot_at("2026-10-25T01:00[UTC]"),
                    _ => slot_of(rng.i64(0..4_000_000_000_000)),
                };
                let slots = middle - rng.i64(0..400)..middle + rng.i64(1..400);
                let timeline = random_timeline(&mut rng, &slots);
                for step in STEPS {
                    let bars = step.bars(&timeline, &slots, &zone);
                    let mut total = BulkReport::default();
                    for bar in &bars {
                        total.merge(&bar.report);
                        // The naive way: each slot by the name of its step.
                        let mut own = BulkReport::default();
                        for (_, report) in timeline.0.iter().filter(|(slot, _)| {
                            let time = slot_start(*slot, &zone);
                            bar.start <= time && time < bar.end
                        }) {
                            own.merge(report);
                        }
                        assert_eq!(bar.report, own);
                    }
                    assert_eq!(total, timeline.total(), "{step:?} {slots:?}");
                    assert!(bars.windows(2).all(|pair| pair[0].end == pair[1].start));
                    assert!(bars[0].start <= slot_start(slots.start, &zone));
                    assert!(bars[bars.len() - 1].end >= slot_start(slots.end, &zone));
                }
            }
        }
    }

    #[test]
    fn bars_follow_the_clock() {
        let bars = |zone: &str, step: Step, from: &str, to: &str| -> Vec<String> {
            let bars = step.bars(&Timeline::default(), &(slot_at(from)..slot_at(to)), &TimeZone::get(zone).unwrap());
            bars.iter().map(|bar| bar.start.strftime("%Y-%m-%d %H:%M %:z").to_string()).collect()
        };
        // The hour that does not come, and the one that comes twice.
        assert_eq!(
            bars("Europe/Paris", Step::Hour, "2026-03-29T01:15[Europe/Paris]", "2026-03-29T04:00[Europe/Paris]"),
            ["2026-03-29 01:00 +01:00", "2026-03-29 03:00 +02:00"]
        );
        assert_eq!(
            bars("Europe/Paris", Step::Hour, "2026-10-25T02:45+02:00[Europe/Paris]", "2026-10-25T03:15[Europe/Paris]"),
            ["2026-10-25 02:00 +02:00", "2026-10-25 02:00 +01:00", "2026-10-25 03:00 +01:00"]
        );
        // Days of 23 and 25 hours.
        for (from, to, hours) in [("2026-03-29", "2026-03-30", 23), ("2026-10-25", "2026-10-26", 25)] {
            let day = |date| format!("{date}T00:00[Europe/Paris]");
            assert_eq!(bars("Europe/Paris", Step::Hour, &day(from), &day(to)).len(), hours);
            assert_eq!(bars("Europe/Paris", Step::Day, &day(from), &day(to)).len(), 1);
        }
        assert_eq!(
            bars("Asia/Kathmandu", Step::Hour, "2026-01-01T00:00Z[UTC]", "2026-01-01T01:00Z[UTC]"),
            ["2026-01-01 05:00 +05:45", "2026-01-01 06:00 +05:45"]
        );
        assert_eq!(
            bars("Asia/Kolkata", Step::Day, "2026-01-01T18:15Z[UTC]", "2026-01-01T18:45Z[UTC]"),
            ["2026-01-01 00:00 +05:30", "2026-01-02 00:00 +05:30"]
        );
        // A midnight that does not come.
        assert_eq!(
            bars(
                "America/Santiago",
                Step::Day,
                "2026-09-05T12:00[America/Santiago]",
                "2026-09-06T12:00[America/Santiago]"
            ),
            ["2026-09-05 00:00 -04:00", "2026-09-06 01:00 -03:00"]
        );
        assert_eq!(
            bars("UTC", Step::Week, "2026-11-25T00:00[UTC]", "2026-12-01T00:00[UTC]"),
            ["2026-11-23 00:00 +00:00", "2026-11-30 00:00 +00:00"]
        );
        assert_eq!(bars("UTC", Step::Hour, "2026-11-25T00:00[UTC]", "2026-11-25T00:00[UTC]"), [""; 0]);
    }

    #[test]
    fn any_slots_make_a_number_of_bars_that_can_be_told_apart() {
        let mut rng = Rng::with_seed(2);
        let zone = TimeZone::get("Europe/Paris").unwrap();
        for _ in 0..500 {
            let start = slot_of(rng.i64(0..4_000_000_000_000));
            let longest = 1 << rng.u32(1..22);
            let slots = start..start + rng.i64(1..=longest);
            let bars = Step::of(&slots).bars(&Timeline::default(), &slots, &zone);
            assert!((1..=74).contains(&bars.len()), "{slots:?}: {}", bars.len());
        }
        // No slot is out of bounds.
        for slots in [i64::MIN..i64::MIN + 9, i64::MAX - 9..i64::MAX, 0..i64::MAX, 3..3] {
            let bars = Step::of(&slots).bars(&Timeline(vec![(slots.start, BulkReport::default())]), &slots, &zone);
            assert!(bars.len() < 10_000, "{slots:?}");
        }
    }
}
