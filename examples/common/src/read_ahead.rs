use std::{
    io::{self, ErrorKind, Read},
    panic,
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, JoinHandle},
};

/// How much of an input is read at a time, in bytes.
const LENGTH: usize = 256 * 1024;
/// How many blocks there are, which are used again and again.
const BLOCKS: usize = 4;

/// An input that a thread of its own reads, a few blocks ahead of whoever takes them.
///
/// An error comes where it is in the input, after everything that was read before it, and ends the input.
#[derive(Debug)]
pub struct ReadAhead {
    filled: Receiver<io::Result<Block>>,
    emptied: Sender<Block>,
    block: Block,
    /// How much of the block has been taken.
    taken: usize,
    /// The thread, until the end of the input.
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Block {
    /// What was read, then room for more.
    bytes: Vec<u8>,
    length: usize,
}

impl ReadAhead {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// Returns an error if the system does not start another thread.
    pub fn new(input: impl Read + Send + 'static) -> io::Result<Self> {
        let (emptied, to_fill) = channel();
        let (filled_by, filled) = channel();
        for _ in 1..BLOCKS {
            // The receiver is here.
            _ = emptied.send(Block::default());
        }
        let thread = thread::Builder::new().spawn(move || fill_blocks(input, &to_fill, &filled_by))?;
        Ok(Self { filled, emptied, block: Block::default(), taken: 0, thread: Some(thread) })
    }
}

/// Reads an input to its end, as long as there are blocks to fill.
fn fill_blocks(mut input: impl Read, to_fill: &Receiver<Block>, filled: &Sender<io::Result<Block>>) {
    while let Ok(mut block) = to_fill.recv() {
        block.bytes.resize(LENGTH, 0);
        block.length = 0;
        let mut end = None;
        while end.is_none() && block.length < LENGTH {
            match input.read(&mut block.bytes[block.length..]) {
                Ok(0) => end = Some(Ok(())),
                Ok(read) => block.length += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => end = Some(Err(error)),
            }
        }
        // Nobody may want the rest.
        if filled.send(Ok(block)).is_err() {
            return;
        }
        if let Some(end) = end {
            _ = end.map_err(|error| filled.send(Err(error)));
            return;
        }
    }
}

impl Read for ReadAhead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.block.length {
            if let Ok(block) = self.filled.recv() {
                let emptied = std::mem::replace(&mut self.block, block?);
                self.taken = 0;
                // The thread may have ended.
                _ = self.emptied.send(emptied);
            } else if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
                panic::resume_unwind(panic);
            } else {
                return Ok(0);
            }
        }
        let read = (&self.block.bytes[self.taken..self.block.length]).read(buffer)?;
        self.taken += read;
        Ok(read)
    }
}
