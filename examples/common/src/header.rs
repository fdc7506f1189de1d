use anyhow::{Result, bail};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::escaped::Escaped;

/// Returns the delimiter that a line `sep=;` before the header gives, which Excel writes and reads.
pub fn separator_line(line: &str) -> Option<u8> {
    let line = line.trim_matches('"');
    let (key, delimiter) = line.split_at_checked(4)?;
    match delimiter.as_bytes() {
        &[delimiter] if key.eq_ignore_ascii_case("sep=") && delimiter.is_ascii() => Some(delimiter),
        _ => None,
    }
}

/// Returns the delimiter that splits the header into the most columns: a semicolon, a tab or a bar, or else a comma.
pub fn delimiter(header: &str) -> u8 {
    // Of several that do as well, the last is taken.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|&delimiter| columns(header, delimiter)).unwrap_or(b',')
}

fn columns(header: &str, delimiter: u8) -> usize {
    let mut reader: Reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut field, mut ends) = (vec![0; header.len()], vec![0; header.len() + 1]);
    match reader.read_record(header.as_bytes(), &mut field, &mut ends) {
        (ReadRecordResult::InputEmpty, _, _, columns) => columns + 1,
        (_, _, _, columns) => columns,
    }
}

/// Returns the place of the only column with this name, in upper or lower case, with or without space around it.
///
/// # Errors
///
/// Returns an error that names all columns if none has the name, and one that lists their places if several have it.
pub fn find<T: AsRef<str>>(header: &[T], name: &str) -> Result<usize> {
    let is_named = |column: &T| column.as_ref().trim().to_lowercase() == name.trim().to_lowercase();
    let found: Vec<_> = (0..header.len()).filter(|&at| is_named(&header[at])).collect();
    match found[..] {
        [column] => Ok(column),
        [] => bail!("the header has no column named `{}`; the columns are {}", Escaped(name), names(header)),
        _ => bail!("several columns are named `{}`: {}", Escaped(name), places(&found)),
    }
}

/// Returns the names of columns, as a message shows them.
pub fn names<T: AsRef<str>>(columns: &[T]) -> String {
    let name = |column: &T| format!("`{}`", Escaped(column.as_ref().trim()));
    columns.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Returns the places of columns, counted from 1.
pub fn places(columns: &[usize]) -> String {
    columns.iter().map(|column| format!("column {}", column + 1)).collect::<Vec<_>>().join(", ")
}
