//! Azure Communication Services: Event Grid delivery report events.
//!
//! A request is a JSON list of events. Azure sends reports only if you asked for them when sending. The failure code is in a
//! sentence, such as `ErrorCode: 4006. ErrorMessage: …`. The wording differs from the documentation, so the crate uses only
//! the code as the cause.
//!
//! - Id: `messageId` identifies one message.
//! - Time: `receivedTimestamp`, in ISO 8601 format and in UTC.
//!
//! Code 4007 means that the recipient opted out. Code 4004 means that the number does not exist, so it may be removed. Code
//! 5002 means that the operator sends no receipts: the message may have been delivered, although the word is `Failed`.
//!
//! Sources: Microsoft: [Azure Communication Services as an Event Grid
//! source](https://learn.microsoft.com/azure/event-grid/communication-services-telephony-sms-events), January 2025; SMS SDK
//! error codes, July 2024.

use crate::table::tables;

tables! {
    /// The values of `deliveryStatus`.
    STATUSES: Word "deliveryStatus" {
        "Delivered" => Delivered, "delivered";
        "Failed" => NotDelivered, "not delivered; the code says why";
    }

    /// The codes in `deliveryStatusDetails`.
    CODES: Cause "deliveryStatusDetails" {
        4000 => PermanentAntiSpamError, "stopped by fraud detection";
        4001 => Rejected, "malformed sender number";
        4002 => InvalidRecipient, "malformed number";
        4003 => RoutingError, "destination not supported";
        4004 => PermanentPhoneError, "Azure, SMS error codes: destination number does not exist";
        4005 => Rejected, "blocked by the operator";
        4006 => TemporaryAbsenceError, "not reachable; send again later";
        4007 => Blacklisted, "Azure, SMS error codes: recipient opted out";
        4008 => Rejected, "limit of the messaging profile";
        4009 => PermanentAntiSpamError, "stopped by the entitlement system, usually for fraud";
        4010 => Rejected, "toll-free sender not verified";
        4020 => Rejected, "too many messages for the operator";
        5000 => OtherError, "failed; ask the support";
        5001 => InternalError, "system unavailable for now";
        5002 => Undefined, "no receipts from this operator; possibly delivered";
        9999 => OtherError, "unknown error";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::{Mark, Wire};

    Wire {
        word: &["/data/deliveryStatus"],
        cause: &["/data/deliveryStatusDetails"],
        message_id: &["/data/messageId"],
        recipient: &["/data/to"],
        sender: &["/data/from"],
        reference: &["/data/tag", "/data/Tag"],
        time: &["/data/receivedTimestamp", "eventTime"],
        others: &[Mark {
            field: "eventType",
            values: &["Microsoft.Communication.SMSReceived", "Microsoft.EventGrid.…"],
        }],
        finish: Some(|_, draft| {
            if let Some(code) = draft.cause.as_deref().and_then(code_in) {
                draft.cause = Some(code.into());
            }
        }),
        ..Wire::EMPTY
    }
};

/// Returns the code in a sentence: its first number of four digits.
#[cfg(feature = "read")]
fn code_in(sentence: &str) -> Option<alloc::string::String> {
    sentence.split(|letter: char| !letter.is_ascii_digit()).find(|digits| digits.len() == 4).map(Into::into)
}
