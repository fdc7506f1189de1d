use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::{Map, Value};
use sms_status::{BulkReport, DeliveryStatus};

use crate::{
    database::Database,
    reports::{reports, send_all},
    server::{Server, agent, folder},
};

/// Names that mean something to somebody who reads them.
const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://example.org\")",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\"quoted\", and, commas",
    "'apostrophe",
    "\u{202e}6202",
    "plain",
];

/// The rows of a CSV file, by the names of the columns, as texts that no spreadsheet takes for a formula.
fn csv(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    for cell in rows.iter().flat_map(BTreeMap::values) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    rows.into_iter()
        .map(|row| {
            let plain = |cell: String| cell.strip_prefix('\'').map_or(cell.clone(), str::to_owned);
            row.into_iter().map(|(name, cell)| (name, plain(cell))).collect()
        })
        .collect()
}

/// The rows of a list, which are the same as CSV and as JSON.
#[track_caller]
fn export(server: &Server, path: &str, query: &str) -> Vec<BTreeMap<String, String>> {
    let from_csv = csv(&server.get(&format!("{path}.csv{query}")));
    let objects: Vec<Map<String, Value>> = serde_json::from_str(&server.get(&format!("{path}.json{query}"))).unwrap();
    let text = |value: Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        other => other.to_string(),
    };
    let rows = objects.into_iter().map(|row| row.into_iter().map(|(name, value)| (name, text(value))).collect());
    let from_json: Vec<BTreeMap<String, String>> = rows.collect();
    assert_eq!(from_csv, from_json, "{path}");
    from_csv
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[test]
fn exports_are_what_the_database_holds() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let expected = reports(900, 1);
    send_all(&expected.callbacks, &server.callback);
    let database = Database::open(folder.path());

    let campaigns = export(&server, "/campaigns", "");
    assert_eq!(campaigns.len(), 3);
    for (name, report) in &expected.expected {
        let row = campaigns.iter().find(|row| row["campaign"] == *name).unwrap();
        assert_eq!(row["messages"], report.total().to_string());
        for &outcome in sms_status::Outcome::VARIANTS {
            assert_eq!(row[outcome.name()], report.count_outcome(outcome).to_string(), "{name}");
        }
        let counts = csv(&server.get(&format!("/campaigns/{name}.csv")));
        let read = |row: &BTreeMap<String, String>| -> (DeliveryStatus, u64) {
            (row["status"].parse().unwrap(), row["messages"].parse().unwrap())
        };
        let mut counted = BulkReport::new();
        counts.iter().map(read).for_each(|(status, messages)| counted.record_n(status, messages));
        assert_eq!(counted, *report);

        // Each filter has the messages that it says, and all of them together are all messages.
        let rows = database.rows(&format!(
            "SELECT message.id, number, status FROM message JOIN campaign ON campaign.id = campaign WHERE name = '{name}'
             ORDER BY message.id"
        ));
        let path = format!("/campaigns/{name}/messages");
        let of = |query: &str| -> Vec<Vec<String>> {
            let rows = export(&server, &path, query);
            rows.iter().map(|row| ["id", "number", "code"].map(|name| row[name].clone()).into()).collect()
        };
        assert_eq!(of(""), rows);
        for &action in sms_status::AddressBookAction::VARIANTS {
            for &outcome in sms_status::Outcome::VARIANTS {
                let fits = |row: &&Vec<String>| {
                    let status = DeliveryStatus::from_code(row[2].parse().unwrap()).unwrap();
                    status.action() == action && status.outcome() == outcome
                };
                let asked = format!("?action={}&outcome={}&status=", action.name(), outcome.name());
                assert_eq!(of(&asked), rows.iter().filter(fits).cloned().collect::<Vec<_>>(), "{asked}");
            }
        }
        assert_eq!(agent().get(format!("{}{path}.csv?outcome=fialed", server.address)).call().unwrap().status(), 400);
    }
}

/// Follows the way to the next page, and returns what is linked in the rows of all.
fn all_pages(server: &Server, path: &str, link: &str) -> Vec<String> {
    let (mut found, mut next) = (Vec::new(), Some(path.to_owned()));
    while let Some(path) = next {
        let page = server.get(&path);
        let rows = page.split("<th class=\"name\" scope=\"row\"").skip(1);
        found.extend(rows.filter_map(|row| {
            let target = row.split("href=\"").nth(1)?.split('"').next()?;
            target.strip_prefix(link).map(str::to_owned)
        }));
        let link = page.split("rel=\"next\" href=\"").nth(1);
        next = link.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    }
    found
}

#[test]
fn pages_and_files_have_each_row_once() {
    let folder = folder();
    Server::start(folder.path(), &[]).kill();
    let statuses = [11, 3522, 3999, 34, 13];
    let mut rng = Rng::with_seed(1);
    let mut messages = Vec::new();
    let mut numbers: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    let mut ids: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    for id in 1..=5_000 {
        let (number, code) = (format!("336000{id:05}"), statuses[rng.usize(..statuses.len())]);
        messages.push(format!("({id}, 'sms S{id} {number}', 1, '{number}', {code}, {id}, 0, {id})"));
        numbers.entry(code).or_default().push(number);
        ids.entry(code).or_default().push(id.to_string());
    }
    Database::open(folder.path()).fill(&[(1, "spring")], &messages);
    let server = Server::start(folder.path(), &[]);
    for (name, code) in [("remove", 3522), ("suppress", 3999)] {
        let path = format!("/numbers/{name}");
        assert_eq!(all_pages(&server, &path, "/numbers/"), numbers[&code], "{name}");
        let rows = export(&server, &path, "");
        assert!(rows.iter().map(|row| &row["number"]).eq(&numbers[&code]), "{name}");
    }
    let path = "/campaigns/spring/messages";
    assert_eq!(all_pages(&server, path, "/messages/").len(), 5_000);
    let status = DeliveryStatus::PermanentAbsenceError.name();
    assert_eq!(all_pages(&server, &format!("{path}?status={status}"), "/messages/"), ids[&3522]);
    assert_eq!(export(&server, path, "").len(), 5_000);
    // The list has what the export of the messages advises.
    assert_eq!(export(&server, path, "?action=remove").len(), numbers[&3522].len());
    assert_eq!(export(&server, "/numbers/review", "").len(), all_pages(&server, "/numbers/review", "/numbers/").len());
}

#[test]
fn names_and_words_from_outside_do_nothing_in_pages_and_files() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for (n, name) in HOSTILE.iter().enumerate() {
        let name = encoded(name);
        server.report(&format!("numero=33600000000&statut=11&smsID={name}{n}&refClient={name}"));
    }
    let bodies: [&[u8]; 5] =
        [b"=HYPERLINK(1)", b"<script>alert(1)</script>", b"\xff\0\xe9", "\u{202e}{".as_bytes(), b"{\"a\":\0}"];
    for body in bodies {
        let url = format!("{}?note=%3Dnow()", server.callback);
        assert_eq!(agent().post(url).send(body).unwrap().status(), 400);
    }
    let mut names: Vec<String> =
        export(&server, "/campaigns", "").into_iter().map(|mut row| row.remove("campaign").unwrap()).collect();
    names.sort();
    let mut expected = HOSTILE.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(names, expected);

    let unreadable = export(&server, "/unreadable", "");
    assert_eq!(unreadable.len(), bodies.len());
    for (row, body) in unreadable.iter().zip(bodies.iter().rev()) {
        let read = match row["body_encoding"].as_str() {
            "utf-8" => row["body"].clone().into_bytes(),
            other => {
                assert_eq!(other, "base64");
                data_encoding::BASE64.decode(row["body"].as_bytes()).unwrap()
            }
        };
        assert_eq!((&read[..], row["query"].as_str()), (*body, "note=%3Dnow()"));
        let page = server.get(&format!("/unreadable/{}", row["id"]));
        assert!(!page.contains("<script>alert") && !page.contains(['\0', '\u{202e}']), "{page}");
    }
    let messages = Database::open(folder.path()).count("SELECT max(id) FROM message");
    assert_eq!(messages, HOSTILE.len());
    for id in 1..=messages {
        for language in ["en", "fr"] {
            let page = server.get(&format!("/messages/{id}?lang={language}"));
            assert!(!page.contains("<script>alert"), "{page}");
        }
        assert_eq!(export(&server, &format!("/messages/{id}"), "").len(), 1);
    }
    assert_eq!(export(&server, "/numbers/33600000000", "").len(), HOSTILE.len());
    for path in [
        "/messages/99",
        "/messages/x",
        "/messages/99.csv",
        "/unreadable/99",
        "/unreadable/x",
        "/numbers/x",
        "/numbers/keep",
        "/numbers/keep.csv",
        "/numbers/3360",
        "/campaigns/none.csv",
        "/campaigns/none/messages",
        "/campaigns/none/messages.csv",
        "/campaigns/by-id/99/messages.json",
    ] {
        assert_eq!(agent().get(format!("{}{path}", server.address)).call().unwrap().status(), 404, "{path}");
    }
}

#[test]
fn no_page_and_no_file_is_harmed_by_an_id_or_a_long_body() {
    const IDS: [&str; 6] =
        ["\t=1+1", "\r\n@x", "a\0b", "\u{202e}+1", "\"onclick=\"alert(1)", "</bdi></title><script>alert(1)</script>"];

    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for id in IDS {
        let text = encoded(id);
        server.report(&format!("numero=33600000000&statut=3999&smsID={text}&refClient=n{text}"));
    }
    let long = "<script>alert(1)</script>=1\t\u{202e}\0".repeat(4_000);
    assert!(long.len() > 100_000);
    assert_eq!(agent().post(format!("{}/infobip", server.callback)).send(&long).unwrap().status(), 400);

    let database = Database::open(folder.path());
    // Space around an id is no part of it. PostgreSQL has no NUL in a text.
    let stored = |id: &str| match database {
        Database::Sqlite(_) => id.trim().to_owned(),
        Database::Postgres(_) => id.trim().replace('\0', "\u{fffd}"),
    };
    let ids = database.texts("SELECT id FROM message ORDER BY id");
    let campaigns = database.texts("SELECT id FROM campaign ORDER BY id");
    assert_eq!([ids.len(), campaigns.len()], [IDS.len(); 2]);
    let exported = export(&server, "/numbers/33600000000", "");
    let mut read: Vec<(&str, &str)> = exported.iter().map(|row| (&*row["id"], &*row["message_id"])).collect();
    read.sort_unstable_by_key(|(id, _)| id.parse::<i64>().unwrap());
    let expected = IDS.map(stored);
    assert!(
        read.iter().copied().eq(ids.iter().map(String::as_str).zip(expected.iter().map(String::as_str))),
        "{read:?}"
    );
    assert_eq!(export(&server, "/unreadable", "")[0]["body"], long);

    let mut paths: Vec<String> = [
        "/",
        "/campaigns",
        "/search?q=alert",
        "/search?q=n",
        "/numbers/suppress",
        "/numbers/33600000000",
        "/unreadable",
        "/unreadable/1",
    ]
    .map(str::to_owned)
    .into();
    paths.extend(ids.iter().map(|id| format!("/messages/{id}")));
    for id in &campaigns {
        paths.extend(["", "/messages"].map(|part| format!("/campaigns/by-id/{id}{part}")));
    }
    for path in &paths {
        let separator = if path.contains('?') { '&' } else { '?' };
        for language in ["en", "fr"] {
            let page = server.get(&format!("{path}{separator}lang={language}"));
            for harm in ["<script>alert", "\"onclick=\"", "</bdi></title>", "\0"] {
                assert!(!page.contains(harm), "{path} {language} {harm:?}: {page}");
            }
        }
    }
}

/// The time for the file of a message grows as its reports do, not as their square.
#[test]
fn the_file_of_a_message_is_linear() {
    const FEW: u32 = 3_000;
    const TIMES: u32 = 5;

    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let database = Database::open(folder.path());
    let files = [(1, FEW), (2, FEW * TIMES)];
    for (message, reports) in files {
        server.report(&format!("numero=33600000000&smsID=S{message}&statut=11&refClient=a"));
        database.execute(&format!(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {reports})
             INSERT INTO report (message, received_at, platform, status, at, at_offset, body)
             SELECT {message}, 1780000000000 + n, 'smsmode', 11, 1780000000000, 0, 'statut=11' FROM n"
        ));
    }
    drop(server);
    let server = Server::start(folder.path(), &[]);
    if matches!(database, Database::Sqlite(_)) {
        let waiting = "SELECT count(*) FROM report WHERE id > (SELECT last FROM report_indexed)";
        server.wait_until("the index is in step", |_| database.count(waiting) == 0);
    }
    let took = files.map(|(message, reports)| {
        let path = format!("/messages/{message}.csv");
        assert_eq!(server.get(&path).lines().count(), reports as usize + 2);
        // What else the machine does makes it slower, never faster.
        let times = (0..3).map(|_| {
            let start = std::time::Instant::now();
            server.get(&path);
            start.elapsed()
        });
        times.min().unwrap()
    });
    assert!(took[1] < took[0] * TIMES * 2, "{took:?}");
}
