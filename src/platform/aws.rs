//! AWS: events from End User Messaging and Pinpoint, and SNS delivery logs and usage reports.
//!
//! An event is a JSON object with `eventType`, or `event_type` in Pinpoint. An SNS delivery log has a sentence in
//! `providerResponse`. The crate looks for the word in that sentence, in Pinpoint's `record_status`, in the event type and in
//! the log's `status`, and takes the first one that it knows. For RCS, `messageStatus` gives more detail than the event type.
//!
//! - `isFinal`: if it is true, a message that the operator accepted counts as [`Delivered`](crate::DeliveryStatus::Delivered).
//!   If it is false, a failure counts as [`Sent`](crate::DeliveryStatus::Sent), because AWS may still deliver the message.
//! - Opt-out: `_SMS.OPTOUT` means that the recipient received the message and replied with an opt-out word. SNS does not send
//!   to a number that has opted out, and leaves it out of the usage report.
//! - Envelopes: the crate reads SNS notifications, EventBridge events, exports and query results from CloudWatch Logs, the
//!   records that Lambda gets from SNS and SQS, and consecutive events, as Firehose writes them. Decode the base64 from
//!   Kinesis or a Firehose HTTP endpoint yourself, and turn each row of a usage report into a JSON object.
//! - Id: `messageId` identifies one message. A row in the usage report is about one part of the message.
//! - Time: `eventTimestamp`, in Unix milliseconds; in logs, `yyyy-MM-dd HH:mm:ss.SSS` in a zone that AWS does not document.
//!
//! Sources: AWS End User Messaging SMS, user guide, [Event
//! types](https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html), Example event data,
//! EventBridge and RCS; the enum `EventType` in the SDK (August 2026); Amazon Pinpoint, SMS events; Amazon SNS, developer
//! guide (2019 to 2023), delivery logs and usage report. We saw `OPTED_OUT`, `NO_QUOTA_LEFT` and the SNS sentence with "quota"
//! only in public code.

use crate::table::tables;

tables! {
    /// The values of `eventType`.
    EVENTS: Word "eventType" {
        "TEXT_SENT" => Sent, "with the operator; announced, but not in use";
        "TEXT_PENDING" => InProgress, "on its way to the operator";
        "TEXT_QUEUED" => InProgress, "queued";
        "TEXT_SUCCESSFUL" => DeliveredToOperator, "accepted by the operator; delivered if it is final";
        "TEXT_DELIVERED" => Delivered, "delivered";
        "TEXT_INVALID" => InvalidRecipient, "invalid number";
        "TEXT_INVALID_MESSAGE" => MessageError, "invalid text";
        "TEXT_UNREACHABLE" => TemporaryAbsenceError, "phone off or not connected";
        "TEXT_CARRIER_UNREACHABLE" => TemporaryOperatorError, "temporary fault of the operator's network";
        "TEXT_BLOCKED" => Rejected, "blocked by the phone or the operator";
        "TEXT_CARRIER_BLOCKED" => PermanentContentError, "content flagged as harmful by the operator";
        "TEXT_SPAM" => PermanentAntiSpamError, "flagged as spam by the operator";
        "TEXT_UNKNOWN" => Undefined, "cause unknown, or no answer in 72 hours";
        "TEXT_TTL_EXPIRED" => Expired, "time to live ended";
        "TEXT_PROTECT_BLOCKED" => Rejected, "country not allowed by the account's rules";
        "VOICE_INITIATED" => InProgress, "call begun";
        "VOICE_RINGING" => InProgress, "phone rings";
        "VOICE_ANSWERED" => Delivered, "call answered";
        "VOICE_COMPLETED" => Delivered, "call completed";
        "VOICE_BUSY" => TemporaryPhoneError, "line busy";
        "VOICE_NO_ANSWER" => TemporaryAbsenceError, "call not answered";
        "VOICE_FAILED" => NotDelivered, "call failed";
        "VOICE_TTL_EXPIRED" => Expired, "time to live ended";
        "MEDIA_PENDING" => InProgress, "on its way to the operator";
        "MEDIA_QUEUED" => InProgress, "queued";
        "MEDIA_SUCCESSFUL" => DeliveredToOperator, "accepted by the operator; delivered if it is final";
        "MEDIA_DELIVERED" => Delivered, "delivered";
        "MEDIA_INVALID" => InvalidRecipient, "invalid number";
        "MEDIA_INVALID_MESSAGE" => MessageError, "invalid text";
        "MEDIA_UNREACHABLE" => TemporaryAbsenceError, "phone off or not connected";
        "MEDIA_CARRIER_UNREACHABLE" => TemporaryOperatorError, "temporary fault of the operator's network";
        "MEDIA_BLOCKED" => Rejected, "blocked by the phone or the operator";
        "MEDIA_CARRIER_BLOCKED" => PermanentContentError, "content flagged as harmful by the operator";
        "MEDIA_SPAM" => PermanentAntiSpamError, "flagged as spam by the operator";
        "MEDIA_UNKNOWN" => Undefined, "cause unknown, or no answer in 72 hours";
        "MEDIA_TTL_EXPIRED" => Expired, "time to live ended";
        "MEDIA_FILE_INACCESSIBLE" => MessageError, "file cannot be fetched";
        "MEDIA_FILE_TYPE_UNSUPPORTED" => MessageError, "file type not supported";
        "MEDIA_FILE_SIZE_EXCEEDED" => MessageTooLong, "file too large";
        "RCS_QUEUED" => InProgress, "queued";
        "RCS_SENT" => Sent, "sent";
        "RCS_DELIVERED" => Received, "accepted by the phone";
        "RCS_READ" => Read, "read by the recipient";
        "RCS_FAILED" => NotDelivered, "not delivered";
        "RCS_TTL_EXPIRED" => Expired, "time to live ended";
        "RCS_PROTECT_BLOCKED" => Rejected, "country not allowed by the account's rules";
        "RCS_FALLEN_BACK_TO_SMS" => Sent, "sent as SMS instead; id not reported";
    }

    /// The values of Pinpoint's `record_status`, which `messageStatus` may also have.
    STATUSES: Word "record_status" {
        "PENDING" => InProgress, "on its way to the operator";
        "QUEUED" => InProgress, "queued";
        "SUCCESSFUL" => DeliveredToOperator, "accepted by the operator; delivered if it is final";
        "DELIVERED" => Delivered, "delivered";
        "INVALID" => InvalidRecipient, "invalid number";
        "INVALID_MESSAGE" => MessageError, "invalid text";
        "UNREACHABLE" => TemporaryAbsenceError, "phone off or not connected";
        "CARRIER_UNREACHABLE" => TemporaryOperatorError, "temporary fault of the operator's network";
        "BLOCKED" => Rejected, "blocked by the phone or the operator";
        "CARRIER_BLOCKED" => PermanentContentError, "content flagged as harmful by the operator";
        "SPAM" => PermanentAntiSpamError, "flagged as spam by the operator";
        "UNKNOWN" => Undefined, "cause unknown, or no answer in 72 hours";
        "TTL_EXPIRED" => Expired, "time to live ended";
        "SENT" => Sent, "with the operator";
        "PROTECT_BLOCKED" => Rejected, "country not allowed by the account's rules";
        "OPTED_OUT" => Blacklisted, "Amazon Pinpoint, `record_status`: recipient opted out";
        "MAX_PRICE_EXCEEDED" => Rejected, "monthly spending quota of the account used up";
        "NO_QUOTA_LEFT" => Rejected, "quota of the account used up";
        "NO_QUOTA_LEFT_FOR_ACCOUNT" => Rejected, "quota of the account used up";
    }

    /// The values of `messageStatus` in an RCS event.
    RCS_STATUSES: Word "messageStatus" {
        "UNDELIVERABLE" => Undeliverable, "phone without RCS";
        "REJECTED" => PermanentContentError, "content against the rules";
        "READ" => Read, "read by the recipient";
        "TTL_EXPIRATION_REVOKED" => Expired, "time to live ended; withdrawn";
        "TTL_EXPIRATION_REVOKE_FAILED" => Undefined, "time to live ended; it may still arrive";
    }

    /// The values of Pinpoint's `event_type`.
    PINPOINT_EVENTS: Word "event_type" {
        "_SMS.SEND" => InProgress, "being sent";
        "_SMS.BUFFERED" => InProgress, "being delivered";
        "_SMS.SUCCESS" => DeliveredToOperator, "accepted by the operator";
        "_SMS.FAILURE" => NotDelivered, "not delivered";
        "_SMS.OPTOUT" => Received, "received; the recipient replied with an opt-out word";
    }

    /// The sentences in `providerResponse` of an SNS delivery log, and in `DeliveryStatus` of the usage report.
    SNS_RESPONSES: Word "providerResponse" {
        "Message has been accepted by phone carrier…" => DeliveredToOperator, "accepted by the operator";
        "Message has been accepted by phone…" => Received, "accepted by the phone";
        "Blocked as spam by phone carrier…" => PermanentAntiSpamError, "flagged as spam by the operator";
        "Destination is on a blocked list…" => Blacklisted, "Amazon SNS, reasons for failures: number on a blocked list";
        "Destination is blacklisted…" => Blacklisted, "Amazon SNS, reasons for failures: number on a blocked list";
        "Invalid phone number…" => InvalidRecipient, "invalid number";
        "Message body is invalid…" => MessageError, "invalid text";
        "Phone carrier has blocked this message…" => PermanentContentError, "message blocked by the operator";
        "Phone carrier is currently unreachable/unavailable…" => TemporaryOperatorError, "temporary fault of the operator's network";
        "Phone has blocked SMS…" => Rejected, "blocked by the phone or the operator";
        "Phone is on a blocked list…" => Blacklisted, "Amazon SNS, reasons for failures: number on a blocked list";
        "Phone is blacklisted…" => Blacklisted, "Amazon SNS, reasons for failures: number on a blocked list";
        "Phone is currently unreachable/unavailable…" => TemporaryAbsenceError, "phone off or not connected";
        "…is opted out…" => Blacklisted, "Amazon SNS, reasons for failures: number opted out";
        "This delivery would exceed max price…" => Rejected, "monthly spending quota of the account used up";
        "No quota left for account…" => Rejected, "quota of the account used up";
        "Unknown error attempting to reach phone…" => OtherError, "unknown error";
    }

    /// The values of `status` in an SNS delivery log.
    SNS_STATUSES: Word "status" {
        "SUCCESS" => DeliveredToOperator, "accepted by the operator or the phone";
        "FAILURE" => NotDelivered, "not delivered";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use alloc::borrow::Cow;

    use crate::{
        status::DeliveryStatus::{Blacklisted, Delivered, DeliveredToOperator, Sent},
        table::{Of, find_of},
        vocabulary::Outcome,
        wire::{Draft, Item, Mark, Wire},
    };

    fn finish<'n>(item: &Item<'_, 'n>, draft: &mut Draft<'n>) {
        draft.part = item.part("PartNumber", "TotalParts");
        draft.network = draft.network.take().or_else(|| network(item));
        let is = |field, value: &str| item.text(field).is_some_and(|text| text.eq_ignore_ascii_case(value));
        if is("event_type", "_SMS.OPTOUT") {
            draft.word = "_SMS.OPTOUT".into();
            draft.opted_out = true;
        }
        if item.text("eventType").is_some_and(|event| event.starts_with("RCS_")) {
            let status = item.text("messageStatus").filter(|status| RCS_STATUSES.find(status).is_some());
            draft.word = status.unwrap_or_else(|| core::mem::take(&mut draft.word));
        }
        let Some(row) = find_of(TABLES, Of::Word, &draft.word) else { return };
        if is("isFinal", "true") && row.status == DeliveredToOperator {
            draft.status = Some(Delivered);
        } else if is("isFinal", "false") && row.status.outcome() == Outcome::Failed {
            draft.status = Some(Sent);
            draft.opted_out = row.status == Blacklisted;
        }
    }

    /// Returns the network in an SNS delivery log, which writes the codes as numbers, and 0 if it knows none.
    ///
    /// A number has lost the zeros of its code. The Americas have codes of two and of three digits, so there a small number says nothing.
    fn network<'n>(item: &Item<'_, 'n>) -> Option<Cow<'n, str>> {
        let number = |name| item.text(name)?.parse::<u16>().ok();
        let (country, network) = (number("/delivery/mcc")?, number("/delivery/mnc")?);
        let is_clear = network >= 100 || !matches!(country / 100, 0 | 3 | 7);
        is_clear.then(|| alloc::format!("{country}{network:02}").into())
    }

    Wire {
        reports: &["/detail", "/logEvents", "/events", "/Records"],
        embedded: &["Message", "message", "/Sns/Message", "body"],
        word: &[
            "/delivery/providerResponse",
            "DeliveryStatus",
            "messageStatusDescription",
            "/attributes/record_status",
            "eventType",
            "event_type",
            "messageStatus",
            "status",
        ],
        message_id: &["messageId", "/attributes/message_id", "/notification/messageId", "MessageId"],
        recipient: &[
            "destinationPhoneNumber",
            "/attributes/destination_phone_number",
            "/delivery/destination",
            "DestinationPhoneNumber",
        ],
        sender: &["originationPhoneNumber", "/attributes/origination_phone_number"],
        mcc_mnc: &["mcc", "mnc"],
        time: &["/notification/timestamp", "PublishTimeUTC"],
        time_unix_millis: &["eventTimestamp", "event_timestamp"],
        others: &[
            Mark { field: "Type", values: &["SubscriptionConfirmation", "UnsubscribeConfirmation"] },
            Mark { field: "../detail-type", values: &["Registration…"] },
            Mark { field: "event_type", values: &["_email…", "_campaign…", "_journey…", "_session…"] },
        ],
        incoming: &["inboundMessageId", "messageBody"],
        also: &["isFinal", "PartNumber", "TotalParts", "/delivery/mcc", "/delivery/mnc"],
        finish: Some(finish),
        ..Wire::EMPTY
    }
};
