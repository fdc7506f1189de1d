use std::{collections::BTreeMap, thread, time::Duration};

use super::shared_folder;
use crate::alerts::{Hook, fill_past, start};

#[test]
#[ignore = "needs PostgreSQL"]
fn of_several_receivers_one_sends_an_alert_and_another_takes_over() {
    let (folder, hook) = (shared_folder(), Hook::start(&[]));
    fill_past(folder.path());
    hook.settings(folder.path(), "");
    let mut servers: Vec<_> = (0..3).map(|_| start(folder.path())).collect();
    for (n, server) in (0..30).zip(servers.iter().cycle()) {
        server.report(&format!("numero=33600000001&smsID=F{n}&statut=3501&refClient=login-codes&mcc_mnc=20801"));
    }
    servers[0].wait_until("the fall is told", |_| hook.notices().len() == 3);
    thread::sleep(Duration::from_secs(3));
    let is_watching =
        |server: &crate::server::Server| server.get("/metrics").contains("webhook_rate_fallen_since_seconds{");
    let watching: Vec<bool> = servers.iter().map(is_watching).collect();
    assert_eq!(watching.iter().filter(|is_watching| **is_watching).count(), 1, "{watching:?}");
    servers.remove(watching.iter().position(|is_watching| *is_watching).unwrap()).kill();
    servers[0].wait_until("another takes over", |_| servers.iter().any(is_watching));
    for n in 0..700 {
        servers[1].report(&format!("numero=33600000001&smsID=R{n}&statut=11&refClient=login-codes&mcc_mnc=20801"));
    }
    servers[0].wait_until("the end is told", |_| hook.notices().len() == 6);
    thread::sleep(Duration::from_secs(3));
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for notice in hook.notices() {
        *ids.entry(format!("{} {}", notice["event"], notice["id"])).or_default() += 1;
    }
    assert!(ids.len() == 6 && ids.values().all(|times| *times == 1), "{ids:?}");
}
