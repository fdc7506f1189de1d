use maud::{Markup, Render, html};

use crate::page::{link::message_links::MessageLinks, text::View};

/// Shows a figure with its name.
pub fn figure(name: &str, value: impl Render) -> Markup {
    figure_with(name, value, html! {})
}

/// Shows a figure with its name, and notes on it in small.
pub fn figure_with(name: &str, value: impl Render, notes: impl Render) -> Markup {
    html! { div { dt { (name) } dd { (value) } (notes) } }
}

/// Shows a note on a figure, in a tone of the style sheet.
pub fn note(tone: &str, text: &str) -> Markup {
    html! { dd.note.(tone) { (text) } }
}

/// Shows how many pending messages have had no final report in time, with a link to them, if there are some.
pub fn overdue_note(view: &View, messages: u64, links: MessageLinks<'_>) -> Markup {
    let text = view.with_hours(view.texts.without_final_report).replace("{n}", &view.texts.integer(messages));
    html! {
        @if messages > 0 {
            dd.note { a href=(links.overdue()) { (text) } }
        }
    }
}
