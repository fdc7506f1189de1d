use std::{
    io,
    num::NonZero,
    panic,
    sync::{Mutex, PoisonError},
    thread,
};

use anyhow::Result;
use common::reason::Reason;

use crate::{
    chunks::{Chunk, Chunks, LONGEST_LINE},
    event::LineEvent,
    messages::Recorder,
    reading::Reading,
    unreadable::{Place, Unreadable},
};

/// What makes an event of each line of a file.
pub trait Parser {
    /// Reads the lines of a text.
    ///
    /// Each line that is not blank is taken with its number and its event, with `None` if it is not a report, or with the reason
    /// why it cannot be read. A line that holds several events is taken as often.
    fn read<'a>(&mut self, text: &'a str, first_line: u64, take: impl FnMut(u64, &'a str, LineEvent<'_>));
}

/// Records the events of a file whose first chunk has been read.
///
/// So many threads take turns in reading chunks, parse them, and record what they found in the shards of the messages.
///
/// # Errors
///
/// Returns an error if the file cannot be read to its end; what came before is recorded.
pub fn read<P: Parser>(
    chunks: Chunks<'_>,
    first: Chunk,
    parser: impl Fn() -> P + Sync,
    threads: NonZero<usize>,
    file: &str,
    reading: &mut Reading,
) -> Result<()> {
    let threads = if chunks.is_at_end() { 1 } else { threads.get() };
    let chunks = Mutex::new(chunks);
    let work = |chunk| {
        let mut worker = Worker { file, parser: parser(), read: Read::new(reading.unreadable.limit()) };
        let result = worker.work(chunk, &chunks, reading.messages.recorder(threads));
        (worker.read, result)
    };
    let (read, results): (Vec<_>, Vec<_>) = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| work(Chunk::default()))).collect();
        let own = work(first);
        let others = others.into_iter().map(|other| other.join().unwrap_or_else(|panic| panic::resume_unwind(panic)));
        [own].into_iter().chain(others).unzip()
    });
    reading.add(file, read);
    Ok(results.into_iter().collect::<io::Result<()>>()?)
}

/// What a thread has read, besides the messages.
pub struct Read {
    pub unreadable: Unreadable,
    /// How many lines are callbacks that report no status.
    pub no_reports: u64,
    /// Whether a byte was read as Windows-1252.
    pub has_8_bit: bool,
}

impl Read {
    const fn new(max_errors: usize) -> Self {
        Self { unreadable: Unreadable::new(max_errors), no_reports: 0, has_8_bit: false }
    }
}

struct Worker<'a, P> {
    file: &'a str,
    parser: P,
    read: Read,
}

impl<P: Parser> Worker<'_, P> {
    /// Records the events of a chunk, and of all chunks that no other worker takes.
    fn work(&mut self, mut chunk: Chunk, chunks: &Mutex<Chunks<'_>>, mut recorder: Recorder<'_>) -> io::Result<()> {
        let Self { file, parser, read } = self;
        let result = loop {
            let (text, has_8_bit) = chunk.text();
            read.has_8_bit |= has_8_bit;
            parser.read(&text, chunk.first_line, |number, line, event| {
                let is_too_long = line.len() > LONGEST_LINE && line.trim_end_matches(['\r', '\n']).len() > LONGEST_LINE;
                if is_too_long {
                    return read.unreadable.add(file, Place::Line(number), Reason::TooLong, line);
                }
                match event {
                    Ok(Some(event)) => recorder.record(event),
                    Ok(None) => read.no_reports += 1,
                    Err(reason) => read.unreadable.add(file, Place::Line(number), *reason, line),
                }
            });
            drop(text);
            let next = chunks.lock().unwrap_or_else(PoisonError::into_inner).read(&mut chunk);
            if next.is_err() || chunk.is_empty() {
                break next;
            }
        };
        recorder.finish();
        result
    }
}
