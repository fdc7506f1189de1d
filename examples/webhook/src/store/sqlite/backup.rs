use std::{fs, path::Path};

use anyhow::Context;
use rusqlite::Connection;

use super::file;

/// Copies the database, as it is at this moment, to a new file that only its owner may read.
pub fn backup(connection: &Connection, to: &Path) -> anyhow::Result<()> {
    let name = to.display();
    let copy = file::create_new(to).with_context(|| format!("cannot create {name}"))?;
    let write = || -> anyhow::Result<()> {
        let path = to.to_str().context("its path is not UTF-8")?;
        connection.execute("VACUUM INTO ?", [path])?;
        Ok(copy.sync_all()?)
    };
    write().with_context(|| format!("cannot write {name}")).inspect_err(|_| {
        // Half a copy is of no use, and the error is what matters.
        let _ = fs::remove_file(to);
    })
}
