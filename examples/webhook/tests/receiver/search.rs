use std::collections::BTreeSet;

use fastrand::Rng;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    database::Database,
    server::{Server, agent, folder},
};

/// Where a search leads: to one page, or to all pages that it lists.
fn found(server: &Server, text: &str) -> BTreeSet<String> {
    let address = format!("{}/search?q={}", server.address, utf8_percent_encode(text, NON_ALPHANUMERIC));
    let mut answer = agent().get(address).config().max_redirects(0).build().call().unwrap();
    if answer.status() == 303 {
        return [answer.headers()["location"].to_str().unwrap().to_owned()].into();
    }
    assert_eq!(answer.status(), 200, "{text}");
    let page = answer.body_mut().read_to_string().unwrap();
    let links = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    links
        .filter(|link| ["/numbers/", "/messages/", "/campaigns/"].iter().any(|start| link.starts_with(start)))
        .filter(|link| link != "/numbers/review")
        .collect()
}

/// Sends a random report of a platform on a message, and returns what it is to be found by: its id, its number, its campaign.
fn report(server: &Server, rng: &mut Rng, n: usize) -> [String; 3] {
    let id = format!("{}{n}", ["id ", "S", "a.b-", "é", "x%_", "00"][rng.usize(..6)]);
    let number = format!("{}{:09}", ["33", "44", "1", "00336"][rng.usize(..4)], 100_000 + n);
    let campaign = format!("{} {n} end", ["Spring", "été", "<b>", "50%", "\u{202e}x", "a/b"][rng.usize(..6)]);
    let query = |pairs: &[(&str, &str)]| serde_urlencoded::to_string(pairs).unwrap();
    let in_url = query(&[("campaign", &campaign)]);
    let json = |value: serde_json::Value| Some(value.to_string());
    let (path, body) = match n % 6 {
        0 => (
            format!("?{}", query(&[("numero", &number), ("statut", "11"), ("smsID", &id), ("refClient", &campaign)])),
            None,
        ),
        1 => (
            String::new(),
            json(serde_json::json!({
                "messageId": id, "recipient": { "to": number }, "refClient": campaign, "status": { "value": "DELIVERED" },
            })),
        ),
        2 => (
            format!("/twilio?{in_url}"),
            Some(query(&[("MessageSid", &id), ("To", &number), ("MessageStatus", "delivered")])),
        ),
        3 => (
            format!("/africas-talking?{in_url}"),
            Some(query(&[("id", &id), ("phoneNumber", &number), ("status", "Success")])),
        ),
        4 => (
            format!("/vonage?{in_url}"),
            json(serde_json::json!({
                "msisdn": number, "messageId": id, "client-ref": format!("of {n}"), "status": "delivered", "err-code": "0",
            })),
        ),
        _ => (
            format!("/bandwidth?{in_url}"),
            json(serde_json::json!([{
                "type": "message-delivered", "to": number, "message": { "id": id },
            }])),
        ),
    };
    let url = format!("{}{path}", server.callback);
    let status = match body {
        None => agent().get(url).call().unwrap().status(),
        Some(body) => agent().post(url).send(&body).unwrap().status(),
    };
    assert!(status.is_success(), "{path}: {status}");
    [id, number, campaign]
}

#[test]
fn every_number_id_and_campaign_is_found() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let mut rng = Rng::with_seed(1);
    for n in 0..60 {
        let [id, number, campaign] = report(&server, &mut rng, n);
        let message = format!("/messages/{}", Database::open(folder.path()).count("SELECT max(id) FROM message"));
        assert!(found(&server, &id).contains(&message), "{id}");
        assert!(found(&server, &format!("  {id}\u{200b} ")).contains(&message), "{id}");
        // Zeros that were dialled before it are no part of it.
        let digits = number.strip_prefix("00").unwrap_or(&number);
        let spaced = format!("+{} {}-{}", &digits[..2], &digits[2..4], &digits[4..]);
        for way in [digits.to_owned(), format!("00{digits}"), spaced] {
            assert!(found(&server, &way).contains(&format!("/numbers/{digits}")), "{way}");
        }
        let page = server.get(&message);
        let link = page.split("href=\"/campaigns/").nth(1).unwrap().split('"').next().unwrap();
        for text in [campaign.as_str(), &campaign[..campaign.len() - 2], &format!(" {n} end")] {
            assert!(found(&server, text).contains(&format!("/campaigns/{link}")), "{text}");
        }
    }
    assert!(found(&server, "nothing like this").is_empty());
}

#[test]
fn one_hit_leads_to_its_page_and_keeps_the_language() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000001&statut=11&smsID=S1&refClient=spring");
    server.report("numero=33611111111&statut=11&smsID=S2&date_reception=2026-01-31+10%3A00%3A00");
    for (query, path) in [
        ("q=S1", "/messages/1"),
        ("q=SPRI&lang=fr", "/campaigns/spring?lang=fr"),
        ("q=%2B33+6+00&lang=en", "/numbers/33600000001?lang=en"),
        ("q=2026-01-31", "/campaigns/2026-01-31"),
        // As the page shows it.
        ("q=31%2F01%2F2026&lang=fr", "/campaigns/2026-01-31?lang=fr"),
    ] {
        let request = agent().get(format!("{}/search?{query}", server.address));
        let answer = request.config().max_redirects(0).build().call().unwrap();
        assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (303, path), "{query}");
    }
    assert_eq!(found(&server, "336").len(), 0);
    assert_eq!(found(&server, "3361111").len(), 1);
    let several: BTreeSet<String> = ["33600000001", "33611111111"].map(|digits| format!("/numbers/{digits}")).into();
    server.report("numero=33600000002&statut=11&smsID=S3&refClient=spring");
    assert!(found(&server, "3360").len() == 2 && found(&server, "336111").is_subset(&several));
    // What nobody would look for is no error.
    for query in [
        String::new(),
        "q=".to_owned(),
        "q=a&q=b".to_owned(),
        "q=%00".to_owned(),
        "q=%FF".to_owned(),
        "q=%E2%80%AE".to_owned(),
        "q=%25_%5C".to_owned(),
        format!("q={}", "x".repeat(60_000)),
        format!("q={}", "9".repeat(60_000)),
    ] {
        let page = server.get(&format!("/search?{query}"));
        assert!(page.contains("What you can search for"), "{query}");
        assert!(page.len() < 200_000);
    }
    let page = server.get("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&lang=fr");
    assert!(page.contains("<bdi>&lt;script&gt;") && !page.contains("<script>alert"), "{page}");
}

#[test]
fn a_number_is_found_by_its_national_form_and_by_its_last_digits() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for (n, number) in ["33612345678", "33612345679", "447700905678"].into_iter().enumerate() {
        server.report(&format!("numero={number}&statut=11&smsID=S{n}&refClient=a"));
    }
    let found = |text: &str| server.get(&format!("/search?lang=en&q={text}"));
    // What is one thing leads to its page.
    for text in ["06+12+34+56+78", "0612345678", "12345678", "06.12.34.56.78"] {
        assert!(found(text).contains("<title>33612345678 "), "{text}");
    }
    let both = found("5678");
    assert!(
        both.contains("end with these digits") && both.contains("33612345678") && both.contains("447700905678"),
        "{both}"
    );
    assert!(!both.contains("33612345679"));
    for text in ["0678", "678", "0712345678"] {
        assert!(found(text).contains("No results for"), "{text}");
    }
    // What begins so comes first.
    assert!(found("3361234").contains("begin with these digits"));
}
