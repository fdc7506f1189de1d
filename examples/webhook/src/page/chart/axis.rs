use crate::page::{
    text::texts::{Texts, share},
    time::{
        date,
        step::{Bar, Step},
    },
};

/// Where the bars begin.
pub const TOP: f64 = 10.0;

/// How high a bar may be.
pub const PLOT: f64 = 170.0;

/// The scale of the messages: lines at round figures, the last of which is no less than any bar.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    step: u64,
    last: u64,
}

impl Scale {
    pub fn new(most: u64) -> Self {
        /// The most lines above the first, which is at 0.
        const LINES: u64 = 4;

        let powers = (0..=u64::MAX.ilog10()).map(|power| 10_u64.pow(power));
        let mut steps = powers.flat_map(|power| [power, power.saturating_mul(2), power.saturating_mul(5)]);
        let step = steps.find(|step| most.div_ceil(*step) <= LINES).unwrap_or(u64::MAX);
        Self { step, last: step.saturating_mul(most.div_ceil(step).max(1)) }
    }

    pub fn lines(self) -> impl Iterator<Item = u64> {
        (0..=self.last / self.step).map(move |n| n * self.step)
    }

    /// Returns how far down a number of messages is.
    pub fn y(self, messages: u64) -> f64 {
        TOP + PLOT * (1.0 - share(messages, self.last))
    }

    /// Returns whether its figures need more room than most.
    pub fn is_wide(self) -> bool {
        self.last >= 100_000
    }
}

/// A text below a bar.
#[derive(Debug, PartialEq, Eq)]
pub struct Label {
    /// The number of the bar.
    pub place: usize,
    pub text: String,
    /// Whether it is left out if there is little room.
    pub is_minor: bool,
}

/// Returns the labels of some bars: round hours, or else every so many steps back from the last.
pub fn labels(texts: &Texts, step: Step, bars: &[Bar]) -> Vec<Label> {
    let (often, seldom) = intervals(step, bars.len());
    let label = |(place, bar): (usize, &Bar)| {
        let number = match step {
            Step::Hour if bar.start.minute() != 0 => return None,
            Step::Hour => usize::try_from(bar.start.hour()).ok()?,
            _ => bars.len() - 1 - place,
        };
        let text = text(texts, step, bar, bars.len(), place < often);
        (number % often == 0).then(|| Label { place, text, is_minor: number % seldom != 0 })
    };
    bars.iter().enumerate().filter_map(label).collect()
}

/// Returns after how many bars there is room for another label, and after how many on a phone.
fn intervals(step: Step, bars: usize) -> (usize, usize) {
    match (step, bars) {
        (Step::Hour, ..=12) => (1, 4),
        (Step::Hour, ..=26) => (3, 6),
        (Step::Hour, ..=50) => (6, 12),
        (Step::Hour, _) => (12, 24),
        (_, ..=8) => (1, 3),
        (_, ..=16) => (2, 6),
        (_, ..=31) => (4, 12),
        _ => (8, 24),
    }
}

fn text(texts: &Texts, step: Step, bar: &Bar, bars: usize, is_first: bool) -> String {
    let date = bar.start.date();
    match step {
        Step::Hour if bar.start.hour() == 0 => date::day(texts, date),
        Step::Hour => bar.start.strftime("%H:%M").to_string(),
        Step::Day if bars <= 8 => date::weekday(texts, date),
        Step::Day | Step::Week => date::day(texts, date),
        Step::Month if is_first || date.month() == 1 => date::month(texts, date),
        Step::Month => date::month_name(texts, date).to_owned(),
        Step::Year => date.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use jiff::tz::TimeZone;
    use sms_status::Language;

    use super::*;
    use crate::store::Timeline;

    #[test]
    fn lines_are_at_a_few_round_figures() {
        let mut rng = Rng::with_seed(1);
        let lines = |most| Scale::new(most).lines().collect::<Vec<_>>();
        assert_eq!(lines(0), [0, 1]);
        assert_eq!(lines(3), [0, 1, 2, 3]);
        assert_eq!(lines(7), [0, 2, 4, 6, 8]);
        assert_eq!(lines(1_234), [0, 500, 1_000, 1_500]);
        for _ in 0..10_000 {
            let most = rng.u64(..) >> rng.u32(..64);
            let lines = lines(most);
            assert!((2..=5).contains(&lines.len()), "{most}: {lines:?}");
            // Every u64 has its place, though the greatest have no round figure above them.
            assert!(most > 10_u64.pow(19) || lines[lines.len() - 1] >= most, "{most}: {lines:?}");
            let step = lines[1].to_string();
            assert!(
                step.trim_end_matches('0').parse::<u8>().is_ok_and(|digit| [1, 2, 5].contains(&digit)),
                "{lines:?}"
            );
        }
        assert!(Scale::new(u64::MAX).y(u64::MAX) >= TOP);
    }

    #[test]
    fn labels_keep_their_distance() {
        let mut rng = Rng::with_seed(2);
        for zone in ["Europe/Paris", "Asia/Kathmandu", "UTC"] {
            let zone = TimeZone::get(zone).unwrap();
            for _ in 0..300 {
                let start = rng.i64(1_900_000..2_000_000);
                let longest = 1 << rng.u32(1..20);
                let slots = start..start + rng.i64(1..=longest);
                let step = Step::of(&slots);
                let bars = step.bars(&Timeline::default(), &slots, &zone);
                let labels = labels(Texts::of(Language::French), step, &bars);
                // Of all, and of those that are there on a phone, each has the share of the width that a date needs.
                for (minor, percent) in [(true, 8), (false, 18)] {
                    let places: Vec<usize> =
                        labels.iter().filter(|label| minor || !label.is_minor).map(|label| label.place).collect();
                    let near = |pair: &[usize]| (pair[1] - pair[0]) * 100 < percent * bars.len();
                    assert!(!places.windows(2).any(near), "{step:?} {}: {places:?}", bars.len());
                    assert!(places.len() > 1 || bars.len() < 24, "{step:?} {}: {places:?}", bars.len());
                }
            }
        }
    }
}
