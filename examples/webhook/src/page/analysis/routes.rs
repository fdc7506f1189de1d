use std::cmp::Reverse;

use maud::{Markup, html};
use sms_status::{BulkReport, Outcome};

use super::{
    delivery_time::{time_cell, time_heading},
    dimension::{heading, label},
    falls::fallen_rate,
};
use crate::{
    chance::may_be_chance,
    page::{
        link::{message_links::MessageLinks, route_query::with_routes},
        part::{bar, table::table},
        text::{View, texts::share, wording},
    },
    store::{Dimension, Fall, Outcomes, RouteFilter, Routes, SampledTimes},
};

wording! {
    Words;
    title: "Operators, countries and platforms" / "Opérateurs, pays et plateformes",
    about: "Select one to see only that one. A figure in points marks a higher share of failures than the others, beyond chance." / "Choisissez un élément pour n'afficher que lui. Un écart en points signale une part d'échecs supérieure à celle des autres, au-delà du hasard.",
    operators: "By operator." / "Par opérateur.",
    countries: "By country of the number." / "Par pays du numéro.",
    platforms: "By platform." / "Par plateforme.",
    others: "Others: {n}" / "Autres\u{a0}: {n}",
    more: "+{n} points" / "+{n}\u{a0}points",
    only: "Only" / "Uniquement",
    remove: "Show all" / "Tout afficher",
    missing: "Messages from before operators and countries were counted: {n}." / "Messages arrivés avant le décompte par opérateur et par pays\u{a0}: {n}.",
}

/// Says which routes a page is limited to, if it is. `address` is that of the page with all of them.
pub fn chosen(view: &View, filter: &RouteFilter, address: &str) -> Markup {
    let words = Words::of(view.language);
    html! {
        @for dimension in Dimension::ALL {
            @if let Some(value) = filter.get(dimension) {
                p.above {
                    (words.only) (view.texts.colon) strong { (heading(view, dimension)) " " (label(view, dimension, value)) } ". "
                    a href=(view.href(&with_routes(address, &filter.with(dimension, None)))) { (words.remove) }
                }
            }
        }
    }
}

/// What a page shows of the routes that messages went.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    pub routes: &'a Routes,
    /// How long some of the messages took.
    pub times: &'a SampledTimes,
    /// The delivery rates that have fallen, if those are of the messages that the page shows.
    pub falls: &'a [&'a Fall],
}

/// Shows the outcomes of messages by operator, country and platform, and which of them fail more than the others. `address` is that of the
/// page with all routes, `links` are those to its messages, and `all` is how many these are.
pub fn routes(
    view: &View,
    figures: Figures<'_>,
    filter: &RouteFilter,
    address: &str,
    links: MessageLinks<'_>,
    all: u64,
) -> Markup {
    let words = Words::of(view.language);
    let routes = figures.routes;
    let missing = all.saturating_sub(routes.total.total());
    html! {
        @if !routes.total.is_empty() {
            section aria-labelledby="routes" {
                h2 #routes { (words.title) }
                p.quiet { (words.about) }
                @for dimension in Dimension::ALL {
                    @if filter.get(dimension).is_none() { (shares(view, figures, dimension, filter, address, links)) }
                }
                @if missing > 0 { p.quiet { (words.missing.replace("{n}", &view.texts.integer(missing))) } }
            }
        }
    }
}

fn shares(
    view: &View,
    Figures { routes, times, falls }: Figures<'_>,
    dimension: Dimension,
    filter: &RouteFilter,
    address: &str,
    links: MessageLinks<'_>,
) -> Markup {
    /// How many have a row of their own.
    const ROWS: usize = 12;

    let (texts, words) = (view.texts, Words::of(view.language));
    let mut shares: Vec<(&str, BulkReport)> =
        routes.by(dimension).iter().map(|(value, report)| (&**value, *report)).collect();
    shares.sort_by_key(|(value, report)| (value.is_empty(), Reverse(report.total())));
    let mut rest = BulkReport::default();
    let others = shares.split_off(shares.len().min(ROWS));
    for (_, report) in &others {
        rest.merge(report);
    }
    let failed = texts.failed;
    let time = |value: &str| time_cell(view, times, dimension, value);
    let has_times = shares.iter().any(|(value, _)| time(value).is_some());
    let mut headings = vec![
        ("", heading(view, dimension)),
        ("outcomes", texts.outcomes),
        ("number", texts.delivery_rate),
        ("number", texts.messages),
        ("number", failed),
    ];
    headings.extend(has_times.then(|| ("number", time_heading(view))));
    let row = |id: String,
               name: Markup,
               report: &BulkReport,
               only: Option<&RouteFilter>,
               [time, fallen]: [Option<String>; 2]| {
        let outcomes = Outcomes::from(report);
        let links = only.map(|only| links.of_routes(only));
        let [total, failures] = [outcomes.total(), outcomes.get(Outcome::Failed)];
        html! {
            tr role="row" id=(id) {
                th.name scope="row" role="rowheader" { (name) }
                td.outcomes role="cell" data-heading=(texts.outcomes) { (bar::bar(view, &outcomes)) }
                td.number.main role="cell" data-heading=(texts.delivery_rate) {
                    (texts.rate(outcomes.delivery_rate()))
                    @if let Some(fallen) = fallen { " " strong.bad { (fallen) } }
                }
                td.number role="cell" data-heading=(texts.messages) {
                    (linked(links.map(|links| links.all()), &texts.integer(total)))
                }
                td.number role="cell" data-heading=(failed) {
                    (linked(
                        links.filter(|_| failures > 0).map(|links| links.with_outcome(Outcome::Failed)),
                        &texts.integer(failures),
                    ))
                    @if let Some(points) = excess(&outcomes, &Outcomes::from(&routes.total)) {
                        " " strong.bad { (words.more.replace("{n}", &texts.decimal(points * 100.0))) }
                    }
                }
                @if has_times {
                    td.number role="cell" data-heading=(time_heading(view)) { (time.as_deref().unwrap_or("–")) }
                }
            }
        }
    };
    html! {
        (table("compact", Some(caption(words, dimension)), &headings, &html! {
            @for (value, report) in &shares {
                @let only = filter.with(dimension, Some(value));
                (row(format!("{}-{value}", dimension.name()), html! {
                    a href=(view.href(&with_routes(address, &only))) { bdi { (label(view, dimension, value)) } }
                    @if dimension == Dimension::Network && !value.is_empty() { " " span.code { (value) } }
                }, report, Some(&only), [time(value), fallen_rate(view, falls, dimension, value)]))
            }
            @if !others.is_empty() {
                (row(format!("{}--others", dimension.name()), html! {
                    (words.others.replace("{n}", &others.len().to_string()))
                }, &rest, None, [None, None]))
            }
        }))
    }
}

/// Shows a figure, with a link if there is one.
fn linked(address: Option<String>, figure: &str) -> Markup {
    html! { @if let Some(address) = address { a href=(address) { (figure) } } @else { (figure) } }
}

/// Returns by how much the failed share of some messages is above that of the others, if that is much and no accident.
pub fn excess(some: &Outcomes, all: &Outcomes) -> Option<f64> {
    /// The fewest messages with a result that say something.
    const FEWEST: u64 = 20;
    /// What is much, as a share.
    const MUCH: f64 = 0.03;

    let failed = [some, all].map(|outcomes| outcomes.get(Outcome::Failed));
    let known = [some, all].map(Outcomes::not_pending);
    let others = [failed[1].checked_sub(failed[0])?, known[1].checked_sub(known[0])?];
    if known[0] < FEWEST || others[1] < FEWEST {
        return None;
    }
    let [here, elsewhere] = [share(failed[0], known[0]), share(others[0], others[1])];
    let difference = here - elsewhere;
    let is_chance = may_be_chance([here, elsewhere], [known[0], others[1]]);
    (difference >= MUCH && !is_chance).then_some(difference)
}

fn caption(words: &Words, dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Network => words.operators,
        Dimension::Country => words.countries,
        Dimension::Platform => words.platforms,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(received: u64, failed: u64) -> Outcomes {
        [(Outcome::Received, received), (Outcome::Failed, failed)].into_iter().collect()
    }

    #[test]
    fn what_fails_more_than_the_others_stands_out_and_chance_does_not() {
        let cases = [
            // Some, and all of them.
            ((50, 50), (950, 70), Some(47.8)),
            ((94, 6), (940, 60), None),
            ((9, 9), (950, 70), None),
            // One that fails less.
            ((100, 0), (940, 60), None),
            // All of them.
            ((50, 50), (50, 50), None),
            // Little, though no accident.
            ((98_000, 2_000), (980_000, 10_000), None),
            ((0, 0), (0, 0), None),
        ];
        for (some, all, points) in cases {
            let found =
                excess(&outcomes(some.0, some.1), &outcomes(all.0, all.1)).map(|share| (share * 1000.0).round() / 10.0);
            assert_eq!(found, points, "{some:?} of {all:?}");
        }
    }
}
