use std::time::Duration;

use jiff::{Span, SpanRelativeTo};
use serde::Deserialize;

use super::hook::{Hook, WrongUrl};
use crate::store::{SLOT, Slots, slot_of};

/// When an alert is sent, and where to.
#[derive(Debug)]
pub struct Alerts {
    /// `None` if alerts are only logged and counted.
    pub hook: Option<Hook>,
    /// By how many percentage points a rate has to fall.
    pub fall: f64,
    /// How long the newest messages are looked at.
    pub window: Length,
    /// How long before that they are compared with.
    pub past: Length,
    /// The fewest messages with a result, in each of the two.
    pub minimum: u64,
    /// How long after the end of a fall nothing is said of another one of the same.
    pub cooldown: Length,
    /// How often rates are compared.
    pub every: Length,
}

/// A length of time, with the text of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    pub text: String,
    pub duration: Duration,
}

/// The table of the settings file.
#[derive(Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct Described {
    url: Option<String>,
    fall: f64,
    window: String,
    past: String,
    minimum: u64,
    cooldown: String,
    every: String,
}

impl Default for Described {
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            url: None,
            fall: 10.0,
            window: text("1h"),
            past: text("7d"),
            minimum: 50,
            cooldown: text("1h"),
            every: text("1m"),
        }
    }
}

/// The table of the settings file describes no alerts. The URL is never shown: it may hold a secret.
#[derive(Debug, thiserror::Error)]
pub enum WrongAlerts {
    #[error("`alerts`: {0}")]
    Table(String),
    #[error("`alerts.url`{0}")]
    Url(#[from] WrongUrl),
    #[error("`alerts.fall` is {0}: write a number of percentage points, more than 0 and at most 100")]
    Fall(f64),
    #[error("`alerts.minimum` is 0: write a number of messages, at least 1")]
    Minimum,
    #[error("`alerts.{name}` is {text:?}: write a length of time from {least} to {most}, such as `90m` or `7d`")]
    Length { name: &'static str, text: String, least: &'static str, most: &'static str },
    #[error("`alerts.past` is {past:?} and `alerts.window` {window:?}: the past has to be the longer of the two")]
    Past { past: String, window: String },
}

impl Alerts {
    /// Reads the table of the settings file. A URL given apart, in the environment, comes before the one in the table.
    pub fn new(table: toml::Value, url: Option<String>) -> Result<Self, WrongAlerts> {
        // The error of a text would show the line, and a URL with it.
        let described: Described =
            table.try_into().map_err(|error: toml::de::Error| WrongAlerts::Table(error.message().to_owned()))?;
        let Described { fall, minimum, .. } = described;
        if !(fall > 0.0 && fall <= 100.0) {
            return Err(WrongAlerts::Fall(fall));
        }
        if minimum == 0 {
            return Err(WrongAlerts::Minimum);
        }
        let window = Length::read("window", described.window, ("15m", "7d"))?;
        let past = Length::read("past", described.past, ("15m", "90d"))?;
        if past.duration <= window.duration {
            return Err(WrongAlerts::Past { past: past.text, window: window.text });
        }
        Ok(Self {
            hook: url.or(described.url).map(|url| Hook::new(&url)).transpose()?,
            fall,
            window,
            past,
            minimum,
            cooldown: Length::read("cooldown", described.cooldown, ("0s", "30d"))?,
            every: Length::read("every", described.every, ("1s", "1h"))?,
        })
    }

    /// Returns the slots of the newest messages, and those before them, at a time in milliseconds since 1970.
    pub fn slots(&self, now: i64) -> (Slots, Slots) {
        let [window, past] = [&self.window, &self.past].map(Length::millis);
        let start = slot_of(now - window);
        (start..slot_of(now) + 1, start - past.div_euclid(SLOT)..start)
    }
}

impl Length {
    fn read(
        name: &'static str,
        text: String,
        (least, most): (&'static str, &'static str),
    ) -> Result<Self, WrongAlerts> {
        let [duration, shortest, longest] = [text.as_str(), least, most].map(duration);
        match (duration, shortest, longest) {
            (Some(duration), Some(shortest), Some(longest)) if (shortest..=longest).contains(&duration) => {
                Ok(Self { text, duration })
            }
            _ => Err(WrongAlerts::Length { name, text, least, most }),
        }
    }

    pub fn millis(&self) -> i64 {
        i64::try_from(self.duration.as_millis()).unwrap_or(i64::MAX)
    }
}

fn duration(text: &str) -> Option<Duration> {
    let span: Span = text.parse().ok()?;
    span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> Result<Alerts, String> {
        let table: toml::Table = table.parse().unwrap();
        Alerts::new(table.into(), None).map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_may_be_empty() {
        let alerts = read("").unwrap();
        assert!(alerts.hook.is_none());
        let (now, past) = alerts.slots(1_780_000_000_000);
        assert_eq!((now.end - now.start, past.end - past.start, past.end), (5, 7 * 96, now.start));
        let alerts =
            read("fall = 5\nwindow = \"15m\"\npast = \"1d 12h\"\nurl = \"https://hooks.example.org/x\"").unwrap();
        assert!((alerts.fall - 5.0).abs() < 1e-9 && alerts.hook.is_some());
    }

    #[test]
    fn what_is_wrong_is_told_without_the_url() {
        let cases = [
            ("fall = 0", "`alerts.fall` is 0: write a number"),
            ("fall = 100.5", "`alerts.fall` is 100.5: write"),
            ("fall = nan", "`alerts.fall` is NaN"),
            ("fall = \"10\"", "`alerts`: invalid type: string \"10\", expected f64"),
            ("minimum = 0", "`alerts.minimum` is 0"),
            ("minimum = -1", "`alerts`: invalid value: integer `-1`"),
            ("window = \"1 fortnight\"", "`alerts.window` is \"1 fortnight\": write a length of time from 15m to 7d"),
            ("window = \"10m\"", "`alerts.window` is \"10m\""),
            ("window = \"-1h\"", "`alerts.window` is \"-1h\""),
            ("window = \"1mo\"", "`alerts.window` is \"1mo\""),
            ("past = \"1h\"", "`alerts.past` is \"1h\" and `alerts.window` \"1h\""),
            ("past = \"91d\"", "`alerts.past` is \"91d\""),
            ("cooldown = \"\"", "`alerts.cooldown` is \"\""),
            ("every = \"0s\"", "`alerts.every` is \"0s\": write a length of time from 1s to 1h"),
            ("urls = \"https://hooks.example.org/s3cret\"", "`alerts`: unknown field `urls`"),
            ("url = \"ftp://hooks.example.org/s3cret\"", "`alerts.url` has to begin with"),
            ("url = \"hooks.example.org/s3cret\"", "`alerts.url` has to begin with"),
            ("url = \"https://s3cret@hooks.example.org/\"", "`alerts.url` has a user name in it"),
            ("url = \"https:///s3cret\"", "`alerts.url` is not a URL"),
            ("url = \"https://hooks.example.org:99999/s3cret\"", "`alerts.url` is not a URL"),
            ("url = \"https://hooks.example.org/s3cret s\"", "`alerts.url` is not a URL"),
            ("url = \"\"", "`alerts.url` has to begin with"),
        ];
        for (table, expected) in cases {
            let error = read(table).unwrap_err();
            assert!(error.contains(expected) && !error.contains("s3cret"), "{table}: {error}");
        }
        assert!(Alerts::new(toml::Value::Integer(7), None).is_err());
    }
}
