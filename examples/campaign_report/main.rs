//! Reports what became of a campaign, from delivery report bodies, files of report events, and callbacks.
//!
//! ```sh
//! cargo run --release --example campaign_report -- --lang fr
//! cargo run --release --example campaign_report -- --by campaign --svg report.svg events.csv events.ndjson
//! cargo run --release --example campaign_report -- --from twilio callbacks.log
//! curl … | cargo run --release --example campaign_report -- --json -
//! ```

mod body;
mod chart;
mod chunks;
mod csv;
mod digits;
mod event;
mod format;
mod message;
mod messages;
mod ndjson;
mod page;
mod platform;
mod progress;
mod reading;
mod separators;
mod shape;
mod sharded;
mod summary;
mod unreadable;
mod workers;

#[cfg(test)]
mod tests;

use std::{
    io::{self, Read},
    num::NonZero,
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
};

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use common::{escaped, input::Input, program, wording::Wording};
use sms_status::Language;

use crate::{
    chart::Chart, format::Format, page::Page, platform::Platform, progress::Progress, reading::Reading,
    summary::Summary,
};

/// Reports what became of a campaign: its status, the counts, what to do with the numbers, and what could not be read.
///
/// Files add up. The body of a delivery report response is a sending of its own. In files of report events, the latest
/// status of each message counts, in whatever order and however often its events come, and in whichever of the files. A
/// message is an id and a recipient, or an id alone if it is longer than 16 bytes, as UUIDs are.
///
/// What cannot be read is listed and not counted. The exit status is 1 if a file cannot be opened or is not of its format, and
/// if a body is the error form of a response; the other files are reported all the same. If nothing could be read of any file,
/// nothing is written but one line that says why.
#[derive(Parser)]
struct Arguments {
    /// The files to read, `-` for standard input.
    ///
    /// A `.csv` file holds report events: a header that names the columns `message_id`, `recipient`, `code` and, if
    /// there is one, `campaign`, and a row for each event. A `.ndjson` or `.jsonl` file holds one event per line: an object with
    /// those fields, or a callback of the smsmode REST API. Any other file is the body of a delivery report response.
    #[arg(value_name = "FILE", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data/campaign.txt"))]
    files: Vec<PathBuf>,
    /// The format of all files, whatever their names end in; needed for events from standard input.
    #[arg(long)]
    format: Option<Format>,
    /// The platform whose callbacks all files hold: the body or the query of each on a line of its own, as JSON, as a query
    /// string, or in the address of a request as access logs have it.
    #[arg(long, value_name = "PLATFORM", conflicts_with = "format")]
    from: Option<Platform>,
    /// Also print a table of the groups of messages.
    #[arg(long, value_name = "GROUP")]
    by: Option<Group>,
    /// The language of the report: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
    /// The largest number of unreadable records and lines to list.
    #[arg(long, value_name = "N", default_value_t = 100)]
    max_errors: usize,
    /// The number of threads that read events and callbacks [default: as many as the machine has; small files need one].
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    /// Print the report as JSON, which does not depend on the language.
    #[arg(long)]
    json: bool,
    /// Also draw a chart of the outcomes and statuses, in the language of the report.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// What messages can be grouped by.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// The campaign of an event (`refClient` in a callback); a body is a campaign named for its file.
    Campaign,
}

fn main() -> ExitCode {
    program::exit(run(&program::arguments()))
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let wording = Wording { language: arguments.lang };
    let mut reading = Reading::new(arguments.max_errors, arguments.by == Some(Group::Campaign));
    let threads = arguments.threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN);
    let progress = Progress::new(&arguments.files);
    let read = |path: &PathBuf| read(path, arguments, threads, &progress, &mut reading).err();
    let failures: Vec<_> = arguments.files.iter().filter_map(read).collect();
    progress.finish();
    for failure in &failures {
        program::print_error(failure);
    }
    for file in &reading.files_with_8_bit {
        program::note_8_bit(file, wording);
    }
    if reading.is_empty() {
        if failures.is_empty() {
            bail!(nothing_read(&reading, wording));
        }
        return Ok(ExitCode::FAILURE);
    }
    report(&reading, wording, arguments)?;
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says in one line why there is nothing to report.
fn nothing_read(reading: &Reading, wording: Wording) -> String {
    let none = wording.text("there is no delivery report", "il n'y a aucun compte rendu");
    match reading.unreadable.listed.first() {
        Some(first) => format!("{none}; {}", first.text(true, wording)),
        None => none.to_owned(),
    }
}

fn read(
    path: &Path,
    arguments: &Arguments,
    threads: NonZero<usize>,
    progress: &Progress,
    reading: &mut Reading,
) -> Result<()> {
    let name = path.display().to_string();
    let mut read = || {
        let input: Box<dyn Read + Send> =
            if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(Input::open(path)?) };
        let input = progress.of(input);
        if let Some(platform) = arguments.from {
            return platform::read(input, platform, &name, threads, reading);
        }
        match arguments.format.unwrap_or_else(|| Format::of(path)) {
            Format::Body => body::read(input, &name, reading),
            Format::Csv => csv::read(input, &name, threads, reading),
            Format::Ndjson => ndjson::read(input, &name, threads, reading),
        }
    };
    read().context(name.clone())
}

fn report(reading: &Reading, wording: Wording, arguments: &Arguments) -> Result<()> {
    if let Some(path) = &arguments.svg {
        Chart { report: &reading.report(), wording }.write(path)?;
    }
    let text = if arguments.json {
        escaped::json(&serde_json::to_string_pretty(&Summary::of(reading))?) + "\n"
    } else {
        Page::new(reading, wording, arguments.files.len() > 1).to_string()
    };
    program::print(text)
}
