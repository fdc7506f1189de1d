//! Telesign: SMS delivery reports.
//!
//! A report is a JSON object about one message. It does not contain the recipient. `errors` contains API errors, which
//! are not causes. Telesign itself recommends using the code, not its text.
//!
//! - Id: `reference_id` identifies one message; `external_id` is an id that you supply.
//! - Time: `status.updated_on`, in RFC 3339 format.
//!
//! Code 510 means that the user blocks SMS or this sender, and codes 229 and 230 mean that the recipient is on a block list.
//! Code 507 means that the number has an invalid format, has no operator, or is unknown, so the advice is to review the
//! number. Telesign calls code 211 a permanent phone error, but uses it for phones that cannot receive SMS, so it does not
//! map to the status with that name. Codes from 100 to 199 are about calls, and codes from 300 to 399 are about lookups.
//!
//! Sources: Telesign: Receive SMS delivery reports; Transaction callback service; All status and error codes (copies of
//! October 2026).

use crate::table::tables;

tables! {
    /// The values of `status.code`.
    STATUSES: Word "status.code" {
        200 => Received, "delivered to the phone; final";
        201 => Sent, "done, suspicious activity seen; delivery not reported";
        203 => Sent, "delivered to the gateway; more may come";
        207 => NotDelivered, "not delivered; cause unknown";
        210 => TemporaryPhoneError, "phone off or its memory full; temporary";
        211 => Undeliverable, "phone cannot receive SMS, or is not registered properly";
        220 => RoutingError, "no route in the network";
        221 => Expired, "expired in the operator's queue";
        222 => Undeliverable, "phone, operator, plan or user without SMS";
        229 => Blacklisted, "Telesign, status codes: recipient on your block list";
        230 => Blacklisted, "Telesign, status codes: recipient on Telesign's block list";
        231 => MessageError, "content invalid or not supported";
        233 => PermanentAntiSpamError, "blocked for its risk score";
        237 => Rejected, "country blocked at your request";
        238 => Rejected, "prefix blocked at your request";
        250 => Undefined, "final status unknown";
        251 => Undefined, "no receipt within twelve hours";
        290 => InProgress, "in progress";
        292 => Sent, "queued by the gateway";
        293 => InProgress, "bulk request accepted";
        295 => Undefined, "status delayed";
        500 => Rejected, "not attempted";
        501 => Rejected, "not authorised";
        502 => Rejected, "campaign not accepted";
        503 => TemporaryOperatorError, "temporary fault of the operator; retry later";
        504 => PermanentOperatorError, "permanent fault of the operator";
        505 => TemporaryOperatorError, "temporary fault of the gateway; retry later";
        506 => PermanentOperatorError, "permanent fault of the gateway";
        507 => InvalidRecipient, "number incorrect, without an operator, or unknown";
        508 => Rejected, "sender not accepted";
        509 => MessageError, "invalid parameters";
        510 => Blacklisted, "Telesign, status codes: user blocked SMS or this sender";
        511 => Undeliverable, "subscriber without credit";
        512 => TemporaryAbsenceError, "roaming";
        513 => PermanentPortabilityError, "number ported and not reachable";
        514 => TemporaryAbsenceError, "absent subscriber; temporary";
        515 => PermanentAntiSpamError, "flagged as spam";
        516 => Undeliverable, "channel not supported";
        517 => Rejected, "sender or template not registered";
        518 => Rejected, "SIM changed recently";
        519 => Rejected, "check of the SIM not possible";
        520 => PermanentContentError, "content not permitted";
        521 => Rejected, "sender or template not registered";
        599 => Undefined, "status not available";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["/status/code"],
        message_id: &["reference_id"],
        reference: &["external_id"],
        time: &["/status/updated_on"],
        mcc_mnc: &["/additional_info/mcc", "/additional_info/mnc"],
        ..Wire::EMPTY
    }
};
