//! The embedded database: one file, one server.

mod backup;
mod batch;
mod checkpoints;
mod command;
mod connection;
mod counts;
mod deferred_index;
mod deferred_indexes;
mod file;
mod log;
mod open;
mod pool;
mod schema;
mod writer;

pub use self::open::{attach, open};
