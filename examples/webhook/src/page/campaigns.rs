use std::{convert::Infallible, iter};

use axum::{
    extract::{FromRef, FromRequestParts, Query, State},
    http::request::Parts,
    response::Response,
};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use sms_status::Outcome;

use super::{
    list::{campaign_table::campaign_table, files::files},
    part::{
        bar,
        form::{chosen_language, select},
        layout::{self, Page},
        start::start,
    },
    text::{View, view},
};
use crate::{
    answer::Unavailable,
    platform::{Platform, Platforms},
    sources::Sources,
    store::{CampaignList, CampaignPage, Readers, Sort},
};

/// The query of a list of campaigns. What cannot be read in it is as if it were not there.
#[derive(Debug, Default, Deserialize, Serialize)]
struct ListQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    platform: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
}

impl ListQuery {
    fn list(self, platforms: Platforms) -> CampaignList {
        /// The most characters of a name that are looked for.
        const LONGEST: usize = 200;

        let text = self.q.map(|text| text.trim().chars().take(LONGEST).collect::<String>());
        CampaignList {
            sort: read(self.sort.as_deref()).unwrap_or_default(),
            outcome: read(self.outcome.as_deref()),
            platform: self.platform.and_then(|name| platforms.find(&name)).map(Platform::name),
            text: text.filter(|text| !text.is_empty()),
            page: read(self.page.as_deref()).unwrap_or_default(),
        }
    }
}

fn read<T: std::str::FromStr>(text: Option<&str>) -> Option<T> {
    text?.parse().ok()
}

impl<S: Send + Sync> FromRequestParts<S> for CampaignList
where
    Sources: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let query = Query::<ListQuery>::from_request_parts(parts, state).await;
        Ok(query.map(|Query(query)| query).unwrap_or_default().list(Sources::from_ref(state).platforms))
    }
}

/// Returns the query of a list, which is empty if it asks for nothing.
fn query(list: &CampaignList) -> String {
    let query = ListQuery {
        sort: (list.sort != Sort::default()).then(|| <&str>::from(list.sort).to_owned()),
        outcome: list.outcome.map(|outcome| outcome.name().to_owned()),
        platform: list.platform.map(str::to_owned),
        q: list.text.clone(),
        page: (list.page > 0).then(|| list.page.to_string()),
    };
    // Texts can be written.
    serde_urlencoded::to_string(query).unwrap_or_default()
}

/// Returns an address with the query of a list.
fn address(path: &str, list: &CampaignList) -> String {
    view::with_query(path, &query(list))
}

/// Answers with a list of campaigns.
pub async fn campaigns(
    State(sources): State<Sources>,
    view: View,
    list: CampaignList,
) -> Result<Response, Unavailable> {
    let content = content(&view, &list, &sources.readers).await?;
    let events = view.href(&address("/live/campaigns", &list));
    let page = Page { title: view.texts.campaigns, here: &address("/campaigns", &list), events: Some(&events) };
    Ok(layout::document(&view, page, &filter(&view, sources.platforms, &list), &content))
}

/// Returns what changes of a list of campaigns.
pub async fn content(view: &View, list: &CampaignList, readers: &Readers) -> anyhow::Result<Markup> {
    Ok(show(view, list, &readers.campaigns(list.clone()).await?))
}

fn show(view: &View, list: &CampaignList, page: &CampaignPage) -> Markup {
    let texts = view.texts;
    let caption = match list.sort {
        Sort::Latest => texts.campaigns_latest,
        Sort::Failures => texts.campaigns_failures,
    };
    let other = |page| view.href(&address("/campaigns", &CampaignList { page, ..list.clone() }));
    html! {
        @if page.rows.is_empty() && *list == CampaignList::default() {
            (start(view))
        } @else if page.rows.is_empty() {
            div.empty { p { (texts.filter_none) " " a href=(view.href("/campaigns")) { (texts.filter_clear) } } }
        } @else {
            (campaign_table(view, caption, &page.rows))
        }
        @if list.page > 0 || page.more {
            nav.paging aria-label=(texts.pages) {
                @if list.page > 0 { a rel="prev" href=(other(list.page - 1)) { (texts.newer) } }
                @if page.more { a rel="next" href=(other(list.page.saturating_add(1))) { (texts.older) } }
            }
        }
        (files(view, "/campaigns", &query(&CampaignList { page: 0, ..list.clone() })))
    }
}

fn filter(view: &View, platforms: Platforms, list: &CampaignList) -> Markup {
    let texts = view.texts;
    let sorts = [(Sort::Latest.into(), texts.sort_latest), (Sort::Failures.into(), texts.sort_failures)];
    let any = iter::once(("", texts.filter_any));
    let outcomes = any.chain(bar::ORDER.map(|outcome: Outcome| (outcome.name(), outcome.label(view.language))));
    let any = iter::once(("", texts.filter_any_platform));
    let platforms = any.chain(platforms.iter().map(|platform| (platform.name(), platform.label())));
    html! {
        form.filter action="/campaigns" {
            (chosen_language(view))
            (select("sort", texts.filter_sort, sorts, Some(list.sort.into())))
            (select("outcome", texts.filter_outcome, outcomes, list.outcome.map(Outcome::name)))
            (select("platform", texts.filter_platform, platforms, list.platform))
            div {
                label for="q" { (texts.filter_text) }
                input #q type="search" name="q" value=[list.text.as_deref()];
            }
            button { (texts.filter) }
        }
    }
}
