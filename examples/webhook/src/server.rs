use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{any, get},
};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
    time,
};
use tokio_util::sync::CancellationToken;

use crate::{
    callback,
    clock::Arrival,
    export,
    metrics::Metrics,
    page,
    secret::Secret,
    store::{Job, Readers, Writer},
};

/// What every request has at hand.
#[derive(Clone, Debug)]
pub struct App {
    pub secret: Secret,
    pub writer: Writer,
    pub readers: Readers,
    pub metrics: Arc<Metrics>,
    /// Marked whenever something was stored.
    pub changes: watch::Receiver<()>,
    /// Cancelled when the server stops.
    pub stop: CancellationToken,
    /// The longest that reading or storing a request may take.
    pub timeout: Duration,
}

/// How many connections are served at once; more wait.
const CONNECTIONS: usize = 2048;

/// The most bytes of a request line with its headers.
const HEAD: usize = 64 * 1024;

/// Answers requests until it is told to stop, then finishes those under way.
pub async fn serve(listener: TcpListener, app: App) {
    let (timeout, stop) = (app.timeout, app.stop.clone());
    let service = TowerToHyperService::new(router(app));
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(timeout).max_buf_size(HEAD);

    let accept = async || {
        let permit = connections.clone().acquire_owned().await;
        (permit, listener.accept().await)
    };
    while let Some((permit, accepted)) = stop.run_until_cancelled(accept()).await {
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                // Out of file descriptors, as a rule: some will come free.
                time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // Answers are small, and whoever sent a callback waits for one.
        let _ = stream.set_nodelay(true);
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service.clone()));
        tokio::spawn(async move {
            // A connection that breaks is the other side's matter.
            let _ = connection.await;
            drop(permit);
        });
    }
    tracing::info!("stopping");
    drop(listener);
    if time::timeout(timeout, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections were cut");
    }
}

fn router(app: App) -> Router {
    Router::new()
        .route("/callback/{secret}", any(callback::receive))
        .route("/", get(page::overview))
        .route("/live", get(page::live_overview))
        .route("/campaigns/{name}", get(page::campaign))
        .route("/campaigns/{name}/live", get(page::live_campaign))
        .route("/unreadable", get(page::unreadable))
        .route("/numbers/remove.csv", get(export::removable))
        .route("/numbers/suppress.csv", get(export::suppressed))
        .route("/assets/{name}", get(page::asset))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(middleware::map_response(with_security_headers))
        .with_state(app)
}

/// Says whether callbacks can be stored.
async fn health(State(app): State<App>) -> Response {
    match time::timeout(app.timeout, app.writer.store(Job::Probe, Arrival::now())).await {
        Ok(Ok(())) => "ok\n".into_response(),
        Ok(Err(error)) => (StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")).into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
    }
}

async fn metrics(State(app): State<App>) -> Result<Response, Unavailable> {
    let (total, unreadable) = app.readers.totals().await?;
    let text = app.metrics.text(&total, unreadable)?;
    Ok(([(header::CONTENT_TYPE, Metrics::CONTENT_TYPE)], text).into_response())
}

/// Nothing comes from elsewhere, nothing is guessed, and no other page learns an address from here.
async fn with_security_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    );
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    // What is shown changes with every report.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The database could not be read: the answer is 503, the reason is in the log.
#[derive(Debug)]
pub struct Unavailable;

impl<E: Into<anyhow::Error>> From<E> for Unavailable {
    fn from(error: E) -> Self {
        let error: anyhow::Error = error.into();
        tracing::error!(%error, "not answered");
        Self
    }
}

impl IntoResponse for Unavailable {
    fn into_response(self) -> Response {
        (StatusCode::SERVICE_UNAVAILABLE, "the database could not be read\n").into_response()
    }
}
