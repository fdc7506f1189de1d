use std::path::Path;

use jiff::{Timestamp, ToSpan, ZonedDateTime, tz::TimeZone};
use sms_status::{DeliveryStatus, Outcome};

use crate::{
    database::Database,
    sample,
    server::{Server, agent, folder},
};

/// The messages of the sample: when each arrived, in milliseconds since 1970, and its outcome.
fn messages(folder: &Path) -> Vec<(i64, Outcome)> {
    let message = |row: Vec<String>| {
        let status: DeliveryStatus = row[1].parse::<u16>().unwrap().try_into().unwrap();
        (row[0].parse().unwrap(), status.outcome())
    };
    Database::open(folder).rows("SELECT arrived, status FROM message").into_iter().map(message).collect()
}

/// The figures of a page, each with the notes on it, without their marks.
fn figures(page: &str) -> Vec<Vec<String>> {
    let figures = page.split("<dl class=\"figures\">").nth(1).unwrap().split("</dl>").next().unwrap();
    let texts = |figure: &str| -> Vec<String> {
        let texts = figure.split('<').filter_map(|part| Some(part.split_once('>')?.1.to_owned()));
        texts.filter(|text| !text.is_empty()).collect()
    };
    figures.split("</div>").map(texts).filter(|figure| !figure.is_empty()).collect()
}

fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let (first, rest) = digits.split_at(digits.len().saturating_sub(3));
    if first.is_empty() { digits } else { format!("{first},{rest}") }
}

#[test]
fn figures_are_those_of_the_range_and_compared_with_the_one_before() {
    let folder = folder();
    let server = sample::start(folder.path());
    let messages = messages(folder.path());
    let now = Timestamp::now().to_zoned_datetime(TimeZone::get("Europe/Paris").unwrap());
    let hour = now.checked_sub(23.hours()).unwrap().with().minute(0).second(0).subsec_nanosecond(0).build().unwrap();
    let day = |ago: i64| now.checked_sub(ago.days()).unwrap().start_of_day().unwrap();
    let ranges = [
        ("?range=24h", hour.clone(), Some(24.hours())),
        ("", day(6), Some(7.days())),
        ("?range=7d", day(6), Some(7.days())),
        ("?range=year", day(6), Some(7.days())),
        ("?range=30d", day(29), Some(30.days())),
        ("?range=all", day(400), None),
    ];
    for (query, start, back) in ranges {
        let count = |start: &ZonedDateTime, end: &ZonedDateTime| {
            let range = start.timestamp().as_millisecond()..end.timestamp().as_millisecond();
            let within = || messages.iter().filter(|(arrived, _)| range.contains(arrived));
            let of = |outcome| within().filter(|message| message.1 == outcome).count();
            (within().count(), of(Outcome::Received), of(Outcome::Pending), of(Outcome::Failed))
        };
        let (all, received, pending, failed) = count(&start, &now);
        let figures = figures(&server.get(&format!("/{query}")));
        let texts: Vec<[&str; 2]> = figures.iter().map(|figure| [&*figure[0], &*figure[1]]).collect();
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let rate = format!("{:.1}%", 100.0 * received as f64 / (all - pending) as f64);
        let [all_text, pending_text, failed_text] = [all, pending, failed].map(thousands);
        assert_eq!(
            texts,
            [
                ["Messages", &*all_text],
                ["Delivery rate", &*rate],
                ["Pending", &*pending_text],
                ["Failed", &*failed_text]
            ],
            "{query}"
        );
        assert_eq!(figures[1].last().unwrap(), &format!("of {} no longer pending", thousands(all - pending)));
        match back {
            None => assert!(figures[0].len() == 2 && figures[1].len() == 3, "{figures:?}"),
            // The sign says whether there are more. What has just arrived may be in the quarter of an hour that is compared.
            Some(back) => {
                let end = now.checked_sub(back).unwrap();
                let (least, ..) = count(&start.checked_sub(back).unwrap(), &end);
                let (most, ..) = count(&start.checked_sub(back).unwrap(), &end.checked_add(15.minutes()).unwrap());
                assert!(all <= most || figures[0][2].starts_with('+'), "{query} {all} {most}: {figures:?}");
                assert!(all >= least || figures[0][2].starts_with('\u{2212}'), "{query} {all} {least}: {figures:?}");
            }
        }
    }
}

#[test]
fn callbacks_that_could_not_be_read_are_an_alert() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let unreadable = || agent().get(format!("{}?numero=x", server.callback)).call().unwrap();
    assert!(!server.get("/").contains("class=\"alert\"") && !server.get("/").contains("class=\"count\""));
    unreadable();
    assert!(server.get("/").contains("<strong>1 callback or receipt could not be read in the last 7 days</strong>"));
    unreadable();
    assert!(server.get("/?lang=fr").contains("<strong>2 notifications et accusés n'ont pas pu être lus"));
    for page in ["/", "/campaigns", "/unreadable"] {
        assert!(server.get(page).contains("Unreadable <span class=\"count\">2</span>"), "{page}");
    }
}

#[test]
fn a_page_without_reports_says_what_to_do() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let page = server.get("/");
    let secret = server.callback.rsplit('/').next().unwrap();
    assert!(page.contains("curl") && page.contains("webhook secret") && !page.contains(secret), "{page}");
    server.report("numero=33600000000&statut=11&smsID=S1&refClient=first");
    assert!(!server.get("/").contains("webhook secret"));
}
