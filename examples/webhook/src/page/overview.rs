use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::{IntoResponse, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use sms_status::Outcome;

use super::{
    View, bar, layout,
    part::{figure, status},
    view,
};
use crate::{
    server::{App, Unavailable},
    store::{CampaignRow, Overview},
};

/// The query of the first page.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Paging {
    /// Which page of campaigns, from 0.
    #[serde(default)]
    pub page: u32,
}

/// Answers with all campaigns.
pub async fn overview(
    State(app): State<Arc<App>>,
    view: View,
    paging: Result<Query<Paging>, QueryRejection>,
) -> Result<Response, Unavailable> {
    let page = paging.unwrap_or_default().page;
    let content = content(&view, page, &app.readers.overview(page).await?);
    let events = view.href(&format!("/live?page={page}"));
    let here = path(page);
    Ok(layout::document(&view, view.texts.title, &here, Some(&events), &content).into_response())
}

/// Returns the path of a page of campaigns.
fn path(page: u32) -> String {
    if page == 0 { "/".to_owned() } else { format!("/?page={page}") }
}

/// Returns what changes of the page of campaigns with this number.
pub fn content(view: &View, page: u32, overview: &Overview) -> Markup {
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
                            a rel="prev" href=(view.href(&path(page - 1))) { (texts.newer) }
                        }
                        @if overview.more {
                            a rel="next" href=(view.href(&path(page.saturating_add(1)))) { (texts.older) }
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
