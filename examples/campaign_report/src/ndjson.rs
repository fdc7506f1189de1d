use std::{borrow::Cow, fmt, io::Read, num::NonZero};

use anyhow::Result;
use common::header;
use memchr::memchr;
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;
use sms_status::{DeliveryStatus, MessageKey, Platform, Report, smsmode::RecordErrorKind};

use crate::{
    chunks::{Chunk, Chunks},
    event::{self, Event, Key},
    reading::Reading,
    shape::{Paths, Shapes, Values},
    unreadable::Reason,
    workers::{self, Parser},
};

/// Reads a file with a report event or a callback of the REST API on each line.
pub fn read(input: impl Read + Send, file: &str, threads: NonZero<usize>, reading: &mut Reading) -> Result<()> {
    let mut chunks = Chunks::new(input)?;
    let mut first = Chunk::default();
    chunks.read(&mut first)?;
    workers::read(chunks, first, Objects::default, threads, file, reading)
}

/// Makes events of lines.
#[derive(Default)]
pub struct Objects {
    shapes: Shapes<Layout>,
}

impl Parser for Objects {
    #[inline]
    fn read<'a>(
        &mut self,
        text: &'a str,
        first_line: u64,
        mut take: impl FnMut(u64, &'a str, Result<Option<Event<'_>>, Reason>),
    ) {
        let mut number = first_line;
        let mut rest = text;
        while !rest.is_empty() {
            if let Some((layout, values)) = self.shapes.read(rest) {
                let (line, after) = rest.split_at(values.length());
                let event = layout.event(&values);
                take(number, line, event.map(Some));
                rest = after;
            } else {
                let length = memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |line_break| line_break + 1);
                let (line, after) = rest.split_at(length);
                if !line.trim_ascii().is_empty() {
                    let object = Object::read(line);
                    if let Ok(object) = &object {
                        self.shapes.learn(line, |paths, _| object.layout(paths));
                    }
                    let event = object.as_ref().map_err(Clone::clone).and_then(Object::event);
                    take(number, line, event);
                }
                rest = after;
            }
            number += 1;
        }
    }
}

/// Which values of a line of a known shape are the fields of an event.
#[derive(Clone, Copy, Debug)]
enum Layout {
    Event { message_id: usize, recipient: usize, code: usize, campaign: Option<usize> },
    Callback { message_id: usize, value: usize, detail: Option<usize>, reference: Option<usize> },
}

impl Layout {
    #[inline]
    fn event<'a>(self, values: &Values<'a, '_>) -> Result<Event<'a>, Reason> {
        let text = |value| values.text(value);
        match self {
            Self::Event { message_id, recipient, code, campaign } => {
                Event::new(text(message_id), event::recipient(text(recipient)), text(code), campaign.map_or("", text))
            }
            Self::Callback { message_id, value, detail, reference } => {
                let (word, detail) = (text(value), detail.map(text));
                let row = Platform::Smsmode.find(word, detail);
                let id = text(message_id).trim();
                if id.is_empty() {
                    return Err(Reason::MissingMessageId);
                }
                Ok(Event {
                    key: Key::Other(MessageKey::new(id)),
                    status: row.map_or(DeliveryStatus::Undefined, |row| row.status),
                    unknown: if row.is_none() { Some(word) } else { None },
                    campaign: reference.map_or("", text).trim(),
                })
            }
        }
    }
}

/// What a line is.
pub enum Object<'a> {
    Event(Fields<'a>),
    Callback(Report),
    /// A callback that reports no status.
    NoReport,
}

impl<'a> Object<'a> {
    pub fn read(line: &'a str) -> Result<Self, Reason> {
        let fields: Fields = serde_json::from_str(line).map_err(|_| Reason::NotAnObject)?;
        if fields.callback.is_none() {
            fields.check(line)?;
            return Ok(Self::Event(fields));
        }
        let reports = Platform::Smsmode.read(line.as_bytes())?;
        Ok(reports.into_iter().next().transpose()?.map_or(Self::NoReport, Self::Callback))
    }

    pub fn event(&self) -> Result<Option<Event<'_>>, Reason> {
        match self {
            Self::Event(fields) => fields.event().map(Some),
            Self::Callback(report) => {
                let key = Key::of_report(report).ok_or(Reason::MissingMessageId)?;
                Ok(Some(Event::of_report(key, report)))
            }
            Self::NoReport => Ok(None),
        }
    }

    fn layout(&self, paths: &Paths) -> Option<Layout> {
        match self {
            Self::Event(_) => Some(Layout::Event {
                message_id: paths.find("message_id")?,
                recipient: paths.find("recipient")?,
                code: paths.find("code")?,
                campaign: paths.find("campaign"),
            }),
            Self::Callback(_) => Some(Layout::Callback {
                message_id: paths.find("messageId")?,
                value: paths.find("status.value")?,
                detail: paths.find("status.detail"),
                reference: paths.find("refClient"),
            }),
            Self::NoReport => None,
        }
    }
}

/// The fields of an event, and what tells a callback from it.
#[derive(Deserialize)]
pub struct Fields<'a> {
    #[serde(borrow, default)]
    message_id: Scalar<'a>,
    #[serde(borrow, default)]
    recipient: Scalar<'a>,
    #[serde(borrow, default)]
    code: Scalar<'a>,
    #[serde(borrow, default)]
    campaign: Scalar<'a>,
    #[serde(rename = "messageId")]
    callback: Option<IgnoredAny>,
}

impl Fields<'_> {
    fn event(&self) -> Result<Event<'_>, Reason> {
        let message_id = match &self.message_id {
            Scalar::Missing => "",
            Scalar::Text(text) => text,
            Scalar::Other => return Err(Reason::InvalidMessageId),
        };
        let recipient = match &self.recipient {
            Scalar::Text(text) => event::recipient(text),
            Scalar::Missing | Scalar::Other => None,
        };
        let code = match &self.code {
            Scalar::Missing => "",
            Scalar::Text(text) => text,
            Scalar::Other => return Err(RecordErrorKind::InvalidCode.into()),
        };
        let campaign = match &self.campaign {
            Scalar::Text(text) => text,
            Scalar::Missing | Scalar::Other => "",
        };
        Event::new(message_id, recipient, code, campaign)
    }

    /// Names the keys of an object that lacks one.
    fn check(&self, line: &str) -> Result<(), Reason> {
        /// A longer list would not help.
        const MOST: usize = 10;

        let fields = [("message_id", &self.message_id), ("recipient", &self.recipient), ("code", &self.code)];
        for (key, _) in fields.into_iter().filter(|(_, value)| matches!(value, Scalar::Missing)) {
            let keys: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
            if !keys.contains_key(key) {
                let found: Vec<_> = keys.into_iter().map(|(key, _)| key).take(MOST).collect();
                return Err(Reason::MissingKey { key, found: header::names(&found).into() });
            }
        }
        Ok(())
    }
}

/// A value that is a text, or a whole number, which some programs write for a text of digits.
#[derive(Default)]
enum Scalar<'a> {
    /// It is not there, or null.
    #[default]
    Missing,
    Text(Cow<'a, str>),
    Other,
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Missing)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(text.to_owned().into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar::Text(number.to_string().into()))
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and small")]
    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        /// Greater numbers may have lost their last digits.
        const EXACT: f64 = 9_007_199_254_740_992.0;

        let is_whole = number.fract() == 0.0 && (0.0..EXACT).contains(&number);
        if is_whole { self.visit_u64(number as u64) } else { Ok(Scalar::Other) }
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }
}
