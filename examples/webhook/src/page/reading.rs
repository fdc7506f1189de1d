use std::iter;

use maud::{Markup, html};
use sms_status::{Language, Platform::Smsmode, ReadErrorKind};

use super::{
    part::status::{advice, status_of},
    text::{View, verbatim::verbatim, view, wording},
};
use crate::{
    incoming::{Incoming, SingleReport},
    numbering,
    platform::Platform,
    report::{Report, Reported, Unreadable},
};

wording! {
    Words;
    nothing: "No delivery report, so there is nothing to store." / "Aucun compte rendu, donc rien à enregistrer.",
    more: "and {n} more" / "et {n} de plus",
    report: "Report {n}" / "Compte rendu {n}",
    opt_out: "Opt-out" / "Désabonnement",
    opt_out_of: "Opt-out of" / "Désabonnement de",
    yes: "yes" / "oui",
    no: "no" / "non",
    category: "Category" / "Catégorie",
    word: "Word" / "Mot",
    word_unknown: "not in a table of the platform" / "absent des tables de la plateforme",
    id: "Message id" / "Identifiant du message",
    recipient: "Recipient" / "Destinataire",
    no_number: "not a phone number in international form" / "pas un numéro de téléphone au format international",
    key: "Key of the message" / "Clé du message",
    part: "Part" / "Partie",
    at_arrival: "no time in the report: the time of arrival counts" / "pas d'heure dans le compte rendu\u{a0}: l'heure d'arrivée compte",
    keep: "Keep the number" / "Conserver le numéro",
    operator: "Operator" / "Opérateur",
    unreadable: "Unreadable" / "Illisible",
    here: "At byte {n}:" / "À l'octet {n}\u{a0}:",
    the_end: "[end]" / "[fin]",
    word_fields: "Fields that may say what happened:" / "Champs qui peuvent indiquer le résultat\u{a0}:",
    id_fields: "Fields that may have the message id or the recipient:" / "Champs qui peuvent contenir l'identifiant du message ou le destinataire\u{a0}:",
}

/// Hides what is secret in a text.
pub type Hide<'a> = &'a dyn Fn(&str) -> String;

/// Shows in short what is read in a request.
pub fn summary(view: &View, incoming: &Incoming<'_>, hide: Hide<'_>) -> Markup {
    /// How many reports are shown.
    const MOST: usize = 5;

    let words = Words::of(view.language);
    let read = match incoming.read_each() {
        Ok(read) => read,
        Err(reason) => return html! { span lang="en" { bdi { (hide(&reason.to_string())) } } },
    };
    html! {
        @if read.is_empty() { span.quiet { (words.nothing) } }
        @for report in read.iter().take(MOST) {
            div.read {
                @match &report.taken {
                    Ok(reported) => (in_short(view, report, reported, hide)),
                    Err(reason) => {
                        (words.unreadable) (view.texts.colon) span lang="en" { bdi { (hide(&reason.to_string())) } }
                    }
                }
            }
        }
        @if read.len() > MOST {
            p.quiet { (words.more.replace("{n}", &view.texts.integer((read.len() - MOST) as u64))) }
        }
    }
}

fn in_short(view: &View, SingleReport { report, .. }: &SingleReport, reported: &Reported, hide: Hide<'_>) -> Markup {
    let words = Words::of(view.language);
    let text = |text: &Option<String>| {
        text.as_deref().map(|text| html! { code { bdi { (verbatim(view::short(&hide(text)).as_bytes())) } } })
    };
    html! {
        @for stored in &reported.reports {
            (status_of(view, stored.status))
            @if let Some(report) = report {
                @for shown in [&report.message_id, &report.recipient, &report.cause].into_iter().filter_map(text) { " " (shown) }
            }
            " " (view::time(view, stored.at.millis()))
        }
        @for opt_out in &reported.opt_outs {
            " " (words.opt_out_of) " " (opt_out.number) " " (view::time(view, opt_out.at.millis()))
        }
    }
}

/// Shows all that is read in a request.
pub fn details(view: &View, incoming: &Incoming<'_>) -> Markup {
    /// How many reports are shown.
    const MOST: usize = 50;

    let words = Words::of(view.language);
    let read = match incoming.read_each() {
        Ok(read) => read,
        Err(reason) => return unreadable(view, incoming, &reason),
    };
    html! {
        @if read.is_empty() { p { (words.nothing) } }
        @for (place, report) in (1_u64..).zip(&read).take(MOST) {
            section aria-labelledby=(format!("report-{place}")) {
                h2 id=(format!("report-{place}")) { (words.report.replace("{n}", &view.texts.integer(place))) }
                @match &report.taken {
                    Ok(reported) => (facts(view, report, reported)),
                    Err(reason) => (unreadable(view, incoming, reason)),
                }
            }
        }
        @if read.len() > MOST {
            p { (words.more.replace("{n}", &view.texts.integer((read.len() - MOST) as u64))) }
        }
    }
}

fn facts(view: &View, SingleReport { report, .. }: &SingleReport, reported: &Reported) -> Markup {
    let words = Words::of(view.language);
    html! {
        dl.facts {
            @if let (Some(report), Some(stored)) = (report, reported.reports.first()) {
                (stored_facts(view, report, stored))
            }
            @for opt_out in &reported.opt_outs {
                dt { (words.opt_out) }
                dd { (opt_out.number) ", " (view::time(view, opt_out.at.millis())) }
            }
        }
    }
}

fn stored_facts(view: &View, report: &sms_status::Report, stored: &Report) -> Markup {
    let (texts, words, language) = (view.texts, Words::of(view.language), view.language);
    let status = stored.status;
    let code = |text: &str| html! { code { bdi { (verbatim(view::short(text).as_bytes())) } } };
    html! {
        dt { (texts.status) }
        dd { (status_of(view, status)) p.quiet { (status.description(language)) } }
        dt { (words.category) }
        dd { (status.category().label(language)) }
        dt { (texts.outcome) }
        dd { (status.outcome().label(language)) }
        dt { (words.word) }
        dd {
            (code(&report.word))
            @if let Some(cause) = &report.cause { " · " (texts.cause) (texts.colon) (code(cause)) }
            @if !report.known { p.quiet { (words.word_unknown) } }
            @if let Some(reason) = report.reason().filter(|reason| *reason != status.label(Language::English)) { p.quiet lang="en" { (reason) } }
        }
        dt { (words.id) }
        dd { @if let Some(id) = &report.message_id { (code(id)) } @else { "–" } }
        dt { (words.recipient) }
        dd {
            @match (&stored.number, &report.recipient) {
                (Some(number), _) => (number),
                (None, Some(recipient)) => { (code(recipient)) p.quiet { (words.no_number) } },
                (None, None) => "–",
            }
        }
        dt { (words.key) }
        dd { (code(stored.message.as_str())) }
        @if let Some(part) = &stored.segment { dt { (words.part) } dd { (code(part)) } }
        dt { (texts.campaign) }
        dd { bdi { (view::title(view, &stored.campaign)) } }
        dt { (texts.reached) }
        dd {
            (view::time(view, stored.at.millis()))
            @if report.reported_at.is_none() { p.quiet { (words.at_arrival) } }
        }
        dt { (words.operator) }
        dd { @if let Some(network) = &stored.network { (operator(view, network)) } @else { "–" } }
        dt { (words.keep) }
        dd {
            (if status.keep_in_address_book() { words.yes } else { words.no }) " (" (advice(view, status.action())) ")"
        }
    }
}

fn operator(view: &View, code: &str) -> String {
    numbering::network(code).map_or_else(
        || code.to_owned(),
        |network| match numbering::country_name(network.country, view.language) {
            Some(country) => format!("{} ({country}), {code}", network.name),
            None => format!("{}, {code}", network.name),
        },
    )
}

/// Says why something cannot be read, and where.
fn unreadable(view: &View, incoming: &Incoming<'_>, reason: &Unreadable) -> Markup {
    let words = Words::of(view.language);
    let text = incoming.content().trim();
    let place = match reason {
        Unreadable::Request(kind) => place(*kind, text),
        _ => None,
    };
    let (about, fields) = fields(words, incoming.platform, reason);
    html! {
        p { strong { (words.unreadable) } (view.texts.colon) span lang="en" { bdi { (reason) } } }
        @if let Some(place) = place { (around(view, text, place)) }
        @if !fields.is_empty() {
            p.quiet {
                (about)
                @for field in fields { " " code { (field) } }
            }
        }
    }
}

/// Returns the place of an error in a request, in bytes.
fn place(kind: ReadErrorKind, text: &str) -> Option<usize> {
    match kind {
        ReadErrorKind::EndsEarly { .. } => Some(text.len()),
        ReadErrorKind::Json { line, column } => {
            let lines = text.split_inclusive('\n').take(line.checked_sub(1)?);
            Some(lines.map(str::len).sum::<usize>() + column.saturating_sub(1))
        }
        ReadErrorKind::Xml { offset } | ReadErrorKind::Record { offset } => Some(offset),
        _ => None,
    }
}

/// Shows what is around a place in a text, with a mark on the place.
fn around(view: &View, text: &str, place: usize) -> Markup {
    /// How many bytes are shown on each side.
    const SIDE: usize = 100;

    let words = Words::of(view.language);
    let start = floor(text, place);
    let (before, rest) = text.split_at(start);
    let marked = rest.chars().next().map_or(0, char::len_utf8);
    let (marked, after) = rest.split_at(marked);
    let from = before.len() - floor(before, SIDE.min(before.len()));
    let from = floor(before, from);
    let to = floor(after, SIDE);
    html! {
        p { (words.here.replace("{n}", &view.texts.integer(start as u64))) }
        pre dir="auto" {
            @if from > 0 { "…" }
            (verbatim(&before.as_bytes()[from..]))
            mark { @if marked.is_empty() { (words.the_end) } @else { (verbatim(marked.as_bytes())) } }
            (verbatim(&after.as_bytes()[..to]))
            @if to < after.len() { "…" }
        }
    }
}

/// Returns the end of the last character that ends at a place or before it.
fn floor(text: &str, place: usize) -> usize {
    (0..=place.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or_default()
}

/// Returns the fields that a platform has for what is missing, with what they are.
fn fields(words: &Words, platform: Platform, reason: &Unreadable) -> (&'static str, Vec<&'static str>) {
    let Platform::Known(known) = platform else { return ("", Vec::new()) };
    let fields = known.fields();
    match reason {
        Unreadable::Request(ReadErrorKind::NoWord) => (words.word_fields, fields.word.to_vec()),
        Unreadable::NoMessage | Unreadable::NoNumber => {
            // It may also be added to the URL.
            let added = iter::once("?recipient=").filter(|_| known != Smsmode);
            (words.id_fields, fields.message_id.iter().chain(fields.recipient).copied().chain(added).collect())
        }
        _ => ("", Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    #[test]
    fn any_place_in_any_text_can_be_shown() {
        const PARTS: [&str; 6] = ["a", "é", "\n", "🙂", "<b>", "\0"];

        let view = View::test(Language::English);
        let mut rng = Rng::with_seed(1);
        for _ in 0..500 {
            let text: String = (0..rng.usize(..300)).map(|_| PARTS[rng.usize(..PARTS.len())]).collect();
            for place in [0, rng.usize(..400), text.len(), usize::MAX] {
                let shown = around(&view, &text, place).into_string();
                assert_eq!(shown.matches("<mark>").count(), 1);
                assert_eq!(shown.contains("[end]"), place >= text.len(), "{text:?} {place}");
            }
            let kind = ReadErrorKind::Json { line: rng.usize(..5), column: rng.usize(..50) };
            place(kind, &text);
        }
    }

    #[test]
    fn the_place_of_an_error_is_where_it_is() {
        let text = "{\n\"a\": 1,\n\"b\": x}";
        let reason = Smsmode.read(text.as_bytes()).unwrap_err().kind;
        assert_eq!(place(reason, text), text.find('x'));
        let shown = around(&View::test(Language::English), text, text.find('x').unwrap()).into_string();
        assert!(shown.contains("<mark>x</mark>}"), "{shown}");
    }
}
