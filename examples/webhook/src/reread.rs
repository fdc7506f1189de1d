use crate::{
    moment::Moment,
    platform::{Incoming, Platform},
    server::App,
    store::{Job, UnreadableCallback},
};

/// Tries the callbacks again that could not be read: this version of the program may read what an earlier one could not.
pub async fn run(app: &App) -> anyhow::Result<()> {
    /// How many are taken together.
    const AT_ONCE: u32 = 100;

    let (mut read, mut before) = (0_u32, None);
    loop {
        let letters = app.readers.dead_letters(before, AT_ONCE).await?.newest;
        let Some(last) = letters.last() else { break };
        before = Some(last.id);
        for letter in &letters {
            let arrival = Moment::from_millis_in(letter.received_at, &app.zone);
            if let Some(job) = job(letter, arrival, app) {
                app.writer.store(job, arrival).await?;
                read += 1;
            }
        }
    }
    if read > 0 {
        tracing::info!(callbacks = read, "read what could not be read before");
    }
    Ok(())
}

/// Returns what is to be stored if a callback can be read.
fn job(letter: &UnreadableCallback, arrival: Moment, app: &App) -> Option<Job> {
    let platform: Platform = letter.platform.parse().ok()?;
    let body = letter.body.as_deref().map(str::from_utf8).transpose().ok()?;
    let incoming = Incoming { platform, query: &letter.query, body, arrival, zone: &app.zone };
    let reports = platform.read(&incoming).ok()?;
    Some(Job::Reread { letter: letter.id, reports, request: incoming.content().to_owned() })
}
