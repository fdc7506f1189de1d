use std::{
    fs::{self, File, Metadata, TryLockError},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};

/// The file of the database, which is in use by this process.
#[derive(Debug)]
pub struct DatabaseFile {
    /// The absolute path.
    pub path: PathBuf,
    /// Open as long as there are connections: if a process closes a file, `SQLite` loses its locks on it (POSIX).
    pub file: Arc<File>,
    identity: Identity,
    /// Goes with the process, however that ends.
    _lock: File,
}

/// What a file has in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    Nothing,
    /// A database that says that it is of this program.
    Ours,
    /// Something else, or a database of version 1, which did not say so.
    Unknown,
}

/// How `SQLite` marks a database as one of this program: the bytes `smsw`.
pub const APPLICATION_ID: i32 = 0x736d_7377;

impl DatabaseFile {
    /// Takes the file for this process. `path` is an absolute path.
    pub fn take(path: PathBuf) -> anyhow::Result<Self> {
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let lock = create(Path::new(&name)).with_context(|| format!("cannot open {}", Path::new(&name).display()))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("another server is already using {}", path.display()),
            Err(TryLockError::Error(error)) => return Err(error).context("cannot lock the database"),
        }
        let file = File::options().read(true).write(true).open(&path)?;
        let metadata = file.metadata()?;
        make_private(&path, &metadata)?;
        if has_other_names(&metadata) {
            bail!("{} has another name (a hard link), by which another server could use it", path.display());
        }
        Ok(Self { identity: Identity::of(&metadata), path, file: Arc::new(file), _lock: lock })
    }

    /// Returns whether the path still leads to the file, so that what is written will be found there.
    pub fn is_in_place(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|metadata| Identity::of(&metadata) == self.identity)
    }
}

/// Opens a file that only its owner may read, and creates it if it does not exist.
pub fn create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    only_for_owner(&mut options);
    options.open(path)
}

/// Creates a file that only its owner may read. Returns an error if there is one of this name.
pub fn create_new(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    only_for_owner(&mut options);
    options.open(path)
}

/// Returns the path of the log of changes beside a database.
pub fn log_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Looks at the header of a file, and at nothing else.
pub fn contents(path: &Path) -> io::Result<Contents> {
    let mut header = Vec::new();
    File::open(path)?.take(100).read_to_end(&mut header)?;
    Ok(if header.is_empty() {
        Contents::Nothing
    } else if header.starts_with(b"SQLite format 3\0") && header.get(68..72) == Some(&APPLICATION_ID.to_be_bytes()[..])
    {
        Contents::Ours
    } else {
        Contents::Unknown
    })
}

#[cfg(unix)]
fn only_for_owner(options: &mut fs::OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(not(unix))]
fn only_for_owner(_: &mut fs::OpenOptions) {}

/// Takes the file from everybody but its owner.
#[cfg(unix)]
fn make_private(path: &Path, metadata: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let mut permissions = metadata.permissions();
    if permissions.mode() & 0o077 != 0 {
        permissions.set_mode(permissions.mode() & !0o077);
        fs::set_permissions(path, permissions)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn make_private(_: &Path, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// What distinguishes a file from one that took its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    device_and_inode: (u64, u64),
}

impl Identity {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;

        Self { device_and_inode: (metadata.dev(), metadata.ino()) }
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Self {
        Self {}
    }
}
