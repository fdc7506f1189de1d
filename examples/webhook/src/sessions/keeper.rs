use std::{sync::Arc, time::Duration};

use backon::{BackoffBuilder, ConstantBuilder, ExponentialBackoff};
use jiff::tz::TimeZone;
use tokio::time;

use super::session::{Session, SessionError};
use crate::{
    app::App,
    moment::Moment,
    pauses::pauses,
    smpp::{Password, Phase, State},
    store::{Job, Turn},
};

/// The longest pause between two sessions.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Keeps a session with the message centre of an account until the server stops.
pub async fn keep(app: Arc<App>, state: Arc<State>, password: Password) {
    let stop = app.stop.clone();
    let kept = async {
        let account = state.account.name();
        let mut pauses = pauses(LONGEST_PAUSE);
        let mut turn = match app.turns.of(state.account.platform()) {
            Ok(turn) => turn,
            Err(error) => return tracing::error!(account, %error, "no SMPP session"),
        };
        loop {
            if !turn.is_held() {
                state.enter(Phase::Elsewhere);
                if stop.run_until_cancelled(turn.take()).await.is_none() {
                    return;
                }
            }
            state.enter(Phase::Connecting);
            let Err(error) = hold(&app, &state, &password, &turn, &mut pauses).await else { return };
            let pause = if error.is_refusal() {
                // Another server would be refused, too.
                long_pause()
            } else {
                turn.leave();
                pauses.next().unwrap_or_default()
            };
            tracing::warn!(account, %error, next_in = ?pause, "no SMPP session");
            state.failed(error.to_string());
            state.enter(Phase::Pausing);
            tokio::select! {
                () = time::sleep(pause) => {}
                () = stop.cancelled() => return,
            }
        }
    };
    kept.await;
    state.enter(Phase::Stopped);
}

/// Holds one session. It ends well if the server stops.
async fn hold(
    app: &App,
    state: &State,
    password: &Password,
    turn: &Turn,
    pauses_so_far: &mut ExponentialBackoff,
) -> Result<(), SessionError> {
    let account = state.account.name();
    let bind = async {
        // A message centre sends what waits as soon as there is a session.
        let probe = app.writer.store(Job::Probe, Moment::now(&TimeZone::UTC));
        match time::timeout(app.timeout, probe).await {
            Ok(Ok(())) => Session::bind(app, state, password).await,
            _ => Err(SessionError::NotStored),
        }
    };
    let Some(bound) = app.stop.run_until_cancelled(bind).await else { return Ok(()) };
    let session = bound?;
    *pauses_so_far = pauses(LONGEST_PAUSE);
    tracing::info!(account, "SMPP session bound");
    let ended = session.run(&app.stop, turn.lost()).await;
    state.waits(0);
    ended.inspect(|()| tracing::info!(account, "SMPP session ended"))
}

/// How long to wait after a refusal that will not pass by itself, from 5 to 10 minutes: accounts are locked that are refused often.
fn long_pause() -> Duration {
    const SHORTEST: Duration = Duration::from_secs(300);

    ConstantBuilder::new().with_delay(SHORTEST).with_jitter().build().next().unwrap_or(SHORTEST)
}
