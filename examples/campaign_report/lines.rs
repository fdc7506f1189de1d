use std::io::{self, BufRead, Read};

/// A line that is longer is no record of anything.
const LONGEST: u64 = 1024 * 1024;
/// What some programs put before a text in UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The lines of a file, of which only one is held at a time.
pub struct Lines<R> {
    input: R,
    line: Vec<u8>,
    number: u64,
}

/// A line, with its line break.
pub struct Line<'a> {
    /// The first line is line 1.
    pub number: u64,
    pub bytes: &'a [u8],
    /// Whether the rest of the line was left out because it is too long.
    pub cut: bool,
}

impl<R: BufRead> Lines<R> {
    pub const fn new(input: R) -> Self {
        Self { input, line: Vec::new(), number: 0 }
    }

    /// The next line that is not blank.
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        let cut = loop {
            self.line.clear();
            if self.input.by_ref().take(LONGEST).read_until(b'\n', &mut self.line)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            let cut = self.line.len() as u64 == LONGEST && !self.line.ends_with(b"\n");
            if cut {
                self.input.skip_until(b'\n')?;
            }
            if !self.line.ends_with(b"\n") {
                self.line.push(b'\n');
            }
            if self.number == 1 && self.line.starts_with(BYTE_ORDER_MARK) {
                self.line.drain(..BYTE_ORDER_MARK.len());
            }
            if cut || !self.line.trim_ascii().is_empty() {
                break cut;
            }
        };
        Ok(Some(Line { number: self.number, bytes: &self.line, cut }))
    }
}
