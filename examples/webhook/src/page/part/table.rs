use maud::{Markup, html};

/// The heading of a column: a class of the style sheet, or nothing, and the text.
pub type Heading<'a> = (&'a str, &'a str);

/// Shows rows as a table, with a class of the style sheet, or nothing. The roles stay if the style sheet shows rows as blocks.
pub fn table(class: &str, caption: Option<&str>, headings: &[Heading<'_>], rows: &Markup) -> Markup {
    html! {
        table class=[Some(class).filter(|class| !class.is_empty())] role="table" {
            @if let Some(caption) = caption { caption { (caption) } }
            thead role="rowgroup" {
                tr role="row" {
                    @for &(class, text) in headings {
                        th class=[Some(class).filter(|class| !class.is_empty())] scope="col" role="columnheader" { (text) }
                    }
                }
            }
            tbody role="rowgroup" { (rows) }
        }
    }
}
