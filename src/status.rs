//! [`DeliveryStatus`]: its methods here, its facts in `table`, its spellings in `parse`.

mod parse;
mod table;

pub use parse::ParseStatusError;
pub use table::DeliveryStatus;

use crate::{AddressBookAction, Category, Language, Outcome, text::Text};

impl DeliveryStatus {
    /// The canonical smsmode code.
    ///
    /// Source: annex "summary list of statuses of returned SMSs" of the smsmode HTTP API documents.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert_eq!(DeliveryStatus::Received.code(), 11);
    /// ```
    #[must_use]
    pub const fn code(self) -> u16 {
        self.facts().code
    }

    /// The status with this smsmode code, `None` for a code that is not known.
    ///
    /// Two codes decode without ever being written: 39, the number that the smsStatus table has for a reception error, and
    /// 31, the one that the support pages have for an internal error.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert_eq!(DeliveryStatus::from_code(3501), Some(DeliveryStatus::TemporaryOperatorError));
    /// assert_eq!(DeliveryStatus::from_code(7777), None);
    /// ```
    #[must_use]
    pub const fn from_code(code: u16) -> Option<Self> {
        if (code as usize) < BY_CODE.len() { BY_CODE[code as usize] } else { None }
    }

    /// Returns the status with this smsmode code, or [`Undefined`](Self::Undefined) if the code is unknown.
    ///
    /// Like [`String::from_utf8_lossy`](https://doc.rust-lang.org/std/string/struct.String.html#method.from_utf8_lossy), it
    /// replaces what it cannot read. Keep the code if you may want to read it with a later version.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert_eq!(DeliveryStatus::from_code_lossy(11), DeliveryStatus::Received);
    /// assert_eq!(DeliveryStatus::from_code_lossy(7777), DeliveryStatus::Undefined);
    /// ```
    #[must_use]
    pub const fn from_code_lossy(code: u16) -> Self {
        match Self::from_code(code) {
            Some(status) => status,
            None => Self::Undefined,
        }
    }

    /// The description for people: what happened, and what it means for the number.
    ///
    /// ```
    /// # use sms_status::{DeliveryStatus, Language};
    /// assert_eq!(
    ///     DeliveryStatus::Scheduled.description(Language::English),
    ///     "The message was accepted and waits for its sending time. Keep the number.",
    /// );
    /// ```
    #[must_use]
    pub const fn description(self, language: Language) -> &'static str {
        self.facts().description.in_language(language)
    }

    /// The section of the smsmode status page, or the one that fits a status which only the annex lists; see [`Category`].
    #[must_use]
    pub const fn category(self) -> Category {
        self.facts().category
    }

    /// What became of the message.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        self.facts().outcome
    }

    /// Whether the status is a result: the outcome is neither unknown nor pending. A greater status may still replace it.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self.outcome(), Outcome::Unknown | Outcome::Pending)
    }

    /// What to do with the number.
    #[must_use]
    pub const fn action(self) -> AddressBookAction {
        self.facts().action
    }

    /// Whether the number may stay in the address book: false only where the smsmode status page says that it may be removed.
    ///
    /// A blacklisted number stays too, so that the opt-out is remembered; see [`action`](Self::action).
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert!(DeliveryStatus::TemporaryAbsenceError.keep_in_address_book());
    /// assert!(!DeliveryStatus::PermanentAbsenceError.keep_in_address_book());
    /// ```
    #[must_use]
    pub const fn keep_in_address_book(self) -> bool {
        !matches!(self.action(), AddressBookAction::Remove)
    }

    /// Returns `true` if a report with this status shows that the number works: all or part of the message was received, or it
    /// failed with a temporary error, after which the smsmode status page says that the number “must be considered valid”.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert!(DeliveryStatus::Received.confirms_number());
    /// assert!(DeliveryStatus::TemporaryAbsenceError.confirms_number());
    /// assert!(!DeliveryStatus::Sent.confirms_number());
    /// ```
    #[must_use]
    pub const fn confirms_number(self) -> bool {
        matches!(self.outcome(), Outcome::Partial | Outcome::Received) || matches!(self.category(), Category::Temporary)
    }

    /// Whether a report of this status replaces one of `other`: whether it is the greater of the two.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert!(DeliveryStatus::Received.supersedes(DeliveryStatus::Sent));
    /// assert!(!DeliveryStatus::Sent.supersedes(DeliveryStatus::Received));
    /// ```
    #[must_use]
    pub const fn supersedes(self, other: Self) -> bool {
        self as u8 > other as u8
    }
}

/// Reads a smsmode code, as [`DeliveryStatus::from_code`] does.
impl TryFrom<u16> for DeliveryStatus {
    type Error = UnknownCode;

    fn try_from(code: u16) -> Result<Self, Self::Error> {
        Self::from_code(code).ok_or(UnknownCode(code))
    }
}

impl From<DeliveryStatus> for u16 {
    fn from(status: DeliveryStatus) -> Self {
        status.code()
    }
}

/// A number that is no known smsmode status code.
///
/// New codes do appear: keep the number, and read it as [`DeliveryStatus::Undefined`] where a status is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown delivery status code {0}")]
pub struct UnknownCode(
    /// The number.
    pub u16,
);

/// What the table says of one status, beside its name and label.
#[derive(Debug)]
struct Facts {
    code: u16,
    decoded_codes: &'static [u16],
    category: Category,
    outcome: Outcome,
    action: AddressBookAction,
    description: Text,
    spellings: &'static [&'static str],
}

/// The status of every code below 4096, so that decoding is one load.
static BY_CODE: [Option<DeliveryStatus>; 4096] = {
    let mut table = [None; 4096];
    let mut row = 0;
    while row < DeliveryStatus::COUNT {
        let status = DeliveryStatus::VARIANTS[row];
        let facts = status.facts();
        let mut codes = facts.decoded_codes;
        let mut code = facts.code;
        loop {
            assert!(table[code as usize].is_none(), "two statuses have the same code");
            table[code as usize] = Some(status);
            match codes {
                [next, rest @ ..] => (code, codes) = (*next, rest),
                [] => break,
            }
        }
        row += 1;
    }
    table
};

/// Defines [`DeliveryStatus`] from its table.
macro_rules! statuses {
    ($(#[$meta:meta])* pub enum DeliveryStatus { $(
        $Variant:ident = $name:literal, $code:literal $(| $decoded:literal)*, $category:ident, $outcome:ident, $action:ident, {
            en: $label_en:literal, $description_en:literal,
            $($language:ident: $label:literal, $description:literal,)*
        } $(| $spelling:literal)*
    )* }) => {
        crate::vocabulary::vocabulary! {
            $(#[$meta])*
            #[derive(PartialOrd, Ord)]
            #[non_exhaustive]
            pub enum DeliveryStatus {
                $(
                    #[doc = concat!("“", $label_en, "”, code ", $code, ". ", $description_en)]
                    $Variant = $name { en: $label_en, $($language: $label),* }
                )*
            }
        }

        impl DeliveryStatus {
            pub(super) const fn facts(self) -> &'static Facts {
                const FACTS: [Facts; DeliveryStatus::COUNT] = [$(
                    Facts {
                        code: $code,
                        decoded_codes: &[$($decoded),*],
                        category: Category::$category,
                        outcome: Outcome::$outcome,
                        action: AddressBookAction::$action,
                        description: Text { en: $description_en, $($language: $description),* },
                        spellings: &[$($spelling),*],
                    },
                )*];
                &FACTS[self as usize]
            }
        }
    };
}

use statuses;
