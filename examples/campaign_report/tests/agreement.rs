//! What the program says in words and what it says in JSON.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{cmp::Reverse, fs, iter};

use serde_json::{Map, Value};
use sms_status::{AddressBookAction, Category, DeliveryStatus, Language, Outcome};
use tempfile::TempDir;

use common::{
    run::run,
    wording::{Wording, share},
};

/// The page that a report in JSON has to give, without lines and bars, and with one space between the words.
struct Expected<'a> {
    report: &'a Value,
    wording: Wording,
    max_campaigns: usize,
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn counts(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap()
}

fn status(value: &Value) -> Option<DeliveryStatus> {
    value.as_str().map(|name| name.parse().unwrap())
}

/// How many messages are pending or unknown.
fn not_final(report: &Value) -> u64 {
    count(&report["by_outcome"]["pending"]) + count(&report["by_outcome"]["unknown"])
}

impl Expected<'_> {
    fn lines(&self) -> Vec<String> {
        let (report, wording, language) = (self.report, self.wording, self.wording.language);
        let total = count(&report["total"]);
        let mut lines = Vec::new();
        match status(&report["status"]) {
            None => lines.push(wording.text("No delivery reports.", "Aucun compte rendu.").to_owned()),
            Some(status) => {
                lines.extend([status.label(language).to_owned(), status.description(language).to_owned()]);
                let received = count(&report["by_outcome"]["received"]);
                let form = wording.form(received, "reçu", "reçus");
                let [all, received, open] =
                    [total, received, not_final(report)].map(|messages| wording.number(messages));
                let rate = report["delivery_rate"].as_f64().map_or("–".to_owned(), |rate| wording.percentage(rate));
                lines.extend(match language {
                    Language::French => [
                        format!("Messages\u{A0}: {all} ({received} {form}, {open} sans résultat définitif)"),
                        format!("Taux de réception\u{A0}: {rate}"),
                    ],
                    _ => [
                        format!("Messages: {all} ({received} received, {open} not final yet)"),
                        format!("Delivery rate: {rate}"),
                    ],
                });
                lines.push(
                    wording
                        .text("Status Messages Share Address book", "Statut Messages Part Carnet d'adresses")
                        .to_owned(),
                );
                let mut rows: Vec<(DeliveryStatus, u64)> =
                    counts(&report["statuses"]).iter().map(|(name, n)| (name.parse().unwrap(), count(n))).collect();
                rows.sort_by_key(|&(status, n)| (Reverse(n), status));
                lines.extend(rows.into_iter().map(|(status, n)| {
                    let action = status.action().label(language);
                    format!("{} {} {action}", status.label(language), self.figures(n, total))
                }));
                let labels = Outcome::VARIANTS.iter().map(|it| (it.name(), it.label(language)));
                lines.extend(self.totals("Outcomes", "Résultats", "by_outcome", labels));
                let labels = Category::VARIANTS.iter().map(|it| (it.name(), it.label(language)));
                lines.extend(self.totals("Categories", "Catégories", "by_category", labels));
                let labels = AddressBookAction::VARIANTS.iter().map(|it| (it.name(), it.label(language)));
                let title = ("What to do with the numbers", "Que faire des numéros");
                lines.extend(self.totals(title.0, title.1, "by_action", labels));
            }
        }
        lines.extend(self.campaigns());
        let codes = counts(&report["unknown_codes"]);
        if !codes.is_empty() {
            let title = ("Unknown codes, counted as Undefined", "Codes inconnus, traités comme Indéfini");
            lines.push(wording.text(title.0, title.1).to_owned());
            // Numbers come first, in their order.
            let mut codes: Vec<_> = codes.iter().map(|(code, n)| (code, wording.number(count(n)))).collect();
            codes.sort_by_key(|(code, _)| (code.parse::<u16>().unwrap_or(u16::MAX), *code));
            lines.extend(codes.iter().map(|(code, n)| format!("{code} {n}")));
        }
        let others = count(&report["callbacks_without_status"]);
        if others > 0 {
            let title = (
                "Callbacks that report no status, such as incoming messages:",
                "Notifications sans statut, telles que des messages entrants\u{A0}:",
            );
            lines.push(format!("{} {}", wording.text(title.0, title.1), wording.number(others)));
        }
        lines.extend(self.unreadable());
        lines
    }

    fn figures(&self, n: u64, total: u64) -> String {
        format!("{} {}", self.wording.number(n), self.wording.percentage(share(n, total)))
    }

    fn totals<'a>(
        &self,
        english: &str,
        french: &str,
        key: &str,
        labels: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Vec<String> {
        let total = count(&self.report["total"]);
        let row = |(name, label)| format!("{label} {}", self.figures(count(&self.report[key][name]), total));
        iter::once(self.wording.text(english, french).to_owned()).chain(labels.map(row)).collect()
    }

    fn campaigns(&self) -> Vec<String> {
        let Some(campaigns) = self.report["campaigns"].as_array().filter(|campaigns| !campaigns.is_empty()) else {
            return Vec::new();
        };
        let wording = self.wording;
        let title = (
            "Campaign Status Messages Received Failed Not final yet",
            "Campagne Statut Messages Reçus Échecs Sans résultat définitif",
        );
        let row = |campaign: &Value| {
            let total = count(&campaign["total"]);
            let share = |n| wording.percentage(share(n, total));
            let outcomes = &campaign["by_outcome"];
            format!(
                "{} {} {} {} {} {}",
                campaign["campaign"].as_str().unwrap_or_else(|| wording.text("(none)", "(aucune)")),
                status(&campaign["status"]).unwrap().label(wording.language),
                wording.number(total),
                share(count(&outcomes["received"])),
                share(count(&outcomes["failed"])),
                share(not_final(campaign)),
            )
        };
        let mut lines = vec![wording.text(title.0, title.1).to_owned()];
        lines.extend(campaigns.iter().take(self.max_campaigns).map(row));
        if campaigns.len() > self.max_campaigns {
            let more = campaigns.len() - self.max_campaigns;
            let (english, french) = (
                format!("and {more} more; --json has all"),
                format!("et {more} de plus\u{A0}; --json les donne toutes"),
            );
            lines.push(wording.text(&english, &french).to_owned());
        }
        lines
    }

    /// The reasons in JSON are in English.
    fn unreadable(&self) -> Vec<String> {
        let (unreadable, wording) = (&self.report["unreadable"], self.wording);
        let total = count(&unreadable["total"]);
        if total == 0 {
            return Vec::new();
        }
        let title = ("Unreadable records, not counted:", "Enregistrements illisibles, non pris en compte\u{A0}:");
        let mut lines = vec![format!("{} {}", wording.text(title.0, title.1), wording.number(total))];
        let listed = unreadable["listed"].as_array().unwrap();
        lines.extend(listed.iter().map(|item| {
            let reason = item["reason"].as_str().unwrap();
            let text = item["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
            let (unit, place) = match (&item["byte"], &item["line"]) {
                (Value::Null, line) => (wording.text("line", "ligne"), count(line)),
                (byte, _) => (wording.text("byte", "octet"), count(byte)),
            };
            match wording.language {
                Language::French => format!("{unit} {place}"),
                _ => format!("{unit} {place}: {reason} (\"{text}\")"),
            }
        }));
        let more = total - listed.len() as u64;
        if more > 0 {
            lines.push(format!("{} {more} {}", wording.text("and", "et"), wording.text("more", "de plus")));
        }
        lines
    }
}

/// The lines of a page without the lines and bars of tables, and without what JSON says in English only.
fn lines(page: &str, language: Language) -> Vec<String> {
    let is_drawn = |character: char| ('\u{2500}'..='\u{259F}').contains(&character);
    let words = |line: &str| {
        let line = line.replace(is_drawn, " ");
        line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let without_reason = |line: String| match line.split_once("\u{A0}: ") {
        Some((place, _)) if line.starts_with("ligne ") || line.starts_with("octet ") => place.to_owned(),
        _ => line,
    };
    let lines = page.lines().map(words).filter(|line| !line.is_empty());
    if language == Language::French { lines.map(without_reason).collect() } else { lines.collect() }
}

/// Tried over all combinations of the options that say what is read and what is printed.
#[test]
fn words_and_json_agree_over_all_options() {
    let mut random = fastrand::Rng::with_seed(30);
    let mut events = Vec::new();
    for message in 0..900 {
        for _ in 0..random.usize(1..=3) {
            let code = random.choice(["0", "13", "11", "3522", "35", "4711", "3530", "onze", ""]).unwrap();
            let campaign = ["", "Été", "c 1", "c2", "c3", "z"][message % 6];
            events.push((message, 33_639_900_000 + message, code, campaign));
        }
    }
    let csv = events.iter().map(|(id, recipient, code, campaign)| format!("m{id},{recipient},{code},{campaign}\n"));
    let csv: String = iter::once("message_id,recipient,code,campaign\n".to_owned()).chain(csv).collect();
    let object = |(id, recipient, code, campaign): &(usize, usize, &str, &str)| {
        format!(r#"{{"message_id":"m{id}","recipient":"{recipient}","code":"{code}","campaign":"{campaign}"}}"#) + "\n"
    };
    let body: Vec<_> = events.iter().map(|(_, recipient, code, _)| format!("{recipient} {code}")).collect();
    let callback = |(id, _, code, campaign): &(usize, usize, &str, &str)| match *code {
        "onze" => "messageId=x\n".to_owned(),
        "" => r#"{"messageId":"m","direction":"MO","originMessageId":"o","from":"33639980001"}"#.to_owned() + "\n",
        code => {
            let value = if code == "11" { "DELIVERED" } else { "LOST" };
            format!(r#"{{"messageId":"rest-{id}","status":{{"value":"{value}"}},"refClient":"{campaign}"}}"#) + "\n"
        }
    };
    let folder = TempDir::new().unwrap();
    let file = |name: &str, text: String| {
        let path = folder.path().join(name).display().to_string();
        fs::write(&path, text).unwrap();
        path
    };
    let inputs = [
        vec![file("a.csv", csv)],
        vec![file("a.ndjson", events.iter().map(object).collect())],
        vec![file("a.txt", body.join(" | "))],
        vec!["--from".to_owned(), "smsmode".to_owned(), file("a.log", events.iter().map(callback).collect())],
        vec![file("others.ndjson", r#"{"messageId":"m2","direction":"mo","status":{}}"#.to_owned())],
    ];
    let mut with_table = 0;
    for input in &inputs {
        for max_errors in ["0", "2", "10000"] {
            let common = ["--max-errors", max_errors];
            let printed = |options: &[&str]| {
                let arguments: Vec<_> =
                    input.iter().map(String::as_str).chain(common).chain(options.iter().copied()).collect();
                let (status, printed, errors) = run("campaign_report", &arguments, b"");
                assert_eq!((status, errors.as_str()), (Some(0), ""), "{arguments:?}");
                printed
            };
            for by_campaign in [false, true] {
                let by: &[&str] = if by_campaign { &["--by", "campaign"] } else { &[] };
                let json = printed(&[by, &["--json"]].concat());
                let report: Value = serde_json::from_str(&json).unwrap();
                assert_eq!(report["campaigns"].is_array(), by_campaign);
                let limits: &[usize] = if by_campaign { &[0, 1, 5, 6, 100] } else { &[100] };
                for &max_campaigns in limits {
                    let limit = max_campaigns.to_string();
                    let limit: &[&str] = if by_campaign { &["--max-campaigns", &limit] } else { &[] };
                    // JSON has no limit and no language.
                    assert!(printed(&[by, limit, &["--lang", "fr", "--json"]].concat()) == json);
                    for &language in Language::VARIANTS {
                        let page = printed(&[by, limit, &["--lang", language.name()]].concat());
                        let wording = Wording { language };
                        let expected = Expected { report: &report, wording, max_campaigns }.lines();
                        assert_eq!(lines(&page, language), expected, "{input:?} {max_errors} {max_campaigns}");
                        with_table += usize::from(page.contains('z') && by_campaign && max_campaigns > 5);
                    }
                }
            }
        }
    }
    assert!(with_table > 20);
}
