//! Lists as CSV and JSON. They are sent while they are read, so that a long one takes no more memory than a short one.

mod campaigns;
mod counts;
mod data;
mod encoder;
mod file;
mod format;
mod messages;
mod names;
mod numbers;
mod reports;
mod unreadable;

pub use self::{
    campaigns::campaigns,
    counts::counts,
    data::data_on_number,
    format::{Format, Target},
    messages::{messages_of_campaign, messages_to_number, newest_messages},
    numbers::numbers,
    reports::reports,
    unreadable::unreadable,
};
