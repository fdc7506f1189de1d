use std::io::{self, BufReader, Cursor, Error, ErrorKind, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

/// Files that hold a text but are not plain text: how they begin, and what to do with them.
const OTHERS: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "a .zip archive or an .xlsx workbook: unpack the archive, or save the sheet as CSV"),
    (b"\xD0\xCF\x11\xE0", "an .xls workbook: save the sheet as CSV"),
    (b"PAR1", "a Parquet file: export its rows as CSV or as JSON lines"),
    (b"%PDF", "a PDF document: export the list that it was made from as CSV"),
    (b"BZh", "a .bz2 file: unpack it, or pack it with gzip or zstd"),
];

/// Returns what a file holds, as if it were not compressed. If it is (`.gz` or `.zst`), its content shows it, whatever its name.
///
/// # Errors
///
/// Returns an error if the start cannot be read, or if the file is not a text but, for example, an archive or a workbook. What is
/// wrong with compressed content is an error when it is read.
pub fn decompressed<'a>(mut input: impl Read + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
    let mut start = Vec::new();
    input.by_ref().take(4).read_to_end(&mut start)?;
    if let Some((_, other)) = OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Err(Error::new(ErrorKind::InvalidData, format!("the file is {other}")));
    }
    let is_gzip = start.starts_with(b"\x1F\x8B\x08");
    let is_zstd = start == b"\x28\xB5\x2F\xFD";
    let input = Cursor::new(start).chain(input);
    Ok(if is_gzip {
        Box::new(MultiGzDecoder::new(BufReader::new(input)))
    } else if is_zstd {
        Box::new(Frames { frame: Some(frame(BufReader::new(input))?) })
    } else {
        Box::new(input)
    })
}

/// A `.zst` file, which is one frame after the other.
struct Frames<R: Read> {
    frame: Option<Frame<R>>,
}

type Frame<R> = StreamingDecoder<R, ruzstd::decoding::FrameDecoder>;

fn frame<R: Read>(input: R) -> io::Result<Frame<R>> {
    StreamingDecoder::new(input).map_err(|error| Error::new(ErrorKind::InvalidData, error.to_string()))
}

impl<R: io::BufRead> Read for Frames<R> {
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
                self.frame = Some(self::frame(input)?);
            }
        }
        Ok(0)
    }
}
