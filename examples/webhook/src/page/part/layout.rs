use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};
use sms_status::Language;

use super::form::chosen_language;
use crate::page::text::{View, texts::Texts, view};

/// What a page is, besides its content.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Its heading, which names it in the browser, too.
    pub title: &'a str,
    /// Its address, without the language.
    pub here: &'a str,
    /// The address that newer versions of the content come from, if it changes.
    pub events: Option<&'a str>,
}

/// Returns a page. What is `above` does not change with the content.
pub fn document(view: &View, page: Page<'_>, above: &Markup, content: &Markup) -> Response {
    let texts = view.texts;
    let markup = html! {
        (DOCTYPE)
        html lang=(view.language.name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (page.title) " · " (texts.title) }
                @for style in ["tokens.css", "style.css", "table.css", "chart.css"] {
                    link rel="stylesheet" href=(format!("/assets/{style}"));
                }
                link rel="icon" type="image/svg+xml" href="/assets/icon.svg";
                script type="module" src="/assets/age.js" {}
                @if page.events.is_some() { script type="module" src="/assets/live.js" {} }
            }
            body {
                a.skip href="#content" { (texts.skip) }
                header {
                    a.home href=(view.href("/")) { (texts.title) }
                    (navigation(view, page.here))
                    (search(view))
                    (languages(view, page.here))
                }
                main #content tabindex="-1" {
                    div.head {
                        h1 { bdi { (page.title) } }
                        @if page.events.is_some() { (live_controls(texts)) }
                    }
                    (above)
                    @if let Some(events) = page.events {
                        div #live data-events=(events) { (content) }
                    } @else {
                        (content)
                    }
                }
                footer {
                    @if let Some(zone) = view.zone().iana_name() { p { (texts.time_zone) (zone) } }
                    @if page.events.is_some() { noscript { p { (texts.reload) } } }
                }
            }
        }
    };
    ([(header::VARY, "Accept-Language")], Html(markup.into_string())).into_response()
}

/// Returns the answer if there is no such page.
pub fn not_found(view: &View) -> Response {
    // An address without a path is that of the page itself.
    let page = Page { title: view.texts.not_found, here: "", events: None };
    let content = html! {
        p { (view.texts.not_found_about) " " a href=(view.href("/")) { (view.texts.overview) } }
    };
    (StatusCode::NOT_FOUND, document(view, page, &html! {}, &content)).into_response()
}

/// Answers that there is no such page.
pub async fn nothing(view: View) -> Response {
    not_found(&view)
}

fn navigation(view: &View, here: &str) -> Markup {
    let texts = view.texts;
    let path = here.split('?').next().unwrap_or_default();
    let links = [
        ("/", texts.overview, "/"),
        ("/campaigns", texts.campaigns, "/campaigns"),
        ("/numbers/review", texts.numbers, "/numbers"),
        ("/accounts", texts.accounts, "/accounts"),
        ("/unreadable", texts.unreadable_short, "/unreadable"),
        ("/requests", texts.requests, "/requests"),
    ];
    html! {
        nav.pages aria-label=(texts.navigation) {
            @for (address, name, section) in links.into_iter().filter(|link| view.has_accounts || link.0 != "/accounts") {
                @let within = path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/'));
                @let current = if path == address { Some("page") } else { within.then_some("true") };
                a href=(view.href(address)) aria-current=[current] {
                    (name)
                    @if address == "/unreadable" && view.unreadable > 0 {
                        " " span.count { (texts.integer(view.unreadable)) }
                    }
                }
            }
        }
    }
}

fn search(view: &View) -> Markup {
    let texts = view.texts;
    html! {
        form.search role="search" action="/search" {
            (chosen_language(view))
            label.hidden for="search" { (texts.search_for) }
            input #search type="search" name="q" required placeholder=(texts.search_hint);
            button { (texts.search) }
        }
    }
}

fn languages(view: &View, here: &str) -> Markup {
    html! {
        nav.languages aria-label=(view.texts.language) {
            @for language in Language::VARIANTS {
                @let current = (*language == view.language).then_some("true");
                a href=(view::in_language(here, *language)) hreflang=(language.name()) lang=(language.name())
                    aria-current=[current] { (language.label(*language)) }
            }
        }
    }
}

fn live_controls(texts: &Texts) -> Markup {
    html! {
        p #live-controls hidden data-live=(texts.live) data-paused=(texts.paused) data-connecting=(texts.connecting)
            data-held=(texts.held) data-pause=(texts.pause) data-resume=(texts.resume)
        {
            span #live-state role="status" {}
            button #live-toggle type="button" {}
        }
    }
}
