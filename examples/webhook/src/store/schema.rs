use std::path::Path;

use anyhow::{Context, bail};
use jiff::tz::TimeZone;
use rusqlite::{Connection, OpenFlags, functions::FunctionFlags};

use super::file::{self, APPLICATION_ID, Contents};
use crate::moment::Moment;

/// The version of the schema that this program uses.
pub const VERSION: i64 = 2;

/// Returns an error if a file is neither empty nor a database of this program. The file is not changed.
pub fn check(path: &Path) -> anyhow::Result<Contents> {
    let contents = file::contents(path)?;
    if contents == Contents::Unknown && !is_version_1(path)? {
        bail!("it is not a database of this program");
    }
    Ok(contents)
}

/// Version 1 did not mark its databases: they are known by their tables.
fn is_version_1(path: &Path) -> anyhow::Result<bool> {
    const TABLES: &str = "campaign dead_letter message report setting status_count";

    // Without a log of changes beside it the file is all there is, and opening it as one that cannot change leaves nothing behind.
    let log = file::log_of(path).exists();
    let name = path.to_str().context("its path is not UTF-8")?;
    let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string();
    let name = format!("file:{}?immutable={}", name.replace("%2F", "/"), u8::from(!log));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(name, flags)?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: Option<String> = connection.query_row(
        "SELECT group_concat(name, ' ') FROM
             (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name)",
        (),
        |row| row.get(0),
    )?;
    Ok(version == 1 && tables.as_deref() == Some(TABLES))
}

/// Makes the tables of a new database, or brings those of an older one up to date. `zone` is that of dates without one.
pub fn prepare(connection: &mut Connection, contents: Contents, zone: &TimeZone) -> anyhow::Result<()> {
    if contents == Contents::Nothing {
        let transaction = connection.transaction()?;
        transaction.execute_batch(include_str!("schema.sql"))?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
        transaction.commit()?;
    }
    match version(connection)? {
        VERSION => {}
        1 => from_version_1(connection, zone)?,
        version => bail!("schema version {version} is not supported (this server uses version {VERSION})"),
    }
    Ok(())
}

/// Returns the version of the schema of a database.
pub fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn from_version_1(connection: &mut Connection, zone: &TimeZone) -> anyhow::Result<()> {
    tracing::info!("bringing the database from version 1 to version 2");
    for (name, value) in [("millis", Moment::millis as fn(Moment) -> i64), ("utc_offset", |at| at.offset().into())] {
        let zone = zone.clone();
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        connection.create_scalar_function(name, 1, flags, move |context| {
            let text: String = context.get(0)?;
            Moment::read(&text, &zone)
                .map(value)
                .ok_or_else(|| rusqlite::Error::UserFunctionError(format!("{text:?} is not a date and time").into()))
        })?;
    }
    // Tables that others refer to are replaced.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(include_str!("schema-1-to-2.sql"))?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", 2)?;
    transaction.commit()?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // So that the mark is in the file itself.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(()))?;
    Ok(())
}
