use maud::{Markup, html};
use strum::VariantArray;

use crate::page::{
    export::Format,
    text::{View, view},
};

/// Shows links to the files with a list that is at a path, for a query that says which of its rows.
pub fn files(view: &View, path: &str, query: &str) -> Markup {
    html! {
        p.files {
            (view.texts.export)
            @for format in Format::VARIANTS {
                " "
                @let address = view::with_query(&format!("{path}.{}", format.ending()), query);
                a href=(view.href(&address)) download {
                    (format.ending().to_ascii_uppercase())
                }
            }
        }
    }
}
