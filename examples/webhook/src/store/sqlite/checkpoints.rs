use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
};

use rusqlite::Connection;

use super::connection;

/// A thread that writes the log of changes back to the database, so that no batch waits for it.
///
/// The writer goes on appending to the log meanwhile. So the thread writes back until little is left, and the writer writes that back before
/// its next batch: only a log of which nothing is left starts anew.
#[derive(Debug)]
pub struct Checkpoints {
    commits: SyncSender<()>,
    is_little_left: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

/// How many pages wait in the log before they are written back: so many that one that several batches change is written back once.
const MANY: u32 = 8_192;

/// How many pages may be left for the writer: a few milliseconds of work.
const FEW: u32 = 512;

impl Checkpoints {
    pub fn start(path: &Path) -> anyhow::Result<Self> {
        let connection = connection::connect(path)?;
        let (commits, committed) = sync_channel(1);
        let is_little_left = Arc::default();
        let flag = Arc::clone(&is_little_left);
        let run = move || write_back(&connection, &committed, &flag);
        let thread = thread::Builder::new().name("checkpoints".into()).spawn(run)?;
        Ok(Self { commits, is_little_left, thread })
    }

    /// Says that something was committed.
    pub fn notify(&self) {
        // If it knows already, that is enough.
        let _ = self.commits.try_send(());
    }

    /// Writes back what is left, if that is little.
    pub fn finish(&self, writer: &Connection) {
        if self.is_little_left.swap(false, Ordering::Relaxed) {
            // What fails is tried again with more.
            let _ = checkpoint(writer);
        }
    }

    /// Ends the thread.
    pub fn stop(self) -> io::Result<()> {
        drop(self.commits);
        self.thread.join().map_err(|_| io::Error::other("the thread that writes back panicked"))
    }
}

fn write_back(connection: &Connection, commits: &Receiver<()>, is_little_left: &AtomicBool) {
    for () in commits {
        if waiting(connection).is_ok_and(|pages| pages >= MANY) {
            is_little_left.store(write_most_back(connection).unwrap_or(false), Ordering::Relaxed);
        }
    }
}

/// Writes back until little is left, and returns whether that was reached.
fn write_most_back(connection: &Connection) -> rusqlite::Result<bool> {
    /// Each time less is left, unless somebody reads an old state of the database for long.
    const TRIES: usize = 8;

    for _ in 0..TRIES {
        checkpoint(connection)?;
        if waiting(connection)? < FEW {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes back as much as is possible without waiting for anybody.
fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.prepare_cached("PRAGMA wal_checkpoint(PASSIVE)")?.query_row((), |_| Ok(()))
}

/// Returns how many pages in the log have not been written back.
fn waiting(connection: &Connection) -> rusqlite::Result<u32> {
    let mut statement = connection.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?;
    let (log, written_back): (i64, i64) = statement.query_row((), |row| Ok((row.get(1)?, row.get(2)?)))?;
    Ok(u32::try_from(log - written_back).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However long commits follow one another, the log starts anew and nothing is lost.
    #[test]
    fn the_log_starts_anew_while_batches_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let writer = connection::connect(&path).unwrap();
        writer.pragma_update(None, "journal_mode", "wal").unwrap();
        writer.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
        writer.execute_batch("CREATE TABLE content (id INTEGER PRIMARY KEY, bytes BLOB)").unwrap();
        let log = || -> i64 { writer.query_row("PRAGMA wal_checkpoint(NOOP)", (), |row| row.get(1)).unwrap() };
        let checkpoints = Checkpoints::start(&path).unwrap();
        let (mut written, mut anew, mut last) = (0, 0, 0);
        while anew < 3 {
            checkpoints.finish(&writer);
            let bytes = 4_096 * if log() < i64::from(MANY) { 500 } else { 1 };
            writer.execute("INSERT INTO content (bytes) VALUES (zeroblob(?))", [bytes]).unwrap();
            checkpoints.notify();
            written += bytes;
            let now = log();
            anew += i32::from(now < last);
            last = now;
            assert!(now < 4 * i64::from(MANY), "{now}");
        }
        checkpoints.stop().unwrap();
        let kept: i64 = writer.query_row("SELECT sum(length(bytes)) FROM content", (), |row| row.get(0)).unwrap();
        assert_eq!(kept, i64::from(written));
    }
}
