use anyhow::ensure;

use super::{address::Address, pool::Pool, schema, writer::Writer};
use crate::store::{
    backend::{CommandBackend, Opened, Options},
    location::Location,
};

/// Opens the database for a server, and makes the tables if there are none.
pub fn open(address: &Address, options: &Options) -> anyhow::Result<Opened> {
    ensure!(options.max_bytes.is_none(), "--max-database-mib is for a database file: PostgreSQL has no such limit");
    let (connection, (secrets, is_new)) = schema::prepare(address)?;
    Ok(Opened {
        read: Box::new(Pool::new(address.clone())),
        write: Box::new(Writer::new(address.clone(), connection)),
        secrets,
        is_new,
        location: Location::Postgres(address.clone()),
    })
}

/// Connects to a database that a server of this version has prepared.
pub fn attach(address: &Address) -> anyhow::Result<Box<dyn CommandBackend>> {
    Ok(Box::new(schema::attach(address)?))
}
