use axum::{
    body::Body,
    extract::{Path, Request, State, rejection::PathRejection},
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time;

use crate::{
    clock::Arrival,
    metrics::Wire,
    report::{Report, Unreadable},
    server::App,
    store::{DeadLetter, Job},
};

/// The most bytes of a body.
const BODY: usize = 64 * 1024;

/// Stores what the provider reports, and answers once it is on disk.
pub async fn receive(
    State(app): State<App>,
    secret: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    if !secret.is_ok_and(|Path(given)| app.secret.is(&given)) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let wire = match *request.method() {
        Method::GET => Wire::Query,
        Method::POST => Wire::Json,
        _ => return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, POST")]).into_response(),
    };
    let answer = match wire {
        Wire::Query => query(&app, request.uri().query().unwrap_or_default()).await,
        Wire::Json => json(&app, request.into_body()).await,
    };
    app.metrics.answered(wire, answer.status().as_u16());
    answer
}

async fn query(app: &App, query: &str) -> Response {
    let arrival = Arrival::now();
    match Report::from_query(query, arrival.date_time()) {
        Ok(report) => accept(app, report, arrival).await,
        Err(reason) => refuse(app, StatusCode::BAD_REQUEST, &reason, query.into(), arrival).await,
    }
}

async fn json(app: &App, body: Body) -> Response {
    let body = match time::timeout(app.timeout, Limited::new(body, BODY).collect()).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            let reason = Unreadable::TooLong;
            return refuse(app, StatusCode::PAYLOAD_TOO_LARGE, &reason, Vec::new(), Arrival::now()).await;
        }
        Ok(Err(_)) => return (StatusCode::BAD_REQUEST, "the body broke off\n").into_response(),
        Err(_) => return (StatusCode::REQUEST_TIMEOUT, "the body took too long\n").into_response(),
    };
    let arrival = Arrival::now();
    match Report::from_json(&body, arrival.date_time()) {
        Ok(report) => accept(app, report, arrival).await,
        Err(reason) => refuse(app, StatusCode::BAD_REQUEST, &reason, body.into(), arrival).await,
    }
}

async fn accept(app: &App, report: Report, arrival: Arrival) -> Response {
    store(app, Job::Report(report), arrival).await.unwrap_or_else(|| StatusCode::NO_CONTENT.into_response())
}

/// Answers that a callback can never be read, and keeps it.
async fn refuse(app: &App, status: StatusCode, reason: &Unreadable, body: Vec<u8>, arrival: Arrival) -> Response {
    let reason = reason.to_string();
    let letter = Job::DeadLetter(DeadLetter { reason: reason.clone(), body });
    store(app, letter, arrival).await.unwrap_or_else(|| (status, format!("{reason}\n")).into_response())
}

/// The answer where a job is not on disk.
async fn store(app: &App, job: Job, arrival: Arrival) -> Option<Response> {
    let reason = match time::timeout(app.timeout, app.writer.store(job, arrival)).await {
        Ok(Ok(())) => return None,
        Ok(Err(reason)) => reason.to_string(),
        Err(_) => "storing took too long".into(),
    };
    Some((StatusCode::SERVICE_UNAVAILABLE, format!("{reason}; send it again\n")).into_response())
}
