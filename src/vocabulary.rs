//! The vocabulary below the statuses: small enums, each with a machine-readable name and a human-readable label.

mod address_book_action;
mod category;
mod language;
mod name;
mod outcome;
mod text;

pub use address_book_action::AddressBookAction;
pub use category::Category;
pub use language::{Language, ParseLanguageError};
#[cfg(feature = "serde")]
pub(crate) use name::NameVisitor;
pub use name::ParseNameError;
pub(crate) use name::named;
pub use outcome::Outcome;
pub(crate) use text::Text;
