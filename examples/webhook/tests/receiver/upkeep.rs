use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
};

use rusqlite::{Connection, params};

use crate::{
    reports::{reports, send_all},
    server::{Server, folder, run, run_well},
};

#[test]
fn a_backup_is_whole_and_private_while_reports_come_in() {
    let source = folder();
    let server = Server::start(source.path(), &[]);
    let callbacks = reports(2_000, 4).callbacks;
    let (first, rest) = callbacks.split_at(callbacks.len() / 2);
    assert!(send_all(first, &server.callback).into_iter().all(|acknowledged| acknowledged));
    let copies = folder();
    let name = |n: usize| copies.path().join(format!("{n}.db"));
    let busy = AtomicBool::new(true);
    let taken = thread::scope(|scope| {
        scope.spawn(|| {
            send_all(rest, &server.callback);
            busy.store(false, Relaxed);
        });
        let mut taken = 0;
        while busy.load(Relaxed) || taken == 0 {
            run_well(source.path(), &["backup", name(taken).to_str().unwrap()]);
            taken += 1;
        }
        taken
    });
    let mut last = first.len();
    for n in 0..taken {
        let database = Connection::open(name(n)).unwrap();
        let count = |query: &str| database.query_row(query, (), |row| row.get::<_, usize>(0)).unwrap();
        let kept = count("SELECT count(*) FROM report");
        assert!(kept >= last, "{kept} < {last}");
        assert_eq!(count("SELECT sum(messages) FROM status_count"), count("SELECT count(*) FROM message"));
        last = kept;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(name(0)).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // An existing file is not written over.
    let output = run(source.path(), &["backup", name(0).to_str().unwrap()]);
    assert!(
        !output.status.success() && String::from_utf8_lossy(&output.stderr).contains("cannot create"),
        "{output:?}"
    );

    // A server takes the copy up, with the same secret.
    let restored = folder();
    fs::copy(name(taken - 1), restored.path().join("webhook.db")).unwrap();
    let path = server.callback_path().to_owned();
    let restored = Server::start(restored.path(), &[]);
    assert_eq!(restored.callback_path(), path);
}

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
    assert!(told.starts_with("erased: 2 messages, 2 callbacks, 1 unreadable callbacks\nkept: the number"), "{told}");
    assert!(server.get("/numbers/suppress.csv").contains("\n33600000001,blacklisted,"));
    // The counts of the campaigns, and of what could not be read, stay.
    assert_eq!(server.campaign("a").total(), 3);
    assert_eq!(server.campaign("b").total(), 1);
    assert!(server.get("/metrics").contains("webhook_unreadable_total 1\n"));

    let told = run_well(folder.path(), &["forget", "33600000001", "--with-opt-out"]);
    assert_eq!(told, "erased: 0 messages, 0 callbacks, 0 unreadable callbacks\n");
    assert!(!server.get("/numbers/suppress.csv").contains("33600000001"));
    run_well(folder.path(), &["forget", "33600000002"]);
    assert!(!server.get("/numbers/remove.csv").contains("33600000002"));
    let bytes = ["webhook.db", "webhook.db-wal"].map(|name| fs::read(folder.path().join(name)).unwrap()).concat();
    let has = |number: &[u8]| bytes.windows(number.len()).any(|window| window == number);
    assert_eq!([&b"33600000001"[..], b"33600000002", b"33600000003"].map(has), [false, false, true]);

    // The server writes on, and nothing stands in the way of the number.
    server.report("numero=33600000001&statut=11&smsID=S3&refClient=a");
    assert_eq!(server.campaign("a").total(), 4);
    for number in ["", "3360", "one", "33 6x"] {
        assert!(!run(folder.path(), &["forget", number]).status.success(), "{number}");
    }
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
    let database = Connection::open(folder.path().join("webhook.db")).unwrap();
    let count = |table: &str| {
        database.query_row(&format!("SELECT count(*) FROM {table}"), (), |row| row.get::<_, usize>(0)).unwrap()
    };
    // As if half of the callbacks had come long ago. A date that is long ago is no reason by itself.
    database.execute("UPDATE report SET received_at = 0 WHERE id <= 600", ()).unwrap();
    database.execute("UPDATE message SET arrived = 0 WHERE id > 200", ()).unwrap();
    database.execute("UPDATE dead_letter SET received_at = 0 WHERE id = 1", ()).unwrap();

    let server = Server::start(folder.path(), &["--keep-days", "30"]);
    server.wait_until("old messages are gone", |_| count("message") == 202);
    server.wait_until("old callbacks are gone", |_| count("report") == 605);
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
fn a_database_of_version_1_is_taken_up_with_all_that_is_in_it() {
    for (zone, dated) in
        [("Europe/Paris", "2026-11-20T09:52:17+01:00"), ("America/Martinique", "2026-11-20T09:52:17-04:00")]
    {
        let folder = folder();
        let path = folder.path().join("webhook.db");
        version_1(&path);
        let server = Server::start(folder.path(), &["--time-zone", zone]);
        assert!(server.callback.ends_with("/callback/0123456789abcdef0123456789abcdef"), "{}", server.callback);
        let news: Vec<_> = server.campaign("news").iter().map(|(status, n)| (status.code(), n)).collect();
        assert_eq!(news, [(3522, 2), (11, 1)]);
        assert_eq!(server.campaign("2026-11-21").total(), 1);
        // The date of the one is in the zone, that of the other is the time of its arrival, UTC.
        let list = server.get("/numbers/remove.csv");
        let lines = [
            "number,status,since".to_owned(),
            format!("33600000001,permanent_absence_error,{dated}"),
            "33600000002,permanent_absence_error,2026-11-20T09:00:00.123+00:00".to_owned(),
        ];
        assert_eq!(list.lines().collect::<Vec<_>>(), lines);
        assert!(server.get("/metrics").contains("webhook_unreadable_total 7\n"));
        assert!(server.get("/unreadable").contains("numero=x"));

        // The next reports find the messages that there are.
        server.report("numero=33600000001&statut=11&smsID=A&refClient=news");
        assert_eq!(server.campaign("news").total(), 3);
        assert_eq!(server.campaign("news").count(sms_status::DeliveryStatus::Received), 2);
        let database = Connection::open(&path).unwrap();
        let bodies: Vec<(String, String)> = database
            .prepare("SELECT platform, body FROM report ORDER BY id")
            .unwrap()
            .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(bodies.len(), 5);
        assert!(bodies.iter().all(|(platform, _)| platform == "smsmode"));
        drop(server);
        // And again, as a database of this version.
        assert_eq!(Server::start(folder.path(), &[]).campaign("news").total(), 3);
    }
}

#[test]
fn a_database_of_version_2_is_taken_up_with_all_that_is_in_it() {
    let folder = folder();
    let path = folder.path().join("webhook.db");
    let database = Connection::open(&path).unwrap();
    database.execute_batch(include_str!("../data/schema-2.sql")).unwrap();
    // 2026-11-20 09:00:00 UTC.
    let at = 1_795_165_200_000_i64;
    database
        .execute_batch(&format!(
            "PRAGMA application_id = 0x736d7377; PRAGMA user_version = 2;
             INSERT INTO secret (value) VALUES ('0123456789abcdef0123456789abcdef');
             INSERT INTO campaign VALUES (1, 'news', {at}), (2, 'parts', {at}), (3, 'empty', 1);
             INSERT INTO message VALUES
                 (1, 'sms A 33600000001', 1, '33600000001', 11, {at}, 0, {at}),
                 (2, 'twilio - SM1', 1, '33600000002', 0, {at}, 0, {at} - 900000),
                 (3, 'vonage 33600000003 of 7', 2, '33600000003', 0, {at}, 0, {at}),
                 (4, 'infobip 33600000004 a b', 1, '33600000004', 3522, {at}, 0, {at});
             INSERT INTO segment VALUES (3, 'part-1', 0, {at}, 0);
             INSERT INTO report (message, received_at, platform, body) VALUES
                 (1, {at}, 'smsmode', 'numero=33600000001&statut=11&smsID=A&refClient=news'), (2, {at}, 'twilio', '');
             INSERT INTO status_count VALUES (0, 11, 5), (0, 0, 2), (0, 3522, 1), (1, 11, 5), (1, 0, 1), (1, 3522, 1), (2, 0, 1);
             INSERT INTO dead_letter VALUES
                 (6, {at}, 'smsmode', 'a', CAST('numero=x' AS BLOB)), (7, {at}, 'twilio', 'b', CAST('{{}}' AS BLOB)),
                 (8, {at}, 'smsmode', 'c', x'ff'),
                 (9, {at}, 'smsmode', 'd', CAST('numero=33600000009&statut=11&smsID=B&refClient=later' AS BLOB));"
        ))
        .unwrap();
    database.close().unwrap();

    let server = Server::start(folder.path(), &[]);
    // Four messages had been deleted for their age.
    assert_eq!(server.campaign("news").total(), 7);
    assert_eq!(server.campaign("parts").total(), 1);
    let database = Connection::open(&path).unwrap();
    let texts = |query: &str| -> Vec<String> {
        let mut rows = database.prepare(query).unwrap();
        let rows = rows.query_map((), |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    // What this version can read is among the reports, as of the day on which it came.
    server.wait_until("the last callback is read", |server| server.get("/unreadable").contains("numero=x"));
    server.wait_until("the last callback is read", |_| texts("SELECT reason FROM dead_letter").len() == 3);
    assert_eq!(server.campaign("later").total(), 1);
    assert_eq!(texts("SELECT name FROM campaign ORDER BY last_report DESC, id LIMIT 3"), ["news", "parts", "later"]);
    assert!(server.get("/metrics").contains("webhook_unreadable_total 9\n"));
    let letters = "SELECT format('%s|%s|%s', reason, query, quote(body)) FROM dead_letter ORDER BY id";
    assert_eq!(texts(letters), ["a|numero=x|NULL", "b||X'7B7D'", "c||X'FF'"]);
    let keys = ["sms A 33600000001", "twilio id SM1 -", "vonage of 7 33600000003", "infobip id a b 33600000004"];
    assert_eq!(texts("SELECT key FROM message WHERE id < 5 ORDER BY id"), keys);
    assert_eq!(texts("SELECT platform FROM campaign_platform WHERE campaign = 1 ORDER BY 1"), ["smsmode", "twilio"]);
    check_counts(&database);

    // The tables are those of a new database.
    let schema = |database: &Connection| -> Vec<String> {
        let mut rows = database
            .prepare("SELECT replace(sql, '\"', '') FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
            .unwrap();
        let rows = rows.query_map((), |row| row.get::<_, String>(0)).unwrap();
        let without_comments = |sql: String| {
            let lines = sql.lines().map(str::trim).filter(|line| !line.starts_with("--"));
            lines.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
        };
        rows.map(|sql| without_comments(sql.unwrap())).collect()
    };
    let new = crate::server::folder();
    drop(Server::start(new.path(), &[]));
    assert_eq!(schema(&database), schema(&Connection::open(new.path().join("webhook.db")).unwrap()));
}

/// What is counted in several places is the same in all of them.
#[track_caller]
pub fn check_counts(database: &Connection) {
    let rows = |query: &str| -> Vec<(i64, i64, i64)> {
        let mut rows = database.prepare(query).unwrap();
        let rows = rows.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let of_all = "SELECT 0, status, sum(messages) FROM slot_count WHERE campaign = 0 GROUP BY 2 HAVING sum(messages) > 0 ORDER BY 2";
    assert_eq!(rows(of_all), rows("SELECT 0, status, messages FROM status_count WHERE messages > 0 ORDER BY 2"));
    let sum = "SELECT slot, status, sum(messages) FROM slot_count WHERE campaign <> 0 GROUP BY 1, 2 HAVING sum(messages) > 0 ORDER BY 1, 2";
    let all = "SELECT slot, status, messages FROM slot_count WHERE campaign = 0 AND messages > 0 ORDER BY 1, 2";
    assert_eq!(rows(sum), rows(all));
    for outcome in sms_status::Outcome::VARIANTS {
        let name = outcome.name();
        let counted = format!(
            "SELECT campaign, 0, sum(messages) FROM slot_count JOIN status ON code = status
             WHERE campaign <> 0 AND outcome = '{name}' GROUP BY 1 HAVING sum(messages) > 0 ORDER BY 1"
        );
        assert_eq!(rows(&counted), rows(&format!("SELECT id, 0, {name} FROM campaign WHERE {name} > 0 ORDER BY 1")));
    }
}

/// A database as version 1 leaves it when it is killed: the tables are in the log of changes, not in the file.
fn version_1(path: &Path) {
    let database = Connection::open(path).unwrap();
    database.pragma_update(None, "journal_mode", "wal").unwrap();
    database.execute_batch(include_str!("../data/schema-1.sql")).unwrap();
    database
        .execute_batch(
            "INSERT INTO setting VALUES ('secret', '0123456789abcdef0123456789abcdef');
         INSERT INTO campaign VALUES (1, 'news', 1795000000000), (2, '2026-11-21', 1795000000000), (3, 'empty', 1);
         INSERT INTO message VALUES
             (1, 'sms A 33600000001', 1, '33600000001', 3522, '2026-11-20 09:52:17'),
             (2, 'in news 33600000002', 1, '33600000002', 3522, '2026-11-20 09:00:00'),
             (3, 'rest e5ab32e9', 1, NULL, 11, '2026-11-20 09:52:17'),
             (4, 'in 2026-11-21 33600000003', 2, '33600000003', 0, '2026-11-21 09:52:17');
         INSERT INTO status_count VALUES (0, 3522, 2), (0, 11, 1), (0, 0, 1), (1, 3522, 2), (1, 11, 1), (2, 0, 1);",
        )
        .unwrap();
    // 2026-11-20 09:00:00.123 UTC.
    let arrival = 1_795_165_200_123_i64;
    for (message, received_at, body) in [
        (
            1,
            arrival + 5_000,
            "numero=33600000001&statut=3522&smsID=A&refClient=news&date_reception=2026-11-20+09%3A52%3A17",
        ),
        (2, arrival, "numero=33600000002&statut=3522&refClient=news"),
        (3, arrival + 9_000, "{}"),
        (4, arrival + 9_000, "numero=33600000003&statut=0&date_reception=2026-11-21+09%3A52%3A17"),
    ] {
        database
            .execute(
                "INSERT INTO report (message, received_at, body) VALUES (?, ?, ?)",
                params![message, received_at, body],
            )
            .unwrap();
    }
    database
        .execute("INSERT INTO dead_letter VALUES (7, ?, 'no number', CAST('numero=x' AS BLOB))", [arrival])
        .unwrap();
    let copy = path.with_extension("copy");
    for suffix in ["", "-wal"] {
        let name = |path: &Path| format!("{}{suffix}", path.display());
        fs::copy(name(path), name(&copy)).unwrap();
    }
    database.close().unwrap();
    for suffix in ["", "-wal"] {
        let name = |path: &Path| format!("{}{suffix}", path.display());
        fs::rename(name(&copy), name(path)).unwrap();
    }
}

#[test]
fn the_files_to_deploy_fit_the_program() {
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
    let read = |name: &str| fs::read_to_string(deploy.join(name)).unwrap();
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000000&statut=11&refClient=a");

    // Every figure that an alert looks at is there.
    let metrics = server.get("/metrics");
    let alerts = read("alerts.yml");
    let names =
        alerts.split(|c: char| !(c.is_ascii_lowercase() || c == '_')).filter(|word| word.starts_with("webhook_"));
    let names: Vec<_> = names.collect();
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
            assert!(help.contains(&format!("[env: {name}")), "{file}: {name}");
        }
    }
}
