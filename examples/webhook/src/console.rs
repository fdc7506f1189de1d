use std::{
    io::{self, Write},
    net::SocketAddr,
};

use crate::secret::Secret;

/// Returns the URL to register with a platform.
pub fn callback_url(public_url: &str, secret: &Secret) -> String {
    let hint = if public_url.starts_with(ANYWHERE) {
        " (HOST is this machine, as the platforms reach it: --public-url says so)"
    } else {
        ""
    };
    format!("{public_url}/callback/{}{hint}", secret.reveal())
}

/// How a URL begins whose host is not known.
const ANYWHERE: &str = "http://HOST:";

/// Returns the URL of an address to listen on. One that stands for all of this machine does not lead to it.
pub fn url_of(listen: &str) -> String {
    match listen.parse::<SocketAddr>() {
        Ok(address) if address.ip().is_unspecified() => format!("{ANYWHERE}{}", address.port()),
        _ => format!("http://{listen}"),
    }
}

/// Prints a line.
pub fn say(line: impl std::fmt::Display) -> anyhow::Result<()> {
    Ok(writeln!(io::stdout(), "{line}")?)
}
