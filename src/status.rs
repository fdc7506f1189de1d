mod spelling;
mod table;

pub use spelling::ParseStatusError;
pub use table::DeliveryStatus;

use crate::vocabulary::{AddressBookAction, Category, Language, Outcome};

impl DeliveryStatus {
    /// Returns the canonical smsmode code.
    ///
    /// Source: annex “summary list of statuses of returned SMSs” of the smsmode HTTP API documentation.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert_eq!(DeliveryStatus::Received.code(), 11);
    /// ```
    #[must_use]
    pub const fn code(self) -> u16 {
        self.codes()[0]
    }

    /// Returns the smsmode codes that are read as this status. The first is the one that is written.
    pub(crate) const fn codes(self) -> &'static [u16] {
        self.facts().codes
    }

    /// Returns the status with this smsmode code, or `None` if the code is unknown.
    ///
    /// The crate reads two codes that it never writes: 39, which the smsStatus table lists as a reception error, and 31, which
    /// the support pages list as an internal error.
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
    /// replaces what it cannot read. Keep the code as well, so that a later version of your program can read it.
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

    /// Returns the human-readable label.
    ///
    /// ```
    /// # use sms_status::{DeliveryStatus, Language};
    /// assert_eq!(DeliveryStatus::Received.label(Language::French), "Reçu");
    /// ```
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        self.facts().label.in_language(language)
    }

    /// Returns a human-readable description: what happened, and what it means for the number.
    ///
    /// ```
    /// # use sms_status::{DeliveryStatus, Language};
    /// assert_eq!(
    ///     DeliveryStatus::Scheduled.description(Language::English),
    ///     "The message has been accepted and is waiting for its scheduled send time. Keep the number.",
    /// );
    /// ```
    #[must_use]
    pub const fn description(self, language: Language) -> &'static str {
        self.facts().description.in_language(language)
    }

    /// Returns the section of the smsmode status page that lists the status. For a status that only the annex lists, returns
    /// the section that fits it; see [`Category`].
    #[must_use]
    pub const fn category(self) -> Category {
        self.facts().category
    }

    /// Returns what happened to the message.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        self.facts().outcome
    }

    /// Returns `true` if the outcome is neither unknown nor pending. A greater status can still replace a final one.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self.outcome(), Outcome::Unknown | Outcome::Pending)
    }

    /// Returns what to do with the number.
    #[must_use]
    pub const fn action(self) -> AddressBookAction {
        self.facts().action
    }

    /// Returns `true` unless the smsmode status page says that the number may be removed from the address book.
    ///
    /// A blacklisted number also stays in the address book, so that the opt-out stays on record; see
    /// [`action`](Self::action).
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

    /// Returns `true` if a report with this status shows that the number works.
    ///
    /// This is so if all or part of the message was received, or if the message failed with a temporary error. The smsmode
    /// status page says that after such an error the number “must be considered valid”.
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

    /// Returns `true` if a report with this status replaces a report with the status `other`, that is, if this status is
    /// greater.
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

    /// Returns the place of the status in [the order](Self#the-order) as a number that no release changes.
    ///
    /// Ranks have gaps, so that a new status can fit between two others. If a database has to keep the greater status,
    /// store the rank: `SET rank = greatest(rank, excluded.rank)` keeps the right one, whatever order the reports come in.
    ///
    /// ```
    /// # use sms_status::DeliveryStatus;
    /// assert!(DeliveryStatus::Sent.rank() < DeliveryStatus::Received.rank());
    /// assert_eq!(DeliveryStatus::from_rank(DeliveryStatus::Sent.rank()), Some(DeliveryStatus::Sent));
    /// ```
    #[must_use]
    pub const fn rank(self) -> u16 {
        self.facts().rank
    }

    /// Returns the status with this [rank](Self::rank), or `None` if there is none.
    #[must_use]
    pub const fn from_rank(rank: u16) -> Option<Self> {
        let mut row = 0;
        while row < Self::COUNT {
            if Self::VARIANTS[row].rank() == rank {
                return Some(Self::VARIANTS[row]);
            }
            row += 1;
        }
        None
    }

    /// Returns the status of a report whose word has this status and whose cause has the status `cause`.
    ///
    /// The word decides. A cause says why a message failed. It counts only if the word is a failure that gives no cause (not
    /// delivered, other error, not deliverable, rejected), and if the cause has an unknown outcome or is a failure that
    /// [supersedes](Self::supersedes) the word. It does not count otherwise, because platforms also report causes for
    /// messages that did not fail.
    ///
    /// ```
    /// use sms_status::DeliveryStatus::{Expired, Received, TemporaryAbsenceError, Undeliverable};
    /// assert_eq!(Undeliverable.refined_by(Some(TemporaryAbsenceError)), TemporaryAbsenceError);
    /// assert_eq!(Expired.refined_by(Some(TemporaryAbsenceError)), Expired);
    /// assert_eq!(Received.refined_by(Some(TemporaryAbsenceError)), Received);
    /// ```
    #[must_use]
    pub const fn refined_by(self, cause: Option<Self>) -> Self {
        let Some(cause) = cause else { return self };
        let says_why = match cause.outcome() {
            Outcome::Unknown => true,
            Outcome::Failed => cause.supersedes(self),
            _ => false,
        };
        if self.leaves_cause_open() && says_why { cause } else { self }
    }

    /// Returns `true` for a failure that gives no cause.
    pub(crate) const fn leaves_cause_open(self) -> bool {
        matches!(self, Self::NotDelivered | Self::OtherError | Self::Undeliverable | Self::Rejected)
    }
}

/// The status of every code below 4096, so that decoding is one load.
static BY_CODE: [Option<DeliveryStatus>; 4096] = {
    let mut table = [None; 4096];
    let mut row = 0;
    while row < DeliveryStatus::COUNT {
        let status = DeliveryStatus::VARIANTS[row];
        let mut codes = status.codes();
        while let [code, rest @ ..] = codes {
            assert!(table[*code as usize].is_none(), "two statuses have the same code");
            table[*code as usize] = Some(status);
            codes = rest;
        }
        row += 1;
    }
    table
};

/// Reads the code from integers: `u16`, and those in which databases and their drivers give numbers.
macro_rules! try_from_integers {
    ($($Integer:ty),*) => {$(
        /// Reads an smsmode code, as [`DeliveryStatus::from_code`] does.
        impl TryFrom<$Integer> for DeliveryStatus {
            type Error = UnknownCode;

            fn try_from(code: $Integer) -> Result<Self, Self::Error> {
                u16::try_from(code).ok().and_then(Self::from_code).ok_or(UnknownCode(code.into()))
            }
        }
    )*};
}

try_from_integers!(u16, i16, i32, i64);

impl From<DeliveryStatus> for u16 {
    fn from(status: DeliveryStatus) -> Self {
        status.code()
    }
}

/// The code is not a known smsmode status code.
///
/// New codes do appear. Keep the code, and use [`DeliveryStatus::Undefined`] if you need a status.
///
/// ```
/// # use sms_status::{DeliveryStatus, UnknownCode};
/// let column: i64 = -1;
/// assert_eq!(DeliveryStatus::try_from(column), Err(UnknownCode(-1)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown delivery status code {0}")]
pub struct UnknownCode(
    /// The code.
    pub i64,
);
