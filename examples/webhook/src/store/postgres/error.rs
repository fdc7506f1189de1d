use std::{error::Error as _, fmt};

use postgres::error::SqlState;

/// What went wrong, told with its causes.
#[derive(Debug)]
pub struct Error(postgres::Error);

impl Error {
    /// Returns whether transactions were in each other's way, so that this one may succeed if it is tried again.
    pub fn is_conflict(&self) -> bool {
        [SqlState::T_R_DEADLOCK_DETECTED, SqlState::T_R_SERIALIZATION_FAILURE]
            .iter()
            .any(|code| self.0.code() == Some(code))
    }

    /// Returns whether it is some value that cannot be stored, and not the state that the database is in.
    pub fn is_of_a_value(&self) -> bool {
        const CLASSES: [&str; 3] = [
            // Data exception, integrity constraint violation, program limit exceeded.
            "22", "23", "54",
        ];

        self.0.code().is_some_and(|code| CLASSES.iter().any(|class| code.code().starts_with(class)))
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        Self(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(error) = self.0.as_db_error() {
            return write!(f, "{}", error.message());
        }
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

/// Its causes are in what it says.
impl std::error::Error for Error {}
