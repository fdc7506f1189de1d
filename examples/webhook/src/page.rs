//! The pages. They are whole without JavaScript; with it, their changing part follows the reports.
//!
//! The pages themselves are in this folder. What they are made of is in its folders, from the bottom to the top: `text`, `time`, `link`,
//! `part`, `export`, and side by side `analysis`, `chart` and `list`. A folder uses only those below it; `tests/floors.rs` checks that.

pub mod accounts;
mod analysis;
mod asset;
pub mod campaign;
pub mod campaigns;
mod chart;
pub mod export;
mod link;
mod list;
mod message;
mod messages;
mod number;
mod numbers;
pub mod overview;
mod part;
mod reading;
mod requests;
mod search;
mod text;
mod time;
mod trial;
mod unreadable;

pub use self::{
    accounts::accounts,
    asset::asset,
    campaign::{CampaignQuery, campaign},
    campaigns::campaigns,
    link::{
        campaign_path::campaign_in,
        paging::{PlaceQuery, before},
    },
    message::message,
    messages::{messages, newest_messages},
    numbers::numbers,
    overview::{OverviewQuery, overview},
    part::layout::{not_found, nothing},
    requests::requests,
    search::search,
    text::View,
    time::period::Period,
    trial::{Trial, trial, trial_too_long},
    unreadable::{unreadable, unreadable_callback},
};
