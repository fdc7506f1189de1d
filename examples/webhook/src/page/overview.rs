use std::cmp::Ordering;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use jiff::{Timestamp, ZonedDateTime};
use maud::{Markup, html};
use serde::Deserialize;
use sms_status::Outcome;
use strum::VariantArray;

use super::{
    View, bar,
    campaign_table::campaign_table,
    change::{Change, Comparison},
    chart::chart,
    delivery_time::time_figure,
    failures::failures,
    layout::{self, Page},
    message_links::MessageLinks,
    numbers,
    part::{figure_with, note, overdue_note},
    range::Range,
    route_query::{RouteQuery, with_routes},
    routes,
    start::start,
};
use crate::{
    answer::Unavailable,
    sources::Sources,
    store::{Outcomes, Overview, Readers, RouteFilter},
};

/// The query of the overview.
#[derive(Debug, Default, Deserialize)]
pub struct OverviewQuery {
    range: Option<String>,
    #[serde(flatten)]
    routes: RouteQuery,
}

impl From<OverviewQuery> for (Range, RouteFilter) {
    fn from(query: OverviewQuery) -> Self {
        (query.range.and_then(|name| name.parse().ok()).unwrap_or_default(), query.routes.into())
    }
}

/// Answers with the overview of all messages.
pub async fn overview(
    State(sources): State<Sources>,
    view: View,
    query: Result<Query<OverviewQuery>, QueryRejection>,
) -> Result<Response, Unavailable> {
    let (range, filter) = query.unwrap_or_default().0.into();
    let content = content(&view, range, &filter, &sources.readers).await?;
    let events = view.href(&with_routes(&format!("/live?range={}", range.name()), &filter));
    let here = with_routes(&path(range), &filter);
    let page = Page { title: view.texts.overview, here: &here, events: Some(&events) };
    let above = html! { (ranges(&view, range, &filter)) (routes::chosen(&view, &filter, &path(range))) };
    Ok(layout::document(&view, page, &above, &content))
}

/// Returns what changes of the overview.
pub async fn content(view: &View, range: Range, filter: &RouteFilter, readers: &Readers) -> anyhow::Result<Markup> {
    let now = Timestamp::now().to_zoned_datetime(view.zone().clone());
    let overview = readers.overview(range.slots(&now), range.slots_before(&now), filter.clone()).await?;
    Ok(show(view, range, filter, &now, &overview))
}

/// Returns the path of the overview of a range.
fn path(range: Range) -> String {
    if range == Range::default() { "/".to_owned() } else { format!("/?range={}", range.name()) }
}

fn ranges(view: &View, shown: Range, filter: &RouteFilter) -> Markup {
    html! {
        nav.choice aria-label=(view.texts.range) {
            @for &range in Range::VARIANTS {
                a href=(view.href(&with_routes(&path(range), filter))) aria-current=[(range == shown).then_some("true")] {
                    (range.label(view.texts))
                }
            }
        }
    }
}

fn show(view: &View, range: Range, filter: &RouteFilter, now: &ZonedDateTime, overview: &Overview) -> Markup {
    let texts = view.texts;
    let total = overview.now.total();
    let outcomes = Outcomes::from(&total);
    let links = MessageLinks::new(view, "/messages", filter).from(range.start(now));
    html! {
        (alert(view, overview.unreadable))
        @if overview.is_new {
            (start(view))
        } @else {
            (figures(view, range, overview, &outcomes, links))
            @if total.is_empty() {
                div.empty {
                    p { (texts.range_empty) " " a href=(view.href(&with_routes(&path(Range::All), filter))) { (texts.range_widen) } }
                }
            } @else {
                @let (step, slots) = range.bars(&overview.now, now);
                (chart(view, step, &step.bars(&overview.now, &slots, view.zone()), links))
                (bar::legend(view, &outcomes, links))
                (failures(view, &total, links))
                (routes::routes(view, (&overview.routes, &overview.times), filter, &path(range), links, outcomes.total()))
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

/// Shows the figures of a range, each with what has changed since the range before.
fn figures(view: &View, range: Range, overview: &Overview, now: &Outcomes, links: MessageLinks<'_>) -> Markup {
    let texts = view.texts;
    let overdue = overview.now.pending_before(view.first_slot_in_time());
    let comparison = range.against(texts).zip(overview.before.as_ref().map(Outcomes::from));
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
