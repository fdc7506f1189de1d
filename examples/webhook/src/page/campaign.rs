use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use jiff::{ZonedDateTime, tz::TimeZone};
use maud::{Markup, html};
use serde::Deserialize;
use sms_status::{DeliveryStatus, Outcome};

use super::{
    analysis::{delivery_time::time_figure, falls::falls, routes},
    chart::chart,
    export::{self, Target},
    link::{
        campaign_path::{campaign_in, campaign_path, messages_path},
        message_links::MessageLinks,
        route_query::{self, RouteQuery},
    },
    list::files::files,
    part::{
        bar, date_form,
        figure::{figure, figure_with, note, overdue_note},
        layout::{self, Page},
        status::{advice, status},
        table::table,
    },
    text::{View, view, wording},
    time::{
        between::{Between, BetweenQuery, WrongDate},
        period::Period,
        step::Step,
    },
};
use crate::{
    answer::Unavailable,
    sources::Sources,
    store::{Campaign, CampaignKey, CampaignPart, Outcomes, Readers, RouteFilter, SLOT, slot_of},
};

wording! {
    Words;
    by_days: "Operators, countries and platforms of a campaign are not counted by day." / "Les opérateurs, pays et plateformes d'une campagne ne sont pas comptés par jour.",
    whole: "Show the whole campaign" / "Afficher toute la campagne",
}

/// The query of the page of a campaign.
#[derive(Debug, Default, Deserialize)]
pub struct CampaignQuery {
    #[serde(flatten)]
    between: BetweenQuery,
    #[serde(flatten)]
    routes: RouteQuery,
}

impl CampaignQuery {
    /// Returns what it asks for. What is counted by route is not by time, so routes come before dates.
    pub fn read(self, zone: &TimeZone) -> Result<Asked, WrongDate> {
        Ok(Asked { between: Between::read(&self.between, zone)?, filter: self.routes.into() })
    }
}

/// Which messages of a campaign a page shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    between: Between,
    filter: RouteFilter,
}

impl Asked {
    /// Returns the stretch of time, if it counts.
    fn period(&self) -> Option<Period> {
        (self.filter.is_empty() && !self.between.is_empty()).then_some(Period::Between(self.between))
    }

    fn part(&self, now: &ZonedDateTime) -> CampaignPart {
        match self.period() {
            Some(period) => CampaignPart::Slots(period.slots(now)),
            None if self.filter.is_empty() => CampaignPart::Whole,
            None => CampaignPart::Routes(self.filter.clone()),
        }
    }

    /// Returns the query for this, which is empty for the whole campaign.
    fn query(&self, view: &View) -> String {
        match self.period() {
            // Dates can be written.
            Some(_) => serde_urlencoded::to_string(self.between.query(view.zone())).unwrap_or_default(),
            None => route_query::query(&self.filter),
        }
    }
}

/// Answers with one campaign: as a page, or as a file with its counts.
pub async fn campaign(
    State(sources): State<Sources>,
    view: View,
    uri: Uri,
    query: Result<Query<CampaignQuery>, QueryRejection>,
    Target { name, format }: Target,
) -> Result<Response, Unavailable> {
    let Some(key) = campaign_in(uri.path(), name) else { return Ok(layout::not_found(&view)) };
    let asked = match (query.unwrap_or_default().0.read(view.zone()), format) {
        (Ok(asked), _) => asked,
        (Err(wrong), None) => return Ok(date_form::wrong_date(&view, uri.path(), &wrong)),
        (Err(_), Some(_)) => return Ok((StatusCode::BAD_REQUEST, date_form::NO_DATE).into_response()),
    };
    let Some(campaign) = read(&view, &sources.readers, key, &asked).await? else {
        let missing = format.map(|_| StatusCode::NOT_FOUND.into_response());
        return Ok(missing.unwrap_or_else(|| layout::not_found(&view)));
    };
    if let Some(format) = format {
        return export::counts(&view, &campaign, format).await;
    }
    let path = campaign_path(&campaign.row);
    let events = view.href(&view::with_query(&format!("{path}/live"), &asked.query(&view)));
    let events = asked.period().is_none_or(|period| !period.is_past()).then_some(&*events);
    let title = view::title(&view, &campaign.row.name);
    let page = Page { title: &title, here: &view::with_query(&path, &asked.query(&view)), events };
    let above = html! {
        @if asked.filter.is_empty() { (date_form::form(&view, &path, &asked.between, &asked.filter)) }
        (routes::chosen(&view, &asked.filter, &path))
    };
    Ok(layout::document(&view, page, &above, &content(&view, &campaign, &asked)))
}

/// Reads a campaign, if a message belongs to it, with the messages that are asked for.
pub async fn read(view: &View, readers: &Readers, key: CampaignKey, asked: &Asked) -> anyhow::Result<Option<Campaign>> {
    readers.campaign(key, asked.part(&view.present())).await
}

/// Returns what changes of the page of a campaign.
pub fn content(view: &View, campaign: &Campaign, asked: &Asked) -> Markup {
    let filter = &asked.filter;
    let texts = view.texts;
    let (words, report) = (Words::of(view.language), &campaign.report);
    let outcomes = Outcomes::from(report);
    let path = messages_path(&campaign.row);
    let between = if asked.period().is_some() { asked.between } else { Between::default() };
    let links = MessageLinks::new(view, &path, filter).between(between);
    let received = texts.received_of.replace("{n}", &texts.integer(outcomes.get(Outcome::Received)));
    let received = received.replace("{m}", &texts.integer(outcomes.total()));
    let pending = outcomes.get(Outcome::Pending);
    let first_in_time = view.first_slot_in_time();
    let late = campaign.timeline.pending_before(first_in_time);
    // What is counted by route is not by time, but the last report came no earlier than the first one on each message.
    let is_overdue = late == pending || slot_of(campaign.row.last_report) < first_in_time;
    let overdue = view.with_hours(texts.overdue).replace("{n}", &texts.integer(pending));
    // Platforms say the same with different statuses, so that their shares of one status cannot be compared.
    let of_all = texts.of_all.replace("{rate}", &texts.rate(campaign.all.delivery_rate()));
    let not_pending = texts.not_pending.replace("{n}", &texts.integer(outcomes.not_pending()));
    html! {
        (falls(view, &Vec::from_iter(&campaign.fall)))
        p.status {
            (status(view, report)) " "
            strong { (received) } ". "
            @if report.is_settled() { (texts.settled) } @else if is_overdue { (overdue) } @else { (texts.unsettled) }
            @if let Some(status) = report.status() { span.quiet { (status.description(view.language)) } }
        }
        dl.figures {
            (figure(texts.messages, html! { a href=(links.all()) { (texts.integer(outcomes.total())) } }))
            (figure_with(texts.delivery_rate, texts.rate(outcomes.delivery_rate()), html! {
                (note("", &not_pending)) (note("", &of_all))
            }))
            @for outcome in [Outcome::Pending, Outcome::Failed] {
                (figure_with(texts.outcome_of_many(outcome), html! {
                    a href=(links.with_outcome(outcome)) { (texts.integer(outcomes.get(outcome))) }
                }, html! {
                    @if outcome == Outcome::Pending { (overdue_note(view, late, links)) }
                }))
            }
            (time_figure(view, &campaign.times.all))
            (figure_with(texts.last_report, view::age(view, campaign.row.last_report), html! {
                dd.note { (view::time(view, campaign.row.last_report)) }
            }))
        }
        @if report.is_empty() {
            div.empty {
                p { (texts.range_empty) " " a href=(view.href(&campaign_path(&campaign.row))) { (words.whole) } }
            }
        }
        (over_time(view, campaign, asked, links))
        (bar::legend(view, &outcomes, links))
        section aria-labelledby="statuses" {
            h2 #statuses { (texts.statuses) }
            (statuses(view, campaign, links))
            p.quiet {
                (texts.platforms) (texts.colon) (campaign.platforms.join(", ")) ". "
                a href=(links.all()) { (texts.messages_see) }
            }
            (files(view, &campaign_path(&campaign.row), &asked.query(view)))
        }
        @if asked.period().is_some() { p.quiet { (words.by_days) } }
        (routes::routes(view, routes::Figures { routes: &campaign.routes, times: &campaign.times, falls: &[] }, filter, &campaign_path(&campaign.row), links, outcomes.total()))
    }
}

/// Draws the messages of a campaign over the time in which they began.
fn over_time(view: &View, campaign: &Campaign, asked: &Asked, links: MessageLinks<'_>) -> Markup {
    /// No shorter a time is shown.
    const SHORTEST: i64 = 12 * 3_600_000 / SLOT;

    let slots = match campaign.timeline.0[..] {
        [(first, _), .., (last, _)] | [(first @ last, _)] => first..(last + 1).max(first + SHORTEST),
        [] => return html! {},
    };
    let (step, slots) = match asked.period() {
        Some(period) => period.bars(&campaign.timeline, &view.present()),
        None => (Step::of(&slots), slots),
    };
    chart(view, step, &step.bars(&campaign.timeline, &slots, view.zone()), links)
}

fn statuses(view: &View, campaign: &Campaign, links: MessageLinks<'_>) -> Markup {
    let texts = view.texts;
    let mut rows: Vec<(DeliveryStatus, u64)> = campaign.report.iter().collect();
    rows.sort_by_key(|&(status, messages)| std::cmp::Reverse((messages, status)));
    let total = campaign.report.total();
    let headings = [
        ("", texts.status),
        ("number", texts.messages),
        ("number", texts.share),
        ("", texts.address_book),
        ("meaning", texts.meaning),
    ];
    html! {
        (table("compact", Some(texts.statuses_about), &headings, &html! {
            @for (status, messages) in rows {
                tr role="row" id=(format!("status-{}", status.code())) {
                    th.name scope="row" role="rowheader" {
                        span.swatch.(status.outcome().name()) aria-hidden="true" {}
                        a href=(links.with_status(status)) { (status.label(view.language)) }
                        " " span.code { (status.code()) }
                    }
                    td.number.main role="cell" data-heading=(texts.messages) { (texts.integer(messages)) }
                    td.number role="cell" data-heading=(texts.share) {
                        (texts.share_of(messages, total))
                    }
                    td.plain role="cell" data-heading=(texts.address_book) { (advice(view, status.action())) }
                    td.meaning role="cell" data-heading=(texts.meaning) {
                        details.fold { summary { (texts.meaning) } (status.description(view.language)) }
                    }
                }
            }
        }))
    }
}
