use crate::{
    mapping::Mapping,
    status::DeliveryStatus::{
        self, InvalidRecipient, TemporaryAbsenceError, TemporaryOperatorError, TemporaryPhoneError, Undeliverable,
    },
    vocabulary::Outcome,
};

/// The TLV `network_error_code` of a receipt: an error of the recipient's network.
///
/// It is read from the three octets of the TLV and written to them; so does serde. Every value is kept as received.
///
/// The error tells the cause of a failure. Some message centres send one with a success, too, or send three digits in ASCII,
/// whose meaning only they know: [`refine`](Self::refine) leaves such a status as it is.
///
/// ```
/// use sms_status::{DeliveryStatus, smpp::{NetworkErrorCode, Receipt}};
///
/// let receipt = Receipt::parse("id:7 stat:UNDELIV err:027")?;
/// let absent_subscriber = NetworkErrorCode::from([3, 0, 27]);
/// assert_eq!(absent_subscriber.refine(receipt.status()), DeliveryStatus::TemporaryAbsenceError);
/// assert_eq!(absent_subscriber.refine(DeliveryStatus::Received), DeliveryStatus::Received);
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
    /// 1: the reason why an ANSI-136 network denied access.
    Ansi136AccessDenied,
    /// 2: the reason why an IS-95 network denied access.
    Is95AccessDenied,
    /// 3: an error of GSM MAP.
    Gsm,
    /// 4: a cause code of an ANSI-136 network.
    Ansi136Cause,
    /// 5: a cause code of an IS-95 network.
    Is95Cause,
    /// 6: an error of ANSI-41.
    Ansi41,
    /// 7: an error of SMPP.
    Smpp,
    /// 8: an error that only the message centre knows.
    MessageCentre,
    /// An octet that the standard does not list, as received.
    Other(u8),
}

/// The errors of GSM MAP that are known, by their local codes.
pub const MAP_ERRORS: &[Mapping<u16>] = &[
    // "Unknown to the network" may also be a number that was ported or mistyped, and no document says to remove it.
    Mapping::new(1, InvalidRecipient, "unknownSubscriber: The home register does not have the number."),
    Mapping::new(5, TemporaryAbsenceError, "unidentifiedSubscriber: The visited network does not know the phone."),
    Mapping::new(6, TemporaryAbsenceError, "absentSubscriberSM: The phone is off or out of coverage."),
    // Platforms disagree on whether it is permanent. The subscriber is known, and the bar ends where the phone is elsewhere.
    Mapping::new(8, TemporaryAbsenceError, "roamingNotAllowed: The phone is in a network that it may not use."),
    Mapping::new(9, Undeliverable, "illegalSubscriber: The network does not admit the subscriber."),
    Mapping::new(10, Undeliverable, "bearerServiceNotProvisioned: The subscription lacks the service."),
    Mapping::new(11, Undeliverable, "teleserviceNotProvisioned: The subscription lacks SMS."),
    Mapping::new(12, Undeliverable, "illegalEquipment: The network does not admit the phone."),
    Mapping::new(13, Undeliverable, "callBarred: The subscriber or the operator has barred it."),
    Mapping::new(15, Undeliverable, "cug-Reject: The subscriber only receives from a closed group."),
    Mapping::new(21, Undeliverable, "facilityNotSupported: The network does not support SMS."),
    Mapping::new(27, TemporaryAbsenceError, "absentSubscriber: The phone is off or out of coverage."),
    Mapping::new(31, TemporaryPhoneError, "subscriberBusyForMT-SMS: The phone is receiving another message."),
    Mapping::new(32, TemporaryPhoneError, "sm-DeliveryFailure: The phone did not take it; its memory may be full."),
    Mapping::new(33, TemporaryOperatorError, "messageWaitingListFull: Too many messages wait for the phone."),
    Mapping::new(34, TemporaryOperatorError, "systemFailure: The network has a fault."),
    Mapping::new(35, TemporaryOperatorError, "dataMissing: The network has a fault."),
    Mapping::new(36, TemporaryOperatorError, "unexpectedDataValue: The network has a fault."),
];

impl NetworkErrorCode {
    /// Returns the status that the error maps to, or `None` if the network is not GSM or the error is unknown.
    ///
    /// It is the status of a message only if the message has failed; see [`refine`](Self::refine).
    #[must_use]
    pub fn status(self) -> Option<DeliveryStatus> {
        match self.network {
            NetworkType::Gsm => MAP_ERRORS.iter().find(|row| row.value == self.code).map(|row| row.status),
            _ => None,
        }
    }

    /// Returns the status of a message that is known to have this status, and this error.
    ///
    /// A failure becomes the status of the error if that one [supersedes](DeliveryStatus::supersedes) it, since it says more. Any
    /// other status stays as it is.
    #[must_use]
    pub fn refine(self, status: DeliveryStatus) -> DeliveryStatus {
        match self.status() {
            Some(cause) if status.outcome() == Outcome::Failed => status.max(cause),
            _ => status,
        }
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
