use std::{
    fs::{File, Permissions},
    io::{self, ErrorKind, Read},
    path::Path,
};

/// A file that is read to the end that it had when it was opened, or further.
///
/// Should it become shorter in the meantime, that is an error and not the end: what is missing may be anything.
#[derive(Debug)]
pub struct Input {
    file: File,
    permissions: Permissions,
    /// How much must still come, in bytes.
    rest: u64,
}

impl Input {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        // What is no file, such as a pipe, has no length.
        let rest = if metadata.is_file() { metadata.len() } else { 0 };
        Ok(Self { file, permissions: metadata.permissions(), rest })
    }

    /// Returns the permissions that the file had when it was opened.
    pub const fn permissions(&self) -> &Permissions {
        &self.permissions
    }
}

/// The name that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// Opens a file, or standard input by its name.
///
/// # Errors
///
/// Returns an error if the file cannot be opened.
pub fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    Ok(if path.as_os_str() == STANDARD_INPUT { Box::new(io::stdin()) } else { Box::new(Input::open(path)?) })
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        if read == 0 && !buffer.is_empty() && self.rest > 0 {
            return Err(io::Error::new(ErrorKind::UnexpectedEof, "the file became shorter while it was read"));
        }
        self.rest = self.rest.saturating_sub(read as u64);
        Ok(read)
    }
}
