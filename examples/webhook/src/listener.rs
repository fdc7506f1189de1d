use std::{error::Error, io, sync::Arc, time::Duration};

use axum::{Router, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::Service as _, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::Semaphore, task::JoinSet, time};
use tokio_io_timeout::TimeoutStream;

use crate::{
    app::{App, Peer},
    metrics::Side,
    refusal::Refusal,
};

/// The maximum size of a request line with its headers, in bytes.
const HEAD: usize = 64 * 1024;

/// Answers requests until the server stops, then finishes those under way. Serves `most` connections at once; more wait.
pub async fn serve(listener: TcpListener, side: Side, router: Router, app: Arc<App>, most: usize) {
    let stop = app.stop.clone();
    let service = TowerToHyperService::new(router);
    let permits = Arc::new(Semaphore::new(most));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(app.timeout).max_buf_size(HEAD);

    let accept = async || {
        let permit = permits.clone().acquire_owned().await;
        (permit, listener.accept().await)
    };
    while let Some((permit, accepted)) = stop.run_until_cancelled(accept()).await {
        while connections.try_join_next().is_some() {}
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                app.refuse(Refusal::NoConnection, error);
                // Out of file descriptors, as a rule: some will come free.
                time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // Answers are small, and the sender of a callback waits for one.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(app.timeout));
        let service = service.clone();
        let with_peer = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            service.call(request)
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(Box::pin(stream)), with_peer));
        let (app, counted) = (app.clone(), app.metrics.connected(side));
        connections.spawn(async move {
            // Any other end of a connection is the matter of the other side.
            if let Err(Some(refusal)) = connection.await.map_err(|error| refusal(&error)) {
                app.refuse(refusal, format_args!("{peer}, {}", side.name()));
            }
            drop((permit, counted));
        });
    }
    drop(listener);
    let finished = async {
        graceful.shutdown().await;
        while connections.join_next().await.is_some() {}
    };
    if time::timeout(app.timeout, finished).await.is_err() {
        tracing::warn!(side = side.name(), "some connections were closed before they had finished");
    }
    connections.shutdown().await;
}

/// Returns why a connection ended before its request was read, or before its answer was sent.
fn refusal(error: &hyper::Error) -> Option<Refusal> {
    let timed_out = |source: &(dyn Error + 'static)| {
        source.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
    };
    if error.is_parse_too_large() {
        Some(Refusal::HeadTooLarge)
    } else if error.is_parse() {
        Some(Refusal::Malformed)
    } else if error.source().is_some_and(timed_out) {
        Some(Refusal::Stalled)
    } else {
        None
    }
}
