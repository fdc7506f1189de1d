use maud::{Markup, html};
use sms_status::{AddressBookAction, BulkReport, DeliveryStatus};

use crate::{page::text::View, store::MessageRow};

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

/// Shows the advice for the address book.
pub fn advice(view: &View, action: AddressBookAction) -> Markup {
    html! { span.advice.(action.name()) { (action.label(view.language)) } }
}
