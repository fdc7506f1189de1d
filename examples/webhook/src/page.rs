//! The pages. They are whole without JavaScript; with it, their changing part follows the reports.

pub mod accounts;
mod age;
mod asset;
mod bar;
mod between;
pub mod campaign;
mod campaign_table;
pub mod campaigns;
mod change;
mod chart;
mod date;
mod date_form;
mod delivery_time;
mod dimension;
mod failures;
mod falls;
mod files;
mod layout;
mod message;
mod message_filter;
mod message_links;
mod message_table;
mod messages;
mod number;
mod numbers;
pub mod overview;
mod paging;
mod part;
mod period;
mod range;
mod reading;
mod report_table;
mod requests;
mod route_query;
mod routes;
mod search;
mod select;
mod start;
mod step;
mod table;
mod texts;
mod trial;
mod unreadable;
mod verbatim;
mod view;
mod wording;

pub(crate) use self::wording::wording;
pub use self::{
    accounts::accounts,
    asset::asset,
    campaign::{CampaignQuery, campaign},
    campaigns::campaigns,
    layout::{not_found, nothing},
    message::message,
    messages::{messages, newest_messages},
    numbers::numbers,
    overview::{OverviewQuery, overview},
    paging::{PlaceQuery, before},
    period::Period,
    requests::requests,
    search::search,
    trial::{Trial, trial, trial_too_long},
    unreadable::{unreadable, unreadable_callback},
    view::{View, campaign_in},
};
