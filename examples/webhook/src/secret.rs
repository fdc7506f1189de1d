use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use subtle::ConstantTimeEq;

/// The path segment of the callback URL that nobody can guess. It is what distinguishes a genuine callback of a platform that does
/// not sign.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    text: String,
    /// Until when it is valid; `None` for the current one.
    pub expires: Option<Timestamp>,
}

impl Secret {
    /// Makes one of 128 bits from the operating system, in hexadecimal.
    pub fn generate() -> anyhow::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self { text: HEXLOWER.encode(&bytes), expires: None })
    }

    pub fn stored(text: String, expires: Option<Timestamp>) -> Self {
        Self { text, expires }
    }

    /// Returns the text, for the URL and the database and nothing else.
    pub fn reveal(&self) -> &str {
        &self.text
    }

    fn is(&self, given: &str, now: Timestamp) -> bool {
        // The time that it takes does not depend on where the two differ.
        let equal: bool = self.text.as_bytes().ct_eq(given.as_bytes()).into();
        equal && self.expires.is_none_or(|expires| now < expires)
    }
}

/// Hides the text.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// The secrets that callbacks may come with: the current one, and those that it replaced and that are still valid.
#[derive(Clone, Debug)]
pub struct Secrets(Arc<RwLock<Vec<Secret>>>);

impl Secrets {
    pub fn new(secrets: Vec<Secret>) -> Self {
        Self(Arc::new(RwLock::new(secrets)))
    }

    /// Replaces them by what the database has.
    pub fn replace(&self, secrets: Vec<Secret>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = secrets;
    }

    /// Returns the texts, to hide them in what is shown.
    pub fn to_hide(&self) -> Vec<String> {
        let secrets = self.0.read().unwrap_or_else(PoisonError::into_inner);
        secrets.iter().map(|secret| secret.text.clone()).collect()
    }

    pub fn has(&self, given: &str) -> bool {
        let now = Timestamp::now();
        let secrets = self.0.read().unwrap_or_else(PoisonError::into_inner);
        secrets.iter().fold(false, |known, secret| secret.is(given, now) | known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_valid_until_it_expires_and_is_never_shown() {
        let [current, old, expired] = [(); 3].map(|()| Secret::generate().unwrap());
        let at = |seconds| Some(Timestamp::from_second(Timestamp::now().as_second() + seconds).unwrap());
        let old = Secret { expires: at(3600), ..old };
        let expired = Secret { expires: at(-1), ..expired };
        let secrets = Secrets::new(vec![current.clone(), old.clone(), expired.clone()]);
        assert!(secrets.has(current.reveal()) && secrets.has(old.reveal()));
        assert!(!secrets.has(expired.reveal()) && !secrets.has("") && !secrets.has(&current.reveal()[1..]));
        assert!(!format!("{secrets:?}").contains(current.reveal()));
        assert_eq!(current.reveal().len(), 32);
    }
}
