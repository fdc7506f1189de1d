//! The embedded database: one file, one server.

mod backup;
mod batch;
mod connection;
mod counts;
mod file;
mod open;
mod pool;
mod report_index;
mod schema;
mod writer;

pub use self::{
    backup::backup,
    batch::commit,
    connection::{attach, sizes},
    open::open,
    pool::Pool,
    writer::Writer,
};
