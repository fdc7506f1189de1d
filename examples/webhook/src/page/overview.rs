use std::{cmp::Ordering, sync::Arc};

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use jiff::{Timestamp, ZonedDateTime};
use maud::{Markup, html};
use serde::Deserialize;
use sms_status::{BulkReport, Outcome};
use strum::VariantArray;

use super::{
    View, bar,
    campaign_table::campaign_table,
    change::{Change, Comparison},
    chart::chart,
    failures::failures,
    layout::{self, Page},
    numbers,
    part::{figure_with, note},
    range::Range,
    start::start,
};
use crate::{
    server::{App, Unavailable},
    store::{Outcomes, Overview, Readers},
};

/// The query of the overview.
#[derive(Debug, Default, Deserialize)]
pub struct RangeQuery {
    range: Option<String>,
}

impl From<RangeQuery> for Range {
    fn from(query: RangeQuery) -> Self {
        query.range.and_then(|name| name.parse().ok()).unwrap_or_default()
    }
}

/// Answers with the overview of all messages.
pub async fn overview(
    State(app): State<Arc<App>>,
    view: View,
    query: Result<Query<RangeQuery>, QueryRejection>,
) -> Result<Response, Unavailable> {
    let range = query.unwrap_or_default().0.into();
    let content = content(&view, range, &app.readers).await?;
    let events = view.href(&format!("/live?range={}", range.name()));
    let page = Page { title: view.texts.overview, here: &path(range), events: Some(&events) };
    Ok(layout::document(&view, page, &ranges(&view, range), &content))
}

/// Returns what changes of the overview.
pub async fn content(view: &View, range: Range, readers: &Readers) -> anyhow::Result<Markup> {
    let now = Timestamp::now().to_zoned_datetime(view.zone().clone());
    let overview = readers.overview(range.slots(&now), range.slots_before(&now)).await?;
    Ok(show(view, range, &now, &overview))
}

/// Returns the path of the overview of a range.
fn path(range: Range) -> String {
    if range == Range::default() { "/".to_owned() } else { format!("/?range={}", range.name()) }
}

fn ranges(view: &View, shown: Range) -> Markup {
    html! {
        nav.choice aria-label=(view.texts.range) {
            @for &range in Range::VARIANTS {
                a href=(view.href(&path(range))) aria-current=[(range == shown).then_some("true")] {
                    (range.label(view.texts))
                }
            }
        }
    }
}

fn show(view: &View, range: Range, now: &ZonedDateTime, overview: &Overview) -> Markup {
    let texts = view.texts;
    let total = overview.now.total();
    let outcomes = Outcomes::from(&total);
    html! {
        (alert(view, overview.unreadable))
        @if overview.is_new {
            (start(view))
        } @else {
            (figures(view, range, &outcomes, overview.before.as_ref()))
            @if total.is_empty() {
                div.empty {
                    p { (texts.range_empty) " " a href=(view.href(&path(Range::All))) { (texts.range_widen) } }
                }
            } @else {
                @let (step, slots) = range.bars(&overview.now, now);
                (chart(view, step, &step.bars(&overview.now, &slots, view.zone())))
                (bar::legend(view, &outcomes))
                (failures(view, &total))
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
fn figures(view: &View, range: Range, now: &Outcomes, before: Option<&BulkReport>) -> Markup {
    let texts = view.texts;
    let comparison = range.against(texts).zip(before.map(Outcomes::from));
    let comparison = comparison.map(|(against, before)| Comparison { texts, before, against });
    let change = |of: fn(&Outcomes) -> u64| comparison.as_ref().map(|comparison| comparison.messages(now, of));
    let rate_change = comparison.as_ref().map(|comparison| comparison.rate(now, Outcomes::delivery_rate));
    let failure_change = comparison.as_ref().map(|comparison| comparison.rate(now, Outcomes::failure_rate));
    let failed_share = texts.failed_share.replace("{share}", &texts.rate(now.failure_rate()));
    let not_pending = texts.not_pending.replace("{n}", &texts.integer(now.not_pending()));
    html! {
        dl.figures {
            (figure_with(texts.messages, texts.integer(now.total()), html! {
                @if let Some(change) = change(Outcomes::total) { (note("", &change.text)) }
            }))
            (figure_with(texts.delivery_rate, texts.rate(now.delivery_rate()), html! {
                @if let Some(change) = rate_change { (note(tone(&change, ["good", "bad"]), &change.text)) }
                (note("", &not_pending))
            }))
            (figure_with(texts.pending, texts.integer(now.get(Outcome::Pending)), html! {
                @if let Some(change) = change(|outcomes| outcomes.get(Outcome::Pending)) { (note("", &change.text)) }
            }))
            (figure_with(texts.failed, texts.integer(now.get(Outcome::Failed)), html! {
                @if let Some(change) = failure_change { (note(tone(&change, ["bad", "good"]), &change.text)) }
                (note("", &failed_share))
            }))
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
