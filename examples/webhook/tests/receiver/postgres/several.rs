use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    sync::Barrier,
    thread,
    time::Duration,
};

use fastrand::Rng;
use sms_status::DeliveryStatus;

use super::shared_folder;
use crate::{
    database::Database,
    reports::{Reports, assert_campaigns, reports, send_all},
    server::{Server, agent},
};

#[test]
#[ignore = "needs PostgreSQL"]
fn receivers_that_get_the_same_callbacks_at_once_are_as_one() {
    let Reports { callbacks, expected } = reports(2_000, 6);
    let mut other_order = callbacks.clone();
    Rng::with_seed(7).shuffle(&mut other_order);
    let folder = shared_folder();
    let servers = [(); 2].map(|()| Server::start(folder.path(), &[]));
    thread::scope(|scope| {
        for (server, callbacks) in servers.iter().zip([&callbacks, &other_order]) {
            scope.spawn(|| assert!(send_all(callbacks, &server.callback).into_iter().all(|acknowledged| acknowledged)));
        }
    });
    for server in &servers {
        assert_campaigns(server, &expected);
        assert!((server.figure("webhook_not_stored_total")).abs() < 0.1);
    }
    let database = Database::open(folder.path());
    assert_eq!(database.count("SELECT count(*) FROM message"), 2_000);
    assert_eq!(database.count("SELECT count(*) FROM report"), 2 * callbacks.len());
    database.check_counts_of_messages();
}

/// Parts of messages, and messages that change their campaign, reported to receivers at the same moment.
#[test]
#[ignore = "needs PostgreSQL"]
fn parts_and_campaigns_do_not_depend_on_who_is_first() {
    const ROUNDS: usize = 150;

    let folder = shared_folder();
    let servers = [(); 2].map(|()| Server::start(folder.path(), &[]));
    let barrier = Barrier::new(4);
    let send = |part: usize| {
        let (server, agent) = (&servers[part % 2], agent());
        (0..ROUNDS).fold(0, |acknowledged, round| {
            // Three parts of four are delivered, so the message is received in part.
            let status = if part == 3 { "failed" } else { "delivered" };
            let parts = format!(
                "/vonage?msisdn=33600000000&messageId=p{part}&status={status}&client-ref=r{round}&campaign=parts"
            );
            // A day, a later one, a name, and a name before it, none of which is known yet.
            let campaign = [String::new(), String::new(), format!("z{round}"), format!("a{round}")][part].clone();
            let moved = format!(
                "?numero=33600000000&statut=11&smsID=m{round}&refClient={campaign}&date_reception=2026-03-0{}+09%3A00%3A00",
                1 + part
            );
            barrier.wait();
            let answers = [parts, moved].map(|path| agent.get(format!("{}{path}", server.callback)).call());
            acknowledged + answers.into_iter().flatten().filter(|answer| answer.status().is_success()).count()
        })
    };
    let acknowledged: usize = thread::scope(|scope| {
        let send = &send;
        let senders: Vec<_> = (0..4).map(|part| scope.spawn(move || send(part))).collect();
        senders.into_iter().map(|sender| sender.join().unwrap()).sum()
    });
    assert_eq!(acknowledged, 4 * 2 * ROUNDS);
    let partly = DeliveryStatus::PartiallyReceived.code();
    let database = Database::open(folder.path());
    let parts = "SELECT status, count(*) FROM message WHERE key LIKE 'vonage %' GROUP BY 1";
    assert_eq!(database.rows(parts), [[partly.to_string(), ROUNDS.to_string()]]);
    let campaigns =
        "SELECT name FROM message JOIN campaign ON campaign.id = campaign WHERE key LIKE 'sms %' ORDER BY 1";
    let mut names: Vec<String> = (0..ROUNDS).map(|round| format!("a{round}")).collect();
    names.sort();
    assert_eq!(database.texts(campaigns), names);
    database.check_counts_of_messages();
}

#[test]
#[ignore = "needs PostgreSQL"]
fn those_who_follow_a_page_of_one_receiver_see_what_another_stores() {
    let folder = shared_folder();
    let servers = [(); 2].map(|()| Server::start(folder.path(), &[]));
    let mut followers = servers.each_ref().map(|server| {
        let mut stream = TcpStream::connect(server.page_host()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET /live HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        BufReader::new(stream)
    });
    for round in 0..6 {
        let name = format!("campaign-{round}");
        servers[round % 2].report(&format!("numero=33600000000&statut=11&refClient={name}"));
        // Whichever follows: its own receiver was told, or the other one was.
        for follower in &mut followers {
            let mut line = String::new();
            while !line.contains(&name) {
                line.clear();
                assert!(follower.read_line(&mut line).unwrap() > 0, "the stream ended");
            }
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL"]
fn receivers_that_start_at_once_make_one_database() {
    let folder = shared_folder();
    let servers: Vec<Server> = thread::scope(|scope| {
        let starts: Vec<_> = (0..4).map(|_| scope.spawn(|| Server::start(folder.path(), &[]))).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    let paths: Vec<&str> = servers.iter().map(Server::callback_path).collect();
    assert_eq!(paths, [paths[0]; 4]);
    let first = servers.iter().filter(|server| server.greeting.contains("shown this once")).count();
    assert_eq!(first, 1);
    for server in &servers {
        server.report("numero=33600000000&statut=11&refClient=a");
    }
    assert_eq!(servers[0].campaign("a").total(), 1);
}

#[test]
#[ignore = "needs PostgreSQL"]
fn what_is_old_is_deleted_once_if_several_receivers_do_it() {
    let folder = shared_folder();
    let server = Server::start(folder.path(), &[]);
    for n in 0..300 {
        // Two messages to each of 150 numbers, the first of which was wrong at the time.
        let (number, status) = (n / 2, if n % 2 == 0 { 3522 } else { 3502 });
        let at = "date_reception=2020-01-01+10%3A00%3A00";
        server.report(&format!("numero=336{number:08}&statut={status}&smsID=S{n}&refClient=old&{at}"));
    }
    let (list, campaign) = (server.get("/numbers/remove.csv"), server.campaign("old"));
    drop(server);
    let database = Database::open(folder.path());
    database.execute(
        "UPDATE message SET arrived = 0; UPDATE report SET received_at = 0;
         INSERT INTO slot_message SELECT 0, min(id), max(id) FROM message",
    );
    let servers = [(); 3].map(|()| Server::start(folder.path(), &["--keep-days", "30"]));
    for server in &servers {
        server.wait_until("all is deleted", |_| database.count("SELECT count(*) FROM message") == 0);
        server.wait_until("all is deleted", |_| database.count("SELECT count(*) FROM report") == 0);
        assert_eq!(server.get("/numbers/remove.csv"), list);
        assert_eq!(server.campaign("old"), campaign);
    }
}
