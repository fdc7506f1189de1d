use maud::{Markup, Render, html};
use sms_status::{AddressBookAction, BulkReport, DeliveryStatus};

use super::View;

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
