use std::{
    fs::File,
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

use rusqlite::Connection;

use super::file;
use crate::store::{backend::Flush, transaction::DatabaseError};

/// The log of changes beside the database: what is in it and on disk is stored.
///
/// `SQLite` could wait for the disk in each transaction; instead, whoever answers waits for it, and the next transaction is written meanwhile.
#[derive(Clone, Debug)]
pub struct Log {
    file: Arc<File>,
    /// Set if the disk did not take what was written, so that what is written after it would be lost with it.
    is_broken: Arc<AtomicBool>,
}

impl Log {
    /// Opens the log of a database that is open.
    pub fn open(database: &Path) -> io::Result<Self> {
        Ok(Self::of(file::create(&file::log_of(database))?))
    }

    fn of(file: File) -> Self {
        Self { file: Arc::new(file), is_broken: Arc::default() }
    }

    #[cfg(test)]
    pub fn bytes(&self) -> u64 {
        self.file.metadata().unwrap().len()
    }

    /// If the disk did not take what was written, writes all of it to the database itself, and starts the log anew.
    pub fn repair(&self, connection: &Connection) -> Result<(), DatabaseError> {
        if self.is_broken.load(Relaxed) {
            let is_busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
            if is_busy {
                return Err(DatabaseError::LogIsBroken);
            }
            self.is_broken.store(false, Relaxed);
        }
        Ok(())
    }
}

impl Flush for Log {
    fn flush(&self) -> io::Result<()> {
        if self.is_broken.load(Relaxed) {
            return Err(io::Error::other("the disk did not take what was written before"));
        }
        self.file.sync_data().inspect_err(|_| self.is_broken.store(true, Relaxed))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::{fs, time::Duration};

    use super::*;
    use crate::store::sqlite::connection::connect;

    /// After the disk failed, nothing is taken for stored until all of it is in the database itself.
    #[test]
    fn what_the_disk_did_not_take_is_written_to_the_database() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let writer = connect(&path).unwrap();
        writer.pragma_update(None, "journal_mode", "wal").unwrap();
        writer.execute_batch("CREATE TABLE content (number); INSERT INTO content VALUES (1)").unwrap();
        // Nothing brings this file to a disk.
        let log = Log::of(File::open("/dev/null").unwrap());
        assert!(!log.is_broken.load(Relaxed));
        log.repair(&writer).unwrap();
        assert!(log.flush().is_err());
        // The next one fails, even if the disk would take it now.
        let next = Log { file: Arc::new(File::create(folder.path().join("other")).unwrap()), ..log.clone() };
        assert!(next.flush().is_err());

        let reader = connect(&path).unwrap();
        reader.execute_batch("BEGIN; SELECT * FROM content").unwrap();
        writer.busy_timeout(Duration::ZERO).unwrap();
        assert!(matches!(log.repair(&writer), Err(DatabaseError::LogIsBroken)));
        assert!(next.flush().is_err());

        reader.execute_batch("COMMIT").unwrap();
        log.repair(&writer).unwrap();
        assert_eq!(fs::metadata(file::log_of(&path)).unwrap().len(), 0);
        next.flush().unwrap();
        let kept: i64 = writer.query_row("SELECT number FROM content", (), |row| row.get(0)).unwrap();
        assert_eq!(kept, 1);
    }
}
