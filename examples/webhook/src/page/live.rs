use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{Extension, Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::stream;

use super::{
    View,
    followers::{LivePage, Subject},
    overview::RangeQuery,
    update::Version,
};
use crate::{
    refusal::Refusal,
    report::CampaignName,
    server::{App, Peer, unavailable},
    store::{CampaignKey, CampaignList},
};

/// Sends the content of the overview, now and at every change.
pub async fn live_overview(
    State(app): State<Arc<App>>,
    peer: Extension<Peer>,
    view: View,
    query: Result<Query<RangeQuery>, QueryRejection>,
) -> Response {
    events(app, peer, view, Subject::Overview(query.unwrap_or_default().0.into()))
}

/// Sends the content of a list of campaigns, now and at every change.
pub async fn live_campaigns(
    State(app): State<Arc<App>>,
    peer: Extension<Peer>,
    view: View,
    list: CampaignList,
) -> Response {
    events(app, peer, view, Subject::Campaigns(list))
}

/// Sends the content of a campaign's page, now and at every change.
pub async fn live_campaign(
    State(app): State<Arc<App>>,
    peer: Extension<Peer>,
    view: View,
    Path(name): Path<String>,
) -> Response {
    let key = CampaignKey::Name(CampaignName::stored(name));
    events(app, peer, view, Subject::Campaign(key))
}

/// Sends the same, of a campaign whose name cannot be in a path.
pub async fn live_campaign_by_id(
    State(app): State<Arc<App>>,
    peer: Extension<Peer>,
    view: View,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse() else { return StatusCode::NOT_FOUND.into_response() };
    events(app, peer, view, Subject::Campaign(CampaignKey::Id(id)))
}

fn events(app: Arc<App>, Extension(Peer(peer)): Extension<Peer>, view: View, subject: Subject) -> Response {
    let page = LivePage { view: view.followed(), subject };
    let Some(follower) = app.followers.follow(page) else {
        app.refuse(Refusal::TooManyFollowers, peer);
        return unavailable("too many pages are followed live; see --max-followers\n");
    };
    let counted = app.metrics.following();
    let stream = stream::unfold((follower, Version::default(), counted), move |(mut follower, shown, counted)| {
        let stop = app.stop.clone();
        async move {
            stop.run_until_cancelled(follower.versions.changed()).await?.ok()?;
            let version = follower.versions.borrow_and_update().clone();
            let event = Event::default().json_data(version.since(&shown)).ok()?;
            Some((Ok::<_, Infallible>(event), (follower, version, counted)))
        }
    });
    // A proxy that collects answers before it passes them on would collect this one for ever.
    ([("x-accel-buffering", "no")], Sse::new(stream).keep_alive(KeepAlive::default())).into_response()
}
