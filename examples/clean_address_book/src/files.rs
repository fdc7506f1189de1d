use std::{
    fs::Permissions,
    io::{self, Read},
    path::{Path, PathBuf},
};

use anyhow::{Result, ensure};
use common::{
    compressed::decompressed,
    input::{Input, STANDARD_INPUT},
    progress::Progress,
};

/// The files that are read, whose progress is shown.
pub struct Files {
    progress: Progress,
}

impl Files {
    /// Creates the files to be read.
    ///
    /// # Errors
    ///
    /// Returns an error if standard input is among them twice.
    pub fn new<'a>(paths: impl IntoIterator<Item = &'a PathBuf, IntoIter: Clone>) -> Result<Self> {
        let paths = paths.into_iter();
        let standard = paths.clone().filter(|path| path.as_os_str() == STANDARD_INPUT).count();
        ensure!(standard <= 1, "standard input can be read only once");
        Ok(Self { progress: Progress::new(paths) })
    }

    /// Opens a file, which may be compressed, and returns its permissions if it is one.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be opened, or holds no text.
    pub fn open(&self, path: &Path) -> io::Result<(Box<dyn Read + Send>, Option<Permissions>)> {
        if path.as_os_str() == STANDARD_INPUT {
            return Ok((decompressed(self.progress.of(io::stdin()))?, None));
        }
        let file = Input::open(path)?;
        let permissions = file.permissions().clone();
        Ok((decompressed(self.progress.of(file))?, Some(permissions)))
    }

    /// Clears what shows the progress.
    pub fn finish(&self) {
        self.progress.finish();
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.finish();
    }
}
