use std::{thread, time::Duration};

use crate::{
    database::Database,
    reports::Callback,
    server::{Server, agent, folder},
};

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
    let rows = Database::open(folder.path()).rows("SELECT message, body FROM report ORDER BY id");
    assert_eq!(rows, queries.map(|query| ["1", query]));
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
    let kept = Database::open(folder.path()).rows("SELECT count(DISTINCT query), min(id) FROM dead_letter");
    assert_eq!(kept, [["1000", "51"]]);
    assert!(server.get("/metrics").contains("webhook_unreadable_total 1050\n"));
    assert!(server.get("/unreadable").contains("1,050"));
}

#[test]
fn one_report_that_cannot_be_stored_does_not_stop_those_beside_it() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let database = Database::open(folder.path());
    database.refuse("refused");
    database.hold();
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
        thread::sleep(Duration::from_millis(1500));
        database.release();
        senders.into_iter().map(|sender| sender.join().unwrap()).collect::<Vec<_>>()
    });
    let refused: Vec<usize> = outcomes.iter().filter(|(_, acknowledged)| !acknowledged).map(|(n, _)| *n).collect();
    assert_eq!(refused, [20]);
    assert_eq!(server.get("/metrics").matches("webhook_not_stored_total 1\n").count(), 1);
    assert_eq!(server.campaign("a").total(), 39);
}
