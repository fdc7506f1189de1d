//! The pages. They are whole without JavaScript; with it, their changing part follows the reports.

mod asset;
mod bar;
mod campaign;
mod followers;
mod layout;
mod live;
mod overview;
mod part;
mod texts;
mod unreadable;
mod update;
mod view;

pub use self::{
    asset::asset,
    campaign::{campaign, campaign_by_id},
    followers::Followers,
    live::{live_campaign, live_campaign_by_id, live_overview},
    overview::overview,
    unreadable::unreadable,
    view::View,
};
