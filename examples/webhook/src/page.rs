//! The pages. They are whole without JavaScript; with it, their changing part follows the reports.

mod asset;
mod bar;
mod followers;
mod layout;
mod live;
mod texts;
mod update;
mod view;

use std::sync::Arc;

use axum::{
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    http::{StatusCode, Uri},
    response::{IntoResponse, Json, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use sms_status::{AddressBookAction, BulkReport, DeliveryStatus, Outcome};

pub use self::{
    asset::asset,
    followers::Followers,
    live::{live_campaign, live_campaign_by_id, live_overview},
    view::View,
};
use crate::{
    report::CampaignName,
    server::{App, Unavailable},
    store::{CampaignKey, CampaignRow, Overview},
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
    State(app): State<Arc<App>>,
    view: View,
    paging: Result<Query<Paging>, QueryRejection>,
) -> Result<Response, Unavailable> {
    let page = paging.unwrap_or_default().page;
    let content = overview_content(&view, page, &app.readers.overview(page).await?);
    let events = view.href(&format!("/live?page={page}"));
    let here = overview_path(page);
    Ok(layout::document(&view, view.texts.title, &here, Some(&events), &content).into_response())
}

/// One campaign: as a page, or as the JSON of its `BulkReport` if the path ends in `.json`.
pub async fn campaign(
    State(app): State<Arc<App>>,
    view: View,
    name: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Result<Response, Unavailable> {
    let Ok(Path(name)) = name else { return Ok(layout::not_found(&view)) };
    // The path as it came: in a link, the points of a name are encoded.
    let json = uri.path().strip_suffix(".json").and(name.strip_suffix(".json"));
    let (name, json) = (json.unwrap_or(&name).to_owned(), json.is_some());
    campaign_page(&app, &view, CampaignKey::Name(CampaignName::stored(name)), json).await
}

/// One campaign whose name cannot be in a path.
pub async fn campaign_by_id(
    State(app): State<Arc<App>>,
    view: View,
    Path(id): Path<String>,
) -> Result<Response, Unavailable> {
    let json = id.strip_suffix(".json");
    let Ok(key) = json.unwrap_or(&id).parse() else { return Ok(layout::not_found(&view)) };
    campaign_page(&app, &view, CampaignKey::Id(key), json.is_some()).await
}

async fn campaign_page(app: &App, view: &View, key: CampaignKey, json: bool) -> Result<Response, Unavailable> {
    let campaign = app.readers.campaign(key).await?;
    Ok(match campaign {
        Some(campaign) if json => Json(campaign.report).into_response(),
        None if json => StatusCode::NOT_FOUND.into_response(),
        None => layout::not_found(view),
        Some(campaign) => {
            let path = view::campaign_path(&campaign);
            let events = view.href(&format!("{path}/live"));
            let content = campaign_content(view, &campaign);
            layout::document(view, &view::title(view, &campaign.name), &path, Some(&events), &content).into_response()
        }
    })
}

/// The newest callbacks that could not be read.
pub async fn unreadable(State(app): State<Arc<App>>, view: View) -> Result<Response, Unavailable> {
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
                        @for heading in [texts.arrived, texts.platform, texts.reason, texts.content] {
                            th scope="col" role="columnheader" { (heading) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for letter in &letters.newest {
                        tr role="row" {
                            td role="cell" data-heading=(texts.arrived) { (view::time(&view, letter.received_at)) }
                            td role="cell" data-heading=(texts.platform) { (letter.platform) }
                            td role="cell" data-heading=(texts.reason) lang="en" { bdi { (letter.reason) } }
                            td role="cell" data-heading=(texts.content) {
                                code { bdi { (view::excerpt(&letter.body)) } }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(layout::document(&view, texts.unreadable, "/unreadable", None, &content).into_response())
}

/// The path of a page of campaigns.
fn overview_path(page: u32) -> String {
    if page == 0 { "/".to_owned() } else { format!("/?page={page}") }
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
                li { a href=(view.href("/numbers/remove.csv")) download { (texts.remove) } " " (texts.remove_about) }
                li { a href=(view.href("/numbers/suppress.csv")) download { (texts.suppress) } " " (texts.suppress_about) }
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
                    tr role="row" id=(format!("campaign-{}", campaign.id)) {
                        th.name scope="row" role="rowheader" {
                            a href=(view.href(&view::campaign_path(campaign))) {
                                bdi { (view::title(view, &campaign.name)) }
                            }
                        }
                        td role="cell" data-heading=(texts.status) { (status(view, report)) }
                        td role="cell" data-heading=(texts.outcomes) { (bar::bar(view, report)) }
                        td.number role="cell" data-heading=(texts.delivery_rate) { (texts.rate(report.delivery_rate())) }
                        td.number role="cell" data-heading=(texts.messages) { (texts.integer(report.total())) }
                        td role="cell" data-heading=(texts.last_report) { (view::time(view, campaign.last_report)) }
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
        h1 { bdi { (view::title(view, &campaign.name)) } }
        p {
            (status(view, report)) " "
            @if report.is_settled() { (texts.settled) } @else { (texts.unsettled) }
        }
        dl.figures {
            (figure(texts.messages, texts.integer(report.total())))
            (figure(texts.delivery_rate, texts.rate(report.delivery_rate())))
            (figure(texts.last_report, view::time(view, campaign.last_report)))
        }
        (bar::bar(view, report))
        (bar::legend_of(view, report))
        section aria-labelledby="statuses" {
            h2 #statuses { (texts.statuses) }
            (statuses(view, report))
            p { a href=(format!("{}.json", view::campaign_path(campaign))) { (texts.as_json) } }
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
                    th scope="col" role="columnheader" { (texts.address_book) }
                    th.meaning scope="col" role="columnheader" { (texts.meaning) }
                }
            }
            tbody role="rowgroup" {
                @for (status, messages) in rows {
                    tr role="row" id=(format!("status-{}", status.code())) {
                        th.name scope="row" role="rowheader" {
                            span.swatch.(status.outcome().name()) aria-hidden="true" {}
                            (status.label(view.language))
                            " " span.code { (status.code()) }
                        }
                        td.number role="cell" data-heading=(texts.messages) { (texts.integer(messages)) }
                        td.number role="cell" data-heading=(texts.share) { (texts.share_of(messages, report.total())) }
                        td role="cell" data-heading=(texts.address_book) { (advice(view, status.action())) }
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
