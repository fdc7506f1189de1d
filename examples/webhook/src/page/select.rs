use maud::{Markup, html};

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
