use std::convert::Infallible;

use axum::{
    extract::{FromRef, FromRequestParts, Query},
    http::{header, request::Parts},
};
use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};
use maud::{Markup, html};
use serde::Deserialize;
use sms_status::{Language, Outcome};

use super::{age, texts::Texts};
use crate::{
    moment::Moment,
    report::CampaignName,
    sources::Sources,
    store::{MessageRow, slot_of},
};

/// How a page is to be shown.
#[derive(Clone, Debug)]
pub struct View {
    pub language: Language,
    pub texts: &'static Texts,
    /// How many callbacks that could not be read nobody has seen.
    pub unreadable: u64,
    /// Whether there are SMPP accounts.
    pub has_accounts: bool,
    /// How many hours after the first report on a message the final one should have come.
    pub final_report_hours: u16,
    /// Whether falls of delivery rates are watched for, so that those that are known are of today.
    pub watches_rates: bool,
    /// The zone of the times on it.
    zone: TimeZone,
    /// The present, in milliseconds since 1970, if ages are to be written: on a page that is followed, its script does that, so
    /// that its rows do not change with time.
    now: Option<i64>,
    /// Whether the address says the language: its links do so then, too.
    chosen: bool,
}

impl View {
    fn new(chosen: Option<Language>, accepted: Language, zone: TimeZone, unreadable: u64) -> Self {
        let language = chosen.unwrap_or(accepted);
        let now = Timestamp::now().as_millisecond();
        Self {
            language,
            texts: Texts::of(language),
            unreadable,
            has_accounts: false,
            final_report_hours: 72,
            watches_rates: false,
            zone,
            now: Some(now),
            chosen: chosen.is_some(),
        }
    }

    #[cfg(test)]
    pub fn test(language: Language) -> Self {
        Self::new(None, language, TimeZone::UTC, 0)
    }

    /// Returns the same view, with ages left to the script of the page.
    pub fn followed(self) -> Self {
        Self { now: None, ..self }
    }

    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Returns the present time in the zone.
    pub fn present(&self) -> ZonedDateTime {
        Timestamp::now().to_zoned_datetime(self.zone.clone())
    }

    /// Returns the slot before which the first report on a message arrived if its final one should have come by now.
    pub fn first_slot_in_time(&self) -> i64 {
        const HOUR: i64 = 3_600_000;

        slot_of(Timestamp::now().as_millisecond() - i64::from(self.final_report_hours) * HOUR)
    }

    /// Returns whether the final report on a message should have come by now, and has not.
    pub fn is_overdue(&self, message: &MessageRow) -> bool {
        message.status.outcome() == Outcome::Pending && slot_of(message.arrived) < self.first_slot_in_time()
    }

    /// Returns a text with the number of those hours.
    pub fn with_hours(&self, text: &str) -> String {
        text.replace("{h}", &self.final_report_hours.to_string())
    }

    /// Returns the language that the address says, if it does.
    pub fn chosen(&self) -> Option<Language> {
        self.chosen.then_some(self.language)
    }

    /// Returns what distinguishes two views of the same subject.
    pub fn key(&self) -> (Language, bool) {
        (self.language, self.chosen)
    }

    /// Returns a link that keeps the chosen language.
    pub fn href(&self, address: &str) -> String {
        if self.chosen { in_language(address, self.language) } else { address.to_owned() }
    }
}

/// Returns an address with a query after the one that it may have. The query may be empty.
pub fn with_query(address: &str, query: &str) -> String {
    let separator = if address.contains('?') { '&' } else { '?' };
    if query.is_empty() { address.to_owned() } else { format!("{address}{separator}{query}") }
}

/// Returns the address of the same page in a language.
pub fn in_language(address: &str, language: Language) -> String {
    with_query(address, &format!("lang={}", language.name()))
}

/// The language of the query (`lang=fr`), or else the one that the browser likes best, or else English.
impl<S: Send + Sync> FromRequestParts<S> for View
where
    Sources: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        #[derive(Deserialize)]
        struct Choice {
            lang: Option<String>,
        }

        let choice = Query::<Choice>::from_request_parts(parts, state).await.ok().and_then(|Query(choice)| choice.lang);
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let accepted = accept_language::parse(accepted.unwrap_or_default());
        let accepted = accepted.iter().find_map(|tag| tag.parse().ok());
        let chosen = choice.and_then(|tag| tag.parse().ok());
        let sources = Sources::from_ref(state);
        // If the database cannot be read, the page says so.
        let unreadable = sources.readers.unseen_dead_letters().await.unwrap_or_default();
        let view = Self::new(chosen, accepted.unwrap_or_default(), sources.zone, unreadable);
        Ok(Self {
            has_accounts: !sources.accounts.is_empty(),
            final_report_hours: sources.final_report_hours.get(),
            watches_rates: sources.watches_rates,
            ..view
        })
    }
}

/// Returns what a campaign is called on a page.
pub fn title(view: &View, name: &CampaignName) -> String {
    match name.day() {
        Some(day) => format!("{} ({})", day.strftime(view.texts.date), view.texts.without_reference),
        None => short(name.as_str()),
    }
}

/// Shows an instant, given in milliseconds since 1970.
pub fn time(view: &View, millis: i64) -> Markup {
    let time = Moment::from_millis_in(millis, &view.zone);
    html! { time datetime=(time) { (exact(view, time)) } }
}

/// Shows how long ago an instant was, with its time for those who point at it.
pub fn age(view: &View, millis: i64) -> Markup {
    let time = Moment::from_millis_in(millis, &view.zone);
    let exact = exact(view, time);
    html! {
        time.age datetime=(time) title=(exact) {
            @if let Some(now) = view.now { (age::age(view.texts, now, millis)) } @else { (exact) }
        }
    }
}

/// Returns the date, the time of day and the offset from UTC.
fn exact(view: &View, time: Moment) -> String {
    let local = time.local();
    format!("{} {} {}", local.strftime(view.texts.date), local.strftime("%H:%M:%S"), time.offset_text())
}

/// Returns a text, or the beginning of a long one. Control characters, some of which a browser leaves out, are shown as one sign.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 200;

    let (text, end) = match text.char_indices().nth(LONGEST) {
        Some((end, _)) => (&text[..end], "…"),
        None => (text, ""),
    };
    text.replace(char::is_control, "\u{fffd}") + end
}
