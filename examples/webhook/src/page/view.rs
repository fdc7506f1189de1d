use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, Query},
    http::{header, request::Parts},
};
use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use sms_status::Language;

use super::texts::Texts;
use crate::{clock, report::CampaignName};

/// How a page is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct View {
    pub language: Language,
    pub texts: &'static Texts,
    /// Whether the address says the language: its links do so then, too.
    chosen: bool,
}

impl View {
    fn new(chosen: Option<Language>, accepted: Language) -> Self {
        let language = chosen.unwrap_or(accepted);
        Self { language, texts: Texts::of(language), chosen: chosen.is_some() }
    }

    /// A link that keeps the chosen language.
    pub fn href(&self, address: &str) -> String {
        if self.chosen { in_language(address, self.language) } else { address.to_owned() }
    }
}

/// The address of the same page in a language.
pub fn in_language(address: &str, language: Language) -> String {
    let separator = if address.contains('?') { '&' } else { '?' };
    format!("{address}{separator}lang={}", language.name())
}

/// The language of the query (`lang=fr`), or else the one that the browser likes best, or else English.
impl<S: Send + Sync> FromRequestParts<S> for View {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        #[derive(Deserialize)]
        struct Choice {
            lang: Option<String>,
        }

        let choice = Query::<Choice>::from_request_parts(parts, state).await.ok().and_then(|Query(choice)| choice.lang);
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let accepted = accept_language::parse(accepted.unwrap_or_default());
        let accepted = accepted.iter().find_map(|tag| tag.parse().ok());
        Ok(Self::new(choice.and_then(|tag| tag.parse().ok()), accepted.unwrap_or_default()))
    }
}

/// The path of a campaign's page. Points are encoded, so that no name looks like one with `.json` after it.
pub fn campaign_path(name: &CampaignName) -> String {
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~');
    format!("/campaigns/{}", utf8_percent_encode(name.as_str(), ENCODED))
}

/// An instant, given in milliseconds since 1970.
pub fn time(millis: i64) -> Markup {
    let time = clock::timestamp(millis);
    html! {
        time datetime=(time.strftime("%Y-%m-%dT%H:%M:%SZ")) { (time.strftime("%Y-%m-%d %H:%M:%S")) " UTC" }
    }
}

/// The beginning of what a callback said.
pub fn excerpt(body: &[u8]) -> String {
    const LONGEST: usize = 500;

    let text = String::from_utf8_lossy(body);
    let mut excerpt: String = text.chars().take(LONGEST).collect();
    if excerpt.len() < text.len() {
        excerpt.push('…');
    }
    excerpt
}
