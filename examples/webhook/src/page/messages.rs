use std::iter;

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use maud::{Markup, html};
use sms_status::{AddressBookAction, DeliveryStatus, Outcome};

use super::{
    analysis::routes,
    export::{self, Format},
    link::{
        campaign_path::{campaign_in, campaign_path, messages_path},
        message_filter::{MessageFilter, MessageQuery, WrongFilter},
        paging::{self, PlaceQuery, cut, paging},
        route_query::{self, RouteQuery, with_routes},
    },
    list::{
        files::files,
        message_table::{Column, message_table},
    },
    part::{
        bar,
        date_form::{self, wrong_date},
        form::{chosen_language, select},
        layout::{self, Page},
    },
    text::{View, view, wording},
    time::between::Between,
};
use crate::{
    answer::Unavailable,
    sources::Sources,
    store::{CampaignRow, RouteFilter},
};

wording! {
    Words;
    title: "Messages in {campaign}" / "Messages de la campagne {campaign}",
    caption: "In the order in which their first reports arrived." / "Dans l'ordre d'arrivée de leur premier compte rendu.",
    any: "Any" / "Tous",
    any_action: "Any" / "Toutes",
    advice: "Advice" / "Recommandation",
    none: "No messages in this campaign match." / "Aucun message de cette campagne ne correspond.",
    none_kept: "Messages that were deleted because of their age are still counted, but not listed." / "Les messages supprimés en raison de leur ancienneté restent comptés, mais ne sont plus listés.",
    all: "Show all messages" / "Afficher tous les messages",
    arrived: "First report arrived:" / "Arrivée du premier compte rendu\u{a0}:",
    from: "from" / "à partir du",
    to: "before" / "avant le",
    any_time: "Show messages of any time" / "Afficher les messages de toutes les dates",
    everywhere: "Messages" / "Messages",
    newest: "All campaigns, newest first." / "Toutes les campagnes, du message le plus récent au plus ancien.",
    none_anywhere: "No messages match." / "Aucun message ne correspond.",
}

/// Answers with messages of all campaigns, the newest first, as a page or as a file.
pub async fn newest_messages(
    State(sources): State<Sources>,
    view: View,
    uri: Uri,
    query: Result<Query<MessageQuery>, QueryRejection>,
    routes: Result<Query<RouteQuery>, QueryRejection>,
    place: PlaceQuery,
) -> Result<Response, Unavailable> {
    /// How many a page shows.
    const ROWS: u32 = 100;
    const PATH: &str = "/messages";

    let filter = match read(&view, query) {
        Ok(filter) => filter,
        Err(wrong) => return Ok(not_a_filter(&view, &uri, PATH, wrong)),
    };
    let routes = RouteFilter::from(routes.unwrap_or_default().0);
    if let Some(format) = Format::of_path(uri.path()) {
        return export::newest_messages(&sources, &view, filter.list(routes), format).await;
    }
    let before = paging::before(place);
    let mut messages = sources.readers.newest_messages(filter.list(routes.clone()), before, ROWS + 1).await?;
    let more = cut(&mut messages, ROWS);
    let first = with_routes(&filter.address(PATH), &routes);
    let from = |id: i64| view::with_query(&first, &format!("before={id}"));
    let next = messages.last().filter(|_| more).map(|last| from(last.id));
    let words = Words::of(view.language);
    let content = html! {
        @if messages.is_empty() {
            div.empty { p { (words.none_anywhere) " " (words.none_kept) } }
        } @else {
            (message_table(&view, words.newest, &[Column::Number, Column::Campaign], &messages))
        }
        (paging(&view, &first, before.is_none(), next))
        (files(&view, PATH, query_of(&first)))
    };
    let above = html! { (form(&view, PATH, filter, &routes)) (limits(&view, PATH, filter, &routes)) };
    let here = before.map_or_else(|| first.clone(), from);
    Ok(layout::document(&view, Page { title: words.everywhere, here: &here, events: None }, &above, &content))
}

fn read(view: &View, query: Result<Query<MessageQuery>, QueryRejection>) -> Result<MessageFilter, WrongFilter> {
    let Query(query) = query.map_err(|_| WrongFilter::Value)?;
    MessageFilter::read(&query, view.zone())
}

/// Returns the answer to a filter that cannot be read: it would seem to have found all that follows. `path` is that of the list.
fn not_a_filter(view: &View, uri: &Uri, path: &str, wrong: WrongFilter) -> Response {
    match wrong {
        WrongFilter::Date(wrong) if Format::of_path(uri.path()).is_none() => wrong_date(view, path, &wrong),
        WrongFilter::Date(_) => (StatusCode::BAD_REQUEST, date_form::NO_DATE).into_response(),
        WrongFilter::Value => {
            (StatusCode::BAD_REQUEST, "there is no such status, outcome, action or message id\n").into_response()
        }
    }
}

/// Answers with messages of a campaign, as a page or as a file.
pub async fn messages(
    State(sources): State<Sources>,
    view: View,
    Path(name): Path<String>,
    uri: Uri,
    query: Result<Query<MessageQuery>, QueryRejection>,
    routes: Result<Query<RouteQuery>, QueryRejection>,
) -> Result<Response, Unavailable> {
    let Some(key) = campaign_in(uri.path(), name) else { return Ok(layout::not_found(&view)) };
    let Some(campaign) = sources.readers.campaign_row(key).await? else { return Ok(layout::not_found(&view)) };
    let filter = match read(&view, query) {
        Ok(filter) => filter,
        Err(wrong) => return Ok(not_a_filter(&view, &uri, &messages_path(&campaign), wrong)),
    };
    let routes = RouteFilter::from(routes.unwrap_or_default().0);
    match Format::of_path(uri.path()) {
        Some(format) => export::messages_of_campaign(&sources, &view, &campaign, filter.list(routes), format).await,
        None => page(&sources, &view, &campaign, filter, &routes).await,
    }
}

async fn page(
    sources: &Sources,
    view: &View,
    campaign: &CampaignRow,
    filter: MessageFilter,
    routes: &RouteFilter,
) -> Result<Response, Unavailable> {
    /// How many a page shows.
    const ROWS: u32 = 100;

    let words = Words::of(view.language);
    let path = messages_path(campaign);
    let mut messages =
        sources.readers.messages(campaign.id, filter.list(routes.clone()), filter.after, ROWS + 1).await?;
    let more = cut(&mut messages, ROWS);
    let address = |after: i64| with_routes(&MessageFilter { after, ..filter }.address(&path), routes);
    let first = address(0);
    let next = messages.last().filter(|_| more).map(|last| address(last.id));
    let content = html! {
        @if messages.is_empty() {
            div.empty {
                p { (words.none) " " (words.none_kept) }
                @if first != path { p { a href=(view.href(&path)) { (words.all) } } }
            }
        } @else {
            (message_table(view, words.caption, &[Column::Number], &messages))
        }
        (paging(view, &first, filter.after == 0, next))
        (files(view, &path, query_of(&first)))
    };
    let title = words.title.replace("{campaign}", &view::title(view, &campaign.name));
    let above = html! {
        p.above { a href=(view.href(&campaign_path(campaign))) { (view.texts.campaign) } }
        (form(view, &path, filter, routes))
        (limits(view, &path, filter, routes))
    };
    let page = Page { title: &title, here: &address(filter.after), events: None };
    Ok(layout::document(view, page, &above, &content))
}

fn query_of(address: &str) -> &str {
    address.split_once('?').map_or("", |(_, query)| query)
}

/// Says which routes and times a list is limited to, if it is.
fn limits(view: &View, path: &str, filter: MessageFilter, routes: &RouteFilter) -> Markup {
    let words = Words::of(view.language);
    let first = MessageFilter { after: 0, ..filter };
    let any_time = MessageFilter { between: Between::default(), ..first };
    html! {
        (routes::chosen(view, routes, &first.address(path)))
        @if first != any_time {
            p.above {
                (words.arrived)
                @for (word, time) in [(words.from, filter.between.from), (words.to, filter.between.to)] {
                    @if let Some(time) = time { " " (word) " " strong { (view::time(view, time.as_millisecond())) } }
                }
                ". " a href=(view.href(&with_routes(&any_time.address(path), routes))) { (words.any_time) }
            }
        }
    }
}

fn form(view: &View, path: &str, filter: MessageFilter, routes: &RouteFilter) -> Markup {
    let (texts, words, language) = (view.texts, Words::of(view.language), view.language);
    let any = iter::once(("", words.any));
    let statuses = DeliveryStatus::VARIANTS.iter().map(|status| (status.name(), status.label(language)));
    let outcomes = bar::ORDER.map(|outcome: Outcome| (outcome.name(), outcome.label(language)));
    let any_action = iter::once(("", words.any_action));
    let actions = AddressBookAction::VARIANTS.iter().map(|action| (action.name(), action.label(language)));
    let [status, outcome, action] = [
        filter.status.map(DeliveryStatus::name),
        filter.outcome.map(Outcome::name),
        filter.action.map(AddressBookAction::name),
    ];
    html! {
        form.filter action=(path) {
            (chosen_language(view))
            (route_query::kept(routes))
            (select("status", texts.status, any.clone().chain(statuses), status))
            (select("outcome", texts.outcome, any.chain(outcomes), outcome))
            (select("action", words.advice, any_action.chain(actions), action))
            (date_form::fields(view, &filter.between))
            button { (texts.filter) }
        }
    }
}
