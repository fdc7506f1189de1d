//! SMSGlobal: delivery receipts by HTTP.
//!
//! A receipt is a form or a query string for one message, with an SMPP word; the documentation lists three of them. It does not
//! contain the recipient, and the meaning of `dlr_err` is not documented.
//!
//! - Id: `msgid` names one message.
//! - Time: `donedate`, as `yyMMddHHmm`; the zone is not documented.
//!
//! Sources: SMSGlobal, Delivery receipts (undated copies); SMPP 3.4, appendix B, for the other words.

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
pub(super) static WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire { word: &["dlrstatus"], cause: &["dlr_err"], message_id: &["msgid"], time: &["donedate"], ..Wire::EMPTY }
};
