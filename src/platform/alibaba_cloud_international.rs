//! Alibaba Cloud SMS outside China: the SMS webhook. Messages in China have [another vocabulary](super::alibaba_cloud).
//!
//! A request is a JSON list of reports. The same report may come twice.
//!
//! - Id: `MessageId` names one message; `TaskId` names the task.
//! - Time: `ReceiveDate`, else `SendDate`, in the format of RFC 2822 with an offset.
//!
//! Documents disagree on status 1: *sent*, *submitted* and *delivered*; it counts as delivered to the operator. Older ones have
//! 3 for *delivered*, the present API for *under way*, so 3 is in no table. No list of `ErrorCode` was found.
//!
//! Sources: Alibaba Cloud, [SMS webhook](https://www.alibabacloud.com/help/doc-detail/409034.htm) (July 2024, September 2026),
//! and the present and older query APIs.

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
pub(super) static WIRE: crate::wire::Wire<'_> = {
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
