use std::sync::Arc;

use axum::{extract::State, response::Response};
use maud::html;

use super::{
    View,
    layout::{self, Page},
    view,
};
use crate::server::{App, Unavailable};

/// Answers with the newest callbacks that could not be read.
pub async fn unreadable(State(app): State<Arc<App>>, view: View) -> Result<Response, Unavailable> {
    let letters = app.readers.dead_letters(None, 100).await?;
    let texts = view.texts;
    let content = html! {
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
                                code { bdi { (view::excerpt(letter.body.as_deref().unwrap_or(letter.query.as_bytes()))) } }
                            }
                        }
                    }
                }
            }
        }
    };
    let page = Page { title: texts.unreadable, here: "/unreadable", events: None };
    Ok(layout::document(&view, page, &html! {}, &content))
}
