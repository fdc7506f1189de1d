use maud::{Markup, html};

use crate::{
    page::{
        link::message_links::MessageLinks,
        text::{View, texts::Texts},
        time::{
            date,
            step::{Bar, Step},
        },
    },
    store::Outcomes,
};

/// Where the plot begins, how high it is, and how high all of the drawing is.
const TOP: f64 = 8.0;
const PLOT: f64 = 60.0;
const HEIGHT: f64 = 76.0;

/// The delivery rate of a step.
struct Point<'a> {
    place: usize,
    bar: &'a Bar,
    outcomes: &'a Outcomes,
    rate: f64,
}

/// Draws the delivery rate of each step as a line, to stand below the bars of the same steps: each point leads to the messages of its step.
/// A step without a result breaks the line. `is_wide` says whether the scale of the bars needs more room than most.
pub fn rate(
    view: &View,
    step: Step,
    bars: &[Bar],
    outcomes: &[Outcomes],
    links: MessageLinks<'_>,
    is_wide: bool,
) -> Markup {
    /// From how many points on these are small.
    const MANY: usize = 40;

    let texts = view.texts;
    let points: Vec<Point<'_>> = bars.iter().zip(outcomes).enumerate().filter_map(point).collect();
    let Some(lowest) = points.iter().map(|point| point.rate).min_by(f64::total_cmp) else { return html! {} };
    let scale = Scale::new(lowest);
    let across = |place: usize| percent((count(place) + 0.5) / count(bars.len()));
    let down = |rate: f64| format!("{:.1}", scale.y(rate));
    let radius = if bars.len() < MANY { "3" } else { "2" };
    html! {
        p.of-rate { (texts.delivery_rate) }
        p.hidden { (gist(texts, step, &points)) }
        svg.wide[is_wide] width="100%" height=(HEIGHT) aria-hidden="true" {
            @for line in scale.lines() {
                line x1="0" x2="100%" y1=(down(line)) y2=(down(line)) {}
                text.scale x="-8" y=(down(line)) dy="4" { (texts.integer(round(line * 100.0))) (texts.percent) }
            }
            @for pair in points.windows(2).filter(|pair| pair[0].place + 1 == pair[1].place) {
                line.rate x1=(across(pair[0].place)) x2=(across(pair[1].place)) y1=(down(pair[0].rate)) y2=(down(pair[1].rate)) {}
            }
            @for point in &points {
                g {
                    a href=(links.of_bar(point.bar)) tabindex="-1" {
                        title { (figure(texts, step, point)) }
                        rect.hit x=(percent(count(point.place) / count(bars.len()))) width=(percent(1.0 / count(bars.len())))
                            y=(TOP) height=(PLOT) {}
                        circle.rate cx=(across(point.place)) cy=(down(point.rate)) r=(radius) {}
                    }
                }
            }
        }
    }
}

fn point<'a>((place, (bar, outcomes)): (usize, (&'a Bar, &'a Outcomes))) -> Option<Point<'a>> {
    Some(Point { place, bar, outcomes, rate: outcomes.delivery_rate()? })
}

/// The scale of the rates: from a round one, which is no higher than any, to all.
struct Scale {
    first: f64,
}

impl Scale {
    fn new(lowest: f64) -> Self {
        /// Each with a round figure between it and a hundred percent.
        const FIRST: [f64; 3] = [0.9, 0.8, 0.5];

        Self { first: FIRST.into_iter().find(|first| *first <= lowest).unwrap_or_default() }
    }

    fn lines(&self) -> [f64; 3] {
        [self.first, f64::midpoint(self.first, 1.0), 1.0]
    }

    /// Returns how far down a rate is.
    fn y(&self, rate: f64) -> f64 {
        TOP + PLOT * (1.0 - rate) / (1.0 - self.first)
    }
}

/// Says the rate of a step.
fn figure(texts: &Texts, step: Step, point: &Point<'_>) -> String {
    let of = texts.not_pending.replace("{n}", &texts.integer(point.outcomes.not_pending()));
    format!("{}{}{} {of}", name(texts, step, point), texts.colon, texts.rate(Some(point.rate)))
}

fn name(texts: &Texts, step: Step, point: &Point<'_>) -> String {
    date::step(texts, step, &point.bar.start)
}

/// Says what the line shows, in a sentence.
fn gist(texts: &Texts, step: Step, points: &[Point<'_>]) -> String {
    let by_rate = |a: &&Point<'_>, b: &&Point<'_>| a.rate.total_cmp(&b.rate);
    let ends = [
        (texts.rate_lowest, points.iter().min_by(by_rate)),
        (texts.rate_highest, points.iter().max_by(by_rate)),
        (texts.rate_last, points.last()),
    ];
    let text = |(word, point): (&str, Option<&Point<'_>>)| {
        point.map(|point| format!("{word} {} ({})", texts.rate(Some(point.rate)), name(texts, step, point)))
    };
    let figures: Vec<String> = ends.into_iter().filter_map(text).collect();
    format!("{}{}{}", texts.delivery_rate, texts.colon, figures.join(", "))
}

fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

#[expect(clippy::cast_precision_loss, reason = "a chart has far fewer than 2^53 bars")]
fn count(bars: usize) -> f64 {
    bars as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn round(percent: f64) -> u64 {
    percent.round() as u64
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use jiff::{ToSpan, ZonedDateTime};
    use sms_status::{BulkReport, DeliveryStatus, Language};

    use super::*;
    use crate::store::RouteFilter;

    /// Days, each with how many messages were received, and how many failed.
    fn days(counts: &[(u64, u64)]) -> Vec<Bar> {
        let first: ZonedDateTime = "2026-11-01T00:00[UTC]".parse().unwrap();
        let bar = |(day, &(received, failed)): (i64, &(u64, u64))| {
            let mut report = BulkReport::default();
            report.record_n(DeliveryStatus::Received, received);
            report.record_n(DeliveryStatus::InvalidRecipient, failed);
            report.record_n(DeliveryStatus::Sent, 7);
            let [start, end] = [day, day + 1].map(|day| first.checked_add(day.days()).unwrap());
            Bar { start, end, report }
        };
        (0..).zip(counts).map(bar).collect()
    }

    fn drawn(language: Language, bars: &[Bar]) -> String {
        let (view, routes) = (View::test(language), RouteFilter::default());
        let outcomes: Vec<Outcomes> = bars.iter().map(|bar| Outcomes::from(&bar.report)).collect();
        let links = MessageLinks::new(&view, "/messages", &routes);
        rate(&view, Step::Day, bars, &outcomes, links, false).into_string()
    }

    fn values(markup: &str, before: &str) -> Vec<f64> {
        let rest = markup.split(before).skip(1);
        rest.map(|rest| rest.split(['"', '%']).next().unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn each_step_with_a_result_is_a_point_at_the_height_of_its_rate() {
        let mut rng = Rng::with_seed(1);
        for _ in 0..200 {
            let counts: Vec<(u64, u64)> = (0..rng.usize(1..60))
                .map(|_| {
                    if rng.u8(..4) == 0 {
                        (0, 0)
                    } else {
                        let most = 1 << rng.u32(1..14);
                        (rng.u64(..5000), rng.u64(..most))
                    }
                })
                .collect();
            let bars = days(&counts);
            let rates: Vec<Option<f64>> = bars.iter().map(|bar| bar.report.delivery_rate()).collect();
            let markup = drawn(Language::English, &bars);
            let known: Vec<f64> = rates.iter().copied().flatten().collect();
            let [across, down] = [" cx=\"", " cy=\""].map(|name| values(&markup, name));
            assert_eq!(down.len(), known.len());
            let Some(lowest) = known.iter().copied().min_by(f64::total_cmp) else {
                assert!(markup.is_empty());
                continue;
            };
            let scale = Scale::new(lowest);
            for (y, rate) in down.iter().zip(&known) {
                assert!((y - scale.y(*rate)).abs() < 0.06, "{y} {rate}");
                assert!((TOP - 0.06..=TOP + PLOT + 0.06).contains(y), "{y} {rate}");
            }
            assert!(across.iter().all(|x| (0.0..=100.0).contains(x)));
            // Only neighbours are joined.
            let joined = rates.windows(2).filter(|pair| pair[0].is_some() && pair[1].is_some()).count();
            assert_eq!(markup.matches("<line class=\"rate\"").count(), joined);
            assert!(!markup.contains("NaN") && !markup.contains("inf"), "{markup}");
        }
    }

    #[test]
    fn a_higher_rate_is_higher_and_the_scale_is_round() {
        let cases = [(1.0, 0.9), (0.9, 0.9), (0.89, 0.8), (0.5, 0.5), (0.49, 0.0), (0.0, 0.0)];
        for (lowest, first) in cases {
            let scale = Scale::new(lowest);
            assert!((scale.first - first).abs() < 1e-9, "{lowest}");
            assert!((scale.y(1.0) - TOP).abs() < 1e-9 && (scale.y(first) - TOP - PLOT).abs() < 1e-9, "{lowest}");
        }
    }

    #[test]
    fn a_sentence_says_what_the_line_shows() {
        let bars = days(&[(98, 2), (0, 0), (71, 29), (95, 5)]);
        let english = drawn(Language::English, &bars);
        let sentence =
            "Delivery rate: lowest 71.0% (Tue 3 Nov 2026), highest 98.0% (Sun 1 Nov 2026), last 95.0% (Wed 4 Nov 2026)";
        assert!(english.contains(sentence), "{english}");
        assert!(english.contains("<title>Tue 3 Nov 2026: 71.0% of 100 no longer pending</title>"), "{english}");
        let french = drawn(Language::French, &bars);
        assert!(french.contains("Taux de réception\u{a0}: minimum 71,0\u{202f}% (mar. 3 nov. 2026)"), "{french}");
    }
}
