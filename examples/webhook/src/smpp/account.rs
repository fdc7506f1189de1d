use std::{collections::BTreeMap, env, fmt, fs, num::NonZero, path::PathBuf};

use anyhow::{Context, ensure};
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, de};

use super::ids::Ids;

/// An SMPP account, as the settings file describes it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Account {
    /// What reports of the account are kept under: `smpp:` and its name.
    #[serde(skip)]
    platform: String,
    pub host: String,
    #[serde(default = "port")]
    pub port: u16,
    #[serde(default)]
    pub tls: bool,
    pub system_id: String,
    #[serde(default)]
    pub system_type: String,
    #[serde(default)]
    pub address_range: String,
    #[serde(default)]
    password_file: Option<PathBuf>,
    #[serde(default)]
    pub bind: Bind,
    #[serde(default)]
    pub ids: Ids,
    #[serde(default)]
    pub campaign: Campaign,
    #[serde(default)]
    pub campaign_prefix: String,
    /// The zone of the dates in receipts; by default that of the server.
    #[serde(default, deserialize_with = "time_zone")]
    pub time_zone: Option<TimeZone>,
    #[serde(default = "opt_out_words")]
    pub opt_out_words: Vec<String>,
    /// How many seconds pass before the message centre is asked whether it is there.
    #[serde(default = "enquire_link")]
    pub enquire_link: NonZero<u16>,
}

/// How a session is bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bind {
    #[default]
    Receiver,
    Transceiver,
}

/// What the campaign of a message is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Campaign {
    /// The day on which it was sent.
    #[default]
    Day,
    /// `user_message_reference`, or the day if there is none.
    Reference,
}

fn port() -> u16 {
    2775
}

fn opt_out_words() -> Vec<String> {
    vec!["STOP".to_owned()]
}

fn enquire_link() -> NonZero<u16> {
    NonZero::<u16>::MIN.saturating_add(29)
}

fn time_zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<TimeZone>, D::Error> {
    let name = String::deserialize(deserializer)?;
    TimeZone::get(&name).map(Some).map_err(de::Error::custom)
}

/// The accounts that the settings file describes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Accounts(&'static [Account]);

impl Accounts {
    /// Takes the accounts, by their names, for as long as the process runs.
    pub fn new(described: BTreeMap<String, Account>) -> Result<Self, String> {
        let mut accounts = Vec::new();
        for (name, account) in described {
            let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
            if name.is_empty() || !name.bytes().all(is_plain) {
                return Err(format!("`smpp.{name}`: choose small letters, digits, `-` and `_` for the name"));
            }
            let texts = [&account.system_id, &account.system_type, &account.address_range];
            if texts.into_iter().any(|text| !text.is_ascii() || text.contains('\0')) {
                return Err(format!("`smpp.{name}`: system-id, system-type and address-range have to be ASCII"));
            }
            accounts.push(Account { platform: format!("{PREFIX}{name}"), ..account });
        }
        Ok(Self(accounts.leak()))
    }

    pub fn iter(self) -> impl Iterator<Item = &'static Account> {
        self.0.iter()
    }
}

/// What the names of accounts begin with among those of platforms. No platform has a colon in its name.
pub const PREFIX: &str = "smpp:";

impl Account {
    /// Returns the name in the settings file.
    pub fn name(&self) -> &str {
        self.platform.strip_prefix(PREFIX).unwrap_or(&self.platform)
    }

    /// Returns the name under which reports are kept.
    pub fn platform(&self) -> &str {
        &self.platform
    }

    /// Reads the password, from the file that the settings name or from the environment.
    pub fn password(&self) -> anyhow::Result<Password> {
        let name = self.name();
        let (text, source) = if let Some(file) = &self.password_file {
            let text = fs::read_to_string(file)
                .with_context(|| format!("`smpp.{name}`: cannot read the password from {}", file.display()))?;
            (text, file.display().to_string())
        } else {
            let variable = format!("WEBHOOK_SMPP_{}_PASSWORD", name.to_uppercase().replace('-', "_"));
            let text = env::var(&variable)
                .map_err(|_| anyhow::anyhow!("`smpp.{name}` has no password: set {variable}, or `password-file`"))?;
            (text, variable)
        };
        let text = text.trim_end_matches(['\r', '\n']);
        ensure!(!text.contains('\0'), "`smpp.{name}`: there is a NUL in the password of {source}");
        Ok(Password(text.to_owned()))
    }
}

/// The password of an account.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// Returns the text, for the bind and nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Hides the text.
impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}
