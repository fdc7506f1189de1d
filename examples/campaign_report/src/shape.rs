use std::ops::Range;

use sms_status::Msisdn;

/// The shapes of the lines of a file, with what is known of each.
#[derive(Debug)]
pub struct Shapes<T> {
    /// The one that came last is the first.
    known: Vec<(Shape, T)>,
    values: Vec<Range<usize>>,
    /// How many lines came, and of how many the shape was looked for.
    lines: u64,
    looked_at: u64,
}

/// The values of a line of a known shape.
pub struct Values<'a, 'b> {
    text: &'a str,
    length: usize,
    places: &'b [Range<usize>],
    is_form: bool,
}

impl<T> Shapes<T> {
    /// A file has few shapes, if it has any.
    const MOST: usize = 8;

    /// Reads the line at the start of a text if its shape is known.
    #[inline]
    pub fn read<'a>(&mut self, text: &'a str) -> Option<(&mut T, Values<'a, '_>)> {
        let Self { known, values, .. } = self;
        self.lines += 1;
        let (at, length) = (0..known.len()).find_map(|at| Some((at, known[at].0.read(text, values)?)))?;
        if at > 0 {
            known[..=at].rotate_right(1);
        }
        let (shape, known) = &mut known[0];
        Some((known, Values { text, length, places: values, is_form: shape.is_form }))
    }

    /// Learns the shape of a line that is JSON or a form, if there is something to know of it.
    pub fn learn(&mut self, line: &str, of_shape: impl FnOnce(&Paths, &Values<'_, '_>) -> Option<T>) {
        // If hardly any line is like the one before, or nothing can be learned, it is not worth the time.
        if self.looked_at > Self::MOST as u64 + self.lines / 64 {
            return;
        }
        self.looked_at += 1;
        let Some((shape, paths)) = Shape::of(line) else { return };
        let Some(length) = shape.read(line, &mut self.values) else { return };
        let values = Values { text: line, length, places: &self.values, is_form: shape.is_form };
        let Some(known) = of_shape(&paths, &values) else { return };
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
        Self { known: Vec::new(), values: Vec::new(), lines: 0, looked_at: 0 }
    }
}

impl<'a> Values<'a, '_> {
    /// Returns the length of the line, with its line break.
    pub const fn length(&self) -> usize {
        self.length
    }

    /// Returns a text as it is in the line, or the digits of a number.
    #[inline]
    pub fn text(&self, value: usize) -> &'a str {
        &self.text[self.places[value].clone()]
    }

    /// Returns what a text says, without space around it, or `None` if that differs from what is in the line.
    #[inline]
    pub fn plain(&self, value: usize) -> Option<&'a str> {
        let text = self.text(value);
        (!self.is_form || !text.contains(['%', '+'])).then(|| text.trim())
    }

    /// Returns the phone number that a text is.
    #[inline]
    pub fn number(&self, value: usize) -> Option<Msisdn> {
        let text = self.text(value);
        let text = if self.is_form { text.strip_prefix("%2B").unwrap_or(text) } else { text };
        text.trim().parse().ok()
    }
}

/// The shape of lines that differ in nothing but their values: texts and whole numbers in JSON, or the fields of a form.
///
/// Programs write line after line of the same shape. A line of a known shape is read by comparing what is between its values
/// with what was between those of the line that the shape was taken from, which takes a fifth of the time of reading JSON.
/// The values have nothing that would end them early, so that the line is JSON, or a form, if that line is.
#[derive(Debug)]
struct Shape {
    is_form: bool,
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
    /// The value of a field of a form, as it is encoded. It has no `:`, since a receipt may begin with one.
    Field,
}

impl Shape {
    /// Returns the shape of a line that is JSON or a form and ends in a line break, and the path to each value.
    fn of(line: &str) -> Option<(Self, Paths)> {
        match line {
            _ if !line.ends_with('\n') => None,
            _ if line.starts_with(['{', '[']) => Self::of_json(line),
            _ => Self::of_form(line),
        }
    }

    /// There is none if the name of a field is not a plain word.
    fn of_form(line: &str) -> Option<(Self, Paths)> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let (mut parts, mut paths) = (Vec::new(), Vec::new());
        let (mut at, mut part) = (0, 0);
        for field in line.trim_end().split('&') {
            let (name, value) = field.split_once('=')?;
            if name.is_empty() || !name.bytes().all(is_plain) {
                return None;
            }
            let start = at + name.len() + 1;
            parts.push((line.as_bytes()[part..start].into(), Kind::Field));
            paths.push(name.to_owned());
            part = start + value.len();
            at = part + 1;
        }
        Some((Self { is_form: true, parts, end: line.as_bytes()[part..].into() }, Paths(paths)))
    }

    /// There is none if an escape hides what a text is.
    fn of_json(line: &str) -> Option<(Self, Paths)> {
        if line.contains('\\') {
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
        Some((Self { is_form: false, parts, end: bytes[part..].into() }, Paths(paths)))
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
                Kind::Text => end_before(rest, b'"', b'\\').filter(|&end| rest[end] == b'"')?,
                Kind::Number => number_end(rest)?,
                Kind::Field => end_before(rest, b'&', b':').filter(|&end| rest[end] != b':')?,
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

/// Returns where the first of two bytes or a control character is.
#[inline]
fn end_before(bytes: &[u8], one: u8, other: u8) -> Option<usize> {
    const LOW: u64 = u64::MAX / 255;
    const HIGH: u64 = LOW << 7;

    let mut at = 0;
    while let Some(word) = bytes.get(at..at + 8) {
        let word = word.try_into().map_or(0, u64::from_le_bytes);
        // The lowest bit that is set is that of the first such byte; a borrow may set others above it.
        let less_than = |word: u64, byte: u64| word.wrapping_sub(LOW * byte) & !word;
        let equal = |byte: u8| less_than(word ^ (LOW * u64::from(byte)), 1);
        let found = (equal(one) | equal(other) | less_than(word, 0x20)) & HIGH;
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let end = bytes[at..].iter().position(|&byte| byte == one || byte == other || byte < 0x20)?;
    Some(at + end)
}

/// Returns where a whole number ends that is written as JSON has it and fits into 64 bits.
#[inline]
fn number_end(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_whole = matches!((length, bytes.first()), (1, _) | (2..=19, Some(b'1'..=b'9')));
    is_whole.then_some(length)
}
