use std::{sync::Arc, time::Instant};

use axum::{
    Extension,
    body::Bytes,
    extract::{Path, Request, State, rejection::PathRejection},
    http::{Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time;

use crate::{
    answer::unavailable,
    app::{App, Peer},
    incoming::Incoming,
    moment::Moment,
    platform::Platform,
    refusal::Refusal,
    report::Unreadable,
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
    answer(&app, peer, &secret, Some(Platform::SMSMODE), request).await
}

/// Stores what a platform reports, and answers once it is on disk.
pub async fn receive_of(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    path: Result<Path<(String, String)>, PathRejection>,
    request: Request,
) -> Response {
    let (secret, platform) = path.map(|Path(path)| path).unwrap_or_default();
    let platform = app.sources.platforms.find(&platform).filter(|platform| platform.sends_callbacks());
    answer(&app, peer, &secret, platform, request).await
}

async fn answer(app: &App, peer: Peer, secret: &str, platform: Option<Platform>, request: Request) -> Response {
    let start = Instant::now();
    let answer = match platform {
        _ if !app.secrets.has(secret) => {
            app.refuse(Refusal::WrongSecret, peer.0);
            StatusCode::NOT_FOUND.into_response()
        }
        None => {
            app.refuse(Refusal::UnknownPlatform, peer.0);
            (StatusCode::NOT_FOUND, "there is no platform of this name\n").into_response()
        }
        Some(platform) => Callback { app, peer, platform }.receive(request).await,
    };
    app.metrics.answered(platform.map(Platform::name), answer.status().as_u16(), start.elapsed());
    answer
}

/// A request with a secret that is right.
struct Callback<'a> {
    app: &'a App,
    peer: Peer,
    platform: Platform,
}

impl Callback<'_> {
    async fn receive(&self, request: Request) -> Response {
        let (head, body) = request.into_parts();
        let body = match head.method {
            Method::GET => None,
            Method::POST => match self.body(&head, body).await {
                Ok(body) => Some(body),
                Err(answer) => return answer,
            },
            _ => {
                self.log(Refusal::WrongMethod, head.method.as_str());
                return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, POST")]).into_response();
            }
        };
        let arrival = Moment::now(&self.app.sources.zone);
        let query = head.uri.query().unwrap_or_default();
        let encoding = head.headers.get(header::CONTENT_ENCODING).filter(|encoding| *encoding != "identity");
        if let Some(encoding) = encoding.filter(|_| body.is_some()) {
            let reason = Unreadable::Compressed(encoding.to_str().unwrap_or("something unknown").to_owned());
            return self.unreadable(&reason, query, body.map(Vec::from), arrival).await;
        }
        let text = match body.as_deref().map(str::from_utf8).transpose() {
            Ok(text) => text,
            Err(reason) => return self.unreadable(&reason.into(), query, body.map(Vec::from), arrival).await,
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
            self.log(Refusal::WrongSignature, "");
            return (StatusCode::FORBIDDEN, "the signature is missing or wrong\n").into_response();
        }
        let body = || text.map(|text| text.as_bytes().to_vec());
        match incoming.read() {
            Ok((reported, _)) if reported.is_empty() => self.platform.acknowledgement(),
            Ok((reported, reason)) => {
                let unreadable = reason.map(|reason| {
                    self.log(Refusal::Unreadable, &reason.to_string());
                    self.letter(&reason, query, body())
                });
                self.store(Job::Reports { reported, unreadable }, arrival).await.map_or_else(
                    |answer| answer,
                    |()| {
                        self.app.metrics.reported(arrival.millis());
                        self.platform.acknowledgement()
                    },
                )
            }
            Err(reason) => self.unreadable(&reason, query, body(), arrival).await,
        }
    }

    /// Returns the body, or the answer if it cannot be had.
    async fn body(&self, head: &Parts, body: axum::body::Body) -> Result<Bytes, Response> {
        /// The maximum size, in bytes. Some platforms report on many messages at once.
        const LONGEST: usize = 1024 * 1024;

        let announced = head.headers.get(header::CONTENT_LENGTH);
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
                let query = head.uri.query().unwrap_or_default();
                Err(self.unreadable(&reason, query, Some(Vec::new()), Moment::now(&self.app.sources.zone)).await)
            }
            Err(_) => Err(self.incomplete(StatusCode::REQUEST_TIMEOUT, "the body took too long to arrive")),
        }
    }

    fn incomplete(&self, status: StatusCode, reason: &'static str) -> Response {
        self.log(Refusal::IncompleteBody, reason);
        (status, format!("{reason}\n")).into_response()
    }

    /// Keeps a callback that can never be read, and says why.
    async fn unreadable(&self, reason: &Unreadable, query: &str, body: Option<Vec<u8>>, arrival: Moment) -> Response {
        self.log(Refusal::Unreadable, &reason.to_string());
        let stored = self.store(Job::DeadLetter(self.letter(reason, query, body)), arrival).await;
        stored.map_or_else(|answer| answer, |()| (reason.answer(), format!("{reason}\n")).into_response())
    }

    fn letter(&self, reason: &Unreadable, query: &str, body: Option<Vec<u8>>) -> DeadLetter {
        DeadLetter { platform: self.platform.name(), reason: reason.to_string(), query: query.to_owned(), body }
    }

    /// Returns an answer if a job is not on disk.
    async fn store(&self, job: Job, arrival: Moment) -> Result<(), Response> {
        let reason = match time::timeout(self.app.timeout, self.app.writer.store(job, arrival)).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(reason)) => reason.to_string(),
            Err(_) => "storing took too long".into(),
        };
        self.log(Refusal::NotStored, &reason);
        Err(unavailable(format!("{reason}; send it again\n")))
    }

    fn log(&self, refusal: Refusal, reason: &str) {
        self.app.refuse(refusal, format_args!("{} {} {reason}", self.peer.0, self.platform.name()));
    }
}
