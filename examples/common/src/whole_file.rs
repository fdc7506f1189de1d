use std::{
    fs::{self, Permissions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

/// A file that is written whole or not at all.
///
/// It is written under another name in the same folder, and gets its own name at the end. If that does not come, because of
/// an error or because the program is stopped, what was there before stays.
#[derive(Debug)]
pub struct WholeFile {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
    /// The file itself, if the path is a link to it.
    target: PathBuf,
}

impl WholeFile {
    /// Creates the file with the permissions of any new file, or with these.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder is missing or cannot be written to, or if there is something at this path that is not
    /// a file, such as a folder or a device.
    pub fn create(path: &Path, permissions: Option<Permissions>) -> Result<Self> {
        let create = || {
            if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
                bail!("is not a file that can be replaced");
            }
            let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let mut builder = tempfile::Builder::new();
            #[cfg(unix)]
            if permissions.is_none() {
                builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
            }
            let file = builder.tempfile_in(folder)?;
            if let Some(permissions) = permissions {
                file.as_file().set_permissions(permissions)?;
            }
            Ok(Self { file: BufWriter::new(file), path: path.to_owned(), target })
        };
        create().with_context(|| path.display().to_string())
    }

    /// Gives the file its name, in place of a file that has it.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be written to the end; then there is no trace of it.
    pub fn keep(self) -> Result<()> {
        let Self { file, path, target } = self;
        let keep = || {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(target)?;
            anyhow::Ok(())
        };
        keep().with_context(|| path.display().to_string())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
