use std::fmt::{self, Write};

use subtle::ConstantTimeEq;

/// The path segment of the callback URL that nobody can guess. It is what tells a true callback, for they are not signed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// 128 bits from the operating system, in hexadecimal.
    pub fn generate() -> anyhow::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })))
    }

    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// Whether this is the secret. The time it takes does not depend on where the two differ.
    pub fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }

    /// The text, for the URL and the database and nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Hides the text.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
