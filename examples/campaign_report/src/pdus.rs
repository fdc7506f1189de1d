use common::{
    pdus::{Content, Pdu, Pdus},
    reason::Reason,
};

use crate::{
    event::{Event, Key},
    reading::Reading,
    unreadable::Place,
};

/// Reads a file of SMPP PDUs.
pub fn read(mut pdus: Pdus, file: &str, reading: &mut Reading) {
    let mut recorder = reading.messages.recorder(1);
    while let Some(Pdu { offset, bytes, content }) = pdus.next_pdu() {
        let unreadable = match content {
            Ok(Content::Receipt(report)) => match Key::of_report(&report) {
                Some(key) => {
                    recorder.record(Event::of_report(key, &report));
                    continue;
                }
                None => Reason::MissingMessageId,
            },
            Ok(Content::Message) => {
                reading.no_reports += 1;
                continue;
            }
            Ok(Content::Other) => continue,
            Err(reason) => reason,
        };
        reading.unreadable.add(file, Place::Byte(offset as u64), unreadable, &bytes.escape_ascii().to_string());
    }
    recorder.finish();
}
