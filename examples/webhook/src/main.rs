//! A receiver of delivery report callbacks: keeps them in a database, and shows the campaigns on a live page.

mod access;
mod alerts;
mod answer;
mod app;
mod callback;
mod campaign_groups;
mod chance;
mod console;
mod developer;
#[cfg(test)]
mod fill;
mod followers;
mod hidden;
mod incoming;
mod invisible;
mod listener;
mod live;
mod metrics;
mod moment;
mod numbering;
mod page;
mod pauses;
mod platform;
mod rate_watch;
mod refusal;
mod report;
mod request_log;
mod reread;
mod retention;
mod secret;
mod seen;
mod serve;
mod server;
mod sessions;
mod settings;
mod signature;
mod smpp;
mod sources;
mod spelling;
mod store;
mod stream;

use std::io;

use anyhow::{Context, ensure};
use jiff::Timestamp;
use mimalloc::MiMalloc;
use sms_status::Msisdn;

use crate::{
    access::Password,
    console::{callback_url, say, url_of},
    secret::Secret,
    settings::{Arguments, Command, SecretAction, Settings},
    store::{Database, Location},
};

/// A callback takes some tens of pieces of memory for a moment, which this one gives faster than that of the system.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> anyhow::Result<()> {
    let Arguments { settings, command } = Arguments::read()?;
    match command {
        None => serve::run(settings),
        Some(Command::Secret { action }) => secret(&settings, action.as_ref()),
        Some(Command::Password) => {
            let mut password = String::new();
            io::stdin().read_line(&mut password)?;
            let password = password.trim_end_matches(['\r', '\n']);
            ensure!(!password.is_empty(), "the password is empty");
            say(Password::hash(password)?)
        }
        Some(Command::Backup { file }) => attach(&settings)?.backup(&file),
        Some(Command::Forget { number, with_opt_out }) => forget(&settings, &number, with_opt_out),
        Some(Command::Reread) => {
            let [read, tried] = reread::run_beside(&mut attach(&settings)?, settings.platforms, &settings.time_zone)?;
            say(format_args!("read: {read} of {tried} unreadable callbacks"))
        }
    }
}

fn secret(settings: &Settings, action: Option<&SecretAction>) -> anyhow::Result<()> {
    let mut database = attach(settings)?;
    if let Some(SecretAction::Rotate { keep_old }) = action {
        let new = Secret::generate()?;
        database.write(|transaction| store::rotate(transaction, &new, *keep_old))?;
    }
    for secret in database.read(store::secrets)? {
        let url = callback_url(settings.public_url.as_deref().unwrap_or(&url_of(&settings.listen)), &secret);
        match secret.expires {
            None => say(url)?,
            Some(expires) if expires > Timestamp::now() => say(format_args!("{url} (until {expires:.0})"))?,
            Some(_) => {}
        }
    }
    Ok(())
}

fn forget(settings: &Settings, number: &str, with_opt_out: bool) -> anyhow::Result<()> {
    let number: Msisdn = number.parse().context("not a phone number in international form")?;
    let numbers_in =
        |platform: &str, request: &str| reread::numbers_in(settings.platforms, platform, request, &settings.time_zone);
    let forgotten = store::forget(&mut attach(settings)?, number, with_opt_out, &numbers_in)?;
    say(format_args!(
        "erased messages: {}, callbacks: {}, unreadable callbacks: {}",
        forgotten.messages, forgotten.callbacks, forgotten.unreadable
    ))?;
    if forgotten.blanked > 0 {
        say(format_args!("callbacks that are also about others, with the number blanked: {}", forgotten.blanked))?;
    }
    if !forgotten.campaigns.is_empty() {
        say(format_args!("kept: the number in the names of campaigns: {:?}", forgotten.campaigns))?;
    }
    if !forgotten.log_emptied {
        say("the write-ahead log of the database is in use and may still hold the number: run this again")?;
    }
    if forgotten.opt_out_kept {
        say("kept: the number, on the do-not-contact list; --with-opt-out erases that, too")?;
    }
    Ok(())
}

fn attach(settings: &Settings) -> anyhow::Result<Database> {
    Database::attach(&Location::read(&settings.database)?)
}
