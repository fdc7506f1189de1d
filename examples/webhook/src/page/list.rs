//! Lists of campaigns, messages and reports as tables, and the links to the files with them.

pub mod campaign_table;
pub mod files;
pub mod message_table;
pub mod report_table;
