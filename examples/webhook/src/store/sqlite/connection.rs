use std::{fs, path::Path, time::Duration};

use anyhow::{Context, bail};
use rusqlite::{Connection, ErrorCode};

use super::{
    file::{self, Contents},
    schema,
};
use crate::store::backend::Sizes;

/// Opens an existing database beside the server.
pub fn attach(path: &Path) -> anyhow::Result<Connection> {
    let name = path.display();
    let contents = file::contents(path).with_context(|| format!("cannot open {name}"))?;
    let connection = if contents == Contents::Ours { Some(connect(path)?) } else { None };
    match connection {
        Some(connection) if schema::version(&connection)? == schema::VERSION => Ok(connection),
        _ => bail!(
            "{name} is not a database of this version of the program; an older one is converted when the server starts"
        ),
    }
}

/// Connects to a database. Returns an error if one of its pages is damaged: what is acknowledged might not be found again.
pub fn connect_if_sound(path: &Path) -> anyhow::Result<Connection> {
    /// What `SQLite` answers if it finds nothing.
    const SOUND: &str = "ok";

    let checked = connect(path).and_then(|connection| {
        let found: String = connection.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
        Ok((connection, found))
    });
    let damage = match checked {
        Ok((connection, found)) if found == SOUND => return Ok(connection),
        Ok((_, found)) => found,
        Err(error) if error_code(&error) == Some(ErrorCode::DatabaseCorrupt) => error.to_string(),
        Err(error) => return Err(error),
    };
    // Some lines, of which the last one says what is wrong with a page.
    bail!("it is damaged ({}): restore a backup, and start again", damage.lines().last().unwrap_or_default())
}

pub fn connect(path: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    // FULL: a commit returns when its pages are on disk, so a report that was acknowledged survives a power cut.
    connection.pragma_update(None, "synchronous", "full")?;
    Ok(connection)
}

pub fn error_code(error: &anyhow::Error) -> Option<ErrorCode> {
    error.downcast_ref().and_then(rusqlite::Error::sqlite_error_code)
}

/// Returns the sizes of the database and of its log of changes.
pub fn sizes(path: &Path) -> Sizes {
    let [database, log] =
        [path, &file::log_of(path)].map(|path| fs::metadata(path).map_or(0, |metadata| metadata.len()));
    Sizes { database, log: Some(log) }
}
