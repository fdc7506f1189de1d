//! The pages. They are whole without JavaScript; with it, their changing part follows the reports.

mod age;
mod asset;
mod bar;
mod campaign;
mod campaign_table;
mod campaigns;
mod change;
mod chart;
mod date;
mod failures;
mod followers;
mod layout;
mod live;
mod overview;
mod part;
mod range;
mod start;
mod step;
mod texts;
mod unreadable;
mod update;
mod view;

pub use self::{
    asset::asset,
    campaign::{campaign, campaign_by_id},
    campaigns::campaigns,
    followers::Followers,
    layout::nothing,
    live::{live_campaign, live_campaign_by_id, live_campaigns, live_overview},
    overview::overview,
    unreadable::unreadable,
    view::View,
};
