//! SMPP accounts: how they are described and how they stand, and what comes from a message centre, receipts and messages of phones.

mod account;
mod delivery;
mod figures;
mod ids;
pub mod pdu;
mod state;

pub use self::{
    account::{Account, Accounts, PREFIX, Password},
    delivery::{kept, number_in, text_of},
    figures::{Families, Kind},
    state::{Now, Phase, State},
};
