//! SMPP accounts: sessions with message centres, from which receipts and messages of phones come.

mod account;
mod delivery;
mod figures;
mod ids;
mod keeper;
mod pdu;
mod session;
mod state;

pub use self::{
    account::{Account, Accounts, PREFIX, Password},
    delivery::{kept, number_in, text_of},
    figures::{Families, Kind},
    keeper::keep,
    state::{Now, Phase, State},
};
