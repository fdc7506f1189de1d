use std::{
    array,
    borrow::Cow,
    cmp::Reverse,
    net::SocketAddr,
    sync::{
        Mutex, MutexGuard, PoisonError, TryLockError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use axum::http::{HeaderMap, Method, StatusCode};
use jiff::Timestamp;
use strum::{EnumCount, EnumString, IntoStaticStr, VariantArray};

use crate::{hidden::HIDDEN, platform::Platform};

/// How many requests of each kind are kept.
pub const MOST: usize = 100;

/// The most bytes that are kept of an address, of the headers, and of a body. All requests together take less than 10 MiB.
const LONGEST_ADDRESS: usize = 8 * 1024;
const LONGEST_HEADERS: usize = 4 * 1024;
const LONGEST_BODY: usize = 16 * 1024;

/// What became of a request to the callback addresses. Requests of one kind do not displace those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum RequestKind {
    /// All that it says was stored.
    Acknowledged,
    /// It came with the secret, and not all of it could be read and stored.
    Refused,
    /// It came without the secret.
    Stranger,
}

impl RequestKind {
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The last requests to the callback addresses, for those who set up a platform. They are kept in memory only.
///
/// A callback must not wait for those who look at them: each place has a lock of its own, which is held for as long as a copy takes, and
/// the buffers of a request are those of the one whose place it takes.
#[derive(Debug)]
pub struct RequestLog([Ring; RequestKind::COUNT]);

#[derive(Debug)]
struct Ring {
    next: AtomicUsize,
    places: Box<[Mutex<LoggedRequest>]>,
}

impl Default for RequestLog {
    fn default() -> Self {
        Self(array::from_fn(|_| Ring {
            next: AtomicUsize::new(0),
            places: (0..MOST).map(|_| Mutex::default()).collect(),
        }))
    }
}

impl RequestLog {
    /// Takes up a request, given what writes it. One that was acknowledged is left out if its place is being read just now.
    pub fn add(&self, kind: RequestKind, write: impl FnOnce(&mut LoggedRequest)) {
        let Ring { next, places } = &self.0[kind as usize];
        let place = &places[next.fetch_add(1, Relaxed) % MOST];
        let free = match place.try_lock() {
            Ok(free) => Some(free),
            Err(TryLockError::WouldBlock) if kind == RequestKind::Acknowledged => None,
            Err(_) => Some(lock(place)),
        };
        if let Some(mut request) = free {
            request.kind = Some(kind);
            write(&mut request);
        }
    }

    /// Returns the newest ones of one kind or of all, the newest first.
    pub fn newest(&self, kind: Option<RequestKind>) -> Vec<LoggedRequest> {
        let kinds = RequestKind::VARIANTS.iter().filter(|of| kind.is_none_or(|kind| kind == **of));
        let places = kinds.flat_map(|kind| &self.0[*kind as usize].places);
        let mut requests: Vec<_> =
            places.map(|place| lock(place).clone()).filter(|request| request.kind.is_some()).collect();
        requests.sort_by_key(|request| Reverse(request.answered_at));
        requests.truncate(MOST);
        requests
    }
}

fn lock(place: &Mutex<LoggedRequest>) -> MutexGuard<'_, LoggedRequest> {
    place.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A request to a callback address, and how it was answered.
#[derive(Clone, Debug, Default)]
pub struct LoggedRequest {
    /// `None` if there is no request yet.
    pub kind: Option<RequestKind>,
    pub answered_at: Timestamp,
    pub took: Duration,
    pub peer: Option<SocketAddr>,
    pub platform: Option<Platform>,
    pub method: Method,
    /// What the path has after the secret; if it is not the path of a callback, all of it.
    pub path: Beginning,
    pub query: Beginning,
    /// The headers, a line each. What may be secret in them is hidden.
    pub headers: Beginning,
    pub content_type: Beginning,
    /// `None` if there is no body, or if it was not read.
    pub body: Option<Beginning>,
    pub status: StatusCode,
    /// Why not all of it could be read and stored.
    pub reason: Cow<'static, str>,
}

impl LoggedRequest {
    /// Takes down the query and the headers.
    pub fn take_head(&mut self, query: &str, headers: &HeaderMap) {
        self.query.replace(query.as_bytes(), LONGEST_ADDRESS);
        self.content_type.replace(headers.get("content-type").map_or(b"", |value| value.as_bytes()), LONGEST_HEADERS);
        self.headers.clear();
        for (name, value) in headers {
            let value = if is_open(name.as_str()) { value.as_bytes() } else { HIDDEN.as_bytes() };
            for part in [name.as_str().as_bytes(), b": ", value, b"\n"] {
                self.headers.add(part, LONGEST_HEADERS);
            }
        }
    }

    pub fn take_path(&mut self, path: &str) {
        self.path.replace(path.as_bytes(), LONGEST_ADDRESS);
    }

    pub fn take_body(&mut self, body: Option<&[u8]>) {
        // The buffer goes on to be of use only if the next request has a body, too, as those of a platform do.
        self.body = body.map(|body| {
            let mut kept = self.body.take().unwrap_or_default();
            kept.replace(body, LONGEST_BODY);
            kept
        });
    }
}

/// The beginning of something that came from outside.
#[derive(Clone, Debug, Default)]
pub struct Beginning {
    bytes: Vec<u8>,
    /// How long the whole is.
    length: usize,
}

impl Beginning {
    fn clear(&mut self) {
        self.bytes.clear();
        self.length = 0;
    }

    fn add(&mut self, bytes: &[u8], longest: usize) {
        let room = longest.saturating_sub(self.bytes.len());
        self.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.length += bytes.len();
    }

    fn replace(&mut self, bytes: &[u8], longest: usize) {
        self.clear();
        self.add(bytes, longest);
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the length of the whole, in bytes.
    pub fn length(&self) -> usize {
        self.length
    }

    pub fn is_whole(&self) -> bool {
        self.bytes.len() == self.length
    }

    /// Returns the text if it is whole.
    pub fn text(&self) -> Option<&str> {
        str::from_utf8(&self.bytes).ok().filter(|_| self.is_whole())
    }
}

/// Returns whether the value of a header holds no secret. Of all others only the name is kept.
fn is_open(name: &str) -> bool {
    matches!(
        name,
        "accept"
            | "accept-encoding"
            | "accept-language"
            | "cache-control"
            | "connection"
            | "content-encoding"
            | "content-length"
            | "content-type"
            | "date"
            | "expect"
            | "forwarded"
            | "host"
            | "traceparent"
            | "transfer-encoding"
            | "user-agent"
            | "via"
            | "x-amz-sns-message-type"
            | "x-forwarded-for"
            | "x-forwarded-host"
            | "x-forwarded-proto"
            | "x-real-ip"
            | "x-request-id"
    )
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, thread};

    use fastrand::Rng;

    use super::*;

    fn add(log: &RequestLog, kind: RequestKind, n: usize, body: Option<&[u8]>) {
        log.add(kind, |request| {
            request.answered_at = Timestamp::from_second(n.try_into().unwrap()).unwrap();
            request.take_head(&n.to_string(), &HeaderMap::new());
            request.take_body(body);
        });
    }

    /// The naive twin: all requests, of which the newest are taken.
    #[test]
    fn the_newest_of_each_kind_are_kept_whatever_comes_of_the_others() {
        let mut rng = Rng::with_seed(1);
        for _ in 0..50 {
            let log = RequestLog::default();
            let mut all = Vec::new();
            for n in 0..rng.usize(..500) {
                let kind = RequestKind::VARIANTS[rng.usize(..3)];
                let body = rng.bool().then(|| vec![b'x'; 1 << rng.usize(..18)]);
                add(&log, kind, n, body.as_deref());
                all.push((kind, n, body));
            }
            for kind in [None, Some(RequestKind::Acknowledged), Some(RequestKind::Refused), Some(RequestKind::Stranger)]
            {
                let expected = all.iter().rev().filter(|(of, ..)| kind.is_none_or(|kind| kind == *of)).take(MOST);
                let found = log.newest(kind);
                assert_eq!(found.len(), expected.clone().count());
                for (request, (kind, n, body)) in found.iter().zip(expected) {
                    assert_eq!((request.kind, request.query.text()), (Some(*kind), Some(n.to_string().as_str())));
                    let kept = request.body.as_ref();
                    assert_eq!(kept.map(Beginning::length), body.as_ref().map(Vec::len));
                    let cut = body.as_ref().map(|body| &body[..body.len().min(LONGEST_BODY)]);
                    assert_eq!(kept.map(Beginning::bytes), cut);
                    assert!(kept.is_none_or(|kept| kept.is_whole() == (kept.length() <= LONGEST_BODY)));
                }
            }
        }
    }

    #[test]
    fn no_request_that_is_refused_is_lost_while_others_look() {
        const THREADS: usize = 4;

        let log = Arc::new(RequestLog::default());
        let writers: Vec<_> = (0..THREADS)
            .map(|thread| {
                let log = log.clone();
                thread::spawn(move || {
                    for n in 0..MOST / THREADS {
                        add(&log, RequestKind::Refused, thread * MOST + n, Some(&[b'x'; LONGEST_BODY]));
                        add(&log, RequestKind::Acknowledged, n, None);
                    }
                })
            })
            .collect();
        while writers.iter().any(|writer| !writer.is_finished()) {
            log.newest(None);
        }
        for writer in writers {
            writer.join().unwrap();
        }
        assert_eq!(log.newest(Some(RequestKind::Refused)).len(), MOST);
    }

    #[test]
    fn only_the_names_of_headers_that_may_be_secret_are_kept() {
        let mut headers = HeaderMap::new();
        for name in [
            "authorization",
            "proxy-authorization",
            "cookie",
            "x-twilio-signature",
            "x-api-key",
            "x-signature",
            "webhook-signature",
            "x-original-url",
            "referer",
        ] {
            headers.insert(name, "hush".parse().unwrap());
        }
        headers.insert("user-agent", "Twilio/1.1".parse().unwrap());
        headers.append("x-api-key", "hush".parse().unwrap());
        let mut request = LoggedRequest::default();
        for _ in 0..2 {
            request.take_head("a=b", &headers);
        }
        let kept = request.headers.text().unwrap();
        assert!(!kept.contains("hush") && kept.contains("user-agent: Twilio/1.1\n"), "{kept}");
        assert_eq!(kept.lines().filter(|line| line.ends_with(HIDDEN)).count(), 10, "{kept}");
    }
}
