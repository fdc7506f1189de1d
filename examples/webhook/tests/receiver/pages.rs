use std::collections::BTreeSet;

use sms_status::DeliveryStatus;

use crate::{
    followed::Followed,
    server::{Server, agent, folder},
};

#[test]
fn a_page_is_in_the_language_asked_for() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000000&statut=3522&refClient=news");
    let cases = [
        ("", None, "en"),
        ("", Some("fr"), "fr"),
        ("", Some("fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5"), "fr"),
        ("", Some("de, en;q=0.7, fr;q=0.9"), "fr"),
        ("", Some("en-US,en;q=0.5"), "en"),
        ("", Some("de"), "en"),
        ("", Some(";;;q=,,\u{7f}"), "en"),
        ("?lang=fr", Some("en"), "fr"),
        ("?lang=en", Some("fr"), "en"),
        ("?lang=xx", Some("fr"), "fr"),
        ("?lang=", Some("fr"), "fr"),
        ("?lang=fr&lang=en", Some("fr"), "fr"),
        ("?page=x", Some("fr"), "fr"),
    ];
    for path in ["/", "/campaigns/news", "/unreadable", "/campaigns/unknown"] {
        for (query, accepted, language) in cases {
            let mut request = agent().get(format!("{}{path}{query}", server.address));
            if let Some(accepted) = accepted {
                let Ok(value) = ureq::http::HeaderValue::from_bytes(accepted.as_bytes()) else { continue };
                request = request.header("accept-language", value);
            }
            let mut response = request.call().unwrap();
            assert_eq!(response.status(), if path.ends_with("unknown") { 404 } else { 200 }, "{path}{query}");
            let page = response.body_mut().read_to_string().unwrap();
            assert!(page.contains(&format!("<html lang=\"{language}\">")), "{path}{query} {accepted:?}");
        }
    }
    let page = |language| server.get(&format!("/campaigns/news?lang={language}"));
    let status = DeliveryStatus::PermanentAbsenceError;
    for language in sms_status::Language::VARIANTS {
        let page = page(language.name()).replace("&#39;", "'");
        assert!(page.contains(status.label(*language)) && page.contains(status.description(*language)), "{page}");
    }
}

#[test]
fn every_link_leads_somewhere_and_nothing_comes_from_elsewhere() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for n in 0..120 {
        server.report(&format!("numero=33600000000&statut=11&refClient=campaign-{n}"));
    }
    assert_eq!(agent().get(format!("{}?numero=x", server.callback)).call().unwrap().status(), 400);
    let (mut seen, mut todo) = (BTreeSet::new(), vec!["/?lang=fr".to_owned(), "/".to_owned()]);
    // Campaigns are alike, and so are lists that are limited in several ways.
    let is_alike = |link: &str| {
        let limits = ["network=", "country=", "platform=", "to="].iter().filter(|limit| link.contains(**limit)).count();
        let is_another = link.strip_prefix("/campaigns/campaign-").is_some_and(|rest| !rest.starts_with(['0', '7']));
        limits > 1 || is_another && (limits > 0 || link.contains("/messages"))
    };
    while let Some(link) = todo.pop() {
        if is_alike(&link) || !seen.insert(link.clone()) {
            continue;
        }
        let mut response = agent().get(format!("{}{link}", server.address)).call().unwrap();
        assert_eq!(response.status(), 200, "{link}");
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        if link.starts_with("/assets/") {
            continue;
        }
        let page = response.body_mut().read_to_string().unwrap();
        for attribute in ["href=\"", "src=\""] {
            let links = page.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
            for found in links.filter(|found| !found.starts_with('#')) {
                assert!(found.starts_with('/') && !found.starts_with("//"), "{link}: {found}");
                if link.contains("lang=fr") && found.starts_with("/campaigns/") && !found.contains(".json") {
                    assert!(found.contains("?lang=") || found.contains("&lang="), "{link}: {found}");
                }
                todo.push(found);
            }
        }
    }
    // Three pages of campaigns in three languages (the browser's own, and two chosen ones).
    for path in [
        "/?range=24h",
        "/?range=all&lang=fr",
        "/campaigns?page=1",
        "/campaigns?page=2&lang=fr",
        "/campaigns/campaign-0",
        "/campaigns/campaign-0/messages?status=received&lang=fr",
        "/campaigns/campaign-119.json",
        "/campaigns/campaign-0/messages?lang=fr",
        "/campaigns.csv",
        "/campaigns/campaign-0/messages.csv",
        "/messages/1?lang=fr",
        "/messages/1.json",
        "/numbers/33600000000?lang=fr",
        "/numbers/33600000000.csv",
        "/numbers/review",
        "/numbers/suppress?lang=fr",
        "/numbers/remove.json",
        "/unreadable",
        "/unreadable/1?lang=fr",
        "/unreadable.csv",
    ] {
        assert!(seen.contains(path), "{path}");
    }
}

#[test]
fn whatever_a_campaign_is_called_it_has_a_page_and_json() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let names = [
        "a.json",
        "a",
        "a.json.json",
        "é è/ç",
        "a/b",
        "%41",
        "a+b",
        "?",
        "#",
        "<script>alert(1)</script>",
        "\"'&",
        "\u{1}",
        "2026-02-30",
        "🙂",
        // In a path these are not names, however they are encoded.
        ".",
        "..",
        // Turns what follows it round.
        "\u{202e}6202",
        &"é".repeat(5_000),
    ];
    for (n, name) in names.iter().enumerate() {
        let encoded: String =
            percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string();
        server.report(&format!("numero=33600000000&statut=11&smsID={n}&refClient={encoded}"));
    }
    let page = server.get("/campaigns");
    assert!(!page.contains("<script>alert"));
    assert!(!page.contains("/%2E\"") && !page.contains("/%2E%2E\""));
    assert!(page.contains("<bdi>\u{202e}6202</bdi>"));
    assert!(page.len() < 40_000, "{}", page.len());
    let links: Vec<&str> =
        page.split("href=\"/campaigns/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(links.len(), names.len());
    for link in links {
        assert!(server.get(&format!("/campaigns/{link}")).contains("<h1>"), "{link}");
        assert_eq!(server.campaign(link).count(DeliveryStatus::Received), 1, "{link}");
    }
    for unknown in [
        "/campaigns/by-id/99",
        "/campaigns/by-id/x",
        "/campaigns/by-id/99.json",
        "/campaigns/b",
        "/campaigns/b.json",
        "/campaigns/.json",
        "/campaigns/%FF",
        "/x",
        "/assets/x",
        "/campaigns/",
    ] {
        assert_eq!(agent().get(format!("{}{unknown}", server.address)).call().unwrap().status(), 404, "{unknown}");
    }
}

#[test]
fn a_message_is_in_one_campaign_whatever_order_its_reports_come_in() {
    let reports = [
        "numero=33600000000&smsID=S1&statut=0&date_reception=2026-03-02+09%3A00%3A00",
        "numero=33600000000&smsID=S1&statut=13&date_reception=2026-03-01+23%3A00%3A00",
        "numero=33600000000&smsID=S1&statut=11&date_reception=2026-03-03+09%3A00%3A00&refClient=+",
        "numero=33600000000&smsID=S1&statut=1&refClient=spring",
    ];
    let orders = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1], [1, 0, 3, 2], [0, 3, 1, 2]];
    // With the reference it is in that campaign; without it, in that of the first day.
    for (used, campaign) in [(4, "spring"), (3, "2026-03-01")] {
        for order in orders {
            let folder = folder();
            let server = Server::start(folder.path(), &[]);
            for report in order.into_iter().filter(|&report| report < used) {
                server.report(reports[report]);
            }
            let report = server.campaign(campaign);
            assert_eq!(report.total(), 1, "{order:?}");
            assert_eq!(report.status(), Some(DeliveryStatus::Received), "{order:?}");
            assert_eq!(server.get("/").matches("href=\"/campaigns/").count(), 1, "{order:?}");
        }
    }
}

#[test]
fn callbacks_without_an_id_are_told_apart_by_campaign_and_recipient() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for query in [
        "numero=33600000000&statut=0&refClient=a",
        "numero=33600000000&statut=11&refClient=a",
        "numero=33611111111&statut=11&refClient=a",
        "numero=33600000000&statut=3502&refClient=b",
        // One id for a sending to two recipients.
        "numero=33600000000&statut=11&smsID=S1&refClient=c",
        "numero=33611111111&statut=3502&smsID=S1&refClient=c",
    ] {
        server.report(query);
    }
    assert_eq!(["a", "b", "c"].map(|name| server.campaign(name).total()), [2, 1, 2]);
    assert_eq!(server.campaign("a").count(DeliveryStatus::Received), 2);
}

#[test]
#[cfg(unix)]
fn a_page_that_is_followed_gets_the_changes_and_does_not_hold_up_the_end() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000000&statut=0&smsID=S1&refClient=news");
    let mut page = Followed::new(&server, "/campaigns/news/live?lang=fr");
    assert!(page.next().contains("Envoyé"));
    // Another campaign is none of its business; its own is.
    server.report("numero=33600000000&statut=11&smsID=S2&refClient=other");
    server.report("numero=33600000000&statut=11&smsID=S1&refClient=news");
    let event = page.next();
    assert!(event.contains("Reçu") && !event.contains("Envoyé"), "{event}");
    assert!(server.stop());
    page.end();
}

#[test]
fn a_file_is_sent_again_only_if_it_has_changed() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let get = |path: &str, tag: &str| {
        let answer = agent().get(format!("{}{path}", server.address)).header("if-none-match", tag).call().unwrap();
        let tag = answer.headers()["etag"].to_str().unwrap().to_owned();
        (answer.status().as_u16(), tag)
    };
    let names = ["tokens.css", "style.css", "table.css", "chart.css", "age.js", "live.js", "icon.svg"];
    for path in names.map(|name| format!("/assets/{name}")) {
        let path = path.as_str();
        let (status, tag) = get(path, "\"other\"");
        assert_eq!(status, 200, "{path}");
        assert_eq!(get(path, &tag), (304, tag.clone()), "{path}");
        assert_eq!(get(path, &format!("\"other\", {tag}")), (304, tag.clone()), "{path}");
    }
}

#[test]
fn a_page_and_its_updates_are_compressed_for_those_who_can_read_it() {
    use std::{
        io::{Read, Write},
        net::TcpStream,
        time::Duration,
    };

    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for n in 0..50 {
        server.report(&format!("numero=33600000000&statut=11&smsID=S{n}&refClient=campaign-{n}"));
    }
    // A report on the way, so that no outcome is new.
    server.report("numero=33600000000&statut=0&smsID=T0&refClient=campaign-1");
    for (page, events, least) in [("/", "/live", 15_000), ("/campaigns", "/live/campaigns", 20_000)] {
        let mut stream = TcpStream::connect(server.page_host()).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        write!(stream, "GET {events} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\n\r\n").unwrap();
        // What has arrived once something has, after the head of the answer if there is one, and nothing more comes.
        let mut receive = |after_head: bool| {
            let mut received = Vec::new();
            for _ in 0..150 {
                let mut some = [0; 4096];
                let head = received.windows(4).position(|end| end == b"\r\n\r\n").map_or(usize::MAX, |end| end + 4);
                match stream.read(&mut some) {
                    Ok(n) => received.extend_from_slice(&some[..n]),
                    Err(_) if received.len() > if after_head { head } else { 0 } => break,
                    Err(_) => {}
                }
            }
            received
        };
        // A busy machine sends the head alone, and the first version later.
        let first = receive(true);
        assert!(String::from_utf8_lossy(&first).contains("content-encoding: gzip"));
        let whole = server.get(page).len();
        assert!(whole > least && first.len() < whole / 5, "{} of {whole}", first.len());
        // One report: a row, the figures and what moves.
        server.report(&format!("numero=33600000000&statut=0&smsID=T{}&refClient=campaign-0", page.len()));
        let update = receive(false);
        assert!(!update.is_empty() && update.len() < 1_500, "{} of {whole}", update.len());
    }
}
