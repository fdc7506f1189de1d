use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    fs,
    net::IpAddr,
    num::NonZero,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use axum::http::{HeaderName, Uri};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use jiff::{Span, SpanRelativeTo, Timestamp, tz::TimeZone};
use serde::Deserialize;
use sms_status::CustomPlatform;
use tracing::level_filters::LevelFilter;

use crate::{
    alerts::Alerts,
    campaign_groups::CampaignGroups,
    platform::Platforms,
    signature::VonageMethod,
    smpp::{Account, Accounts},
};

/// Receives delivery report callbacks from SMS platforms, stores them in a database, and shows the campaigns on a live page.
///
/// Without a command it runs the server. Every option can also be given as an environment variable or in a settings file; a
/// flag takes precedence over the environment, and the environment over the file.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Arguments {
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do instead of running the server; all of these also work while it runs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the callback URLs, with the secret in them; `secret rotate` creates a new one.
    Secret {
        #[command(subcommand)]
        action: Option<SecretAction>,
    },
    /// Read a password from standard input and print its hash, for `--page-password-hash`.
    Password,
    /// Copy the database to a new file, as a consistent snapshot.
    Backup {
        /// The file to create; it must not exist yet.
        file: PathBuf,
    },
    /// Erase a phone number: its messages, the callbacks about it, and what is known about it. The counts of the campaigns stay.
    Forget {
        /// The number, in international form.
        number: String,
        /// Also erase the opt-out if there is one; nothing will then stop messages to this number.
        #[arg(long)]
        with_opt_out: bool,
    },
    /// Retry the callbacks that could not be read, as each start of the server does.
    Reread,
}

#[derive(Debug, Subcommand)]
pub enum SecretAction {
    /// Create a new secret and print the URL with it.
    Rotate {
        /// How long the old one stays valid, such as `48h` or `7d`; `0s` ends it at once.
        #[arg(long, value_name = "TIME", value_parser = time_from_now)]
        keep_old: Timestamp,
    },
}

/// The options of the server.
#[derive(Debug, Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// A settings file in TOML, with options by their long names. A table `[platforms.acme]` describes your own platform, whose
    /// callbacks arrive at `…/acme`, and a table `[smpp.acme]` an SMPP account. In a table `[campaigns]`, `orders = "order-[0-9]+"` makes
    /// one campaign, `orders`, of all that are called so. A table `[alerts]` has alerts sent when a delivery rate falls.
    #[arg(long, env = "WEBHOOK_CONFIG", global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The address to listen on for callbacks; port 0 picks a free port.
    #[arg(long, env = "WEBHOOK_LISTEN", global = true, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The address to listen on for the pages, which show phone numbers. On an address that others can reach, this requires
    /// a password, a token or a proxy header.
    #[arg(long, env = "WEBHOOK_PAGE_LISTEN", global = true, value_name = "ADDRESS", default_value = "127.0.0.1:8081")]
    pub page_listen: String,
    /// A host name of the pages, besides `localhost` and IP addresses; may be repeated.
    #[arg(long, env = "WEBHOOK_PAGE_HOST", global = true, value_name = "NAME", value_delimiter = ',')]
    pub page_host: Vec<String>,
    /// The hash of the password for the pages, as `webhook password` prints it.
    #[arg(
        long,
        env = "WEBHOOK_PAGE_PASSWORD_HASH",
        global = true,
        value_name = "HASH",
        hide_env_values = true,
        hide_default_value = true
    )]
    pub page_password_hash: Option<String>,
    /// A token that lets programs in (`Authorization: Bearer …`). Other users of the machine can see flags, so prefer the
    /// environment or the settings file.
    #[arg(
        long,
        env = "WEBHOOK_PAGE_TOKEN",
        global = true,
        value_name = "TOKEN",
        hide_env_values = true,
        hide_default_value = true
    )]
    pub page_token: Option<String>,
    /// The header in which a proxy passes the authenticated user, such as `Remote-User`.
    #[arg(long, env = "WEBHOOK_PAGE_USER_HEADER", global = true, value_name = "NAME")]
    pub page_user_header: Option<HeaderName>,
    /// Where that proxy is, as addresses or networks; may be repeated.
    #[arg(
        long, env = "WEBHOOK_TRUSTED_PROXY", global = true, value_name = "NETWORK", value_delimiter = ',',
        value_parser = network, default_values = ["127.0.0.0/8", "::1/128"]
    )]
    pub trusted_proxy: Vec<IpNet>,
    /// The database: a file, `webhook.db` by default, created if it does not exist; or the URL of a PostgreSQL database, such as
    /// `postgres://user@host/name`. If there is a password in it, prefer the environment or the settings file, or give the password as
    /// PGPASSWORD.
    #[arg(
        long,
        env = "WEBHOOK_DATABASE",
        global = true,
        value_name = "FILE or URL",
        default_value = "webhook.db",
        hide_env_values = true,
        hide_default_value = true
    )]
    pub database: String,
    /// The URL at which the platforms reach this server, such as `https://sms.example.org`; by default, the listening
    /// address.
    #[arg(long, env = "WEBHOOK_PUBLIC_URL", global = true, value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// The auth token of the Twilio account. If it is set, Twilio callbacks must be signed with it. Needs `--public-url`.
    #[arg(
        long,
        env = "WEBHOOK_TWILIO_AUTH_TOKEN",
        global = true,
        value_name = "TOKEN",
        hide_env_values = true,
        hide_default_value = true
    )]
    pub twilio_auth_token: Option<String>,
    /// The signature secret of the Vonage account. If it is set, Vonage callbacks must be signed with it.
    #[arg(
        long,
        env = "WEBHOOK_VONAGE_SIGNATURE_SECRET",
        global = true,
        value_name = "SECRET",
        hide_env_values = true,
        hide_default_value = true
    )]
    pub vonage_signature_secret: Option<String>,
    /// How the Vonage SMS API signs, as set in the account.
    #[arg(
        long,
        env = "WEBHOOK_VONAGE_SIGNATURE_METHOD",
        global = true,
        value_name = "METHOD",
        value_enum,
        default_value = "md5hash"
    )]
    pub vonage_signature_method: VonageMethod,
    /// The time zone of dates that come without one, and of the pages.
    #[arg(
        long, env = "WEBHOOK_TIME_ZONE", global = true, value_name = "ZONE", value_parser = time_zone,
        default_value = "Europe/Paris"
    )]
    pub time_zone: TimeZone,
    /// Delete callbacks and messages after this many days; the counts of the campaigns and what is known about a number stay.
    /// Everything is kept by default.
    #[arg(long, env = "WEBHOOK_KEEP_DAYS", global = true, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(7..))]
    pub keep_days: Option<u16>,
    /// How many hours after the first report on a message the final one should have come. If it has not, the pages say so.
    #[arg(long, env = "WEBHOOK_FINAL_REPORT_HOURS", global = true, value_name = "HOURS", default_value = "72")]
    pub final_report_hours: NonZero<u16>,
    /// The maximum number of callbacks per transaction.
    #[arg(long, env = "WEBHOOK_MAX_BATCH", global = true, value_name = "COUNT", default_value = "1024")]
    pub max_batch: NonZero<usize>,
    /// The maximum size of the database file, in MiB; unlimited by default.
    #[arg(long, env = "WEBHOOK_MAX_DATABASE_MIB", global = true, value_name = "MIB")]
    pub max_database_mib: Option<u64>,
    /// The maximum number of pages that are followed live at once.
    #[arg(long, env = "WEBHOOK_MAX_FOLLOWERS", global = true, value_name = "COUNT", default_value = "200")]
    pub max_followers: u16,
    /// The time limit for reading a request, for storing it, and for sending an answer, in seconds.
    #[arg(long, env = "WEBHOOK_TIMEOUT", global = true, value_name = "SECONDS", default_value = "10")]
    pub timeout: NonZero<u16>,
    /// The log level on standard error: off, error, warn, info, debug or trace.
    #[arg(long, env = "WEBHOOK_LOG", global = true, value_name = "LEVEL", default_value = "info")]
    pub log: LevelFilter,
    /// The platforms whose callbacks are accepted.
    #[arg(skip)]
    pub platforms: Platforms,
    /// When an alert is sent, if it is to be.
    #[arg(skip)]
    pub alerts: Option<Alerts>,
    /// The log format: text or JSON.
    #[arg(long, env = "WEBHOOK_LOG_FORMAT", global = true, value_name = "FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    /// Human-readable lines, coloured on a terminal.
    Text,
    /// One JSON object per line.
    Json,
}

impl Settings {
    /// Returns what is secret in the settings, but for the password of the database.
    pub fn secrets(&self) -> impl Iterator<Item = String> {
        let texts =
            [&self.page_password_hash, &self.page_token, &self.twilio_auth_token, &self.vonage_signature_secret];
        texts.into_iter().flatten().cloned()
    }
}

impl Arguments {
    /// Reads the arguments, the environment and the settings file. What is wrong with the arguments ends the process.
    pub fn read() -> anyhow::Result<Self> {
        let arguments: Vec<OsString> = std::env::args_os().collect();
        let mut command = Self::command();
        // The name of the settings file comes before the settings in it.
        let first = command.clone().ignore_errors(true).try_get_matches_from(&arguments);
        let (mut platforms, mut alerts) = (Platforms::default(), None);
        if let Some(file) = first.ok().and_then(|matches| matches.get_one::<PathBuf>("config").cloned()) {
            let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            command = with_defaults_from(command, &file, &text)?;
            (platforms, alerts) = tables_of(&file, &text)?;
        }
        let matches = command.try_get_matches_from(&arguments).unwrap_or_else(|error| error.exit());
        let mut arguments = Self::from_arg_matches(&matches)?;
        arguments.settings.platforms = platforms;
        arguments.settings.alerts = alerts;
        Ok(arguments)
    }
}

/// The tables of the platforms, of the SMPP accounts, of the groups of campaigns and of the alerts in a settings file.
const TABLES: [&str; 4] = ["platforms", "smpp", "campaigns", "alerts"];

/// The variable with the URL of alerts, for those who keep what is secret out of the file.
const ALERTS_URL: &str = "WEBHOOK_ALERTS_URL";

/// Makes the settings of a file the defaults of a command.
fn with_defaults_from(mut command: clap::Command, file: &Path, text: &str) -> anyhow::Result<clap::Command> {
    let name = file.display();
    let settings: toml::Table = text.parse().with_context(|| format!("cannot read {name}"))?;
    for (key, value) in settings.into_iter().filter(|(key, _)| !TABLES.contains(&key.as_str())) {
        let known = command.get_arguments().find(|argument| argument.get_long() == Some(key.as_str()));
        let Some(id) = known.map(|argument| argument.get_id().clone()).filter(|id| id != "config") else {
            bail!("{name}: `{key}` is not a setting");
        };
        let values: Vec<String> = match value {
            toml::Value::Array(values) => values.iter().map(text_of).collect::<Option<_>>(),
            value => text_of(&value).map(|value| vec![value]),
        }
        .with_context(|| format!("{name}: `{key}` is neither a string nor a number"))?;
        command = command.mut_arg(id, |argument| argument.default_values(values));
    }
    Ok(command)
}

/// Reads the platforms, the accounts, the groups and the alerts that a settings file describes. An error says where in the file it is.
fn tables_of(file: &Path, text: &str) -> anyhow::Result<(Platforms, Option<Alerts>)> {
    #[derive(Deserialize)]
    struct Described {
        #[serde(default)]
        platforms: BTreeMap<String, CustomPlatform>,
        #[serde(default)]
        smpp: BTreeMap<String, Account>,
        #[serde(default)]
        campaigns: BTreeMap<String, String>,
        alerts: Option<toml::Value>,
    }

    let described: Described = toml::from_str(text).with_context(|| format!("cannot read {}", file.display()))?;
    let read = || {
        let platforms = Platforms::new(described.platforms)?.with_accounts(Accounts::new(described.smpp)?);
        let alerts = described.alerts.map(|table| Alerts::new(table, env::var(ALERTS_URL).ok())).transpose();
        let alerts = alerts.map_err(|error| error.to_string())?;
        Ok((platforms.with_groups(CampaignGroups::new(described.campaigns)?), alerts))
    };
    read().map_err(|error: String| anyhow::anyhow!("{}: {error}", file.display()))
}

fn text_of(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Reads the URL of the server as others see it, without a `/` at the end.
fn public_url(text: &str) -> Result<String, String> {
    let uri: Uri = text.parse().map_err(|error| format!("{error}"))?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none_or(str::is_empty) {
        return Err("not a URL with `https://` and a host name".into());
    }
    if uri.query().is_some() || text.contains(['#', '@']) {
        return Err("more than a host name and a path".into());
    }
    Ok(text.trim_end_matches('/').to_owned())
}

fn time_zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|error| error.to_string())
}

fn network(text: &str) -> Result<IpNet, String> {
    text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)).map_err(|_| "not an IP address or network".into())
}

/// Reads a length of time, and returns when it is over.
fn time_from_now(text: &str) -> Result<Timestamp, String> {
    let span: Span = text.parse().map_err(|error| format!("{error}"))?;
    let time = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|error| error.to_string())?;
    if time.is_negative() {
        return Err("a time in the past".into());
    }
    Timestamp::now().checked_add(time).map_err(|error| error.to_string())
}
