use std::{future, io, thread};

use tokio::sync::watch;

use super::postgres::{address::Address, turn::hold};

/// Who does what only one server on a database may do at a time.
#[derive(Clone, Debug)]
pub enum Turns {
    /// There is one server.
    Alone,
    Postgres(Address),
}

impl Turns {
    /// Returns the turn to do something, which has a name.
    pub fn of(&self, name: &str) -> io::Result<Turn> {
        let Self::Postgres(address) = self else { return Ok(Turn(None)) };
        let (wanted, is_wanted) = watch::channel(false);
        let (hold_it, held) = watch::channel(false);
        let (address, name) = (address.clone(), name.to_owned());
        thread::Builder::new().name("turn".into()).spawn(move || hold(&address, &name, &is_wanted, &hold_it))?;
        Ok(Turn(Some(Watched { wanted, held })))
    }
}

/// The turn of this server to do something. It ends when it is dropped.
#[derive(Debug)]
pub struct Turn(Option<Watched>);

#[derive(Debug)]
struct Watched {
    wanted: watch::Sender<bool>,
    held: watch::Receiver<bool>,
}

impl Turn {
    pub fn is_held(&self) -> bool {
        self.0.as_ref().is_none_or(|watched| *watched.wanted.borrow() && *watched.held.borrow())
    }

    /// Returns when it is the turn of this server.
    pub async fn take(&mut self) {
        if let Some(Watched { wanted, held }) = &mut self.0 {
            wanted.send_replace(true);
            if held.wait_for(|held| *held).await.is_err() {
                future::pending::<()>().await;
            }
        }
    }

    /// Returns when it is no longer the turn of this server.
    pub async fn lost(&self) {
        match &self.0 {
            // It is lost, too, if nobody says so any more.
            Some(watched) => drop(watched.held.clone().wait_for(|held| !*held).await),
            None => future::pending().await,
        }
    }

    /// Lets another server have it.
    pub fn leave(&mut self) {
        if let Some(watched) = &self.0 {
            watched.wanted.send_replace(false);
        }
    }
}
