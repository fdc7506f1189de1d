//! Every value of SMPP that says what happened to a message.

use crate::table::tables;

tables! {
    /// The words and phrases after `stat:` in a receipt. First come the standard's words and the names of its states, and then
    /// vendors' words, each with the document that lists it.
    ///
    /// A gateway also counts as a vendor if it passes on the words of its message centres under a name other than `stat`.
    WORDS: Word "stat" {
        "SCHEDULED" => Scheduled, "delivery not begun (SMPP 5.0, 4.7.15)";
        "ENROUTE" => Sent, "in the operator's network, on its way (SMPP 3.4, appendix B)";
        "DELIVRD" => Received, "delivered to its destination (SMPP 3.4, appendix B)";
        "DELIVERED" => Received, "delivered to its destination (SMPP 3.4, 5.2.28)";
        "EXPIRED" => Expired, "validity period expired (SMPP 3.4, appendix B)";
        "DELETED" => NotDelivered, "cancelled; says nothing about the number (SMPP 3.4, appendix B)";
        "UNDELIV" => Undeliverable, "failed permanently; no cause given (SMPP 3.4, appendix B)";
        "UNDELIVERABLE" => Undeliverable, "failed permanently; no cause given (SMPP 3.4, 5.2.28)";
        "ACCEPTD" => InProgress, "in practice, accepted by a relay (SMPP 3.4, appendix B)";
        "ACCEPTED" => InProgress, "in practice, accepted by a relay (SMPP 3.4, 5.2.28)";
        "UNKNOWN" => Undefined, "state not known to the message centre (SMPP 3.4, appendix B)";
        "REJECTD" => Rejected, "rejected; no cause given (SMPP 3.4, appendix B)";
        "REJECTED" => Rejected, "rejected; no cause given (SMPP 3.4, 5.2.28)";
        "SKIPPED" => NotDelivered, "skipped by a rule of the message centre (SMPP 5.0, 4.7.15)";
        "SCHEDLD" => Scheduled, "waiting for its time (Melrose Labs, Delivery Receipts)";
        "STAGED" => Scheduled, "waiting to be submitted (SMSPortal, Delivery Statuses)";
        "NEW" => InProgress, "not sent yet (Mobizon, SMS Statuses)";
        "QUEUED" => InProgress, "waiting to be sent (Clockwork, Delivery States)";
        "ENQUEUD" => InProgress, "waiting to be sent (Mobizon, SMS Statuses)";
        "ENQUEUE" => InProgress, "waiting for its receipt (Shree Web, Message Status Explanation)";
        "PENDING" => InProgress, "waiting in the gateway (SMSFire, Código de Status)";
        "PEND" => InProgress, "pending (Telstra, Messaging API)";
        "BUFFRED" => InProgress, "waiting in the message centre (SMS Central, Receive DLRs)";
        "BUFFERD" => InProgress, "waiting in the message centre (Kannel, SMPP driver)";
        "BUFFERED" => InProgress, "waiting in the message centre (seven, C# client)";
        "ACK" => Sent, "accepted by the operator (Messente, Delivery Report)";
        "ACKED" => Sent, "accepted by the next network (mBlox, jsmpp issue 9)";
        "SENT" => Sent, "sent (Telstra, Messaging API)";
        "SUBMITD" => Sent, "with the network; no report yet (SMSPortal, Delivery Statuses)";
        "SUBMITTED" => Sent, "with the operator (Kaleyra, SMS Status and Status Trace Codes)";
        "TRANSMITTED" => DeliveredToOperator, "in the message centre, for the phone (seven, C# client)";
        "DELIVERED TO CARRIER" => DeliveredToOperator, "with the operator, not the phone (Esendex US, SMS API)";
        "OTHERROR" => OtherError, "another error of the gateway (TwSMS, twsms2)";
        "SYSERR" => OtherError, "error of the operator (SMS Central, Receive DLRs)";
        "SYNTAXE" => InternalError, "invalid syntax of the gateway (TwSMS, twsms2)";
        "MSGERROR" => MessageError, "incorrect content (TwSMS, twsms2)";
        "MESSAGE TOO LONG" => MessageTooLong, "longer than allowed (Esendex US, SMS API)";
        "NACK" => Rejected, "not accepted for delivery (Messente, Delivery Report)";
        "INVALID SERVICE TYPE" => Rejected, "service type rejected by the operator (Esendex US, SMS API)";
        "DND_REJECTED" => Rejected, "do-not-disturb, by its name (jsmpp, custom receipt)";
        "ZEROBAL" => Undeliverable, "recipient's prepaid account empty (PSWinCom, Delivery Report Statuses)";
        "UNDVBL" => Undeliverable, "undeliverable (Telstra, Messaging API)";
        "UNDELIVERED" => NotDelivered, "not delivered (Kaleyra, SMS Status and Status Trace Codes)";
        "NOTDELIVERED" => NotDelivered, "not delivered (seven, C# client)";
        "FAILED" => NotDelivered, "failed; no cause given (Vonage, Kaleyra, Route Mobile, SMPP)";
        "INVALID CRITERIA" => NotDelivered, "invalid criteria (Esendex US, SMS API)";
        "CANCELLED" => NotDelivered, "cancelled by the sender (SMSPortal, Delivery Statuses)";
        "NOROUTE" => RoutingError, "no route to the number (SMSPortal, Delivery Statuses)";
        "MOBERROR" => InvalidRecipient, "incorrect number (TwSMS, twsms2)";
        "BARRED" => InvalidRecipient, "barred, blocked or not in use (PSWinCom, Delivery Report Statuses)";
        "BARREDA" => PermanentContentError, "recipient below the age limit (PSWinCom, Delivery Report Statuses)";
        "REJERROR" => PermanentContentError, "content not allowed (TwSMS, twsms2)";
        "NOCRED" => InsufficientCredit, "account without credit (SMS Central, Receive DLRs)";
        "BLIST" => Blacklisted, "no SMS wanted by owner or trade body (SMSPortal, Delivery Statuses)";
        "MBBLACK" => Blacklisted, "number on a blacklist (Chuanglan, status report codes)";
        "OPTED OUT - BLOCKED" => Blacklisted, "recipient opted out (Sendmode, delivery statuses)";
        "PDLIVRD" => PartiallyDelivered, "some segments not delivered (Mobizon, SMS Statuses)";
        "DELIVERD" => Received, "delivered to its destination (CM.com, SMPP)";
        "SEEN" => Read, "seen by the recipient (Messente, Delivery Report)";
        "READ" => Read, "read by the recipient (Telstra, Messaging API)";
    }

    /// The states of a message: the values of the TLV `message_state`.
    ///
    /// SMPP 3.4, section 5.2.28, and SMPP 5.0, section 4.7.15, which adds the states 0 and 9.
    MESSAGE_STATES: Word "message_state" {
        (0, "SCHEDULED") => Scheduled, "delivery not begun";
        (1, "ENROUTE") => Sent, "in the operator's network, on its way";
        (2, "DELIVERED") => Received, "delivered to its destination";
        (3, "EXPIRED") => Expired, "validity period expired";
        (4, "DELETED") => NotDelivered, "cancelled; says nothing about the number";
        (5, "UNDELIVERABLE") => Undeliverable, "failed permanently; no cause given";
        (6, "ACCEPTED") => InProgress, "in practice, accepted by a relay";
        (7, "UNKNOWN") => Undefined, "state not known to the message centre";
        (8, "REJECTED") => Rejected, "rejected; no cause given";
        (9, "SKIPPED") => NotDelivered, "skipped by a rule of the message centre";
    }

    /// The GSM MAP errors in the TLV `network_error_code`, by their local codes.
    ///
    /// 3GPP TS 29.002, section 17.6.6. None of the errors says that a number is not assigned: a number that is *unknown to
    /// the network* may have been ported or mistyped.
    MAP_ERRORS: Cause "network_error_code" {
        (1, "unknownSubscriber") => InvalidRecipient, "not in the home register";
        (3, "unknownMSC") => TemporaryOperatorError, "switch not known to the network";
        (5, "unidentifiedSubscriber") => TemporaryAbsenceError, "phone not known to the visited network";
        (6, "absentSubscriberSM") => TemporaryAbsenceError, "phone off or out of coverage";
        (7, "unknownEquipment") => Undeliverable, "phone not known to the network";
        (8, "roamingNotAllowed") => TemporaryAbsenceError, "phone in a network that it may not use";
        (9, "illegalSubscriber") => Undeliverable, "subscriber not accepted by the network";
        (10, "bearerServiceNotProvisioned") => Undeliverable, "subscription without the service";
        (11, "teleserviceNotProvisioned") => Undeliverable, "subscription without SMS";
        (12, "illegalEquipment") => Undeliverable, "phone not accepted by the network";
        (13, "callBarred") => Undeliverable, "barred by the subscriber or the operator";
        (15, "cug-Reject") => Undeliverable, "subscriber reachable from a closed group only";
        (21, "facilityNotSupported") => Undeliverable, "SMS not supported by the network";
        (27, "absentSubscriber") => TemporaryAbsenceError, "phone off or out of coverage";
        (31, "subscriberBusyForMT-SMS") => TemporaryPhoneError, "phone receiving another message";
        (32, "sm-DeliveryFailure") => TemporaryPhoneError, "not accepted by the phone; perhaps its memory is full";
        (33, "messageWaitingListFull") => TemporaryPhoneError, "too many messages waiting for the phone";
        (34, "systemFailure") => TemporaryOperatorError, "fault of the network";
        (35, "dataMissing") => TemporaryOperatorError, "fault of the network";
        (36, "unexpectedDataValue") => TemporaryOperatorError, "fault of the network";
    }
}
