use maud::{Markup, html};

use crate::{
    page::{
        part::figure::{figure_with, note},
        text::{View, texts::Texts, wording},
    },
    store::{DeliveryTimes, Dimension, SampledTimes},
};

wording! {
    Words;
    title: "Time to delivery" / "Délai de réception",
    heading: "Time (95%)" / "Délai (95\u{202f}%)",
    within: "95% within {t}" / "95\u{202f}% en {t} au plus",
    median: "median, from the first report, of {n} of the newest messages" / "médiane, depuis le premier compte rendu, de {n} des messages les plus récents",
    day: "d" / "j",
}

/// Shows how long messages took to be received, if that is known of some.
pub fn time_figure(view: &View, times: &DeliveryTimes) -> Markup {
    let words = Words::of(view.language);
    html! {
        @if let (Some(median), Some(most)) = (times.within(50), times.within(95)) {
            (figure_with(words.title, duration(view, median), html! {
                (note("", &words.within.replace("{t}", &duration(view, most))))
                (note("", &words.median.replace("{n}", &view.texts.integer(times.count() as u64))))
            }))
        }
    }
}

/// Returns the heading of a column of times.
pub fn time_heading(view: &View) -> &'static str {
    Words::of(view.language).heading
}

/// Returns the median of the times of the messages with a value of a dimension, and the time of 95 percent of them; `None` if too few
/// are known.
pub fn time_cell(view: &View, times: &SampledTimes, dimension: Dimension, value: &str) -> Option<String> {
    /// The fewest of which 95 percent says something.
    const FEWEST: usize = 20;

    let times = times.of(dimension, value).filter(|times| times.count() >= FEWEST)?;
    Some(format!("{} ({})", duration(view, times.within(50)?), duration(view, times.within(95)?)))
}

/// Returns a length of time in its largest unit, with one decimal if it is a small number of these.
fn duration(view: &View, millis: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "no more than two digits are shown")]
    let seconds = millis as f64 / 1000.0;
    let units = [(1.0, 60.0, "s"), (60.0, 3600.0, "min"), (3600.0, 48.0 * 3600.0, "h")];
    let unit = units.into_iter().find(|(_, end, _)| seconds < *end).map(|(length, _, name)| (length, name));
    let (length, name) = unit.unwrap_or((86_400.0, Words::of(view.language).day));
    format!("{}\u{a0}{name}", number(view.texts, seconds / length))
}

fn number(texts: &Texts, n: f64) -> String {
    texts.decimal(if n < 9.95 { n } else { n.round() })
}

#[cfg(test)]
mod tests {
    use sms_status::Language;

    use super::*;

    #[test]
    fn a_length_of_time_is_a_number_and_a_unit() {
        let cases = [
            (0, "0 s", "0 s"),
            (40, "0 s", "0 s"),
            (1_500, "1.5 s", "1,5 s"),
            (4_000, "4 s", "4 s"),
            (12_345, "12 s", "12 s"),
            (59_400, "59 s", "59 s"),
            (60_000, "1 min", "1 min"),
            (90_000, "1.5 min", "1,5 min"),
            (3_600_000, "1 h", "1 h"),
            (47 * 3_600_000, "47 h", "47 h"),
            (60 * 3_600_000, "2.5 d", "2,5 j"),
        ];
        for (millis, english, french) in cases {
            for (language, text) in [(Language::English, english), (Language::French, french)] {
                assert_eq!(duration(&View::test(language), millis).replace('\u{a0}', " "), text);
            }
        }
    }
}
