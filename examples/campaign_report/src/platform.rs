use std::{
    collections::HashMap,
    fmt::{self, Display},
    io::Read,
    num::NonZero,
};

use anyhow::Result;
use clap::ValueEnum;
use memchr::memchr;
use serde::de::DeserializeOwned;
use sms_status::{
    DeliveryStatus,
    providers::{
        PlatformReport, africas_talking, aws, bandwidth, infobip, jasmin, octopush, sinch, smsfactor, twilio, vonage,
    },
    smsmode,
};

use crate::{
    chunks::{Chunk, Chunks},
    event::{self, Event},
    ndjson::Object,
    reading::Reading,
    shape::{Paths, Shapes, Values},
    unreadable::Reason,
    workers::{self, Parser},
};

/// A platform that sends callbacks, the body or the query of each on a line of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Platform {
    /// Africa's Talking.
    AfricasTalking,
    /// AWS End User Messaging and Pinpoint.
    Aws,
    /// Bandwidth.
    Bandwidth,
    /// Infobip.
    Infobip,
    /// Jasmin.
    Jasmin,
    /// Octopush.
    Octopush,
    /// Sinch.
    Sinch,
    /// smsfactor and smsup.
    Smsfactor,
    /// smsmode: the HTTP API and the REST API.
    Smsmode,
    /// Twilio and SignalWire.
    Twilio,
    /// Vonage: the SMS API.
    Vonage,
    /// Vonage: the Messages API.
    VonageMessages,
}

/// Reads a file with the callbacks of a platform.
pub fn read(
    input: impl Read + Send,
    platform: Platform,
    file: &str,
    threads: NonZero<usize>,
    reading: &mut Reading,
) -> Result<()> {
    let mut chunks = Chunks::new(input)?;
    let mut first = Chunk::default();
    chunks.read(&mut first)?;
    workers::read(chunks, first, || Callbacks::new(platform), threads, file, reading)
}

/// Makes events of callbacks.
pub struct Callbacks {
    platform: Platform,
    shapes: Shapes<Layout>,
    buffer: String,
}

impl Callbacks {
    pub fn new(platform: Platform) -> Self {
        Self { platform, shapes: Shapes::default(), buffer: String::new() }
    }
}

impl Parser for Callbacks {
    fn read<'a>(
        &mut self,
        text: &'a str,
        first_line: u64,
        mut take: impl FnMut(u64, &'a str, Result<Option<&Event<'_>>, Reason>),
    ) {
        let Self { platform, shapes, buffer } = self;
        let mut rest = text;
        for number in first_line.. {
            if rest.is_empty() {
                break;
            }
            let of_known_shape = shapes.read(rest);
            let length = match &of_known_shape {
                Some((_, values)) => values.length(),
                None => memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |line_break| line_break + 1),
            };
            let (line, after) = rest.split_at(length);
            rest = after;
            match of_known_shape {
                Some((layout, values)) => {
                    if let Some(event) = layout.event(&values, buffer) {
                        take(number, line, Ok(Some(&event)));
                    } else if let Some(told) = platform.read(line, |event| take(number, line, event)) {
                        layout.learn(&values, told);
                    }
                }
                None if line.trim_ascii().is_empty() => {}
                None => {
                    if platform.read(line, |event| take(number, line, event)).is_some() {
                        shapes.learn(line, |paths| platform.layout(paths));
                    }
                }
            }
        }
    }
}

/// Which values of a line of a known shape are the fields of a report.
struct Layout {
    message_id: usize,
    /// The recipient, if the id is that of a batch.
    recipient: Option<usize>,
    reference: Option<usize>,
    /// The values that tell the status.
    told_by: Vec<usize>,
    /// What those values have told.
    told: HashMap<String, Told>,
}

/// A status, and the word for it if the platform's words do not have it.
type Told = (DeliveryStatus, String);

impl Layout {
    /// Returns the event of a line, if what tells its status has come before.
    fn event<'a>(&'a self, values: &Values<'a, '_>, buffer: &'a mut String) -> Option<Event<'a>> {
        self.write_key(values, buffer);
        let (status, word) = self.told.get(buffer.as_str())?;
        let mut id = values.text(self.message_id);
        let recipient = self.recipient.map(|recipient| values.text(recipient));
        if id.is_empty() || recipient == Some("") {
            return None;
        }
        if let Some(recipient) = recipient {
            buffer.clear();
            write_id_of_batch(buffer, id, recipient);
            id = buffer;
        }
        let reference = self.reference.map_or("", |reference| values.text(reference));
        Some(Event::of_word(id, word, *status, reference))
    }

    /// Keeps what the values of a line have told.
    fn learn(&mut self, values: &Values<'_, '_>, told: Told) {
        /// No platform has so many words and codes.
        const MOST: usize = 4096;

        if self.told.len() < MOST {
            let mut key = String::new();
            self.write_key(values, &mut key);
            self.told.insert(key, told);
        }
    }

    fn write_key(&self, values: &Values<'_, '_>, key: &mut String) {
        key.clear();
        for &value in &self.told_by {
            key.push_str(values.text(value));
            // No value has a control character.
            key.push('\0');
        }
    }
}

fn write_id_of_batch(id: &mut String, batch: &str, recipient: &str) {
    id.push_str(batch);
    id.push(' ');
    id.push_str(recipient);
}

/// What takes an event, or the reason why there is none.
type Take<'a> = &'a mut dyn FnMut(Result<Option<&Event<'_>>, Reason>);

impl Platform {
    /// Reads the reports of a line, which is JSON or a query string. Returns what told the status, if it is one report.
    fn read(self, line: &str, mut take: impl FnMut(Result<Option<&Event<'_>>, Reason>)) -> Option<Told> {
        let (mut told, mut taken) = (None, 0);
        let result = self.try_read(line, &mut |event| {
            taken += 1;
            if let Ok(Some(&Event { status, unknown, .. })) = event {
                told = Some((status, unknown.unwrap_or_default().to_owned()));
            }
            take(event);
        });
        if let Err(reason) = result {
            let other = Self::value_variants().iter().copied().find(|other| other.knows(line));
            take(Err(other.map_or(reason, |other| Reason::OtherPlatform { platform: self, other })));
        }
        told.filter(|_| taken == 1)
    }

    /// Whether a line holds reports of this platform, with words that it has.
    fn knows(self, line: &str) -> bool {
        let mut is_known = false;
        let result = self.try_read(line, &mut |event| {
            is_known |= matches!(event, Ok(Some(Event { unknown: None, .. })));
        });
        result.is_ok() && is_known
    }

    /// Reads the reports of a line, or returns the reason why it is none of this platform.
    fn try_read(self, line: &str, take: Take) -> Result<(), Reason> {
        match self {
            Self::AfricasTalking => one(self, line, take, |report: &africas_talking::Report| report.word.clone()),
            Self::Aws => one(self, line, take, |report: &aws::Report| report.event_type.clone()),
            Self::Bandwidth => {
                let reports: Result<bandwidth::Reports, _> = parse(line);
                let one = |line| parse::<bandwidth::Report>(line).map(|report| vec![report]);
                let reports = reports.map(|reports| reports.into_iter().collect()).or_else(|()| one(line));
                many(self, reports.ok(), take, |report| report.event.clone())
            }
            Self::Infobip => {
                let reports: Result<infobip::Reports, _> = parse(line);
                let one = |line| parse::<infobip::Report>(line).map(|report| vec![report]);
                let reports = reports.map(|reports| reports.into_iter().collect()).or_else(|()| one(line));
                many(self, reports.ok(), take, |report| {
                    let ids = [report.group, report.id].map(|id| id.map_or_else(String::new, |id| id.to_string()));
                    ids.join("/")
                })
            }
            Self::Jasmin => one(self, line, take, |report: &jasmin::Report| report.word.clone()),
            Self::Octopush => one(self, line, take, |report: &octopush::Report| report.word.clone()),
            Self::Sinch => sinch(line, take),
            Self::Smsfactor => one(self, line, take, |report: &smsfactor::Report| report.code.to_string()),
            Self::Smsmode => smsmode(line, take),
            Self::Twilio => one(self, line, take, |report: &twilio::Report| report.word.clone()),
            Self::Vonage => one(self, line, take, |report: &vonage::Report| report.word.clone()),
            Self::VonageMessages => one(self, line, take, |report: &vonage::messages::Report| report.word.clone()),
        }
    }
}

impl Platform {
    /// Returns where the fields of a report are in JSON.
    ///
    /// No other field can make a report unreadable, or change its status.
    fn layout(self, paths: &Paths) -> Option<Layout> {
        // The id, the reference and what tells the status, each with all paths that it may have.
        let (message_id, reference, told_by): (&[&str], &[&str], &[&str]) = match self {
            Self::AfricasTalking => (&["id"], &[], &["status", "failureReason"]),
            Self::Aws => (
                &["messageId", "attributes.message_id"],
                &[],
                &["eventType", "event_type", "isFinal", "attributes.record_status"],
            ),
            Self::Bandwidth => (
                &["[].message.id", "message.id"],
                &["[].message.tag", "message.tag"],
                &["[].type", "[].errorCode", "type", "errorCode"],
            ),
            Self::Infobip => (
                &["results.[].messageId", "messageId"],
                &["results.[].callbackData", "callbackData"],
                &[
                    "results.[].status.groupId",
                    "results.[].status.id",
                    "results.[].error.id",
                    "results.[].error.permanent",
                    "status.groupId",
                    "status.id",
                    "error.id",
                    "error.permanent",
                ],
            ),
            Self::Jasmin => (&["id"], &[], &["message_status"]),
            Self::Sinch => (&["batch_id"], &["client_reference"], &["status", "code"]),
            Self::Octopush | Self::Smsfactor => (&["message_id"], &[], &["status"]),
            Self::Smsmode => (&["messageId"], &["refClient"], &["status.value", "status.detail"]),
            Self::Twilio => (&["MessageSid", "SmsSid"], &[], &["MessageStatus", "SmsStatus", "ErrorCode"]),
            Self::Vonage => (&["messageId"], &["client-ref"], &["status", "err-code"]),
            Self::VonageMessages => (&["message_uuid"], &["client_ref"], &["status", "error.code", "error.title"]),
        };
        // A field that comes twice, or in two forms, is not for a short way.
        let at_most_one = |field: &[&str]| match paths.find_all(field)[..] {
            [] => Some(None),
            [value] => Some(Some(value)),
            _ => None,
        };
        // The only other number that has to be one.
        let times = paths.find_all(&["eventTimestamp", "event_timestamp"]);
        if self == Self::Aws && !times.iter().all(|&time| paths.is_number(time)) {
            return None;
        }
        Some(Layout {
            message_id: at_most_one(message_id)??,
            recipient: if self == Self::Sinch { Some(at_most_one(&["recipient"])??) } else { None },
            reference: at_most_one(reference)?,
            told_by: paths.find_all(told_by),
            told: HashMap::default(),
        })
    }
}

/// Prints the name that `--from` takes.
impl Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_possible_value().map_or(Ok(()), |value| f.write_str(value.get_name()))
    }
}

/// Reads a line with one report.
fn one<R: PlatformReport + DeserializeOwned>(
    platform: Platform,
    line: &str,
    take: Take,
    word: impl Fn(&R) -> String,
) -> Result<(), Reason> {
    many(platform, parse::<R>(line).ok().map(|report| vec![report]), take, word)
}

fn many<R: PlatformReport>(
    platform: Platform,
    reports: Option<Vec<R>>,
    take: Take,
    word: impl Fn(&R) -> String,
) -> Result<(), Reason> {
    let Some(reports) = reports else { return Err(Reason::NotOfPlatform(platform)) };
    if reports.iter().any(|report| report.message_id().is_none()) {
        return Err(Reason::MissingMessageId);
    }
    for report in reports {
        let status = report.status();
        let word = if status == DeliveryStatus::Undefined { word(&report) } else { String::new() };
        let (id, reference) = (report.message_id().unwrap_or_default(), report.reference().unwrap_or_default());
        take(Ok(Some(&Event::of_word(id, &word, status, reference))));
    }
    Ok(())
}

/// Reads a report of Sinch, where a batch and a recipient name a message.
fn sinch(line: &str, take: Take) -> Result<(), Reason> {
    let report: sinch::Report = parse(line).map_err(|()| Reason::NotOfPlatform(Platform::Sinch))?;
    let (Some(batch), Some(recipient)) = (&report.batch_id, report.recipient()) else {
        return Err(Reason::MissingMessageId);
    };
    let (mut id, reference) = (String::new(), report.reference().unwrap_or_default());
    write_id_of_batch(&mut id, batch, recipient);
    take(Ok(Some(&Event::of_word(&id, &report.word, report.status(), reference))));
    Ok(())
}

/// Reads a callback of either API of smsmode.
fn smsmode(line: &str, take: Take) -> Result<(), Reason> {
    if line.trim_ascii().starts_with('{') {
        let object = Object::read(line).ok().filter(|object| !matches!(object, Object::Event(_)));
        let object = object.ok_or(Reason::NotOfPlatform(Platform::Smsmode))?;
        take(Ok(object.event()?.as_ref()));
        return Ok(());
    }
    let callback: smsmode::Callback = parse(line).map_err(|()| Reason::NotOfPlatform(Platform::Smsmode))?;
    let (id, reference) = (callback.message_id.unwrap_or_default(), callback.reference.unwrap_or_default());
    let recipient = event::recipient(&callback.recipient);
    take(Ok(Some(&Event::new(&id, recipient, &callback.code.to_string(), &reference)?)));
    Ok(())
}

/// Reads a line of JSON, or of a query string, as it is or in the address of a request.
fn parse<R: DeserializeOwned>(line: &str) -> Result<R, ()> {
    let line = line.trim_ascii();
    if line.starts_with(['{', '[']) {
        return serde_json::from_str(line).map_err(|_| ());
    }
    // As in a line of an access log: `GET /reports?id=1 HTTP/1.1`.
    let query = line.split_once('?').map_or(line, |(_, query)| query);
    let query = query.split([' ', '"', '#']).next().unwrap_or_default();
    serde_urlencoded::from_str(query).map_err(|_| ())
}
