use std::{thread, time::Duration};

use fastrand::Rng;
use sms_status::DeliveryStatus;

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

/// Ids and names that are too long for an index and cannot be made shorter, and characters that some databases do not take.
#[test]
fn whatever_an_id_or_a_campaign_is_a_message_is_found_by_it_again() {
    let mut rng = Rng::with_seed(1);
    let mut long = || -> String { (0..20_000).map(|_| rng.alphanumeric()).collect() };
    let texts = [long(), long(), "a%00b".to_owned(), "a%00c".to_owned(), "%F0%9F%99%82".repeat(2_000)];
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for status in [0, 11] {
        for text in &texts {
            server.report(&format!("numero=33600000000&statut={status}&smsID={text}&refClient=a"));
            server.report(&format!("numero=33600000000&statut={status}&smsID=S&refClient={text}"));
            let vonage = format!("msisdn=33600000000&messageId={text}&status=delivered&client-ref=parts");
            let answer = agent().get(format!("{}/vonage?{vonage}", server.callback)).call().unwrap();
            assert_eq!(answer.status(), 200);
        }
    }
    assert_eq!(server.campaign("a").count(DeliveryStatus::Received), texts.len() as u64);
    let database = Database::open(folder.path());
    // One by its id of five, one by the least of five names, and one of five parts.
    assert_eq!(database.count("SELECT count(*) FROM message"), texts.len() + 2);
    assert_eq!(database.count("SELECT count(*) FROM segment"), texts.len());
    database.check_counts_of_messages();
}
