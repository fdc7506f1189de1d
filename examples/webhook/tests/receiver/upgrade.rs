use crate::{
    database::Database,
    server::{Server, agent, folder, run},
};

/// Platforms got the names of the library, and messages its keys.
#[test]
fn a_database_of_version_3_is_taken_up_with_all_that_is_in_it() {
    let folder = folder();
    drop(Server::start(folder.path(), &[]));
    let database = Database::open(folder.path());
    // 2026-11-20 09:00:00 UTC.
    let at = 1_795_165_200_000_i64;
    // Keys and numbers, before and after.
    let messages = [
        ("sms A 33600000001", Some("33600000001"), "sms A 33600000001", Some("33600000001")),
        ("rest e5ab32e9", None, "rest e5ab32e9", None),
        ("africas-talking id ATXid -", Some("254700000000"), "africas_talking id ATXid -", Some("254700000000")),
        (
            "africas-talking in a b 254700000000",
            Some("254700000000"),
            "africas_talking in a b 254700000000",
            Some("254700000000"),
        ),
        ("infobip id a b 447700900000", Some("447700900000"), "infobip id a b -", Some("447700900000")),
        // The same id with two numbers: one of them has to stay what it was.
        ("infobip id c 447700900000", Some("447700900000"), "infobip id c -", Some("447700900000")),
        ("infobip id c 447700900001", Some("447700900001"), "infobip id c 447700900001", Some("447700900001")),
        // There is one already.
        ("infobip id d -", None, "infobip id d -", None),
        ("infobip id d 447700900002", Some("447700900002"), "infobip id d 447700900002", Some("447700900002")),
        (
            "infobip in spring 447700900003",
            Some("447700900003"),
            "infobip in spring 447700900003",
            Some("447700900003"),
        ),
        ("sms B 0033600000002", Some("0033600000002"), "sms B 33600000002", Some("33600000002")),
        ("sms C 0033600000003", Some("0033600000003"), "sms C 0033600000003", Some("33600000003")),
        ("sms C 33600000003", Some("33600000003"), "sms C 33600000003", Some("33600000003")),
        ("sms D 0600000004", Some("0600000004"), "sms D 0600000004", Some("0600000004")),
        ("vonage of 7 447700900004", Some("447700900004"), "vonage of 7 447700900004", Some("447700900004")),
    ];
    let row = |(id, (key, number, ..)): (usize, &(&str, Option<&str>, _, _))| {
        let number = number.map_or("NULL".to_owned(), |number| format!("'{number}'"));
        format!("({id}, '{key}', 1, {number}, 13, {at}, 0, {at})")
    };
    database.fill(&[(1, "news")], &(1..).zip(&messages).map(row).collect::<Vec<_>>());
    let history = r#"{"suppress":["blacklisted","2026-11-20T10:00:00+01:00"]}"#;
    database.execute(&format!(
        "INSERT INTO report (message, received_at, platform, status, at, at_offset, body)
             VALUES (3, {at}, 'africas-talking', 13, {at}, 0, 'id=ATXid&status=Sent&phoneNumber=%2B254700000000');
         INSERT INTO campaign_platform VALUES (1, 'africas-talking'), (1, 'infobip');
         INSERT INTO dead_letter (id, received_at, platform, reason, query) VALUES (1, {at}, 'africas-talking', 'a', 'odd=1');
         INSERT INTO number VALUES ('0033600000009', '{history}', 'suppress', {at});"
    ));
    // Routes came with version 6, what was seen with version 7, falls with version 8, and an index by arrival with version 9.
    database.make_version_9();
    database.execute(
        "DROP TABLE route; DROP TABLE route_count; ALTER TABLE message DROP COLUMN route; DROP VIEW report_of_message;
         ALTER TABLE dead_letter DROP COLUMN seen_at; DROP TABLE rate_fall; DROP INDEX message_by_arrival",
    );
    database.execute(match database {
        Database::Sqlite(_) => {
            "DROP TRIGGER report_deleted; DROP TABLE report_index; DROP TABLE report_indexed;
             CREATE INDEX report_by_message ON report (message); PRAGMA user_version = 3"
        }
        Database::Postgres(_) => {
            "DROP SEQUENCE route_number; DROP TRIGGER count_changed ON message; UPDATE webhook_version SET version = 3"
        }
    });
    // A command beside a server does not convert it.
    assert!(!run(folder.path(), &["reread"]).status.success());

    let server = Server::start(folder.path(), &[]);
    let rows = database.rows("SELECT key, number FROM message ORDER BY id");
    let expected: Vec<_> = messages.iter().map(|(.., key, number)| [*key, number.unwrap_or("NULL")]).collect();
    assert_eq!(rows, expected);
    for table in ["report", "dead_letter"] {
        assert_eq!(database.texts(&format!("SELECT platform FROM {table}")), ["africas_talking"]);
    }
    assert_eq!(server.campaign("news").total(), messages.len() as u64);
    database.check_counts_of_messages();
    assert!(server.get("/campaigns?platform=africas_talking").contains("news"));
    assert!(server.get("/messages/3").contains("africas_talking"));
    assert!(server.get("/numbers/suppress.csv").contains("\n33600000009,blacklisted,2026-11-20T10:00:00+01:00,"));

    // The next reports find the messages that there are.
    let post = |platform: &str, body: &str| {
        assert_eq!(agent().post(format!("{}/{platform}", server.callback)).send(body).unwrap().status(), 200);
    };
    post("africas-talking?campaign=news", "id=ATXid&status=Success&phoneNumber=%2B254700000000");
    let infobip = |id: &str, number: &str| {
        let body = format!(
            r#"{{"results":[{{"messageId":"{id}","to":"{number}","status":{{"groupId":3,"id":5}},"callbackData":"news"}}]}}"#
        );
        post("infobip", &body);
    };
    infobip("a b", "447700900000");
    infobip("c", "447700900000");
    server.report("numero=0033600000002&statut=11&smsID=B&refClient=news");
    assert_eq!(server.campaign("news").total(), messages.len() as u64);
    assert_eq!(database.texts("SELECT id FROM message WHERE status <> 13 ORDER BY id"), ["3", "5", "6", "11"]);
    drop(server);
    // And again, as a database of this version.
    assert_eq!(Server::start(folder.path(), &[]).campaign("news").total(), messages.len() as u64);
}

/// Unreadable callbacks can be marked as seen.
#[test]
fn a_database_of_version_6_is_taken_up_with_all_that_is_in_it() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000000&statut=11&smsID=S1&refClient=news");
    assert_eq!(agent().get(format!("{}?numero=x", server.callback)).call().unwrap().status(), 400);
    drop(server);
    let database = Database::open(folder.path());
    database.make_version_9();
    database
        .execute("ALTER TABLE dead_letter DROP COLUMN seen_at; DROP TABLE rate_fall; DROP INDEX message_by_arrival");
    database.execute(match database {
        Database::Sqlite(_) => "PRAGMA user_version = 6",
        Database::Postgres(_) => "UPDATE webhook_version SET version = 6",
    });
    let server = Server::start(folder.path(), &[]);
    assert_eq!(server.campaign("news").total(), 1);
    server.report("numero=33600000000&statut=0&smsID=S2&refClient=news");
    database.check_counts_of_messages();
    assert!(server.get("/").contains("Unreadable <span class=\"count\">1</span>"));
    assert_eq!(agent().post(format!("{}/unreadable/1", server.address)).send_empty().unwrap().status(), 200);
    assert!(!server.get("/").contains("class=\"count\""));
}

/// Ids of messages come from the program, and those of a number and of a day are found by tables of their own.
#[test]
fn a_database_of_version_9_is_taken_up_with_all_that_is_in_it() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for (number, id) in [("33600000000", "S1"), ("33600000000", "S2"), ("33600000001", "S3")] {
        server.report(&format!("numero={number}&statut=11&smsID={id}&refClient=news"));
    }
    drop(server);
    let database = Database::open(folder.path());
    database.make_version_9();

    let server = Server::start(folder.path(), &[]);
    let rows = database.rows("SELECT number, message FROM message_of_number ORDER BY 1, 2");
    assert_eq!(rows, [["33600000000", "1"], ["33600000000", "2"], ["33600000001", "3"]]);
    database.check_counts_of_messages();
    let page = server.get("/numbers/33600000000");
    assert!(page.contains("/messages/1\"") && page.contains("/messages/2\"") && !page.contains("/messages/3\""));
    server.report("numero=33600000001&statut=11&smsID=S4&refClient=news");
    assert_eq!(database.texts("SELECT id FROM message ORDER BY id"), ["1", "2", "3", "4"]);
    database.check_counts_of_messages();
}
