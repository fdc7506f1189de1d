//! What several tests share: the naive twins of the readers, and the place of the repository.
#![allow(
    missing_docs,
    clippy::pedantic,
    clippy::unwrap_used,
    reason = "what is here is as simple as it can be, and fails by panicking"
)]

use std::path::Path;

#[path = "naive/delivery_reports.rs"]
pub mod delivery_reports;
#[path = "naive/receipt.rs"]
pub mod receipt;
#[path = "naive/status_text.rs"]
pub mod status_text;

/// Returns the folder of the repository.
#[must_use]
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
