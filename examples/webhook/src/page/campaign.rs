use std::sync::Arc;

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::{StatusCode, Uri},
    response::{IntoResponse, Json, Response},
};
use maud::{Markup, html};
use sms_status::{AddressBookAction, BulkReport, DeliveryStatus};

use super::{
    View, bar, layout,
    part::{figure, status},
    view,
};
use crate::{
    report::CampaignName,
    server::{App, Unavailable},
    store::{Campaign, CampaignKey},
};

/// Answers with one campaign: as a page, or as the JSON of its `BulkReport` if the path ends in `.json`.
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
    page(&app, &view, CampaignKey::Name(CampaignName::stored(name)), json).await
}

/// Answers with one campaign whose name cannot be in a path.
pub async fn campaign_by_id(
    State(app): State<Arc<App>>,
    view: View,
    Path(id): Path<String>,
) -> Result<Response, Unavailable> {
    let json = id.strip_suffix(".json");
    let Ok(key) = json.unwrap_or(&id).parse() else { return Ok(layout::not_found(&view)) };
    page(&app, &view, CampaignKey::Id(key), json.is_some()).await
}

async fn page(app: &App, view: &View, key: CampaignKey, json: bool) -> Result<Response, Unavailable> {
    let campaign = app.readers.campaign(key).await?;
    Ok(match campaign {
        Some(campaign) if json => Json(campaign.report).into_response(),
        None if json => StatusCode::NOT_FOUND.into_response(),
        None => layout::not_found(view),
        Some(campaign) => {
            let path = view::campaign_path(&campaign.row);
            let events = view.href(&format!("{path}/live"));
            let content = content(view, &campaign);
            layout::document(view, &view::title(view, &campaign.row.name), &path, Some(&events), &content)
                .into_response()
        }
    })
}

/// Returns what changes of the page of a campaign.
pub fn content(view: &View, campaign: &Campaign) -> Markup {
    let texts = view.texts;
    let report = &campaign.report;
    html! {
        p.above { a href=(view.href("/")) { (texts.all_campaigns) } }
        h1 { bdi { (view::title(view, &campaign.row.name)) } }
        p {
            (status(view, report)) " "
            @if report.is_settled() { (texts.settled) } @else { (texts.unsettled) }
        }
        dl.figures {
            (figure(texts.messages, texts.integer(report.total())))
            (figure(texts.delivery_rate, texts.rate(campaign.row.outcomes.delivery_rate())))
            (figure(texts.last_report, view::time(view, campaign.row.last_report)))
        }
        (bar::bar(view, &campaign.row.outcomes))
        (bar::legend_of(view, report))
        section aria-labelledby="statuses" {
            h2 #statuses { (texts.statuses) }
            (statuses(view, report))
            p { a href=(format!("{}.json", view::campaign_path(&campaign.row))) { (texts.as_json) } }
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

fn advice(view: &View, action: AddressBookAction) -> Markup {
    html! { span.advice.(action.name()) { (action.label(view.language)) } }
}
