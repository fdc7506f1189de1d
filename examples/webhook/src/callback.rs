use std::{borrow::Cow, sync::Arc, time::Instant};

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Path, Request, State, rejection::PathRejection},
    http::{Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use jiff::Timestamp;
use tokio::time;

use crate::{
    answer::unavailable,
    app::{App, Peer},
    hidden::path_without_secrets,
    incoming::Incoming,
    moment::Moment,
    platform::Platform,
    refusal::Refusal,
    report::Unreadable,
    request_log::RequestKind,
    store::{DeadLetter, Job},
};

/// Stores what smsmode reports, and answers once it is on disk.
pub async fn receive(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    secret: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let secret = secret.map(|Path(secret)| secret).unwrap_or_default();
    answer(&app, peer, (&secret, ""), Some(Platform::SMSMODE), request).await
}

/// Stores what a platform reports, and answers once it is on disk.
pub async fn receive_of(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    path: Result<Path<(String, String)>, PathRejection>,
    request: Request,
) -> Response {
    let (secret, name) = path.map(|Path(path)| path).unwrap_or_default();
    let platform = app.sources.platforms.find(&name).filter(|platform| platform.sends_callbacks());
    answer(&app, peer, (&secret, &name), platform, request).await
}

/// Answers a request to an address where there is nothing.
pub async fn nothing(
    State(app): State<Arc<App>>,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
) -> Response {
    let start = Instant::now();
    let (head, _) = request.into_parts();
    // Whoever has the secret and something else in the address looks for the mistake.
    let has_secret = head.uri.path().split('/').any(|part| app.secrets.has(part));
    let kind = if has_secret { RequestKind::Refused } else { RequestKind::Stranger };
    app.requests.add(kind, |logged| {
        (logged.answered_at, logged.took) = (Timestamp::now(), start.elapsed());
        (logged.peer, logged.platform, logged.method) = (Some(peer), None, head.method);
        logged.take_path(&path_without_secrets(head.uri.path()));
        logged.take_head(head.uri.query().unwrap_or_default(), &head.headers);
        logged.take_body(None);
        (logged.status, logged.reason) = (StatusCode::NOT_FOUND, "there is no callback address like this".into());
    });
    StatusCode::NOT_FOUND.into_response()
}

/// How a callback is answered.
struct Answer {
    response: Response,
    /// Why not all of it could be read and stored; empty if it was.
    reason: Cow<'static, str>,
}

impl Answer {
    fn new(response: impl IntoResponse, reason: impl Into<Cow<'static, str>>) -> Self {
        Self { response: response.into_response(), reason: reason.into() }
    }
}

async fn answer(
    app: &App,
    peer: Peer,
    (secret, name): (&str, &str),
    platform: Option<Platform>,
    request: Request,
) -> Response {
    let start = Instant::now();
    let (head, body) = request.into_parts();
    let (mut kind, mut received) = (RequestKind::Stranger, None);
    let Answer { response, reason } = match platform {
        _ if !app.secrets.has(secret) => {
            app.refuse(Refusal::WrongSecret, peer.0);
            Answer::new(StatusCode::NOT_FOUND, "the secret in the address is not the one of this server")
        }
        None => {
            const REASON: &str = "there is no platform of this name";

            kind = RequestKind::Refused;
            app.refuse(Refusal::UnknownPlatform, peer.0);
            Answer::new((StatusCode::NOT_FOUND, format!("{REASON}\n")), REASON)
        }
        Some(platform) => {
            let answer = Callback { app, peer, platform, head: &head }.receive(body, &mut received).await;
            kind = if answer.reason.is_empty() { RequestKind::Acknowledged } else { RequestKind::Refused };
            answer
        }
    };
    let took = start.elapsed();
    app.metrics.answered(platform.map(Platform::name), response.status().as_u16(), took);
    app.requests.add(kind, |logged| {
        (logged.answered_at, logged.took) = (Timestamp::now(), took);
        (logged.peer, logged.platform, logged.method) = (Some(peer.0), platform, head.method);
        logged.take_path(name);
        logged.take_head(head.uri.query().unwrap_or_default(), &head.headers);
        logged.take_body(received.as_deref());
        (logged.status, logged.reason) = (response.status(), reason);
    });
    response
}

/// A request with a secret that is right.
struct Callback<'a> {
    app: &'a App,
    peer: Peer,
    platform: Platform,
    head: &'a Parts,
}

impl Callback<'_> {
    /// Answers, and gives out the body once it is there.
    async fn receive(&self, body: Body, received: &mut Option<Bytes>) -> Answer {
        let head = self.head;
        match head.method {
            Method::GET => {}
            Method::POST => match self.body(body).await {
                Ok(body) => *received = Some(body),
                Err(answer) => return answer,
            },
            _ => {
                self.log(Refusal::WrongMethod, head.method.as_str());
                let response = (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, POST")]);
                return Answer::new(response, "the method is neither GET nor POST");
            }
        }
        let body = received.as_deref();
        let arrival = Moment::now(&self.app.sources.zone);
        let query = head.uri.query().unwrap_or_default();
        let encoding = head.headers.get(header::CONTENT_ENCODING).filter(|encoding| *encoding != "identity");
        if let Some(encoding) = encoding.filter(|_| body.is_some()) {
            let reason = Unreadable::Compressed(encoding.to_str().unwrap_or("something unknown").to_owned());
            return self.unreadable(&reason, body, arrival).await;
        }
        let text = match body.map(str::from_utf8).transpose() {
            Ok(text) => text,
            Err(reason) => return self.unreadable(&reason.into(), body, arrival).await,
        };
        let incoming = Incoming {
            platform: self.platform,
            query,
            body: text,
            arrival,
            zone: &self.app.sources.zone,
            groups: self.app.sources.platforms.groups(),
        };
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
        if !self.app.keys.accept(&incoming, &head.headers, path) {
            const REASON: &str = "the signature is missing or wrong";

            self.log(Refusal::WrongSignature, "");
            return Answer::new((StatusCode::FORBIDDEN, format!("{REASON}\n")), REASON);
        }
        match incoming.read() {
            Ok((reported, _)) if reported.is_empty() => Answer::new(self.platform.acknowledgement(), ""),
            Ok((reported, reason)) => {
                let reason = reason.map(|reason| reason.to_string());
                let unreadable = reason.as_ref().map(|reason| {
                    self.log(Refusal::Unreadable, reason);
                    self.letter(reason.clone(), body)
                });
                if let Err(answer) = self.store(Job::Reports { reported, unreadable }, arrival).await {
                    return answer;
                }
                self.app.metrics.reported(arrival.millis());
                Answer::new(self.platform.acknowledgement(), reason.unwrap_or_default())
            }
            Err(reason) => self.unreadable(&reason, body, arrival).await,
        }
    }

    /// Returns the body, or the answer if it cannot be had.
    async fn body(&self, body: Body) -> Result<Bytes, Answer> {
        /// The maximum size, in bytes. Some platforms report on many messages at once.
        const LONGEST: usize = 1024 * 1024;

        let announced = self.head.headers.get(header::CONTENT_LENGTH);
        let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        let too_long = announced.is_some_and(|length| length > LONGEST as u64);
        let received =
            async { if too_long { Ok(None) } else { Limited::new(body, LONGEST).collect().await.map(Some) } };
        match time::timeout(self.app.timeout, received).await {
            Ok(Ok(Some(body))) => Ok(body.to_bytes()),
            Ok(Err(error)) if !error.is::<LengthLimitError>() => {
                Err(self.incomplete(StatusCode::BAD_REQUEST, "the body ended too early"))
            }
            Ok(_) => {
                let reason = Unreadable::TooLong(LONGEST / 1024);
                Err(self.unreadable(&reason, Some(b""), Moment::now(&self.app.sources.zone)).await)
            }
            Err(_) => Err(self.incomplete(StatusCode::REQUEST_TIMEOUT, "the body took too long to arrive")),
        }
    }

    fn incomplete(&self, status: StatusCode, reason: &'static str) -> Answer {
        self.log(Refusal::IncompleteBody, reason);
        Answer::new((status, format!("{reason}\n")), reason)
    }

    /// Keeps a callback that can never be read, and says why.
    async fn unreadable(&self, reason: &Unreadable, body: Option<&[u8]>, arrival: Moment) -> Answer {
        let text = reason.to_string();
        self.log(Refusal::Unreadable, &text);
        match self.store(Job::DeadLetter(self.letter(text.clone(), body)), arrival).await {
            Ok(()) => Answer::new((reason.answer(), format!("{text}\n")), text),
            Err(answer) => answer,
        }
    }

    fn letter(&self, reason: String, body: Option<&[u8]>) -> DeadLetter {
        DeadLetter {
            platform: self.platform.name(),
            reason,
            query: self.head.uri.query().unwrap_or_default().to_owned(),
            body: body.map(<[u8]>::to_vec),
        }
    }

    /// Returns an answer if a job is not on disk.
    async fn store(&self, job: Job, arrival: Moment) -> Result<(), Answer> {
        let reason = match time::timeout(self.app.timeout, self.app.writer.store(job, arrival)).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(reason)) => reason.to_string(),
            Err(_) => "storing took too long".into(),
        };
        self.log(Refusal::NotStored, &reason);
        Err(Answer::new(unavailable(format!("{reason}; send it again\n")), reason))
    }

    fn log(&self, refusal: Refusal, reason: &str) {
        self.app.refuse(refusal, format_args!("{} {} {reason}", self.peer.0, self.platform.name()));
    }
}
