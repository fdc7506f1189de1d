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
        // After these comes the time to delivery.
        let texts: Vec<[&str; 2]> = figures.iter().take(4).map(|figure| [&*figure[0], &*figure[1]]).collect();
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

#[test]
fn callbacks_that_could_not_be_read_can_be_marked_as_seen() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for n in 1..=3 {
        assert_eq!(agent().get(format!("{}?numero=x{n}", server.callback)).call().unwrap().status(), 400);
    }
    let badge = |n: usize| {
        let overview = server.get("/?lang=en");
        assert_eq!(overview.contains("class=\"alert\""), n > 0, "{n}: {overview}");
        let page = server.get("/unreadable?lang=en");
        for page in [&overview, &page] {
            assert_eq!(page.contains(&format!("Unreadable <span class=\"count\">{n}</span>")), n > 0, "{n}: {page}");
        }
        assert!(page.contains("Kept: <strong>3</strong>"), "{page}");
        assert!(page.contains(&format!("Not yet seen: <strong>{n}</strong>")), "{page}");
        assert_eq!(page.matches(">Mark as seen<").count(), n, "{page}");
        assert_eq!(page.contains("Mark all as seen"), n > 0, "{page}");
    };
    let post = |path: &str, headers: &[(&str, &str)]| {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().new_agent();
        let request = agent.post(format!("{}{path}", server.address));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        request.send_empty().unwrap()
    };
    badge(3);
    // A page of another site cannot do it in the browser of somebody who may, whatever the browser says of it.
    for headers in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site"), ("origin", &server.address)],
        &[("origin", "https://example.org")],
        &[("origin", "null")],
    ] {
        for path in ["/unreadable/1", "/unreadable?through=3", "/"] {
            assert_eq!(post(path, headers).status(), 403, "{headers:?} {path}");
        }
    }
    badge(3);
    assert!(server.get("/metrics").contains("webhook_refused_total{reason=\"other_site\"}"));
    // The form of the page, as it is sent with and without HTTPS, and by a program.
    let page = server.get("/unreadable/2?lang=fr");
    assert!(page.contains("<form method=\"post\" action=\"/unreadable/2?lang=fr\">"), "{page}");
    let answer = post("/unreadable/2?lang=fr", &[("sec-fetch-site", "same-origin"), ("origin", &server.address)]);
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["location"]),
        (303, &"/unreadable?lang=fr".parse().unwrap())
    );
    badge(2);
    assert!(server.get("/unreadable/2?lang=fr").contains("<dt>Vu</dt>"));
    assert_eq!(post("/unreadable/2", &[]).status(), 303);
    badge(2);
    // What has come since the page was shown has not been seen.
    let page = server.get("/unreadable?lang=en");
    assert!(page.contains("action=\"/unreadable?through=3&amp;lang=en\""), "{page}");
    assert_eq!(post("/unreadable?through=1", &[("origin", &server.address)]).status(), 303);
    badge(1);
    let seen = server.get("/unreadable.csv");
    let seen: Vec<bool> = seen.lines().skip(1).map(|row| !row.ends_with(',')).collect();
    assert_eq!(seen, [false, true, true]);
    assert_eq!(post("/unreadable?through=3&lang=en", &[]).status(), 303);
    badge(0);
    for (path, status) in
        [("/unreadable", 400), ("/unreadable?through=x", 400), ("/unreadable/x", 404), ("/unreadable/9", 404)]
    {
        assert_eq!(post(path, &[]).status(), status, "{path}");
    }
    // It is kept, and what comes next is new.
    drop(agent().get(format!("{}?numero=y", server.callback)).call().unwrap());
    assert!(server.get("/").contains("Unreadable <span class=\"count\">1</span>"));
}
