//! Clickatell SMS API: callbacks from the Platform (REST and HTTP) and from the older HTTP API.
//!
//! A callback is a JSON object or a query string about one message. In the older API it is a form or a query string; the
//! crate does not read that API's XML or SOAP. The One API uses the same codes with different meanings; see
//! [`clickatell_one`](super::clickatell_one).
//!
//! - Id: `messageId` or `apiMsgId` identifies one message.
//! - Time: `timestamp`, in Unix seconds or milliseconds.
//!
//! None of the values means an opt-out. We did not find the Platform's list of words. We know two of its words, and assume
//! that the Platform's codes have the same meanings as in the older API.
//!
//! Sources: Clickatell: SMS client callbacks (OpenAPI specification, undated copy); [HTTP API
//! overview](https://github.com/arnoesterhuizen/clickatell-overview-http), by its staff, 2013; archive.clickatell.com; HTTP
//! API specification 2.3.8 (a copy).

use crate::table::tables;

tables! {
    /// The values of `status` and `statusCode`.
    STATUSES: Word "status" {
        1 => Undefined, "id unknown, or report delayed";
        2 => InProgress, "not delivered yet; queued for a retry";
        (3, "DELIVERED_TO_GATEWAY") => DeliveredToOperator, "with the upstream gateway or network";
        (4, "RECEIVED_BY_RECIPIENT") => Received, "confirmed by the phone";
        5 => MessageError, "error of the message, probably its content";
        6 => NotDelivered, "stopped by the account's user or the staff";
        7 => NotDelivered, "could not be delivered to the phone";
        8 => InProgress, "accepted by the gateway";
        9 => RoutingError, "routing error";
        10 => Expired, "expired before reaching the upstream gateway";
        11 => Scheduled, "queued for later";
        12 => InsufficientCredit, "account without credit";
        14 => Rejected, "maximum number of messages exceeded";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["status", "statusCode"],
        message_id: &["messageId", "apiMsgId"],
        recipient: &["to"],
        sender: &["from"],
        reference: &["clientMessageId", "cliMsgId"],
        time_unix: &["timestamp"],
        time_unix_millis: &["timestamp"],
        incoming: &["text"],
        ..Wire::EMPTY
    }
};
