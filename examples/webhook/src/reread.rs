use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::{
    incoming::Incoming,
    moment::Moment,
    platform::{Platform, Platforms},
    report::{Report, Reported},
    smpp,
    sources::Sources,
    store::{Database, Job, UnreadableCallback, Writer},
};

/// How many callbacks are taken together.
const AT_ONCE: u32 = 100;

/// Tries the callbacks again that could not be read: this version of the program may read what an earlier one could not.
pub async fn run(sources: &Sources, writer: &Writer) -> anyhow::Result<()> {
    let (mut read, mut before) = (0_u32, None);
    loop {
        let letters = sources.readers.dead_letters(before, AT_ONCE).await?.newest;
        let Some(last) = letters.last() else { break };
        before = Some(last.id);
        for (job, arrival) in jobs(&letters, sources.platforms, &sources.zone) {
            writer.store(job, arrival).await?;
            read += 1;
        }
    }
    if read > 0 {
        tracing::info!(callbacks = read, "read what could not be read before");
    }
    Ok(())
}

/// Does the same beside the server, and returns how many could be read, of how many.
pub fn run_beside(database: &mut Database, platforms: Platforms, zone: &TimeZone) -> anyhow::Result<[usize; 2]> {
    let ([mut read, mut tried], mut before) = ([0, 0], None);
    loop {
        let letters = database.dead_letters(before, AT_ONCE)?;
        let Some(last) = letters.last() else { return Ok([read, tried]) };
        before = Some(last.id);
        tried += letters.len();
        for (job, arrival) in jobs(&letters, platforms, zone) {
            database.commit(job, arrival)?;
            read += 1;
        }
    }
}

/// Returns what a request reports that was read when it arrived, as it is kept.
pub fn kept(platforms: Platforms, platform: &str, request: &str, arrival: Moment, zone: &TimeZone) -> Vec<Report> {
    read(platforms, platform, request, arrival, zone).map(|reported| reported.reports).unwrap_or_default()
}

/// Returns the numbers that a request speaks of, as it is kept.
pub fn numbers_in(platforms: Platforms, platform: &str, request: &str, zone: &TimeZone) -> BTreeSet<String> {
    if platform.starts_with(smpp::PREFIX) {
        return smpp::number_in(request).into_iter().collect();
    }
    let read = read(platforms, platform, request, Moment::now(zone), zone);
    let numbers = read.iter().flat_map(|reported| {
        let opt_outs = reported.opt_outs.iter().map(|opt_out| opt_out.number.clone());
        reported.reports.iter().filter_map(|report| report.number.clone()).chain(opt_outs)
    });
    numbers.collect()
}

fn read(platforms: Platforms, platform: &str, request: &str, arrival: Moment, zone: &TimeZone) -> Option<Reported> {
    let platform = platforms.find(platform)?;
    let of_query = Incoming { platform, query: request, body: None, arrival, zone, groups: platforms.groups() };
    let of_body = Incoming { query: "", body: Some(request), ..of_query };
    let read = if of_body.is_json() { of_body.read() } else { of_query.read() };
    read.map(|(reported, _)| reported).ok()
}

/// Returns what is to be stored of the callbacks of which all can be read, each with the time of its arrival.
fn jobs(letters: &[UnreadableCallback], platforms: Platforms, zone: &TimeZone) -> impl Iterator<Item = (Job, Moment)> {
    letters.iter().filter_map(move |letter| {
        let platform = platforms.find(&letter.platform)?;
        let arrival = Moment::from_millis_in(letter.received_at, zone);
        if let Platform::Account(account) = platform {
            let reported = account.read(letter.body.as_deref()?, arrival, zone).ok()?;
            return Some((Job::Reread { letter: letter.id, reported }, arrival));
        }
        let body = letter.body.as_deref().map(str::from_utf8).transpose().ok()?;
        let incoming = Incoming { platform, query: &letter.query, body, arrival, zone, groups: platforms.groups() };
        match incoming.read() {
            Ok((reported, None)) => Some((Job::Reread { letter: letter.id, reported }, arrival)),
            _ => None,
        }
    })
}
