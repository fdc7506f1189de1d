use std::{
    fs::File,
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

/// How many bytes wait in the log before they are written back: so many that a page that several batches change is written back once.
const MANY: i64 = 32 << 20;

/// How many may be left for the writer: a few milliseconds of work.
const FEW: i64 = 2 << 20;

impl Checkpoints {
    /// Starts the thread.
    pub fn start(path: &Path, file: Arc<File>) -> anyhow::Result<Self> {
        let connection = connection::connect(path)?;
        let (commits, committed) = sync_channel(1);
        let is_little_left = Arc::default();
        let flag = Arc::clone(&is_little_left);
        let run = move || write_back(&connection, &file, &committed, &flag);
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

fn write_back(connection: &Connection, file: &File, commits: &Receiver<()>, is_little_left: &AtomicBool) {
    for () in commits {
        if waiting(connection).is_ok_and(|bytes| bytes >= MANY) {
            is_little_left.store(write_most_back(connection, file).unwrap_or(false), Ordering::Relaxed);
        }
    }
}

/// Writes back until little is left, and returns whether that was reached.
fn write_most_back(connection: &Connection, file: &File) -> anyhow::Result<bool> {
    /// Each time less is left, unless somebody reads an old state of the database for long.
    const TRIES: usize = 8;

    for _ in 0..TRIES {
        checkpoint(connection)?;
        // SQLite would do it with the last page of the log, and the writer would wait.
        file.sync_data()?;
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

/// Returns how many bytes in the log have not been written back.
fn waiting(connection: &Connection) -> rusqlite::Result<i64> {
    let page_size: i64 = connection.prepare_cached("PRAGMA page_size")?.query_row((), |row| row.get(0))?;
    let mut statement = connection.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?;
    let pages: i64 = statement.query_row((), |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))?;
    Ok(pages * page_size)
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
        writer.pragma_update(None, "page_size", 4_096).unwrap();
        writer.pragma_update(None, "journal_mode", "wal").unwrap();
        writer.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
        writer.execute_batch("CREATE TABLE content (id INTEGER PRIMARY KEY, bytes BLOB)").unwrap();
        let log = || writer.query_row("PRAGMA wal_checkpoint(NOOP)", (), |row| row.get::<_, i64>(1)).unwrap() * 4_096;
        let file = Arc::new(File::open(&path).unwrap());
        let checkpoints = Checkpoints::start(&path, file).unwrap();
        let (mut written, mut anew, mut last) = (0, 0, 0);
        while anew < 3 {
            checkpoints.finish(&writer);
            let bytes: i64 = 4_096 * if log() < MANY { 500 } else { 1 };
            writer.execute("INSERT INTO content (bytes) VALUES (zeroblob(?))", [bytes]).unwrap();
            checkpoints.notify();
            written += bytes;
            let now = log();
            anew += i32::from(now < last);
            last = now;
            assert!(now < 4 * MANY, "{now}");
        }
        checkpoints.stop().unwrap();
        let kept: i64 = writer.query_row("SELECT sum(length(bytes)) FROM content", (), |row| row.get(0)).unwrap();
        assert_eq!(kept, written);
    }
}
