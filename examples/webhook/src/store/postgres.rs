//! `PostgreSQL`, for one server or several at a time.

mod address;
mod batch;
mod command;
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
mod transaction;
mod turn;
mod writer;

pub use self::{
    address::Address,
    connection::Connection,
    error::Error,
    lock::Lock,
    open::{attach, open},
    text::{key, plain},
    transaction::{Execute, Open},
    turn::hold,
};
