//! Jasmin: delivery receipts from the HTTP API, sent to the `dlr-url`.
//!
//! A receipt is the query string of a GET request or the form in a POST request. Jasmin expects the answer `ACK/Jasmin`. A
//! level 1 receipt has the message centre's answer, `ESME_ROK` or the name of an SMPP error. A level 2 receipt has the word
//! from an SMPP receipt.
//!
//! - Id: `id` identifies one message.
//! - Time: `donedate` in a level 2 receipt, as `yyMMddHHmm` in the message centre's zone, which the crate reads as UTC.
//! - Recipient: Jasmin does not report it. Add `recipient=` and `reference=` to the `dlr-url`.
//! - `ND` stands for a missing value.
//! - Jasmin resends a message after `ESME_RTHROTTLED`, `ESME_RMSGQFUL` and `ESME_RSYSERR`, and reports only the first answer. So
//!   the message may arrive after all.
//!
//! Sources: Jasmin, [HTTP API](https://docs.jasminsms.com/en/latest/apis/http/index.html), section "Receiving DLR",
//! `jasmin/managers/content.py`, `jasmin/managers/dlr.py` and `jasmin/protocols/smpp/operations.py`, as of April 2026; SMPP 3.4,
//! section 5.1.3.

use crate::table::tables;

tables! {
    /// The values of `message_status`.
    STATUSES: Word "message_status" {
        "ESME_ROK" => Sent, "accepted by the message centre";
        "ESME_RINVDSTADR" => InvalidRecipient, "number invalid for the message centre";
        "ESME_RTHROTTLED" => Rejected, "more messages at once than allowed";
        "ESME_RMSGQFUL" => TemporaryOperatorError, "queue of the message centre full";
        "ESME_RSYSERR" => TemporaryOperatorError, "fault of the message centre";
        "ESME_RX_T_APPN" => TemporaryOperatorError, "temporary fault of the receiving application";
        "ESME_RINVMSGLEN" => MessageError, "length of the message invalid";
        "ESME_RINVEXPIRY" => MessageError, "validity period invalid";
        "ESME_RINVSCHED" => MessageError, "send time invalid";
        "ESME_RINVOPTPARAMVAL" => MessageError, "optional parameter invalid";
        "ESME_RDELIVERYFAILURE" => NotDelivered, "delivery failed";
        "ESME_RUNKNOWNERR" => OtherError, "unknown error";
        "ESME_…" => Rejected, "refused by the message centre";
        "DELIVRD" => Received, "delivered to its destination";
        "EXPIRED" => Expired, "validity period expired";
        "DELETED" => NotDelivered, "cancelled; says nothing about the number";
        "UNDELIV" => Undeliverable, "failed permanently; no cause given";
        "ACCEPTD" => InProgress, "in practice, accepted by a relay";
        "UNKNOWN" => Undefined, "state not known; also in place of ENROUTE";
        "REJECTD" => Rejected, "rejected; no cause given";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["message_status"],
        cause: &["err"],
        message_id: &["id"],
        recipient: &["recipient"],
        reference: &["reference"],
        time: &["donedate"],
        incoming: &["content", "binary", "origin-connector"],
        finish: Some(|_, draft| draft.cause = draft.cause.take().filter(|cause| cause != "ND")),
        ..Wire::EMPTY
    }
};
