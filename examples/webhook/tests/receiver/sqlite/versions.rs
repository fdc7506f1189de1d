use std::{fs, path::Path};

use rusqlite::{Connection, params};

use crate::{
    database::Database,
    server::{Server, folder},
};

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
            "number,status,since,code,label".to_owned(),
            format!("33600000001,permanent_absence_error,{dated},3522,Permanent absence error"),
            "33600000002,permanent_absence_error,2026-11-20T09:00:00.123+00:00,3522,Permanent absence error".to_owned(),
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
    database.execute_batch(include_str!("../../data/schema-2.sql")).unwrap();
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
    let keys = ["sms A 33600000001", "twilio id SM1 -", "vonage of 7 33600000003", "infobip id a b -"];
    assert_eq!(texts("SELECT key FROM message WHERE id < 5 ORDER BY id"), keys);
    assert_eq!(texts("SELECT platform FROM campaign_platform WHERE campaign = 1 ORDER BY 1"), ["smsmode", "twilio"]);
    Database::open(folder.path()).check_counts();

    // The tables are those of a new database.
    let schema = |database: &Connection| -> Vec<String> {
        let mut rows = database
            .prepare("SELECT replace(sql, '\"', '') FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
            .unwrap();
        let rows = rows.query_map((), |row| row.get::<_, String>(0)).unwrap();
        let without_comments = |sql: String| {
            let lines = sql.lines().map(str::trim).filter(|line| !line.starts_with("--"));
            let words = lines.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            // A column that was added later follows what was there.
            words.replace(" ,", ",").replace(" )", ")")
        };
        rows.map(|sql| without_comments(sql.unwrap())).collect()
    };
    let new = crate::server::folder();
    drop(Server::start(new.path(), &[]));
    assert_eq!(schema(&database), schema(&Connection::open(new.path().join("webhook.db")).unwrap()));
}

/// A database as version 1 leaves it when it is killed: the tables are in the log of changes, not in the file.
fn version_1(path: &Path) {
    let database = Connection::open(path).unwrap();
    database.pragma_update(None, "journal_mode", "wal").unwrap();
    database.execute_batch(include_str!("../../data/schema-1.sql")).unwrap();
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
