use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A stretch of time that an address asks for: from a time on, and before another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Between {
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
}

/// The part of a query that asks for it: days, such as `2026-11-29`, the last of which is part of it; or times, such as
/// `2026-11-29T08:00:00Z`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct BetweenQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A query asks for no stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongDate {
    NotADate(String),
    /// It ends before it begins.
    Backwards,
}

/// One of the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    From,
    To,
}

impl Between {
    /// Reads a query. Days are those of the zone. What is empty is as if it were not there.
    pub fn read(query: &BetweenQuery, zone: &TimeZone) -> Result<Self, WrongDate> {
        let [from, to] = [(&query.from, End::From), (&query.to, End::To)].map(|(text, end)| {
            let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
            text.map(|text| end.read(text, zone).ok_or_else(|| WrongDate::NotADate(text.to_owned()))).transpose()
        });
        let (from, to) = (from?, to?);
        if from.zip(to).is_some_and(|(from, to)| from > to) { Err(WrongDate::Backwards) } else { Ok(Self { from, to }) }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the query for this: days if it begins and ends with one.
    pub fn query(&self, zone: &TimeZone) -> BetweenQuery {
        let [from, to] = self.days(zone).map(|day| day.map(|day| day.to_string()));
        let times = self.times();
        BetweenQuery { from: from.or(times.from), to: to.or(times.to) }
    }

    /// Returns the query for this, in any zone.
    pub fn times(&self) -> BetweenQuery {
        let [from, to] = [self.from, self.to].map(|time| time.map(|time| time.to_string()));
        BetweenQuery { from, to }
    }

    /// Returns the first and the last day, where it begins and ends with one.
    pub fn days(&self, zone: &TimeZone) -> [Option<Date>; 2] {
        [self.from.and_then(|time| End::From.day(time, zone)), self.to.and_then(|time| End::To.day(time, zone))]
    }
}

impl End {
    fn read(self, text: &str, zone: &TimeZone) -> Option<Timestamp> {
        if let Ok(time) = text.parse() {
            return Some(time);
        }
        let day = Date::strptime("%Y-%m-%d", text).ok()?;
        self.time(day, zone)
    }

    /// Returns when a day begins, or when it is over.
    fn time(self, day: Date, zone: &TimeZone) -> Option<Timestamp> {
        let day = if self == Self::From { day } else { day.tomorrow().ok()? };
        Some(day.to_zoned_datetime(zone.clone()).ok()?.timestamp())
    }

    /// Returns the day that begins then, or that is over then, if there is one.
    fn day(self, time: Timestamp, zone: &TimeZone) -> Option<Date> {
        let date = time.to_zoned_datetime(zone.clone()).date();
        let day = if self == Self::From { date } else { date.checked_sub(1.day()).ok()? };
        (self.time(day, zone) == Some(time)).then_some(day)
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    fn query(from: &str, to: &str) -> BetweenQuery {
        BetweenQuery { from: Some(from.to_owned()), to: Some(to.to_owned()) }
    }

    #[test]
    fn the_last_day_is_part_of_it() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let cases = [
            ("2026-11-01", "2026-11-30", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z"),
            // A day of 25 hours, and one of 23.
            ("2026-10-25", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            (" 2026-03-29 ", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            ("2026-11-29T08:00:00Z", "2026-11-29T10:00:00+01:00", "2026-11-29T08:00:00Z", "2026-11-29T09:00:00Z"),
        ];
        for (from, to, start, end) in cases {
            let between = Between::read(&query(from, to), &zone).unwrap();
            assert_eq!([between.from, between.to], [start, end].map(|time| time.parse().ok()), "{from} {to}");
        }
        assert!(Between::read(&query("", " "), &zone).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_date_is_told() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let texts =
            ["yesterday", "2026-02-30", "29/11/2026", "2026-13-01", "2026-11", "99999-01-01", "9999-12-31x", "\0", "é"];
        for text in texts {
            let wrong = Err(WrongDate::NotADate(text.to_owned()));
            assert_eq!(Between::read(&query(text, ""), &zone), wrong);
            assert_eq!(Between::read(&query("", text), &zone), wrong);
        }
        assert_eq!(Between::read(&query("2026-11-30", "2026-11-28"), &zone), Err(WrongDate::Backwards));
        // The last day that there is has no day after it.
        assert!(Between::read(&query("", "9999-12-31"), &zone).is_err());
    }

    #[test]
    fn a_query_asks_for_what_it_was_made_of() {
        let mut rng = Rng::with_seed(1);
        for name in ["Europe/Paris", "America/Sao_Paulo", "Asia/Kathmandu", "UTC"] {
            let zone = TimeZone::get(name).unwrap();
            for _ in 0..2000 {
                let day = |rng: &mut Rng| {
                    let time = Timestamp::from_second(rng.i64(0..4_000_000_000)).unwrap();
                    if rng.bool() { time.to_string() } else { time.to_zoned_datetime(zone.clone()).date().to_string() }
                };
                let asked = query(&day(&mut rng), &day(&mut rng));
                let Ok(between) = Between::read(&asked, &zone) else { continue };
                assert_eq!(Between::read(&between.query(&zone), &zone), Ok(between), "{asked:?}");
                let days = between.days(&zone).map(|day| day.map(|day| day.to_string()));
                for (text, day) in [&asked.from, &asked.to].into_iter().zip(days) {
                    let text = text.as_deref().unwrap();
                    assert!(text.contains('T') || day.as_deref() == Some(text), "{text} {day:?}");
                }
            }
        }
    }
}
