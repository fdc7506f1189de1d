use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};
use sms_status::Language;

use super::view::{self, View};

/// Returns a page: `content` with what is around it. `events` is the address that newer versions of the content come from.
pub fn document(view: &View, title: &str, here: &str, events: Option<&str>, content: &Markup) -> Response {
    let texts = view.texts;
    let markup = html! {
        (DOCTYPE)
        html lang=(view.language.name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href="/assets/style.css";
                link rel="icon" type="image/svg+xml" href="/assets/icon.svg";
                @if events.is_some() { script src="/assets/live.js" defer {} }
            }
            body {
                a.skip href="#content" { (texts.skip) }
                header {
                    a.home href=(view.href("/")) { (texts.title) }
                    nav aria-label=(texts.language) {
                        @for language in Language::VARIANTS {
                            @let current = (*language == view.language).then_some("true");
                            a href=(view::in_language(here, *language)) hreflang=(language.name()) lang=(language.name())
                                aria-current=[current] { (language.label(*language)) }
                        }
                    }
                }
                main #content tabindex="-1" {
                    @if let Some(events) = events {
                        p #live-controls hidden data-live=(texts.live) data-paused=(texts.paused)
                            data-connecting=(texts.connecting) data-held=(texts.held) data-pause=(texts.pause)
                            data-resume=(texts.resume)
                        {
                            span #live-state role="status" {}
                            button #live-toggle type="button" {}
                        }
                        div #live data-events=(events) { (content) }
                    } @else {
                        (content)
                    }
                }
                @if events.is_some() {
                    footer { noscript { p { (texts.reload) } } }
                }
            }
        }
    };
    ([(header::VARY, "Accept-Language")], Html(markup.into_string())).into_response()
}

/// Returns the answer if there is no such page.
pub fn not_found(view: &View) -> Response {
    let text = view.texts.not_found;
    (StatusCode::NOT_FOUND, document(view, text, "/", None, &html! { h1 { (text) } })).into_response()
}
