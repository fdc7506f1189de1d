use axum::{extract::State, response::Response};
use maud::{Markup, html};
use sms_status::DeliveryStatus;

use super::{
    export::{self, Target},
    link::paging::{PlaceQuery, cut, paging},
    list::{
        files::files,
        message_table::{self, campaign_link, number_link},
        report_table::report_table,
    },
    part::{
        layout::{self, Page},
        status::{status_in_time, status_of},
        table::table,
    },
    text::{View, verbatim::verbatim, view, wording},
};
use crate::{answer::Unavailable, platform::Platforms, sources::Sources, store::Message};

wording! {
    Words;
    id: "Message id" / "Identifiant du message",
    first_report: "First report" / "Premier compte rendu",
    parts: "Parts" / "Parties",
    part: "Part" / "Partie",
    parts_about: "The message was sent in parts, and each part is reported on separately. Each part has the most advanced status reported for it." / "Le message a été envoyé en plusieurs parties, et chacune a ses propres comptes rendus. Chaque partie a le statut le plus avancé qui a été signalé pour elle.",
    parts_status: "The message has the status of its parts if all have the same. It is received if all parts were received, in progress if all are pending or unknown, and partially received otherwise. It reached its status when its last part reached its own." / "Le message a le statut de ses parties si toutes ont le même. Il est reçu si toutes ont été reçues, en cours si toutes sont en attente ou de résultat inconnu, et partiellement reçu dans les autres cas. Son statut est atteint quand celui de sa dernière partie l'est.",
    some_parts: "Some parts were received and others were not." / "Certaines parties ont été reçues, d'autres non.",
    reports: "Reports" / "Comptes rendus",
    reports_deleted: "The reports on this message have been deleted because of their age." / "Les comptes rendus de ce message ont été supprimés en raison de leur ancienneté.",
    first_deleted: "Earlier reports on this message have been deleted because of their age." / "Des comptes rendus plus anciens de ce message ont été supprimés en raison de leur ancienneté.",
}

/// How many reports a page shows. Their words may be long.
const ROWS: u32 = 20;

/// Answers with a message and the reports on it, or with the reports as a file.
pub async fn message(
    State(sources): State<Sources>,
    view: View,
    target: Target,
    place: PlaceQuery,
) -> Result<Response, Unavailable> {
    let Ok(id) = target.name.parse() else { return Ok(layout::not_found(&view)) };
    let after = place.unwrap_or_default().0.after.and_then(|after| after.parse().ok());
    let found = sources.readers.message(id, after.unwrap_or(0), ROWS + 1).await?;
    match (found, target.format) {
        (None, _) => Ok(layout::not_found(&view)),
        (Some(_), Some(format)) => export::reports(&sources, &view, id, format).await,
        (Some(message), None) => Ok(page(&view, sources.platforms, after, message)),
    }
}

fn page(view: &View, platforms: Platforms, after: Option<i64>, mut message: Message) -> Response {
    let path = message_table::path(message.row.id);
    let more = cut(&mut message.reports, ROWS);
    let address = |after: i64| format!("{path}?after={after}");
    let next = message.reports.last().filter(|_| more).map(|last| address(last.id));
    let here = after.map_or_else(|| path.clone(), address);
    let id = message.row.platform_id().map_or_else(|| message.row.id.to_string(), view::short);
    let title = format!("{} {id}", view.texts.message);
    let content = html! {
        (facts(view, &message))
        @if !message.segments.is_empty() { (parts(view, &message)) }
        (reports(view, platforms, &message))
        (paging(view, &path, after.is_none(), next))
        (files(view, &path, ""))
    };
    layout::document(view, Page { title: &title, here: &here, events: None }, &html! {}, &content)
}

fn facts(view: &View, message: &Message) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let row = &message.row;
    let at = row.at.millis();
    // The status of a bulk send, which speaks of its recipients.
    let about = match row.status {
        DeliveryStatus::PartiallyReceived if !message.segments.is_empty() => words.some_parts,
        status => status.description(view.language),
    };
    html! {
        dl.facts {
            dt { (texts.status) }
            dd { (status_in_time(view, row)) p.quiet { (about) } }
            dt { (texts.reached) }
            dd { (view::time(view, at)) " (" (view::age(view, at)) ")" }
            dt { (texts.number) }
            dd { @if let Some(digits) = &row.number { (number_link(view, digits)) } @else { "–" } }
            dt { (texts.campaign) }
            dd { (campaign_link(view, row)) }
            dt { (texts.platform) }
            dd { (row.platform()) }
            dt { (words.id) }
            dd { @if let Some(id) = row.platform_id() { code { bdi { (verbatim(id.as_bytes())) } } } @else { "–" } }
            dt { (words.first_report) }
            dd { (view::time(view, row.arrived)) }
        }
    }
}

/// Shows the parts of a message, and how they make its status.
fn parts(view: &View, message: &Message) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let headings = [words.part, texts.status, texts.reached].map(|text| ("", text));
    html! {
        section aria-labelledby="parts" {
            h2 #parts { (words.parts) }
            (table("compact", Some(words.parts_about), &headings, &html! {
                @for part in &message.segments {
                    tr role="row" {
                        th.name scope="row" role="rowheader" { code { bdi { (view::short(&part.key)) } } }
                        td.plain role="cell" data-heading=(texts.status) { (status_of(view, part.status)) }
                        td.last role="cell" data-heading=(texts.reached) { (view::time(view, part.at.millis())) }
                    }
                }
            }))
            p { (words.parts_status) }
        }
    }
}

fn reports(view: &View, platforms: Platforms, message: &Message) -> Markup {
    let words = Words::of(view.language);
    html! {
        section aria-labelledby="reports" {
            h2 #reports { (words.reports) }
            @match message.first {
                None => p { (words.reports_deleted) },
                Some(first) => {
                    @if first > message.row.arrived { p { (words.first_deleted) } }
                    (report_table(view, platforms, message))
                }
            }
        }
    }
}
