use maud::{Markup, html};
use sms_status::Outcome;

use crate::{
    page::{
        link::message_links::MessageLinks,
        text::{View, texts::share},
    },
    store::Outcomes,
};

/// Outcomes from left to right, and from the bottom to the top.
pub const ORDER: [Outcome; Outcome::COUNT] =
    [Outcome::Received, Outcome::Partial, Outcome::Pending, Outcome::Unknown, Outcome::Failed];

/// Returns the outcomes that occur, in this order, each with its number of messages.
pub fn occurring(outcomes: &Outcomes) -> impl Iterator<Item = (Outcome, u64)> + Clone {
    ORDER.into_iter().map(|outcome| (outcome, outcomes.get(outcome))).filter(|&(_, messages)| messages > 0)
}

/// Draws outcomes as one stacked bar, which says its figures to those who do not see it.
pub fn bar(view: &View, outcomes: &Outcomes) -> Markup {
    let total = outcomes.total();
    let shares = occurring(outcomes).map(|(outcome, messages)| {
        let text = format!("{} {}", view.texts.outcome_of_many(outcome), view.texts.share_of(messages, total));
        (outcome, share(messages, total), text)
    });
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

/// Says what the colours of a bar or a chart stand for, with its figures, which lead to the messages.
pub fn legend(view: &View, outcomes: &Outcomes, links: MessageLinks<'_>) -> Markup {
    html! {
        ul.legend {
            @for (outcome, messages) in occurring(outcomes) {
                li {
                    span.swatch.(outcome.name()) aria-hidden="true" {}
                    a href=(links.with_outcome(outcome)) {
                        (view.texts.outcome_of_many(outcome)) " " strong { (view.texts.integer(messages)) }
                    }
                    " "
                    span.quiet { (view.texts.share_of(messages, outcomes.total())) }
                }
            }
        }
    }
}
