//! Reads what a platform sends, one request per line, and prints one report per line, as JSON in one form for all platforms.
//!
//! ```sh
//! cargo run --release --example normalize -- --from twilio access.log >reports.ndjson
//! cargo run --release --example normalize -- --from acme.toml callbacks.log.gz
//! ```

use std::{
    io::{self, BufWriter, ErrorKind, StdoutLock, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::Parser;
use common::{
    compressed::decompressed,
    escaped::{self, excerpt},
    input, json_line,
    lines::Lines,
    program,
    reason::Reason,
    source::{Explained, Source},
};
use serde::Serialize;
use sms_status::{MessageKey, Msisdn, Report, ReportTime};

/// Reads what a platform sends, one request per line, and prints one report per line, as JSON in one form for all platforms.
///
/// A report has `status` and `word`, and whatever else it says: `cause`, `message_id`, `recipient`, `sender`, `reference`,
/// `network`, `reported_at`, `part`, `opted_out`, `platform`. `key` is what one message is on its platform, `number` the
/// recipient in international form, `unix_time` the time in seconds since 1970, and `reason` why the word and the cause mean the
/// status.
///
/// Lines that cannot be read are listed on standard error. The exit status is 1 if a file cannot be opened, or if nothing could be
/// read.
#[derive(Parser)]
struct Arguments {
    /// The files to read, `-` for standard input. Each line is a request: JSON, XML, a query string, or a line of an access log.
    /// They may be compressed with gzip or Zstandard.
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
    /// The platform that has sent the requests.
    ///
    /// It is a name such as `twilio`, or the path of a `.toml` or `.json` document that describes a platform of your own.
    #[arg(long, value_name = "PLATFORM")]
    from: Source,
    /// The maximum number of unreadable lines to list.
    #[arg(long, value_name = "N", default_value_t = 100)]
    max_errors: u64,
}

fn main() -> ExitCode {
    program::exit(run(&program::arguments()))
}

fn run(Arguments { files, from, max_errors }: &Arguments) -> Result<ExitCode> {
    let output = BufWriter::new(io::stdout().lock());
    let mut reading = Reading { source: Explained::new(from), output, max_errors: *max_errors, read: 0, unreadable: 0 };
    let mut exit = ExitCode::SUCCESS;
    for path in files {
        let name = path.display().to_string();
        match reading.file(path, &name).and_then(|()| Ok(reading.output.flush()?)).context(name) {
            Ok(()) => {}
            Err(error) if is_broken_pipe(&error) => return Ok(ExitCode::SUCCESS),
            Err(error) => {
                program::print_error(&error);
                exit = ExitCode::FAILURE;
            }
        }
    }
    if let Some(more) = reading.unreadable.checked_sub(*max_errors).filter(|&more| more > 0) {
        program::print_error(&anyhow::anyhow!("{more} more lines cannot be read"));
    }
    if reading.read == 0 && exit == ExitCode::SUCCESS {
        bail!("there are no delivery reports");
    }
    Ok(exit)
}

/// It is not an error if the reader has seen enough, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == ErrorKind::BrokenPipe)
}

struct Reading<'a> {
    source: Explained<'a>,
    output: BufWriter<StdoutLock<'a>>,
    max_errors: u64,
    /// How many reports and other events were read.
    read: u64,
    unreadable: u64,
}

/// A report as it is printed. It reads back as a [`Report`].
#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<MessageKey>,
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<Msisdn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unix_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl Reading<'_> {
    fn file(&mut self, path: &Path, name: &str) -> Result<()> {
        let mut lines = Lines::new(decompressed(input::open(path)?)?)?;
        let mut last = 0;
        while let Some(line) = lines.next()? {
            // A line that is too long comes in pieces.
            let is_next = line.number != last;
            last = line.number;
            if !line.is_whole {
                if is_next {
                    self.report_unreadable(name, line.number, &line.text, Reason::TooLong);
                }
            } else if json_line::value(&line.text).is_some() && !line.text.starts_with('#') {
                self.line(name, line.number, &line.text)?;
            }
        }
        Ok(())
    }

    fn line(&mut self, file: &str, number: u64, line: &str) -> Result<()> {
        let reports = match self.source.source().read(line) {
            Ok(reports) => reports,
            Err(error) => {
                self.report_unreadable(file, number, line, error.into());
                return Ok(());
            }
        };
        self.read += reports.others() as u64;
        for report in reports {
            match report {
                Ok(report) => self.print(&report)?,
                Err(error) => self.report_unreadable(file, number, line, error.into()),
            }
        }
        Ok(())
    }

    fn print(&mut self, report: &Report) -> Result<()> {
        self.read += 1;
        let line = Line {
            key: report.key(),
            report,
            number: report.msisdn(),
            unix_time: report.reported_at.map(ReportTime::unix_seconds),
            reason: report.reason(),
        };
        escaped::write_json(&mut self.output, &line)?;
        Ok(writeln!(self.output)?)
    }

    /// Says which line cannot be read, and why.
    fn report_unreadable(&mut self, file: &str, number: u64, line: &str, reason: Reason) {
        self.unreadable += 1;
        if self.unreadable <= self.max_errors {
            let reason = self.source.reason(line, reason);
            program::print_error(&anyhow::anyhow!("{file}, line {number}: {reason} (\"{}\")", excerpt(line)));
        }
    }
}
