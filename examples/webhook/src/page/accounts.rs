use std::sync::Arc;

use axum::{extract::State, response::Response};
use maud::{Markup, html};

use super::{
    link::paging::{self, PlaceQuery, cut, paging},
    part::{
        layout::{self, Page},
        table::table,
    },
    text::{View, verbatim::verbatim, view, wording},
};
use crate::{
    answer::Unavailable,
    smpp::{self, Kind, Now, Phase},
    sources::Sources,
    store::PhoneMessage,
};

wording! {
    Words;
    about: "SMPP sessions of this server. What is counted is counted since it started." / "Sessions SMPP de ce serveur. Les nombres sont comptés depuis son démarrage.",
    none: "The settings file describes no SMPP account." / "Le fichier de configuration ne décrit aucun compte SMPP.",
    account: "Account" / "Compte",
    state: "State" / "État",
    receipts: "Receipts" / "Accusés de réception",
    unreadable: "Unreadable" / "Illisibles",
    waiting: "Not answered yet" / "En attente de réponse",
    last_receipt: "Last receipt" / "Dernier accusé",
    elsewhere: "Another server has the session" / "Un autre serveur tient la session",
    connecting: "Connecting" / "Connexion en cours",
    bound: "Bound" / "Session ouverte",
    pausing: "Not bound: waiting before the next attempt" / "Session fermée\u{a0}: en attente de la prochaine tentative",
    stopped: "Stopped" / "Arrêtée",
    since: "since" / "depuis le",
    failure: "Last failure" / "Dernier échec",
    messages: "Messages from phones" / "Messages envoyés par des téléphones",
    messages_about: "The newest first. A message that says nothing but a word that ends a subscription is an opt-out. A message may be listed twice: a message centre sends again what was not answered." / "Du plus récent au plus ancien. Un message qui ne contient qu'un mot de désabonnement est un désabonnement. Un message peut figurer deux fois\u{a0}: le centre de messages renvoie ce qui n'a pas reçu de réponse.",
    messages_none: "No phone has sent a message." / "Aucun téléphone n'a envoyé de message.",
}

const PATH: &str = "/accounts";

/// Answers with the accounts, and with what phones sent to them.
pub async fn accounts(State(sources): State<Sources>, view: View, place: PlaceQuery) -> Result<Response, Unavailable> {
    let before = paging::before(place);
    let content = content(&view, before, &sources).await?;
    let events = view.href(&address("/live/accounts", before));
    let page = Page { title: view.texts.accounts, here: &address(PATH, before), events: Some(&events) };
    Ok(layout::document(&view, page, &html! {}, &content))
}

/// Returns what changes of the page: all of it. `before` is the message of a phone before which the list starts.
pub async fn content(view: &View, before: Option<i64>, sources: &Sources) -> anyhow::Result<Markup> {
    const ROWS: u32 = 50;

    let mut messages = sources.readers.phone_messages(before, ROWS + 1).await?;
    let more = cut(&mut messages, ROWS);
    let next = messages.last().filter(|_| more).map(|last| address(PATH, Some(last.id)));
    let words = Words::of(view.language);
    Ok(html! {
        @if sources.accounts.is_empty() {
            div.empty { p { (words.none) } }
        } @else {
            (account_table(view, &sources.accounts))
        }
        section aria-labelledby="messages" {
            h2 #messages { (words.messages) }
            @if messages.is_empty() { p { (words.messages_none) } } @else { (message_table(view, &messages)) }
            (paging(view, PATH, before.is_none(), next))
        }
    })
}

/// Returns an address with the place where the list of messages starts.
fn address(path: &str, before: Option<i64>) -> String {
    before.map_or_else(|| path.to_owned(), |before| format!("{path}?before={before}"))
}

fn account_table(view: &View, accounts: &[Arc<smpp::State>]) -> Markup {
    let words = Words::of(view.language);
    let headings = [
        ("", words.account),
        ("", words.state),
        ("number", words.receipts),
        ("number", words.messages),
        ("number", words.unreadable),
        ("number", words.waiting),
        ("", words.last_receipt),
    ];
    html! {
        (table("", Some(words.about), &headings, &html! {
            @for state in accounts {
                @let Now { phase, since, failure, last_receipt } = state.now();
                @let account = state.account;
                tr role="row" {
                    th.name scope="row" role="rowheader" {
                        (account.name())
                        div.quiet { bdi { (account.system_id) "@" (account.host) ":" (account.port) } }
                    }
                    td role="cell" data-heading=(words.state) {
                        (phase_of(words, phase)) " " (words.since) " " (view::time(view, since.as_millisecond()))
                        @if let Some((at, reason)) = failure {
                            p.quiet {
                                (words.failure) " (" (view::time(view, at.as_millisecond())) ")" (view.texts.colon)
                                span lang="en" { bdi { (reason) } }
                            }
                        }
                    }
                    @for (heading, kind) in
                        [(words.receipts, Kind::Receipt), (words.messages, Kind::Message), (words.unreadable, Kind::Unreadable)]
                    {
                        td.number role="cell" data-heading=(heading) {
                            (view.texts.integer(state.figures.deliveries(kind).get()))
                        }
                    }
                    td.number role="cell" data-heading=(words.waiting) {
                        (view.texts.integer(state.figures.waiting.get().unsigned_abs()))
                    }
                    td role="cell" data-heading=(words.last_receipt) {
                        @if let Some(at) = last_receipt { (view::age(view, at.as_millisecond())) } @else { "–" }
                    }
                }
            }
        }))
    }
}

fn phase_of(words: &Words, phase: Phase) -> &'static str {
    match phase {
        Phase::Elsewhere => words.elsewhere,
        Phase::Connecting => words.connecting,
        Phase::Bound => words.bound,
        Phase::Pausing => words.pausing,
        Phase::Stopped => words.stopped,
    }
}

fn message_table(view: &View, messages: &[PhoneMessage]) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let headings = [texts.arrived, words.account, texts.content].map(|text| ("", text));
    html! {
        (table("reports", Some(words.messages_about), &headings, &html! {
            @for message in messages {
                tr role="row" {
                    th scope="row" role="rowheader" { (view::time(view, message.received_at)) }
                    td role="cell" data-heading=(words.account) { (message.platform) }
                    td.words role="cell" data-heading=(texts.content) {
                        pre dir="auto" { (verbatim(smpp::text_of(&message.request).as_bytes())) }
                    }
                }
            }
        }))
    }
}
