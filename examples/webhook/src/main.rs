//! A receiver of smsmode delivery report callbacks: keeps them in a database, and shows the campaigns on a live page.

mod callback;
mod clock;
mod export;
mod metrics;
mod page;
mod report;
mod secret;
mod server;
mod store;

use std::{io::Write, net::SocketAddr, num::NonZero, path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context;
use clap::Parser;
use tokio::{net::TcpListener, runtime, signal, sync::watch};
use tokio_util::sync::CancellationToken;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{Layer, filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{metrics::Metrics, server::App, store::Store};

/// Receives smsmode delivery report callbacks, keeps them in a database, and shows the campaigns on a live page.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The database file, made where there is none.
    #[arg(long, default_value = "webhook.db")]
    database: PathBuf,
    /// Where the provider reaches this server, as in `https://sms.example.org`; the address listened on by default.
    #[arg(long)]
    public_url: Option<String>,
    /// The most callbacks that share one transaction.
    #[arg(long, default_value = "1024")]
    max_batch: NonZero<usize>,
    /// The most MiB that the database file may take; without it, all that the disk has.
    #[arg(long)]
    max_database_mib: Option<u64>,
    /// The most seconds for reading a request, and for storing it.
    #[arg(long, default_value = "10")]
    timeout: NonZero<u16>,
    /// What is written to standard error: off, error, warn, info, debug or trace.
    #[arg(long, default_value = "info")]
    log: LevelFilter,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    // Only what this package says: a library could repeat a request line, and the secret with it.
    let own = Targets::new().with_target(env!("CARGO_PKG_NAME"), arguments.log);
    tracing_subscriber::registry().with(log.with_filter(own)).init();

    let store = Store::open(&store::Options {
        path: arguments.database,
        max_batch: arguments.max_batch.get(),
        max_bytes: arguments.max_database_mib.map(|mib| mib.saturating_mul(1 << 20)),
    })?;
    runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind(arguments.listen)
            .await
            .with_context(|| format!("cannot listen on {}", arguments.listen))?;
        let page = format!("http://{}", listener.local_addr()?);
        let public = arguments.public_url.as_deref().unwrap_or(&page).trim_end_matches('/');
        writeln!(
            std::io::stdout(),
            "Callback URL to register with smsmode: {public}/callback/{}\nPage: {page}/\nDatabase: {}",
            store.secret.reveal(),
            store.path.display(),
        )?;

        let metrics = Arc::new(Metrics::new());
        let stop = CancellationToken::new();
        let (notifier, changes) = watch::channel(());
        let (writer, thread) = store.writer.start(metrics::Commits { metrics: metrics.clone(), notifier })?;
        let app = App {
            secret: store.secret,
            writer,
            readers: store.readers,
            metrics,
            changes,
            timeout: Duration::from_secs(arguments.timeout.get().into()),
            stop: stop.clone(),
        };
        tokio::spawn(async move {
            stop_signal().await;
            stop.cancel();
        });
        server::serve(listener, app).await;
        // Every request has been answered, and the last sender went with the server.
        tokio::task::spawn_blocking(move || thread.join()).await?.map_err(|_| anyhow::anyhow!("the writer failed"))
    })
}

/// Returns when the process is asked to end.
async fn stop_signal() {
    let interrupt = async {
        if let Err(error) = signal::ctrl_c().await {
            tracing::warn!(%error, "Ctrl-C will not be noticed");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::warn!(%error, "the signal TERM will not be noticed");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
