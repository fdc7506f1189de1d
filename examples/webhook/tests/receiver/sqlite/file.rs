use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
};

use rusqlite::Connection;

use crate::{
    reports::{Callback, reports, send_all},
    server::{Server, agent, folder, program, run, run_well},
};

const READABLE: &str = "numero=33600000000&statut=11&smsID=S1&refClient=news";

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
    fs::hard_link(folder.path().join("webhook.db"), linked.path().join("webhook.db")).unwrap();
    let error = Server::try_start(linked.path(), &[]).err().unwrap();
    assert!(error.contains("has another name (a hard link)"), "{error}");
    drop(linked);
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
fn a_database_that_is_not_ours_is_left_alone() {
    let folder = folder();
    let path = folder.path().join("webhook.db");
    let text = "not a database, and longer than the header of one: ".repeat(100);
    fs::write(&path, &text).unwrap();
    refused_and_unchanged(folder.path(), "file is not a database");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    for version in [0, 1, 2, 3, 4, 5] {
        fs::remove_file(&path).unwrap();
        let database = Connection::open(&path).unwrap();
        database.execute_batch("CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES ('Ann');").unwrap();
        database.pragma_update(None, "user_version", version).unwrap();
        database.close().unwrap();
        refused_and_unchanged(folder.path(), "not a database of this program");
    }

    // One of this program, but of its future.
    fs::remove_file(&path).unwrap();
    drop(Server::start(folder.path(), &[]));
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Server::try_start(folder.path(), &[]).err().unwrap();
    assert!(error.contains("schema version 99 is not supported (this server uses version "), "{error}");
}

#[test]
#[cfg(unix)]
fn the_database_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let path = folder.path().join("webhook.db");
    drop(Server::start(folder.path(), &[]));
    // Somebody has opened it to others.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let server = Server::start(folder.path(), &[]);
    server.report("numero=33600000000&statut=11");
    for name in ["webhook.db", "webhook.db-wal", "webhook.db.lock"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

/// The server does not start, and the database and its folder are as they were.
#[track_caller]
fn refused_and_unchanged(folder: &Path, reason: &str) {
    let files = || {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = files.filter(|path| !path.ends_with("stderr"));
        files.map(|path| (path.clone(), fs::read(path).unwrap())).collect::<BTreeMap<_, _>>()
    };
    let before = files();
    let error = Server::try_start(folder, &[]).err().unwrap();
    assert!(error.contains(reason), "{error}");
    assert_eq!(files(), before);
}

#[test]
#[cfg(unix)]
fn nothing_is_acknowledged_once_the_database_is_gone() {
    let folder = folder();
    let path = folder.path().join("webhook.db");
    for replace in [false, true] {
        let server = Server::start(folder.path(), &[]);
        server.report(READABLE);
        fs::remove_file(&path).unwrap();
        if replace {
            fs::write(&path, "").unwrap();
        }
        assert_eq!(server.try_report(READABLE), 503);
        assert_eq!(server.health("/readyz"), 503);
        assert!(server.log().contains("the file of the database was removed, moved or replaced"));
        drop(server);
        fs::remove_file(&path).unwrap_or_default();
        fs::remove_file(path.with_extension("db-wal")).unwrap();
    }
}

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

/// Flags, the environment, and the database that is used.
type Case = (&'static [&'static str], &'static [(&'static str, &'static str)], &'static str);

#[test]
fn a_setting_is_given_by_flag_environment_or_file_in_that_order() {
    let folder = folder();
    fs::write(
        folder.path().join("webhook.toml"),
        "database = \"from-file.db\"\nmax-followers = 7\ntime-zone = \"Asia/Tokyo\"\n",
    )
    .unwrap();
    let cases: [Case; 5] = [
        (&[], &[], "webhook.db"),
        (&["--config", "webhook.toml"], &[], "from-file.db"),
        (&[], &[("WEBHOOK_CONFIG", "webhook.toml")], "from-file.db"),
        (&["--config", "webhook.toml"], &[("WEBHOOK_DATABASE", "from-environment.db")], "from-environment.db"),
        (
            &["--config", "webhook.toml", "--database", "from-flag.db"],
            &[("WEBHOOK_DATABASE", "from-environment.db")],
            "from-flag.db",
        ),
    ];
    for (arguments, environment, expected) in cases {
        let mut command = program();
        command.args(arguments).envs(environment.iter().copied()).current_dir(folder.path());
        command.args(["--listen", "127.0.0.1:0", "--page-listen", "127.0.0.1:0"]);
        let server = Server::try_start_as(&mut command, folder.path()).unwrap();
        assert!(server.greeting.ends_with(&format!("/{expected}")), "{arguments:?} {}", server.greeting);
        drop(server);
        fs::remove_file(folder.path().join(expected)).unwrap();
    }
}

#[test]
fn a_damaged_database_is_noticed_at_the_start() {
    const PAGE: usize = 4096;

    let folder = folder();
    let path = folder.path().join("webhook.db");
    let server = Server::start(folder.path(), &[]);
    assert!(send_all(&reports(1_000, 2).callbacks, &server.callback).into_iter().all(|acknowledged| acknowledged));
    drop(server);
    // Everything is in the file itself, which has nothing to spare.
    let database = Connection::open(&path).unwrap();
    database.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    database.close().unwrap();
    let sound = fs::read(&path).unwrap();
    let pages = sound.len() / PAGE;
    assert!(pages > 50, "{pages}");
    let damage = |which: &dyn Fn(usize) -> bool, with: u8| {
        let mut content = sound.clone();
        for (_, page) in content.chunks_mut(PAGE).enumerate().filter(|(n, _)| *n > 0 && which(*n)) {
            page.fill(with);
        }
        fs::write(&path, content).unwrap();
    };
    damage(&|page| page % 3 == 0, 0xaa);
    refused_and_unchanged(folder.path(), "it is damaged (");
    for lost in (1..pages).step_by(pages / 8) {
        damage(&|page| page == lost, 0);
        let error = Server::try_start(folder.path(), &[]).err().unwrap();
        assert!(error.contains("it is damaged (") && error.contains("restore a backup"), "{lost}: {error}");
    }
    fs::write(&path, &sound).unwrap();
    let server = Server::start(folder.path(), &[]);
    assert_eq!(server.get("/healthz"), "ok\n");
}
