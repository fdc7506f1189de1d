use std::time::Duration;

use axum::response::Response;
use maud::{Markup, html};

use super::{
    part::{
        layout::{self, Page},
        table::table,
    },
    reading::{Hide, summary},
    text::{View, verbatim::excerpt, view, wording},
};
use crate::{
    incoming::Incoming,
    moment::Moment,
    request_log::{Beginning, LoggedRequest, RequestKind},
    sources::Sources,
};

wording! {
    Words;
    about: "The last 100 requests of each kind to the callback addresses since the server started. They are kept in memory only. Passwords, signatures and keys are shown as •••. Reload the page to see newer ones." / "Les 100 dernières requêtes de chaque sorte reçues aux adresses de callback depuis le démarrage du serveur. Elles ne sont gardées qu'en mémoire. Les mots de passe, signatures et clés sont affichés sous la forme •••. Rechargez la page pour voir les plus récentes.",
    malformed: "A request that is not valid HTTP is only in the log." / "Une requête qui n'est pas du HTTP valide ne figure que dans le journal.",
    try_it: "Try a callback without storing it" / "Essayer une notification sans l'enregistrer",
    kinds: "Kinds of requests" / "Sortes de requêtes",
    all: "All" / "Toutes",
    acknowledged: "Acknowledged" / "Acceptées",
    refused: "Refused or read in part" / "Refusées ou lues en partie",
    stranger: "Without the secret" / "Sans le secret",
    none: "There has been no such request since the server started." / "Aucune requête de ce type depuis le démarrage du serveur.",
    newest: "Newest first." / "De la plus récente à la plus ancienne.",
    answered: "Answered" / "Répondue le",
    request: "Request" / "Requête",
    read: "Read in it" / "Contenu lu",
    answer: "Answer" / "Réponse",
    from: "from" / "de",
    took: "in {t} ms" / "en {t}\u{a0}ms",
    bytes: "{n} bytes" / "{n}\u{a0}octets",
    not_read: "body not read" / "corps non lu",
    no_body: "no body" / "sans corps",
    query: "Query string" / "Paramètres de l'URL",
    headers: "Headers" / "En-têtes",
    body: "Body" / "Corps",
    not_looked_at: "Not read." / "Non lu.",
    cut: "Too long to be read again here: {n} bytes." / "Trop long pour être relu ici\u{a0}: {n}\u{a0}octets.",
    not_utf8: "Not UTF-8." / "Pas de l'UTF-8.",
}

const PATH: &str = "/requests";

/// Answers with requests to the callback addresses.
pub fn requests(
    view: &View,
    sources: &Sources,
    kind: Option<RequestKind>,
    requests: &[LoggedRequest],
    hide: Hide<'_>,
) -> Response {
    let words = Words::of(view.language);
    let here = address(kind);
    let content = html! {
        p { (words.about) " " (words.malformed) }
        p { a href=(view.href("/requests/try")) { (words.try_it) } }
        (choice(view, kind))
        @if requests.is_empty() {
            div.empty { p { (words.none) } }
        } @else {
            (request_table(view, sources, requests, hide))
        }
    };
    layout::document(view, Page { title: view.texts.requests, here: &here, events: None }, &html! {}, &content)
}

fn address(kind: Option<RequestKind>) -> String {
    kind.map_or_else(|| PATH.to_owned(), |kind| format!("{PATH}?kind={}", kind.name()))
}

fn choice(view: &View, chosen: Option<RequestKind>) -> Markup {
    let words = Words::of(view.language);
    let kinds = [
        (None, words.all),
        (Some(RequestKind::Acknowledged), words.acknowledged),
        (Some(RequestKind::Refused), words.refused),
        (Some(RequestKind::Stranger), words.stranger),
    ];
    html! {
        nav.choice aria-label=(words.kinds) {
            @for (kind, name) in kinds {
                a href=(view.href(&address(kind))) aria-current=[(kind == chosen).then_some("page")] { (name) }
            }
        }
    }
}

fn request_table(view: &View, sources: &Sources, requests: &[LoggedRequest], hide: Hide<'_>) -> Markup {
    let words = Words::of(view.language);
    let headings = [words.answered, words.request, words.read, words.answer].map(|text| ("", text));
    html! {
        (table("requests", Some(words.newest), &headings, &html! {
            @for request in requests {
                tr role="row" {
                    th scope="row" role="rowheader" {
                        (view::time(view, request.answered_at.as_millisecond()))
                        @if let Some(peer) = request.peer { div.quiet { (words.from) " " bdi { (peer) } } }
                    }
                    td role="cell" data-heading=(words.request) { (sent(view, request, hide)) }
                    td role="cell" data-heading=(words.read) { (read(view, sources, request, hide)) }
                    td role="cell" data-heading=(words.answer) {
                        strong { (request.status.as_u16()) } " " span.quiet { (took(view, request.took)) }
                        @if !request.reason.is_empty() { p lang="en" { bdi { (hide(&request.reason)) } } }
                    }
                }
            }
        }))
    }
}

fn took(view: &View, took: Duration) -> String {
    /// What is less is written as less than this.
    const LEAST: f64 = 0.1;

    let millis = took.as_secs_f64() * 1000.0;
    let less = if millis < LEAST { view.texts.less_than } else { "" };
    let time = format!("{less}{}", view.texts.decimal(millis.max(LEAST)));
    Words::of(view.language).took.replace("{t}", &time)
}

/// Shows what a request was.
fn sent(view: &View, request: &LoggedRequest, hide: Hide<'_>) -> Markup {
    let words = Words::of(view.language);
    let texts = [
        (words.query, Some(&request.query)),
        (words.headers, Some(&request.headers)),
        (words.body, request.body.as_ref()),
    ];
    html! {
        @if let Some(platform) = request.platform { strong { (platform.label()) } " " }
        code { bdi { (request.method.as_str()) " " (path(request, hide)) } }
        p.quiet {
            @if request.content_type.length() > 0 { bdi { (hidden_excerpt(&request.content_type, 100, hide)) } ", " }
            (size(view, request))
        }
        @for (name, text) in texts {
            @if let Some(text) = text.filter(|text| text.length() > 0) {
                details {
                    summary { (name) }
                    pre dir="auto" { (hidden_excerpt(text, 2000, hide)) }
                }
            }
        }
    }
}

/// Returns the address without the secret, and without the query.
fn path(request: &LoggedRequest, hide: Hide<'_>) -> Markup {
    let path = hidden_excerpt(&request.path, 200, hide);
    let is_elsewhere = request.path.bytes().starts_with(b"/");
    html! {
        @if is_elsewhere { (path) } @else { "/callback/•••" @if request.path.length() > 0 { "/" (path) } }
    }
}

fn size(view: &View, request: &LoggedRequest) -> String {
    let words = Words::of(view.language);
    let bytes = |length: usize| words.bytes.replace("{n}", &view.texts.integer(length as u64));
    match &request.body {
        Some(body) => bytes(body.length()),
        None if request.method == "GET" => format!("{}, {}", bytes(request.query.length()), words.no_body),
        None => words.not_read.to_owned(),
    }
}

/// Shows the beginning of what came from outside, without what is secret in it.
fn hidden_excerpt(text: &Beginning, longest: usize, hide: Hide<'_>) -> Markup {
    let shown = match str::from_utf8(text.bytes()) {
        Ok(text) => excerpt(hide(text).as_bytes(), longest),
        // A secret may be among other bytes.
        Err(_) => excerpt(hide(&String::from_utf8_lossy(text.bytes())).as_bytes(), longest),
    };
    html! { (shown) @if !text.is_whole() { "…" } }
}

/// Shows what is read in a request, which is what was read in it when it arrived.
fn read(view: &View, sources: &Sources, request: &LoggedRequest, hide: Hide<'_>) -> Markup {
    let words = Words::of(view.language);
    let Some(platform) = request.platform.filter(|_| was_read(request)) else {
        return html! { span.quiet { (words.not_looked_at) } };
    };
    let cut = request.body.iter().chain([&request.query]).find(|text| !text.is_whole());
    if let Some(text) = cut {
        return html! { span.quiet { (words.cut.replace("{n}", &view.texts.integer(text.length() as u64))) } };
    }
    let body = request.body.as_ref().map(Beginning::text);
    let (Some(query), false) = (request.query.text(), body == Some(None)) else {
        return html! { span.quiet { (words.not_utf8) } };
    };
    let incoming = Incoming {
        platform,
        query,
        body: body.flatten(),
        arrival: Moment::from_millis_in(request.answered_at.as_millisecond(), view.zone()),
        zone: view.zone(),
        groups: sources.platforms.groups(),
    };
    summary(view, &incoming, hide)
}

/// Returns whether the server got as far as to read it.
fn was_read(request: &LoggedRequest) -> bool {
    let status = request.status;
    let has_content = request.body.is_some() || request.method == "GET";
    request.kind != Some(RequestKind::Stranger)
        && has_content
        && (status.is_success() || matches!(status.as_u16(), 400 | 503))
}
