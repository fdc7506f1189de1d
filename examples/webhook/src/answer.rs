use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Answers that something is to be tried again a little later.
pub fn unavailable(reason: impl IntoResponse) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30")], reason).into_response()
}

/// The database could not be read: the answer is 503, the reason is in the log.
#[derive(Debug)]
pub struct Unavailable;

impl<E: Into<anyhow::Error>> From<E> for Unavailable {
    fn from(error: E) -> Self {
        let error: anyhow::Error = error.into();
        tracing::error!(%error, "request failed: the database could not be read");
        Self
    }
}

impl IntoResponse for Unavailable {
    fn into_response(self) -> Response {
        unavailable("the database could not be read\n")
    }
}
