//! Addresses of pages, and the queries in them: which messages, which routes, and where in a list.

pub mod campaign_path;
pub mod message_filter;
pub mod message_links;
pub mod paging;
pub mod route_query;
