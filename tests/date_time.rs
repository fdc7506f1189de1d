//! Dates and times without a zone.

use proptest::prelude::*;
use sms_status::DateTime;

/// The days of each month of a year.
const fn days(year: u16) -> [u8; 12] {
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

#[test]
fn exactly_the_days_of_the_calendar_exist() {
    for year in 0..=9999 {
        let days = days(year);
        for month in 0..=13_u8 {
            for day in [0, 1, 27, 28, 29, 30, 31, 32, 255] {
                let last = month.checked_sub(1).and_then(|month| days.get(usize::from(month)));
                let exists = last.is_some_and(|last| (1..=*last).contains(&day));
                assert_eq!(DateTime::new(year, month, day, 0, 0, 0).is_some(), exists, "{year}-{month}-{day}");
            }
        }
    }
    assert_eq!(DateTime::new(10_000, 1, 1, 0, 0, 0), None);
}

#[test]
fn exactly_the_times_of_a_day_exist() {
    for hour in 0..=u8::MAX {
        assert_eq!(DateTime::new(2024, 2, 29, hour, 59, 59).is_some(), hour < 24);
    }
    for sixtieth in 0..=u8::MAX {
        assert_eq!(DateTime::new(2024, 2, 29, 23, sixtieth, 0).is_some(), sixtieth < 60);
        assert_eq!(DateTime::new(2024, 2, 29, 23, 0, sixtieth).is_some(), sixtieth < 60);
    }
}

#[test]
fn texts_of_another_form_are_refused() {
    for text in [
        "",
        "2010-03-25",
        "2010-03-25 09:52",
        "2010-03-25 09:52:17 ",
        "2010-03-25t09:52:17",
        "2010-03-25T09:52:17Z",
        "2010/03/25 09:52:17",
        "2010-03-25 09-52-17",
        "+010-03-25 09:52:17",
        "2010-03-25 9:52:17",
        "2010-03-25 09:52:1é",
        "2010-02-29 09:52:17",
        "2010-13-01 09:52:17",
        "2010-03-25 24:00:00",
        "2010-03-25 23:59:60",
    ] {
        let error = text.parse::<DateTime>().unwrap_err();
        assert_eq!(DateTime::try_from(text), Err(error));
        assert_eq!(error.to_string(), "expected a date and time such as `2010-03-25 09:52:17`", "{text:?}");
    }
}

fn date_time() -> impl Strategy<Value = DateTime> {
    (0..=9999_u16, 1..=12_u8, 1..=31_u8, 0..24_u8, 0..60_u8, 0..60_u8)
        .prop_filter_map("no such day", |(year, month, day, h, m, s)| DateTime::new(year, month, day, h, m, s))
}

#[cfg(feature = "serde")]
#[test]
fn a_document_with_another_text_is_refused_with_the_text_and_what_was_expected() {
    assert_eq!(
        serde_json::from_str::<DateTime>("\"2010-02-29 09:52:17\"").unwrap_err().to_string(),
        "invalid value: string \"2010-02-29 09:52:17\", expected a date and time such as `2010-03-25 09:52:17` \
         at line 1 column 21"
    );
    assert_eq!(
        serde_json::from_str::<DateTime>("20100325").unwrap_err().to_string(),
        "invalid type: integer `20100325`, expected a date and time of the form `yyyy-MM-dd HH:mm:ss` at line 1 column 8"
    );
}

proptest! {
    #[test]
    fn printed_and_read_back_it_is_the_same(date in date_time()) {
        let text = date.to_string();
        prop_assert_eq!(text.parse(), Ok(date));
        prop_assert_eq!(text.replace(' ', "T").parse(), Ok(date));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn serde_writes_and_reads_the_text(date in date_time()) {
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(&json, &format!("\"{date}\""));
        prop_assert_eq!(serde_json::from_str::<DateTime>(&json).unwrap(), date);
    }

    #[test]
    fn the_order_is_that_of_the_texts(a in date_time(), b in date_time()) {
        prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
    }

    #[test]
    fn no_text_panics(text in "[0-9é:T -]{0,20}") {
        if let Ok(date) = text.parse::<DateTime>() {
            prop_assert_eq!(date.to_string(), text.replace('T', " "));
        }
    }
}
