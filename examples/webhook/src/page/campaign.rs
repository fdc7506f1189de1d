use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use maud::{Markup, html};
use sms_status::{DeliveryStatus, Outcome};

use super::{
    View, bar,
    chart::chart,
    delivery_time::time_figure,
    falls::falls,
    files::files,
    layout::{self, Page},
    message_links::MessageLinks,
    part::{advice, figure, figure_with, note, overdue_note, status},
    route_query::{self, RouteQuery, with_routes},
    routes,
    step::Step,
    table::table,
    view,
};
use crate::{
    answer::Unavailable,
    export::{self, Target},
    sources::Sources,
    store::{Campaign, Outcomes, RouteFilter, SLOT, slot_of},
};

/// Answers with one campaign: as a page, or as a file with its counts.
pub async fn campaign(
    State(sources): State<Sources>,
    view: View,
    uri: Uri,
    query: Result<Query<RouteQuery>, QueryRejection>,
    Target { name, format }: Target,
) -> Result<Response, Unavailable> {
    let filter = RouteFilter::from(query.unwrap_or_default().0);
    let Some(key) = view::campaign_in(uri.path(), name) else { return Ok(layout::not_found(&view)) };
    let Some(campaign) = sources.readers.campaign(key, filter.clone()).await? else {
        let missing = format.map(|_| StatusCode::NOT_FOUND.into_response());
        return Ok(missing.unwrap_or_else(|| layout::not_found(&view)));
    };
    if let Some(format) = format {
        return export::counts(&view, &campaign, format).await;
    }
    let path = view::campaign_path(&campaign.row);
    let events = view.href(&with_routes(&format!("{path}/live"), &filter));
    let title = view::title(&view, &campaign.row.name);
    let page = Page { title: &title, here: &with_routes(&path, &filter), events: Some(&events) };
    let above = routes::chosen(&view, &filter, &path);
    Ok(layout::document(&view, page, &above, &content(&view, &campaign, &filter)))
}

/// Returns what changes of the page of a campaign.
pub fn content(view: &View, campaign: &Campaign, filter: &RouteFilter) -> Markup {
    let texts = view.texts;
    let report = &campaign.report;
    let outcomes = Outcomes::from(report);
    let path = view::messages_path(&campaign.row);
    let links = MessageLinks::new(view, &path, filter);
    let received = texts.received_of.replace("{n}", &texts.integer(outcomes.get(Outcome::Received)));
    let received = received.replace("{m}", &texts.integer(outcomes.total()));
    let pending = outcomes.get(Outcome::Pending);
    let first_in_time = view.first_slot_in_time();
    let late = campaign.timeline.pending_before(first_in_time);
    // What is counted by route is not by time, but the last report came no earlier than the first one on each message.
    let is_overdue = late == pending || slot_of(campaign.row.last_report) < first_in_time;
    let overdue = view.with_hours(texts.overdue).replace("{n}", &texts.integer(pending));
    // Platforms say the same with different statuses, so that their shares of one status cannot be compared.
    let of_all = texts.of_all.replace("{rate}", &texts.rate(campaign.all.delivery_rate()));
    let not_pending = texts.not_pending.replace("{n}", &texts.integer(outcomes.not_pending()));
    html! {
        (falls(view, &Vec::from_iter(&campaign.fall)))
        p.status {
            (status(view, report)) " "
            strong { (received) } ". "
            @if report.is_settled() { (texts.settled) } @else if is_overdue { (overdue) } @else { (texts.unsettled) }
            @if let Some(status) = report.status() { span.quiet { (status.description(view.language)) } }
        }
        dl.figures {
            (figure(texts.messages, html! { a href=(links.all()) { (texts.integer(outcomes.total())) } }))
            (figure_with(texts.delivery_rate, texts.rate(outcomes.delivery_rate()), html! {
                (note("", &not_pending)) (note("", &of_all))
            }))
            @for outcome in [Outcome::Pending, Outcome::Failed] {
                (figure_with(texts.outcome_of_many(outcome), html! {
                    a href=(links.with_outcome(outcome)) { (texts.integer(outcomes.get(outcome))) }
                }, html! {
                    @if outcome == Outcome::Pending { (overdue_note(view, late, links)) }
                }))
            }
            (time_figure(view, &campaign.times.all))
            (figure_with(texts.last_report, view::age(view, campaign.row.last_report), html! {
                dd.note { (view::time(view, campaign.row.last_report)) }
            }))
        }
        (over_time(view, campaign, links))
        (bar::legend(view, &outcomes, links))
        section aria-labelledby="statuses" {
            h2 #statuses { (texts.statuses) }
            (statuses(view, campaign, links))
            p.quiet {
                (texts.platforms) (texts.colon) (campaign.platforms.join(", ")) ". "
                a href=(links.all()) { (texts.messages_see) }
            }
            (files(view, &view::campaign_path(&campaign.row), &route_query::query(filter)))
        }
        (routes::routes(view, routes::Figures { routes: &campaign.routes, times: &campaign.times, falls: &[] }, filter, &view::campaign_path(&campaign.row), links, outcomes.total()))
    }
}

/// Draws the messages of a campaign over the time in which they began.
fn over_time(view: &View, campaign: &Campaign, links: MessageLinks<'_>) -> Markup {
    /// No shorter a time is shown.
    const SHORTEST: i64 = 12 * 3_600_000 / SLOT;

    let slots = match campaign.timeline.0[..] {
        [(first, _), .., (last, _)] | [(first @ last, _)] => first..(last + 1).max(first + SHORTEST),
        [] => return html! {},
    };
    let step = Step::of(&slots);
    chart(view, step, &step.bars(&campaign.timeline, &slots, view.zone()), links)
}

fn statuses(view: &View, campaign: &Campaign, links: MessageLinks<'_>) -> Markup {
    let texts = view.texts;
    let mut rows: Vec<(DeliveryStatus, u64)> = campaign.report.iter().collect();
    rows.sort_by_key(|&(status, messages)| std::cmp::Reverse((messages, status)));
    let total = campaign.report.total();
    let headings = [
        ("", texts.status),
        ("number", texts.messages),
        ("number", texts.share),
        ("", texts.address_book),
        ("meaning", texts.meaning),
    ];
    html! {
        (table("compact", Some(texts.statuses_about), &headings, &html! {
            @for (status, messages) in rows {
                tr role="row" id=(format!("status-{}", status.code())) {
                    th.name scope="row" role="rowheader" {
                        span.swatch.(status.outcome().name()) aria-hidden="true" {}
                        a href=(links.with_status(status)) { (status.label(view.language)) }
                        " " span.code { (status.code()) }
                    }
                    td.number.main role="cell" data-heading=(texts.messages) { (texts.integer(messages)) }
                    td.number role="cell" data-heading=(texts.share) {
                        (texts.share_of(messages, total))
                    }
                    td.plain role="cell" data-heading=(texts.address_book) { (advice(view, status.action())) }
                    td.meaning role="cell" data-heading=(texts.meaning) {
                        details.fold { summary { (texts.meaning) } (status.description(view.language)) }
                    }
                }
            }
        }))
    }
}
