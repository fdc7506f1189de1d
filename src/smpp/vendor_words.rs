use crate::{
    mapping::Mapping,
    status::DeliveryStatus::{
        Blacklisted, DeliveredToOperator, InProgress, InsufficientCredit, InternalError, InvalidRecipient,
        MessageError, MessageTooLong, NotDelivered, OtherError, PartiallyDelivered, PermanentContentError, Read,
        Received, Rejected, RoutingError, Scheduled, Sent, Undeliverable,
    },
};

/// The words and phrases that vendors write after `stat:` although they are not in the standard, each with the document that
/// lists it.
///
/// A gateway that passes on the words of its message centres under another name than `stat` counts as such a vendor.
pub const VENDOR_WORDS: &[Mapping<&'static str>] = &[
    // Pending.
    Mapping::new("SCHEDLD", Scheduled, "The time of its delivery has not come yet (Melrose Labs, Delivery Receipts)."),
    Mapping::new(
        "STAGED",
        Scheduled,
        "It waits to be submitted, mostly until its time comes (SMSPortal, Delivery Statuses).",
    ),
    Mapping::new("NEW", InProgress, "It was not sent yet (Mobizon, SMS Statuses)."),
    Mapping::new("QUEUED", InProgress, "It waits to be sent (Clockwork, Delivery States)."),
    Mapping::new("ENQUEUD", InProgress, "It waits to be sent (Mobizon, SMS Statuses)."),
    Mapping::new("ENQUEUE", InProgress, "It waits for its receipt (Shree Web, Message Status Explanation)."),
    Mapping::new("PENDING", InProgress, "It waits in the gateway (SMSFire, Código de Status)."),
    Mapping::new("PEND", InProgress, "It is pending (Telstra, Messaging API)."),
    Mapping::new("BUFFRED", InProgress, "It waits in the message centre (SMS Central, Receive DLRs)."),
    Mapping::new("BUFFERD", InProgress, "It waits in the message centre (Kannel, SMPP driver)."),
    Mapping::new("BUFFERED", InProgress, "It waits in the message centre (seven, C# client)."),
    Mapping::new("ACK", Sent, "The operator accepted it for delivery (Messente, Delivery Report)."),
    Mapping::new("ACKED", Sent, "The next network took it; the phone has not confirmed it (mBlox, jsmpp issue 9)."),
    Mapping::new("SENT", Sent, "It was sent (Telstra, Messaging API)."),
    Mapping::new("SUBMITD", Sent, "The network has it, and has not reported on it (SMSPortal, Delivery Statuses)."),
    Mapping::new("SUBMITTED", Sent, "The operator has it (Kaleyra, SMS Status and Status Trace Codes)."),
    Mapping::new("TRANSMITTED", Sent, "It was handed over (seven, C# client)."),
    Mapping::new(
        "DELIVERED TO CARRIER",
        DeliveredToOperator,
        "The carrier has it, not the phone (Esendex US, SMS API).",
    ),
    // Failed.
    Mapping::new("OTHERROR", OtherError, "The gateway has another error (TwSMS, twsms2)."),
    Mapping::new("SYSERR", OtherError, "The carrier has an error (SMS Central, Receive DLRs)."),
    Mapping::new("SYNTAXE", InternalError, "The gateway used a wrong syntax (TwSMS, twsms2)."),
    Mapping::new("MSGERROR", MessageError, "The content is incorrect (TwSMS, twsms2)."),
    Mapping::new("MESSAGE TOO LONG", MessageTooLong, "It is longer than allowed (Esendex US, SMS API)."),
    Mapping::new("NACK", Rejected, "It was not accepted for delivery (Messente, Delivery Report)."),
    Mapping::new("INVALID SERVICE TYPE", Rejected, "The carrier rejected the type of service (Esendex US, SMS API)."),
    Mapping::new("BARREDA", Rejected, "The recipient is too young for it (PSWinCom, Delivery Report Statuses)."),
    // The list is a national registry, and the rule of the operator; the recipient has not said no to this sender.
    Mapping::new(
        "DND_REJECTED",
        Rejected,
        "A do-not-disturb registry has the number (jsmpp, example of a custom receipt).",
    ),
    // The recipient's credit: InsufficientCredit is the sender's.
    Mapping::new(
        "ZEROBAL",
        Undeliverable,
        "The recipient's prepaid account is empty (PSWinCom, Delivery Report Statuses).",
    ),
    Mapping::new("UNDVBL", Undeliverable, "It is undeliverable (Telstra, Messaging API)."),
    Mapping::new(
        "UNDELIVERED",
        NotDelivered,
        "It did not reach the recipient (Kaleyra, SMS Status and Status Trace Codes).",
    ),
    Mapping::new("NOTDELIVERED", NotDelivered, "It was not delivered (seven, C# client)."),
    Mapping::new("FAILED", NotDelivered, "It failed, and no cause is given (Vonage, Kaleyra and Route Mobile, SMPP)."),
    Mapping::new("INVALID CRITERIA", NotDelivered, "Its criteria are invalid (Esendex US, SMS API)."),
    Mapping::new("CANCELLED", NotDelivered, "The sender cancelled it (SMSPortal, Delivery Statuses)."),
    Mapping::new("NOROUTE", RoutingError, "No route leads to the number (SMSPortal, Delivery Statuses)."),
    Mapping::new("MOBERROR", InvalidRecipient, "The number is incorrect (TwSMS, twsms2)."),
    // The document hedges (barred, blocked *or* not in use), so its advice to remove the number is not followed.
    Mapping::new(
        "BARRED",
        InvalidRecipient,
        "The number is barred, blocked or not in use (PSWinCom, Delivery Report Statuses).",
    ),
    Mapping::new("REJERROR", PermanentContentError, "The content is not allowed (TwSMS, twsms2)."),
    Mapping::new("NOCRED", InsufficientCredit, "The account lacks credit (SMS Central, Receive DLRs)."),
    Mapping::new(
        "BLIST",
        Blacklisted,
        "Its owner, or a trade body, asked for no SMS to it (SMSPortal, Delivery Statuses).",
    ),
    Mapping::new("MBBLACK", Blacklisted, "The number is on a blacklist (Chuanglan, status report codes)."),
    Mapping::new("OPTED OUT - BLOCKED", Blacklisted, "The recipient has opted out (Sendmode, delivery statuses)."),
    // Received.
    Mapping::new("PDLIVRD", PartiallyDelivered, "Not all of its segments were delivered (Mobizon, SMS Statuses)."),
    Mapping::new("DELIVERD", Received, "It was delivered to its destination (CM.com, SMPP)."),
    Mapping::new("SEEN", Read, "The recipient has seen it (Messente, Delivery Report)."),
    Mapping::new("READ", Read, "It was read (Telstra, Messaging API)."),
];
