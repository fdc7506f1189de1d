use std::{env, fmt, net::IpAddr, time::Duration};

use anyhow::{Context, bail, ensure};
use postgres::{
    Client, Config, NoTls,
    config::{Host, SslMode},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::Error;

/// Where a database is, and how to connect to it.
#[derive(Clone)]
pub struct Address {
    config: Box<Config>,
    tls: Option<MakeRustlsConnect>,
}

impl Address {
    /// Returns whether a text names a database of `PostgreSQL`.
    pub fn is_one(text: &str) -> bool {
        ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme))
    }

    /// Reads a URL. What is wrong with it is told without the password in it.
    pub fn read(url: &str) -> anyhow::Result<Self> {
        /// How long a connection may take to be made.
        const PATIENCE: Duration = Duration::from_secs(5);
        /// How long a server may be silent that has something to acknowledge.
        const SILENCE: Duration = Duration::from_secs(10);

        // What follows the first of these signs would be taken for a host or an option, and shown.
        let password_is_plain = url.matches('@').count() > 1
            || url
                .split_once("://")
                .is_some_and(|(_, rest)| rest.find('@').is_some_and(|at| rest[..at].contains(['/', '?', '#'])));
        ensure!(
            !password_is_plain,
            "cannot read the URL of the database: in its user name and password encode `@` as %40, `/` as %2F, `?` as %3F and `#` as %23"
        );
        let mut config: Config = url.parse().map_err(Error::from).context("cannot read the URL of the database")?;
        if config.get_password().is_none()
            && let Ok(password) = env::var("PGPASSWORD")
        {
            config.password(password);
        }
        if config.get_application_name().is_none() {
            config.application_name(env!("CARGO_PKG_NAME"));
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE);
        }
        config.keepalives_idle(SILENCE).keepalives_interval(SILENCE / 3).keepalives_retries(3);
        let tls = match config.get_ssl_mode() {
            SslMode::Disable => None,
            SslMode::Require => Some(tls()?),
            _ if url.contains("sslmode=prefer") => {
                bail!(
                    "sslmode=prefer does not protect the connection, because it falls back to an unencrypted one: use `require` or `disable`"
                )
            }
            _ if is_local(&config) => {
                config.ssl_mode(SslMode::Disable);
                None
            }
            _ => {
                config.ssl_mode(SslMode::Require);
                Some(tls()?)
            }
        };
        Ok(Self { config: Box::new(config), tls })
    }

    /// Returns the password, decoded.
    pub fn password(&self) -> Option<String> {
        self.config.get_password().map(|password| String::from_utf8_lossy(password).into_owned())
    }

    /// Makes a connection on which an acknowledged commit is on disk, and on which nothing waits for ever.
    pub fn connect(&self) -> Result<Client, postgres::Error> {
        // The last one is for the others: a server that vanishes while it writes must not keep what it has locked.
        const SETTINGS: &str = "SET synchronous_commit = on; SET default_transaction_isolation = 'read committed';
            SET lock_timeout = '5s'; SET jit = off; SET idle_in_transaction_session_timeout = '10s'";

        let mut client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone())?,
            None => self.config.connect(NoTls)?,
        };
        client.batch_execute(SETTINGS)?;
        Ok(client)
    }
}

fn tls() -> anyhow::Result<MakeRustlsConnect> {
    let roots = MakeRustlsConnect::with_native_certs();
    roots.map(|(tls, _)| tls).map_err(|errors| {
        let reason = errors.first().map(ToString::to_string).unwrap_or_default();
        anyhow::anyhow!("cannot check the certificate of the database, since there are no root certificates: {reason}")
    })
}

/// Returns whether nothing leaves this machine.
fn is_local(config: &Config) -> bool {
    let hosts = config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    });
    hosts && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

/// Writes the URL without the password and the options.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgres://")?;
        if let Some(user) = self.config.get_user() {
            write!(f, "{user}@")?;
        }
        for (n, host) in self.config.get_hosts().iter().enumerate() {
            f.write_str(if n == 0 { "" } else { "," })?;
            match host {
                Host::Tcp(name) if name.contains(':') => write!(f, "[{name}]")?,
                Host::Tcp(name) => f.write_str(name)?,
                #[cfg(unix)]
                Host::Unix(path) => write!(f, "{}", path.display())?,
            }
            let ports = self.config.get_ports();
            if let Some(port) = ports.get(n).or(ports.first()) {
                write!(f, ":{port}")?;
            }
        }
        write!(f, "/{}", self.config.get_dbname().or(self.config.get_user()).unwrap_or_default())
    }
}

/// Hides the password, as its `Display` does.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_the_password() {
        let cases = [
            ("postgres://ann:s3cret@db.example.org/sms?sslmode=disable", "postgres://ann@db.example.org:5432/sms"),
            ("postgresql://ann:s3cret@127.0.0.1:5433/sms", "postgres://ann@127.0.0.1:5433/sms"),
            ("postgres://ann@localhost/sms?password=s3cret", "postgres://ann@localhost:5432/sms"),
            ("postgres://ann:s3cret@[::1]:5433/sms", "postgres://ann@[::1]:5433/sms"),
            ("postgres://ann:s3cret@%2Frun%2Fpostgresql/sms", "postgres://ann@/run/postgresql:5432/sms"),
            ("postgres://ann:s3cret@127.0.0.1:1,localhost:2/sms", "postgres://ann@127.0.0.1:1,localhost:2/sms"),
        ];
        for (url, shown) in cases {
            assert!(Address::is_one(url), "{url}");
            let address = Address::read(url).unwrap();
            assert_eq!(address.to_string(), shown, "{url}");
            assert!(!format!("{address:?}").contains("s3cret"), "{url}");
            assert_eq!(address.password().as_deref(), Some("s3cret"), "{url}");
        }
        for text in ["webhook.db", "postgres", "./postgres://a", "sqlite://a", ""] {
            assert!(!Address::is_one(text), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_url_is_told_without_the_password() {
        for option in
            ["sslmode=verify-full", "sslmode=prefer", "sslrootcert=a.pem", "port=x", "%zz", "connect_timeout=x"]
        {
            let error = format!("{:#}", Address::read(&format!("postgres://ann:s3cret@h/d?{option}")).unwrap_err());
            assert!(!error.contains("s3cret"), "{option}: {error}");
            let name = option.split('=').next().unwrap();
            assert!(name == "%zz" || error.contains(name), "{option}: {error}");
        }
    }

    #[test]
    fn nothing_of_a_password_that_is_not_encoded_is_shown() {
        for sign in ["@", "/", "?", "#", "?#%&=", "/@?", "@b/c", "%zz@", ":@"] {
            for url in
                [format!("postgres://ann:pass{sign}s3cret@127.0.0.1:5433/sms"), format!("postgres://a{sign}s3cret@h/d")]
            {
                let shown = match Address::read(&url) {
                    Ok(address) => address.to_string(),
                    Err(error) => format!("{error:#}"),
                };
                assert!(!shown.contains("s3cret"), "{url}: {shown}");
            }
        }
        // A sign that stands for itself is no fault.
        let address = Address::read("postgres://ann:a%40b%2Fc%3Fd%23e:f@127.0.0.1/sms").unwrap();
        assert_eq!(address.config.get_password(), Some(&b"a@b/c?d#e:f"[..]));
    }

    #[test]
    fn what_leaves_this_machine_is_encrypted_unless_the_url_says_otherwise() {
        let cases = [
            ("postgres://a@db.example.org/d", true),
            ("postgres://a@192.0.2.1/d", true),
            ("postgres://a@192.0.2.1/d?sslmode=disable", false),
            ("postgres://a@localhost/d", false),
            ("postgres://a@localhost/d?sslmode=require", true),
            ("postgres://a@localhost,192.0.2.1/d", true),
            ("postgres://a@127.0.0.7,[::1]/d", false),
            ("postgres://a@localhost/d?hostaddr=192.0.2.1", true),
            ("postgres://a@%2Frun/d", false),
        ];
        for (url, encrypted) in cases {
            let address = Address::read(url).unwrap();
            assert_eq!(address.tls.is_some(), encrypted, "{url}");
            assert_eq!(address.config.get_ssl_mode() == SslMode::Require, encrypted, "{url}");
        }
    }
}
