use super::MAP_ERRORS;
use crate::{status::DeliveryStatus, table::Mapping};

/// The TLV `network_error_code` in a receipt: an error from the recipient's network.
///
/// It keeps every value as received. It converts to and from the three octets of the TLV, which serde also writes and
/// reads.
///
/// The error gives the cause of a failure. Some message centres also send an error with a success, or send three ASCII digits
/// that only they understand. Such an error changes nothing.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp::{NetworkErrorCode, Receipt}};
///
/// let receipt = Receipt::parse("id:7 stat:UNDELIV err:027")?;
/// let absent_subscriber = NetworkErrorCode::from([3, 0, 27]);
/// assert_eq!(receipt.status().refined_by(absent_subscriber.status()), DeliveryStatus::TemporaryAbsenceError);
/// assert_eq!(DeliveryStatus::Received.refined_by(absent_subscriber.status()), DeliveryStatus::Received);
/// # Ok::<(), sms_status::smpp::ReceiptError>(())
/// ```
///
/// Source: SMPP 3.4, section 5.3.2.31; SMPP 5.0, section 4.8.4.42.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(from = "[u8; 3]", into = "[u8; 3]"))]
pub struct NetworkErrorCode {
    /// The kind of network: the first octet.
    pub network: NetworkType,
    /// The error: the other two octets, the more significant one first.
    pub code: u16,
}

/// The kind of network that a [`NetworkErrorCode`] comes from.
///
/// serde writes and reads the octet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(from = "u8", into = "u8"))]
#[non_exhaustive]
pub enum NetworkType {
    /// 1: the reason for which an ANSI-136 network denied access.
    Ansi136AccessDenied,
    /// 2: the reason for which an IS-95 network denied access.
    Is95AccessDenied,
    /// 3: a GSM MAP error.
    Gsm,
    /// 4: a cause code of an ANSI-136 network.
    Ansi136Cause,
    /// 5: a cause code of an IS-95 network.
    Is95Cause,
    /// 6: an ANSI-41 error.
    Ansi41,
    /// 7: an SMPP error.
    Smpp,
    /// 8: an error that only the message centre knows.
    MessageCentre,
    /// An octet that the standard does not list, as received.
    Other(u8),
}

impl NetworkErrorCode {
    /// Returns the row of [`MAP_ERRORS`], or `None` if the network is not GSM or the error is unknown.
    #[must_use]
    pub fn row(self) -> Option<&'static Mapping> {
        if self.network == NetworkType::Gsm { MAP_ERRORS.find_number(self.code.into()) } else { None }
    }

    /// Returns the status of the error, or `None` if the network is not GSM or the error is unknown.
    ///
    /// The error is a cause: [`DeliveryStatus::refined_by`] combines it with the status of the message.
    #[must_use]
    pub fn status(self) -> Option<DeliveryStatus> {
        self.row().map(|row| row.status)
    }
}

impl From<[u8; 3]> for NetworkErrorCode {
    fn from([network, high, low]: [u8; 3]) -> Self {
        Self { network: network.into(), code: u16::from_be_bytes([high, low]) }
    }
}

impl From<NetworkErrorCode> for [u8; 3] {
    fn from(NetworkErrorCode { network, code }: NetworkErrorCode) -> Self {
        let [high, low] = code.to_be_bytes();
        [network.into(), high, low]
    }
}

impl From<u8> for NetworkType {
    fn from(octet: u8) -> Self {
        match octet {
            1 => Self::Ansi136AccessDenied,
            2 => Self::Is95AccessDenied,
            3 => Self::Gsm,
            4 => Self::Ansi136Cause,
            5 => Self::Is95Cause,
            6 => Self::Ansi41,
            7 => Self::Smpp,
            8 => Self::MessageCentre,
            other => Self::Other(other),
        }
    }
}

impl From<NetworkType> for u8 {
    fn from(network: NetworkType) -> Self {
        match network {
            NetworkType::Ansi136AccessDenied => 1,
            NetworkType::Is95AccessDenied => 2,
            NetworkType::Gsm => 3,
            NetworkType::Ansi136Cause => 4,
            NetworkType::Is95Cause => 5,
            NetworkType::Ansi41 => 6,
            NetworkType::Smpp => 7,
            NetworkType::MessageCentre => 8,
            NetworkType::Other(octet) => octet,
        }
    }
}
