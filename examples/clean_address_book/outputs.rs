use std::{
    fs::Permissions,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use same_file::is_same_file;
use tempfile::NamedTempFile;

/// The files that are written: the cleaned list, and the reasons for what was done.
#[derive(Debug)]
pub struct Outputs {
    pub list: PathBuf,
    pub reasons: PathBuf,
}

impl Outputs {
    /// The cleaned list at this path and the reasons beside it, `cleaned.csv` and `cleaned.reasons.csv`.
    ///
    /// Neither may be one of the inputs, by whatever name or link.
    pub fn new(list: PathBuf, inputs: &[&Path]) -> Result<Self> {
        ensure!(list.file_name().is_some(), "{}: not the name of a file", list.display());
        let reasons = list.with_extension("reasons.csv");
        for output in [&list, &reasons] {
            ensure!(!output.is_dir(), "{}: is a folder", output.display());
            for input in inputs {
                let is_input = or_missing(is_same_file(output, input)).with_context(|| output.display().to_string())?;
                ensure!(!is_input, "{}: is an input, which is never written over", output.display());
            }
        }
        let is_one_file = or_missing(is_same_file(&list, &reasons)).with_context(|| list.display().to_string())?;
        ensure!(!is_one_file, "{}: is the same file as {}", list.display(), reasons.display());
        Ok(Self { list, reasons })
    }

    /// Writes both files, each at once or not at all.
    ///
    /// The reasons come first, so that there is never a cleaned list without its reasons. Both have the permissions of the
    /// contact list, since they hold the same people's numbers.
    pub fn write(&self, list: &[u8], reasons: &[u8], permissions: &Permissions) -> Result<()> {
        let staged_reasons = stage(&self.reasons, reasons, permissions)?;
        let staged_list = stage(&self.list, list, permissions)?;
        for (staged, path) in [(staged_reasons, &self.reasons), (staged_list, &self.list)] {
            staged.persist(path).with_context(|| path.display().to_string())?;
        }
        Ok(())
    }
}

/// Writes a file under another name, in the same folder so that it can be renamed. It is deleted when dropped.
fn stage(path: &Path, bytes: &[u8], permissions: &Permissions) -> Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || {
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().set_permissions(permissions.clone())?;
        file.as_file().sync_all()?;
        Ok::<_, io::Error>(file)
    };
    write().with_context(|| path.display().to_string())
}

/// What is not there is not the same file.
fn or_missing(is_same: io::Result<bool>) -> io::Result<bool> {
    is_same.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(false) } else { Err(error) })
}
