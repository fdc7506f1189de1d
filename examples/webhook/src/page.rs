//! The pages. They are whole without JavaScript; with it, their changing part is replaced by newer versions of itself.

mod bar;
mod layout;
mod live;
mod texts;
mod view;

use axum::{
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Json, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use sms_status::{AddressBookAction, BulkReport, DeliveryStatus, Outcome};

pub use live::{live_campaign, live_overview};

use self::view::View;
use crate::{
    report::CampaignName,
    server::{App, Unavailable},
    store::{CampaignRow, Overview},
};

/// The query of the first page.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Paging {
    /// Which page of campaigns, from 0.
    #[serde(default)]
    page: u32,
}

/// All campaigns.
pub async fn overview(
    State(app): State<App>,
    view: View,
    paging: Result<Query<Paging>, QueryRejection>,
) -> Result<Response, Unavailable> {
    let page = paging.unwrap_or_default().page;
    let content = overview_content(&view, page, &app.readers.overview(page).await?);
    let events = view.href(&format!("/live?page={page}"));
    let here = overview_path(page);
    Ok(layout::document(&view, view.texts.title, &here, Some(&events), &content).into_response())
}

/// One campaign: as a page, or as the JSON of its `BulkReport` where the path ends in `.json`.
pub async fn campaign(
    State(app): State<App>,
    view: View,
    name: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Result<Response, Unavailable> {
    let Ok(Path(name)) = name else { return Ok(layout::not_found(&view)) };
    // The path as it came: in a link, the points of a name are encoded.
    let json = uri.path().strip_suffix(".json").and(name.strip_suffix(".json"));
    let (name, json) = (json.unwrap_or(&name).to_owned(), json.is_some());
    let campaign = app.readers.campaign(CampaignName::stored(name)).await?;
    Ok(match campaign {
        Some(campaign) if json => Json(campaign.report).into_response(),
        None if json => StatusCode::NOT_FOUND.into_response(),
        None => layout::not_found(&view),
        Some(campaign) => {
            let path = view::campaign_path(&campaign.name);
            let events = view.href(&format!("{path}/live"));
            let content = campaign_content(&view, &campaign);
            layout::document(&view, &title(&view, &campaign.name), &path, Some(&events), &content).into_response()
        }
    })
}

/// The newest callbacks that could not be read.
pub async fn unreadable(State(app): State<App>, view: View) -> Result<Response, Unavailable> {
    let letters = app.readers.dead_letters().await?;
    let texts = view.texts;
    let content = html! {
        h1 { (texts.unreadable) }
        p { (texts.unreadable_about) " " (texts.unreadable_total) " " strong { (texts.integer(letters.total)) } "." }
        @if !letters.newest.is_empty() {
            table role="table" {
                caption { (texts.unreadable_newest) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for heading in [texts.arrived, texts.reason, texts.content] {
                            th scope="col" role="columnheader" { (heading) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for (arrived, reason, body) in &letters.newest {
                        tr role="row" {
                            td role="cell" data-heading=(texts.arrived) { (view::time(*arrived)) }
                            td role="cell" data-heading=(texts.reason) lang="en" { (reason) }
                            td role="cell" data-heading=(texts.content) { code { (view::excerpt(body)) } }
                        }
                    }
                }
            }
        }
    };
    Ok(layout::document(&view, texts.unreadable, "/unreadable", None, &content).into_response())
}

/// A file that the pages use.
pub async fn asset(Path(name): Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "style.css" => ("text/css; charset=utf-8", include_str!("page/style.css")),
        "live.js" => ("text/javascript; charset=utf-8", include_str!("page/live.js")),
        "icon.svg" => ("image/svg+xml", include_str!("page/icon.svg")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

/// The path of a page of campaigns.
fn overview_path(page: u32) -> String {
    if page == 0 { "/".to_owned() } else { format!("/?page={page}") }
}

/// What a campaign is called on a page.
fn title(view: &View, name: &CampaignName) -> String {
    if name.is_day() { format!("{name} ({})", view.texts.without_reference) } else { name.to_string() }
}

fn overview_content(view: &View, page: u32, overview: &Overview) -> Markup {
    let texts = view.texts;
    let total = &overview.total;
    html! {
        h1 { (texts.all_campaigns) }
        @if total.is_empty() {
            p.empty { (texts.nothing_yet) }
        } @else {
            dl.figures {
                (figure(texts.messages, texts.integer(total.total())))
                (figure(texts.delivery_rate, texts.rate(total.delivery_rate())))
                (figure(Outcome::Pending.label(view.language), texts.integer(total.by_outcome(Outcome::Pending))))
                (figure(Outcome::Failed.label(view.language), texts.integer(total.by_outcome(Outcome::Failed))))
            }
            (bar::bar(view, total))
            (bar::legend(view))
            section aria-labelledby="campaigns" {
                h2 #campaigns { (texts.by_campaign) }
                (campaigns(view, &overview.campaigns))
                @if page > 0 || overview.more {
                    nav.pages aria-label=(texts.pages) {
                        @if page > 0 {
                            a rel="prev" href=(view.href(&overview_path(page - 1))) { (texts.newer) }
                        }
                        @if overview.more {
                            a rel="next" href=(view.href(&overview_path(page.saturating_add(1)))) { (texts.older) }
                        }
                    }
                }
            }
        }
        section aria-labelledby="address-book" {
            h2 #address-book { (texts.address_book) }
            ul.links {
                li { a href="/numbers/remove.csv" download { (texts.remove) } " " (texts.remove_about) }
                li { a href="/numbers/suppress.csv" download { (texts.suppress) } " " (texts.suppress_about) }
                li {
                    a href=(view.href("/unreadable")) { (texts.unreadable) } (texts.colon)
                    strong { (texts.integer(overview.unreadable)) } "."
                }
            }
        }
    }
}

fn campaigns(view: &View, campaigns: &[CampaignRow]) -> Markup {
    let texts = view.texts;
    html! {
        table role="table" {
            caption { (texts.campaigns_about) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (texts.campaign) }
                    th scope="col" role="columnheader" { (texts.status) }
                    th.outcomes scope="col" role="columnheader" { (texts.outcomes) }
                    th.number scope="col" role="columnheader" { (texts.delivery_rate) }
                    th.number scope="col" role="columnheader" { (texts.messages) }
                    th scope="col" role="columnheader" { (texts.last_report) }
                }
            }
            tbody role="rowgroup" {
                @for campaign in campaigns {
                    @let report = &campaign.report;
                    tr role="row" {
                        th.name scope="row" role="rowheader" {
                            a href=(view.href(&view::campaign_path(&campaign.name))) { (title(view, &campaign.name)) }
                        }
                        td role="cell" data-heading=(texts.status) { (status(view, report)) }
                        td role="cell" data-heading=(texts.outcomes) { (bar::bar(view, report)) }
                        td.number role="cell" data-heading=(texts.delivery_rate) { (texts.rate(report.delivery_rate())) }
                        td.number role="cell" data-heading=(texts.messages) { (texts.integer(report.total())) }
                        td role="cell" data-heading=(texts.last_report) { (view::time(campaign.last_report)) }
                    }
                }
            }
        }
    }
}

fn campaign_content(view: &View, campaign: &CampaignRow) -> Markup {
    let texts = view.texts;
    let report = &campaign.report;
    html! {
        p.above { a href=(view.href("/")) { (texts.all_campaigns) } }
        h1 { (title(view, &campaign.name)) }
        p {
            (status(view, report)) " "
            @if report.is_settled() { (texts.settled) } @else { (texts.unsettled) }
        }
        dl.figures {
            (figure(texts.messages, texts.integer(report.total())))
            (figure(texts.delivery_rate, texts.rate(report.delivery_rate())))
            (figure(texts.last_report, view::time(campaign.last_report)))
        }
        (bar::bar(view, report))
        (bar::legend_of(view, report))
        section aria-labelledby="statuses" {
            h2 #statuses { (texts.statuses) }
            (statuses(view, report))
            p { a href=(format!("{}.json", view::campaign_path(&campaign.name))) { (texts.as_json) } }
        }
    }
}

fn statuses(view: &View, report: &BulkReport) -> Markup {
    let texts = view.texts;
    let mut rows: Vec<(DeliveryStatus, u64)> = report.iter().collect();
    rows.sort_by_key(|&(status, messages)| std::cmp::Reverse((messages, status)));
    html! {
        table role="table" {
            caption { (texts.statuses_about) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (texts.status) }
                    th.number scope="col" role="columnheader" { (texts.messages) }
                    th.number scope="col" role="columnheader" { (texts.share) }
                    th scope="col" role="columnheader" { (texts.number_advice) }
                    th.meaning scope="col" role="columnheader" { (texts.meaning) }
                }
            }
            tbody role="rowgroup" {
                @for (status, messages) in rows {
                    tr role="row" {
                        th.name scope="row" role="rowheader" {
                            span.swatch.(status.outcome().name()) aria-hidden="true" {}
                            (status.label(view.language))
                            " " span.code { (status.code()) }
                        }
                        td.number role="cell" data-heading=(texts.messages) { (texts.integer(messages)) }
                        td.number role="cell" data-heading=(texts.share) { (texts.share_of(messages, report.total())) }
                        td role="cell" data-heading=(texts.number_advice) { (advice(view, status.action())) }
                        td role="cell" data-heading=(texts.meaning) { (status.description(view.language)) }
                    }
                }
            }
        }
    }
}

/// The status of a sending as a whole.
fn status(view: &View, report: &BulkReport) -> Markup {
    html! {
        @if let Some(status) = report.status() {
            span.badge.(status.outcome().name()) { (status.label(view.language)) }
        }
    }
}

fn advice(view: &View, action: AddressBookAction) -> Markup {
    html! { span.advice.(action.name()) { (action.label(view.language)) } }
}

fn figure(name: &str, value: impl maud::Render) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}
