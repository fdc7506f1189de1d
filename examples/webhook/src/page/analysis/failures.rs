use std::cmp::Reverse;

use maud::{Markup, html};
use sms_status::{BulkReport, DeliveryStatus, Outcome};

use crate::{
    page::{
        link::message_links::MessageLinks,
        part::{status::advice, table::table},
        text::View,
    },
    store::Outcomes,
};

/// Shows why messages failed: each status with how many have it.
pub fn failures(view: &View, report: &BulkReport, links: MessageLinks<'_>) -> Markup {
    let texts = view.texts;
    let not_pending = Outcomes::from(report).not_pending();
    let mut causes: Vec<(DeliveryStatus, u64)> =
        report.iter().filter(|(status, _)| status.outcome() == Outcome::Failed).collect();
    causes.sort_by_key(|&(status, messages)| Reverse((messages, status)));
    let headings = [("", texts.cause), ("number", texts.messages), ("number", texts.share), ("", texts.address_book)];
    html! {
        section aria-labelledby="causes" {
            h2 #causes { (texts.causes) }
            @if causes.is_empty() {
                p { (texts.causes_none) }
            } @else {
                (table("compact", Some(texts.causes_about), &headings, &html! {
                    @for (status, messages) in causes {
                        tr role="row" id=(format!("cause-{}", status.code())) {
                            th.name scope="row" role="rowheader" {
                                a href=(links.with_status(status)) { (status.label(view.language)) }
                                " " span.code { (status.code()) }
                            }
                            td.number.main role="cell" data-heading=(texts.messages) { (texts.integer(messages)) }
                            td.number role="cell" data-heading=(texts.share) { (texts.share_of(messages, not_pending)) }
                            td role="cell" data-heading=(texts.address_book) { (advice(view, status.action())) }
                        }
                    }
                }))
            }
        }
    }
}
