//! What only `PostgreSQL` has: a server of its own that may be away, and several receivers on one database.

mod accounts;
mod alerts;
mod encryption;
mod faults;
mod refusals;
mod several;

use std::sync::OnceLock;

use crate::{
    cluster::Cluster,
    database,
    server::{Folder, folder},
};

/// A folder whose database is on a server that the tests here share.
fn shared_folder() -> Folder {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();

    let folder = folder();
    let server = database::server_url().unwrap_or_else(|| &CLUSTER.get_or_init(Cluster::start).url);
    database::make(folder.path(), server);
    folder
}
