use maud::{Markup, html};

use super::dimension::{heading, label};
use crate::{
    page::{
        link::{campaign_path::path_of_campaign, route_query::with_routes},
        text::{View, texts::share, view, wording},
    },
    report::CampaignName,
    store::{Dimension, Fall, Kind, RouteFilter},
};

wording! {
    Words;
    fell: "the delivery rate fell from {past} to {rate}" / "le taux de réception est passé de {past} à {rate}",
    others: "Others whose delivery rate fell: {n}." / "Autres taux de réception en baisse\u{a0}: {n}.",
    fell_to: "fell to {rate}" / "passé à {rate}",
}

/// Says which delivery rates have fallen, the latest first, if alerts are on.
pub fn falls(view: &View, falls: &[&Fall]) -> Markup {
    /// How many have a sentence of their own.
    const MOST: usize = 5;

    let words = Words::of(view.language);
    let others = falls.len().saturating_sub(MOST);
    html! {
        @if view.watches_rates {
            @for fall in falls.iter().rev().take(MOST) { p.alert { (sentence(view, words, fall)) } }
            @if others > 0 { p.alert { (words.others.replace("{n}", &view.texts.integer(others as u64))) } }
        }
    }
}

fn sentence(view: &View, words: &Words, fall: &Fall) -> Markup {
    let text = words.fell.replace("{past}", &rate(view, fall.past_rate)).replace("{rate}", &rate(view, fall.rate));
    let (kind, name, address) = if let Some(dimension) = dimension(fall.watched.kind) {
        let filter = RouteFilter::default().with(dimension, Some(&fall.watched.key));
        (heading(view, dimension), label(view, dimension, &fall.watched.key), with_routes("/", &filter))
    } else {
        let name = CampaignName::stored(fall.name.clone());
        let id = fall.watched.key.parse().unwrap_or_default();
        (view.texts.campaign, view::title(view, &name), path_of_campaign(id, &name))
    };
    html! {
        (kind) " " strong { a href=(view.href(&address)) { bdi { (name) } } } (view.texts.colon) (text)
        " (" (view::age(view, fall.since)) ")."
    }
}

/// Returns what the delivery rate fell to, if it did.
pub fn fallen_rate(view: &View, falls: &[&Fall], dimension: Dimension, value: &str) -> Option<String> {
    let is_of = |fall: &&&Fall| self::dimension(fall.watched.kind) == Some(dimension) && fall.watched.key == value;
    let fall = falls.iter().find(is_of).filter(|_| view.watches_rates)?;
    Some(Words::of(view.language).fell_to.replace("{rate}", &rate(view, fall.rate)))
}

fn dimension(kind: Kind) -> Option<Dimension> {
    match kind {
        Kind::Network => Some(Dimension::Network),
        Kind::Platform => Some(Dimension::Platform),
        Kind::Campaign => None,
    }
}

fn rate(view: &View, ten_thousandths: i64) -> String {
    view.texts.rate(Some(share(ten_thousandths.unsigned_abs(), 10_000)))
}
