use std::{collections::BTreeMap, path::Path, thread};

use rusqlite::Connection;

use crate::{
    reports::{Callback, reports, send_all},
    server::{Server, agent, folder},
};

#[test]
fn a_second_server_on_the_same_file_is_refused() {
    let folder = folder();
    let first = Server::start(folder.path(), &[]);
    let error = Server::try_start(folder.path(), &[]).err().unwrap();
    assert!(error.contains("another server is already using"), "{error}");
    #[cfg(unix)]
    {
        // By another name, too.
        let other = crate::server::folder();
        std::os::unix::fs::symlink(folder.path().join("webhook.db"), other.path().join("webhook.db")).unwrap();
        let error = Server::try_start(other.path(), &[]).err().unwrap();
        assert!(error.contains("another server is already using"), "{error}");
    }
    first.report("numero=33600000000&statut=11&refClient=a");
    // By a hard link, which has a lock and a log of changes of its own.
    let linked = crate::server::folder();
    std::fs::hard_link(folder.path().join("webhook.db"), linked.path().join("webhook.db")).unwrap();
    let error = Server::try_start(linked.path(), &[]).err().unwrap();
    assert!(error.contains("has another name (a hard link)"), "{error}");
    linked.close().unwrap();
    first.kill();
    // A killed server leaves nothing that stands in the way.
    assert_eq!(Server::start(folder.path(), &[]).campaign("a").total(), 1);
}

#[test]
fn what_cannot_be_stored_is_not_acknowledged_and_may_come_again() {
    let folder = folder();
    let callbacks = reports(2_000, 3).callbacks;
    let small = Server::start(folder.path(), &["--max-database-mib", "1"]);
    let outcomes = send_all(&callbacks, &small.callback);
    let acknowledged = outcomes.iter().filter(|&&acknowledged| acknowledged).count();
    assert!(acknowledged > 100, "{acknowledged}");
    // One that needs more room than is left in any page.
    let large = Callback::Query(format!("numero=33600000000&statut=11&refClient={}", "x".repeat(30_000)));
    assert!(!large.send(&agent(), &small.callback));
    assert_eq!(agent().get(format!("{}/healthz", small.address)).call().unwrap().status(), 503);
    let refused = callbacks.len() - acknowledged + 1;
    assert!(refused > 100, "{refused}");
    assert!(small.get("/metrics").contains(&format!("webhook_not_stored_total {refused}\n")));
    drop(small);

    let database = Connection::open(folder.path().join("webhook.db")).unwrap();
    let count =
        |database: &Connection| database.query_row("SELECT count(*) FROM report", (), |row| row.get::<_, usize>(0));
    assert_eq!(count(&database), Ok(acknowledged));

    let large = Server::start(folder.path(), &[]);
    let again: Vec<Callback> = callbacks
        .iter()
        .zip(outcomes)
        .filter(|(_, acknowledged)| !acknowledged)
        .map(|(callback, _)| callback.clone())
        .collect();
    assert!(send_all(&again, &large.callback).into_iter().all(|acknowledged| acknowledged));
    assert_eq!(large.get("/healthz"), "ok\n");
    assert_eq!(count(&database), Ok(callbacks.len()));
}

#[test]
fn every_report_is_kept_as_it_came() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let queries = [
        "numero=33600000000&statut=0&smsID=S1&refClient=a%20b",
        "numero=33600000000&statut=11&smsID=S1",
        "numero=33600000000&statut=11&smsID=S1",
    ];
    for query in queries {
        server.report(query);
    }
    let database = Connection::open(folder.path().join("webhook.db")).unwrap();
    let mut rows = database.prepare("SELECT message, body FROM report ORDER BY id").unwrap();
    let rows: Vec<(i64, String)> =
        rows.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows, queries.map(|query| (1, query.to_owned())));
}

#[test]
fn dead_letters_are_kept_counted_and_bounded() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    thread::scope(|scope| {
        for share in 0..15 {
            let server = &server;
            scope.spawn(move || {
                let agent = agent();
                for n in 0..70 {
                    let answer = agent.get(format!("{}?statut={}", server.callback, share * 70 + n)).call().unwrap();
                    assert_eq!(answer.status(), 400);
                }
            });
        }
    });
    let database = Connection::open(folder.path().join("webhook.db")).unwrap();
    let kept: (u64, u64) = database
        .query_row("SELECT count(DISTINCT query), min(id) FROM dead_letter", (), |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(kept, (1_000, 51));
    assert!(server.get("/metrics").contains("webhook_unreadable_total 1050\n"));
    assert!(server.get("/unreadable").contains("1,050"));
}

#[test]
fn a_database_that_is_not_ours_is_left_alone() {
    let folder = folder();
    let path = folder.path().join("webhook.db");
    let text = "not a database, and longer than the header of one: ".repeat(100);
    std::fs::write(&path, &text).unwrap();
    refused_and_unchanged(folder.path(), "file is not a database");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);

    for version in [0, 1, 2, 3, 4] {
        std::fs::remove_file(&path).unwrap();
        let database = Connection::open(&path).unwrap();
        database.execute_batch("CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES ('Ann');").unwrap();
        database.pragma_update(None, "user_version", version).unwrap();
        database.close().unwrap();
        refused_and_unchanged(folder.path(), "not a database of this program");
    }

    // One of this program, but of its future.
    std::fs::remove_file(&path).unwrap();
    drop(Server::start(folder.path(), &[]));
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 4).unwrap();
    let error = Server::try_start(folder.path(), &[]).err().unwrap();
    assert!(error.contains("schema version 4 is not supported (this server uses version 3)"), "{error}");
}

#[test]
#[cfg(unix)]
fn the_database_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let path = folder.path().join("webhook.db");
    drop(Server::start(folder.path(), &[]));
    // Somebody has opened it to others.
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000000&statut=11");
    for name in ["webhook.db", "webhook.db-wal", "webhook.db.lock"] {
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

/// The server does not start, and the database and its folder are as they were.
#[track_caller]
fn refused_and_unchanged(folder: &Path, reason: &str) {
    let files = || {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = files.filter(|path| !path.ends_with("stderr"));
        files.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect::<BTreeMap<_, _>>()
    };
    let before = files();
    let error = Server::try_start(folder, &[]).err().unwrap();
    assert!(error.contains(reason), "{error}");
    assert_eq!(files(), before);
}

#[test]
fn one_report_that_cannot_be_stored_does_not_stop_those_beside_it() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let database = Connection::open(folder.path().join("webhook.db")).unwrap();
    database
        .execute_batch(
            "CREATE TRIGGER refuse BEFORE INSERT ON message WHEN new.key LIKE '%refused%'
             BEGIN SELECT RAISE(ABORT, 'refused by a trigger'); END; BEGIN IMMEDIATE",
        )
        .unwrap();
    // The first waits for the database, and the others for the first.
    let outcomes = thread::scope(|scope| {
        let senders: Vec<_> = (0..40)
            .map(|n| {
                let server = &server;
                let name = if n == 20 { "refused" } else { "stored" };
                let callback = Callback::Query(format!("numero=33600000000&statut=11&smsID={name}-{n}&refClient=a"));
                scope.spawn(move || (n, callback.send(&agent(), &server.callback)))
            })
            .collect();
        thread::sleep(std::time::Duration::from_millis(1500));
        database.execute_batch("ROLLBACK").unwrap();
        senders.into_iter().map(|sender| sender.join().unwrap()).collect::<Vec<_>>()
    });
    let refused: Vec<usize> = outcomes.iter().filter(|(_, acknowledged)| !acknowledged).map(|(n, _)| *n).collect();
    assert_eq!(refused, [20]);
    assert_eq!(server.get("/metrics").matches("webhook_not_stored_total 1\n").count(), 1);
    assert_eq!(server.campaign("a").total(), 39);
}
