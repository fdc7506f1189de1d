//! SMSGlobal: delivery receipts over HTTP.
//!
//! A receipt is a form or a query string about one message, with the word from an SMPP receipt. The documentation lists
//! only three words, and does not explain `dlr_err`. A receipt does not contain the recipient.
//!
//! - Id: `msgid` identifies one message.
//! - Time: `donedate`, as `yyMMddHHmm`; SMSGlobal does not document the zone.
//!
//! Sources: SMSGlobal, Delivery receipts (undated copies); for the other words, SMPP 3.4, appendix B.

use crate::table::tables;

tables! {
    /// The values of `dlrstatus`.
    STATUSES: Word "dlrstatus" {
        "DELIVRD" => Received, "delivered to the phone";
        "EXPIRED" => Expired, "operator timed out";
        "UNDELIV" => Undeliverable, "did not reach the phone";
        "ENROUTE" => Sent, "SMPP word: on its way";
        "DELETED" => NotDelivered, "SMPP word: cancelled";
        "ACCEPTD" => InProgress, "SMPP word: in practice, accepted by a relay";
        "UNKNOWN" => Undefined, "SMPP word: state not known";
        "REJECTD" => Rejected, "SMPP word: rejected; no cause given";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire { word: &["dlrstatus"], cause: &["dlr_err"], message_id: &["msgid"], time: &["donedate"], ..Wire::EMPTY }
};
