use std::{
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header, uri::Authority};
use data_encoding::BASE64;
use ipnet::IpNet;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::{sync::Semaphore, task};

use crate::refusal::Refusal;

/// Who may see the pages.
#[derive(Debug)]
pub struct Access {
    /// Names by which the pages may be asked for, besides IP addresses and `localhost`.
    pub hosts: Vec<String>,
    pub password: Option<Password>,
    pub token: Option<Token>,
    pub user_header: Option<UserHeader>,
}

impl Access {
    /// Returns whether anything is asked of a visitor.
    pub fn is_limited(&self) -> bool {
        self.password.is_some() || self.token.is_some() || self.user_header.is_some()
    }

    /// Returns an error if a request is not one that may be answered.
    pub async fn check(&self, headers: &HeaderMap, peer: IpAddr) -> Result<(), Refusal> {
        if !headers.get(header::HOST).is_some_and(|host| self.is_ours(host)) {
            return Err(Refusal::WrongHost);
        }
        if !self.is_limited() || self.user_header.as_ref().is_some_and(|user| user.is_set(headers, peer)) {
            return Ok(());
        }
        match headers.get(header::AUTHORIZATION).and_then(Credentials::read) {
            Some(Credentials::Token(given)) if self.token.as_ref().is_some_and(|token| token.is(&given)) => Ok(()),
            Some(Credentials::Password(given)) => match &self.password {
                Some(password) if password.is(given).await => Ok(()),
                _ => Err(Refusal::NotAuthorized),
            },
            _ => Err(Refusal::NotAuthorized),
        }
    }

    /// A name that is not known may have been made to point here, so that a page from elsewhere can read the pages in the
    /// browser of somebody who may. An address cannot.
    fn is_ours(&self, host: &HeaderValue) -> bool {
        let Some(authority) = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok()) else { return false };
        let name = authority.host();
        let address = name.trim_start_matches('[').trim_end_matches(']');
        address.parse::<IpAddr>().is_ok()
            || name.eq_ignore_ascii_case("localhost")
            || self.hosts.iter().any(|ours| name.eq_ignore_ascii_case(ours))
    }
}

/// Returns whether a request that changes something comes from a page of this server, or from a program that is no browser. Browsers send
/// the password with what other sites ask for, too, but say where it comes from.
pub fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text(HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        // On a name without HTTPS there is no more than this.
        (None, Some(origin)) => {
            let host = text(header::HOST).unwrap_or_default();
            origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host))
        }
        (None, None) => true,
    }
}

/// What an `Authorization` header gives.
enum Credentials {
    Token(String),
    /// The name of the user is of no matter.
    Password(String),
}

impl Credentials {
    fn read(value: &HeaderValue) -> Option<Self> {
        let (scheme, rest) = value.to_str().ok()?.split_once(' ')?;
        if scheme.eq_ignore_ascii_case("bearer") {
            return Some(Self::Token(rest.trim().to_owned()));
        }
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let pair = String::from_utf8(BASE64.decode(rest.trim().as_bytes()).ok()?).ok()?;
        Some(Self::Password(pair.split_once(':')?.1.to_owned()))
    }
}

/// The password for the pages, of which the server has a hash only.
#[derive(Debug)]
pub struct Password {
    hash: PasswordHash,
    /// The digest of the password that was right, because a hash that is slow to guess is slow to check, too.
    known: Mutex<Option<[u8; 32]>>,
    /// One check at a time, so that guessing takes no more than one processor.
    turn: Semaphore,
}

impl Password {
    /// Reads a hash as [`hash`](Self::hash) makes it.
    pub fn from_hash(text: &str) -> anyhow::Result<Self> {
        let hash = PasswordHash::new(text).map_err(|error| anyhow::anyhow!("not the hash of a password: {error}"))?;
        Ok(Self { hash, known: Mutex::default(), turn: Semaphore::new(1) })
    }

    /// Returns the hash of a password, by Argon2id and with a salt.
    pub fn hash(password: &str) -> anyhow::Result<String> {
        match Argon2::default().hash_password(password.as_bytes()) {
            Ok(hash) => Ok(hash.to_string()),
            Err(error) => anyhow::bail!("cannot hash the password: {error}"),
        }
    }

    async fn is(&self, given: String) -> bool {
        let digest: [u8; 32] = Sha256::digest(given.as_bytes()).into();
        let known = || *self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = || known().is_some_and(|known| bool::from(known.ct_eq(&digest)));
        if is_known() {
            return true;
        }
        let Ok(_turn) = self.turn.acquire().await else { return false };
        if is_known() {
            return true;
        }
        let hash = self.hash.clone();
        let check = move || Argon2::default().verify_password(given.as_bytes(), &hash).is_ok();
        let right = task::spawn_blocking(check).await.unwrap_or(false);
        if right {
            *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(digest);
        }
        right
    }
}

/// A token for programs, of which the server keeps a digest.
#[derive(Debug)]
pub struct Token([u8; 32]);

impl Token {
    pub fn new(text: &str) -> anyhow::Result<Self> {
        /// Shorter ones can be guessed.
        const SHORTEST: usize = 16;

        anyhow::ensure!(text.len() >= SHORTEST, "a token must have at least {SHORTEST} characters");
        Ok(Self(Self::digest(text)))
    }

    fn is(&self, given: &str) -> bool {
        self.0.ct_eq(&Self::digest(given)).into()
    }

    fn digest(text: &str) -> [u8; 32] {
        Sha256::digest(text.as_bytes()).into()
    }
}

/// A header by which a proxy names the user whom it has let in.
#[derive(Debug)]
pub struct UserHeader {
    pub name: HeaderName,
    /// Where the proxy is. From elsewhere the header means nothing.
    pub proxies: Vec<IpNet>,
}

impl UserHeader {
    fn is_set(&self, headers: &HeaderMap, peer: IpAddr) -> bool {
        headers.get(&self.name).is_some_and(|user| !user.is_empty())
            && self.proxies.iter().any(|proxy| proxy.contains(&peer.to_canonical()))
    }
}
