use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use maud::{Markup, html};
use sms_status::AddressBookAction;

use super::{
    list::{
        files::files,
        message_table::{Column, message_table},
    },
    part::{
        layout::{self, Page},
        status::{advice, status_of},
    },
    text::{View, view, wording},
};
use crate::{answer::Unavailable, sources::Sources, store::NumberMessages};

wording! {
    Words;
    unknown: "Nothing is known about this number: no report on it has arrived, or its data has been deleted." / "Ce numéro est inconnu\u{a0}: aucun compte rendu le concernant n'a été reçu, ou ses données ont été supprimées.",
    unknown_hint: "Search for it in international form, with the country code." / "Recherchez-le au format international, avec l'indicatif du pays.",
    no_advice: "No report shows whether the number works, so there is no reason not to keep it." / "Aucun compte rendu n'indique si le numéro fonctionne\u{a0}: rien ne s'oppose à ce qu'il soit conservé.",
    keep: "This report shows that the number works, and no later report contradicts it." / "Ce compte rendu montre que le numéro fonctionne, et aucun compte rendu ultérieur ne le contredit.",
    review: "The failure concerns the number, but the source does not say whether the number is valid, and no report made at the same time or later shows that it works. Have somebody check it." / "L'échec concerne le numéro, mais la source ne dit pas si ce numéro est valide, et aucun compte rendu simultané ou ultérieur ne montre qu'il fonctionne. Faites-le vérifier.",
    remove: "The source of this status says that the number may be removed, and no report made at the same time or later shows that it works." / "La source indique, pour ce statut, que le numéro peut être retiré, et aucun compte rendu simultané ou ultérieur ne montre qu'il fonctionne.",
    suppress: "Keep the number on record and do not send to it. An opt-out does not lapse by itself, even if a later message is received." / "Conservez le numéro sans plus rien lui envoyer. Un refus ne s'annule pas de lui-même, même si un message ultérieur est reçu.",
    because: "Deciding status" / "Statut déterminant",
    newest: "Newest first, {n} in total." / "Du plus récent au plus ancien, {n} au total.",
    newest_of: "The {shown} newest of {n}. The files contain all of them." / "Les {shown} plus récents sur {n}. Les fichiers les contiennent tous.",
    data: "Everything known about it" / "Toutes les données connues",
    data_file: "One file has everything: the messages, the callbacks as received, and what is kept about the number." / "Un seul fichier contient tout\u{a0}: les messages, les notifications telles que reçues et ce qui est conservé au sujet du numéro.",
    erase: "To erase everything, for example at the person's request, run this command on the server. The counts of the campaigns stay, and so does an opt-out." / "Pour tout effacer, par exemple à la demande de la personne, lancez cette commande sur le serveur. Les chiffres des campagnes sont conservés, de même qu'un refus de recevoir des messages.",
    no_message: "The messages to this number have been deleted because of their age; what they showed about it is kept." / "Les messages envoyés à ce numéro ont été supprimés en raison de leur ancienneté\u{a0}; ce qu'ils indiquaient à son sujet est conservé.",
}

/// Answers with what is known about a number.
pub async fn number(sources: &Sources, view: &View, digits: String) -> Result<Response, Unavailable> {
    let path = format!("/numbers/{digits}");
    let number = sources.readers.number(digits.clone()).await?;
    let is_known = number.total > 0 || number.history.reason().is_some();
    let content = if is_known { known(view, &path, &digits, &number) } else { unknown(view) };
    let page = Page { title: &digits, here: &path, events: None };
    let status = if is_known { StatusCode::OK } else { StatusCode::NOT_FOUND };
    Ok((status, layout::document(view, page, &html! {}, &content)).into_response())
}

fn unknown(view: &View) -> Markup {
    let words = Words::of(view.language);
    html! { div.empty { p { (words.unknown) } p { (words.unknown_hint) } } }
}

fn known(view: &View, path: &str, digits: &str, number: &NumberMessages) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let all = texts.integer(number.total);
    let shown = number.messages.len();
    let caption = if number.total > shown as u64 {
        words.newest_of.replace("{shown}", &shown.to_string()).replace("{n}", &all)
    } else {
        words.newest.replace("{n}", &all)
    };
    html! {
        section aria-labelledby="address-book" {
            h2 #address-book { (texts.address_book) }
            (keeping(view, number))
        }
        section aria-labelledby="messages" {
            h2 #messages { (texts.messages) }
            @if number.messages.is_empty() {
                p { (words.no_message) }
            } @else {
                (message_table(view, &caption, &[Column::Campaign], &number.messages))
                (files(view, path, ""))
            }
        }
        section aria-labelledby="data" {
            h2 #data { (words.data) }
            p { (words.data_file) " " a href=(view.href(&format!("{path}/data.json"))) download { "JSON" } }
            p { (words.erase) }
            pre { "webhook forget " (digits) }
        }
    }
}

/// Says what to do with the number, and why.
fn keeping(view: &View, number: &NumberMessages) -> Markup {
    let (texts, words) = (view.texts, Words::of(view.language));
    let action = number.history.action();
    let why = match action {
        AddressBookAction::Keep => words.keep,
        AddressBookAction::Review => words.review,
        AddressBookAction::Remove => words.remove,
        AddressBookAction::Suppress => words.suppress,
    };
    html! {
        @if let Some((status, at)) = number.history.reason() {
            p { strong { (advice(view, action)) } ". " (why) }
            dl.facts {
                dt { (words.because) }
                dd { (status_of(view, status)) p.quiet { (status.description(view.language)) } }
                dt { (texts.reached) }
                dd { (view::time(view, at.millis())) " (" (view::age(view, at.millis())) ")" }
            }
        } @else {
            p { strong { (advice(view, action)) } ". " (words.no_advice) }
        }
    }
}
