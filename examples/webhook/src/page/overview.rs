use std::cmp::Ordering;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use jiff::{ZonedDateTime, tz::TimeZone};
use maud::{Markup, html};
use serde::Deserialize;
use sms_status::Outcome;
use strum::VariantArray;

use super::{
    analysis::{
        change::{Change, Comparison},
        delivery_time::time_figure,
        failures::failures,
        falls::falls,
        routes::{self, Figures},
    },
    chart::chart,
    link::{
        message_links::MessageLinks,
        route_query::{RouteQuery, with_routes},
    },
    list::campaign_table::campaign_table,
    numbers,
    part::{
        bar,
        date_form::{self, wrong_date},
        figure::{figure_with, note, overdue_note},
        layout::{self, Page},
        start::start,
    },
    text::View,
    time::{
        between::{Between, BetweenQuery, WrongDate},
        period::Period,
        range::Range,
    },
};
use crate::{
    answer::Unavailable,
    sources::Sources,
    store::{Fall, Outcomes, Overview, Readers, RouteFilter},
};

/// The query of the overview.
#[derive(Debug, Default, Deserialize)]
pub struct OverviewQuery {
    range: Option<String>,
    #[serde(flatten)]
    between: BetweenQuery,
    #[serde(flatten)]
    routes: RouteQuery,
}

impl OverviewQuery {
    /// Returns the stretch of time that it asks for, and the routes. Dates come before a range.
    pub fn read(self, zone: &TimeZone) -> Result<(Period, RouteFilter), WrongDate> {
        let between = Between::read(&self.between, zone)?;
        let range = || self.range.and_then(|name| name.parse().ok()).unwrap_or_default();
        let period = if between.is_empty() { Period::Range(range()) } else { Period::Between(between) };
        Ok((period, self.routes.into()))
    }
}

/// Answers with the overview of all messages.
pub async fn overview(
    State(sources): State<Sources>,
    view: View,
    query: Result<Query<OverviewQuery>, QueryRejection>,
) -> Result<Response, Unavailable> {
    let (period, filter) = match query.unwrap_or_default().0.read(view.zone()) {
        Ok(asked) => asked,
        Err(wrong) => return Ok(wrong_date(&view, PATH, &wrong)),
    };
    let content = content(&view, period, &filter, &sources.readers).await?;
    let events = view.href(&with_routes(&period.path("/live", view.zone()), &filter));
    let path = period.path(PATH, view.zone());
    let here = with_routes(&path, &filter);
    let events = (!period.is_past()).then_some(&*events);
    let page = Page { title: view.texts.overview, here: &here, events };
    let above = html! {
        (ranges(&view, period, &filter))
        (dates(&view, period, &filter))
        (routes::chosen(&view, &filter, &path))
    };
    Ok(layout::document(&view, page, &above, &content))
}

/// Returns what changes of the overview.
pub async fn content(view: &View, period: Period, filter: &RouteFilter, readers: &Readers) -> anyhow::Result<Markup> {
    let now = view.present();
    let overview = readers.overview(period.slots(&now), period.slots_before(&now), filter.clone()).await?;
    Ok(show(view, period, filter, &now, &overview))
}

/// The path of the overview.
const PATH: &str = "/";

/// Returns the address of the overview of a range.
fn of_range(view: &View, range: Range, filter: &RouteFilter) -> String {
    view.href(&with_routes(&Period::Range(range).path(PATH, view.zone()), filter))
}

fn ranges(view: &View, shown: Period, filter: &RouteFilter) -> Markup {
    html! {
        nav.choice aria-label=(view.texts.range) {
            @for &range in Range::VARIANTS {
                @let is_shown = Period::Range(range) == shown;
                a href=(of_range(view, range, filter)) aria-current=[is_shown.then_some("true")] { (range.label(view.texts)) }
            }
        }
    }
}

/// Returns the form to choose days with.
fn dates(view: &View, shown: Period, filter: &RouteFilter) -> Markup {
    let between = match shown {
        Period::Range(_) => Between::default(),
        Period::Between(between) => between,
    };
    date_form::form(view, PATH, &between, filter)
}

fn show(view: &View, period: Period, filter: &RouteFilter, now: &ZonedDateTime, overview: &Overview) -> Markup {
    let texts = view.texts;
    let total = overview.now.total();
    let outcomes = Outcomes::from(&total);
    let links = MessageLinks::new(view, "/messages", filter).between(period.between(now));
    let path = period.path(PATH, view.zone());
    let fallen: Vec<&Fall> = overview.falls.iter().filter(|_| !period.is_past()).collect();
    html! {
        (alert(view, overview.unreadable))
        (falls(view, &fallen))
        @if overview.is_new {
            (start(view))
        } @else {
            (figures(view, period, overview, &outcomes, links))
            @if total.is_empty() {
                div.empty {
                    p { (texts.range_empty) " " a href=(of_range(view, Range::All, filter)) { (texts.range_widen) } }
                }
            } @else {
                @let (step, slots) = period.bars(&overview.now, now);
                (chart(view, step, &step.bars(&overview.now, &slots, view.zone()), links))
                (bar::legend(view, &outcomes, links))
                (failures(view, &total, links))
                (routes::routes(view, Figures { routes: &overview.routes, times: &overview.times, falls: &fallen }, filter, &path, links, outcomes.total()))
            }
            section aria-labelledby="campaigns" {
                h2 #campaigns { (texts.latest_campaigns) }
                (campaign_table(view, texts.campaigns_latest, &overview.latest))
                p { a href=(view.href("/campaigns")) { (texts.all_campaigns) } }
            }
            section aria-labelledby="address-book" {
                h2 #address-book { (texts.address_book) }
                (numbers::links(view))
            }
        }
    }
}

/// Says that callbacks could not be read, if there are any.
fn alert(view: &View, unreadable: u64) -> Markup {
    let texts = view.texts;
    let text = if unreadable == 1 {
        texts.unreadable_one.to_owned()
    } else {
        texts.unreadable_many.replace("{n}", &texts.integer(unreadable))
    };
    html! {
        @if unreadable > 0 {
            p.alert { strong { (text) } ". " a href=(view.href("/unreadable")) { (texts.unreadable_see) } }
        }
    }
}

/// Shows the figures of a stretch of time, each with what has changed since the one before.
fn figures(view: &View, period: Period, overview: &Overview, now: &Outcomes, links: MessageLinks<'_>) -> Markup {
    let texts = view.texts;
    let overdue = overview.now.pending_before(view.first_slot_in_time());
    let comparison = period.against(texts).zip(overview.before.as_ref().map(Outcomes::from));
    let comparison = comparison.map(|(against, before)| Comparison { texts, before, against });
    let change = |of: fn(&Outcomes) -> u64| comparison.as_ref().map(|comparison| comparison.messages(now, of));
    let rate_change = comparison.as_ref().map(|comparison| comparison.rate(now, Outcomes::delivery_rate));
    let failure_change = comparison.as_ref().map(|comparison| comparison.rate(now, Outcomes::failure_rate));
    let failed_share = texts.failed_share.replace("{share}", &texts.rate(now.failure_rate()));
    let not_pending = texts.not_pending.replace("{n}", &texts.integer(now.not_pending()));
    html! {
        dl.figures {
            (figure_with(texts.messages, html! { a href=(links.all()) { (texts.integer(now.total())) } }, html! {
                @if let Some(change) = change(Outcomes::total) { (note("", &change.text)) }
            }))
            (figure_with(texts.delivery_rate, texts.rate(now.delivery_rate()), html! {
                @if let Some(change) = rate_change { (note(tone(&change, ["good", "bad"]), &change.text)) }
                (note("", &not_pending))
            }))
            (figure_with(texts.pending, html! {
                a href=(links.with_outcome(Outcome::Pending)) { (texts.integer(now.get(Outcome::Pending))) }
            }, html! {
                @if let Some(change) = change(|outcomes| outcomes.get(Outcome::Pending)) { (note("", &change.text)) }
                (overdue_note(view, overdue, links))
            }))
            (figure_with(texts.failed, html! {
                a href=(links.with_outcome(Outcome::Failed)) { (texts.integer(now.get(Outcome::Failed))) }
            }, html! {
                @if let Some(change) = failure_change { (note(tone(&change, ["bad", "good"]), &change.text)) }
                (note("", &failed_share))
            }))
            (time_figure(view, &overview.times.all))
        }
    }
}

/// Returns the first tone for a rise, the second one for a fall.
fn tone(change: &Change, [rise, fall]: [&'static str; 2]) -> &'static str {
    match change.direction {
        Ordering::Greater => rise,
        Ordering::Less => fall,
        Ordering::Equal => "",
    }
}
