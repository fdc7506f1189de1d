//! The embedded database: one file, one server.

mod backup;
mod batch;
mod checkpoints;
mod command;
mod connection;
mod counts;
mod file;
mod log;
mod open;
mod pool;
mod report_index;
mod schema;
mod writer;

pub use self::open::{attach, open};
