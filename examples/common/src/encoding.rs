use std::{
    borrow::Cow,
    io::{self, Chain, Cursor, Read},
};

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a file is examined to see how it is encoded, in bytes.
const START: usize = 4096;

/// How the characters of a text file are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, or 8 bits to a character: each byte that is not UTF-8 is read as Windows-1252.
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// A file whose start has been examined.
#[derive(Debug)]
pub struct Sniffed<R> {
    pub encoding: Encoding,
    /// The bytes that say how the file is encoded; empty in most files.
    pub byte_order_mark: &'static [u8],
    /// All bytes after the byte order mark.
    pub input: Chain<Cursor<Vec<u8>>, R>,
}

/// Detects how a file is encoded, from its byte order mark or from the NUL bytes that are one half of a simple text in UTF-16.
///
/// # Errors
///
/// Returns an error if the start of the file cannot be read, or contains only NUL bytes.
pub fn sniff<R: Read>(mut input: R) -> io::Result<Sniffed<R>> {
    let mut start = Vec::new();
    input.by_ref().take(START as u64).read_to_end(&mut start)?;
    if start.len() == START && start.iter().all(|&byte| byte == 0) {
        // The hole of a sparse file can be larger than any disk.
        return Err(io::Error::new(io::ErrorKind::InvalidData, "not a text: it begins with NUL bytes"));
    }
    let marks: [(Encoding, &[u8]); 3] =
        [(Encoding::Utf8, b"\xEF\xBB\xBF"), (Encoding::Utf16Le, b"\xFF\xFE"), (Encoding::Utf16Be, b"\xFE\xFF")];
    let marked = marks.into_iter().find(|(_, mark)| start.starts_with(mark));
    let (encoding, byte_order_mark) = marked.unwrap_or_else(|| (unmarked(&start), &[]));
    let mut start = Cursor::new(start);
    start.set_position(byte_order_mark.len() as u64);
    Ok(Sniffed { encoding, byte_order_mark, input: start.chain(input) })
}

/// Returns the encoding of a text without a byte order mark.
fn unmarked(start: &[u8]) -> Encoding {
    let pairs = start.len() / 2;
    let nuls = |half| start.chunks_exact(2).filter(|pair| pair[half] == 0).count();
    // A delimiter, a digit or a line end is at most three characters away, be the rest in any script.
    match (nuls(0), nuls(1)) {
        (0, low) if low > 1 && low * 4 >= pairs => Encoding::Utf16Le,
        (high, 0) if high > 1 && high * 4 >= pairs => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    }
}

impl Encoding {
    /// Returns the number of bytes of a line break, or of any other ASCII character.
    pub const fn width(self) -> usize {
        match self {
            Self::Utf8 => 1,
            Self::Utf16Le | Self::Utf16Be => 2,
        }
    }

    /// Returns the text, and whether a byte of it was read as Windows-1252.
    ///
    /// Half of a pair of surrogates is read as a replacement character.
    pub fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Utf8 => match std::str::from_utf8(bytes) {
                Ok(text) => (text.into(), false),
                Err(_) => (eight_bit(bytes).into(), true),
            },
            Self::Utf16Le => (UTF_16LE.decode_without_bom_handling(bytes).0, false),
            Self::Utf16Be => (UTF_16BE.decode_without_bom_handling(bytes).0, false),
        }
    }
}

/// Returns the text of these bytes; those that are not UTF-8 are read as Windows-1252.
pub fn eight_bit(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}
