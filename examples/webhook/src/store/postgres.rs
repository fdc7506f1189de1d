//! `PostgreSQL`, for one server or several at a time.

mod address;
mod batch;
mod connection;
mod error;
mod expiry;
mod letters;
mod lock;
mod merge;
mod news;
mod open;
mod pool;
mod schema;
mod text;
mod turn;
mod writer;

pub use self::{
    address::Address,
    batch::commit,
    connection::{Connection, Execute, Open},
    error::Error,
    lock::Lock,
    news::News,
    open::open,
    pool::Pool,
    schema::attach,
    text::{key, plain},
    turn::hold,
    writer::Writer,
};
