//! The times of reports: every documented form, one instant however it is written, and an order without ties.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sms_status::{DateTime, ParseReportTimeError, ReportTime};

#[test]
fn every_documented_form_is_read() {
    for (text, expected) in [
        // ISO 8601, RFC 3339 and SQL.
        ("2026-04-29T09:30:05Z", "2026-04-29T09:30:05Z"),
        ("2026-04-29T09:30:05.123Z", "2026-04-29T09:30:05Z"),
        ("2026-04-29T09:30:05.123456789z", "2026-04-29T09:30:05Z"),
        ("2026-04-29T09:30:05,5Z", "2026-04-29T09:30:05Z"),
        ("2026-04-29T09:30:05.000+0000", "2026-04-29T09:30:05Z"),
        ("2026-04-29T10:30:05+01:00", "2026-04-29T10:30:05+01:00"),
        ("2026-04-29T10:30:05+01", "2026-04-29T10:30:05+01:00"),
        ("2026-04-29T04:00:05-0530", "2026-04-29T04:00:05-05:30"),
        ("2026-04-29T10:30:05.000 0100", "2026-04-29T10:30:05+01:00"),
        ("2026-04-29T10:30:05 01:00", "2026-04-29T10:30:05+01:00"),
        ("2026-04-29 09:30:05", "2026-04-29T09:30:05"),
        ("2026-04-29 09:30:05.250", "2026-04-29T09:30:05"),
        ("2026-04-29 09:30:05 UTC", "2026-04-29T09:30:05Z"),
        ("2026-04-29 09:30:05 +0200", "2026-04-29T09:30:05+02:00"),
        (" 2026-04-29 09:30 ", "2026-04-29T09:30:00"),
        ("2026-04-29T09:30Z", "2026-04-29T09:30:00Z"),
        ("2026/04/29 09:30:05", "2026-04-29T09:30:05"),
        ("2026-04-29", "2026-04-29T00:00:00"),
        // The day first.
        ("29-04-2026 09:30:05", "2026-04-29T09:30:05"),
        ("29.04.2026 09:30", "2026-04-29T09:30:00"),
        // RFC 2822 and its kin.
        ("Wed, 29 Apr 2026 09:30:05 +0000", "2026-04-29T09:30:05Z"),
        ("29 Apr 2026 09:30:05 GMT", "2026-04-29T09:30:05Z"),
        ("29-APR-2026 09:30:05", "2026-04-29T09:30:05"),
        // Digits.
        ("2604290930", "2026-04-29T09:30:00"),
        ("260429093005", "2026-04-29T09:30:05"),
        ("202604290930", "2026-04-29T09:30:00"),
        ("2604290930051", "2026-04-29T09:30:05"),
        ("20260429093005", "2026-04-29T09:30:05"),
        ("260429093005104", "2026-04-29T09:30:05"),
        ("20260429093005123", "2026-04-29T09:30:05"),
    ] {
        assert_eq!(text.parse().map(|time: ReportTime| time.to_string()).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn what_is_not_a_time_is_an_error() {
    for text in [
        "",
        "ND",
        "None",
        "0",
        "tomorrow",
        "2026-02-30 00:00:00",
        "2026-04-29 24:00:00",
        "2026-04-29 09:60:00",
        "04/29/2026",
        "29/04/2026 09:30:00",
        "2026-04-29 09:30:05 +9",
        "2026-04-29 09:30:05 +19:00",
        "2026-04-29 09:30:05 CEST",
        "2026-04-29x09:30:05",
        "26-04-29 09:30:05",
        "0000000000",
        "9999999999999999999",
        "2026-04-29T",
        "Wed",
        "29 Avr 2026",
        "2026-04-29 09",
        "2026-04-29 é",
    ] {
        let time = text.parse::<ReportTime>();
        if text == "2026-04-29T" {
            assert_eq!(time.map(|time| time.to_string()).as_deref(), Ok("2026-04-29T00:00:00"));
        } else {
            assert!(time.is_err(), "{text:?}: {time:?}");
        }
    }
    let message = "expected a date and time such as `2026-04-29T09:30:00Z`, `2026-04-29 09:30:00` or `2604290930`";
    assert_eq!(
        "".parse::<ReportTime>().map_err(|error: ParseReportTimeError| error.to_string()),
        Err(message.to_owned())
    );
}

/// Counts the days one by one.
fn naive_unix_seconds(time: DateTime) -> i64 {
    let is_leap = |year: u16| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let year_days = |year: u16| if is_leap(year) { 366 } else { 365 };
    let month_days = |month: u8| match month {
        2 => 28 + i64::from(is_leap(time.year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let years: i64 = if time.year >= 1970 {
        (1970..time.year).map(year_days).sum()
    } else {
        -(time.year..1970).map(year_days).sum::<i64>()
    };
    let days = years + (1..time.month).map(month_days).sum::<i64>() + i64::from(time.day) - 1;
    days * 86_400 + i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + i64::from(time.second)
}

fn date_time() -> impl Strategy<Value = DateTime> {
    (0..=9999_u16, 1..=12_u8, 1..=31_u8, 0..24_u8, 0..60_u8, 0..60_u8)
        .prop_filter_map("no such day", |(year, month, day, hour, minute, second)| {
            DateTime::new(year, month, day, hour, minute, second)
        })
}

fn report_time() -> impl Strategy<Value = ReportTime> {
    (date_time(), prop::option::of(-18 * 60..=18 * 60_i16)).prop_map(|(local, offset)| ReportTime::new(local, offset))
}

proptest! {
    #[test]
    fn unix_time_is_that_of_a_calendar_counted_day_by_day(local in date_time(), offset in -1080..=1080_i16) {
        let utc = ReportTime::new(local, Some(0));
        prop_assert_eq!(utc.unix_seconds(), naive_unix_seconds(local));
        prop_assert_eq!(ReportTime::new(local, None).unix_seconds(), utc.unix_seconds());
        prop_assert_eq!(ReportTime::new(local, Some(offset)).unix_seconds(), utc.unix_seconds() - i64::from(offset) * 60);
        prop_assert_eq!(ReportTime::from_unix_seconds(utc.unix_seconds()), Some(utc));
    }

    #[test]
    fn milliseconds_are_seconds_and_a_fraction(seconds in -62_167_219_200..=253_402_300_799_i64, millis in 0..1000_i64) {
        let time = ReportTime::from_unix_seconds(seconds);
        prop_assert!(time.is_some());
        prop_assert_eq!(ReportTime::from_unix_millis(seconds * 1000 + millis), time);
        prop_assert_eq!(time.map(ReportTime::unix_seconds), Some(seconds));
    }

    #[test]
    fn what_is_printed_is_read(time in report_time()) {
        prop_assert_eq!(time.to_string().parse(), Ok(time));
        #[cfg(feature = "serde")]
        prop_assert_eq!(serde_json::from_str::<ReportTime>(&serde_json::to_string(&time).unwrap()).unwrap(), time);
    }

    #[test]
    fn the_order_is_by_instant_and_has_no_ties(a in report_time(), b in report_time()) {
        prop_assert_eq!(a.cmp(&b).is_eq(), a == b);
        if a.unix_seconds() != b.unix_seconds() {
            prop_assert_eq!(a.cmp(&b), a.unix_seconds().cmp(&b.unix_seconds()));
        }
        let same_instant = ReportTime::from_unix_seconds(a.unix_seconds());
        prop_assume!(same_instant.is_some_and(|utc| utc != a));
        prop_assert!(same_instant.is_some_and(|utc| utc.cmp(&a) == Some(0).cmp(&a.offset)));
    }

    #[test]
    fn no_text_and_no_number_panics(text in "[-+:./,TZ0-9 a-z]{0,30}", number in any::<i64>()) {
        let _ = text.parse::<ReportTime>();
        let _ = (ReportTime::from_unix_seconds(number), ReportTime::from_unix_millis(number));
    }

    #[test]
    fn no_odd_text_panics(text in "\\PC{0,30}") {
        let _ = text.parse::<ReportTime>();
    }
}
