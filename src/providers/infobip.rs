//! Infobip: the delivery reports of its SMS API.
//!
//! Infobip sends the reports of many messages as `{"results": […]}`, the JSON body of a POST request: `Reports`.
//!
//! ```
//! use sms_status::{DeliveryStatus, providers::infobip};
//!
//! assert_eq!(infobip::status(Some(3), Some(5), Some(0), Some(false)), DeliveryStatus::Received);
//! assert_eq!(infobip::status(Some(3), None, None, None), DeliveryStatus::DeliveredToOperator);
//! assert_eq!(infobip::status(Some(2), Some(9), Some(34), Some(true)), DeliveryStatus::PermanentOperatorError);
//! ```
//!
//! # What each value is read as
//!
//! The id says more than the group, which alone is enough. An error counts only with a status that is read as
//! [`Undeliverable`](DeliveryStatus::Undeliverable), [`NotDelivered`](DeliveryStatus::NotDelivered) or
//! [`Rejected`](DeliveryStatus::Rejected); `0` is no error.
//!
//! Whether an error is permanent is read from the report, because Infobip changes its mind: from one edition of the
//! list to the next six errors became permanent or stopped being so. An error of the table that is temporary and
//! reported as permanent is read as
//! [`PermanentOperatorError`](DeliveryStatus::PermanentOperatorError) if it is the operator's, and as `Undeliverable` if it is the
//! phone's: only 3041 says that the number is dead, and not if it is reported as not permanent.
//!
#![doc = include_str!("../../docs/providers/infobip.md")]
//!
//! Source: Infobip, [Message status
//! codes](https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes) and [Error code
//! reference](https://www.infobip.com/docs/developer-resources/api-fundamentals/error-code-reference), general codes,
//! as of 25 July 2026.

use core::ops::RangeInclusive;

use super::table::{self, code, codes};
use crate::{mapping::Mapping, status::DeliveryStatus};

/// The values of `status.groupId`.
pub const GROUPS: &[Mapping<RangeInclusive<u32>>] = &[
    code(1, DeliveryStatus::InProgress, "`PENDING`: it is on its way."),
    code(2, DeliveryStatus::Undeliverable, "`UNDELIVERABLE`: it failed. The error says why."),
    code(
        3,
        DeliveryStatus::DeliveredToOperator,
        "`DELIVERED`: to the operator at least; only the id says to the phone.",
    ),
    code(4, DeliveryStatus::Expired, "`EXPIRED`: its validity period ended before it was delivered."),
    code(5, DeliveryStatus::Rejected, "`REJECTED`: it was refused. The id or the error says why."),
];

/// The values of `status.id`; any other is read as its group.
pub const STATUSES: &[Mapping<RangeInclusive<u32>>] = &[
    code(2, DeliveryStatus::DeliveredToOperator, "`DELIVERED_TO_OPERATOR`: the operator has it, the phone not yet."),
    code(3, DeliveryStatus::Sent, "`PENDING_WAITING_DELIVERY`: it was sent to the operator."),
    code(4, DeliveryStatus::Rejected, "`UNDELIVERABLE_REJECTED_OPERATOR`: the operator refused it."),
    code(5, DeliveryStatus::Received, "`DELIVERED_TO_HANDSET`: the phone has it."),
    code(
        6,
        DeliveryStatus::RoutingError,
        "`REJECTED_NETWORK`: the network is not covered, or not set up for the account.",
    ),
    code(7, DeliveryStatus::Sent, "`PENDING_ENROUTE`: it was sent to the operator."),
    code(8, DeliveryStatus::InvalidRecipient, "`REJECTED_PREFIX_MISSING`: the number has a wrong prefix or length."),
    code(
        9,
        DeliveryStatus::Undeliverable,
        "`UNDELIVERABLE_NOT_DELIVERED`: the number is invalid or cannot be reached.",
    ),
    code(
        10,
        DeliveryStatus::Blacklisted,
        "`REJECTED_DND`. Infobip, Message status codes: the user subscribed to a do-not-disturb service.",
    ),
    code(11, DeliveryStatus::Rejected, "`REJECTED_SOURCE`: the sender's name is not registered."),
    code(12, DeliveryStatus::InsufficientCredit, "`REJECTED_NOT_ENOUGH_CREDITS`: the sender's account lacks credit."),
    code(13, DeliveryStatus::Rejected, "`REJECTED_SENDER`: the account blocks this sender's name."),
    code(
        14,
        DeliveryStatus::Blacklisted,
        "`REJECTED_DESTINATION_BLOCKLISTED`. Infobip, Message status codes: the number is on a blocklist, the operator's or yours.",
    ),
    code(15, DeliveryStatus::Expired, "`EXPIRED_EXPIRED`: its validity period ended before it was delivered."),
    code(
        17,
        DeliveryStatus::InsufficientCredit,
        "`REJECTED_PREPAID_PACKAGE_EXPIRED`: the sender's credit is past its date.",
    ),
    code(
        18,
        DeliveryStatus::Rejected,
        "`REJECTED_DESTINATION_NOT_REGISTERED`: a test account may not send to the number.",
    ),
    code(19, DeliveryStatus::RoutingError, "`REJECTED_ROUTE_NOT_AVAILABLE`: the account has no route."),
    code(
        20,
        DeliveryStatus::PermanentAntiSpamError,
        "`REJECTED_FLOODING_FILTER`: too many messages went to the number.",
    ),
    code(21, DeliveryStatus::InternalError, "`REJECTED_SYSTEM_ERROR`: the platform failed."),
    code(23, DeliveryStatus::Rejected, "`REJECTED_DUPLICATE_MESSAGE_ID`: the message id was used before."),
    code(24, DeliveryStatus::MessageError, "`REJECTED_INVALID_UDH`: the message is formatted wrongly."),
    code(25, DeliveryStatus::MessageTooLong, "`REJECTED_MESSAGE_TOO_LONG`: it is too long."),
    code(26, DeliveryStatus::Sent, "`PENDING_ACCEPTED`: it was accepted, and the operator's answer is awaited."),
    code(29, DeliveryStatus::Undefined, "`EXPIRED_DLR_UNKNOWN`: no report came, so its fate is unknown."),
    code(31, DeliveryStatus::NotDelivered, "`UNDELIVERABLE_NOT_SENT`: it was not sent."),
    code(51, DeliveryStatus::InvalidRecipient, "`MISSING_TO`: the number is missing."),
    code(52, DeliveryStatus::InvalidRecipient, "`REJECTED_DESTINATION`: the number has a wrong prefix or length."),
    code(87, DeliveryStatus::PermanentAntiSpamError, "`SIGNALS_BLOCKED`: a filter took it for fraud."),
    code(
        100,
        DeliveryStatus::Rejected,
        "`UNDELIVERABLE_REJECTED_PLATFORM`: the request was invalid, or the service down.",
    ),
];

/// The values of `error.id`.
pub const ERRORS: &[Mapping<RangeInclusive<u32>>] = &[
    code(
        1,
        DeliveryStatus::InvalidRecipient,
        "`EC_UNKNOWN_SUBSCRIBER`: the network does not know the number. Infobip says to check the number by dialling it.",
    ),
    code(2, DeliveryStatus::Undeliverable, "`EC_UNKNOWN_BASE_STATION`: the network cannot find the phone."),
    code(
        5,
        DeliveryStatus::TemporaryAbsenceError,
        "`EC_UNIDENTIFIED_SUBSCRIBER`: the network could not identify the phone.",
    ),
    code(6, DeliveryStatus::TemporaryAbsenceError, "`EC_ABSENT_SUBSCRIBER_SM`: the phone was off or out of coverage."),
    code(7, DeliveryStatus::Undeliverable, "`EC_UNKNOWN_EQUIPMENT`: the network does not know the device."),
    code(
        8,
        DeliveryStatus::TemporaryAbsenceError,
        "`EC_ROAMING_NOT_ALLOWED`: the phone is in a network that it may not use.",
    ),
    code(9, DeliveryStatus::Undeliverable, "`EC_ILLEGAL_SUBSCRIBER`: the network does not admit the phone."),
    codes(10, 11, DeliveryStatus::Undeliverable, "The subscription has no SMS service."),
    code(12, DeliveryStatus::Undeliverable, "`EC_ILLEGAL_EQUIPMENT`: the network bars the device."),
    code(13, DeliveryStatus::Undeliverable, "`EC_CALL_BARRED`: the service is suspended, mostly for an unpaid bill."),
    code(15, DeliveryStatus::Undeliverable, "`EC_CUG_REJECT`: the number is in a closed user group."),
    codes(20, 21, DeliveryStatus::Undeliverable, "The phone or the network does not support the service."),
    code(24, DeliveryStatus::TemporaryOperatorError, "`EC_NO_RADIO_RESOURCE_AVAILABLE`: the network was overloaded."),
    code(27, DeliveryStatus::TemporaryAbsenceError, "`EC_ABSENT_SUBSCRIBER`: the phone was off or out of coverage."),
    code(31, DeliveryStatus::TemporaryPhoneError, "`EC_SUBSCRIBER_BUSY_FOR_MT_SMS`: the phone was busy."),
    code(
        32,
        DeliveryStatus::TemporaryPhoneError,
        "`EC_SM_DELIVERY_FAILURE`: the phone did not take it, such as for lack of memory.",
    ),
    code(
        33,
        DeliveryStatus::TemporaryPhoneError,
        "`EC_MESSAGE_WAITING_LIST_FULL`: too many messages wait for the phone.",
    ),
    codes(34, 36, DeliveryStatus::TemporaryOperatorError, "The network failed."),
    code(51, DeliveryStatus::TemporaryOperatorError, "`EC_RESOURCE_LIMITATION`: the network was congested."),
    code(71, DeliveryStatus::TemporaryOperatorError, "`EC_UNKNOWN_ALPHABET`: the network does not know the alphabet."),
    code(255, DeliveryStatus::Undeliverable, "`EC_UNKNOWN_ERROR`: no cause is known."),
    code(256, DeliveryStatus::TemporaryPhoneError, "`EC_SM_DF_MEMORYCAPACITYEXCEEDED`: the phone's memory is full."),
    codes(257, 262, DeliveryStatus::TemporaryPhoneError, "An error in the phone."),
    code(323, DeliveryStatus::Rejected, "`EC_INVALID_REQUEST_TYPE`: the request is invalid."),
    code(345, DeliveryStatus::RoutingError, "`EC_OPERATOR_NOT_FOUND`: no operator was found for the number."),
    code(
        351,
        DeliveryStatus::InvalidRecipient,
        "`EC_INVALID_DESTINATION_ADDRESS`: the number is invalid, deactivated, or prepaid without credit. Check the number.",
    ),
    code(352, DeliveryStatus::RoutingError, "`EC_INVALID_REQUEST_DESTINATION`: the country code is not known."),
    code(355, DeliveryStatus::MessageTooLong, "`EC_MSG_TEXT_TOO_LONG`: the text is too long."),
    code(368, DeliveryStatus::Rejected, "`EC_INVALID_SOURCE_ADDRESS`: the sender's address is invalid."),
    code(
        375,
        DeliveryStatus::Rejected,
        "`EC_SOURCE_ADDRESS_IS_BLOCKED`: the sender's address is blocked or not set up.",
    ),
    code(433, DeliveryStatus::Rejected, "`EC_ACCOUNT_ACCESS_DENIED`: the account was denied access."),
    code(488, DeliveryStatus::Rejected, "`EC_TF_NUMBER_NOT_VERIFIED`: the sender's toll-free number is not verified."),
    codes(500, 509, DeliveryStatus::TemporaryOperatorError, "An error of the network or between networks."),
    codes(541, 542, DeliveryStatus::Rejected, "The carrier's limit for the sender was reached."),
    code(
        560,
        DeliveryStatus::Rejected,
        "`EC_SC_BLOCKED_FOR_END_USER`: the operator blocks the short code for this user.",
    ),
    code(
        561,
        DeliveryStatus::PermanentContentError,
        "`EC_CONTENT_BLOCKED_BY_OPERATOR`: the operator blocks the content.",
    ),
    codes(562, 564, DeliveryStatus::Rejected, "The operator does not admit the sender's short code."),
    code(565, DeliveryStatus::Undeliverable, "`EC_CANNOT_RECEIVE_SC`: the number cannot receive from short codes."),
    code(
        566,
        DeliveryStatus::Rejected,
        "`EC_DESTINATION_BLOCKED_BY_OPERATOR`: the operator blocks messages to the number.",
    ),
    code(
        568,
        DeliveryStatus::Undeliverable,
        "`EC_DESTINATION_NOT_SMS_PROVISIONED`: the subscription has no SMS service.",
    ),
    code(569, DeliveryStatus::Rejected, "`EC_DEST_ADDRESS_SUSPENDED`: the operator suspended the number."),
    codes(571, 572, DeliveryStatus::Rejected, "The operator does not admit the sender's campaign."),
    code(
        573,
        DeliveryStatus::Blacklisted,
        "`EC_SC_BLOCKED_BY_END_USER`. Infobip, Error code reference: the user had messages of the sender blocked.",
    ),
    code(
        574,
        DeliveryStatus::Rejected,
        "`EC_BLOCKED_NEW_SUBSCRIPTIONS_FOR_SC`: the short code may have no new subscribers.",
    ),
    codes(577, 580, DeliveryStatus::Rejected, "The demonstration account does not allow it."),
    code(581, DeliveryStatus::Undeliverable, "`EC_USER_OUT_OF_CREDIT`: the recipient's prepaid credit is used up."),
    code(
        592,
        DeliveryStatus::Rejected,
        "`EC_ACCOUNT_NOT_PROVISIONED_FOR_CHANNEL`: the account is not set up for the network.",
    ),
    code(594, DeliveryStatus::Rejected, "`EC_INVALID_GLOBAL_CAMPAIGN_ID`: the campaign is invalid."),
    codes(597, 598, DeliveryStatus::Rejected, "The account is not set up for the destination."),
    code(601, DeliveryStatus::Rejected, "`EC_ACC_NOT_2_WAY`: the account is not set up for answers."),
    code(
        603,
        DeliveryStatus::Blacklisted,
        "`EC_CONTENT_BLOCKED`. Infobip, Error code reference: the user opted out with STOP.",
    ),
    code(
        604,
        DeliveryStatus::Blacklisted,
        "`EC_BLOCKED_BY_CAMPAIGN_BLACKLIST`. Infobip, Error code reference: the campaign's blocklist has the number.",
    ),
    codes(607, 608, DeliveryStatus::PermanentAntiSpamError, "A filter took it for spam or fraud."),
    code(609, DeliveryStatus::Rejected, "`EC_SIGNALS_HARD_LIMIT_REACHED`: the limit of the day was reached."),
    code(628, DeliveryStatus::TemporaryPhoneError, "`EC_TEMPORARY_HANDSET_FAILURE`: a passing error in the phone."),
    code(629, DeliveryStatus::Undeliverable, "`EC_DEST_ADDRESS_UNABLE_TO_RECEIVE_SMS`: the number cannot receive SMS."),
    codes(630, 631, DeliveryStatus::TemporaryOperatorError, "The operator's network failed or was overloaded."),
    code(632, DeliveryStatus::TemporaryOperatorError, "`EC_SMS_REJECTED_BY_MOBILE_OPERATOR`: the operator refused it."),
    code(
        633,
        DeliveryStatus::TemporaryOperatorError,
        "`EC_UNKNOWN_MOBILE_OPERATOR`: an error of the operator, unknown.",
    ),
    code(
        810,
        DeliveryStatus::TemporaryOperatorError,
        "`EC_FAILED_MESSAGE_DELIVERY`: the operator could not deliver it.",
    ),
    code(811, DeliveryStatus::Expired, "`EC_MESSAGE_EXPIRED`: it expired before it reached the phone."),
    code(
        815,
        DeliveryStatus::TemporaryOperatorError,
        "`EC_MESSAGE_SUBMITTED_NOT_ACKED`: the operator did not acknowledge it.",
    ),
    codes(1024, 1796, DeliveryStatus::TemporaryOperatorError, "An error of the network or between networks."),
    code(2048, DeliveryStatus::TemporaryOperatorError, "`EC_TIME_OUT`: the network did not answer in time."),
    code(2049, DeliveryStatus::Rejected, "`EC_IMSI_BLACKLISTED`: the SIM card is on a blocklist."),
    code(
        2050,
        DeliveryStatus::Blacklisted,
        "`EC_DEST_ADDRESS_BLACKLISTED`. Infobip, Error code reference: the number is on the operator's do-not-disturb list.",
    ),
    code(2051, DeliveryStatus::TemporaryOperatorError, "`EC_INVALIDMSCADDRESS`: an error of the operator."),
    code(
        2052,
        DeliveryStatus::Blacklisted,
        "`EC_BLACKLISTED_DESTINATIONADDRESS`. Infobip, Error code reference: the number is on a blocklist, the operator's or yours.",
    ),
    code(2053, DeliveryStatus::Rejected, "`EC_BLACKLISTED_SENDERADDRESS`: the sender's address is on a blocklist."),
    code(
        3041,
        DeliveryStatus::PermanentAbsenceError,
        "`EC_DEACTIVATED_LIST`. Infobip, Error code reference: the number is permanently deactivated, send nothing more to it.",
    ),
    code(4096, DeliveryStatus::MessageError, "`EC_INVALID_PDU_FORMAT`: the message is formatted wrongly."),
    code(4097, DeliveryStatus::TemporaryOperatorError, "`EC_NOTSUBMITTEDTOGMSC`: no operator took it."),
    code(4098, DeliveryStatus::Expired, "`EC_VP_EXPIRED`: its validity period ended before it was delivered."),
    code(4099, DeliveryStatus::Rejected, "`EC_MONTHLY_LIMIT_REACHED`: the account's limit of the month was reached."),
    codes(4100, 4101, DeliveryStatus::Expired, "Its validity period ended before it was delivered."),
    code(4102, DeliveryStatus::TemporaryOperatorError, "`EC_NOTSUBMITTEDTOSMPPCHANNEL`: there was no SMPP connection."),
    codes(4103, 4104, DeliveryStatus::PermanentAntiSpamError, "Too many messages went to the number."),
    code(4202, DeliveryStatus::Rejected, "`EC_10DLC_LIMIT_REACHED`: the operator's limit for the sender was reached."),
    code(5492, DeliveryStatus::Rejected, "`EC_DUPLICATE_MESSAGE`: the same message was sent to the number before."),
];

/// Returns the status of what a report says: `status.groupId`, `status.id`, `error.id` and `error.permanent`, as far as
/// they were reported.
#[must_use]
pub const fn status(
    group: Option<u32>,
    id: Option<u32>,
    error: Option<u32>,
    permanent: Option<bool>,
) -> DeliveryStatus {
    let word = match (table::of_code(STATUSES, id), table::of_code(GROUPS, group)) {
        (Some(status), _) | (None, Some(status)) => status,
        (None, None) => DeliveryStatus::Undefined,
    };
    table::refined(word, cause(error, permanent))
}

/// Returns the status of an error, which is as permanent as the report says.
const fn cause(error: Option<u32>, permanent: Option<bool>) -> Option<DeliveryStatus> {
    use DeliveryStatus as Status;
    match (table::of_code(ERRORS, error), permanent) {
        (Some(Status::TemporaryOperatorError), Some(true)) => Some(Status::PermanentOperatorError),
        (Some(Status::TemporaryAbsenceError | Status::TemporaryPhoneError), Some(true)) => Some(Status::Undeliverable),
        (Some(Status::PermanentAbsenceError), Some(false)) => Some(Status::InvalidRecipient),
        (cause, _) => cause,
    }
}

#[cfg(all(feature = "alloc", feature = "serde"))]
pub use self::report::{Report, Reports};

#[cfg(all(feature = "alloc", feature = "serde"))]
mod report {
    use alloc::{string::String, vec, vec::Vec};
    use core::slice;

    use serde::Deserialize;

    use crate::{
        providers::{field, report::platform_report},
        status::DeliveryStatus,
    };

    /// A request with the reports of many messages.
    ///
    /// A report that cannot be read makes the whole request an error, so that you can refuse it and none is lost.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, providers::infobip};
    ///
    /// let body = r#"{"results":[{"messageId":"made-up-1","to":"447700900000","doneAt":"2026-01-01T09:00:05.000+0000",
    ///     "status":{"groupId":2,"groupName":"UNDELIVERABLE","id":9,"name":"UNDELIVERABLE_NOT_DELIVERED"},
    ///     "error":{"groupId":1,"id":27,"name":"EC_ABSENT_SUBSCRIBER","permanent":false}}]}"#;
    /// let reports: infobip::Reports = serde_json::from_str(body)?;
    /// let statuses: Vec<_> = reports.iter().map(|report| report.status()).collect();
    /// assert_eq!(statuses, [DeliveryStatus::TemporaryAbsenceError]);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    pub struct Reports {
        results: Vec<Report>,
    }

    impl Reports {
        /// Returns an iterator over the reports, in the order of the request.
        pub fn iter(&self) -> slice::Iter<'_, Report> {
            self.results.iter()
        }
    }

    impl<'a> IntoIterator for &'a Reports {
        type Item = &'a Report;
        type IntoIter = slice::Iter<'a, Report>;

        fn into_iter(self) -> Self::IntoIter {
            self.iter()
        }
    }

    impl IntoIterator for Reports {
        type Item = Report;
        type IntoIter = vec::IntoIter<Report>;

        fn into_iter(self) -> Self::IntoIter {
            self.results.into_iter()
        }
    }

    /// The report of one message.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
    #[serde(from = "Body")]
    #[non_exhaustive]
    pub struct Report {
        /// `status.groupId`: the group of the status.
        pub group: Option<u32>,
        /// `status.id`: the status.
        pub id: Option<u32>,
        /// `error.id`: the error.
        pub error: Option<u32>,
        /// `error.permanent`: whether the error is permanent.
        pub permanent: Option<bool>,
        /// `messageId`: Infobip's id of the message, or yours if you gave one.
        pub message_id: Option<String>,
        /// `to`: the recipient's number.
        pub recipient: Option<String>,
        /// `callbackData`: your own reference.
        pub reference: Option<String>,
        /// `mccMnc`: the mobile country code and network code of the operator, `20801`.
        pub mcc_mnc: Option<String>,
        /// `sentAt`: when it was sent, as `yyyy-MM-ddTHH:mm:ss.SSSZ`.
        pub sent_at: Option<String>,
        /// `doneAt`: when the status was reached, in the same form.
        pub done_at: Option<String>,
    }

    impl Report {
        /// Returns the status of the message.
        #[must_use]
        pub const fn status(&self) -> DeliveryStatus {
            super::status(self.group, self.id, self.error, self.permanent)
        }

        /// Returns the id of the message.
        #[must_use]
        pub fn message_id(&self) -> Option<&str> {
            self.message_id.as_deref()
        }

        /// Returns the recipient's number.
        #[must_use]
        pub fn recipient(&self) -> Option<&str> {
            self.recipient.as_deref()
        }

        /// Returns your own reference.
        #[must_use]
        pub fn reference(&self) -> Option<&str> {
            self.reference.as_deref()
        }
    }

    platform_report!(Report);

    /// A report as it is nested on the wire.
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Body {
        status: Status,
        error: Option<Cause>,
        #[serde(default, deserialize_with = "field::text")]
        message_id: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        to: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        callback_data: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        mcc_mnc: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        sent_at: Option<String>,
        #[serde(default, deserialize_with = "field::text")]
        done_at: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Status {
        #[serde(default, deserialize_with = "field::number")]
        group_id: Option<u32>,
        #[serde(default, deserialize_with = "field::number")]
        id: Option<u32>,
    }

    #[derive(Default, Deserialize)]
    struct Cause {
        #[serde(default, deserialize_with = "field::number")]
        id: Option<u32>,
        #[serde(default, deserialize_with = "field::flag")]
        permanent: Option<bool>,
    }

    impl From<Body> for Report {
        fn from(body: Body) -> Self {
            let error = body.error.unwrap_or_default();
            Self {
                group: body.status.group_id,
                id: body.status.id,
                error: error.id,
                permanent: error.permanent,
                message_id: body.message_id,
                recipient: body.to,
                reference: body.callback_data,
                mcc_mnc: body.mcc_mnc,
                sent_at: body.sent_at,
                done_at: body.done_at,
            }
        }
    }
}
