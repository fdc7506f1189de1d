//! Route Mobile (formerly RouteSMS): delivery report pushes.
//!
//! A push is a form about one message, with the word from an SMPP receipt. Route Mobile documents only code 205.
//!
//! - Id: `sMessageId` identifies one message.
//! - Time: `dtDone`, as `yyyy-MM-dd HH:mm:ss`; Route Mobile does not document the zone.
//! - Codes such as `1701` are answers to a send request, not reports.
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
pub(super) const WIRE: crate::wire::Wire<'_> = {
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
