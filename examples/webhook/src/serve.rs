use std::{
    io::{self, IsTerminal},
    net::SocketAddr,
    process,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, bail};
use tokio::{
    net::TcpListener,
    runtime, signal,
    sync::watch,
    task::JoinSet,
    time::{self, Instant},
};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::{Layer, filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{
    access::{Access, Password, Token, UserHeader},
    app::App,
    console::{callback_url, say, url_of},
    followers::Followers,
    hidden::HiddenTexts,
    listener::serve,
    metrics::{Commits, Metrics, Side},
    rate_watch,
    refusal::RefusalLog,
    request_log::RequestLog,
    reread, retention,
    secret::{Secret, Secrets},
    server, sessions,
    settings::{LogFormat, Settings},
    signature::{Keys, TwilioKey, VonageKey},
    smpp,
    sources::Sources,
    store::{self, Location, Readers, Store},
};

/// How many connections for callbacks are served at once; more wait.
const CALLBACK_CONNECTIONS: usize = 2048;

/// How many connections for pages are served at once, besides those of followers.
const PAGE_CONNECTIONS: usize = 256;

/// Runs the server until it is asked to end.
pub fn run(settings: Settings) -> anyhow::Result<()> {
    start_log(&settings);
    let access = access(&settings)?;
    let keys = keys(&settings)?;
    let passwords = settings.platforms.accounts().iter().map(smpp::Account::password).collect::<Result<Vec<_>, _>>()?;
    let store = Store::open(&store::Options {
        location: Location::read(&settings.database)?,
        zone: settings.time_zone.clone(),
        max_batch: settings.max_batch.get(),
        max_bytes: settings.max_database_mib.map(|mib| mib.saturating_mul(1 << 20)),
    })?;
    let runtime = runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(serve_store(settings, access, keys, passwords, store));
    // A thread that waits for the database may wait for ever.
    runtime.shutdown_background();
    served
}

async fn serve_store(
    settings: Settings,
    access: Access,
    keys: Keys,
    passwords: Vec<smpp::Password>,
    mut store: Store,
) -> anyhow::Result<()> {
    /// How long the writer has to end after the last request, whatever the time limit was.
    const LEAST: Duration = Duration::from_secs(2);

    // First of all, so that the writer ends on its own thread whatever fails: its connection must not end on one of the runtime.
    let metrics = Arc::new(Metrics::new());
    let (notifier, changes) = watch::channel(());
    let (writer, thread) =
        store.writer.start(Commits { metrics: metrics.clone(), notifier: notifier.clone() }, notifier.clone())?;
    let timeout = Duration::from_secs(settings.timeout.get().into());
    // A page reads twice.
    store.readers = store.readers.with_limit(timeout / 2);
    let callbacks = listen(&settings.listen).await?;
    let pages = listen(&settings.page_listen).await?;
    let [callback_address, page_address] = [callbacks.local_addr()?, pages.local_addr()?];
    if !page_address.ip().is_loopback() && !access.is_limited() {
        bail!(
            "anyone who can reach {page_address} could see the pages: set a password (--page-password-hash), a token \
             (--page-token) or a proxy header (--page-user-header), or listen on 127.0.0.1"
        );
    }
    let public_url = settings.public_url.clone().unwrap_or_else(|| url_of(&callback_address.to_string()));
    greet(&public_url, [callback_address, page_address], store.secrets.first().filter(|_| store.is_new))?;
    say(format_args!("Database: {}", store.location))?;

    // Callbacks can be stored even if nothing can be read, such as when another connection is one too many.
    match store.readers.last_report().await {
        Ok(last) => last.into_iter().for_each(|millis| metrics.reported(millis)),
        Err(error) => tracing::warn!(%error, "could not read when the last report arrived"),
    }
    let stop = CancellationToken::new();
    let secrets = Secrets::new(store.secrets);
    let accounts = settings.platforms.accounts().iter();
    let accounts: Arc<[_]> =
        accounts.map(|account| Arc::new(smpp::State::new(account, &metrics.smpp, notifier.clone()))).collect();
    let passwords_to_hide = passwords.iter().map(|password| password.reveal().to_owned());
    let hidden = HiddenTexts::new(settings.secrets().chain(store.location.password()).chain(passwords_to_hide));
    let sources = Sources {
        readers: store.readers,
        accounts,
        platforms: settings.platforms,
        zone: settings.time_zone,
        final_report_hours: settings.final_report_hours,
        watches_rates: settings.alerts.is_some(),
    };
    let app = Arc::new(App {
        secrets: secrets.clone(),
        keys,
        access,
        writer,
        followers: Followers::new(sources.clone(), changes, settings.max_followers.into()),
        sources,
        turns: store.turns,
        metrics,
        refusals: RefusalLog::default(),
        requests: RequestLog::default(),
        hidden,
        timeout,
        stop: stop.clone(),
    });
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"), callbacks = %callback_address, pages = %page_address,
        database = %store.location, "started"
    );

    tokio::spawn(end_on_signals(stop.clone()));
    tokio::spawn(stop.clone().run_until_cancelled_owned(follow_secrets(secrets, app.sources.readers.clone())));
    tokio::spawn(stop.clone().run_until_cancelled_owned(reread(app.clone())));
    if let Some(days) = settings.keep_days {
        let retention = retention::run(app.writer.clone(), app.sources.readers.clone(), days);
        tokio::spawn(stop.clone().run_until_cancelled_owned(retention));
    }
    if let Some(alerts) = settings.alerts {
        tokio::spawn(stop.clone().run_until_cancelled_owned(rate_watch::keep(app.clone(), alerts)));
    }
    let sessions = app.sources.accounts.iter().zip(passwords);
    let sessions: JoinSet<()> =
        sessions.map(|(state, password)| sessions::keep(app.clone(), state.clone(), password)).collect();
    let most_pages = PAGE_CONNECTIONS + usize::from(settings.max_followers);
    let stopped = async {
        stop.cancelled().await;
        Instant::now()
    };
    let (stopped, (), (), _) = tokio::join!(
        stopped,
        serve(callbacks, Side::Callbacks, server::callbacks(app.clone()), app.clone(), CALLBACK_CONNECTIONS),
        serve(pages, Side::Pages, server::pages(app.clone()), app.clone(), most_pages),
        sessions.join_all(),
    );
    // No request is under way, and the last way to the writer goes with the app.
    drop(app);
    let ended = tokio::task::spawn_blocking(move || thread.join());
    let Ok(ended) = time::timeout_at((stopped + timeout).max(Instant::now() + LEAST), ended).await else {
        bail!("the database does not answer; what was acknowledged is on disk");
    };
    ended?.map_err(|_| anyhow::anyhow!("the writer failed"))?;
    tracing::info!("stopped");
    Ok(())
}

async fn reread(app: Arc<App>) {
    if let Err(error) = reread::run(&app.sources, &app.writer).await {
        tracing::warn!(%error, "could not retry the unreadable callbacks");
    }
}

/// Prints where everything is. The secret is printed once, when it is made.
fn greet(public_url: &str, [callbacks, pages]: [SocketAddr; 2], new_secret: Option<&Secret>) -> anyhow::Result<()> {
    if let Some(secret) = new_secret {
        say(format_args!("Callback URL to register, shown this once: {}", callback_url(public_url, secret)))?;
    } else {
        say("Callback URL to register: see `webhook secret`")?;
    }
    say(format_args!("Callbacks: http://{callbacks}/"))?;
    say(format_args!("Pages: http://{pages}/"))
}

async fn listen(address: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}

fn access(settings: &Settings) -> anyhow::Result<Access> {
    let password = settings.page_password_hash.as_deref().map(Password::from_hash).transpose();
    let proxies = settings.trusted_proxy.clone();
    Ok(Access {
        hosts: settings.page_host.clone(),
        password: password.context("--page-password-hash")?,
        token: settings.page_token.as_deref().map(Token::new).transpose().context("--page-token")?,
        user_header: settings.page_user_header.clone().map(|name| UserHeader { name, proxies }),
    })
}

fn keys(settings: &Settings) -> anyhow::Result<Keys> {
    let twilio = match (&settings.twilio_auth_token, &settings.public_url) {
        (Some(token), Some(url)) => Some(TwilioKey::new(token.clone(), url.clone())),
        (Some(_), None) => bail!("--twilio-auth-token needs --public-url, because Twilio signs the URL too"),
        (None, _) => None,
    };
    let vonage = settings.vonage_signature_secret.clone();
    Ok(Keys { twilio, vonage: vonage.map(|secret| VonageKey::new(secret, settings.vonage_signature_method)) })
}

fn start_log(settings: &Settings) {
    let log = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    let log = match settings.log_format {
        LogFormat::Text => log.with_ansi(io::stderr().is_terminal()).boxed(),
        LogFormat::Json => log.json().flatten_event(true).boxed(),
    };
    // Only what this package says: a library could repeat a request line, and the secret with it.
    let own = Targets::new().with_target(env!("CARGO_PKG_NAME"), settings.log);
    tracing_subscriber::registry().with(log.with_filter(own)).init();
}

/// Takes up secrets that `webhook secret rotate` makes.
async fn follow_secrets(secrets: Secrets, readers: Readers) {
    const INTERVAL: Duration = Duration::from_secs(1);

    loop {
        time::sleep(INTERVAL).await;
        // If the database cannot be read now, the secrets that are known stay.
        if let Ok(found) = readers.secrets().await {
            secrets.replace(found);
        }
    }
}

/// Stops the server at the first signal, in good order, and ends the process at the second.
async fn end_on_signals(stop: CancellationToken) {
    let mut signals = match Signals::new() {
        Ok(signals) => signals,
        Err(error) => {
            tracing::warn!(%error, "cannot listen for signals");
            return;
        }
    };
    signals.next().await;
    tracing::info!("stopping");
    stop.cancel();
    signals.next().await;
    tracing::warn!("ended before all requests were answered; what was acknowledged is on disk");
    process::exit(1);
}

/// Requests to end: Ctrl-C and, on Unix, SIGTERM.
struct Signals {
    #[cfg(unix)]
    terminate: signal::unix::Signal,
    #[cfg(unix)]
    interrupt: signal::unix::Signal,
}

impl Signals {
    #[cfg(unix)]
    fn new() -> io::Result<Self> {
        use signal::unix::{SignalKind, signal};

        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    #[cfg(unix)]
    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn next(&mut self) {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
