//! Route Mobile (formerly RouteSMS): pushes of delivery reports.
//!
//! A push is a form for one message, with the word from an SMPP receipt. Route Mobile documents only the code 205.
//!
//! - Id: `sMessageId` names one message.
//! - Time: `dtDone`, as `yyyy-MM-dd HH:mm:ss`; the documentation does not name the zone.
//! - `1701` and the like are answers to a send request, and not reports.
//!
//! Source: Route Mobile, DLR Push API specifications 1.0.0 (two copies, one of 2012).

use crate::table::tables;

tables! {
    /// The values of `sStatus`.
    STATUSES: Word "sStatus" {
        "UNKNOWN" => Undefined, "unknown";
        "ACKED" => Sent, "acknowledged by the next network";
        "ENROUTE" => Sent, "on its way";
        "DELIVRD" => Received, "delivered";
        "EXPIRED" => Expired, "validity period expired";
        "DELETED" => NotDelivered, "deleted";
        "UNDELIV" => Undeliverable, "undeliverable";
        "ACCEPTED" => InProgress, "accepted by a relay";
        "REJECTD" => Rejected, "rejected";
    }

    /// The values of `iErrCode`.
    ERRORS: Cause "iErrCode" {
        205 => OtherError, "unknown error";
    }
}

#[cfg(feature = "read")]
pub(super) static WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["sStatus"],
        cause: &["iErrCode"],
        message_id: &["sMessageId"],
        recipient: &["sMobileNo"],
        sender: &["sSender"],
        network: &["iMCCMNC"],
        time: &["dtDone"],
        ..Wire::EMPTY
    }
};
