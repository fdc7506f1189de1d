use maud::{Markup, html};

use crate::page::text::View;

/// Says what to do before the first report has arrived.
pub fn start(view: &View) -> Markup {
    /// Prints the URL and sends a report to it, without showing the secret.
    const TRY: &str = "curl \"$(webhook secret | head -n 1)?numero=33600000000&statut=11&smsID=trial&refClient=trial\"";

    let texts = view.texts;
    html! {
        div.empty {
            h2 { (texts.start) }
            ol {
                li { (texts.start_url) pre { code { "webhook secret" } } }
                li { (texts.start_register) }
                li { (texts.start_try) pre { code { (TRY) } } }
            }
            p { (texts.start_then) }
        }
    }
}
