use maud::{Markup, html};
use sms_status::{BulkReport, Outcome};

use super::view::View;
use crate::store::Outcomes;

/// Outcomes from left to right.
const ORDER: [Outcome; Outcome::COUNT] =
    [Outcome::Received, Outcome::Partial, Outcome::Pending, Outcome::Unknown, Outcome::Failed];

/// Draws outcomes as one stacked bar, which says its figures to those who do not see it.
pub fn bar(view: &View, outcomes: &Outcomes) -> Markup {
    let total = outcomes.total();
    let shares =
        ORDER.map(|outcome| (outcome, outcomes.get(outcome))).into_iter().filter(|&(_, messages)| messages > 0).map(
            |(outcome, messages)| {
                let text = format!("{} {}", outcome.label(view.language), view.texts.share_of(messages, total));
                (outcome, share(messages, total), text)
            },
        );
    let mut x = 0.0;
    html! {
        svg.bar viewBox="0 0 100 10" preserveAspectRatio="none" role="img"
            aria-label=(shares.clone().map(|(_, _, text)| text).collect::<Vec<_>>().join(", "))
        {
            @for (outcome, share, text) in shares {
                @let width = share * 100.0;
                rect.(outcome.name()) x=(format!("{x:.3}")) width=(format!("{width:.3}")) y="0" height="10" {
                    title { (text) }
                }
                @let () = x += width;
            }
        }
    }
}

/// Says what the colours of a bar stand for.
pub fn legend(view: &View) -> Markup {
    html! {
        ul.legend {
            @for outcome in ORDER {
                li { span.swatch.(outcome.name()) aria-hidden="true" {} (outcome.label(view.language)) }
            }
        }
    }
}

/// Says the same, with the figures of a report.
pub fn legend_of(view: &View, report: &BulkReport) -> Markup {
    html! {
        ul.legend {
            @for outcome in ORDER {
                @let messages = report.by_outcome(outcome);
                @if messages > 0 {
                    li {
                        span.swatch.(outcome.name()) aria-hidden="true" {}
                        (outcome.label(view.language)) " "
                        strong { (view.texts.integer(messages)) } " "
                        (view.texts.share_of(messages, report.total()))
                    }
                }
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share needs no more than the 53 bits of an f64")]
pub fn share(messages: u64, total: u64) -> f64 {
    messages as f64 / total.max(1) as f64
}
