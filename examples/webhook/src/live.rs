use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{Extension, Path, Query, State, rejection::QueryRejection},
    http::{StatusCode, Uri},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::stream;

use crate::{
    answer::unavailable,
    app::{App, Peer},
    followers::{LivePage, Subject, Version},
    page::{CampaignQuery, OverviewQuery, PlaceQuery, View, before, campaign_in},
    refusal::Refusal,
    store::CampaignList,
};

/// Sends the content of the overview, now and at every change.
pub async fn live_overview(
    State(app): State<Arc<App>>,
    peer: Extension<Peer>,
    view: View,
    query: Result<Query<OverviewQuery>, QueryRejection>,
) -> Response {
    match query.unwrap_or_default().0.read(view.zone()) {
        Ok((period, filter)) => events(app, peer, view, Subject::Overview(period, filter)),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
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
    uri: Uri,
    query: Result<Query<CampaignQuery>, QueryRejection>,
    Path(name): Path<String>,
) -> Response {
    match (campaign_in(uri.path(), name), query.unwrap_or_default().0.read(view.zone())) {
        (Some(key), Ok(asked)) => events(app, peer, view, Subject::Campaign(key, asked)),
        (Some(_), Err(_)) => StatusCode::BAD_REQUEST.into_response(),
        (None, _) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Sends the content of the page of accounts, now and at every change.
pub async fn live_accounts(
    State(app): State<Arc<App>>,
    peer: Extension<Peer>,
    view: View,
    place: PlaceQuery,
) -> Response {
    events(app, peer, view, Subject::Accounts(before(place)))
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
