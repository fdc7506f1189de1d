//! Words in the language of the reader, and what is written as text: ages, times, and requests as they were received.

mod age;
pub mod texts;
pub mod verbatim;
pub mod view;
mod wording;

pub use self::view::View;
pub(crate) use self::wording::wording;
