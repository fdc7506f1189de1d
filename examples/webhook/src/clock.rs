use jiff::{Timestamp, tz::Offset};
use sms_status::DateTime;

/// When a callback arrived, by the clock of the server.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// Milliseconds since 1970, UTC.
    pub millis: i64,
}

impl Arrival {
    pub fn now() -> Self {
        Self { millis: Timestamp::now().as_millisecond() }
    }

    /// Date and time, UTC.
    pub fn date_time(self) -> DateTime {
        let time = Offset::UTC.to_datetime(timestamp(self.millis));
        let year = u16::try_from(time.year()).unwrap_or_default();
        let [month, day, hour, minute, second] =
            [time.month(), time.day(), time.hour(), time.minute(), time.second()].map(i8::unsigned_abs);
        DateTime::new(year, month, day, hour, minute, second).unwrap_or(EPOCH)
    }
}

const EPOCH: DateTime = DateTime::new(1970, 1, 1, 0, 0, 0).unwrap();

/// The instant of a number of milliseconds since 1970.
pub fn timestamp(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}
