use std::cmp::Ordering;

use crate::{page::text::texts::Texts, store::Outcomes};

/// How a figure has changed.
#[derive(Debug)]
pub struct Change {
    /// In words.
    pub text: String,
    /// `Greater` if it has risen, `Less` if it has fallen.
    pub direction: Ordering,
}

/// What figures are compared with.
#[derive(Debug)]
pub struct Comparison<'a> {
    pub texts: &'a Texts,
    pub before: Outcomes,
    /// Its name, after a change.
    pub against: &'a str,
}

impl Comparison<'_> {
    /// Returns how a number of messages has changed.
    pub fn messages(&self, now: &Outcomes, of: fn(&Outcomes) -> u64) -> Change {
        if self.before.total() == 0 {
            return Change::none(self.texts.nothing_before);
        }
        match [of(now), of(&self.before)] {
            [now, before] if now == before => unchanged(self.texts.percent, self.against),
            [_, 0] => Change::none(self.texts.none_before),
            [now, before] => sentence(self.texts, ratio(now, before) * 100.0 - 100.0, self.texts.percent, self.against),
        }
    }

    /// Returns how a rate has changed, in percentage points.
    pub fn rate(&self, now: &Outcomes, of: fn(&Outcomes) -> Option<f64>) -> Change {
        let [Some(now), Some(before)] = [of(now), of(&self.before)] else {
            return Change::none(self.texts.nothing_before);
        };
        let change = (now - before) * 100.0;
        let unit = if self.texts.is_one(change.abs()) { self.texts.point } else { self.texts.points };
        sentence(self.texts, change, unit, self.against)
    }
}

impl Change {
    fn none(text: impl Into<String>) -> Self {
        Self { text: text.into(), direction: Ordering::Equal }
    }
}

fn sentence(texts: &Texts, change: f64, unit: &str, against: &str) -> Change {
    let size = change.abs();
    let figure = if size < 0.05 {
        return unchanged(unit, against);
    } else if size < 9.95 {
        texts.decimal(size)
    } else {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and `as` saturates")]
        let rounded = size.round() as u64;
        texts.integer(rounded)
    };
    let (sign, direction) = if change < 0.0 { ('\u{2212}', Ordering::Less) } else { ('+', Ordering::Greater) };
    Change { text: format!("{sign}{figure}{unit} {against}"), direction }
}

fn unchanged(unit: &str, against: &str) -> Change {
    Change::none(format!("±0{unit} {against}"))
}

#[expect(clippy::cast_precision_loss, reason = "a ratio needs no more than the 53 bits of an f64")]
fn ratio(now: u64, before: u64) -> f64 {
    now as f64 / before as f64
}

#[cfg(test)]
mod tests {
    use sms_status::{Language, Outcome};

    use super::*;

    fn outcomes(received: u64, failed: u64) -> Outcomes {
        [(Outcome::Received, received), (Outcome::Failed, failed)].into_iter().collect()
    }

    #[test]
    fn a_change_is_a_sign_a_figure_and_what_it_is_against() {
        let texts = Texts::of(Language::English);
        let cases = [
            (112, 100, "+12% since"),
            (100, 112, "\u{2212}11% since"),
            (1035, 1000, "+3.5% since"),
            (1_030, 1_000, "+3% since"),
            (0, 7, "\u{2212}100% since"),
            (7, 7, "±0% since"),
            (10_001, 10_000, "±0% since"),
            (5_000_000, 1, "+499,999,900% since"),
        ];
        for (now, before, text) in cases {
            let comparison = Comparison { texts, before: outcomes(before, 0), against: "since" };
            let change = comparison.messages(&outcomes(now, 0), Outcomes::total);
            assert_eq!(change.text, text, "{now} {before}");
            let direction = if text.starts_with('±') { Ordering::Equal } else { now.cmp(&before) };
            assert_eq!(change.direction, direction, "{now} {before}");
        }
        let comparison = Comparison { texts, before: outcomes(5, 0), against: "since" };
        assert_eq!(comparison.messages(&outcomes(5, 1), |outcomes| outcomes.get(Outcome::Failed)).text, "none earlier");
        let comparison = Comparison { texts, before: Outcomes::default(), against: "since" };
        assert_eq!(comparison.messages(&outcomes(5, 1), Outcomes::total).text, "no earlier data");
    }

    #[test]
    fn a_change_of_a_rate_is_in_points() {
        let cases = [
            (950, 935, "+1.5 points since", "+1,5\u{a0}point since"),
            (500, 750, "\u{2212}25 points since", "\u{2212}25\u{a0}points since"),
            (520, 510, "+1 point since", "+1\u{a0}point since"),
            (500, 500, "±0 points since", "±0\u{a0}point since"),
        ];
        for (now, before, english, french) in cases {
            for (language, text) in [(Language::English, english), (Language::French, french)] {
                let before = outcomes(before, 1000 - before);
                let comparison = Comparison { texts: Texts::of(language), before, against: "since" };
                assert_eq!(comparison.rate(&outcomes(now, 1000 - now), Outcomes::delivery_rate).text, text);
                let nothing = comparison.rate(&Outcomes::default(), Outcomes::delivery_rate).text;
                assert!(["no earlier data", "aucune donnée antérieure"].contains(&&*nothing));
            }
        }
    }

    /// More failures are no worse if more was sent, and fewer are no better if less was.
    #[test]
    fn a_change_of_failures_is_that_of_their_share() {
        let texts = Texts::of(Language::English);
        let cases = [
            ((1890, 110), (1425, 75), "+0.5 points since", Ordering::Greater),
            ((1940, 131), (1400, 100), "\u{2212}0.3 points since", Ordering::Less),
            ((5, 1), (940, 60), "+11 points since", Ordering::Greater),
            ((94, 6), (940, 60), "±0 points since", Ordering::Equal),
        ];
        for (now, before, text, direction) in cases {
            let comparison = Comparison { texts, before: outcomes(before.0, before.1), against: "since" };
            let change = comparison.rate(&outcomes(now.0, now.1), Outcomes::failure_rate);
            assert_eq!((&*change.text, change.direction), (text, direction), "{now:?} {before:?}");
        }
    }
}
