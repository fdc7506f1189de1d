use std::{
    collections::HashSet,
    sync::{
        Mutex, RwLock,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    cluster::Cluster,
    database::{self, Database},
    reports::{Callback, Reports, assert_campaigns, reports},
    server::{Server, agent, folder, program, run},
};

const READABLE: &str = "numero=33600000000&statut=11&smsID=S1&refClient=news";

/// Kills receivers and the database server in the middle of a replay, again and again. What was not acknowledged is sent again, to either
/// receiver, as a balancer does it.
#[test]
#[ignore = "needs PostgreSQL"]
fn nothing_acknowledged_is_lost_if_receivers_and_the_database_server_are_killed() {
    const CONNECTIONS: usize = 16;
    const MOST_ATTEMPTS: usize = 100_000;
    /// How often something is killed.
    const FAULTS: usize = 12;

    let Reports { callbacks, expected } = reports(4_000, 5);
    let folder = folder();
    let mut cluster = Cluster::start();
    database::make(folder.path(), &cluster.url);
    let start = || Some(Server::start(folder.path(), &["--timeout", "3"]));
    let servers = [RwLock::new(start()), RwLock::new(start())];
    let kill = |n: usize| servers[n].write().unwrap().take().unwrap().kill();
    let restart = |n: usize| *servers[n].write().unwrap() = start();

    let sent: HashSet<&str> = callbacks.iter().map(Callback::text).collect();
    let todo = Mutex::new(callbacks.iter().collect::<Vec<_>>());
    let acknowledged = Mutex::new(HashSet::new());
    let (answers, busy) = (AtomicUsize::new(0), AtomicBool::new(true));
    let send_all = |n: usize| {
        let agent = agent();
        for attempt in 0..MOST_ATTEMPTS {
            // The last one that is not acknowledged may come back.
            if acknowledged.lock().unwrap().len() == sent.len() {
                break;
            }
            let Some(callback) = todo.lock().unwrap().pop() else {
                thread::sleep(Duration::from_millis(5));
                continue;
            };
            let url = servers[(n + attempt) % 2].read().unwrap().as_ref().map(|server| server.callback.clone());
            if url.is_some_and(|url| callback.send(&agent, &url)) {
                acknowledged.lock().unwrap().insert(callback.text());
                answers.fetch_add(1, Relaxed);
            } else {
                todo.lock().unwrap().insert(0, callback);
                thread::sleep(Duration::from_millis(5));
            }
        }
        busy.store(false, Relaxed);
    };
    thread::scope(|scope| {
        for n in 0..CONNECTIONS {
            let send_all = &send_all;
            scope.spawn(move || send_all(n));
        }
        for fault in 1..=FAULTS {
            while answers.load(Relaxed) < fault * callbacks.len() / (FAULTS + 1) && busy.load(Relaxed) {
                thread::sleep(Duration::from_millis(1));
            }
            match fault % 4 {
                0 | 1 => {
                    kill(fault % 2);
                    restart(fault % 2);
                }
                2 => {
                    cluster.tell("kill");
                    cluster.tell("start");
                }
                _ => {
                    kill(0);
                    cluster.tell("stop");
                    cluster.tell("start");
                    restart(0);
                }
            }
        }
    });

    assert_eq!(*acknowledged.lock().unwrap(), sent);
    let database = Database::open(folder.path());
    let stored: HashSet<String> = database.texts("SELECT body FROM report").into_iter().collect();
    let lost: Vec<&str> = sent.into_iter().filter(|text| !stored.contains(*text)).collect();
    assert_eq!(lost, Vec::<&str>::new());
    for server in &servers {
        assert_campaigns(server.read().unwrap().as_ref().unwrap(), &expected);
    }
    assert_eq!(database.count("SELECT count(*) FROM message"), 4_000);
    database.check_counts_of_messages();
    drop(servers);
}

#[test]
#[ignore = "needs PostgreSQL"]
fn a_server_that_is_away_is_told_in_time_and_found_again() {
    let folder = folder();
    let mut cluster = Cluster::start();
    database::make(folder.path(), &cluster.url);
    let server = Server::start(folder.path(), &["--timeout", "5"]);
    server.report(READABLE);
    server.get("/");
    for end in ["stop", "kill"] {
        cluster.tell(end);
        assert_eq!(server.try_report(READABLE), 503);
        assert_eq!(["/readyz", "/livez"].map(|path| server.health(path)), [503, 200]);
        assert_eq!(agent().get(format!("{}/", server.address)).call().unwrap().status(), 503);
        let error = Server::try_start(folder.path(), &[]).err().unwrap();
        assert!(error.contains("cannot reach the database postgres://postgres@/"), "{error}");
        cluster.tell("start");
        server.wait_until("it is ready again", |server| server.health("/readyz") == 200);
        server.report(READABLE);
        assert_eq!(server.campaign("news").total(), 1);
    }
    assert!(server.log().contains("the database can be written again"));
    // Nobody waits for ever for what somebody else has locked.
    let other = Database::open(folder.path());
    other.hold();
    assert_eq!(server.try_report(READABLE), 503);
    other.release();
    server.report(READABLE);
    drop(server);
}

/// A database server that is there and does nothing, as on a machine whose disk hangs: nobody waits for it without a limit.
#[test]
#[ignore = "needs PostgreSQL"]
fn nothing_waits_without_a_limit_for_a_server_that_hangs() {
    const LIMIT: Duration = Duration::from_secs(4);
    /// What a busy machine adds.
    const MORE: Duration = Duration::from_secs(3);

    let folder = folder();
    let mut cluster = Cluster::start();
    database::make(folder.path(), &cluster.url);
    let mut server = Server::start(folder.path(), &["--timeout", "4"]);
    server.report(READABLE);
    server.get("/");
    cluster.tell("freeze");
    let took = |what: &mut dyn FnMut()| {
        let start = Instant::now();
        what();
        start.elapsed()
    };
    let page = |path: &str| agent().get(format!("{}{path}", server.address)).call().unwrap().status().as_u16();

    assert!(took(&mut || assert_eq!(server.try_report(READABLE), 503)) < LIMIT + MORE);
    assert!(took(&mut || assert_eq!(page("/"), 503)) < LIMIT + MORE);
    // Once it is known, nobody waits.
    thread::sleep(LIMIT);
    for path in ["/", "/campaigns", "/numbers/remove.csv"] {
        assert!(took(&mut || assert_eq!(page(path), 503)) < Duration::from_secs(1), "{path}");
    }
    // What watches the server sees what is wrong.
    let metrics = server.get("/metrics");
    assert!(metrics.contains("webhook_database_readable 0\n"), "{metrics}");
    assert!(metrics.contains("webhook_refused_total{reason=\"not_stored\"} 1\n"), "{metrics}");
    assert_eq!([page("/livez"), page("/readyz"), server.health("/livez")], [200, 503, 200]);
    // Commands give up.
    let mut told = String::new();
    let patience = took(&mut || {
        let output = run(folder.path(), &["secret"]);
        assert!(!output.status.success());
        told = String::from_utf8(output.stderr).unwrap();
    });
    assert!(patience < Duration::from_secs(10) + MORE && told.contains("it does not answer"), "{told}");
    // The server ends in time.
    server.signal("TERM");
    assert!(took(&mut || assert!(server.wait().is_some_and(|status| !status.success()))) < LIMIT + MORE);
    assert!(server.log().contains("the database does not answer; what was acknowledged is on disk"));

    cluster.tell("thaw");
    let server = Server::start(folder.path(), &["--timeout", "4"]);
    server.report(READABLE);
    assert_eq!(server.campaign("news").total(), 1);
    // One that goes on is found again.
    cluster.tell("freeze");
    assert_eq!(server.try_report(READABLE), 503);
    cluster.tell("thaw");
    server.wait_until("it is ready again", |server| server.health("/readyz") == 200);
    server
        .wait_until("it can be read again", |server| server.get("/metrics").contains("webhook_database_readable 1\n"));
}

/// The connection that stores comes before those that read.
#[test]
#[ignore = "needs PostgreSQL"]
fn a_server_with_few_connections_stores_all_the_same() {
    let folder = folder();
    let cluster = Cluster::start();
    let url = database::make(folder.path(), &cluster.url);
    let name = url.rsplit('/').next().unwrap();
    Database::at(&cluster.url)
        .execute(&format!("CREATE ROLE few LOGIN CONNECTION LIMIT 2; ALTER DATABASE {name} OWNER TO few"));
    let limited = url.replacen("postgres@", "few@", 1);
    let mut command = program();
    let server = Server::try_start_as(command.env("WEBHOOK_DATABASE", &limited), folder.path()).unwrap();
    for _ in 0..3 {
        server.report(READABLE);
        thread::sleep(Duration::from_millis(700));
    }
    assert_eq!(Database::open(folder.path()).count("SELECT count(*) FROM report"), 3);
}
