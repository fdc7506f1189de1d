use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::{
    part::{
        form::select,
        layout::{self, Page},
    },
    reading,
    text::{View, wording},
};
use crate::{incoming::Incoming, moment::Moment, platform::Platform, report::Unreadable, sources::Sources};

wording! {
    Words;
    title: "Try a callback" / "Essayer une notification",
    about: "Shows how the server would read a callback. Nothing is stored, counted or listed." / "Montre comment le serveur lirait une notification. Rien n'est enregistré, compté ni listé.",
    way: "Sent as" / "Envoyée comme",
    query: "Query string (GET)" / "Paramètres de l'URL (GET)",
    form: "Form (POST)" / "Formulaire (POST)",
    json: "JSON (POST)" / "JSON (POST)",
    xml: "XML (POST)" / "XML (POST)",
    added: "Added to the callback URL, such as campaign=spring" / "Ajouté à l'URL de callback, par exemple campaign=printemps",
    content: "Query string or body" / "Paramètres ou corps",
    read: "Read it" / "Lire",
    answer: "The server would answer" / "Le serveur répondrait",
    signature: "The signature, if the platform has to sign, is not checked here." / "La signature, si la plateforme doit signer, n'est pas vérifiée ici.",
    unlike: "The content does not look like what it is sent as. The server judges by the content." / "Le contenu ne ressemble pas à ce qui est indiqué. Le serveur se fie au contenu.",
    no_platform: "There is no platform with this name." / "Il n'y a pas de plateforme de ce nom.",
    too_long: "The callback is too long to be tried here, or did not arrive as a whole." / "La notification est trop longue pour être essayée ici, ou n'est pas arrivée en entier.",
    back: "The last requests" / "Les dernières requêtes",
}

const PATH: &str = "/requests/try";

/// How a callback is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
enum Way {
    #[default]
    Query,
    Form,
    Json,
    Xml,
}

/// A callback to be tried, as the form has it.
#[derive(Debug, Default)]
pub struct Trial {
    platform: String,
    way: Way,
    /// What is added to the query.
    added: String,
    content: String,
}

impl Trial {
    /// Reads the form. What is missing in it is empty.
    pub fn read(form: &[u8]) -> Self {
        #[derive(Default, Deserialize)]
        struct Fields {
            #[serde(default)]
            platform: String,
            #[serde(default)]
            way: String,
            #[serde(default)]
            added: String,
            #[serde(default)]
            content: String,
        }

        let fields: Fields = serde_urlencoded::from_bytes(form).unwrap_or_default();
        let way = fields.way.parse().unwrap_or_default();
        // A browser sends line ends in this way, whatever was pasted.
        let content = fields.content.replace("\r\n", "\n").trim_start_matches('?').to_owned();
        Self { platform: fields.platform, way, added: fields.added.trim().trim_start_matches('?').to_owned(), content }
    }

    /// Returns the query of the request.
    fn query(&self) -> String {
        match self.way {
            Way::Query if self.added.is_empty() => self.content.trim().to_owned(),
            Way::Query => format!("{}&{}", self.added, self.content.trim()),
            _ => self.added.clone(),
        }
    }

    /// Returns whether the content begins like what it is sent as.
    fn is_alike(&self) -> bool {
        let begins = |signs: &[char]| self.content.trim_start().starts_with(signs);
        match self.way {
            Way::Query | Way::Form => !begins(&['{', '[', '<']),
            Way::Json => begins(&['{', '[']),
            Way::Xml => begins(&['<']),
        }
    }
}

/// Answers with the form, and with what would become of a callback if there is one.
pub fn trial(view: &View, sources: &Sources, trial: Option<Trial>) -> Response {
    let words = Words::of(view.language);
    let given = trial.unwrap_or_default();
    let platform = sources.platforms.find(&given.platform).filter(|platform| platform.sends_callbacks());
    let content = html! {
        p { (words.about) }
        (form(view, sources, platform, &given))
        @if !given.platform.is_empty() {
            @if let Some(platform) = platform {
                (outcome(view, sources, platform, &given))
            } @else {
                p { strong { (words.no_platform) } }
            }
        }
        p { a href=(view.href("/requests")) { (words.back) } }
    };
    document(view, &content)
}

/// Answers that a callback is too long.
pub fn trial_too_long(view: &View) -> Response {
    let words = Words::of(view.language);
    let content = html! { p { (words.too_long) } p { a href=(view.href(PATH)) { (words.title) } } };
    (StatusCode::PAYLOAD_TOO_LARGE, document(view, &content)).into_response()
}

fn document(view: &View, content: &Markup) -> Response {
    let page = Page { title: Words::of(view.language).title, here: PATH, events: None };
    layout::document(view, page, &html! {}, content)
}

fn form(view: &View, sources: &Sources, platform: Option<Platform>, given: &Trial) -> Markup {
    let words = Words::of(view.language);
    let platforms = sources.platforms.iter().filter(|platform| platform.sends_callbacks());
    let platforms = platforms.map(|platform| (platform.name(), platform.label()));
    let chosen = platform.unwrap_or(Platform::SMSMODE).name();
    let ways = Way::VARIANTS.iter().map(|way| {
        let label = match way {
            Way::Query => words.query,
            Way::Form => words.form,
            Way::Json => words.json,
            Way::Xml => words.xml,
        };
        (<&str>::from(*way), label)
    });
    html! {
        form.trial method="post" action=(view.href(PATH)) {
            div.filter {
                (select("platform", view.texts.platform, platforms, Some(chosen)))
                (select("way", words.way, ways, Some(given.way.into())))
            }
            label for="added" { (words.added) }
            input #added name="added" value=(given.added) autocomplete="off" spellcheck="false";
            label for="request" { (words.content) }
            // The first line end in a text area is not part of its text.
            textarea #request name="content" rows="10" spellcheck="false" dir="auto" { "\n" (given.content) }
            button { (words.read) }
        }
    }
}

/// Shows what would become of a callback.
fn outcome(view: &View, sources: &Sources, platform: Platform, given: &Trial) -> Markup {
    let words = Words::of(view.language);
    let query = given.query();
    let incoming = Incoming {
        platform,
        query: &query,
        body: (given.way != Way::Query).then_some(given.content.as_str()),
        arrival: Moment::now(view.zone()),
        zone: view.zone(),
        groups: sources.platforms.groups(),
    };
    let (status, reason) = match incoming.read() {
        Ok((_, reason)) => (platform.acknowledgement().status(), reason),
        Err(reason) => (reason.answer(), Some(reason)),
    };
    html! {
        section aria-labelledby="answer" {
            h2 #answer { (words.answer) " " (status.as_u16()) }
            @if let Some(reason @ Unreadable::Reports { .. }) = reason { p lang="en" { bdi { (reason) } } }
            @if !given.is_alike() { p { (words.unlike) } }
            p.quiet { (words.signature) }
        }
        (reading::details(view, &incoming))
    }
}
