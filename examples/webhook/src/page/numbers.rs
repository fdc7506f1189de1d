use std::collections::BTreeSet;

use axum::{extract::State, response::Response};
use maud::{Markup, html};
use sms_status::AddressBookAction;

use super::{
    export::{self, Target},
    link::paging::{PlaceQuery, cut, paging},
    list::{files::files, message_table::number_link},
    number::number,
    part::{
        layout::{self, Page},
        status::status_of,
        table::table,
    },
    text::{View, view, wording},
};
use crate::{answer::Unavailable, sources::Sources, store};

wording! {
    Words;
    lists: "Lists of numbers" / "Listes de numéros",
    review: "Numbers to review" / "Numéros à vérifier",
    review_about: "A failure concerns the number, but the source does not say whether the number is valid, and nothing since then shows that it works. Have somebody check these numbers." / "Un échec concerne le numéro, mais la source ne dit pas si ce numéro est valide, et rien, depuis, n'indique qu'il fonctionne. Faites vérifier ces numéros.",
    remove: "Numbers that may be removed" / "Numéros pouvant être retirés",
    remove_about: "The source of the status says that the number may be removed, and nothing since then shows that the number works: no message was received, and no error was temporary. You may remove these numbers from the address book. No number is listed here by inference." / "La source indique, pour ce statut, que le numéro peut être retiré, et rien, depuis, n'indique que ce numéro fonctionne\u{a0}: aucun message reçu, aucune erreur temporaire. Vous pouvez retirer ces numéros du carnet d'adresses. Aucun numéro ne figure ici par déduction.",
    suppress: "Numbers not to contact" / "Numéros à exclure des envois",
    suppress_about: "Do not send to these numbers, and keep them, so that the opt-out stays on record. A number stays on this list even if a later message to it is received." / "N'envoyez plus rien à ces numéros et conservez-les, pour garder trace du refus. Un numéro reste dans cette liste même si un message ultérieur a été reçu.",
    reasons: "What the statuses mean" / "Signification des statuts",
    in_order: "In numerical order, {n} per page. Each number has the deciding status and the date when it was reached." / "Par ordre numérique, {n} par page. Chaque numéro avec son statut déterminant et la date à laquelle ce statut a été atteint.",
    none: "No number is on this list." / "Aucun numéro ne figure dans cette liste.",
    since: "Since" / "Depuis le",
}

const LISTS: [AddressBookAction; 3] =
    [AddressBookAction::Review, AddressBookAction::Remove, AddressBookAction::Suppress];

/// Answers with a list of numbers, or with a number, by what the path ends in.
pub async fn numbers(
    State(sources): State<Sources>,
    view: View,
    target: Target,
    place: PlaceQuery,
) -> Result<Response, Unavailable> {
    let Target { name, format } = target;
    let action = AddressBookAction::from_name(&name).filter(|action| LISTS.contains(action));
    let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    match (action, format) {
        (Some(action), Some(format)) => export::numbers(&sources, &view, action, format).await,
        (Some(action), None) => list(&sources, &view, action, place.unwrap_or_default().0.after).await,
        (None, Some(format)) if is_number => export::messages_to_number(&sources, &view, &name, format).await,
        (None, None) if is_number => number(&sources, &view, name).await,
        _ => Ok(layout::not_found(&view)),
    }
}

async fn list(
    sources: &Sources,
    view: &View,
    action: AddressBookAction,
    after: Option<String>,
) -> Result<Response, Unavailable> {
    /// How many a page shows.
    const ROWS: u32 = 100;

    let words = Words::of(view.language);
    let path = path(action);
    let is_first = after.is_none();
    let here = after.as_ref().map_or_else(|| path.clone(), |after| address_after(&path, after));
    let mut numbers = sources.readers.numbers(action, after, ROWS + 1).await?;
    let more = cut(&mut numbers, ROWS);
    let next = numbers.last().filter(|_| more).map(|last| address_after(&path, &last.digits));
    let caption = words.in_order.replace("{n}", &ROWS.to_string());
    let content = html! {
        p { (about(words, action)) }
        @if numbers.is_empty() {
            div.empty { p { (words.none) } }
        } @else {
            (reasons(view, &numbers))
            section { (number_table(view, &caption, &numbers)) }
        }
        (paging(view, &path, is_first, next))
        (files(view, &path, ""))
    };
    let page = Page { title: title(words, action), here: &here, events: None };
    Ok(layout::document(view, page, &lists(view, action), &content))
}

fn path(action: AddressBookAction) -> String {
    format!("/numbers/{}", action.name())
}

fn address_after(path: &str, digits: &str) -> String {
    // A text can be written.
    let query = serde_urlencoded::to_string([("after", digits)]).unwrap_or_default();
    format!("{path}?{query}")
}

fn title(words: &'static Words, action: AddressBookAction) -> &'static str {
    match action {
        AddressBookAction::Suppress => words.suppress,
        AddressBookAction::Remove => words.remove,
        _ => words.review,
    }
}

fn about(words: &'static Words, action: AddressBookAction) -> &'static str {
    match action {
        AddressBookAction::Suppress => words.suppress_about,
        AddressBookAction::Remove => words.remove_about,
        _ => words.review_about,
    }
}

/// Shows the way to each of the lists.
fn lists(view: &View, shown: AddressBookAction) -> Markup {
    let words = Words::of(view.language);
    html! {
        nav.choice aria-label=(words.lists) {
            @for action in LISTS {
                a href=(view.href(&path(action))) aria-current=[(action == shown).then_some("true")] {
                    (title(words, action))
                }
            }
        }
    }
}

/// Shows the way to each of the lists, for other pages.
pub fn links(view: &View) -> Markup {
    html! {
        ul.links {
            @for action in LISTS {
                li { a href=(view.href(&path(action))) { (title(Words::of(view.language), action)) } }
            }
        }
    }
}

/// Says once what each of the statuses means.
fn reasons(view: &View, numbers: &[store::Number]) -> Markup {
    let statuses: BTreeSet<_> = numbers.iter().map(|number| number.status).collect();
    html! {
        section aria-labelledby="reasons" {
            h2 #reasons { (Words::of(view.language).reasons) }
            dl.facts {
                @for status in statuses {
                    dt { (status_of(view, status)) }
                    dd { (status.description(view.language)) }
                }
            }
        }
    }
}

fn number_table(view: &View, caption: &str, numbers: &[store::Number]) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let headings = [texts.number, texts.status, words.since].map(|text| ("", text));
    html! {
        (table("compact", Some(caption), &headings, &html! {
            @for number in numbers {
                tr role="row" {
                    th.name scope="row" role="rowheader" { (number_link(view, &number.digits)) }
                    td.plain role="cell" data-heading=(texts.status) { (status_of(view, number.status)) }
                    td.last role="cell" data-heading=(words.since) { (view::time(view, number.at.millis())) }
                }
            }
        }))
    }
}
