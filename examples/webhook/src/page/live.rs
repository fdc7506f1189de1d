use std::{convert::Infallible, time::Duration};

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    response::{
        Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::{Stream, stream};
use maud::Markup;
use tokio::time;

use super::{Paging, View};
use crate::{
    report::CampaignName,
    server::{App, Unavailable},
};

/// The content of the first page, now and at every change.
pub async fn live_overview(
    State(app): State<App>,
    view: View,
    paging: Result<Query<Paging>, QueryRejection>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    events(Live { app, view, subject: Subject::Overview(paging.unwrap_or_default().page), shown: None })
}

/// The content of a campaign's page, now and at every change.
pub async fn live_campaign(
    State(app): State<App>,
    view: View,
    Path(name): Path<String>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    events(Live { app, view, subject: Subject::Campaign(CampaignName::stored(name)), shown: None })
}

/// What a browser follows.
struct Live {
    app: App,
    view: View,
    subject: Subject,
    /// What it was sent last.
    shown: Option<String>,
}

enum Subject {
    Overview(u32),
    Campaign(CampaignName),
}

impl Live {
    /// The next version that differs from the one shown; `None` where there is none to come.
    async fn next(&mut self) -> Option<String> {
        /// At most two versions a second.
        const INTERVAL: Duration = Duration::from_millis(500);

        loop {
            if self.shown.is_some() {
                time::sleep(INTERVAL).await;
                self.app.changes.changed().await.ok()?;
            }
            self.app.changes.mark_unchanged();
            let content = self.content().await.ok()??.into_string();
            if self.shown.as_ref() != Some(&content) {
                return Some(content);
            }
        }
    }

    async fn content(&self) -> Result<Option<Markup>, Unavailable> {
        let (readers, view) = (&self.app.readers, &self.view);
        Ok(match &self.subject {
            Subject::Overview(page) => Some(super::overview_content(view, *page, &readers.overview(*page).await?)),
            Subject::Campaign(name) => {
                readers.campaign(name.clone()).await?.map(|campaign| super::campaign_content(view, &campaign))
            }
        })
    }
}

fn events(live: Live) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = stream::unfold(live, async |mut live| {
        let stop = live.app.stop.clone();
        let content = stop.run_until_cancelled(live.next()).await??;
        let event = Event::default().data(&content);
        live.shown = Some(content);
        Some((Ok(event), live))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
