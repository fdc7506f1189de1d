//! The pages. They are whole without JavaScript; with it, their changing part follows the reports.

mod accounts;
mod age;
mod asset;
mod bar;
mod campaign;
mod campaign_table;
mod campaigns;
mod change;
mod chart;
mod date;
mod delivery_time;
mod failures;
mod files;
mod followers;
mod layout;
mod live;
mod message;
mod message_filter;
mod message_links;
mod message_table;
mod messages;
mod number;
mod numbers;
mod overview;
mod paging;
mod part;
mod range;
mod report_table;
mod routes;
mod search;
mod select;
mod start;
mod step;
mod table;
mod texts;
mod unreadable;
mod update;
mod verbatim;
mod view;
mod wording;

pub(crate) use self::wording::wording;
pub use self::{
    accounts::accounts,
    asset::asset,
    campaign::campaign,
    campaigns::campaigns,
    followers::{Followers, Sources},
    layout::{not_found, nothing},
    live::{live_accounts, live_campaign, live_campaigns, live_overview},
    message::message,
    messages::{messages, newest_messages},
    numbers::numbers,
    overview::overview,
    search::search,
    unreadable::{see_unreadable, see_unreadable_callback, unreadable, unreadable_callback},
    view::View,
};
