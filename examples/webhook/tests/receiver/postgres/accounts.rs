use std::{
    fs,
    time::{Duration, Instant},
};

use super::shared_folder;
use crate::{
    centre::{Centre, RESPONSE, UNBIND, pdu, receipt},
    cluster::Cluster,
    database,
    server::{Folder, Server, folder, program},
};

/// The longest that another receiver may take to bind, as the README promises.
const TAKE_OVER: Duration = Duration::from_secs(5);

fn start(folder: &Folder, centre: &Centre) -> Server {
    let file = folder.path().join("accounts.toml");
    let port = centre.port();
    fs::write(&file, format!("[smpp.acme]\nhost = \"127.0.0.1\"\nport = {port}\nsystem-id = \"me\"")).unwrap();
    let mut command = program();
    command.args(["--time-zone", "UTC", "--timeout", "3", "--config"]).arg(&file);
    command.env("WEBHOOK_SMPP_ACME_PASSWORD", "s3cret");
    Server::try_start_as(&mut command, folder.path()).unwrap()
}

fn is_bound(server: &Server) -> bool {
    server.figure("webhook_smpp_bound_since_seconds{account=\"acme\"}") > 0.0
}

#[test]
#[ignore = "needs PostgreSQL"]
fn one_of_several_receivers_has_the_session_and_another_takes_over() {
    let (folder, centre) = (shared_folder(), Centre::start());
    let first = start(&folder, &centre);
    let mut link = centre.bound();
    let second = start(&folder, &centre);
    assert!(centre.accept_within(Duration::from_secs(4)).is_none());
    assert!(is_bound(&first) && !is_bound(&second));
    assert!(second.get("/accounts?lang=en").contains("Another server has the session"));
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..]]);

    // Killed, it answers nothing more, and what it has not answered is sent again.
    let waiting = receipt("2", "33600000001", "DELIVRD");
    let killed = Instant::now();
    first.kill();
    let mut link = centre.bound();
    assert!(killed.elapsed() < TAKE_OVER, "{:?}", killed.elapsed());
    link.deliver([&waiting[..]]);
    assert_eq!(second.campaign("2026-11-29").total(), 2);

    // One that stops unbinds first.
    let third = start(&folder, &centre);
    second.signal("TERM");
    let unbind = link.read().unwrap();
    assert_eq!(unbind.command, UNBIND);
    assert!(centre.accept_within(Duration::from_secs(2)).is_none());
    link.write(&pdu(UNBIND | RESPONSE, 0, unbind.sequence, b""));
    let stopped = Instant::now();
    let mut link = centre.bound();
    assert!(stopped.elapsed() < TAKE_OVER, "{:?}", stopped.elapsed());
    link.deliver([&receipt("3", "33600000001", "DELIVRD")[..]]);
    assert_eq!(third.campaign("2026-11-29").total(), 3);
    drop(second);
}

#[test]
#[ignore = "needs PostgreSQL"]
fn a_database_server_that_is_killed_leaves_one_session() {
    let (folder, centre) = (folder(), Centre::start());
    let mut cluster = Cluster::start();
    database::make(folder.path(), &cluster.url);
    let servers = [(); 2].map(|()| start(&folder, &centre));
    let mut link = centre.bound();
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..]]);
    cluster.tell("kill");
    // The session ends, since another server might have it.
    while link.read().is_some() {}
    assert!(centre.accept_within(Duration::from_secs(2)).is_none());
    cluster.tell("start");
    let mut link = centre.bound();
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..], &receipt("2", "33600000001", "DELIVRD")]);
    assert!(centre.accept_within(Duration::from_secs(3)).is_none());
    assert_eq!(servers.iter().filter(|server| is_bound(server)).count(), 1);
    assert_eq!(servers[0].campaign("2026-11-29").total(), 2);
}
