use std::{sync::Arc, time::Duration};

use anyhow::Context;
use jiff::{Timestamp, tz::TimeZone};
use tokio::{sync::Notify, time};

use crate::{
    alerts::{Alerts, Hook, Notice, changes, text},
    app::App,
    moment::Moment,
    pauses::pauses,
    store::{Fall, FallChange, Job},
};

/// The longest pause between two attempts to send an alert.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Watches the delivery rates until the server stops. Of several servers on a database, one does.
pub async fn keep(app: Arc<App>, alerts: Alerts) {
    let mut turn = match app.turns.of("alerts") {
        Ok(turn) => turn,
        Err(error) => return tracing::error!(%error, "no alerts"),
    };
    loop {
        turn.take().await;
        let changed = Notify::new();
        tokio::select! {
            () = check_all(&app, &alerts, &changed) => {}
            () = tell_all(&app, &alerts, &changed) => {}
            () = turn.lost() => app.metrics.alerts.set(&[]),
        }
    }
}

/// Compares the rates with their past, again and again.
async fn check_all(app: &App, alerts: &Alerts, changed: &Notify) {
    loop {
        if let Err(error) = check(app, alerts).await {
            tracing::warn!(%error, "the delivery rates could not be compared");
        }
        changed.notify_one();
        time::sleep(alerts.every.duration).await;
    }
}

async fn check(app: &App, alerts: &Alerts) -> anyhow::Result<()> {
    let now = Timestamp::now().as_millisecond();
    let readers = &app.sources.readers;
    let (window, past) = alerts.slots(now);
    let rates = readers.rates(window, past, alerts.minimum).await?;
    let changes = changes(now, alerts, &rates, &readers.falls().await?);
    let put: Vec<Fall> = changes
        .iter()
        .filter_map(|change| match change {
            FallChange::Put(fall) => Some(fall.clone()),
            _ => None,
        })
        .collect();
    write(app, changes).await?;
    for fall in put {
        let (kind, key, text) = (fall.watched.kind.name(), fall.name.escape_debug(), text(alerts, &fall));
        if fall.ended.is_none() {
            tracing::warn!(kind, %key, "{text}");
        } else {
            tracing::info!(kind, %key, "{text}");
        }
    }
    app.metrics.alerts.set(&readers.falls().await?);
    Ok(())
}

/// Sends what has not been told, and tries again later what could not be sent.
async fn tell_all(app: &App, alerts: &Alerts, changed: &Notify) {
    let mut waits = pauses(LONGEST_PAUSE);
    loop {
        match tell(app, alerts).await {
            Ok(()) => {
                waits = pauses(LONGEST_PAUSE);
                changed.notified().await;
            }
            Err(error) => {
                let pause = waits.next().unwrap_or_default();
                app.metrics.alerts.failures.inc();
                let url = alerts.hook.as_ref().map(Hook::to_string);
                tracing::warn!(%error, url = url.as_deref(), next_in = ?pause, "an alert could not be sent");
                time::sleep(pause).await;
            }
        }
    }
}

async fn tell(app: &App, alerts: &Alerts) -> anyhow::Result<()> {
    let falls = app.sources.readers.falls().await?;
    for fall in falls.into_iter().filter(|fall| !fall.is_told) {
        if let Some(hook) = &alerts.hook {
            hook.post(serde_json::to_string(&Notice::new(alerts, &fall))?).await?;
            app.metrics.alerts.sent.inc();
        }
        write(app, vec![FallChange::Told(fall)]).await?;
    }
    Ok(())
}

async fn write(app: &App, changes: Vec<FallChange>) -> anyhow::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    app.writer.store(Job::Falls(changes), Moment::now(&TimeZone::UTC)).await.context("what is known about falls")
}
