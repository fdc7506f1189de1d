use maud::{Markup, html};

use crate::{
    moment::Moment,
    page::{
        part::{status::status_of, table::table},
        text::{View, verbatim::verbatim, view, wording},
    },
    platform::Platforms,
    report::Reached,
    reread,
    store::{Message, ReportRow},
};

wording! {
    Words;
    about: "In order of arrival, {n} in total. The most advanced status counts; among reports with the same status, the earliest one." / "Dans l'ordre d'arrivée, {n} au total. Le statut le plus avancé compte\u{a0}; à statut égal, le compte rendu dont l'heure est la plus ancienne.",
    about_parts: "In order of arrival, {n} in total. For each part the most advanced status counts; among reports with the same status, the earliest one." / "Dans l'ordre d'arrivée, {n} au total. Pour chaque partie, le statut le plus avancé compte\u{a0}; à statut égal, le compte rendu dont l'heure est la plus ancienne.",
    says: "Status reported" / "Statut signalé",
    part: "Part" / "Partie",
    counts: "This one counts" / "C'est celui qui compte",
    counts_for_part: "This one counts for its part" / "C'est celui qui compte pour sa partie",
    received: "As received" / "Tel que reçu",
    deleted: "Deleted: the request mentioned a number that was erased." / "Supprimé\u{a0}: la requête concernait un numéro qui a été effacé.",
}

/// What a report says.
struct Said {
    reached: Option<Reached>,
    /// The part of the message that it speaks of.
    part: Option<String>,
}

/// Shows the reports on a message, and which of them counts.
pub fn report_table(view: &View, platforms: Platforms, message: &Message) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let has_parts = !message.segments.is_empty();
    let said: Vec<Said> = message.reports.iter().map(|report| said(view, platforms, message, report)).collect();
    let counts = counting(message, &said);
    let caption = if has_parts { words.about_parts } else { words.about };
    let caption = caption.replace("{n}", &texts.integer(message.total));
    let headings = [texts.arrived_report, words.says, texts.reached, words.received].map(|text| ("", text));
    let mark = if has_parts { words.counts_for_part } else { words.counts };
    html! {
        (table("reports", Some(&caption), &headings, &html! {
            @for ((report, said), counts) in message.reports.iter().zip(&said).zip(counts) {
                tr.counting[counts] role="row" {
                    th scope="row" role="rowheader" { (view::time(view, report.received_at)) }
                    td role="cell" data-heading=(words.says) {
                        @if let Some((status, _)) = said.reached { (status_of(view, status)) } @else { "–" }
                        @if let Some(part) = &said.part {
                            p.quiet { (words.part) " " code { bdi { (view::short(part)) } } }
                        }
                        @if counts { p { strong { (mark) } } }
                    }
                    td role="cell" data-heading=(texts.reached) {
                        @if let Some((_, at)) = said.reached { (view::time(view, at.millis())) } @else { "–" }
                    }
                    td.words role="cell" data-heading=(words.received) {
                        @if report.request.is_empty() {
                            (words.deleted)
                        } @else {
                            pre dir="auto" { (verbatim(report.request.as_bytes())) }
                        }
                    }
                }
            }
        }))
    }
}

/// Returns what a report says: as it was kept, and the rest by reading it again.
fn said(view: &View, platforms: Platforms, message: &Message, report: &ReportRow) -> Said {
    if report.said.is_some() && message.segments.is_empty() {
        return Said { reached: report.said, part: None };
    }
    let arrival = Moment::from_millis_in(report.received_at, view.zone());
    let mut read = reread::kept(platforms, &report.platform, &report.request, arrival, view.zone());
    // A request may speak of many messages.
    if read.len() > 1 {
        read.retain(|read| read.message.as_str() == message.row.key);
    }
    let read = read.into_iter().next();
    Said {
        reached: report.said.or(read.as_ref().map(|read| (read.status, read.at))),
        part: read.and_then(|read| read.segment),
    }
}

/// Returns which of the reports count: the one that says what the message has reached, or those that say what its parts have.
fn counting(message: &Message, said: &[Said]) -> Vec<bool> {
    let says = |said: &Said, (status, at): Reached| {
        said.reached.is_some_and(|(said_status, said_at)| said_status == status && said_at.millis() == at.millis())
    };
    let mut counts = vec![false; said.len()];
    let mut mark = |place: Option<usize>| {
        if let Some(counts) = place.and_then(|place| counts.get_mut(place)) {
            *counts = true;
        }
    };
    for part in &message.segments {
        let is_of_part = |said: &Said| said.part.as_ref() == Some(&part.key);
        mark(said.iter().position(|said| is_of_part(said) && says(said, (part.status, part.at))));
    }
    if message.segments.is_empty() {
        mark(match message.counting {
            Some(id) => message.reports.iter().position(|report| report.id == id),
            None => said.iter().position(|said| says(said, (message.row.status, message.row.at))),
        });
    }
    counts
}
