use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::temporal::Pieces,
    tz::{Offset, TimeZone},
};
use sms_status::ReportTime;

/// An instant, with the offset from UTC that it was given in. Of two moments the later instant is the greater.
///
/// It prints and parses as `2026-01-31T10:00:00+01:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    instant: Timestamp,
    offset: Offset,
}

impl Moment {
    /// Returns the present, by the clock of the server, in this zone.
    pub fn now(zone: &TimeZone) -> Self {
        Self::in_zone(Timestamp::now(), zone)
    }

    /// Returns an instant, given in milliseconds since 1970, in this zone.
    pub fn from_millis_in(millis: i64, zone: &TimeZone) -> Self {
        Self::in_zone(Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH), zone)
    }

    /// Returns the moment of an instant and an offset, in milliseconds since 1970 and in seconds.
    pub fn stored(millis: i64, offset: i32) -> Self {
        let instant = Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { instant, offset: Offset::from_seconds(offset).unwrap_or(Offset::UTC) }
    }

    /// Returns the moment of a time that a platform reports. One without an offset is meant in this zone; the hour that comes twice
    /// in autumn is the first one, and one that is left out in spring is an hour later.
    pub fn reported(time: ReportTime, zone: &TimeZone) -> Option<Self> {
        let sms_status::DateTime { year, month, day, hour, minute, second, .. } = time.local;
        let [month, day, hour, minute, second] = [month, day, hour, minute, second].map(u8::cast_signed);
        let local = DateTime::new(year.try_into().ok()?, month, day, hour, minute, second, 0).ok()?;
        match time.offset {
            Some(minutes) => {
                let offset = Offset::from_seconds(i32::from(minutes) * 60).ok()?;
                Some(Self { instant: offset.to_timestamp(local).ok()?, offset })
            }
            None => Some(Self::in_zone(zone.to_ambiguous_timestamp(local).compatible().ok()?, zone)),
        }
    }

    /// Returns the milliseconds since 1970.
    pub fn millis(self) -> i64 {
        self.instant.as_millisecond()
    }

    /// Returns the offset from UTC, in seconds.
    pub fn offset(self) -> i32 {
        self.offset.seconds()
    }

    /// Returns the day, by the offset.
    pub fn date(self) -> Date {
        self.local().date()
    }

    /// Returns the date and time of day, by the offset.
    pub fn local(self) -> DateTime {
        self.offset.to_datetime(self.instant)
    }

    /// Returns the offset from UTC as people read it: `UTC`, or `UTC+01:00`.
    pub fn offset_text(self) -> String {
        if self.offset == Offset::UTC { "UTC".to_owned() } else { format!("UTC{}", self.local_offset()) }
    }

    /// Returns the offset as in `+01:00`.
    fn local_offset(self) -> String {
        let text = self.to_string();
        text[text.len() - "+01:00".len()..].to_owned()
    }

    fn in_zone(instant: Timestamp, zone: &TimeZone) -> Self {
        Self { instant, offset: zone.to_offset(instant) }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.instant.display_with_offset(self.offset).fmt(f)
    }
}

/// A text is not a date and time with an offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date and time with an offset, as in `2026-01-31T10:00:00+01:00`")]
pub struct ParseMomentError;

impl FromStr for Moment {
    type Err = ParseMomentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let pieces = Pieces::parse(text).ok()?;
            let offset = pieces.to_numeric_offset()?;
            let instant = offset.to_timestamp(pieces.date().to_datetime(pieces.time()?)).ok()?;
            Some(Self { instant, offset })
        };
        read().ok_or(ParseMomentError)
    }
}

/// Writes the text that it prints as.
impl serde::Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads the text that it parses from.
impl<'de> serde::Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_its_own_offset_or_in_that_of_the_zone() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let cases = [
            ("2026-01-31 10:00:00", "2026-01-31T10:00:00+01:00"),
            ("2026-07-31T10:00:00", "2026-07-31T10:00:00+02:00"),
            ("2026-07-31T10:00:00Z", "2026-07-31T10:00:00+00:00"),
            ("2026-07-31T10:00:00.250-05:30", "2026-07-31T10:00:00-05:30"),
            // The hour that comes twice, and the one that does not come.
            ("2026-10-25 02:30:00", "2026-10-25T02:30:00+02:00"),
            ("2026-03-29 02:30:00", "2026-03-29T03:30:00+02:00"),
        ];
        for (text, moment) in cases {
            let read = Moment::reported(text.parse().unwrap(), &paris).unwrap();
            assert_eq!(read.to_string(), moment, "{text}");
            assert_eq!(moment.parse(), Ok(read), "{text}");
            assert_eq!(Moment::stored(read.millis(), read.offset()), read, "{text}");
        }
        // What a database has may have milliseconds, and always has an offset.
        let stored = Moment::stored(1_780_000_000_123, 3600);
        assert_eq!(stored.to_string().parse(), Ok(stored));
        for text in ["", "yesterday", "2026-01-31", "10:00:00", "2026-01-31 25:00:00", "2026-01-31T10:00:00", "\0"] {
            assert_eq!(text.parse::<Moment>(), Err(ParseMomentError), "{text}");
        }
        // The last moments that an instant cannot have.
        for (time, offset) in [("9999-12-31T23:59:59", -600), ("9999-12-31T23:59:59", i16::MIN)] {
            let time: ReportTime = time.parse().unwrap();
            assert_eq!(Moment::reported(ReportTime::new(time.local, Some(offset)), &paris), None);
        }
    }

    #[test]
    fn the_order_is_that_of_time() {
        let [first, second] =
            ["2026-01-31T10:00:00+02:00", "2026-01-31T09:30:00+01:00"].map(|text| text.parse::<Moment>().unwrap());
        assert!(first < second);
    }
}
