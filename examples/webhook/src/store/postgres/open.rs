use std::sync::{Arc, atomic::AtomicBool};

use anyhow::ensure;

use super::{Address, News, Pool, Writer, schema};
use crate::store::{Location, Options, Readers, Store, Turns, WriterStart, readers, writer as writers};

/// Opens the database for a server, and makes the tables if there are none.
pub fn open(address: &Address, options: &Options) -> anyhow::Result<Store> {
    ensure!(options.max_bytes.is_none(), "--max-database-mib is for a database file: PostgreSQL has no such limit");
    let (connection, (secrets, is_new)) = schema::prepare(address)?;
    let untold = Arc::new(AtomicBool::new(false));
    let writer = Writer::new(address.clone(), connection, untold.clone());
    Ok(Store {
        readers: Readers::new(readers::Pool::Postgres(Pool::new(address.clone()))),
        secrets,
        is_new,
        location: Location::Postgres(address.clone()),
        turns: Turns::Postgres(address.clone()),
        writer: WriterStart {
            connection: writers::Connection::Postgres(writer),
            max_batch: options.max_batch,
            news: Some(News { address: address.clone(), untold }),
        },
    })
}
