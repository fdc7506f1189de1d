use std::{
    collections::HashSet,
    sync::{
        Mutex, RwLock,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

use crate::{
    cluster::Cluster,
    database::{self, Database},
    reports::{Callback, Reports, assert_campaigns, reports},
    server::{Server, agent, folder},
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
