//! The texts of a report: its time, its phone number, and its id, up to the first line end, with another text after it.

#![no_main]

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use libfuzzer_sys::fuzz_target;
use sms_status::{DateTime, MessageKey, Msisdn, ReportTime};
use sms_status_fuzz::{check_round_trip, text};

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    let (first, second) = text.split_once('\n').unwrap_or((&text, ""));
    check_number(first);
    check_key(first, second);
    check_times(first.parse().ok(), second.parse().ok());
    if let Ok(number) = first.parse::<i64>() {
        let time = ReportTime::from_unix_seconds(number);
        assert_eq!(time.map(ReportTime::unix_seconds), time.map(|_| number));
        assert_eq!(ReportTime::from_unix_millis(number), ReportTime::from_unix_seconds(number.div_euclid(1000)));
    }
});

fn check_number(text: &str) {
    let Ok(number) = text.parse::<Msisdn>() else { return };
    check_round_trip(&number);
    assert_eq!(Msisdn::from_digits(number.digits()), Some(number));
    // Only the zeros of `00` before the number and of `(0)` in it are left out.
    let (zeros, rest) = text.split_at(text.find(|digit| matches!(digit, '1'..='9')).unwrap_or(text.len()));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    assert!(["", "00"].contains(&digits(zeros).as_str()), "{text:?}");
    assert_eq!(digits(&rest.replace("(0)", "")), number.digits().to_string(), "{text:?}");
    for spelling in [format!("00{}", number.digits()), format!("tel:{number}"), number.digits().to_string()] {
        assert_eq!(spelling.parse(), Ok(number));
    }
}

/// A key is its text: equal, ordered, hashed, printed and read as that.
fn check_key(id: &str, other: &str) {
    let (key, other_key) = (MessageKey::new(id), MessageKey::new(other));
    assert_eq!(key.to_string(), id);
    assert_eq!(key.cmp(&other_key), id.cmp(other), "{id:?} {other:?}");
    assert_eq!(key == other_key, id == other, "{id:?} {other:?}");
    let hash = |key: &MessageKey| FixedState::with_seed(7).hash_one(key);
    assert_eq!(hash(&key) == hash(&other_key), id == other, "{id:?} {other:?}");
    check_round_trip(&key);

    let recipient = other.parse().map_or_else(|_| other.to_owned(), |number: Msisdn| number.digits().to_string());
    let of_recipient = MessageKey::of_recipient(id, other);
    assert_eq!(of_recipient.to_string(), format!("{id} {recipient}"));
    assert_eq!(of_recipient, MessageKey::new(&of_recipient.to_string()));
}

fn check_times(first: Option<ReportTime>, second: Option<ReportTime>) {
    let Some(time) = first else { return };
    check_round_trip(&time);
    let minutes = i64::from(time.offset.unwrap_or_default());
    let seconds = i64::from(time.local.hour) * 3600 + i64::from(time.local.minute) * 60 + i64::from(time.local.second);
    assert_eq!(time.unix_seconds(), 86_400 * days(time.local) + seconds - 60 * minutes, "{time}");
    let utc = ReportTime::from_unix_seconds(time.unix_seconds());
    assert_eq!(utc.map(ReportTime::unix_seconds), utc.map(|_| time.unix_seconds()), "{time}");
    if let Some(other) = second {
        let key = |time: ReportTime| (time.unix_seconds(), time.offset);
        assert_eq!(time.cmp(&other), key(time).cmp(&key(other)), "{time} {other}");
    }
}

/// The days since 1970, counted one by one.
fn days(date: DateTime) -> i64 {
    let is_leap = |year: u16| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let of_year = |year| 365 + i64::from(is_leap(year));
    let of_month = |month| match month {
        2 => 28 + i64::from(is_leap(date.year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let years: i64 = (0..date.year).map(of_year).sum::<i64>() - (0..1970).map(of_year).sum::<i64>();
    years + (1..date.month).map(of_month).sum::<i64>() + i64::from(date.day) - 1
}
