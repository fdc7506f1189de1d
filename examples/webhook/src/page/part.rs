use maud::{Markup, Render, html};
use sms_status::{AddressBookAction, BulkReport, DeliveryStatus};

use super::{View, message_links::MessageLinks};
use crate::store::MessageRow;

/// Shows the status of a send as a whole.
pub fn status(view: &View, report: &BulkReport) -> Markup {
    html! {
        @if let Some(status) = report.status() {
            span.badge.(status.outcome().name()) { (status.label(view.language)) }
        }
    }
}

/// Shows the status of a message.
pub fn status_of(view: &View, status: DeliveryStatus) -> Markup {
    html! {
        span.swatch.(status.outcome().name()) aria-hidden="true" {}
        (status.label(view.language)) " " span.code { (status.code()) }
    }
}

/// Shows the status of a message that is listed: a pending one may have to be taken for one that nothing more comes for.
pub fn status_in_time(view: &View, message: &MessageRow) -> Markup {
    html! {
        @if view.is_overdue(message) {
            span.swatch.(message.status.outcome().name()) aria-hidden="true" {}
            (view.with_hours(view.texts.no_final_report)) ". "
            span.quiet { (message.status.label(view.language)) " " span.code { (message.status.code()) } }
        } @else {
            (status_of(view, message.status))
        }
    }
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

/// Shows the advice for the address book.
pub fn advice(view: &View, action: AddressBookAction) -> Markup {
    html! { span.advice.(action.name()) { (action.label(view.language)) } }
}

/// Keeps the language in the address that a form leads to, if it is in that of the page.
pub fn chosen_language(view: &View) -> Markup {
    html! {
        @if let Some(language) = view.chosen() { input type="hidden" name="lang" value=(language.name()); }
    }
}
