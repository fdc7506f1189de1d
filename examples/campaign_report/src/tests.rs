#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod campaigns;
mod chunks;
mod digits;
mod rows;
mod separators;
mod shapes;
mod sharded;
mod unreadable;

use clap::CommandFactory;

use crate::{
    event::{Event, LineEvent},
    workers::Parser,
};

#[test]
fn the_arguments_are_consistent() {
    crate::Arguments::command().debug_assert();
}

/// Returns what a parser makes of the lines of a text: the number, the line, and the event or the reason.
fn taken(parser: &mut impl Parser, text: &str) -> Vec<(u64, String, String)> {
    let mut taken = Vec::new();
    parser.read(text, 1, |number, line, event| {
        taken.push((number, line.trim_end_matches('\n').to_owned(), shown(event)));
    });
    taken
}

/// Returns everything that an event says, with the key of its message.
fn shown(event: LineEvent<'_>) -> String {
    match event {
        Ok(Some(Event { message, status, unknown, campaign })) => {
            format!("{:?}, {status:?}, unknown {unknown:?}, campaign {campaign:?}", message.key())
        }
        other => format!("{other:?}"),
    }
}
