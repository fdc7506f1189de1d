use std::{
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    thread,
};

use crate::{
    database::Database,
    reports::{Reports, assert_campaigns, reports},
    server::{Server, agent, folder},
};

#[test]
fn a_hundred_thousand_shuffled_and_repeated_callbacks_make_the_campaigns_they_should() {
    const CONNECTIONS: usize = 32;

    let Reports { callbacks, expected } = reports(20_000, 1);
    assert_eq!(callbacks.len(), 100_000);
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let agent = agent();
                while let Some(callback) = callbacks.get(next.fetch_add(1, Relaxed)) {
                    assert!(callback.send(&agent, &server.callback), "{callback:?}");
                }
            });
        }
    });
    assert_campaigns(&server, &expected);
    assert_eq!(expected.values().map(sms_status::BulkReport::total).sum::<u64>(), 20_000);

    // The same after a restart, with nothing done by hand, and on the same URL.
    let path = server.callback_path().to_owned();
    assert!(server.stop());
    let server = Server::start(folder.path(), &[]);
    assert_eq!(server.callback_path(), path);
    assert_campaigns(&server, &expected);
    drop(server);

    let database = Database::open(folder.path());
    database.check_counts_of_messages();
    assert_eq!(database.count("SELECT sum(messages) FROM status_count"), 20_000);
    assert_eq!(database.count("SELECT count(*) FROM report WHERE status IS NOT NULL"), 100_000);
}
