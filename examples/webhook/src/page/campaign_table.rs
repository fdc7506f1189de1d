use maud::{Markup, html};
use sms_status::Outcome;

use super::{View, bar, view};
use crate::store::CampaignRow;

/// Shows campaigns with their figures, one a row.
pub fn campaign_table(view: &View, caption: &str, campaigns: &[CampaignRow]) -> Markup {
    let texts = view.texts;
    let [pending, failed] = [Outcome::Pending, Outcome::Failed].map(|outcome| outcome.label(view.language));
    html! {
        table.compact role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (texts.campaign) }
                    th.outcomes scope="col" role="columnheader" { (texts.outcomes) }
                    @for heading in [texts.delivery_rate, texts.messages, pending, failed] {
                        th.number scope="col" role="columnheader" { (heading) }
                    }
                    th scope="col" role="columnheader" { (texts.last_report) }
                }
            }
            tbody role="rowgroup" {
                @for campaign in campaigns {
                    @let outcomes = &campaign.outcomes;
                    tr role="row" id=(format!("campaign-{}", campaign.id)) {
                        th.name scope="row" role="rowheader" {
                            a href=(view.href(&view::campaign_path(campaign))) {
                                bdi { (view::title(view, &campaign.name)) }
                            }
                        }
                        td.outcomes role="cell" data-heading=(texts.outcomes) { (bar::bar(view, outcomes)) }
                        td.number.main role="cell" data-heading=(texts.delivery_rate) {
                            (texts.rate(outcomes.delivery_rate()))
                        }
                        td.number role="cell" data-heading=(texts.messages) { (texts.integer(outcomes.total())) }
                        @for (outcome, heading) in [(Outcome::Pending, pending), (Outcome::Failed, failed)] {
                            @let messages = outcomes.get(outcome);
                            td.number.none[messages == 0] role="cell" data-heading=(heading) { (texts.integer(messages)) }
                        }
                        td.last role="cell" data-heading=(texts.last_report) { (view::age(view, campaign.last_report)) }
                    }
                }
            }
        }
    }
}
