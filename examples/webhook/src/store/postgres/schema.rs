use std::{sync::mpsc, thread, time::Duration};

use anyhow::{Context, bail, ensure};

use super::{
    address::Address,
    connection::Connection,
    error::Error,
    lock::Lock,
    transaction::{Execute, Open},
};
use crate::{
    secret::Secret,
    store::{number, secrets, status, transaction::Transaction},
};

/// The version of the schema that this program uses.
const VERSION: i64 = 10;

/// What both a new database and one of an older version get.
const FUNCTIONS: &str = include_str!("functions.sql");

/// What there must be none of in a database that is not yet one of this program.
const TABLES: &[&str] = &[
    "secret",
    "status",
    "campaign",
    "campaign_platform",
    "route",
    "message",
    "segment",
    "number",
    "report",
    "status_count",
    "slot_count",
    "slot_message",
    "route_count",
    "dead_letter",
    "dead_letter_count",
    "probe",
    "rate_fall",
];

/// Makes the tables if there are none, writes the statuses, and reads the secrets. Returns the connection, and whether the first secret was
/// made.
pub fn prepare(address: &Address) -> anyhow::Result<(Connection, (Vec<Secret>, bool))> {
    let mut connection = connect_in_time(address)?;
    let prepare = |open: &Open<'_>| {
        // Servers that start together do this one after the other.
        Lock::Start.take(open)?;
        match version(open)? {
            Some(VERSION) => {}
            Some(found @ 3..VERSION) => {
                tracing::info!("upgrading the database from version {found} to version {VERSION}");
                let steps = [
                    include_str!("../schema-3-to-4.sql"),
                    include_str!("schema-4-to-5.sql"),
                    include_str!("schema-5-to-6.sql"),
                    include_str!("schema-6-to-7.sql"),
                    include_str!("schema-7-to-8.sql"),
                    include_str!("../schema-8-to-9.sql"),
                    include_str!("schema-9-to-10.sql"),
                    FUNCTIONS,
                ];
                for step in steps.into_iter().skip(usize::try_from(found - 3)?) {
                    open.run(step)?;
                }
                open.execute("UPDATE webhook_version SET version = $1", &[&VERSION])?;
            }
            Some(version) => bail!("schema version {version} is not supported (this server uses version {VERSION})"),
            None => make(open)?,
        }
        let transaction = Transaction::postgres(open);
        status::write_all(&transaction)?;
        secrets::open(&transaction)
    };
    let prepared = connection.write(prepare).with_context(|| format!("cannot use {address} as a database"))?;
    Ok((connection.ready_to_store()?, prepared))
}

/// Connects to a database that a server of this version has prepared.
pub fn attach(address: &Address) -> anyhow::Result<Connection> {
    let mut connection = connect_in_time(address)?;
    let version = connection.read(version).with_context(|| format!("cannot use {address} as a database"))?;
    ensure!(version == Some(VERSION), "{address} is not a database of this version of the program");
    Ok(connection)
}

/// Connects, or gives up if the server lets it wait: one that is stopped still accepts connections.
fn connect_in_time(address: &Address) -> anyhow::Result<Connection> {
    const PATIENCE: Duration = Duration::from_secs(10);

    let (sender, connected) = mpsc::channel();
    let to = address.clone();
    thread::spawn(move || sender.send(connect(&to)));
    let silent = |_| anyhow::anyhow!("cannot reach the database {address}: it does not answer");
    connected.recv_timeout(PATIENCE).map_err(silent)?
}

fn connect(address: &Address) -> anyhow::Result<Connection> {
    let mut connection = Connection::open(address).with_context(|| format!("cannot reach the database {address}"))?;
    let mut setting = |name: &str| -> Result<String, Error> {
        Ok(connection.client.query_one("SELECT current_setting($1)", &[&name])?.try_get(0)?)
    };
    let encoding = setting("server_encoding")?;
    ensure!(encoding == "UTF8", "the encoding of the database {address} is {encoding}: it has to be UTF8");
    if setting("fsync")? == "off" {
        tracing::warn!("fsync is off in the database server: what is acknowledged may be lost in a power cut");
    }
    Ok(connection)
}

/// Returns the version of the schema, if the tables are there.
fn version(open: &Open<'_>) -> anyhow::Result<Option<i64>> {
    if !has_table(open, "webhook_version")? {
        return Ok(None);
    }
    let rows = open.rows("SELECT version FROM webhook_version", &[]);
    let version = rows.ok().and_then(|rows| rows.first()?.try_get(0).ok());
    Ok(Some(version.context("it has a table `webhook_version` that is not of this program")?))
}

fn make(open: &Open<'_>) -> anyhow::Result<()> {
    for table in TABLES {
        if has_table(open, table)? {
            bail!("it has a table `{table}` that is not of this program");
        }
    }
    open.run(include_str!("schema.sql"))?;
    open.run(FUNCTIONS)?;
    open.run(&format!("CREATE INDEX message_to_judge ON message (number) WHERE {}", number::advises_something()))?;
    open.execute("INSERT INTO webhook_version VALUES ($1)", &[&VERSION])?;
    Ok(())
}

fn has_table(open: &Open<'_>, name: &str) -> Result<bool, Error> {
    let rows = open.rows("SELECT to_regclass(quote_ident($1)) IS NOT NULL", &[&name])?;
    Ok(rows.first().map(|row| row.try_get(0)).transpose()?.unwrap_or_default())
}
