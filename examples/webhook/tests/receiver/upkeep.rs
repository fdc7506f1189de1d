use std::{fs, path::Path};

use crate::{
    database::Database,
    server::{Server, folder, program, run, run_well},
};

#[test]
fn a_number_is_forgotten_but_for_its_opt_out() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for query in [
        "numero=33600000001&statut=11&smsID=S1&refClient=a",
        "numero=33600000001&statut=3999&smsID=S2&refClient=b",
        "numero=33600000002&statut=3522&smsID=S1&refClient=a",
        "numero=33600000003&statut=11&smsID=S1&refClient=a",
    ] {
        server.report(query);
    }
    let agent = crate::server::agent();
    assert_eq!(agent.get(format!("{}?numero=33600000001", server.callback)).call().unwrap().status(), 400);

    let told = run_well(folder.path(), &["forget", "+33 600 000 001"]);
    assert!(told.starts_with("erased messages: 2, callbacks: 2, unreadable callbacks: 1\nkept: the number"), "{told}");
    assert!(server.get("/numbers/suppress.csv").contains("\n33600000001,blacklisted,"));
    // The counts of the campaigns, and of what could not be read, stay.
    assert_eq!(server.campaign("a").total(), 3);
    assert_eq!(server.campaign("b").total(), 1);
    assert!(server.get("/metrics").contains("webhook_unreadable_total 1\n"));

    let told = run_well(folder.path(), &["forget", "33600000001", "--with-opt-out"]);
    assert_eq!(told, "erased messages: 0, callbacks: 0, unreadable callbacks: 0\n");
    assert!(!server.get("/numbers/suppress.csv").contains("33600000001"));
    run_well(folder.path(), &["forget", "33600000002"]);
    assert!(!server.get("/numbers/remove.csv").contains("33600000002"));
    let numbers = ["33600000001", "33600000002", "33600000003"];
    match Database::open(folder.path()) {
        // Not in a corner of the files either.
        Database::Sqlite(_) => {
            let bytes =
                ["webhook.db", "webhook.db-wal"].map(|name| fs::read(folder.path().join(name)).unwrap()).concat();
            let has = |number: &str| bytes.windows(number.len()).any(|window| window == number.as_bytes());
            assert_eq!(numbers.map(has), [false, false, true]);
        }
        database @ Database::Postgres(_) => {
            let texts = "SELECT concat(key, number) FROM message UNION ALL SELECT body FROM report
                UNION ALL SELECT concat(query, encode(body, 'escape')) FROM dead_letter UNION ALL SELECT digits FROM number";
            let texts = database.texts(texts).concat();
            assert_eq!(numbers.map(|number| texts.contains(number)), [false, false, true]);
        }
    }

    // The server writes on, and nothing stands in the way of the number.
    server.report("numero=33600000001&statut=11&smsID=S3&refClient=a");
    assert_eq!(server.campaign("a").total(), 4);
    for number in ["", "3360", "one", "33 6x", "0600000001"] {
        assert!(!run(folder.path(), &["forget", number]).status.success(), "{number}");
    }
}

#[test]
fn what_is_forgotten_is_one_number_in_every_spelling_and_nothing_of_others() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let agent = crate::server::agent();
    let send = |address: &str, body: &str| {
        agent.post(format!("{}{address}", server.callback)).send(body).unwrap().status().as_u16()
    };
    // Somebody else whose number, id or reference has the digits.
    for query in [
        "numero=33650012345&smsID=A&statut=11&refClient=a",
        "numero=33611111111&smsID=33699999999&statut=11&refClient=a",
        "numero=33611111112&smsID=B&statut=11&refClient=33699999999",
        "numero=50012345&smsID=C&statut=11&refClient=a",
        "numero=%2B33%206%2099%2099%2099%2099&smsID=D&statut=11&refClient=a",
    ] {
        server.report(query);
    }
    // A batch that is about others, too; the first of it has the request.
    let item = |id: &str, to: &str| {
        format!(
            r#"{{"messageId":"{id}","to":"{to}","status":{{"groupId":3,"groupName":"DELIVERED","name":"DELIVERED_TO_HANDSET"}}}}"#
        )
    };
    let batch = format!(
        r#"{{"results":[{},{},{}]}}"#,
        item("E", "33699999999"),
        item("F", "33611111113"),
        item("G", "33611111114")
    );
    assert_eq!(send("/infobip?campaign=b", &batch), 200);
    // What cannot be read: of the person, and of another.
    let unreadable = ["numero=%2B33+6+99+99+99+99", "numero=133699999999", "numero=0699999999"];
    for query in unreadable {
        assert_eq!(agent.get(format!("{}?{query}", server.callback)).call().unwrap().status(), 400);
    }
    let database = Database::open(folder.path());
    let data: serde_json::Value = serde_json::from_str(&server.get("/numbers/33699999999/data.json")).unwrap();
    let kinds: Vec<_> = data.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["number", "unreadable", "message", "report", "message", "report"]);
    // What is in the batch of others is theirs.
    let texts = data.to_string();
    assert!(texts.contains("smsID=D") && !texts.contains("33611111113"), "{texts}");
    let page = server.get("/numbers/33699999999?lang=en");
    assert!(page.contains("webhook forget 33699999999") && page.contains("/numbers/33699999999/data.json"), "{page}");

    let told = run_well(folder.path(), &["forget", "50012345"]);
    assert_eq!(told, "erased messages: 1, callbacks: 1, unreadable callbacks: 0\n");
    let told = run_well(folder.path(), &["forget", "+33 6 99 99 99 99"]);
    assert_eq!(
        told,
        "erased messages: 2, callbacks: 2, unreadable callbacks: 1\n\
         callbacks that are also about others, with the number blanked: 1\n\
         kept: the number in the names of campaigns: [\"33699999999\"]\n"
    );
    let bodies = database.rows(
        "SELECT number, coalesce(report.body, whole.body) FROM report JOIN message ON message.id = report.message
        LEFT JOIN report AS whole ON whole.id = report.request ORDER BY number",
    );
    let blanked = batch.replace("33699999999", "forgotten");
    let expected = [
        ["33611111111", "numero=33611111111&smsID=33699999999&statut=11&refClient=a"],
        ["33611111112", "numero=33611111112&smsID=B&statut=11&refClient=33699999999"],
        ["33611111113", &blanked],
        ["33611111114", &blanked],
        ["33650012345", "numero=33650012345&smsID=A&statut=11&refClient=a"],
    ];
    assert_eq!(bodies, expected);
    assert_eq!(database.texts("SELECT query FROM dead_letter ORDER BY id"), unreadable[1..]);
    assert_eq!(server.campaign("b").total(), 3);
    // Reports on them are not said to be old.
    assert!(!server.get("/search?q=33611111113&lang=en").contains("because of their age"));
}

#[test]
fn an_opt_out_of_its_own_is_forgotten_with_its_request() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let stop = |from: &str| format!(r#"{{"type":"stop","number":"+{from}"}}"#);
    let database = Database::open(folder.path());
    // As events that opt-outs are: reports on no message.
    server.report("numero=33611111111&smsID=A&statut=11");
    for number in ["33699999999", "33688888888"] {
        database.execute(&format!(
            "INSERT INTO report (message, received_at, platform, status, at, at_offset, body)
             VALUES (0, 1, 'smsmode', 3999, 1, 0, 'numero={number}&smsID=S&statut=3999'),
                    (0, 1, 'smsmode', 3999, 1, 0, '{}')",
            stop(number)
        ));
    }
    let told = run_well(folder.path(), &["forget", "33699999999"]);
    assert!(told.contains("messages: 0, callbacks: 1, unreadable callbacks: 0"), "{told}");
    let bodies = database.texts("SELECT body FROM report ORDER BY id").concat();
    assert!(!bodies.contains("33699999999") && bodies.contains("33688888888"), "{bodies}");
}

#[test]
fn what_could_not_be_read_is_tried_again_beside_the_server() {
    const CALLBACKS: usize = 250;

    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let agent = crate::server::agent();
    for n in 0..CALLBACKS {
        let query = format!("numero=33600000000&odd=11&smsID=S{n}&refClient=late");
        assert_eq!(agent.get(format!("{}?{query}", server.callback)).call().unwrap().status(), 400);
    }
    let reread = || run_well(folder.path(), &["reread"]);
    assert_eq!(reread(), "read: 0 of 250 unreadable callbacks\n");

    // As if this version could read a third of them, which came at some time.
    let database = Database::open(folder.path());
    database.execute("UPDATE dead_letter SET received_at = 1770000000000 + id");
    database.execute("UPDATE dead_letter SET query = replace(query, 'odd', 'statut') WHERE id % 3 = 0");
    let readable = database.rows("SELECT received_at, query FROM dead_letter WHERE id % 3 = 0 ORDER BY id");
    let others = "SELECT id, received_at, platform, reason, query FROM dead_letter WHERE id % 3 <> 0 ORDER BY id";
    let kept = database.rows(others);
    assert_eq!(reread(), "read: 83 of 250 unreadable callbacks\n");
    let reports = "SELECT arrived, body FROM message JOIN report ON report.message = message.id ORDER BY arrived";
    assert_eq!(database.rows(reports), readable);
    assert_eq!(database.rows(others), kept);
    assert_eq!(database.count("SELECT count(*) FROM dead_letter"), kept.len());
    assert_eq!(server.campaign("late").count(sms_status::DeliveryStatus::Received), 83);
    assert!(server.get("/metrics").contains("webhook_unreadable_total 250\n"));

    // Nothing is counted twice, and the server writes on.
    assert_eq!(reread(), "read: 0 of 167 unreadable callbacks\n");
    server.report("numero=33600000000&statut=11&smsID=S&refClient=late");
    assert_eq!(server.campaign("late").total(), 84);
    database.check_counts_of_messages();
}

#[test]
fn what_is_old_is_deleted_and_what_is_known_of_a_number_stays() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let old = "&date_reception=2020-01-01+10%3A00%3A00";
    for n in 0..1200 {
        server.report(&format!("numero=336{n:08}&statut=11&smsID=old&refClient=old{old}"));
    }
    for query in [
        &format!("numero=33700000001&statut=3999&smsID=S1&refClient=old{old}"),
        &format!("numero=33700000002&statut=3522&smsID=S1&refClient=old{old}"),
        &format!("numero=33700000003&statut=3522&smsID=S1&refClient=old{old}"),
        // Dated in the future, which is no reason to keep it for longer.
        "numero=33700000005&statut=11&smsID=S1&refClient=old&date_reception=2088-12-24+10%3A00%3A00",
        "numero=33700000003&statut=11&smsID=S2&refClient=new",
        "numero=33700000004&statut=3523&smsID=S1&refClient=new",
    ] {
        server.report(query);
    }
    for _ in 0..2 {
        let answer = crate::server::agent().get(format!("{}?numero=x", server.callback)).call().unwrap();
        assert_eq!(answer.status(), 400);
    }
    let lists = |server: &Server| ["remove", "suppress"].map(|name| server.get(&format!("/numbers/{name}.csv")));
    let (before, campaign) = (lists(&server), server.campaign("old"));
    drop(server);
    let database = Database::open(folder.path());
    let count = |table: &str| database.count(&format!("SELECT count(*) FROM {table}"));
    // As if half of the callbacks had come long ago. A date that is long ago is no reason by itself.
    database.execute("UPDATE report SET received_at = 0 WHERE id <= 600");
    database.execute("UPDATE message SET arrived = 0 WHERE id > 200");
    database.execute("INSERT INTO slot_message SELECT 0, min(id), max(id) FROM message WHERE arrived = 0");
    database.execute("UPDATE dead_letter SET received_at = 0 WHERE id = 1");

    let server = Server::start(folder.path(), &["--keep-days", "30"]);
    server.wait_until("old messages are gone", |_| count("message") == 202);
    server.wait_until("old callbacks are gone", |_| count("report") == 606);
    assert_eq!(count("dead_letter"), 1);
    // Of numbers that work nothing is kept.
    server.wait_until("numbers that work are gone", |_| count("number") == 3);
    assert!((server.figure("webhook_unreadable_total") - 2.0).abs() < 0.1);
    assert_eq!(lists(&server), before);
    assert_eq!(server.campaign("old"), campaign);
    // A later report still changes what is known of a number.
    server.report("numero=33700000002&statut=11&smsID=S2&refClient=new");
    server.report("numero=33700000001&statut=11&smsID=S2&refClient=new");
    let [remove, suppress] = lists(&server);
    assert!(!remove.contains("33700000002") && remove.contains("33700000004"), "{remove}");
    assert!(suppress.contains("33700000001"), "{suppress}");
}

#[test]
fn the_files_to_deploy_fit_the_program() {
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
    let read = |name: &str| fs::read_to_string(deploy.join(name)).unwrap();
    let folder = folder();
    let account = "[smpp.acme]\nhost = \"127.0.0.1\"\nport = 1\nsystem-id = \"me\"";
    fs::write(folder.path().join("account.toml"), account).unwrap();
    let mut command = program();
    command.args(["--config", "account.toml"]).env("WEBHOOK_SMPP_ACME_PASSWORD", "s3cret");
    let server = Server::try_start_as(&mut command, folder.path()).unwrap();
    server.report("numero=33600000000&statut=11&refClient=a");

    // Every figure that an alert looks at is there. That of a fall is there while the fall goes on, as the tests of alerts see.
    let metrics = server.get("/metrics");
    let alerts = read("alerts.yml");
    let names =
        alerts.split(|c: char| !(c.is_ascii_lowercase() || c == '_')).filter(|word| word.starts_with("webhook_"));
    let names: Vec<_> = names.filter(|name| *name != "webhook_rate_fallen_since_seconds").collect();
    assert!(names.len() >= 7, "{names:?}");
    for name in names {
        assert!(
            metrics.lines().any(|line| line.starts_with(&format!("{name}{{")) || line.starts_with(&format!("{name} "))),
            "{name}"
        );
    }
    for reason in alerts.split("reason=").skip(1).flat_map(|rest| rest.split('"').nth(1).unwrap().split('|')) {
        assert!(metrics.contains(&format!("webhook_refused_total{{reason=\"{reason}\"}}")), "{reason}");
    }
    drop(server);

    // Every setting and variable is known, those that are commented out, too.
    let settings = read("webhook.toml").replace("# page", "page").replace("# trusted", "trusted");
    let settings = settings.replace("/var/lib/webhook", folder.path().to_str().unwrap());
    fs::write(folder.path().join("webhook.toml"), settings).unwrap();
    let config = ["--config", "webhook.toml", "--listen", "127.0.0.1:0", "--page-listen", "127.0.0.1:0"];
    assert!(Server::try_start(folder.path(), &config).is_ok());
    let help = run_well(folder.path(), &["--help"]);
    for file in ["Dockerfile", "webhook.toml"] {
        let text = read(file);
        for name in
            text.split(|c: char| !(c.is_ascii_uppercase() || c == '_')).filter(|word| word.starts_with("WEBHOOK_"))
        {
            // The variable of a table has no option; the tests of alerts use it.
            let is_known = name == "WEBHOOK_ALERTS_URL" || help.contains(&format!("[env: {name}"));
            assert!(is_known, "{file}: {name}");
        }
    }
}
