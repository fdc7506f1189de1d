use std::cmp::Reverse;

use fastrand::Rng;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    database::Database,
    followed::Followed,
    server::{Server, agent, folder},
};

/// A campaign, as it was reported.
#[derive(Clone, Debug)]
struct Campaign {
    name: String,
    platform: &'static str,
    received: usize,
    failed: usize,
    pending: usize,
}

/// The names of the campaigns on a page, and the page after it.
fn listed(server: &Server, address: &str) -> (Vec<String>, Option<String>) {
    let page = server.get(address);
    let rows = page.split("id=\"campaign-").skip(1);
    let names = rows.map(|row| row.split("<bdi>").nth(1).unwrap().split("</bdi>").next().unwrap().to_owned());
    let next =
        page.split("rel=\"next\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    (names.collect(), next)
}

#[test]
fn a_list_has_the_campaigns_asked_for_in_the_order_asked_for() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let mut rng = Rng::with_seed(1);
    let words = ["spring", "Sale", "50%", "a_b", "news"];
    let campaigns: Vec<Campaign> = (0..130)
        .map(|n| Campaign {
            name: format!("{} {n}", words[rng.usize(..words.len())]),
            platform: ["smsmode", "sinch"][rng.usize(..2)],
            received: rng.usize(..2),
            failed: rng.usize(..3),
            pending: 1,
        })
        .collect();
    let mut id = 0;
    for campaign in &campaigns {
        let name = utf8_percent_encode(&campaign.name, NON_ALPHANUMERIC).to_string();
        for (code, word, messages) in
            [(11, "Delivered", campaign.received), (3502, "Failed", campaign.failed), (0, "Queued", campaign.pending)]
        {
            for _ in 0..messages {
                id += 1;
                if campaign.platform == "smsmode" {
                    server.report(&format!("numero=33600000000&statut={code}&smsID=S{id}&refClient={name}"));
                } else {
                    let body = format!(
                        r#"{{"type":"recipient_delivery_report_sms","batch_id":"B{id}","recipient":"33600000000","code":0,"status":"{word}"}}"#
                    );
                    let address = format!("{}/sinch?campaign={name}", server.callback);
                    assert_eq!(agent().post(address).send(body).unwrap().status(), 200);
                }
            }
        }
    }
    for sort in ["", "latest", "failures", "size"] {
        for outcome in ["", "failed", "received", "partial", "nothing"] {
            for platform in ["", "sinch", "vonage"] {
                for text in ["", "sale", "50%", "_", "SPRING 1", " news "] {
                    let mut expected: Vec<(usize, &Campaign)> = campaigns
                        .iter()
                        .enumerate()
                        .filter(|(_, campaign)| match outcome {
                            "failed" => campaign.failed > 0,
                            "received" => campaign.received > 0,
                            "partial" => false,
                            _ => true,
                        })
                        .filter(|(_, campaign)| platform.is_empty() || campaign.platform == platform)
                        .filter(|(_, campaign)| campaign.name.to_lowercase().contains(&text.trim().to_lowercase()))
                        .collect();
                    expected.sort_by_key(|(n, campaign)| {
                        Reverse((if sort == "failures" { campaign.failed } else { 0 }, *n))
                    });
                    let text = utf8_percent_encode(text, NON_ALPHANUMERIC);
                    let address = format!("/campaigns?sort={sort}&outcome={outcome}&platform={platform}&q={text}");
                    let mut found = Vec::new();
                    let mut next = Some(address.clone());
                    while let Some(page) = next {
                        let (names, more) = listed(&server, &page);
                        assert!(names.len() <= 50, "{page}");
                        found.extend(names);
                        next = more;
                    }
                    let expected: Vec<&str> = expected.iter().map(|(_, campaign)| &*campaign.name).collect();
                    assert_eq!(found, expected, "{address}");
                }
            }
        }
    }
    let page = server.get("/campaigns?outcome=partial&lang=en");
    assert!(page.contains("No campaign matches.") && page.contains("href=\"/campaigns?lang=en\""), "{page}");
}

#[test]
fn a_list_that_is_followed_has_no_ages_and_keeps_its_filter() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000000&statut=3502&smsID=S1&refClient=bad");
    assert!(server.get("/campaigns").contains(">now</time>"));
    let mut page = Followed::new(&server, "/live/campaigns?outcome=failed");
    // A time is not an age, so that a row does not change with time.
    let first = page.next();
    assert!(
        first.contains("<bdi>bad</bdi>") && first.contains("<time class=\\\"age\\\"") && !first.contains(">now<"),
        "{first}"
    );
    server.report("numero=33600000000&statut=11&smsID=S2&refClient=good");
    server.report("numero=33600000000&statut=3502&smsID=S3&refClient=worse");
    let second = page.next();
    assert!(second.contains("<bdi>worse</bdi>") && !second.contains("good") && !second.contains("bad"), "{second}");
}

/// Platforms say the same with different statuses: what is compared is the delivery rate.
#[test]
fn a_campaign_is_compared_with_all_messages_by_its_delivery_rate() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for (n, code) in [11, 11, 11, 3522].into_iter().enumerate() {
        server.report(&format!("numero=3360000000{n}&statut={code}&smsID=S{n}&refClient=ours"));
    }
    for n in 0..6 {
        let query = format!("msisdn=3361000000{n}&messageId=V{n}&status=delivered&err-code=0");
        let answer = agent().get(format!("{}/vonage?campaign=theirs&{query}", server.callback)).call().unwrap();
        assert_eq!(answer.status(), 200);
    }
    let page = server.get("/campaigns/ours?lang=en");
    assert!(page.contains("75.0%") && page.contains("90.0% for all messages") && !page.contains("average"), "{page}");
    assert!(server.get("/campaigns/theirs?lang=fr").contains("90,0\u{202f}% pour tous les messages"));
}

#[test]
fn a_campaign_says_how_many_were_received_and_when_nothing_more_is_to_be_expected() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for (n, code) in [11, 11, 0].into_iter().enumerate() {
        server.report(&format!("numero=3360000000{n}&statut={code}&smsID=S{n}&refClient=late"));
    }
    let page = server.get("/campaigns/late?lang=en");
    assert!(page.contains("2 of 3 received") && page.contains("More reports are expected."), "{page}");
    Database::open(folder.path()).execute("UPDATE campaign SET last_report = last_report - 73 * 3600000");
    let page = server.get("/campaigns/late?lang=en");
    assert!(
        page.contains("Messages with no final report 72 h after their first one: 1.")
            && !page.contains("More reports are expected"),
        "{page}"
    );
    // The list behind the figures of the first page.
    let overview = server.get("/?lang=en");
    assert!(overview.contains("href=\"/messages?outcome=pending&amp;from="), "{overview}");
    let list = server.get("/messages?outcome=pending&lang=en");
    assert!(list.contains("S2") && !list.contains(">S1<") && list.contains("late"), "{list}");
    assert_eq!(server.get("/messages.csv?outcome=received&country=FR").lines().count(), 3);
    assert_eq!(server.get("/messages.csv?country=DE").lines().count(), 1);
    assert_eq!(agent().get(format!("{}/messages?outcome=odd", server.address)).call().unwrap().status(), 400);
}

#[test]
fn a_message_without_a_final_report_in_time_is_shown_as_such() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for (n, code) in [0, 13, 0, 11].into_iter().enumerate() {
        server.report(&format!("numero=3360000000{n}&statut={code}&smsID=S{n}&refClient=late"));
    }
    let database = Database::open(folder.path());
    // S0 has had its time, S1 nearly, S2 none of it; S3 has its final report.
    database.make_older("key LIKE '%S0 %' OR key LIKE '%S3 %'", 73);
    database.make_older("key LIKE '%S1 %'", 71);
    let lists = |server: &Server| {
        let page = server.get("/messages?outcome=pending&lang=en");
        page.matches("No final report after").count()
    };
    assert_eq!(lists(&server), 1);
    for path in ["/?lang=en", "/campaigns/late?lang=en"] {
        let page = server.get(path);
        let note = page.split("<dd class=\"note \"><a href=\"").chain(page.split("<dd class=\"note\"><a href=\""));
        let note = note.skip(1).find(|rest| rest.contains("1 with no final report after 72 h")).expect(path);
        let address = note.split('"').next().unwrap().replace("&amp;", "&");
        let list = server.get(&address);
        assert!(list.contains(">S0<") && !list.contains(">S1<") && !list.contains(">S3<"), "{address}: {list}");
        assert!(!page.contains("No more reports are expected"), "{path}");
    }
    assert!(server.get("/?lang=fr").contains("dont 1 sans compte rendu définitif après 72\u{a0}h"));
    assert!(server.get("/search?q=S0&lang=en").contains("No final report after 72 h"));
    assert!(!server.get("/search?q=S1&lang=en").contains("No final report"));
    // In a range that begins later there is none.
    assert!(!server.get("/?range=24h&lang=en").contains("with no final report"));
    drop(server);
    let server = Server::start(folder.path(), &["--final-report-hours", "48"]);
    assert_eq!(lists(&server), 2);
    assert!(server.get("/numbers/33600000001?lang=fr").contains("Pas de compte rendu définitif après 48\u{a0}h"));
    // If all that are pending have had their time, nothing more is expected.
    database.make_older("key LIKE '%S2 %'", 49);
    let page = server.get("/campaigns/late?lang=en");
    assert!(page.contains("Messages with no final report 48 h after their first one: 3."), "{page}");
    // What comes after all counts.
    server.report("numero=33600000000&statut=11&smsID=S0&refClient=late");
    assert_eq!(lists(&server), 2);
}
