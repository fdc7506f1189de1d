//! SMSC.ru (smsc.kz, smscentre.com): statuses that the API returns.
//!
//! The answer to a status request is JSON. It contains neither the id nor the phone number that you asked about. SMSC also
//! sends statuses to your URL. We found no source for the names of the fields in these callbacks, so the crate reads only
//! `status` and `err` from them. E-mail, voice and Viber messages use the same status codes.
//!
//! - Id: none; the answer is about the message that you asked about.
//! - Time: `last_timestamp`, in Unix seconds.
//!
//! None of the values means an opt-out. Error 250 means that your own settings forbid the number. Error 252 means that the
//! number is forbidden; it does not say by whom. Error 1 means that the number does not exist. It corresponds to MAP error
//! 1, *unknown subscriber*, which ported numbers also cause, so the advice is to review the number.
//!
//! Sources: SMSC: [Statuses](https://smscentre.com/api/http/status_messages/statuses/); [Errors of
//! SMPP](https://smscentre.com/api/smpp/errors/), read in 2026. We could read only excerpts; the other rows come from copies
//! that name SMSC.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "-3" => Undefined, "id not found";
        "-2" => NotDelivered, "stopped before it was sent";
        "-1" => InProgress, "waiting to be sent";
        0 => Sent, "handed to the operator";
        1 => Delivered, "delivered to the subscriber";
        2 => Read, "read by the recipient";
        3 => Expired, "validity period expired";
        4 => Delivered, "delivered, and its short link opened";
        20 => Undeliverable, "cannot be delivered; the error says why";
        22 => InvalidRecipient, "number in an invalid format";
        23 => Rejected, "forbidden: duplicate, flood, list or spam filter";
        24 => InsufficientCredit, "account without credit";
        25 => RoutingError, "number cannot receive SMS, or no route";
    }

    /// The values of `err`.
    ERRORS: Cause "err" {
        1 => InvalidRecipient, "subscriber does not exist; may be ported";
        6 => TemporaryAbsenceError, "subscriber not in the network";
        11 => Undeliverable, "no SMS service: roaming or landline";
        12 => TemporaryPhoneError, "fault of the phone or SIM";
        13 => Undeliverable, "subscriber blocked: unpaid, at will or SIM damaged";
        21 => Undeliverable, "SMS service not supported";
        200 => Undefined, "virtual sending, a test";
        219 => TemporaryPhoneError, "SIM changed; blocked for 24 hours";
        220 => TemporaryPhoneError, "operator's queue for this recipient full";
        237 => TemporaryAbsenceError, "voice: no answer";
        238 => Rejected, "no template approved for the text";
        239 => Rejected, "IP address not allowed";
        240 => TemporaryPhoneError, "voice: busy";
        241 => MessageError, "text not convertible, or parts missing";
        242 => NotDelivered, "voice: answering machine";
        243 => Rejected, "no contract";
        244 => Rejected, "sending forbidden";
        245 => Undefined, "no status came";
        246 => Rejected, "time limit";
        247 => Rejected, "message limit";
        248 => RoutingError, "no route";
        249 => InvalidRecipient, "number in an invalid format";
        250 => Blacklisted, "SMSC, errors: number forbidden by your own settings";
        251 => Rejected, "limit for one number";
        252 => Rejected, "number forbidden; by whom is not specified";
        253 => PermanentAntiSpamError, "spam filter";
        254 => Rejected, "sender not registered";
        255 => Rejected, "refused by the operator without a code";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire { word: &["status"], cause: &["err"], time_unix: &["last_timestamp"], ..Wire::EMPTY }
};
