use std::collections::BTreeMap;

use fastrand::Rng;

use crate::{
    database::Database,
    server::{Server, folder},
};

/// The rows of a breakdown, by the name of its dimension: delivery rate, messages and failures of each value.
fn rows(page: &str, dimension: &str) -> BTreeMap<String, Vec<String>> {
    let start = format!("<tr role=\"row\" id=\"{dimension}-");
    let rows = page.split(&start).skip(1);
    rows.map(|row| {
        let (value, rest) = row.split_once('"').unwrap();
        let cells = rest.split("</tr>").next().unwrap().split("<td class=\"number").skip(1);
        let text = |cell: &str| cell.split_once('>').unwrap().1.split('<').next().unwrap().trim().to_owned();
        (value.to_owned(), cells.map(text).collect())
    })
    .collect()
}

#[test]
fn messages_are_counted_by_operator_country_and_platform() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for n in 0..40 {
        server.report(&format!("numero=336000000{n:02}&smsID=S{n}&statut=0&refClient=a"));
        // An operator that fails half of the time, and one that does not.
        let (network, status) = if n % 4 == 0 { ("20815", if n % 8 == 0 { 3502 } else { 11 }) } else { ("20801", 11) };
        server.report(&format!("numero=336000000{n:02}&smsID=S{n}&statut={status}&refClient=a&mcc_mnc={network}"));
    }
    server.report("numero=447700900000&smsID=U&statut=11&refClient=b");
    for path in ["/", "/?range=24h", "/?range=30d", "/?range=all"] {
        let page = server.get(&format!("{path}{}lang=en", if path.contains('?') { "&" } else { "?" }));
        let expected = [
            ("network", "20801", ["100%", "30", "0"]),
            ("network", "20815", ["50.0%", "10", "5"]),
            ("network", "", ["100%", "1", "0"]),
            ("country", "FR", ["87.5%", "40", "5"]),
            ("country", "GB", ["100%", "1", "0"]),
            ("platform", "smsmode", ["87.8%", "41", "5"]),
        ];
        for (dimension, value, cells) in expected {
            assert_eq!(rows(&page, dimension)[value], cells, "{path} {dimension} {value}");
        }
        assert!(page.contains("Orange (France)") && page.contains(">Free (France)"), "{page}");
    }
    // One operator, on the overview and on the campaign.
    for path in [
        "/?network=20815",
        "/?range=all&network=20815",
        "/campaigns/a?network=20815",
        "/campaigns/a?network=20815&country=FR",
    ] {
        let page = server.get(&format!("{path}&lang=en"));
        assert!(page.contains("Operator Free (France)") && page.contains("50.0%"), "{path}: {page}");
        assert!(rows(&page, "network").is_empty(), "{path}");
        assert_eq!(rows(&page, "platform")["smsmode"], ["50.0%", "10", "5"], "{path}");
    }
    let page = server.get("/campaigns/a?lang=fr");
    assert_eq!(rows(&page, "country").keys().collect::<Vec<_>>(), ["FR"]);
    assert!(page.contains("Par pays du numéro"));
    let none = server.get("/?network=99999&lang=en");
    assert!(none.contains("No messages in this period"), "{none}");
    // The filter goes with the file.
    assert!(server.get("/campaigns/a.json?network=20815").contains('5'));
}

/// Whatever order the reports come in, the one that says most counts, and what is counted is what the messages have.
#[test]
fn what_is_counted_by_route_is_what_the_messages_have() {
    let mut rng = Rng::with_seed(1);
    let mut reports = Vec::new();
    for n in 0..60 {
        let network = ["", "&mcc_mnc=20801", "&mcc_mnc=20810", "&mcc_mnc=odd", "&mcc_mnc=23410"];
        for status in [0, 13, 11, 3502] {
            if rng.bool() {
                let network = network[if status == 0 { 0 } else { n % 5 }];
                reports
                    .push(format!("numero=336000000{n:02}&smsID=S{n}&statut={status}&refClient=c{}{network}", n % 3));
            }
        }
    }
    let mut found = Vec::new();
    for seed in 0..2 {
        Rng::with_seed(seed).shuffle(&mut reports);
        let folder = folder();
        let server = Server::start(folder.path(), &[]);
        for report in &reports {
            server.report(report);
        }
        let database = Database::open(folder.path());
        let counted = |of: &str| {
            database.rows(&format!(
                "SELECT platform, network, country, status, sum(messages) FROM route_count JOIN route ON route.id = route
                 WHERE {of} GROUP BY 1, 2, 3, 4 HAVING sum(messages) <> 0 ORDER BY 1, 2, 3, 4"
            ))
        };
        let messages = database.rows(
            "SELECT platform, network, country, status, count(*) FROM message JOIN route ON route.id = route
             GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        );
        let all = ["slot = -1", "slot > 0", "slot < -1"].map(|slots| format!("campaign = 0 AND {slots}"));
        for of in all.iter().map(String::as_str).chain(["campaign > 0 AND slot = -1"]) {
            assert_eq!(counted(of), messages, "{of}");
        }
        found.push(messages);
        drop(server);
    }
    assert_eq!(found[0], found[1]);
    assert!(found[0].iter().any(|row| row[1] == "20801") && !found[0].iter().any(|row| row[1] == "odd"));
}
