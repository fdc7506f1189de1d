use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use maud::{Markup, html};

use super::{
    form::chosen_language,
    layout::{self, Page},
};
use crate::{
    page::{
        link::route_query,
        text::{View, view, wording},
        time::between::{Between, WrongDate},
    },
    store::RouteFilter,
};

wording! {
    Words;
    from: "First day" / "Premier jour",
    to: "Last day" / "Dernier jour",
    show: "Show these days" / "Afficher ces jours",
    title: "Wrong date" / "Date incorrecte",
    not_a_date: "“{date}” is not a date. Write a date like this: 2026-11-29." / "«\u{a0}{date}\u{a0}» n'est pas une date. Écrivez une date ainsi\u{a0}: 2026-11-29.",
    backwards: "The first day comes after the last day." / "Le premier jour est postérieur au dernier jour.",
    go_back: "Show all dates" / "Afficher toutes les dates",
}

/// Returns the fields for the first and the last day of a stretch of time, to be in a form. What is no day is kept as it is.
pub fn fields(view: &View, between: &Between) -> Markup {
    let words = Words::of(view.language);
    let query = between.query(view.zone());
    let [first, last] = between.days(view.zone());
    html! {
        @for (name, label, day, text) in [("from", words.from, first, query.from), ("to", words.to, last, query.to)] {
            @if day.is_some() || text.is_none() {
                div {
                    label for=(name) { (label) }
                    input type="date" id=(name) name=(name) value=[text];
                }
            } @else if let Some(text) = text {
                input type="hidden" name=(name) value=(text);
            }
        }
    }
}

/// Returns a form that has only these fields. `path` is that of the page, and `filter` the routes that it shows.
pub fn form(view: &View, path: &str, between: &Between, filter: &RouteFilter) -> Markup {
    html! {
        form.filter action=(path) {
            (chosen_language(view))
            (route_query::kept(filter))
            (fields(view, between))
            button { (Words::of(view.language).show) }
        }
    }
}

/// The answer in words to a query for a file that asks for no stretch of time.
pub const NO_DATE: &str = "`from` or `to` is not a date such as 2026-11-29\n";

/// Returns the answer to a query that asks for no stretch of time. `path` is that of the page.
pub fn wrong_date(view: &View, path: &str, wrong: &WrongDate) -> Response {
    let words = Words::of(view.language);
    let reason = match wrong {
        WrongDate::NotADate(text) => words.not_a_date.replace("{date}", &view::short(text)),
        WrongDate::Backwards => words.backwards.to_owned(),
    };
    let content = html! {
        p.alert { strong { (reason) } }
        p { a href=(view.href(path)) { (words.go_back) } }
    };
    let page = Page { title: words.title, here: path, events: None };
    (StatusCode::BAD_REQUEST, layout::document(view, page, &html! {}, &content)).into_response()
}
