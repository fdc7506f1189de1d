use std::ops::Range;

/// The shapes of the lines of a file, with what is known of each.
#[derive(Debug)]
pub struct Shapes<T> {
    /// The one that came last is the first.
    known: Vec<(Shape, T)>,
    values: Vec<Range<usize>>,
    learned: u64,
    recognized: u64,
}

/// The values of a line of a known shape.
pub struct Values<'a, 'b> {
    text: &'a str,
    length: usize,
    places: &'b [Range<usize>],
}

impl<T> Shapes<T> {
    /// A file has few shapes, if it has any.
    const MOST: usize = 8;

    /// Reads the line at the start of a text if its shape is known.
    #[inline]
    pub fn read<'a>(&mut self, text: &'a str) -> Option<(&mut T, Values<'a, '_>)> {
        let Self { known, values, .. } = self;
        let (at, length) = (0..known.len()).find_map(|at| Some((at, known[at].0.read(text, values)?)))?;
        self.recognized += 1;
        if at > 0 {
            known[..=at].rotate_right(1);
        }
        Some((&mut known[0].1, Values { text, length, places: values }))
    }

    /// Learns the shape of a line that is JSON, if there is something to know of it.
    pub fn learn(&mut self, line: &str, of_shape: impl FnOnce(&Paths, &Values<'_, '_>) -> Option<T>) {
        // If hardly any line is like the one before, it is not worth the time.
        if self.learned > Self::MOST as u64 + self.recognized / 64 {
            return;
        }
        let Some((shape, paths)) = Shape::of(line) else { return };
        let Some(length) = shape.read(line, &mut self.values) else { return };
        let Some(known) = of_shape(&paths, &Values { text: line, length, places: &self.values }) else { return };
        self.learned += 1;
        self.known.truncate(Self::MOST - 1);
        self.known.insert(0, (shape, known));
    }
}

/// The path to each value of a shape, as `status.value` or `results.[].to`.
pub struct Paths(Vec<String>);

impl Paths {
    /// Returns the place of the value with this path, if there is one and no other.
    pub fn find(&self, path: &str) -> Option<usize> {
        let found = self.find_all(&[path]);
        found.first().copied().filter(|_| found.len() == 1)
    }

    /// Returns the places of all values with one of these paths.
    pub fn find_all(&self, paths: &[&str]) -> Vec<usize> {
        (0..self.0.len()).filter(|&value| paths.contains(&self.0[value].as_str())).collect()
    }
}

impl<T> Default for Shapes<T> {
    fn default() -> Self {
        Self { known: Vec::new(), values: Vec::new(), learned: 0, recognized: 0 }
    }
}

impl<'a> Values<'a, '_> {
    /// Returns the length of the line, with its line break.
    pub const fn length(&self) -> usize {
        self.length
    }

    /// Returns a text, or the digits of a number.
    #[inline]
    pub fn text(&self, value: usize) -> &'a str {
        &self.text[self.places[value].clone()]
    }
}

/// The shape of JSON lines that differ in nothing but texts and whole numbers.
///
/// Programs write line after line of the same shape. A line of a known shape is read by comparing what is between its values
/// with what was between those of the line that the shape was taken from, which takes a fifth of the time of reading JSON.
/// The values are plain, so that the line is JSON if that line is.
#[derive(Debug)]
struct Shape {
    /// What comes before each value, and what kind of value it is.
    parts: Vec<(Box<[u8]>, Kind)>,
    /// What comes after the last value, with the line break.
    end: Box<[u8]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A text without escapes.
    Text,
    /// A whole number of at most 19 digits.
    Number,
}

impl Shape {
    /// Returns the shape of a line that is JSON and ends in a line break, and the path to each value.
    ///
    /// There is none if an escape hides what a text is.
    fn of(line: &str) -> Option<(Self, Paths)> {
        if !line.ends_with('\n') || line.contains('\\') {
            return None;
        }
        let bytes = line.as_bytes();
        let (mut parts, mut paths, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        let (mut at, mut part) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            at += 1;
            let (end_of_part, kind, end) = match byte {
                b'{' | b'[' => {
                    keys.push("[]");
                    continue;
                }
                b'}' | b']' => {
                    keys.pop();
                    continue;
                }
                b'"' => {
                    let end = at + line[at..].find('"')?;
                    let text = at..end;
                    at = end + 1;
                    if line[at..].trim_ascii_start().starts_with(':') {
                        *keys.last_mut()? = &line[text];
                        continue;
                    }
                    (start + 1, Kind::Text, end)
                }
                b'-' | b'0'..=b'9' => {
                    let is_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
                    at += bytes[at..].iter().take_while(|byte| is_number(byte)).count();
                    if number_end(&bytes[start..at]) != Some(at - start) {
                        continue;
                    }
                    (start, Kind::Number, at)
                }
                _ => continue,
            };
            parts.push((bytes[part..end_of_part].into(), kind));
            paths.push(keys.join("."));
            part = end;
        }
        Some((Self { parts, end: bytes[part..].into() }, Paths(paths)))
    }

    /// Finds the values of the line at the start of a text if it is of this shape, and returns how long it is.
    #[inline]
    fn read(&self, text: &str, values: &mut Vec<Range<usize>>) -> Option<usize> {
        values.clear();
        let bytes = text.as_bytes();
        let mut at = 0;
        for (before, kind) in &self.parts {
            let (start, rest) = bytes.get(at..)?.split_at_checked(before.len())?;
            if !is_equal(start, before) {
                return None;
            }
            at += before.len();
            let length = match kind {
                Kind::Text => text_end(rest)?,
                Kind::Number => number_end(rest)?,
            };
            values.push(at..at + length);
            at += length;
        }
        bytes.get(at..)?.starts_with(&self.end).then_some(at + self.end.len())
    }
}

/// Whether two texts of one length are equal, of which most have 8 to 16 bytes.
#[inline]
fn is_equal(a: &[u8], b: &[u8]) -> bool {
    match (a.first_chunk::<8>(), b.first_chunk::<8>(), a.last_chunk::<8>(), b.last_chunk::<8>()) {
        (Some(first_of_a), Some(first_of_b), Some(last_of_a), Some(last_of_b)) if a.len() <= 16 => {
            first_of_a == first_of_b && last_of_a == last_of_b
        }
        _ => a == b,
    }
}

/// Returns where a text ends that has neither an escape nor a control character.
#[inline]
fn text_end(bytes: &[u8]) -> Option<usize> {
    const LOW: u64 = u64::MAX / 255;
    const HIGH: u64 = LOW << 7;

    let mut at = 0;
    while let Some(word) = bytes.get(at..at + 8) {
        let word = word.try_into().map_or(0, u64::from_le_bytes);
        // The lowest bit that is set is that of the first such byte; a borrow may set others above it.
        let less_than = |word: u64, byte: u64| word.wrapping_sub(LOW * byte) & !word;
        let equal = |byte: u8| less_than(word ^ (LOW * u64::from(byte)), 1);
        let found = (equal(b'"') | equal(b'\\') | less_than(word, 0x20)) & HIGH;
        if found != 0 {
            at += found.trailing_zeros() as usize / 8;
            return (bytes[at] == b'"').then_some(at);
        }
        at += 8;
    }
    let end = bytes[at..].iter().position(|&byte| byte == b'"' || byte == b'\\' || byte < 0x20)?;
    (bytes[at + end] == b'"').then_some(at + end)
}

/// Returns where a whole number ends that is written as JSON has it and fits into 64 bits.
#[inline]
fn number_end(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_whole = matches!((length, bytes.first()), (1, _) | (2..=19, Some(b'1'..=b'9')));
    is_whole.then_some(length)
}
