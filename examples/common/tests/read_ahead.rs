//! Input that a thread of its own reads.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    io::{self, Read},
    sync::Arc,
    thread,
    time::Duration,
};

use common::read_ahead::ReadAhead;

/// Hands out so many bytes at a time, then an error.
struct Pieces {
    bytes: Arc<Vec<u8>>,
    at: usize,
    length: usize,
    error: Option<io::Error>,
}

impl Pieces {
    fn new(bytes: &Arc<Vec<u8>>, length: usize) -> Self {
        Self { bytes: bytes.clone(), at: 0, length, error: None }
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = &self.bytes[self.at..];
        let rest = &rest[..rest.len().min(self.length)];
        if rest.is_empty() {
            return self.error.take().map_or(Ok(0), Err);
        }
        let read = { rest }.read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

/// Bytes of which no two blocks are alike.
fn bytes(length: u32) -> Arc<Vec<u8>> {
    Arc::new((0..length).map(|n| n.wrapping_mul(0x9E37_79B9).to_be_bytes()[0]).collect())
}

#[test]
fn what_is_read_ahead_is_what_there_is() {
    const BLOCK: u32 = 256 * 1024;
    for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 7 * BLOCK, 7 * BLOCK + 5] {
        let bytes = bytes(length);
        for piece in [1000, 65_536, usize::MAX] {
            let (mut read, mut again) = (Vec::new(), Vec::new());
            let mut input = ReadAhead::new(Pieces::new(&bytes, piece)).unwrap();
            input.read_to_end(&mut read).unwrap();
            assert!(read == *bytes, "{length} by {piece}");
            assert_eq!(input.read_to_end(&mut again).unwrap(), 0);

            let mut broken = Pieces::new(&bytes, piece);
            broken.error = Some(io::Error::other("broken"));
            let mut input = ReadAhead::new(broken).unwrap();
            read.clear();
            assert_eq!(input.read_to_end(&mut read).unwrap_err().to_string(), "broken");
            assert!(read == *bytes, "{length} by {piece}");
            assert_eq!(input.read_to_end(&mut again).unwrap(), 0);
        }
    }
}

#[test]
fn who_wants_no_more_ends_the_thread() {
    let bytes = bytes(10_000_000);
    let mut input = ReadAhead::new(Pieces::new(&bytes, 1000)).unwrap();
    input.read_exact(&mut [0; 1000]).unwrap();
    drop(input);
    for _ in 0..1000 {
        if Arc::strong_count(&bytes) == 1 {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("the thread still has the input");
}

#[test]
#[should_panic(expected = "not to be read")]
fn a_panic_is_not_the_end_of_the_input() {
    struct Panics;

    impl Read for Panics {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            panic!("not to be read")
        }
    }

    _ = ReadAhead::new(Panics).unwrap().read(&mut [0]);
}
