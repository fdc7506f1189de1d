use std::{
    fs::Permissions,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use common::whole_file::WholeFile;
use same_file::is_same_file;

/// The files that are written: the cleaned list, and the reasons for what was done.
#[derive(Debug)]
pub struct Outputs {
    pub list: PathBuf,
    pub reasons: PathBuf,
}

impl Outputs {
    /// Returns the paths of the cleaned list and of the reasons beside it, `cleaned.csv` and `cleaned.reasons.csv`.
    ///
    /// Neither may be one of the inputs, under any name or link.
    pub fn new(list: PathBuf, inputs: &[&Path]) -> Result<Self> {
        ensure!(list.file_name().is_some(), "{}: not a file name", list.display());
        let reasons = list.with_extension("reasons.csv");
        for output in [&list, &reasons] {
            ensure!(!output.is_dir(), "{}: is a directory", output.display());
            for input in inputs {
                let is_input = or_missing(is_same_file(output, input)).with_context(|| output.display().to_string())?;
                ensure!(!is_input, "{}: is one of the inputs and will not be overwritten", output.display());
            }
        }
        let is_one_file = or_missing(is_same_file(&list, &reasons)).with_context(|| list.display().to_string())?;
        ensure!(!is_one_file, "{}: is the same file as {}", list.display(), reasons.display());
        Ok(Self { list, reasons })
    }

    /// Creates both files, the reasons first, with the permissions of the contact list, since they hold the same people's
    /// numbers.
    pub fn create(&self, permissions: Option<&Permissions>) -> Result<[WholeFile; 2]> {
        Ok([
            WholeFile::create(&self.reasons, permissions.cloned())?,
            WholeFile::create(&self.list, permissions.cloned())?,
        ])
    }

    /// Keeps what has been written to both files. The reasons come first, so that there is never a cleaned list without its
    /// reasons.
    pub fn keep(mut files: [WholeFile; 2]) -> Result<()> {
        files.iter_mut().try_for_each(WholeFile::flush)?;
        files.into_iter().try_for_each(WholeFile::keep)
    }
}

/// A missing file is not the same file.
fn or_missing(is_same: io::Result<bool>) -> io::Result<bool> {
    is_same.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(false) } else { Err(error) })
}
