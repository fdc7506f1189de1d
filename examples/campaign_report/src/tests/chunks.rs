use std::{
    io::{self, Read},
    iter,
};

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

/// The lines of all chunks with their numbers.
fn lines(input: impl Read + Send, length: usize, longest_line: usize) -> Vec<(u64, String)> {
    let (lines, error) = lines_until_error(input, length, longest_line);
    assert_eq!(error, "");
    lines
}

/// The same, and what is wrong behind them.
fn lines_until_error(input: impl Read + Send, length: usize, longest_line: usize) -> (Vec<(u64, String)>, String) {
    let mut chunks = Chunks::with_lengths(input, length, longest_line).unwrap();
    let (mut chunk, mut lines, mut error) = (Chunk::default(), Vec::new(), String::new());
    loop {
        if let Err(found) = chunks.read(&mut chunk) {
            assert_eq!(error, "");
            error = found.to_string();
            continue;
        }
        if chunk.is_empty() {
            assert!(chunks.is_at_end());
            return (lines, error);
        }
        assert_eq!(error, "");
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

/// What is wrong comes behind the lines before it, of which the last may go on.
#[test]
fn what_cannot_be_read_is_an_error_behind_all_whole_lines_and_the_end() {
    struct Breaks;

    impl Read for Breaks {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken"))
        }
    }

    // As long as the start that shows the encoding.
    let before = "line\n".repeat(1000);
    let mut random = Rng::with_seed(23);
    for round in 0..1000 {
        let any = |random: &mut Rng| *random.choice(&["a", "bcd", "\n", "\r", "\r\n"]).unwrap_or(&"");
        let text: String = iter::once(&*before).chain((0..40).map(|_| any(&mut random))).collect();
        let whole = &text[..=text.rfind(['\r', '\n']).unwrap()];
        let input = Pieces(text.as_bytes(), random.fork()).chain(Breaks);
        let (read, error) = lines_until_error(input, random.usize(1..5000), 10_000);
        assert_eq!((read, error.as_str()), (naive(whole), "broken"), "round {round}");
    }
}
