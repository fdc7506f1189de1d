use maud::{Markup, html};

use crate::{
    page::{
        link::campaign_path::path_of_campaign,
        part::{status::status_in_time, table::table},
        text::{View, view},
    },
    store::MessageRow,
};

/// What a row says of a message besides its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Number,
    Campaign,
}

/// Shows messages, one a row.
pub fn message_table(view: &View, caption: &str, columns: &[Column], messages: &[MessageRow]) -> Markup {
    let texts = view.texts;
    let mut headings = vec![("", texts.message)];
    headings.extend(columns.iter().map(|&column| ("", heading(view, column))));
    headings.extend([("", texts.status), ("", texts.reached)]);
    html! {
        (table("compact", Some(caption), &headings, &html! {
            @for message in messages {
                tr role="row" {
                    th.name scope="row" role="rowheader" {
                        a href=(view.href(&path(message.id))) { bdi { (title(view, message)) } }
                    }
                    @for column in columns {
                        td.plain[*column == Column::Number] role="cell" data-heading=(heading(view, *column)) { (cell(view, *column, message)) }
                    }
                    td.plain role="cell" data-heading=(texts.status) { (status_in_time(view, message)) }
                    td.last role="cell" data-heading=(texts.reached) { (view::time(view, message.at.millis())) }
                }
            }
        }))
    }
}

/// Returns the path of the page of a message.
pub fn path(id: i64) -> String {
    format!("/messages/{id}")
}

/// Returns what a message is called: the id that its platform gave it, or else its number.
pub fn title(view: &View, message: &MessageRow) -> String {
    message.platform_id().map_or_else(|| format!("{} {}", view.texts.message, message.id), view::short)
}

/// Shows a number, with a link to its page.
pub fn number_link(view: &View, digits: &str) -> Markup {
    html! { a href=(view.href(&format!("/numbers/{digits}"))) { (digits) } }
}

/// Shows the campaign of a message, with a link to its page.
pub fn campaign_link(view: &View, message: &MessageRow) -> Markup {
    let path = path_of_campaign(message.campaign_id, &message.campaign);
    html! { a href=(view.href(&path)) { bdi { (view::title(view, &message.campaign)) } } }
}

fn heading(view: &View, column: Column) -> &'static str {
    match column {
        Column::Number => view.texts.number,
        Column::Campaign => view.texts.campaign,
    }
}

fn cell(view: &View, column: Column, message: &MessageRow) -> Markup {
    match (column, &message.number) {
        (Column::Number, Some(digits)) => number_link(view, digits),
        (Column::Number, None) => html! { "–" },
        (Column::Campaign, _) => campaign_link(view, message),
    }
}
