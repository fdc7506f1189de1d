use std::{sync::Arc, time::Instant};

use axum::{
    Extension,
    extract::{Path, Request, State, rejection::PathRejection},
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time;

use crate::{
    moment::Moment,
    platform::Platform,
    refusal::Refusal,
    report::{Report, Unreadable},
    server::{App, Peer, unavailable},
    store::{DeadLetter, Job},
};

/// The maximum size of a body, in bytes.
const BODY: usize = 64 * 1024;

/// Stores what the provider reports, and answers once it is on disk.
pub async fn receive(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    secret: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let start = Instant::now();
    let platform = Platform::Smsmode;
    let answer = if secret.is_ok_and(|Path(given)| app.secrets.has(&given)) {
        match *request.method() {
            Method::GET => query(&app, peer, request.uri().query().unwrap_or_default()).await,
            Method::POST => json(&app, peer, request).await,
            _ => {
                app.refuse(Refusal::WrongMethod, peer.0);
                (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, POST")]).into_response()
            }
        }
    } else {
        app.refuse(Refusal::WrongSecret, peer.0);
        StatusCode::NOT_FOUND.into_response()
    };
    app.metrics.answered(Some(platform), answer.status().as_u16(), start.elapsed());
    answer
}

async fn query(app: &App, peer: Peer, query: &str) -> Response {
    let arrival = Moment::now(&app.zone);
    match Report::from_query(query, arrival, &app.zone) {
        Ok(report) => accept(app, peer, report, arrival).await,
        Err(reason) => refuse(app, peer, StatusCode::BAD_REQUEST, &reason, query.into(), arrival).await,
    }
}

async fn json(app: &App, peer: Peer, request: Request) -> Response {
    let length =
        request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let body = if length.is_some_and(|length| length > BODY as u64) {
        Err(Unreadable::TooLong)
    } else {
        match time::timeout(app.timeout, Limited::new(request.into_body(), BODY).collect()).await {
            Ok(Ok(body)) => Ok(body.to_bytes()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Unreadable::TooLong),
            Ok(Err(_)) => return incomplete(app, peer, StatusCode::BAD_REQUEST, "the body ended too early"),
            Err(_) => return incomplete(app, peer, StatusCode::REQUEST_TIMEOUT, "the body took too long to arrive"),
        }
    };
    let arrival = Moment::now(&app.zone);
    let body = match body {
        Ok(body) => body,
        Err(reason) => return refuse(app, peer, StatusCode::PAYLOAD_TOO_LARGE, &reason, Vec::new(), arrival).await,
    };
    match Report::from_json(&body, arrival, &app.zone) {
        Ok(report) => accept(app, peer, report, arrival).await,
        Err(reason) => refuse(app, peer, StatusCode::BAD_REQUEST, &reason, body.into(), arrival).await,
    }
}

fn incomplete(app: &App, peer: Peer, status: StatusCode, reason: &'static str) -> Response {
    app.refuse(Refusal::IncompleteBody, format_args!("{}: {reason}", peer.0));
    (status, format!("{reason}\n")).into_response()
}

async fn accept(app: &App, peer: Peer, report: Report, arrival: Moment) -> Response {
    let stored = store(app, peer, Job::Reports(vec![report]), arrival).await;
    stored.map_or_else(
        |answer| answer,
        |()| {
            app.metrics.reported(arrival.millis());
            StatusCode::NO_CONTENT.into_response()
        },
    )
}

/// Answers that a callback can never be read, and keeps it.
async fn refuse(
    app: &App,
    peer: Peer,
    status: StatusCode,
    reason: &Unreadable,
    body: Vec<u8>,
    arrival: Moment,
) -> Response {
    let reason = reason.to_string();
    app.refuse(Refusal::Unreadable, format_args!("{}: {reason}", peer.0));
    let letter = Job::DeadLetter(DeadLetter { platform: Platform::Smsmode, reason: reason.clone(), body });
    let stored = store(app, peer, letter, arrival).await;
    stored.map_or_else(|answer| answer, |()| (status, format!("{reason}\n")).into_response())
}

/// Returns an answer if a job is not on disk.
async fn store(app: &App, peer: Peer, job: Job, arrival: Moment) -> Result<(), Response> {
    let reason = match time::timeout(app.timeout, app.writer.store(job, arrival)).await {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(reason)) => reason.to_string(),
        Err(_) => "storing took too long".into(),
    };
    app.refuse(Refusal::NotStored, format_args!("{}: {reason}", peer.0));
    Err(unavailable(format!("{reason}; send it again\n")))
}
