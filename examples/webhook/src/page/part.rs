//! What pages are put together from: the frame around each page, tables, bars, figures, statuses and forms, with their style sheets.

pub mod bar;
pub mod date_form;
pub mod figure;
pub mod form;
pub mod layout;
pub mod start;
pub mod status;
pub mod table;
