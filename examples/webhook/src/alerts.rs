//! Alerts: the delivery rates of operators, platforms and campaigns are compared with their past, and falls are told.

mod figures;
mod hook;
mod judge;
mod notice;
mod settings;

pub use self::{
    figures::Families,
    hook::Hook,
    judge::changes,
    notice::{Notice, text},
    settings::Alerts,
};
