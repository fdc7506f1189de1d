use jiff::{ZonedDateTime, civil::Date};

use super::step::Step;
use crate::page::text::texts::Texts;

/// Returns a day without its year, as in `25 Nov`.
pub fn day(texts: &Texts, date: Date) -> String {
    format!("{} {}", date.day(), month_name(texts, date))
}

/// Returns a day with that of the week, as in `Wed 25`.
pub fn weekday(texts: &Texts, date: Date) -> String {
    format!("{} {}", weekday_name(texts, date), date.day())
}

/// Returns a month, as in `Nov 2026`.
pub fn month(texts: &Texts, date: Date) -> String {
    format!("{} {}", month_name(texts, date), date.year())
}

/// Returns the time of day to the minute, with the offset from UTC if that time comes twice on that day.
fn time_of_day(time: &ZonedDateTime) -> String {
    let ambiguous = time.time_zone().to_ambiguous_zoned_datetime(time.datetime()).is_ambiguous();
    time.strftime(if ambiguous { "%H:%M UTC%:z" } else { "%H:%M" }).to_string()
}

/// Returns the full name of the step that starts then.
pub fn step(texts: &Texts, step: Step, start: &ZonedDateTime) -> String {
    let date = start.date();
    match step {
        Step::Hour => format!("{} {}", day(texts, date), time_of_day(start)),
        Step::Day => format!("{} {}", weekday(texts, date), month(texts, date)),
        Step::Week => format!("{} {} {}", texts.week_of, day(texts, date), date.year()),
        Step::Month => month(texts, date),
        Step::Year => date.year().to_string(),
    }
}

/// Returns the short name of a month.
pub fn month_name(texts: &Texts, date: Date) -> &'static str {
    let name = usize::try_from(date.month() - 1).ok().and_then(|month| texts.months.split(' ').nth(month));
    name.unwrap_or_default()
}

fn weekday_name(texts: &Texts, date: Date) -> &'static str {
    let name = usize::try_from(date.weekday().to_monday_zero_offset()).ok();
    name.and_then(|day| texts.weekdays.split(' ').nth(day)).unwrap_or_default()
}
