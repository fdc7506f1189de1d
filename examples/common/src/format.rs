use std::{ffi::OsStr, path::Path};

use clap::ValueEnum;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The body of a delivery report response.
    Body,
    /// Report events, one per row.
    Csv,
    /// Report events or callbacks of the REST API, one JSON object per line.
    Ndjson,
}

impl Format {
    /// Returns the format of a file, judging by its name.
    pub fn of(path: &Path) -> Self {
        // The content shows that a file is compressed.
        let is_compressed =
            |extension: &OsStr| extension.eq_ignore_ascii_case("gz") || extension.eq_ignore_ascii_case("zst");
        let stem = path.file_stem().filter(|_| path.extension().is_some_and(is_compressed)).map(Path::new);
        let path = stem.unwrap_or(path);
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("csv") => Self::Csv,
            Some("ndjson" | "jsonl") => Self::Ndjson,
            _ => Self::Body,
        }
    }
}
