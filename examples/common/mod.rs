//! What several example programs share.
#![allow(dead_code, reason = "each program uses a part of it")]

pub mod escaped;
pub mod program;
pub mod table;
pub mod whole_file;
pub mod wording;
