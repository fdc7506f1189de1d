use fastrand::Rng;
use sms_status::{BulkReport, DeliveryStatus};

use crate::{
    database::Database,
    server::{Server, agent, folder},
};

/// The rows of the table of reports on the page of a message.
fn rows(page: &str) -> Vec<&str> {
    let table = page.split("<table class=\"reports\"").nth(1).unwrap().split("</table>").next().unwrap();
    table.split("<tr").skip(2).collect()
}

#[test]
fn the_report_that_counts_is_the_most_advanced_and_of_equal_ones_the_first() {
    const CODES: [u16; 7] = [0, 1, 13, 11, 3502, 3522, 100];

    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let mut rng = Rng::with_seed(1);
    for message in 1..=40 {
        let mut reports: Vec<(DeliveryStatus, u32)> = Vec::new();
        for _ in 0..rng.usize(1..8) {
            let (code, second) = (CODES[rng.usize(..CODES.len())], rng.u32(..4));
            reports.push((DeliveryStatus::from_code(code).unwrap(), second));
            server.report(&format!(
                "numero=33600000000&smsID=S{message}&statut={code}&date_reception=2026-01-01+10%3A00%3A0{second}"
            ));
        }
        let mut best = 0;
        for (n, report) in reports.iter().enumerate() {
            let (status, second) = reports[best];
            if report.0 > status || report.0 == status && report.1 < second {
                best = n;
            }
        }
        let page = server.get(&format!("/search?q=S{message}&lang=en"));
        let rows = rows(&page);
        assert_eq!(rows.len(), reports.len());
        for (n, row) in rows.iter().enumerate() {
            assert_eq!(row.contains("This one counts"), n == best, "{reports:?} {n}");
            assert!(row.replace("&#39;", "'").contains(reports[n].0.label(sms_status::Language::English)), "{row}");
            assert!(row.contains(&format!("smsID=S{message}&amp;statut={}", reports[n].0.code())), "{row}");
        }
    }
}

#[test]
fn the_page_of_a_message_in_parts_says_how_they_make_its_status() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let mut rng = Rng::with_seed(1);
    for message in 1..=20 {
        let mut parts: [Option<(DeliveryStatus, usize)>; 3] = [None; 3];
        let reports: Vec<(usize, &str, DeliveryStatus)> = (0..rng.usize(1..8))
            .map(|_| {
                let words = [
                    ("delivered", DeliveryStatus::Delivered),
                    ("buffered", DeliveryStatus::DeliveredToOperator),
                    ("accepted", DeliveryStatus::Sent),
                ];
                let (word, status) = words[rng.usize(..words.len())];
                (rng.usize(..3), word, status)
            })
            .collect();
        for (n, (part, word, status)) in reports.iter().enumerate() {
            let body = format!(
                r#"{{"msisdn":"33600000000","messageId":"p{part}-{message}","client-ref":"m{message}","status":"{word}","err-code":"0","message-timestamp":"2026-01-01 09:00:00"}}"#
            );
            let answer = agent().post(format!("{}/vonage?campaign=long", server.callback)).send(&body).unwrap();
            assert_eq!(answer.status(), 200);
            if parts[*part].is_none_or(|(known, _)| *status > known) {
                parts[*part] = Some((*status, n));
            }
        }
        let page = server.get(&format!("/search?q=m{message}&lang=en"));
        let rows = rows(&page);
        for (n, row) in rows.iter().enumerate() {
            let counts = parts.iter().flatten().any(|&(_, best)| best == n);
            assert_eq!(row.contains("This one counts for its part"), counts, "{reports:?} {n}");
            assert!(row.contains(&format!("p{}-{message}", reports[n].0)), "{row}");
        }
        let all: BulkReport = parts.iter().flatten().map(|&(status, _)| status).collect();
        let facts = page.split("<dl class=\"facts\">").nth(1).unwrap().split("</dl>").next().unwrap();
        let label = all.status().unwrap().label(sms_status::Language::English);
        assert!(facts.contains(label), "{label}: {facts}");
    }
}

#[test]
fn many_reports_are_shown_on_several_pages_and_one_of_all_counts() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for n in 0..50 {
        let code = if n == 30 { 11 } else { 13 };
        server.report(&format!("numero=33600000000&smsID=S1&statut={code}&n={n}"));
    }
    let (mut seen, mut counting, mut next) = (0, Vec::new(), Some("/search?q=S1&lang=en".to_owned()));
    while let Some(path) = next {
        let page = server.get(&path);
        for row in rows(&page) {
            assert!(row.contains(&format!("&amp;n={seen}</pre>")), "{seen}: {row}");
            if row.contains("This one counts") {
                counting.push(seen);
            }
            seen += 1;
        }
        let link = page.split("rel=\"next\" href=\"").nth(1);
        next = link.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    }
    assert_eq!((seen, counting), (50, vec![30]));
}

#[test]
fn long_words_are_shown_whole_and_deleted_ones_are_missed_in_words() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let long = "é<".repeat(35_000);
    let body = serde_json::json!({ "results": [{
        "messageId": "long", "to": "33600000000", "status": { "groupId": 3, "groupName": "DELIVERED" }, "note": long,
    }] });
    for (body, status) in [(body.to_string(), 200), (format!("{{{long}"), 400)] {
        let answer = agent().post(format!("{}/infobip", server.callback)).send(&body).unwrap();
        assert_eq!(answer.status(), status);
    }
    let shown = "é&lt;".repeat(35_000);
    for path in ["/messages/1?lang=en", "/unreadable/1"] {
        assert!(server.get(path).contains(&shown), "{path}");
    }
    for path in ["/messages/1.csv", "/unreadable.csv", "/messages/1.json", "/unreadable.json"] {
        assert!(server.get(path).contains(&long), "{path}");
    }
    // A list shows the beginning of each.
    assert!(server.get("/unreadable").len() < 20_000);

    let note = "reports on this message have been deleted because of their age";
    let page = || server.get("/messages/1?lang=en");
    assert!(!page().contains(note));
    let database = Database::open(folder.path());
    database.execute("UPDATE message SET arrived = arrived - 1");
    assert!(page().contains(&format!("Earlier {note}")));
    database.execute("DELETE FROM report");
    assert!(page().contains(&format!("The {note}")));
}
