use axum::extract::{Query, rejection::QueryRejection};
use maud::{Markup, html};
use serde::Deserialize;

use crate::page::text::View;

/// Where a page of a list starts: after something, or before it.
#[derive(Debug, Default, Deserialize)]
pub struct Place {
    pub after: Option<String>,
    pub before: Option<String>,
}

/// The query of a list. One that cannot be read is as if it were not there.
pub type PlaceQuery = Result<Query<Place>, QueryRejection>;

/// Returns the number before which a list of the newest starts, if the query has one.
pub fn before(place: PlaceQuery) -> Option<i64> {
    place.ok()?.0.before?.parse().ok()
}

/// Leaves so many rows, and returns whether there were more: one more than a page has is read.
pub fn cut<T>(rows: &mut Vec<T>, page: u32) -> bool {
    let more = rows.len() > page as usize;
    rows.truncate(page as usize);
    more
}

/// Shows the way to the first page of a list, unless this is it, and to the next one, if there is one.
pub fn paging(view: &View, path: &str, is_first: bool, next: Option<String>) -> Markup {
    let texts = view.texts;
    html! {
        @if !is_first || next.is_some() {
            nav.paging aria-label=(texts.pages) {
                @if !is_first { a rel="first" href=(view.href(path)) { (texts.first_page) } }
                @if let Some(next) = next { a rel="next" href=(view.href(&next)) { (texts.older) } }
            }
        }
    }
}
