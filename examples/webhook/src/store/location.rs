use std::{fmt, path::PathBuf};

use super::postgres::address::Address;

/// Which database, and where it is.
#[derive(Clone, Debug)]
pub enum Location {
    File(PathBuf),
    Postgres(Address),
}

impl Location {
    /// Reads the path of a file or the URL of a database.
    pub fn read(text: &str) -> anyhow::Result<Self> {
        Ok(if Address::is_one(text) { Self::Postgres(Address::read(text)?) } else { Self::File(text.into()) })
    }

    /// Returns the password that opens it.
    pub fn password(&self) -> Option<String> {
        match self {
            Self::File(_) => None,
            Self::Postgres(address) => address.password(),
        }
    }
}

/// Writes it without a password.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Postgres(address) => address.fmt(f),
        }
    }
}
