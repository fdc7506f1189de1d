use std::{io::Read, num::NonZero};

use anyhow::Result;
use common::{event_object::Object, json_line, reason::Reason};
use memchr::memchr;
use sms_status::{DeliveryStatus, Platform};

use crate::{
    chunks::{Chunk, Chunks},
    event::{Event, LineEvent, Message},
    reading::Reading,
    shape::{Paths, Shapes, Values},
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
    fn read<'a>(&mut self, text: &'a str, first_line: u64, mut take: impl FnMut(u64, &'a str, LineEvent<'_>)) {
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
                if let Some(value) = json_line::value(line) {
                    let object = Object::read(value);
                    if let Ok(object) = &object {
                        self.shapes.learn(line, |paths, _| Layout::of(object, paths));
                    }
                    let event = object.as_ref().map_err(|reason| Box::new(reason.clone())).and_then(Event::of_object);
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
    /// Returns where the fields are in lines of this shape.
    fn of(object: &Object<'_>, paths: &Paths) -> Option<Self> {
        match object {
            Object::Event(_) if paths.find("platform").is_some() => None,
            Object::Event(_) => Some(Self::Event {
                message_id: paths.find("message_id")?,
                recipient: paths.find("recipient")?,
                code: paths.find("code")?,
                campaign: paths.find("campaign"),
            }),
            Object::Callback(_) => Some(Self::Callback {
                message_id: paths.find("messageId")?,
                value: paths.find("status.value")?,
                detail: paths.find("status.detail"),
                reference: paths.find("refClient"),
            }),
            Object::Report(_) | Object::NoReport => None,
        }
    }

    #[inline]
    fn event<'a>(self, values: &Values<'a, '_>) -> Result<Event<'a>, Box<Reason>> {
        let text = |value| values.text(value);
        match self {
            Self::Event { message_id, recipient, code, campaign } => {
                Event::new(text(message_id), text(recipient), text(code), campaign.map_or("", text))
            }
            Self::Callback { message_id, value, detail, reference } => {
                let (word, detail) = (text(value), detail.map(text));
                let row = Platform::Smsmode.find(word, detail);
                let id = text(message_id).trim();
                if id.is_empty() {
                    return Err(Reason::MissingMessageId.into());
                }
                Ok(Event {
                    message: Message::Id(id),
                    status: row.map_or(DeliveryStatus::Undefined, |row| row.status),
                    unknown: if row.is_none() { Some(word) } else { None },
                    campaign: reference.map_or("", text).trim(),
                })
            }
        }
    }
}
