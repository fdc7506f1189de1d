mod plain_reader;

use core::ops::Range;

use plain_reader::PlainReader;

use super::{RecordError, RecordErrorKind};

/// Reads the records of a body, one after the other.
#[derive(Clone, Debug)]
pub(super) struct RecordReader<'a> {
    rest: &'a [u8],
    plain: PlainReader,
}

impl<'a> RecordReader<'a> {
    pub(super) const fn new(body: &'a [u8]) -> Self {
        Self { rest: body, plain: PlainReader::new() }
    }

    /// Returns the number of bytes that are still to be read.
    pub(super) const fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// Reads the next record.
    #[inline]
    pub(super) fn read(&mut self) -> Option<Result<Record, RecordError>> {
        if let Some((plain, rest)) = self.plain.read(self.rest) {
            self.rest = rest;
            return Some(Ok(plain));
        }
        let (record, rest) = Record::read_any(self.rest);
        self.rest = rest;
        record
    }
}

/// One record of a body.
pub(super) struct Record {
    /// Where the recipient is, from where reading started.
    pub(super) recipient: Range<usize>,
    pub(super) code: u16,
}

impl Record {
    /// Reads a record of any form.
    #[cold]
    fn read_any(body: &[u8]) -> (Option<Result<Self, RecordError>>, &[u8]) {
        let mut rest = body;
        while !rest.is_empty() {
            let start = body.len() - rest.len();
            let end = rest.iter().position(|&byte| byte == b'|');
            let record = &rest[..end.unwrap_or(rest.len())];
            rest = end.map_or(&[], |end| rest[end + 1..].trim_ascii_start());

            let offset = start + record.len() - record.trim_ascii_start().len();
            let record = record.trim_ascii();
            if !record.is_empty() {
                let read = match read_tokens(record) {
                    Ok((recipient, code)) => Ok(Self { recipient: offset..offset + recipient, code }),
                    Err(kind) => Err(RecordError { offset, length: record.len(), kind }),
                };
                return (Some(read), rest);
            }
        }
        (None, rest)
    }
}

/// Returns the code of the error form of a response: 2 to 4 digits before the first separator.
pub(super) fn error_form(body: &[u8]) -> Option<u16> {
    let end = body.iter().position(|&byte| byte == b'|')?;
    let code = body[..end].trim_ascii();
    (2..=4).contains(&code.len()).then(|| parse_code(code)).flatten()
}

/// Reads the length of the recipient and the code of a record without space around it.
fn read_tokens(record: &[u8]) -> Result<(usize, u16), RecordErrorKind> {
    let mut tokens = record.split(u8::is_ascii_whitespace).filter(|token| !token.is_empty());
    let recipient = tokens.next().unwrap_or_default();
    if !is_number(recipient.strip_prefix(b"+").unwrap_or(recipient)) {
        return Err(RecordErrorKind::InvalidRecipient);
    }
    let code = tokens.next().ok_or(RecordErrorKind::MissingCode)?;
    let code = parse_code(code).ok_or(RecordErrorKind::InvalidCode)?;
    match tokens.next() {
        Some(_) => Err(RecordErrorKind::UnexpectedText),
        None => Ok((recipient.len(), code)),
    }
}

/// Returns the number that a text of digits stands for, or `None` for any other text and beyond 65,535.
pub(super) fn parse_code(digits: &[u8]) -> Option<u16> {
    if !is_number(digits) {
        return None;
    }
    digits.iter().try_fold(0_u16, |code, digit| code.checked_mul(10)?.checked_add((digit - b'0').into()))
}

fn is_number(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}
