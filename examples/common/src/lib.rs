//! What the example programs share.
#![allow(
    missing_debug_implementations,
    missing_docs,
    clippy::missing_errors_doc,
    clippy::must_use_candidate,
    reason = "only the programs here use it"
)]

pub mod body;
pub mod compressed;
pub mod encoding;
pub mod escaped;
pub mod event_fields;
pub mod event_object;
pub mod event_row;
pub mod format;
pub mod header;
pub mod input;
pub mod json_line;
pub mod lines;
pub mod listed;
pub mod pdus;
pub mod program;
pub mod progress;
pub mod read_ahead;
pub mod reason;
pub mod run;
pub mod source;
pub mod table;
pub mod text;
pub mod whole_file;
pub mod wording;
