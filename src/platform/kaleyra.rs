//! Kaleyra: words and traces in delivery reports.
//!
//! You choose the fields of a callback yourself, in a *callback profile*. Name them `id`, `mobile`, `status` and `trace`, as in
//! the query string `id=1&mobile=910000000000&status=UNDELIVERED&trace=ABSENT-SUB`.
//!
//! - Id: `id` identifies one message.
//! - Time: Kaleyra documents none.
//!
//! The traces `OPT-OUT` and `OUTPUT-REJ` mean an opt-out, and `BLACKLIST` and `REJECTED` mean that the number is on a
//! blacklist. The register behind `CON-DND` and `DND-NUMB` stops only promotions. According to Kaleyra, `INVALID-SUB` means
//! that the number does not exist, because the home register does not know it. But the home register does not know ported
//! numbers either.
//!
//! Receipts from SMPP accounts have the words `DELIVRD`, `FAILED`, `EXPIRED` and `UNDELIV`: read them as
//! [SMPP](super::smpp).
//!
//! Sources: Kaleyra: SMS callback; SMS status and status trace codes (excerpts from 2026); copies of them that name
//! Kaleyra (July 2026 and older).

use crate::table::tables;

tables! {
    /// The words in callbacks and reports.
    STATUSES: Word "status" {
        "Sent" => Sent, "sent to the operator";
        "Delivered" => Delivered, "delivered, as the operator confirms";
        "Failed" => NotDelivered, "not delivered; the trace says why";
        "Undelivered" => Undeliverable, "incorrect number or content; the trace says why";
        "SUBMITTED" => Sent, "submitted to the operator";
        "ENROUTE" => Sent, "on its way";
        "DELIVRD" => Received, "delivered to the phone";
        "SENT - NO DLR" => Undefined, "sent, and no report came";
        "NOT-SENT" => Rejected, "not sent; the trace says why";
        "EXPIRED" => Expired, "validity period expired";
    }

    /// The status trace codes.
    TRACES: Cause "trace" {
        "INVALID-SUB" => InvalidRecipient, "not in the home register; may be ported";
        "INV-NUMBER" => InvalidRecipient, "invalid number";
        "KLR-INV-NUMBER" => InvalidRecipient, "invalid number";
        "INV-MOB-PATTRN" => InvalidRecipient, "invalid pattern of a mobile number";
        "OPT-OUT" => Blacklisted, "Kaleyra, trace codes: the recipient opted out";
        "OUTPUT-REJ" => Blacklisted, "Kaleyra, trace codes: the recipient left the group";
        "CON-DND" => Rejected, "registered against promotions; service messages may still go";
        "DND-NUMB" => Rejected, "registered against promotions; service messages may still go";
        "DNDNUMB" => Rejected, "registered against promotions; service messages may still go";
        "BLACKLIST" => Blacklisted, "Kaleyra, trace codes: number blacklisted";
        "REJECTED" => Blacklisted, "Kaleyra, trace codes: number blacklisted by the operator";
        "NOT-OPTIN" => Rejected, "recipient never opted in to the group";
        "ABSENT-SUB" => TemporaryAbsenceError, "absent subscriber";
        "MOB-OFF" => TemporaryAbsenceError, "phone off";
        "HANDSET-ERR" => TemporaryPhoneError, "fault of the phone";
        "HANDSET-BUSY" => TemporaryPhoneError, "phone busy";
        "MEM-EXEC" => TemporaryPhoneError, "memory of the phone full";
        "MEMEXEC" => TemporaryPhoneError, "memory of the phone full";
        "BARRED" => Undeliverable, "barred by the user, or a closed group";
        "NET-ERR" => TemporaryOperatorError, "fault of the network";
        "UN-DELIV" => TemporaryOperatorError, "fault of the network";
        "UNDELIV" => TemporaryOperatorError, "fault of the network";
        "FAILED" => NotDelivered, "expired while roaming, or failed at the operator";
        "EXPIRED" => Expired, "validity period expired after retries";
        "NO-DLR-OPTR" => Undefined, "with the operator, no report";
        "NO-CREDITS" => InsufficientCredit, "account without credit";
        "SERVER-ERR" => InternalError, "fault of the platform";
        "SPAM" => PermanentAntiSpamError, "flagged as spam";
        "REJECTED-MULTIPART" => MessageTooLong, "message of several parts refused";
        "NOT-ALLOWED" => Rejected, "not allowed";
        "NOTALLOWED" => Rejected, "not allowed";
        "BLOCKED-COUNTRY" => Rejected, "country blocked for the account";
        "SERIES-BLOCK" => Rejected, "series of numbers blocked";
        "SERIES-BLK" => Rejected, "series of numbers blocked";
        "TEMPLATE-NOT-FOUND" => Rejected, "template not found";
        "INV-TEMPLATE-MATCH" => Rejected, "text does not match the template";
        "SENDER-ID-NOT-FOUND" => Rejected, "sender not found";
        "SNDRID-NOT-ALLOTED" => Rejected, "sender not assigned to the account";
        "KYC-NOT-APPROVED" => Rejected, "account not approved";
        "TIME-OUT-PROM" => Rejected, "outside the hours for promotions";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire { word: &["status"], cause: &["trace"], message_id: &["id"], recipient: &["mobile"], ..Wire::EMPTY }
};
