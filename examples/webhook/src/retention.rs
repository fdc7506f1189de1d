use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};
use tokio::time;

use crate::{
    moment::Moment,
    store::{Expired, Job, Readers, Writer},
};

/// Deletes callbacks and messages that are older than so many days, as they become so.
pub async fn run(writer: Writer, readers: Readers, days: u16) {
    const INTERVAL: Duration = Duration::from_secs(3600);
    /// Between two transactions, so that callbacks have their turn.
    const PAUSE: Duration = Duration::from_millis(50);

    let age = Duration::from_secs(u64::from(days) * 24 * 3600);
    loop {
        let before = Timestamp::now().checked_sub(age).unwrap_or(Timestamp::MIN).as_millisecond();
        let pause = match delete_some(&writer, &readers, before).await {
            Ok(true) => PAUSE,
            Ok(false) => INTERVAL,
            Err(error) => {
                tracing::warn!(%error, "old callbacks could not be deleted");
                INTERVAL
            }
        };
        time::sleep(pause).await;
    }
}

/// Returns whether there was something to delete.
async fn delete_some(writer: &Writer, readers: &Readers, before: i64) -> anyhow::Result<bool> {
    let expired = readers.expired(before).await?;
    let Expired { messages, numbers, reports, dead_letters } = &expired;
    if messages.is_empty() && numbers.is_empty() && reports.is_none() && dead_letters.is_none() {
        return Ok(false);
    }
    tracing::debug!(messages = messages.len(), numbers = numbers.len(), reports, dead_letters, "deleting what is old");
    writer.store(Job::Expire(expired), Moment::now(&TimeZone::UTC)).await?;
    Ok(true)
}
