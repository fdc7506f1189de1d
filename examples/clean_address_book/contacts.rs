use std::{borrow::Cow, fs, ops::Range, path::Path};

use anyhow::{Context, Result, bail};
use csv::ByteRecord;
use phonenumber::country;
use unicode_normalization::UnicodeNormalization;

use crate::{number::E164, records::Records};

/// A contact list in CSV, of which rows can be left out while every other byte stays.
pub struct Contacts {
    text: Vec<u8>,
    pub delimiter: u8,
    pub rows: Vec<Row>,
}

/// A row below the header.
pub struct Row {
    /// The line of the file on which it starts, from 1.
    pub line: usize,
    /// Where it is in the text, with the end of its line.
    bytes: Range<usize>,
    pub number: Result<E164, RowError>,
}

/// Why a row has no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowError {
    BadQuoting,
    FieldCount { found: usize, expected: usize },
    NoNumber,
    NotANumber(String),
}

/// How a contact list is written.
#[derive(Clone, Debug, Default)]
pub struct Format {
    /// The name of the column of numbers; without it, the only column that is named like one.
    pub column: Option<String>,
    /// Without it, the one that cuts the header into the most columns.
    pub delimiter: Option<u8>,
    /// The country of the numbers in national form.
    pub region: Option<country::Id>,
}

impl Contacts {
    pub fn read(path: &Path, format: &Format) -> Result<Self> {
        let text = fs::read(path).with_context(|| path.display().to_string())?;
        Self::parse(text, format).with_context(|| path.display().to_string())
    }

    /// Reads a text in UTF-8 or ISO 8859-1.
    pub fn parse(text: Vec<u8>, format: &Format) -> Result<Self> {
        let delimiter = format.delimiter.unwrap_or_else(|| guess_delimiter(&text));
        let mut records = Records::new(&text, delimiter);
        let header = records.next().transpose()?.context("the file is empty")?;
        let header = header.fields.context("the header is badly quoted")?;
        let column = number_column(&header, format.column.as_deref())?;

        let mut rows = Vec::new();
        for record in records {
            let record = record?;
            let number = match record.fields {
                None => Err(RowError::BadQuoting),
                Some(fields) if fields.len() != header.len() => {
                    Err(RowError::FieldCount { found: fields.len(), expected: header.len() })
                }
                Some(fields) => read_number(&fields[column], format.region),
            };
            rows.push(Row { line: record.line, bytes: record.bytes, number });
        }
        Ok(Self { text, delimiter, rows })
    }

    /// The text without the rows of some numbers.
    pub fn without(&self, is_removed: impl Fn(&E164) -> bool) -> Vec<u8> {
        let mut kept = Vec::with_capacity(self.text.len());
        let mut offset = 0;
        for row in self.rows.iter().filter(|row| row.number.as_ref().is_ok_and(&is_removed)) {
            kept.extend_from_slice(&self.text[offset..row.bytes.start]);
            offset = row.bytes.end;
        }
        kept.extend_from_slice(&self.text[offset..]);
        kept
    }
}

fn guess_delimiter(text: &[u8]) -> u8 {
    let columns = |delimiter| {
        let header = Records::new(text, delimiter).next()?.ok()?;
        header.fields.map(|fields| fields.len())
    };
    // Of several that do as well, the last is taken: the comma.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|&delimiter| columns(delimiter)).unwrap_or(b',')
}

/// The column with this name, or the only one that is named like a column of numbers.
fn number_column(header: &ByteRecord, name: Option<&str>) -> Result<usize> {
    let is_named = |column: &[u8]| {
        let column = folded(&decoded(column));
        name.map_or_else(|| NUMBER_COLUMNS.contains(&&*column), |name| column == folded(name))
    };
    let columns: Vec<_> = (0..header.len()).filter(|&column| is_named(&header[column])).collect();
    let all = || names(header.iter());
    match (&*columns, name) {
        (&[column], _) => Ok(column),
        ([], Some(name)) => bail!("no column `{name}` among {}", all()),
        ([], None) => bail!("no column of numbers among {}: name it with --column", all()),
        (_, Some(name)) => bail!("several columns are named `{name}`"),
        (several, None) => bail!(
            "several columns of numbers, {}: choose one with --column",
            names(several.iter().map(|&column| &header[column]))
        ),
    }
}

/// The names that columns of numbers have in English and French, folded.
const NUMBER_COLUMNS: &[&str] = &[
    "cell",
    "cellphone",
    "gsm",
    "mobile",
    "mobilenumber",
    "mobilephone",
    "msisdn",
    "ndetelephone",
    "number",
    "numero",
    "numerodemobile",
    "numerodeportable",
    "numerodetelephone",
    "phone",
    "phonenumber",
    "portable",
    "tel",
    "telephone",
    "telephonemobile",
    "telephoneportable",
];

/// The letters and digits of a text, without case and accents.
fn folded(text: &str) -> String {
    text.nfd().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn names<'a>(columns: impl Iterator<Item = &'a [u8]>) -> String {
    columns.map(|column| format!("`{}`", decoded(column).trim())).collect::<Vec<_>>().join(", ")
}

fn read_number(field: &[u8], region: Option<country::Id>) -> Result<E164, RowError> {
    let text = decoded(field);
    if text.trim().is_empty() {
        return Err(RowError::NoNumber);
    }
    E164::read(&text, region).ok_or_else(|| RowError::NotANumber(text.into_owned()))
}

/// A field in UTF-8 or, failing that, in ISO 8859-1, whose bytes are the first 256 characters of Unicode.
fn decoded(field: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(field).map_or_else(|_| field.iter().copied().map(char::from).collect(), Cow::from)
}
