use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::{
    link::campaign_path::campaign_path,
    list::{
        campaign_table::campaign_table,
        message_table::{self, Column, message_table, number_link},
    },
    part::{
        layout::{self, Page},
        table::table,
    },
    text::{View, view, wording},
};
use crate::{answer::Unavailable, platform::Platform, sources::Sources, store::Found};

wording! {
    Words;
    nothing: "No results for" / "Aucun résultat pour",
    can_be_found: "What you can search for" / "Ce que l'on peut rechercher",
    numbers: "A phone number in international form (at least its first four digits), such as +33 6 00 00 00 00, or in national form, or its last four digits or more" / "Un numéro de téléphone au format international (au moins ses quatre premiers chiffres), par exemple +33 6 00 00 00 00, ou au format national, ou au moins ses quatre derniers chiffres",
    ids: "The complete id of a message, as the platform reports it" / "L'identifiant complet d'un message, tel que la plateforme le fournit",
    names: "Part of the name of a campaign" / "Une partie du nom d'une campagne",
    numbers_found: "Numbers that begin with these digits, in order" / "Numéros commençant par ces chiffres, dans l'ordre",
    numbers_ending: "Numbers that end with these digits, in order" / "Numéros se terminant par ces chiffres, dans l'ordre",
    no_number: "No number begins with this." / "Aucun numéro ne commence ainsi.",
    messages_found: "Messages with this id" / "Messages portant cet identifiant",
    no_message: "No message has this id." / "Aucun message ne porte cet identifiant.",
    campaigns_found: "Campaigns with this text in their name, most recent reports first" / "Campagnes dont le nom contient ce texte, triées de la plus récente à la plus ancienne",
    no_campaign: "No campaign has this text in its name." / "Aucun nom de campagne ne contient ce texte.",
    first: "Only the first {n} are shown." / "Seuls les {n} premiers résultats sont affichés.",
}

/// What is looked for.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct SearchQuery {
    #[serde(default)]
    q: String,
}

/// Answers with what a text may mean, or with the way there if it is one thing.
pub async fn search(
    State(sources): State<Sources>,
    view: View,
    query: Result<Query<SearchQuery>, QueryRejection>,
) -> Result<Response, Unavailable> {
    let query = query.unwrap_or_default().0;
    let text = query.q.trim();
    // A campaign without a reference is shown by its day, as the language has it.
    let day = Date::strptime(view.texts.date, text).map(|day| day.to_string());
    let platforms = sources.platforms.iter().map(Platform::name).collect();
    let found = sources.readers.search(platforms, day.unwrap_or_else(|_| text.to_owned())).await?;
    if let Some(path) = only_one(&found) {
        return Ok(Redirect::to(&view.href(&path)).into_response());
    }
    let is_empty = found.numbers.is_empty() && found.messages.is_empty() && found.campaigns.is_empty();
    let content = if is_empty { nothing(&view, text) } else { show(&view, &found) };
    // Texts can be written.
    let here = format!("/search?{}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let page = Page { title: view.texts.search_title, here: &here, events: None };
    Ok(layout::document(&view, page, &html! {}, &content))
}

/// Returns the path of what was found if it is one thing.
fn only_one(found: &Found) -> Option<String> {
    match (&found.numbers[..], &found.messages[..], &found.campaigns[..]) {
        ([(digits, _)], [], []) => Some(format!("/numbers/{digits}")),
        ([], [message], []) => Some(message_table::path(message.id)),
        ([], [], [campaign]) => Some(campaign_path(campaign)),
        _ => None,
    }
}

fn nothing(view: &View, text: &str) -> Markup {
    let words = Words::of(view.language);
    html! {
        @if !text.is_empty() {
            p { (words.nothing) " " strong { bdi { (view::short(text)) } } "." }
        }
        div.empty {
            p { (words.can_be_found) }
            ul {
                @for text in [words.numbers, words.ids, words.names] { li { (text) } }
            }
        }
    }
}

fn show(view: &View, found: &Found) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let columns = [Column::Number, Column::Campaign];
    html! {
        section aria-labelledby="numbers" {
            h2 #numbers { (texts.numbers) }
            @if found.numbers.is_empty() { p { (words.no_number) } } @else { (numbers(view, found)) }
            (first(view, found.numbers.len()))
        }
        section aria-labelledby="messages" {
            h2 #messages { (texts.messages) }
            @if found.messages.is_empty() {
                p { (words.no_message) }
            } @else {
                (message_table(view, words.messages_found, &columns, &found.messages))
            }
            (first(view, found.messages.len()))
        }
        section aria-labelledby="campaigns" {
            h2 #campaigns { (texts.campaigns) }
            @if found.campaigns.is_empty() {
                p { (words.no_campaign) }
            } @else {
                (campaign_table(view, words.campaigns_found, &found.campaigns))
            }
            (first(view, found.campaigns.len()))
        }
    }
}

/// Says that there may be more, if there may.
fn first(view: &View, found: usize) -> Markup {
    let text = Words::of(view.language).first.replace("{n}", &Found::MOST.to_string());
    html! { @if found >= Found::MOST as usize { p { (text) } } }
}

fn numbers(view: &View, found: &Found) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let caption = if found.by_end { words.numbers_ending } else { words.numbers_found };
    html! {
        (table("compact", Some(caption), &[("", texts.number), ("number", texts.messages)], &html! {
            @for (digits, messages) in &found.numbers {
                tr role="row" {
                    th.name scope="row" role="rowheader" { (number_link(view, digits)) }
                    td.number role="cell" data-heading=(texts.messages) { (texts.integer(*messages)) }
                }
            }
        }))
    }
}
