use std::{
    collections::HashSet,
    path::Path,
    sync::{
        Mutex, RwLock,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

use crate::{
    database::Database,
    reports::{Callback, Reports, assert_campaigns, reports},
    server::{Server, agent, folder},
};

/// Kills the server several times in the middle of a replay, each time at the moment an acknowledgement arrives. What was not
/// acknowledged is sent again, as the provider does.
#[test]
fn an_acknowledged_report_survives_a_killed_server() {
    const KILLS: usize = 20;
    const CONNECTIONS: usize = 16;
    const MOST_ATTEMPTS: usize = 100_000;

    let Reports { callbacks, expected } = reports(4_000, 2);
    let folder = folder();
    let todo = Mutex::new(callbacks.iter().collect::<Vec<_>>());
    let acknowledged = Mutex::new(HashSet::new());
    let answers = AtomicUsize::new(0);
    let server = RwLock::new(Some(Server::start(folder.path(), &[])));

    let kill = || {
        server.write().unwrap().take().unwrap().kill();
        let restarted = Server::start(folder.path(), &[]);
        *server.write().unwrap() = Some(restarted);
    };
    let send_all = || {
        let agent = agent();
        // As often as a provider that does not give up, but not for ever.
        for _ in 0..MOST_ATTEMPTS {
            let Some(callback) = todo.lock().unwrap().pop() else { break };
            let url = server.read().unwrap().as_ref().map(|server| server.callback.clone());
            if url.is_some_and(|url| callback.send(&agent, &url)) {
                let answers = answers.fetch_add(1, Relaxed) + 1;
                if answers.is_multiple_of(callbacks.len() / (KILLS + 1)) && answers < callbacks.len() {
                    kill();
                }
                acknowledged.lock().unwrap().insert(callback.text());
            } else {
                todo.lock().unwrap().insert(0, callback);
                thread::sleep(Duration::from_millis(5));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(send_all);
        }
    });

    let sent: HashSet<&str> = callbacks.iter().map(Callback::text).collect();
    assert_eq!(*acknowledged.lock().unwrap(), sent);
    let stored = stored(folder.path());
    let lost: Vec<&str> = sent.into_iter().filter(|text| !stored.contains(*text)).collect();
    assert_eq!(lost, Vec::<&str>::new());
    assert_campaigns(server.read().unwrap().as_ref().unwrap(), &expected);
}

/// The callbacks that the database has.
fn stored(folder: &Path) -> HashSet<String> {
    Database::open(folder).texts("SELECT body FROM report").into_iter().collect()
}
