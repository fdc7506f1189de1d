//! The chart of outcomes and delivery rates over time.

mod axis;
mod rate;

use std::iter;

use maud::{Markup, html};
use sms_status::Outcome;

use self::{
    axis::{PLOT, Scale, TOP, labels},
    rate::rate,
};
use super::{
    link::message_links::MessageLinks,
    part::{
        bar::{ORDER, occurring},
        table::table,
    },
    text::{
        View,
        texts::{Texts, share},
    },
    time::{
        date,
        step::{Bar, Step},
    },
};
use crate::store::Outcomes;

/// How high all of it is.
const HEIGHT: f64 = 206.0;

/// Draws the outcomes of each step as a stacked bar and the delivery rates as a line, and writes the same figures as a table. Bars, points
/// and rows lead to their messages.
///
/// The drawing is for those who see it and point at it. For all others the sentence says what it shows, and the table has its links.
///
/// Lengths across are percentages, so that the chart takes the width that there is and its texts keep their size.
pub fn chart(view: &View, step: Step, bars: &[Bar], links: MessageLinks<'_>) -> Markup {
    let texts = view.texts;
    let outcomes: Vec<Outcomes> = bars.iter().map(|bar| Outcomes::from(&bar.report)).collect();
    let scale = Scale::new(outcomes.iter().map(Outcomes::total).max().unwrap_or_default());
    // Of a hundred.
    let left = |place: usize| 100.0 * share(place as u64, bars.len() as u64);
    let pitch = left(1);
    let space = if bars.len() > 10 { 0.1 } else { 0.2 };
    html! {
        figure.chart {
            figcaption { (caption(texts, step)) }
            p.hidden { (gist(texts, step, bars, &outcomes)) }
            svg.wide[scale.is_wide()] width="100%" height=(HEIGHT) aria-hidden="true" {
                @for line in scale.lines() {
                    @let y = format!("{:.1}", scale.y(line));
                    line x1="0" x2="100%" y1=(y) y2=(y) {}
                    text.scale x="-8" y=(y) dy="4" { (texts.integer(line)) }
                }
                @for (place, (bar, outcomes)) in bars.iter().zip(&outcomes).enumerate() {
                    @let left = left(place);
                    g {
                        a href=(links.of_bar(bar)) tabindex="-1" {
                            title { (date::step(texts, step, &bar.start)) (texts.colon) (figures(view, outcomes)) }
                            rect.hit x=(percent(left)) width=(percent(pitch)) y=(TOP) height=(PLOT) {}
                            (stack(&scale, left + pitch * space, pitch * (1.0 - 2.0 * space), outcomes))
                        }
                    }
                }
                @for label in labels(texts, step, bars) {
                    @let x = left(label.place) + pitch / 2.0;
                    @let at_end = x > 95.0;
                    text.time.minor[label.is_minor].end[at_end] x=(percent(if at_end { 100.0 } else { x })) y=(HEIGHT - 6.0) {
                        (label.text)
                    }
                }
            }
            (rate(view, step, bars, &outcomes, links, scale.is_wide()))
            details {
                summary { (texts.chart_table) }
                (bar_table(view, step, bars, &outcomes, links))
            }
        }
    }
}

/// Draws the outcomes of a step upon each other.
fn stack(scale: &Scale, x: f64, width: f64, outcomes: &Outcomes) -> Markup {
    /// What keeps two colours apart.
    const GAP: f64 = 1.0;

    let mut below = 0;
    html! {
        @for (outcome, messages) in occurring(outcomes) {
            @let bottom = scale.y(below);
            @let () = below += messages;
            @let top = scale.y(below);
            @let gap = if messages < below && bottom - top > 3.0 * GAP { GAP } else { 0.0 };
            rect.(outcome.name()) x=(percent(x)) width=(percent(width)) y=(format!("{top:.1}"))
                height=(format!("{:.1}", bottom - top - gap)) {}
        }
    }
}

fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

fn caption(texts: &Texts, step: Step) -> &'static str {
    match step {
        Step::Hour => texts.chart_hours,
        Step::Day => texts.chart_days,
        Step::Week => texts.chart_weeks,
        Step::Month => texts.chart_months,
        Step::Year => texts.chart_years,
    }
}

/// Says the figures of a step.
fn figures(view: &View, outcomes: &Outcomes) -> String {
    let of = |(outcome, messages): (Outcome, u64)| {
        format!("{} {}", view.texts.outcome_of_many(outcome), view.texts.integer(messages))
    };
    let total = view.texts.count(outcomes.total());
    iter::once(total).chain(occurring(outcomes).map(of)).collect::<Vec<_>>().join(", ")
}

/// Says what the chart shows, in a sentence.
fn gist(texts: &Texts, step: Step, bars: &[Bar], outcomes: &[Outcomes]) -> String {
    let [Some(first), Some(last)] = [bars.first(), bars.last()] else { return caption(texts, step).to_owned() };
    let total = outcomes.iter().map(Outcomes::total).sum();
    let most = bars.iter().zip(outcomes).max_by_key(|(_, outcomes)| outcomes.total());
    let name = |bar: &Bar| date::step(texts, step, &bar.start);
    let most = most.map(|(bar, outcomes)| format!("{} ({})", texts.integer(outcomes.total()), name(bar)));
    format!(
        "{}{}{} – {}, {} {}, {} {}",
        caption(texts, step),
        texts.colon,
        name(first),
        name(last),
        texts.integer(total),
        texts.chart_in_all,
        texts.chart_most,
        most.unwrap_or_default()
    )
}

fn bar_table(view: &View, step: Step, bars: &[Bar], outcomes: &[Outcomes], links: MessageLinks<'_>) -> Markup {
    let texts = view.texts;
    // Outcomes that never occur need no column.
    let columns: Vec<Outcome> =
        ORDER.into_iter().filter(|&outcome| outcomes.iter().any(|outcomes| outcomes.get(outcome) > 0)).collect();
    let mut headings = vec![("", texts.chart_time), ("number", texts.messages), ("number", texts.delivery_rate)];
    headings.extend(columns.iter().map(|outcome| ("number", view.texts.outcome_of_many(*outcome))));
    html! {
        (table("compact", None, &headings, &html! {
            @for (bar, outcomes) in bars.iter().zip(outcomes) {
                tr role="row" {
                    th scope="row" role="rowheader" {
                        a href=(links.of_bar(bar)) { (date::step(texts, step, &bar.start)) }
                    }
                    td.number role="cell" data-heading=(texts.messages) { (texts.integer(outcomes.total())) }
                    td.number role="cell" data-heading=(texts.delivery_rate) { (texts.rate(outcomes.delivery_rate())) }
                    @for outcome in &columns {
                        @let messages = outcomes.get(*outcome);
                        td.number.none[messages == 0] role="cell" data-heading=(view.texts.outcome_of_many(*outcome)) {
                            (texts.integer(messages))
                        }
                    }
                }
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use jiff::tz::TimeZone;
    use sms_status::{BulkReport, DeliveryStatus, Language};

    use super::*;
    use crate::store::{RouteFilter, Timeline};

    /// The values of an attribute, as numbers.
    fn values(markup: &str, attribute: &str) -> Vec<f64> {
        let start = format!(" {attribute}=\"");
        let values = markup.split(&start).skip(1);
        values.map(|rest| rest.split('"').next().unwrap().trim_end_matches('%').parse().unwrap()).collect()
    }

    #[test]
    fn heights_are_to_scale_and_nothing_sticks_out() {
        let mut rng = Rng::with_seed(1);
        let zone = TimeZone::get("Europe/Paris").unwrap();
        for _ in 0..200 {
            let slots = 1_980_000..1_980_000 + rng.i64(1..2000);
            let mut slot = slots.start;
            let mut timeline = Timeline::default();
            while slot < slots.end {
                let largest = 10_u64.pow(rng.u32(0..15));
                let mut report = BulkReport::default();
                report.record_n(DeliveryStatus::Received, rng.u64(..largest));
                report.record_n(DeliveryStatus::Sent, rng.u64(..largest));
                timeline.0.push((slot, report));
                slot += rng.i64(1..40);
            }
            let step = Step::of(&slots);
            let bars = step.bars(&timeline, &slots, &zone);
            let most = bars.iter().map(|bar| bar.report.total()).max().unwrap();
            let (view, routes) = (View::test(Language::French), RouteFilter::default());
            let markup = chart(&view, step, &bars, MessageLinks::new(&view, "/messages", &routes)).into_string();
            let svg = markup.split("</svg>").next().unwrap();
            let groups: Vec<&str> = svg.split("<g>").skip(1).collect();
            assert_eq!(groups.len(), bars.len());
            let scale = Scale::new(most);
            for (group, bar) in groups.iter().zip(&bars) {
                let group = group.split("</g>").next().unwrap();
                let drawn = group.split("class=\"hit\"").nth(1).unwrap();
                let tops = &values(drawn, "y")[1..];
                // The top of the stack is its total.
                let top = tops.last().copied().unwrap_or(TOP + PLOT);
                assert!((top - scale.y(bar.report.total())).abs() < 0.1, "{group}");
                assert!(tops.iter().all(|&y| (TOP..=TOP + PLOT).contains(&y)), "{group}");
                let [left, width] = ["x", "width"].map(|name| values(group, name));
                assert!(left.iter().zip(&width).all(|(left, width)| *left >= 0.0 && left + width < 100.02), "{group}");
                assert!(values(drawn, "height").iter().all(|&height| height >= 0.0), "{group}");
            }
            // A bar leads to the messages from its start to its end.
            for (group, bar) in groups.iter().zip(&bars) {
                let [from, to] = [&bar.start, &bar.end].map(|time| time.timestamp().to_string().replace(':', "%3A"));
                assert!(group.starts_with(&format!("<a href=\"/messages?from={from}&amp;to={to}\"")), "{group}");
            }
            // The table says the same.
            let rows = markup.split("<tbody").nth(1).unwrap().matches("<tr").count();
            assert_eq!(rows, bars.len());
        }
    }

    #[test]
    fn a_chart_without_bars_is_a_chart() {
        let (view, routes) = (View::test(Language::English), RouteFilter::default());
        let markup = chart(&view, Step::Day, &[], MessageLinks::new(&view, "/messages", &routes)).into_string();
        assert!(markup.contains("<p class=\"hidden\">Messages per day"), "{markup}");
        assert!(!markup.contains("NaN") && !markup.contains("inf"), "{markup}");
    }
}
