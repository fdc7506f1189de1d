#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status::DateTime;
use sms_status_fuzz::{check_round_trip, text};

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    let date = text.parse::<DateTime>().ok();
    assert_eq!(date, naive(&text), "{text:?}");
    date.iter().for_each(check_round_trip);
});

/// The naive way: numbers with so many digits, and what stands between them.
fn naive(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once([' ', 'T'])?;
    let number = |text: &str, digits: usize| {
        let fits = text.len() == digits && text.chars().all(|c| c.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| fits)
    };
    let pair = |text| number(text, 2)?.try_into().ok();
    let (date, time) = (date.split('-').collect::<Vec<_>>(), time.split(':').collect::<Vec<_>>());
    let ([year, month, day], [hour, minute, second]) = (&date[..], &time[..]) else { return None };
    DateTime::new(number(year, 4)?, pair(month)?, pair(day)?, pair(hour)?, pair(minute)?, pair(second)?)
}
