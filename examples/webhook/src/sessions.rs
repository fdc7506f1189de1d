//! Sessions with the message centres of SMPP accounts, which are made again whenever one ends.

mod keeper;
mod session;

pub use self::keeper::keep;
