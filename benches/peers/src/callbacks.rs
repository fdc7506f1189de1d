//! Callbacks of platforms, with the fields that their documentation shows.

use std::{
    collections::HashMap,
    io::{self, BufWriter, Write},
    iter,
};

use serde_json::{Value, json};
use sms_status::Platform;

use crate::data::{Event, events};

/// A file with a callback on each line.
pub struct Callbacks {
    pub name: &'static str,
    platform: Platform,
    is_form: bool,
    /// The paths of the fields that identify a message; `*` is an item of a list.
    key: &'static [&'static str],
    word: &'static str,
    cause: &'static str,
    /// A line, with a name in angle brackets for each text that differs.
    line: &'static str,
    /// The names of the texts that depend on the code of an event: the word, the cause, and others.
    names: &'static [&'static str],
    texts: [(u16, &'static [&'static str]); 6],
}

pub static ALL: [Callbacks; 7] = [
    Callbacks {
        name: "smsmode",
        platform: Platform::Smsmode,
        is_form: false,
        key: &["messageId"],
        word: "status/value",
        cause: "status/detail",
        line: concat!(
            r#"{"messageId":"<uuid>","acceptedAt":"2025-04-01T16:00:00","sentDate":"2025-04-01T16:00:<second>","#,
            r#""channel":{"channelId":"ch-1","name":"marketing_channel","type":"SMS","flow":"MARKETING"},"#,
            r#""type":"SMS","direction":"MT","recipient":{"to":"<recipient>"},"from":"Sender","#,
            r#""body":{"text":"Hello"},"price":{"amount":0.05,"currency":"EUR"},"#,
            r#""status":{"deliveryDate":"2025-04-01T16:01:<second>","value":"<word>"<detail>,"#,
            r#""lookup":{"mccMnc":"20820","country":"France","network":"BOUYGUES"}},"refClient":"c<campaign>"}"#,
        ),
        names: &["word", "cause", "detail"],
        texts: [
            (0, &["SCHEDULED", "", ""]),
            (13, &["ENROUTE", "", ""]),
            (11, &["DELIVERED", "", ""]),
            (3502, &["UNDELIVERED", "", ""]),
            (3522, &["UNDELIVERABLE", "INVALID_PHONE_NUMBER", r#","detail":"INVALID_PHONE_NUMBER""#]),
            (35, &["UNDELIVERED", "SPAM", r#","detail":"SPAM""#]),
        ],
    },
    Callbacks {
        name: "vonage",
        is_form: false,
        line: concat!(
            r#"{"msisdn":"<recipient>","to":"Sender","network-code":"20801","messageId":"0A000<id>","#,
            r#""price":"0.03330000","status":"<word>","scts":"2601010900","err-code":"<cause>","#,
            r#""api-key":"abcd1234","client-ref":"c<campaign>","message-timestamp":"2026-01-01 09:00:<second>"}"#,
        ),
        ..VONAGE_FORM
    },
    VONAGE_FORM,
    Callbacks {
        name: "sinch",
        platform: Platform::Sinch,
        is_form: false,
        key: &["batch_id", "recipient"],
        word: "status",
        cause: "code",
        line: concat!(
            r#"{"type":"recipient_delivery_report_sms","batch_id":"<batch>","recipient":"<recipient>","#,
            r#""code":<cause>,"status":"<word>","at":"2026-01-01T09:00:<second>.000Z"<receipt>,"#,
            r#""client_reference":"c<campaign>","encoding":"GSM","operator":"20801","#,
            r#""applied_originator":"Sender","number_of_message_parts":1}"#,
        ),
        names: &["word", "cause", "receipt"],
        texts: [
            (0, &["Queued", "400", ""]),
            (13, &["Dispatched", "401", ""]),
            (11, &["Delivered", "0", SINCH_RECEIPT]),
            (3502, &["Failed", "153", SINCH_RECEIPT]),
            (3522, &["Failed", "150", SINCH_RECEIPT]),
            (35, &["Rejected", "402", ""]),
        ],
    },
    Callbacks {
        name: "infobip",
        platform: Platform::Infobip,
        is_form: false,
        key: &["results/*/messageId"],
        word: "results/*/status/id",
        cause: "results/*/error/id",
        line: concat!(
            r#"{"results":[{"bulkId":"2034072219640523072","price":{"pricePerMessage":0.01,"currency":"EUR"},"#,
            r#""messageId":"<number>","to":"<recipient>","from":"Sender","mccMnc":"20801","status":{<status>},"#,
            r#""error":{<error>},"smsCount":1,"callbackData":"c<campaign>","#,
            r#""sentAt":"2026-01-01T09:00:00.000+0000","doneAt":"2026-01-01T09:00:<second>.000+0000"}]}"#,
        ),
        names: &["word", "cause", "status", "error"],
        texts: [
            (0, &["26", "0", infobip::PENDING, infobip::NO_ERROR]),
            (13, &["2", "0", infobip::WITH_OPERATOR, infobip::NO_ERROR]),
            (11, &["5", "0", infobip::ON_HANDSET, infobip::NO_ERROR]),
            (3502, &["9", "27", infobip::NOT_DELIVERED, infobip::ABSENT]),
            (3522, &["9", "1", infobip::NOT_DELIVERED, infobip::UNKNOWN]),
            (35, &["9", "607", infobip::NOT_DELIVERED, infobip::SPAM]),
        ],
    },
    Callbacks {
        name: "twilio",
        platform: Platform::Twilio,
        is_form: true,
        key: &["MessageSid"],
        word: "MessageStatus",
        cause: "ErrorCode",
        line: concat!(
            "SmsSid=SM<hex>&SmsStatus=<word>&MessageStatus=<word>&To=%2B<recipient>&MessageSid=SM<hex>",
            "&AccountSid=AC0123456789abcdef0123456789abcdef&From=%2B15005550001&ApiVersion=2010-04-01<result>",
        ),
        names: &["word", "cause", "result"],
        texts: [
            (0, &["queued", "", ""]),
            (13, &["sent", "", ""]),
            (11, &["delivered", "", "&RawDlrDoneDate=2601010900"]),
            (3502, &["undelivered", "30003", "&ErrorCode=30003&RawDlrDoneDate=2601010900"]),
            (3522, &["undelivered", "30005", "&ErrorCode=30005&RawDlrDoneDate=2601010900"]),
            (35, &["undelivered", "30007", "&ErrorCode=30007&RawDlrDoneDate=2601010900"]),
        ],
    },
    Callbacks {
        name: "plivo",
        platform: Platform::Plivo,
        is_form: true,
        key: &["MessageUUID"],
        word: "Status",
        cause: "ErrorCode",
        line: concat!(
            "MessageUUID=<uuid>&To=<recipient>&From=13125550142&Status=<word>&ErrorCode=<cause>&Type=sms&Units=1",
            "&TotalRate=0.0400&TotalAmount=0.0400&MCC=208&MNC=01&PartInfo=1+of+1&ParentMessageUUID=<uuid>",
            "&Sequence=<sequence>&QueuedTime=2026-01-01+09%3A00%3A00.000000<times>",
        ),
        names: &["word", "cause", "sequence", "times"],
        texts: [
            (0, &["queued", "000", "1", ""]),
            (13, &["sent", "000", "2", "&SentTime=2026-01-01+09%3A00%3A<second>.000000"]),
            (11, &["delivered", "000", "3", PLIVO_TIMES]),
            (3502, &["undelivered", "80", "3", PLIVO_TIMES]),
            (3522, &["undelivered", "50", "3", PLIVO_TIMES]),
            (35, &["undelivered", "30", "3", PLIVO_TIMES]),
        ],
    },
];

const VONAGE_FORM: Callbacks = Callbacks {
    name: "vonage-form",
    platform: Platform::Vonage,
    is_form: true,
    key: &["messageId"],
    word: "status",
    cause: "err-code",
    line: concat!(
        "msisdn=<recipient>&to=Sender&network-code=20801&messageId=0A000<id>&price=0.03330000&status=<word>",
        "&scts=2601010900&err-code=<cause>&api-key=abcd1234&client-ref=c<campaign>",
        "&message-timestamp=2026-01-01+09%3A00%3A<second>",
    ),
    names: &["word", "cause"],
    texts: [
        (0, &["accepted", "0"]),
        (13, &["buffered", "0"]),
        (11, &["delivered", "0"]),
        (3502, &["failed", "2"]),
        (3522, &["failed", "3"]),
        (35, &["rejected", "14"]),
    ],
};

const SINCH_RECEIPT: &str = r#","operator_status_at":"2026-01-01T09:00:00Z""#;

const PLIVO_TIMES: &str =
    "&SentTime=2026-01-01+09%3A00%3A00.000000&DeliveryReportTime=2026-01-01+09%3A00%3A<second>.000000";

/// The statuses and errors of Infobip.
mod infobip {
    pub const PENDING: &str = concat!(
        r#""groupId":1,"groupName":"PENDING","id":26,"name":"PENDING_ACCEPTED","#,
        r#""description":"Message accepted, pending for delivery""#,
    );
    pub const WITH_OPERATOR: &str = concat!(
        r#""groupId":3,"groupName":"DELIVERED","id":2,"name":"DELIVERED_TO_OPERATOR","#,
        r#""description":"Message delivered to operator""#,
    );
    pub const ON_HANDSET: &str = concat!(
        r#""groupId":3,"groupName":"DELIVERED","id":5,"name":"DELIVERED_TO_HANDSET","#,
        r#""description":"Message delivered to handset""#,
    );
    pub const NOT_DELIVERED: &str = concat!(
        r#""groupId":2,"groupName":"UNDELIVERABLE","id":9,"name":"UNDELIVERABLE_NOT_DELIVERED","#,
        r#""description":"Message sent not delivered""#,
    );
    pub const NO_ERROR: &str =
        r#""groupId":0,"groupName":"OK","id":0,"name":"NO_ERROR","description":"No Error","permanent":false"#;
    pub const ABSENT: &str = concat!(
        r#""groupId":1,"groupName":"HANDSET_ERRORS","id":27,"name":"EC_ABSENT_SUBSCRIBER","#,
        r#""description":"Absent Subscriber","permanent":false"#,
    );
    pub const UNKNOWN: &str = concat!(
        r#""groupId":1,"groupName":"HANDSET_ERRORS","id":1,"name":"EC_UNKNOWN_SUBSCRIBER","#,
        r#""description":"Unknown Subscriber","permanent":true"#,
    );
    pub const SPAM: &str = concat!(
        r#""groupId":3,"groupName":"OPERATOR_ERRORS","id":607,"name":"EC_REJECTED_SPAM_BY_OPERATOR","#,
        r#""description":"Rejected Spam By Operator","permanent":true"#,
    );
}

impl Callbacks {
    /// Writes callbacks on so many messages.
    pub fn write(&self, messages: usize, to: impl Write) -> io::Result<()> {
        const CAMPAIGNS: u32 = 20;

        let mut to = BufWriter::new(to);
        let lines: HashMap<u16, String> = self.texts.iter().map(|(code, texts)| (*code, self.line(texts))).collect();
        for (second, event) in (0..60).cycle().zip(events(messages, CAMPAIGNS)) {
            // Names and what is between them take turns.
            for (at, part) in lines[&event.code].split(['<', '>']).enumerate() {
                if at % 2 == 0 {
                    to.write_all(part.as_bytes())?;
                } else {
                    event.write_field(part, second, &mut to)?;
                }
            }
            to.write_all(b"\n")?;
        }
        to.flush()
    }

    fn line(&self, texts: &[&str]) -> String {
        let names = iter::zip(self.names, texts);
        names.fold(self.line.to_owned(), |line, (name, text)| line.replace(&format!("<{name}>"), text))
    }

    /// Describes where a callback has its message, its word and its cause, and which code these have.
    pub fn description(&self) -> Value {
        let lines = self.texts.iter().map(|(_, texts)| self.line(texts));
        let longest = lines.max_by_key(|line| line.matches('&').count()).unwrap_or_default();
        let fields = longest.split('&').filter_map(|field| field.split_once('='));
        let status = |(_, texts): &(u16, &'static [&'static str])| {
            let [word, cause] = [texts[0], texts[1]];
            let status = self.platform.status(word, Some(cause).filter(|cause| !cause.is_empty()));
            json!([word, cause, status.code()])
        };
        json!({
            "name": self.name,
            "platform": self.platform.name(),
            "form": self.is_form.then(|| fields.map(|(name, _)| name).collect::<Vec<_>>()),
            "key": self.key,
            "word": self.word,
            "cause": self.cause,
            "statuses": self.texts.iter().map(status).collect::<Vec<_>>(),
        })
    }
}

impl Event {
    fn write_field(&self, name: &str, second: u8, to: &mut impl Write) -> io::Result<()> {
        let Self { id, recipient, campaign, .. } = self;
        let number = id.as_str().bytes().fold(0, |number: u128, byte| number << 8 | u128::from(byte));
        let (start, middle, end) = (number >> 64, number >> 48 & 0xFFFF, number & 0xFFFF_FFFF_FFFF);
        match name {
            "id" => write!(to, "{id}"),
            "uuid" => write!(to, "{start:08x}-{middle:04x}-4000-8000-{end:012x}"),
            "hex" => write!(to, "{start:08x}{middle:04x}40008000{end:012x}"),
            "number" => write!(to, "{:020}", number % 10_u128.pow(20)),
            // A campaign has a batch for each first letter or digit of an id.
            "batch" => write!(to, "01K2ZB8Q5T{campaign:013}{:03}", number >> 88),
            "recipient" => write!(to, "{recipient}"),
            "campaign" => write!(to, "{campaign}"),
            "second" => write!(to, "{second:02}"),
            _ => Err(io::Error::other(format!("no text is named {name:?}"))),
        }
    }
}
