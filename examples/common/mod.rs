//! What several example programs share.
#![allow(dead_code, reason = "each program uses a part of it")]

pub mod body;
pub mod encoding;
pub mod escaped;
pub mod header;
pub mod lines;
pub mod listed;
pub mod program;
pub mod table;
pub mod text;
pub mod whole_file;
pub mod wording;
