use std::{thread, time::Duration};

use tokio::sync::watch;

use super::{address::Address, error::Error};

/// How often a server looks whether it is its turn, and whether it still is.
const INTERVAL: Duration = Duration::from_secs(1);

/// Holds a lock of the database while it is wanted, and marks `held` for as long as that is certain. It returns when nobody can want it
/// any more.
///
/// A lock belongs to a connection, which the server of the database ends at once if the process does, and within 20 seconds if the
/// machine of the process vanishes.
pub fn hold(address: &Address, name: &str, wanted: &watch::Receiver<bool>, held: &watch::Sender<bool>) {
    while !is_over(wanted) {
        let ended = try_to_hold(address, name, wanted, held);
        held.send_replace(false);
        if let Err(error) = ended {
            tracing::debug!(%error, name, "no lock");
            thread::sleep(INTERVAL);
        }
    }
}

fn try_to_hold(
    address: &Address,
    name: &str,
    wanted: &watch::Receiver<bool>,
    held: &watch::Sender<bool>,
) -> Result<(), Error> {
    /// How long the database may take to answer.
    const PATIENCE: Duration = Duration::from_secs(5);

    let mut client = address.connect()?;
    client
        .batch_execute("SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3")?;
    while !is_over(wanted) {
        let is_free = *wanted.borrow()
            && client.query_one("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", &[&name])?.try_get(0)?;
        if is_free {
            held.send_replace(true);
            while *wanted.borrow() && !is_over(wanted) {
                thread::sleep(INTERVAL);
                client.is_valid(PATIENCE)?;
            }
            held.send_replace(false);
            client.batch_execute("SELECT pg_advisory_unlock_all()")?;
        }
        thread::sleep(INTERVAL);
    }
    Ok(())
}

fn is_over(wanted: &watch::Receiver<bool>) -> bool {
    wanted.has_changed().is_err()
}
