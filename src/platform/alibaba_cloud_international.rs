//! Alibaba Cloud SMS outside China: the SMS webhook. Messages in China have [another vocabulary](super::alibaba_cloud).
//!
//! A request is a JSON list of reports. The same report may come twice.
//!
//! - Id: `MessageId` identifies one message; `TaskId` identifies the task.
//! - Time: `ReceiveDate` or, if it is missing, `SendDate`, in RFC 2822 format with an offset.
//!
//! The documentation gives three meanings for status 1: *sent*, *submitted* and *delivered*. The crate reads it as delivered
//! to the operator. Status 3 means *delivered* in older documentation and *under way* in the current API, so the table does
//! not contain it. We found no list of `ErrorCode` values.
//!
//! Sources: Alibaba Cloud: [SMS webhook](https://www.alibabacloud.com/help/doc-detail/409034.htm) (July 2024, September 2026);
//! the current and older query APIs.

use crate::table::tables;

tables! {
    /// The values of `Status`.
    STATUSES: Word "Status" {
        1 => DeliveredToOperator, "sent; perhaps delivered";
        2 => NotDelivered, "not delivered";
        6 => Expired, "validity period expired";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["Status"],
        cause: &["ErrorCode"],
        message_id: &["MessageId"],
        recipient: &["To"],
        time: &["ReceiveDate", "SendDate"],
        ..Wire::EMPTY
    }
};
