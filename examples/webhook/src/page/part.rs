use maud::{Markup, Render, html};
use sms_status::BulkReport;

use super::View;

/// Shows the status of a sending as a whole.
pub fn status(view: &View, report: &BulkReport) -> Markup {
    html! {
        @if let Some(status) = report.status() {
            span.badge.(status.outcome().name()) { (status.label(view.language)) }
        }
    }
}

/// Shows a figure with its name.
pub fn figure(name: &str, value: impl Render) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}
