use axum::{extract::State, response::Response};
use maud::{Markup, html};

use super::{
    export::Target,
    link::paging::{self, PlaceQuery, cut, paging},
    list::files::files,
    part::{
        layout::{self, Page},
        table::table,
    },
    text::{
        View,
        verbatim::{excerpt, verbatim},
        view, wording,
    },
};
use crate::{answer::Unavailable, smpp, sources::Sources, store::UnreadableCallback};

wording! {
    Words;
    about: "Callbacks, and receipts of SMPP accounts, that could not be read. The newest 1,000 are kept." / "Notifications et accusés de réception SMPP qui n'ont pas pu être lus. Les 1\u{202f}000 plus récents sont conservés.",
    kept: "Kept:" / "Conservés\u{a0}:",
    unseen: "Not yet seen:" / "Pas encore vus\u{a0}:",
    ever: "Since the first start:" / "Depuis le premier démarrage\u{a0}:",
    again: "Each start of the server retries them, because a new version may be able to read them. So does" / "Chaque démarrage du serveur les relit, car une nouvelle version peut savoir les lire. La commande",
    again_end: "while the server runs. Those that can then be read are counted and leave this list." / "fait de même pendant que le serveur fonctionne. Ce qui est relu avec succès est alors compté et disparaît de cette liste.",
    none: "None are kept: all of them could be read." / "Aucun n'est conservé\u{a0}: tous ont pu être lus.",
    newest: "Newest first." / "Du plus récent au plus ancien.",
    see: "Mark as seen" / "Marquer comme vu",
    see_all: "Mark all as seen" / "Tout marquer comme vu",
    seen: "Seen" / "Vu",
    title: "Unreadable callback {n}" / "Notification illisible {n}",
    title_smpp: "Unreadable receipt {n}" / "Accusé de réception illisible {n}",
    all: "All that could not be read" / "Tout ce qui n'a pas pu être lu",
    query: "Query string" / "Paramètres de l'URL",
    body: "Body" / "Corps",
    pdu: "SMPP PDU" / "PDU SMPP",
    no_query: "There is no query string." / "L'URL n'a pas de paramètres.",
    no_body: "There is no body: the method was GET." / "La notification n'a pas de corps\u{a0}: la méthode était GET.",
    empty_body: "The body is empty, or was too large to be accepted." / "Le corps est vide, ou trop volumineux pour être accepté.",
    escapes: "As received. Invisible characters, and bytes that are not UTF-8, are shown as codes." / "Tel que reçu. Les caractères invisibles et les octets qui ne sont pas de l'UTF-8 sont affichés sous forme de code.",
}

/// Answers with the callbacks that could not be read, the newest first.
pub async fn unreadable(
    State(sources): State<Sources>,
    view: View,
    place: PlaceQuery,
) -> Result<Response, Unavailable> {
    /// How many a page shows. Their bodies may be long.
    const ROWS: u32 = 50;
    const PATH: &str = "/unreadable";

    let before = paging::before(place);
    let mut letters = sources.readers.dead_letters(before, ROWS + 1).await?;
    let more = cut(&mut letters.newest, ROWS);
    let address = |before: i64| format!("{PATH}?before={before}");
    let next = letters.newest.last().filter(|_| more).map(|last| address(last.id));
    let (texts, words) = (view.texts, Words::of(view.language));
    let content = html! {
        p {
            (words.about) " " (words.kept) " " strong { (texts.integer(letters.kept)) } ". "
            (words.unseen) " " strong { (texts.integer(view.unreadable)) } ". "
            (words.ever) " " strong { (texts.integer(letters.total)) } "."
        }
        @if letters.newest.is_empty() {
            div.empty { p { (words.none) } }
        } @else {
            p { (words.again) " " code { "webhook reread" } " " (words.again_end) }
            @if let Some(newest) = letters.newest.first().filter(|_| before.is_none() && view.unreadable > 0) {
                (form(&view, &format!("{PATH}?through={}", newest.id), words.see_all, ""))
            }
            (letter_table(&view, &letters.newest))
        }
        (paging(&view, PATH, before.is_none(), next))
        (files(&view, PATH, ""))
    };
    let here = before.map_or_else(|| PATH.to_owned(), address);
    let page = Page { title: texts.unreadable, here: &here, events: None };
    Ok(layout::document(&view, page, &html! {}, &content))
}

fn letter_table(view: &View, letters: &[UnreadableCallback]) -> Markup {
    /// How many characters an excerpt has.
    const LONGEST: usize = 200;

    let texts = view.texts;
    let headings = [texts.arrived, texts.platform, texts.reason, texts.content].map(|text| ("", text));
    html! {
        (table("", Some(Words::of(view.language).newest), &headings, &html! {
            @for letter in letters {
                tr role="row" {
                    th scope="row" role="rowheader" {
                        a href=(view.href(&path(letter.id))) { (view::time(view, letter.received_at)) }
                        div.quiet { (view::age(view, letter.received_at)) }
                        (seen(view, letter))
                    }
                    td role="cell" data-heading=(texts.platform) { (letter.platform) }
                    td role="cell" data-heading=(texts.reason) lang="en" { bdi { (letter.reason) } }
                    td role="cell" data-heading=(texts.content) {
                        code { bdi { (excerpt(letter.body.as_deref().unwrap_or(letter.query.as_bytes()), LONGEST)) } }
                    }
                }
            }
        }))
    }
}

/// Says that a callback was seen, or lets somebody say so.
fn seen(view: &View, letter: &UnreadableCallback) -> Markup {
    let words = Words::of(view.language);
    html! {
        @if letter.seen_at.is_some() {
            div.quiet { (words.seen) }
        } @else {
            (form(view, &path(letter.id), words.see, &title(words, letter)))
        }
    }
}

/// Shows a button that sends a request for a change, with more of what it is about for those who hear it.
fn form(view: &View, address: &str, label: &str, about: &str) -> Markup {
    html! {
        form method="post" action=(view.href(address)) {
            button { (label) @if !about.is_empty() { span.hidden { (view.texts.colon) (about) } } }
        }
    }
}

fn path(id: i64) -> String {
    format!("/unreadable/{id}")
}

/// Returns what the page of one of them is called.
fn title(words: &Words, letter: &UnreadableCallback) -> String {
    let title = if is_receipt(letter) { words.title_smpp } else { words.title };
    title.replace("{n}", &letter.id.to_string())
}

/// Answers with all of one of them.
pub async fn unreadable_callback(
    State(sources): State<Sources>,
    view: View,
    id: Target,
) -> Result<Response, Unavailable> {
    let Ok(id) = id.name.parse() else { return Ok(layout::not_found(&view)) };
    let Some(letter) = sources.readers.dead_letter(id).await? else { return Ok(layout::not_found(&view)) };
    let words = Words::of(view.language);
    let page = Page { title: &title(words, &letter), here: &path(letter.id), events: None };
    Ok(layout::document(&view, page, &html! {}, &whole(&view, &letter)))
}

/// Returns whether it came from a message centre, and so has no query.
fn is_receipt(letter: &UnreadableCallback) -> bool {
    letter.platform.starts_with(smpp::PREFIX)
}

fn whole(view: &View, letter: &UnreadableCallback) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let body = letter.body.as_deref();
    html! {
        dl.facts {
            dt { (texts.reason) }
            dd lang="en" { bdi { (letter.reason) } }
            dt { (texts.platform) }
            dd { (letter.platform) }
            dt { (texts.arrived) }
            dd { (view::time(view, letter.received_at)) " (" (view::age(view, letter.received_at)) ")" }
            @if let Some(at) = letter.seen_at {
                dt { (words.seen) }
                dd { (view::time(view, at)) }
            }
        }
        @if letter.seen_at.is_none() { (form(view, &path(letter.id), words.see, "")) }
        @if !is_receipt(letter) {
            section aria-labelledby="query" {
                h2 #query { (words.query) }
                @if letter.query.is_empty() { p { (words.no_query) } } @else { (content(letter.query.as_bytes())) }
            }
        }
        section aria-labelledby="body" {
            h2 #body { (if is_receipt(letter) { words.pdu } else { words.body }) }
            @match body {
                None => p { (words.no_body) },
                Some([]) => p { (words.empty_body) },
                Some(body) => (content(body)),
            }
        }
        p.quiet { (words.escapes) }
        p { a href=(view.href("/unreadable")) { (words.all) } }
    }
}

fn content(bytes: &[u8]) -> Markup {
    html! { pre dir="auto" { (verbatim(bytes)) } }
}
