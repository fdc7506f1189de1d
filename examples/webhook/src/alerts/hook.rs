use std::{fmt, io, time::Duration};

use axum::{
    body::Bytes,
    http::{Method, Request, StatusCode, Uri, header},
};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::time;
use tokio_util::task::AbortOnDropHandle;

use crate::stream;

/// Where alerts go. What is secret in its URL is never shown.
#[derive(Clone)]
pub struct Hook {
    host: String,
    port: u16,
    tls: bool,
    /// The host, and the port if the URL has one.
    authority: String,
    path: String,
}

/// A text is not the URL of a hook. The text is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongUrl {
    #[error(" is not a URL")]
    NotAUrl,
    #[error(" has to begin with `https://` or `http://`")]
    Scheme,
    #[error(" has a user name in it: only a path or a query may hold a secret")]
    User,
}

/// An alert did not reach its URL.
#[derive(Debug, thiserror::Error)]
pub enum HookError {
    #[error("no connection: {0}")]
    Connect(#[from] io::Error),
    #[error("no answer: {0}")]
    Http(#[from] hyper::Error),
    #[error("no answer within {0:?}")]
    Silent(Duration),
    #[error("the answer is {0}")]
    Refused(StatusCode),
}

impl Hook {
    pub fn new(url: &str) -> Result<Self, WrongUrl> {
        let tls = url.starts_with("https://");
        if !tls && !url.starts_with("http://") {
            return Err(WrongUrl::Scheme);
        }
        let uri: Uri = url.parse().map_err(|_| WrongUrl::NotAUrl)?;
        let authority = uri.authority().map(ToString::to_string).unwrap_or_default();
        if authority.contains('@') {
            return Err(WrongUrl::User);
        }
        let host = uri.host().filter(|host| !host.is_empty()).ok_or(WrongUrl::NotAUrl)?;
        // A port that is no number would be taken for none.
        let has_port = authority.len() > host.len();
        if has_port && uri.port_u16().is_none() {
            return Err(WrongUrl::NotAUrl);
        }
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: uri.port_u16().unwrap_or(if tls { 443 } else { 80 }),
            tls,
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            authority,
        })
    }

    /// Sends JSON, and returns once it has been accepted.
    pub async fn post(&self, json: String) -> Result<(), HookError> {
        /// The longest that all of it may take.
        const PATIENCE: Duration = Duration::from_secs(10);

        time::timeout(PATIENCE, self.exchange(json)).await.map_err(|_| HookError::Silent(PATIENCE))?
    }

    async fn exchange(&self, json: String) -> Result<(), HookError> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(&self.path)
            .header(header::HOST, &self.authority)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, concat!("sms-status-webhook/", env!("CARGO_PKG_VERSION")))
            .header(header::CONNECTION, "close")
            .body(Full::new(Bytes::from(json)))
            .map_err(io::Error::other)?;
        let stream = stream::connect(&self.host, self.port, self.tls).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let _connection = AbortOnDropHandle::new(tokio::spawn(connection));
        let status = sender.send_request(request).await?.status();
        if status.is_success() { Ok(()) } else { Err(HookError::Refused(status)) }
    }
}

/// Shows the host alone.
impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hook").field("host", &self.host).finish_non_exhaustive()
    }
}

/// Shows the scheme and the host.
impl fmt::Display for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}/…", if self.tls { "https" } else { "http" }, self.authority)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_has_a_host_a_port_and_a_path() {
        let cases = [
            ("https://hooks.example.org/a/b?c=d", ("hooks.example.org", 443, true, "/a/b?c=d")),
            ("http://hooks.example.org:8000", ("hooks.example.org", 8000, false, "/")),
            ("http://[::1]:9/x", ("::1", 9, false, "/x")),
            ("https://[::1]/x", ("::1", 443, true, "/x")),
        ];
        for (url, parts) in cases {
            let hook = Hook::new(url).unwrap();
            assert_eq!((&*hook.host, hook.port, hook.tls, &*hook.path), parts, "{url}");
            assert!(!format!("{hook} {hook:?}").contains("/x") && !format!("{hook}").contains("c=d"), "{hook}");
        }
    }
}
