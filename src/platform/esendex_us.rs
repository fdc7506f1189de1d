//! esendex.us, formerly CDYNE: delivery receipt postbacks.
//!
//! A postback is a form about one message, with `DeliveryReceipt=1`. `DeliveryReceiptMessage` is the text of an SMPP
//! receipt, which contains the time. For an MMS it is a single word.
//!
//! - Id: `MessageID` identifies one message.
//! - Time: `done date` in the receipt; esendex.us does not document the zone.
//!
//! None of the values means an opt-out. Code 090 means that the operator refuses the number as invalid. `MessageStatus` has
//! its own vocabulary.
//!
//! Source: esendex.us, [`SMSDeliveryReceiptPostback`](https://esendex.us/docs/sms-api/api/types/smsdeliveryreceiptpostback/) and
//! `DeliveryReceiptCode` (undated copies).

use crate::table::tables;

tables! {
    /// The values of `Code`.
    CODES: Word "Code" {
        (0, "DeliveredToDevice") => Received, "delivered to the recipient";
        (3, "DeliveredToCarrier") => DeliveredToOperator, "with the operator";
        (4, "Accepted") => Sent, "accepted by the operator";
        (5, "UndelivOrDeleted") => Undeliverable, "tried and failed: out of coverage, off or roaming";
        (8, "Expired") => Expired, "expired at the operator";
        15 => Undeliverable, "no such service at the operator or phone";
        17 => NotDelivered, "invalid criteria";
        21 => MessageTooLong, "too long";
        (23, "Rejected") => Rejected, "refused by the operator";
        24 => Undeliverable, "tried and failed: out of coverage, off or roaming";
        28 => Rejected, "sender's rate exceeded";
        29 => Rejected, "rate to the recipient exceeded";
        30 => Rejected, "both rates exceeded";
        32 => MessageError, "malformed or too large";
        (90, "BadAddress") => InvalidRecipient, "not a valid number; refused by the operator";
        (91, "InvalidRouting") => Rejected, "sender number not approved by the operator";
        999 => OtherError, "unknown error";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{report_time::ReportTime, smpp::Receipt, wire::Wire};

    const RECEIPT: &str = "DeliveryReceiptMessage";

    Wire {
        word: &["Code"],
        message_id: &["MessageID"],
        recipient: &["ToPhoneNumber"],
        sender: &["FromPhoneNumber"],
        reference: &["ReferenceID"],
        also: &[RECEIPT],
        finish: Some(|item, draft| {
            let text = item.text(RECEIPT);
            let receipt = text.as_deref().and_then(|text| Receipt::parse(text).ok());
            let done = receipt.and_then(|receipt| receipt.done_at());
            draft.reported_at = done.map(|local| ReportTime::new(local, None));
        }),
        ..Wire::EMPTY
    }
};
