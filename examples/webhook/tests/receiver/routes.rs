use std::collections::BTreeMap;

use fastrand::Rng;

use crate::{
    database::Database,
    server::{Server, agent, folder},
};

/// The rows of a breakdown, by the name of its dimension: delivery rate, messages and failures of each value.
fn rows(page: &str, dimension: &str) -> BTreeMap<String, Vec<String>> {
    let start = format!("<tr role=\"row\" id=\"{dimension}-");
    let rows = page.split(&start).skip(1);
    rows.map(|row| {
        let (value, rest) = row.split_once('"').unwrap();
        // The time to delivery comes after these, if it is known.
        let cells = rest.split("</tr>").next().unwrap().split("<td class=\"number").skip(1).take(3);
        // The first text, whether it is a link or not.
        let text = |cell: &str| {
            let mut texts = cell.split('>').skip(1).map(|part| part.split('<').next().unwrap().trim());
            texts.find(|text| !text.is_empty()).unwrap().to_owned()
        };
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

/// The links of a page to lists of messages, by the text of the link, without their marks.
fn links(page: &str) -> Vec<(String, String)> {
    let links = page.split("<a href=\"").skip(1).map(|rest| {
        let (address, rest) = rest.split_once('"').unwrap();
        let text = rest.split_once('>').unwrap().1.split("</a>").next().unwrap();
        let text: String = text.split('<').map(|part| part.rsplit('>').next().unwrap()).collect();
        (address.replace("&amp;", "&"), text)
    });
    links.filter(|(address, _)| address.split('?').next().unwrap().ends_with("/messages")).collect()
}

/// Each figure leads to as many messages as it says.
#[test]
fn every_figure_leads_to_its_messages() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for n in 0..60 {
        let (campaign, status) = (["a", "b"][n % 2], [11, 3502, 0, 3522, 11][n % 5]);
        let network = ["&mcc_mnc=20801", "&mcc_mnc=20815", ""][n % 3];
        let number = if n % 7 == 0 { format!("4477009000{n:02}") } else { format!("336000000{n:02}") };
        server.report(&format!("numero={number}&smsID=S{n}&statut={status}&refClient={campaign}{network}"));
    }
    // A few are old, by hours and by weeks.
    let database = Database::open(folder.path());
    for (ids, hours) in [("id % 4 = 1", 5), ("id % 4 = 2", 24 * 25)] {
        database.make_older(ids, hours);
    }
    let mut counted = 0;
    for path in [
        "/?range=24h",
        "/",
        "/?range=30d",
        "/?range=all",
        "/?range=30d&network=none",
        "/?network=20815",
        "/campaigns/a",
        "/campaigns/a?country=GB&network=none",
        "/campaigns",
    ] {
        let page = server.get(&format!("{path}{}lang=en", if path.contains('?') { "&" } else { "?" }));
        for (address, text) in links(&page) {
            // The names of bars end in a number, too.
            if address.contains("&to=") {
                continue;
            }
            // A figure, or a label with one.
            let Some(figure) = text.split(' ').next_back().and_then(|figure| figure.parse::<usize>().ok()) else {
                continue;
            };
            let list = address.replacen("/messages", "/messages.csv", 1);
            assert_eq!(server.get(&list).lines().count() - 1, figure, "{path}: {address}");
            counted += 1;
        }
        // The bars of the chart, and the rows of its table.
        let Some(chart) = page.split("<svg class=\"wide\"").nth(1).or_else(|| page.split("<svg width").nth(1)) else {
            continue;
        };
        let mut listed = 0;
        for bar in chart.split("</svg>").next().unwrap().split("<g>").skip(1) {
            let address = bar.split('"').nth(1).unwrap().replace("&amp;", "&");
            let title = bar.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
            let list = server.get(&address.replacen("/messages", "/messages.csv", 1)).lines().count() - 1;
            assert!(title.contains(&format!(": {list} message")), "{path}: {title} {address} {list}");
            assert!(page.matches(&*address.replace('&', "&amp;")).count() >= 2, "{address}");
            listed += list;
        }
        assert!(listed > 0, "{path}");
    }
    assert!(counted > 100, "{counted}");
    // What is not reported has a word in the address, and the list says what it is limited to.
    let list = server.get("/messages?network=none&from=2026-01-01T00:00:00Z&lang=en");
    assert!(list.contains("Operator Not reported") && list.contains("First report arrived: from"), "{list}");
    assert!(list.contains("name=\"network\" value=\"none\"") && list.contains("name=\"from\""), "{list}");
    let list = server.get("/campaigns/a/messages?to=2026-01-01T00:00:00Z&country=none&lang=fr");
    assert!(list.contains("Pays Inconnu") && list.contains("avant le"), "{list}");
    let answer = agent().get(format!("{}/messages?from=yesterday", server.address)).call().unwrap();
    assert_eq!(answer.status(), 400);
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
