use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use serde::Deserialize;
use tokio::time;

use crate::{
    app::App,
    page::{Trial, View, requests, trial, trial_too_long},
    request_log::RequestKind,
};

/// The query of the page of requests. A kind that is not known is as if it were not there.
#[derive(Debug, Default, Deserialize)]
pub struct RequestsQuery {
    #[serde(default)]
    kind: String,
}

/// Answers with the last requests to the callback addresses, for those who set up a platform.
pub async fn latest_requests(
    State(app): State<Arc<App>>,
    view: View,
    query: Result<Query<RequestsQuery>, QueryRejection>,
) -> Response {
    let query = query.unwrap_or_default().0;
    let kind = query.kind.parse::<RequestKind>().ok();
    let secrets = app.secrets.to_hide();
    let hide = |text: &str| app.hidden.hide(text, &secrets);
    requests(&view, &app.sources, kind, &app.requests.newest(kind), &hide)
}

/// Answers with a form in which a callback can be tried.
pub async fn empty_trial(State(app): State<Arc<App>>, view: View) -> Response {
    trial(&view, &app.sources, None)
}

/// Answers with what would become of a callback. Nothing of it is stored, counted or listed.
pub async fn try_callback(State(app): State<Arc<App>>, view: View, body: Body) -> Response {
    /// The most bytes of the form, in which each byte of the callback may take three.
    const LONGEST: usize = 1024 * 1024;

    match time::timeout(app.timeout, to_bytes(body, LONGEST)).await {
        Ok(Ok(form)) => trial(&view, &app.sources, Some(Trial::read(&form))),
        _ => trial_too_long(&view),
    }
}
