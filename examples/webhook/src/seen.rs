use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use crate::{
    answer::Unavailable,
    app::App,
    page::{View, export::Target, not_found},
    store::{Job, Seen},
};

/// The query of a request to mark callbacks as seen.
#[derive(Debug, Deserialize)]
pub struct SeenQuery {
    /// The id of the newest that was shown.
    through: i64,
}

/// Marks all callbacks up to one as seen.
pub async fn see_unreadable(
    State(app): State<Arc<App>>,
    view: View,
    query: Result<Query<SeenQuery>, QueryRejection>,
) -> Response {
    match query {
        Ok(Query(SeenQuery { through })) => see(&app, &view, Seen::UpTo(through)).await,
        Err(_) => (StatusCode::BAD_REQUEST, "`through` must be the id of a callback\n").into_response(),
    }
}

/// Marks a callback as seen.
pub async fn see_unreadable_callback(
    State(app): State<Arc<App>>,
    view: View,
    id: Target,
) -> Result<Response, Unavailable> {
    let Ok(id) = id.name.parse() else { return Ok(not_found(&view)) };
    if app.sources.readers.dead_letter(id).await?.is_none() {
        return Ok(not_found(&view));
    }
    Ok(see(&app, &view, Seen::One(id)).await)
}

/// Marks some as seen, and leads back to the list once that is on disk.
async fn see(app: &App, view: &View, which: Seen) -> Response {
    match app.store_now(Job::See(which)).await {
        Ok(()) => Redirect::to(&view.href("/unreadable")).into_response(),
        Err(answer) => answer,
    }
}
