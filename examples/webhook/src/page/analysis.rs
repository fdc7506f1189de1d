//! How well messages arrive: by operator, country and platform, why some failed, how long they took, and what has changed.

pub mod change;
pub mod delivery_time;
pub mod dimension;
pub mod failures;
pub mod falls;
pub mod routes;
