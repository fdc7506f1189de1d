use std::{
    io::{self, Read},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes less time needs no progress bar.
const MOMENT: Duration = Duration::from_millis(500);

/// How much of the input has been read, as a bar on standard error if that is a terminal. A clone is the same bar.
#[derive(Clone)]
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    /// Creates the progress of reading these files.
    pub fn new<'a>(files: impl IntoIterator<Item = &'a PathBuf>) -> Self {
        let lengths = files.into_iter().map(|path| length(path));
        let (length, template) = match lengths.sum::<Option<u64>>() {
            Some(length) => (Some(length), "{wide_bar} {percent:>3}% {bytes} of {total_bytes}, {eta} left"),
            None => (None, "{spinner} {bytes} read, {bytes_per_sec}"),
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden()).with_style(style);
        Self { bar, started: Instant::now() }
    }

    /// Returns an input whose reading counts.
    pub fn of<R: Read + Send>(&self, input: R) -> impl Read + Send + use<R> {
        Counted { input, progress: self.clone() }
    }

    /// Clears the bar.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn add(&self, bytes: usize) {
        if self.bar.is_hidden() && self.started.elapsed() > MOMENT {
            // Stays hidden if standard error is not a terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(bytes as u64);
    }
}

/// Returns the length of a regular file.
fn length(path: &Path) -> Option<u64> {
    let metadata = path.metadata().ok()?;
    metadata.is_file().then_some(metadata.len())
}

/// A reader that reports how much was read.
struct Counted<R> {
    input: R,
    progress: Progress,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.progress.add(read);
        Ok(read)
    }
}
