use std::io::{self, Read};

use fastrand::Rng;

use crate::chunks::{Chunk, Chunks};

/// Hands out some bytes at a time, however many are wanted.
struct Pieces<'a>(&'a [u8], Rng);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.0.len()).min(self.1.usize(1..10));
        let (piece, rest) = self.0.split_at(most);
        buffer[..most].copy_from_slice(piece);
        self.0 = rest;
        Ok(most)
    }
}

/// The lines of all chunks with their numbers, and the rest of the file if it cannot be read.
fn lines(input: impl Read + Send, length: usize, longest_line: usize) -> Vec<(u64, String)> {
    let mut chunks = Chunks::with_lengths(input, length, longest_line).unwrap();
    let (mut chunk, mut lines) = (Chunk::default(), Vec::new());
    loop {
        chunks.read(&mut chunk).unwrap();
        if chunk.is_empty() {
            assert!(chunks.is_at_end());
            return lines;
        }
        let (text, _) = chunk.text();
        lines.extend((chunk.first_line..).zip(text.split_inclusive('\n').map(str::to_owned)));
    }
}

/// Lines that end in LF or CR LF; a CR alone has become LF.
fn naive(text: &str) -> Vec<(u64, String)> {
    let text = text.replace("\r\n", "\0").replace('\r', "\n").replace('\0', "\r\n");
    (1..).zip(text.split_inclusive('\n').map(str::to_owned)).collect()
}

#[test]
fn chunks_of_every_length_cut_no_line_and_number_all() {
    let mut random = Rng::with_seed(21);
    for round in 0..3000 {
        let length = random.usize(..60);
        let any = |random: &mut Rng| *random.choice(&["a", "b", "é", "\n", "\r", "\r\n", "\n\n"]).unwrap_or(&"");
        let text: String = (0..length).map(|_| any(&mut random)).collect();
        let length = random.usize(1..20);
        let read = lines(Pieces(text.as_bytes(), random.fork()), length, 1000);
        assert_eq!(read, naive(&text), "round {round}: {text:?} by {length}");
    }
}

#[test]
fn the_rest_of_a_line_that_is_too_long_is_left_out() {
    const LONGEST: usize = 12;
    let mut random = Rng::with_seed(22);
    for round in 0..3000 {
        let any = |random: &mut Rng| *random.choice(&["abcdefgh", "b", "\n", "\r", "\r\n"]).unwrap_or(&"");
        let text: String = (0..random.usize(..12)).map(|_| any(&mut random)).collect();
        let read = lines(Pieces(text.as_bytes(), random.fork()), random.usize(1..8), LONGEST);
        let expected = naive(&text);
        assert_eq!(read.len(), expected.len(), "round {round}: {text:?}");
        for ((number, line), (true_number, whole)) in read.iter().zip(&expected) {
            assert_eq!(number, true_number, "round {round}: {text:?}");
            let is_cut = line != whole;
            let line = line.trim_end_matches(['\r', '\n']);
            assert!(whole.starts_with(line), "round {round}: {text:?}");
            assert!(!is_cut || line.len() > LONGEST, "round {round}: {text:?}");
        }
    }
}

#[test]
fn utf_16_and_8_bits_are_read() {
    let text = "é,1\r\nb,2\rc";
    let utf_16: Vec<u8> = "\u{FEFF}".chars().chain(text.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    let expected: Vec<_> = [(1, "é,1\r\n"), (2, "b,2\n"), (3, "c")].map(|(number, line)| (number, line.into())).into();
    assert_eq!(lines(&utf_16[..], 4, 100), expected);
    assert_eq!(lines(&b"\xE9,1\r\nb,2\rc"[..], 4, 100), expected);
    assert_eq!(lines("\u{FEFF}é,1\r\nb,2\rc".as_bytes(), 4, 100), expected);
}

#[test]
fn what_cannot_be_read_is_an_error_and_the_end() {
    /// Breaks after so many lines.
    struct Breaks(u32);

    impl Read for Breaks {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(1).ok_or_else(|| io::Error::other("broken"))?;
            buffer[0] = b'\n';
            Ok(1)
        }
    }

    let mut chunks = Chunks::with_lengths(Breaks(10_000), 1000, 100).unwrap();
    let mut chunk = Chunk::default();
    while chunks.read(&mut chunk).is_ok() {
        assert!(!chunk.is_empty());
    }
    assert!(chunks.is_at_end());
}
