use maud::{Markup, html};
use sms_status::Outcome;

use crate::{
    page::{
        link::{
            campaign_path::{campaign_path, messages_path},
            message_links::MessageLinks,
        },
        part::{bar, table::table},
        text::{View, view},
    },
    store::{CampaignRow, RouteFilter},
};

/// Shows campaigns with their figures, one a row.
pub fn campaign_table(view: &View, caption: &str, campaigns: &[CampaignRow]) -> Markup {
    let texts = view.texts;
    let all = RouteFilter::default();
    let headings = [
        ("", texts.campaign),
        ("outcomes", texts.outcomes),
        ("number", texts.delivery_rate),
        ("number", texts.messages),
        ("number", texts.pending),
        ("number", texts.failed),
        ("", texts.last_report),
    ];
    html! {
        (table("compact", Some(caption), &headings, &html! {
            @for campaign in campaigns {
                @let outcomes = &campaign.outcomes;
                @let path = messages_path(campaign);
                @let links = MessageLinks::new(view, &path, &all);
                tr role="row" id=(format!("campaign-{}", campaign.id)) {
                    th.name scope="row" role="rowheader" {
                        a href=(view.href(&campaign_path(campaign))) {
                            bdi { (view::title(view, &campaign.name)) }
                        }
                    }
                    td.outcomes role="cell" data-heading=(texts.outcomes) { (bar::bar(view, outcomes)) }
                    td.number.main role="cell" data-heading=(texts.delivery_rate) {
                        (texts.rate(outcomes.delivery_rate()))
                    }
                    td.number role="cell" data-heading=(texts.messages) { (texts.integer(outcomes.total())) }
                    @for (outcome, heading) in [(Outcome::Pending, texts.pending), (Outcome::Failed, texts.failed)] {
                        @let messages = outcomes.get(outcome);
                        td.number.none[messages == 0] role="cell" data-heading=(heading) {
                            @if messages == 0 { "0" } @else {
                                a href=(links.with_outcome(outcome)) { (texts.integer(messages)) }
                            }
                        }
                    }
                    td.last role="cell" data-heading=(texts.last_report) { (view::age(view, campaign.last_report)) }
                }
            }
        }))
    }
}
