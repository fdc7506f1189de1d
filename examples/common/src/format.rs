use std::path::Path;

use clap::ValueEnum;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The body of a delivery report response.
    Body,
    /// Report events, one per row.
    Csv,
    /// Report events or callbacks of the REST API, a JSON object per line.
    Ndjson,
}

impl Format {
    /// Returns the format of a file, judging by its name.
    pub fn of(path: &Path) -> Self {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("csv") => Self::Csv,
            Some("ndjson" | "jsonl") => Self::Ndjson,
            _ => Self::Body,
        }
    }
}
