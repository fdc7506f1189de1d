//! `PostgreSQL`, for one server or several at a time.

pub mod address;
mod batch;
mod command;
mod connection;
pub mod error;
mod expiry;
mod letters;
mod lock;
mod merge;
mod news;
mod open;
mod pool;
mod schema;
pub mod text;
pub mod transaction;
pub mod turn;
mod writer;

pub use self::open::{attach, open};
