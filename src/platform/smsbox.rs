//! SMSBOX (France): delivery receipts for SMS and voice messages.
//!
//! A receipt is the query string of a GET request, and includes the fields that you supplied in `cvar`. SMSBOX sends
//! receipts only for messages that you sent with `callback=1`. Incoming messages come in the same format, without `accuse`.
//!
//! - Id: `reference` identifies one message, or one part of a long one.
//! - Time: `ts`, in Unix seconds.
//!
//! None of the values means an opt-out. Code 7 means that the number is invalid or blocked. Code -3 means that the credit
//! was refunded, and may follow another failure.
//!
//! Source: SMSBOX, [SMS API documentation](https://github.com/smsbox-net/api-documentation) (OpenAPI specification), March
//! 2026.

use crate::table::tables;

tables! {
    /// The values of `accuse`.
    STATUSES: Word "accuse" {
        "-3" => NotDelivered, "not delivered; credit refunded";
        "-1" => Undefined, "status cannot be determined";
        0 => Received, "received by the recipient";
        1 => NotDelivered, "not delivered; cause unknown";
        2 => PermanentContentError, "content refused, spam filter or parental lock";
        3 => TemporaryAbsenceError, "phone off or without signal";
        4 => TemporaryOperatorError, "fault of the operator's network";
        5 => ReceptionError, "recipient could not receive it";
        6 => TemporaryPhoneError, "memory of the phone full";
        7 => InvalidRecipient, "number invalid or blocked";
        8 => RoutingError, "prefix unknown, or no route";
        9 => Sent, "accepted by the operator";
        10 => Sent, "sent; this mode has no receipt";
        30 => InProgress, "voice: being called";
        31 => NotDelivered, "voice: hung up";
        32 => InProgress, "voice: recipient agreed to listen";
        33 => Listened, "voice: heard to the end";
        34 => Listened, "voice: heard and confirmed";
        35 => NotDelivered, "voice: refused";
        36 => NotDelivered, "voice: not answered";
        37 => NotDelivered, "voice: no key pressed";
        38 => NotDelivered, "voice: no dial tone";
        39 => InProgress, "voice: another call follows";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        word: &["accuse"],
        message_id: &["reference"],
        recipient: &["numero"],
        time_unix: &["ts"],
        incoming: &["modem", "message"],
        ..Wire::EMPTY
    }
};
