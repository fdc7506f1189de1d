use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodRouter, any, get},
};
use tower_http::compression::{
    CompressionLayer, Predicate,
    predicate::{NotForContentType, SizeAbove},
};

use crate::{
    access,
    answer::Unavailable,
    app::{App, Peer},
    callback, developer, live,
    metrics::Metrics,
    page::{self, export},
    refusal::Refusal,
    seen,
    store::Job,
};

/// Returns what the platforms reach.
pub fn callbacks(app: Arc<App>) -> Router {
    Router::new()
        .route("/callback/{secret}", any(callback::receive))
        .route("/callback/{secret}/{platform}", any(callback::receive_of))
        .merge(health_routes())
        .fallback(callback::nothing)
        .with_state(app)
}

/// Returns what people and their programs reach.
pub fn pages(app: Arc<App>) -> Router {
    // Events, too: each is flushed as it comes.
    let compressed = SizeAbove::new(256).and(NotForContentType::IMAGES);
    Router::new()
        .route("/", get(page::overview))
        .route("/live", get(live::live_overview))
        .route("/campaigns", get(page::campaigns))
        .route("/live/campaigns", get(live::live_campaigns))
        .route("/campaigns/{name}", get(page::campaign))
        .route("/campaigns/{name}/live", get(live::live_campaign))
        .route("/campaigns/by-id/{id}", get(page::campaign))
        .route("/campaigns/by-id/{id}/live", get(live::live_campaign))
        .route("/campaigns.csv", get(export::campaigns))
        .route("/campaigns.json", get(export::campaigns))
        .merge(messages_routes("/campaigns/{name}/messages", &get(page::messages)))
        .merge(messages_routes("/campaigns/by-id/{id}/messages", &get(page::messages)))
        .merge(messages_routes("/messages", &get(page::newest_messages)))
        .route("/search", get(page::search))
        .route("/numbers/{name}", get(page::numbers))
        .route("/numbers/{name}/data.json", get(export::data_on_number))
        .route("/messages/{id}", get(page::message))
        .route("/accounts", get(page::accounts))
        .route("/live/accounts", get(live::live_accounts))
        .route("/unreadable", get(page::unreadable).post(seen::see_unreadable))
        .route("/unreadable.csv", get(export::unreadable))
        .route("/unreadable.json", get(export::unreadable))
        .route("/unreadable/{id}", get(page::unreadable_callback).post(seen::see_unreadable_callback))
        .route("/requests", get(developer::latest_requests))
        .route("/requests/try", get(developer::empty_trial).post(developer::try_callback))
        .route("/assets/{name}", get(page::asset))
        .route("/metrics", get(metrics))
        .fallback(page::nothing)
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(middleware::from_fn_with_state(app.clone(), check_access))
        .merge(health_routes())
        .layer(middleware::map_response(with_security_headers))
        .with_state(app)
}

/// Returns the routes to a list and to the files with it.
fn messages_routes(path: &str, answer: &MethodRouter<Arc<App>>) -> Router<Arc<App>> {
    ["", ".csv", ".json"]
        .iter()
        .fold(Router::new(), |routes, ending| routes.route(&format!("{path}{ending}"), answer.clone()))
}

fn health_routes() -> Router<Arc<App>> {
    Router::new().route("/livez", get(alive)).route("/readyz", get(ready)).route("/healthz", get(ready))
}

/// Says that the process answers. One that does not is to be started again.
async fn alive() -> &'static str {
    "ok\n"
}

/// Says whether callbacks can be stored: tried by writing if the last attempt failed or was long ago.
async fn ready(State(app): State<Arc<App>>) -> Response {
    if let Err(answer) = app.store_now(Job::Probe).await {
        return answer;
    }
    // A balancer is not to take callbacks away from a server whose message centre is away.
    let accounts = app.sources.accounts.iter().map(|account| account.line());
    std::iter::once("ok\n".to_owned()).chain(accounts).collect::<String>().into_response()
}

async fn metrics(State(app): State<Arc<App>>) -> Result<Response, Unavailable> {
    let figures = async { anyhow::Ok((app.sources.readers.totals().await?, app.sources.readers.sizes().await?)) };
    // If the database cannot be read, the figures of the server say so, and what becomes of callbacks.
    if let Ok(((total, unreadable), sizes)) = figures.await {
        app.metrics.read(&total, unreadable, sizes);
    } else {
        app.metrics.not_read();
    }
    let text = app.metrics.text()?;
    Ok(([(header::CONTENT_TYPE, Metrics::CONTENT_TYPE)], text).into_response())
}

/// Lets a request for a page through if it may be answered.
async fn check_access(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().copied();
    let Some(Peer(peer)) = peer else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let allowed = app.access.check(request.headers(), peer.ip()).await;
    let allowed = allowed.and_then(|()| {
        let is_safe = request.method().is_safe() || access::is_from_here(request.headers());
        is_safe.then_some(()).ok_or(Refusal::OtherSite)
    });
    let Err(refusal) = allowed else { return next.run(request).await };
    app.refuse(refusal, format_args!("{peer} {}", request.uri().path()));
    match refusal {
        Refusal::NotAuthorized => {
            let ask = [(header::WWW_AUTHENTICATE, "Basic realm=\"webhook\", charset=\"UTF-8\"")];
            (StatusCode::UNAUTHORIZED, ask, "a password or token is needed\n").into_response()
        }
        Refusal::OtherSite => {
            (StatusCode::FORBIDDEN, "only pages of this server may change something\n").into_response()
        }
        _ => (StatusCode::MISDIRECTED_REQUEST, "unknown host name; see --page-host\n").into_response(),
    }
}

/// Ensures that nothing is loaded from other sites, no content type is guessed, and no other site learns an address from here or reads
/// what is here.
async fn with_security_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
             base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
    );
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    // What is shown changes with every report.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
