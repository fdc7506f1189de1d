use std::{
    fmt::{self, Display, Formatter, Write},
    io, str,
};

use serde::Serialize;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// A text from outside, printed so that it cannot disturb a terminal or pass for another text.
///
/// Control characters (C0 and C1), line breaks of Unicode, and format characters, which can turn the direction of the text
/// or are invisible, are printed as Rust writes them: `\n`, `\u{1b}`, `\u{202e}`. All other characters are printed as they are.
#[derive(Clone, Copy, Debug)]
pub struct Escaped<T>(pub T);

impl<T: Display> Display for Escaped<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(Escaper(f), "{}", self.0)
    }
}

/// Returns the first 60 characters of a text from outside, to show what cannot be read.
pub fn excerpt(text: &str) -> String {
    const LENGTH: usize = 60;

    let text = text.trim();
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", Escaped(&text[..end])),
        None => Escaped(text).to_string(),
    }
}

/// Writes a value as JSON on one line, in which the texts from outside are escaped as JSON has it.
///
/// # Errors
///
/// Returns an error if the text cannot be written.
pub fn write_json(to: impl io::Write, value: &impl Serialize) -> io::Result<()> {
    Ok(serde_json::to_writer(Json(to), value)?)
}

/// Writes a value like [`write_json`], but indented.
///
/// # Errors
///
/// Returns an error if the text cannot be written.
pub fn write_pretty_json(to: impl io::Write, value: &impl Serialize) -> io::Result<()> {
    Ok(serde_json::to_writer_pretty(Json(to), value)?)
}

/// Escapes what is left in a JSON document: serde escapes only what it has to, which is not all that can disturb a terminal.
///
/// No write may end within a character. Those of `serde_json` do not.
struct Json<W>(W);

impl<W: io::Write> io::Write for Json<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write_all(self, bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.iter().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
            return self.0.write_all(bytes);
        }
        let text = str::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        let mut plain = 0;
        for (start, character) in text.char_indices().filter(|&(_, it)| it != '\n' && disturbs(it)) {
            self.0.write_all(&bytes[plain..start])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(self.0, "\\u{unit:04x}")?;
            }
            plain = start + character.len_utf8();
        }
        self.0.write_all(&bytes[plain..])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

struct Escaper<'a, 'f>(&'a mut Formatter<'f>);

impl Write for Escaper<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut plain = 0;
        for (start, character) in text.char_indices().filter(|&(_, character)| disturbs(character)) {
            write!(self.0, "{}{}", &text[plain..start], character.escape_default())?;
            plain = start + character.len_utf8();
        }
        self.0.write_str(&text[plain..])
    }
}

fn disturbs(character: char) -> bool {
    /// The characters that join and part letters are needed to spell the words of some languages.
    const JOIN_CONTROLS: [char; 2] = ['\u{200C}', '\u{200D}'];

    match character.general_category() {
        GeneralCategory::Control | GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => true,
        GeneralCategory::Format => !JOIN_CONTROLS.contains(&character),
        _ => false,
    }
}
