//! A server that reads the same callbacks as the receiver and stores nothing. `load/run` compares the receiver with it.

use axum::{Router, extract::RawQuery, http::StatusCode, routing::get};
use sms_status::{MessageKey, Platform, Report};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("Callbacks: http://{}/", listener.local_addr()?);
    let routes = Router::new().route("/callback/{secret}", get(answer));
    Ok(axum::serve(listener, routes).await?)
}

/// Answers as the receiver does: each report needs the key of its message.
async fn answer(RawQuery(query): RawQuery) -> StatusCode {
    let Ok(reports) = Platform::Smsmode.read(query.unwrap_or_default().as_bytes()) else {
        return StatusCode::BAD_REQUEST;
    };
    let keys: Option<Vec<MessageKey>> =
        reports.iter().map(|report| report.as_ref().ok().and_then(Report::key)).collect();
    if keys.is_some_and(|keys| !keys.is_empty()) { StatusCode::OK } else { StatusCode::BAD_REQUEST }
}
