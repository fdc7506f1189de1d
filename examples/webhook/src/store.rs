//! The database: one writer, any number of readers.

mod answers;
mod backend;
mod campaign;
mod database;
mod dead_letter;
mod delivery_times;
mod expired;
mod fall;
mod forget;
mod job;
mod location;
mod message;
mod number;
mod open;
mod outcomes;
mod overview;
mod phone_message;
mod postgres;
mod readers;
mod route;
mod search;
mod secrets;
mod sqlite;
mod status;
mod timeline;
mod transaction;
mod turn;
#[cfg(test)]
mod twin;
mod writer;

pub use answers::Observer;
pub use backend::{Options, Sizes};
pub use campaign::{Campaign, CampaignKey, CampaignList, CampaignPage, CampaignPart, CampaignRow, Sort};
pub use database::Database;
pub use dead_letter::{DeadLetter, DeadLetters, KEPT as KEPT_LETTERS, Seen, UnreadableCallback};
pub use delivery_times::{DeliveryTimes, SampledTimes};
pub use expired::Expired;
pub use fall::{Fall, FallChange, Kind, Rates, Watched};
pub use forget::forget;
#[cfg(test)]
pub use job::Queued;
pub use job::{Job, NotStored};
pub use location::Location;
pub use message::{Message, MessageList, MessageRow, ReportRow};
pub use number::{Number, NumberMessages};
pub use open::Store;
pub use outcomes::Outcomes;
pub use overview::Overview;
pub use phone_message::PhoneMessage;
pub use readers::Readers;
pub use route::{Dimension, RouteFilter, Routes};
pub use search::Found;
pub use secrets::{rotate, secrets};
pub use timeline::{SLOT, Slots, Timeline, slot_of};
pub use turn::{Turn, Turns};
pub use writer::{Writer, WriterStart};
