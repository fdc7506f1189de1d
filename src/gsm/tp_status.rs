use core::fmt;

use super::{TpStatusGroup, TpStatusRange};
use crate::{status::DeliveryStatus, vocabulary::Language};

/// The TP-Status of a status report, exactly as received.
///
/// It keeps a reserved value, and interprets it as “service rejected” (0x63), as the standard requires. serde writes and reads
/// the byte.
///
/// ```
/// use sms_status::{DeliveryStatus, Language, gsm::TpStatus};
///
/// assert_eq!(TpStatus(0x00).status(), DeliveryStatus::Received);
/// assert_eq!(TpStatus(0x46).meaning(Language::French), "Période de validité expirée");
/// assert_eq!(TpStatus(0xFF).interpreted(), TpStatus(0x63));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct TpStatus(
    /// The byte.
    pub u8,
);

impl TpStatus {
    /// How the standard interprets every reserved value.
    const SERVICE_REJECTED: Self = Self(0x63);

    /// Returns the row of the [table](TpStatusRange::ALL) with this value.
    #[must_use]
    pub const fn row(self) -> &'static TpStatusRange {
        &TpStatusRange::ALL[ROWS[self.0 as usize] as usize]
    }

    /// Returns the status of the message.
    #[must_use]
    pub const fn status(self) -> DeliveryStatus {
        self.row().status
    }

    /// Returns `true` if the standard reserves the value.
    #[must_use]
    pub const fn is_reserved(self) -> bool {
        self.row().is_reserved
    }

    /// Returns the value whose meaning applies: the value itself, or 0x63 if it is reserved.
    #[must_use]
    pub const fn interpreted(self) -> Self {
        if self.is_reserved() { Self::SERVICE_REJECTED } else { self }
    }

    /// Returns the general meaning of the value, or the meaning of 0x63 if it is reserved.
    #[must_use]
    pub const fn group(self) -> TpStatusGroup {
        match self.interpreted().0 {
            0x00..=0x1F => TpStatusGroup::Completed,
            0x20..=0x3F => TpStatusGroup::StillTrying,
            0x40..=0x5F => TpStatusGroup::PermanentError,
            0x60..=0xFF => TpStatusGroup::TemporaryError,
        }
    }

    /// Returns `true` if the service centre is still trying, so that another report is expected.
    #[must_use]
    pub const fn is_still_trying(self) -> bool {
        matches!(self.group(), TpStatusGroup::StillTrying)
    }

    /// Returns the meaning of the value in the standard.
    #[must_use]
    pub const fn meaning(self, language: Language) -> &'static str {
        self.row().meaning(language)
    }

    /// Returns the reason why the value maps to its status, in English.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        self.row().reason
    }
}

/// The row of each byte. Building it fails unless the rows follow one another from 0x00 to 0xFF without a gap.
#[allow(clippy::cast_possible_truncation, reason = "there are fewer rows than bytes")]
static ROWS: [u8; 256] = {
    let mut rows = [0; 256];
    let mut byte = 0;
    let mut row = 0;
    while row < TpStatusRange::ALL.len() {
        let TpStatusRange { first, last, .. } = &TpStatusRange::ALL[row];
        assert!(first.0 as usize == byte && first.0 <= last.0, "a range does not start where the one before it ends");
        while byte <= last.0 as usize {
            rows[byte] = row as u8;
            byte += 1;
        }
        row += 1;
    }
    assert!(byte == 256, "the ranges end before 0xFF");
    rows
};

impl From<TpStatus> for DeliveryStatus {
    fn from(status: TpStatus) -> Self {
        status.status()
    }
}

impl From<u8> for TpStatus {
    fn from(byte: u8) -> Self {
        Self(byte)
    }
}

impl From<TpStatus> for u8 {
    fn from(status: TpStatus) -> Self {
        status.0
    }
}

/// Prints the byte as the standard writes it, such as `0x63`.
impl fmt::Display for TpStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#04X}", self.0)
    }
}
