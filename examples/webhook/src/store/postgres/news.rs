use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use fallible_iterator::FallibleIterator;
use postgres::{Client, Notification};
use tokio::sync::watch;

use super::{address::Address, error::Error};

/// Tells other servers on the database that something was stored, and learns it from them.
///
/// A notification takes a lock that all transactions with one share, so none is in a transaction that stores something: they have a
/// connection of their own, and there are a few in a second at most.
#[derive(Debug)]
pub struct News {
    pub address: Address,
    /// Set if something was stored that has not been told. The other owner of it is the one who stores.
    pub untold: Arc<AtomicBool>,
}

/// How long one notification is after another, and a change may go untold.
const INTERVAL: Duration = Duration::from_millis(250);

impl News {
    /// Starts a thread that marks `changes` if another server may have stored something. It ends when nobody stores anything any more.
    pub fn start(self, changes: watch::Sender<()>) -> io::Result<JoinHandle<()>> {
        /// How long to wait before the database is asked again that could not be reached.
        const PAUSE: Duration = Duration::from_secs(1);

        thread::Builder::new().name("news".into()).spawn(move || {
            let mut is_logged = false;
            while let Err(error) = self.follow(&changes, &mut is_logged) {
                if self.is_over() {
                    return;
                }
                if !is_logged {
                    tracing::warn!(%error, "live pages do not show what other servers store");
                    is_logged = true;
                }
                thread::sleep(PAUSE);
            }
        })
    }

    /// Returns if nobody stores anything any more and all is told.
    fn follow(&self, changes: &watch::Sender<()>, is_logged: &mut bool) -> Result<(), Error> {
        let mut client = self.address.connect()?;
        client.batch_execute("LISTEN webhook")?;
        let own: i32 = client.query_one("SELECT pg_backend_pid()", &[])?.try_get(0)?;
        if std::mem::take(is_logged) {
            tracing::info!("live pages show what other servers store again");
        }
        // Something may have been stored meanwhile.
        changes.send_replace(());
        let mut last = Instant::now();
        loop {
            let is_over = self.is_over();
            if last.elapsed() >= INTERVAL || is_over {
                self.tell(&mut client)?;
                last = Instant::now();
            }
            if is_over {
                return Ok(());
            }
            if hear(&mut client, own)? {
                changes.send_replace(());
            }
        }
    }

    fn tell(&self, client: &mut Client) -> Result<(), Error> {
        if self.untold.swap(false, Relaxed) {
            client.batch_execute("NOTIFY webhook").inspect_err(|_| self.untold.store(true, Relaxed))?;
        }
        Ok(())
    }

    fn is_over(&self) -> bool {
        Arc::strong_count(&self.untold) == 1
    }
}

/// Waits for notifications, not for long, and returns whether there was one of another server.
fn hear(client: &mut Client, own: i32) -> Result<bool, Error> {
    let is_of_another = |notification: &Notification| notification.process_id() != own;
    let first = client.notifications().timeout_iter(INTERVAL).next()?;
    let more = client.notifications().iter().filter(|notification| Ok(is_of_another(notification))).count()?;
    let heard = first.as_ref().is_some_and(is_of_another) || more > 0;
    // What a broken connection says is that there is nothing more.
    if !heard {
        client.check_connection()?;
    }
    Ok(heard)
}
