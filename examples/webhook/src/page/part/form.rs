use maud::{Markup, html};

use crate::page::text::View;

/// Shows a choice of values, each with its label, in a form that filters a list.
pub fn select<'a>(
    name: &str,
    label: &str,
    options: impl IntoIterator<Item = (&'a str, &'a str)>,
    chosen: Option<&str>,
) -> Markup {
    html! {
        div {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                @for (value, label) in options {
                    option value=(value) selected[Some(value) == chosen] { (label) }
                }
            }
        }
    }
}

/// Keeps the language in the address that a form leads to, if it is in that of the page.
pub fn chosen_language(view: &View) -> Markup {
    html! {
        @if let Some(language) = view.chosen() { input type="hidden" name="lang" value=(language.name()); }
    }
}
