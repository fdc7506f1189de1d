use std::{fs, path::Path, str::FromStr};

use anyhow::{Result, anyhow};
use sms_status::{CustomPlatform, Platform, ReadError, ReadErrorKind, Report, Reports};

use super::{compressed::decompressed, input::Input, json_line, lines::Lines, reason::Reason};

/// Where callbacks are from: a platform of the library, or one that a document describes.
#[derive(Clone, Debug)]
pub enum Source {
    Platform(Platform),
    Custom(Box<CustomPlatform>),
}

impl FromStr for Source {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        if let Ok(platform) = text.parse() {
            return Ok(Self::Platform(platform));
        }
        let path = Path::new(text);
        if path.extension().is_some_and(|extension| extension == "toml" || extension == "json") {
            return Ok(Self::Custom(Box::new(custom(path)?)));
        }
        let names: Vec<_> = Platform::VARIANTS.iter().map(|platform| platform.name()).collect();
        Err(anyhow!("expected the path of a `.toml` or `.json` document, or one of {}", names.join(", ")))
    }
}

/// Reads the document of a platform.
fn custom(path: &Path) -> Result<CustomPlatform> {
    let document = fs::read_to_string(path)?;
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    let platform = if is_json { serde_json::from_str(&document)? } else { toml::from_str(&document)? };
    Ok(platform)
}

impl Source {
    pub fn name(&self) -> &str {
        match self {
            Self::Platform(platform) => platform.name(),
            Self::Custom(platform) => platform.name(),
        }
    }

    /// Reads a line: a request as it is, or the query in a line of an access log.
    pub fn read(&self, line: &str) -> Result<Reports, ReadError> {
        let request = request(line).as_bytes();
        match self {
            Self::Platform(platform) => platform.read(request),
            Self::Custom(platform) => platform.read(request),
        }
    }

    /// Returns the platform that a line is a report of, with a word that it knows: of several, the one that reads most of it.
    fn of(line: &str) -> Option<Platform> {
        let fields = |report: &Report| {
            let Report { cause, recipient, sender, reference, network, .. } = report;
            let texts = [cause, recipient, sender, reference, network].into_iter().flatten().count();
            texts + usize::from(report.reported_at.is_some())
        };
        let reads = |platform: Platform| {
            let reports = platform.read(request(line).as_bytes()).ok()?;
            let known = reports.iter().flatten().filter(|report| report.known && report.key().is_some());
            known.map(fields).max().map(|fields| (fields, platform))
        };
        // The form of SignalWire is that of Twilio.
        let found = Platform::VARIANTS.iter().copied().filter(|&it| it != Platform::SignalWire).filter_map(reads);
        found.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, platform)| platform)
    }
}

/// Returns the platform whose requests a file holds, by its first lines.
pub fn of_file(path: &Path) -> Option<Platform> {
    const LINES: usize = 10;

    let mut lines = Lines::new(decompressed(Input::open(path).ok()?).ok()?).ok()?;
    for _ in 0..LINES {
        let line = lines.next().ok()??;
        // What smsmode sends is read without its name.
        if let Some(platform) = Source::of(&line.text).filter(|&platform| platform != Platform::Smsmode) {
            return Some(platform);
        }
    }
    None
}

/// Returns the request that a line holds: JSON, XML, a query, or the query of an address in a line of an access log.
fn request(line: &str) -> &str {
    let line = json_line::value(line).unwrap_or_default();
    // A query has no space before its first `=`. Later it may have one, in a field that holds JSON.
    let name = line.strip_prefix('?').unwrap_or(line).split_once('=').map(|(name, _)| name);
    let is_query = name.is_some_and(|name| !name.contains([' ', '?']));
    if is_query || line.starts_with(['{', '[', '<']) || line.contains("stat:") {
        return line;
    }
    match line.split_once('?') {
        // `GET /reports?id=1 HTTP/1.1`
        Some((_, query)) => query.split([' ', '"', '#']).next().unwrap_or_default(),
        // The columns of a log in the extended format, as IIS writes it: `GET /reports id=1&status=2 443 …`
        None => line.split(' ').filter(|column| column.contains('=')).max_by_key(|column| column.len()).unwrap_or(line),
    }
}

/// A source, and how many more lines are worth a look at every other platform.
pub struct Explained<'s> {
    source: &'s Source,
    left: u32,
}

impl<'s> Explained<'s> {
    /// A file of another platform shows it in its first lines.
    const MOST: u32 = 128;

    pub const fn new(source: &'s Source) -> Self {
        Self { source, left: Self::MOST }
    }

    pub const fn source(&self) -> &'s Source {
        self.source
    }

    /// Returns why a line cannot be read. If it is a report of another platform, this is the reason.
    pub fn reason(&mut self, line: &str, reason: Reason) -> Reason {
        let platform = self.source.name();
        let other = if self.left > 0 { Source::of(line) } else { None };
        self.left = self.left.saturating_sub(1);
        match (other.filter(|other| other.name() != platform), reason) {
            (Some(other), _) => Reason::OtherPlatform { platform: platform.into(), other },
            (None, Reason::Request(ReadError { kind: ReadErrorKind::NoWord | ReadErrorKind::Empty, .. })) => {
                Reason::NotOfPlatform(platform.into())
            }
            (None, reason) => reason,
        }
    }
}
