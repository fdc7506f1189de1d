use std::io::{self, BufRead, BufReader, Cursor, Error, ErrorKind, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use super::read_ahead::ReadAhead;

/// Files that hold a text but are not plain text: how they begin, and what to do with them.
const OTHERS: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "a .zip archive or an .xlsx workbook: unpack the archive, or save the sheet as CSV"),
    (b"\xD0\xCF\x11\xE0", "an .xls workbook: save the sheet as CSV"),
    (b"PAR1", "a Parquet file: export its rows as CSV or as JSON lines"),
    (b"%PDF", "a PDF document: export the list that it was made from as CSV"),
    (b"BZh", "a .bz2 file: unpack it, or pack it with gzip or zstd"),
];

/// Returns what a file holds, as if it were not compressed. If it is (`.gz` or `.zst`), its content shows it, whatever its name, and
/// a thread of its own decompresses it.
///
/// # Errors
///
/// Returns an error if the start cannot be read, or if the file is not a text but, for example, an archive or a workbook. What is
/// wrong with compressed content is an error when it is read.
pub fn decompressed(mut input: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut start = Vec::new();
    input.by_ref().take(4).read_to_end(&mut start)?;
    if let Some((_, other)) = OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Err(Error::new(ErrorKind::InvalidData, format!("the file is {other}")));
    }
    let is_gzip = start.starts_with(b"\x1F\x8B\x08");
    let is_zstd = start == b"\x28\xB5\x2F\xFD";
    let input = Cursor::new(start).chain(input);
    Ok(if is_gzip {
        Box::new(ReadAhead::new(Located::new(MultiGzDecoder::new(packed(input))))?)
    } else if is_zstd {
        Box::new(ReadAhead::new(Located::new(Frames::new(packed(input))?))?)
    } else {
        Box::new(input)
    })
}

fn packed<R: Read>(input: R) -> BufReader<R> {
    const LENGTH: usize = 64 * 1024;

    BufReader::with_capacity(LENGTH, input)
}

/// A `.zst` file, which is one frame after the other.
struct Frames<R: BufRead> {
    frame: Option<Frame<R>>,
}

type Frame<R> = StreamingDecoder<R, FrameDecoder>;

impl<R: BufRead> Frames<R> {
    fn new(input: R) -> io::Result<Self> {
        let frame = StreamingDecoder::new(input);
        let frame = frame.map_err(|error| Error::new(ErrorKind::InvalidData, error.to_string()))?;
        Ok(Self { frame: Some(frame) })
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(frame) = &mut self.frame {
            let read = frame.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let decoder = &frame.decoder;
            if decoder.get_checksum_from_data().is_some_and(|sum| decoder.get_calculated_checksum() != Some(sum)) {
                return Err(Error::new(ErrorKind::InvalidData, "the file is damaged: its checksum is another one"));
            }
            let Some(mut input) = self.frame.take().map(StreamingDecoder::into_inner) else { break };
            if !input.fill_buf()?.is_empty() {
                *self = Self::new(input)?;
            }
        }
        Ok(0)
    }
}

/// A decompressed file whose errors say where they are.
struct Located<R> {
    input: R,
    /// How much has been read, in bytes.
    read: u64,
}

impl<R> Located<R> {
    const fn new(input: R) -> Self {
        Self { input, read: 0 }
    }
}

impl<R: Read> Read for Located<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // What a decoder has written before it finds an error is lost, so that it gets little room at a time.
        const MOST: usize = 16 * 1024;

        let end = buffer.len().min(MOST);
        let read = self.input.read(&mut buffer[..end]).map_err(|error| match error.kind() {
            ErrorKind::Interrupted => error,
            kind => Error::new(kind, format!("cannot be decompressed after {} bytes of content: {error}", self.read)),
        })?;
        self.read += read as u64;
        Ok(read)
    }
}
