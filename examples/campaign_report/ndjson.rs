use std::{borrow::Cow, io::BufRead};

use anyhow::Result;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::Number;
use sms_status::smsmode::{RecordErrorReason, rest::StatusCallback};

use crate::{
    event::Event,
    lines::Lines,
    reading::Reading,
    unreadable::{Place, Reason},
};

/// Reads a file with a report event or a callback of the REST API on each line.
pub fn read(input: impl BufRead, file: &str, reading: &mut Reading) -> Result<()> {
    let mut lines = Lines::new(input);
    while let Some(line) = lines.next()? {
        match if line.cut { Err(Reason::TooLong) } else { event(line.bytes) } {
            Ok(event) => reading.record(event),
            Err(reason) => reading.unreadable.add(file, Place::Line(line.number), reason, line.bytes),
        }
    }
    Ok(())
}

/// The fields of an event, and what tells a callback from it.
#[derive(Deserialize)]
struct Object<'a> {
    #[serde(borrow)]
    message_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    recipient: Option<Recipient<'a>>,
    code: Option<Number>,
    #[serde(borrow)]
    campaign: Option<Cow<'a, str>>,
    #[serde(rename = "messageId")]
    callback: Option<IgnoredAny>,
}

/// The recipient of an event is a text; that of a callback is not looked at.
#[derive(Deserialize)]
#[serde(untagged)]
enum Recipient<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Other(IgnoredAny),
}

fn event(line: &[u8]) -> Result<Event<'_>, Reason> {
    let object: Object = serde_json::from_slice(line).map_err(|_| Reason::NotAnEvent)?;
    if object.callback.is_some() {
        let callback: StatusCallback = serde_json::from_slice(line).map_err(|_| Reason::NotACallback)?;
        return Ok(callback.into());
    }
    let recipient = match &object.recipient {
        Some(Recipient::Text(text)) => text,
        _ => "",
    };
    let code = object
        .code
        .ok_or(RecordErrorReason::MissingCode)
        .and_then(|code| code.as_u64().and_then(|code| code.try_into().ok()).ok_or(RecordErrorReason::InvalidCode));
    Event::new(object.message_id.as_deref().unwrap_or_default(), recipient, code, object.campaign)
}
