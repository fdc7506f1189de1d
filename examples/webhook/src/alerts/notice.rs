use jiff::Timestamp;
use serde::Serialize;
use sms_status::{Language, Platform};

use super::settings::Alerts;
use crate::{
    numbering,
    store::{Fall, Kind},
};

/// What is sent to the URL of alerts.
#[derive(Debug, Serialize)]
pub struct Notice<'a> {
    event: Event,
    /// The same for a fall and its end, and if it is sent again.
    id: String,
    kind: &'static str,
    /// The MCC and MNC of an operator, or the name of a platform or a campaign.
    key: &'a str,
    /// What people call it.
    name: String,
    since: String,
    ended: Option<String>,
    /// As a share. There is none if a fall is over because there are too few messages.
    rate: Option<f64>,
    past_rate: f64,
    messages: i64,
    window: &'a str,
    past: &'a str,
    /// All of it in a sentence. Chats show what is called so.
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Event {
    RateFallen,
    RateFallOver,
}

impl<'a> Notice<'a> {
    pub fn new(alerts: &'a Alerts, fall: &'a Fall) -> Self {
        let time = |millis: i64| Timestamp::from_millisecond(millis).unwrap_or_default().to_string();
        let kind = fall.watched.kind.name();
        Self {
            event: if fall.ended.is_none() { Event::RateFallen } else { Event::RateFallOver },
            id: format!("{kind}/{}/{}", fall.watched.key, fall.since),
            kind,
            key: &fall.name,
            name: name(fall),
            since: time(fall.since),
            ended: fall.ended.map(time),
            rate: (fall.messages > 0).then(|| share(fall.rate)),
            past_rate: share(fall.past_rate),
            messages: fall.messages,
            window: &alerts.window.text,
            past: &alerts.past.text,
            text: text(alerts, fall),
        }
    }
}

/// Says it in a sentence.
pub fn text(alerts: &Alerts, fall: &Fall) -> String {
    let kind = match fall.watched.kind {
        Kind::Network => "operator",
        Kind::Platform => "platform",
        Kind::Campaign => "campaign",
    };
    // In a chat, `<` may begin a call to everybody. A line break would look like another sentence.
    let name = name(fall).replace('<', "‹").replace('>', "›").replace(char::is_control, "\u{fffd}");
    let (window, past) = (&alerts.window.text, &alerts.past.text);
    let [rate, past_rate, points] = [fall.rate, fall.past_rate, fall.past_rate - fall.rate].map(percent);
    let messages = fall.messages;
    match (fall.ended, messages) {
        (None, _) => format!(
            "The delivery rate of the {kind} {name} has fallen to {rate}% ({messages} messages in {window}), {points} points \
             below the {past_rate}% of the {past} before."
        ),
        (Some(_), 0) => format!(
            "The delivery rate of the {kind} {name} had fallen. There are now too few messages in {window} to compare it."
        ),
        (Some(_), _) => format!(
            "The delivery rate of the {kind} {name} is {rate}% again ({messages} messages in {window}); it had fallen."
        ),
    }
}

/// Returns what people call what has the rate.
fn name(fall: &Fall) -> String {
    let key = &fall.name;
    match fall.watched.kind {
        Kind::Network => numbering::network(key).map_or_else(
            || key.clone(),
            |network| match numbering::country_name(network.country, Language::English) {
                Some(country) => format!("{} ({country}, {key})", network.name),
                None => format!("{} ({key})", network.name),
            },
        ),
        Kind::Platform => key.parse::<Platform>().map_or_else(|_| key.clone(), |platform| platform.label().to_owned()),
        Kind::Campaign => key.clone(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "from 0 to 10,000")]
fn share(ten_thousandths: i64) -> f64 {
    ten_thousandths as f64 / 10_000.0
}

/// Returns a share in percent, with one decimal.
fn percent(ten_thousandths: i64) -> String {
    format!("{:.1}", share(ten_thousandths) * 100.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::store::Watched;

    fn fall(kind: Kind, name: &str) -> Fall {
        Fall {
            watched: Watched { kind, key: "20801".into() },
            name: name.into(),
            since: 1_795_165_200_000,
            ended: None,
            is_told: false,
            rate: 7123,
            past_rate: 9512,
            messages: 230,
        }
    }

    #[test]
    fn a_notice_says_what_fell_and_when_it_is_over() {
        let alerts = Alerts::new(toml::Table::new().into(), None).unwrap();
        let fallen = fall(Kind::Network, "20801");
        let text = "The delivery rate of the operator Orange (France, 20801) has fallen to 71.2% (230 messages in 1h), 23.9 points \
                    below the 95.1% of the 7d before.";
        assert_eq!(
            serde_json::to_value(Notice::new(&alerts, &fallen)).unwrap(),
            json!({
                "event": "rate_fallen", "id": "network/20801/1795165200000", "kind": "network", "key": "20801",
                "name": "Orange (France, 20801)", "since": "2026-11-20T09:00:00Z", "ended": null, "rate": 0.7123,
                "past_rate": 0.9512, "messages": 230, "window": "1h", "past": "7d", "text": text,
            })
        );
        let over = Fall { ended: Some(1_795_168_800_000), rate: 9480, ..fallen.clone() };
        let notice = serde_json::to_value(Notice::new(&alerts, &over)).unwrap();
        assert_eq!((&notice["event"], &notice["ended"]), (&json!("rate_fall_over"), &json!("2026-11-20T10:00:00Z")));
        assert_eq!(notice["id"], "network/20801/1795165200000");
        assert!(notice["text"].as_str().unwrap().contains("is 94.8% again"), "{notice}");
        let few = Fall { messages: 0, ..over };
        let notice = serde_json::to_value(Notice::new(&alerts, &few)).unwrap();
        assert!(notice["rate"].is_null() && notice["text"].as_str().unwrap().contains("too few"), "{notice}");
    }

    #[test]
    fn a_name_from_outside_calls_nobody() {
        let alerts = Alerts::new(toml::Table::new().into(), None).unwrap();
        let fall = fall(Kind::Campaign, "<!channel>\n\u{1b}[31m");
        let notice = serde_json::to_value(Notice::new(&alerts, &fall)).unwrap();
        let text = notice["text"].as_str().unwrap();
        assert!(!text.contains(['<', '>', '\n', '\u{1b}']) && text.contains("‹!channel›"), "{text}");
        assert_eq!(notice["key"], "<!channel>\n\u{1b}[31m");
    }
}
