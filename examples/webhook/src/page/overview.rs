use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::{IntoResponse, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use sms_status::Outcome;

use super::{View, bar, layout, part::figure, view};
use crate::{
    server::{App, Unavailable},
    store::{CampaignList, CampaignPage, CampaignRow, Outcomes, Overview, Readers},
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
    let content = content(&view, page, &read(&app.readers, page).await?);
    let events = view.href(&format!("/live?page={page}"));
    let here = path(page);
    Ok(layout::document(&view, view.texts.title, &here, Some(&events), &content).into_response())
}

/// Reads what the page of campaigns with this number shows.
pub async fn read(readers: &Readers, page: u32) -> anyhow::Result<(Overview, CampaignPage)> {
    let campaigns = readers.campaigns(CampaignList { page, ..CampaignList::default() }).await?;
    Ok((readers.overview(0..i64::MAX, None).await?, campaigns))
}

/// Returns the path of a page of campaigns.
fn path(page: u32) -> String {
    if page == 0 { "/".to_owned() } else { format!("/?page={page}") }
}

/// Returns what changes of the page of campaigns with this number.
pub fn content(view: &View, page: u32, (overview, campaigns): &(Overview, CampaignPage)) -> Markup {
    let texts = view.texts;
    let total = &overview.now.total();
    let outcomes = Outcomes::from(total);
    html! {
        h1 { (texts.all_campaigns) }
        @if total.is_empty() {
            p.empty { (texts.nothing_yet) }
        } @else {
            dl.figures {
                (figure(texts.messages, texts.integer(total.total())))
                (figure(texts.delivery_rate, texts.rate(outcomes.delivery_rate())))
                (figure(Outcome::Pending.label(view.language), texts.integer(total.by_outcome(Outcome::Pending))))
                (figure(Outcome::Failed.label(view.language), texts.integer(total.by_outcome(Outcome::Failed))))
            }
            (bar::bar(view, &outcomes))
            (bar::legend(view))
            section aria-labelledby="campaigns" {
                h2 #campaigns { (texts.by_campaign) }
                (table(view, &campaigns.rows))
                @if page > 0 || campaigns.more {
                    nav.pages aria-label=(texts.pages) {
                        @if page > 0 {
                            a rel="prev" href=(view.href(&path(page - 1))) { (texts.newer) }
                        }
                        @if campaigns.more {
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

fn table(view: &View, campaigns: &[CampaignRow]) -> Markup {
    let texts = view.texts;
    html! {
        table role="table" {
            caption { (texts.campaigns_about) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (texts.campaign) }
                    th.outcomes scope="col" role="columnheader" { (texts.outcomes) }
                    th.number scope="col" role="columnheader" { (texts.delivery_rate) }
                    th.number scope="col" role="columnheader" { (texts.messages) }
                    th scope="col" role="columnheader" { (texts.last_report) }
                }
            }
            tbody role="rowgroup" {
                @for campaign in campaigns {
                    @let outcomes = &campaign.outcomes;
                    tr role="row" id=(format!("campaign-{}", campaign.id)) {
                        th.name scope="row" role="rowheader" {
                            a href=(view.href(&view::campaign_path(campaign))) {
                                bdi { (view::title(view, &campaign.name)) }
                            }
                        }
                        td role="cell" data-heading=(texts.outcomes) { (bar::bar(view, outcomes)) }
                        td.number role="cell" data-heading=(texts.delivery_rate) { (texts.rate(outcomes.delivery_rate())) }
                        td.number role="cell" data-heading=(texts.messages) { (texts.integer(outcomes.total())) }
                        td role="cell" data-heading=(texts.last_report) { (view::time(view, campaign.last_report)) }
                    }
                }
            }
        }
    }
}
