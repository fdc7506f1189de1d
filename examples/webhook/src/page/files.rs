use maud::{Markup, html};
use strum::VariantArray;

use super::View;
use crate::export::Format;

/// Shows links to the files with a list that is at a path, for a query that says which of its rows.
pub fn files(view: &View, path: &str, query: &str) -> Markup {
    let mark = if query.is_empty() { "" } else { "?" };
    html! {
        p.files {
            (view.texts.export)
            @for format in Format::VARIANTS {
                " "
                a href=(view.href(&format!("{path}.{}{mark}{query}", format.ending()))) download {
                    (format.ending().to_ascii_uppercase())
                }
            }
        }
    }
}
