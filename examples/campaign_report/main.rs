//! Reports what became of a campaign, from delivery report bodies and from files of report events.
//!
//! ```sh
//! cargo run --release --example campaign_report -- --lang fr
//! cargo run --release --example campaign_report -- --by campaign --svg report.svg events.csv events.ndjson
//! curl … | cargo run --release --example campaign_report -- --json -
//! ```

#[path = "../common/mod.rs"]
mod common;

mod body;
mod chart;
mod csv;
mod event;
mod format;
mod lines;
mod message;
mod messages;
mod ndjson;
mod page;
mod progress;
mod reading;
mod summary;
mod unreadable;

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use sms_status::Language;

use crate::{
    chart::Chart,
    common::{program, wording::Wording},
    format::Format,
    page::Page,
    progress::Progress,
    reading::Reading,
    summary::Summary,
};

/// Reports what became of a campaign: its status, the counts, what to do with the numbers, and what could not be read.
///
/// Files add up. The body of a delivery report response is a sending of its own. In files of report events, the latest
/// status of each message counts, in whatever order and however often its events come, and in whichever of the files. A
/// message is an id and a recipient, or an id alone where it is longer than 16 bytes, as UUIDs are.
///
/// What cannot be read is listed and not counted. The exit status is 1 where a file cannot be opened or is not of its format,
/// where a body is the error form of a response, and where there was something to read and none of it could be read. The
/// other files are reported all the same.
#[derive(Parser)]
struct Arguments {
    /// The files to read, `-` for standard input.
    ///
    /// A `.csv` file holds report events: a header that names the columns `message_id`, `recipient`, `code` and, where
    /// there is one, `campaign`, and a row for each event. A `.ndjson` or `.jsonl` file holds one event per line: an object with
    /// those fields, or a callback of the smsmode REST API. Any other file is the body of a delivery report response.
    #[arg(value_name = "FILE", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/campaign.txt"))]
    files: Vec<PathBuf>,
    /// The format of all files, whatever their names end in; needed for events from standard input.
    #[arg(long)]
    format: Option<Format>,
    /// Also print a table of the groups of messages.
    #[arg(long, value_name = "GROUP")]
    by: Option<Group>,
    /// The language of the report: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
    /// The largest number of unreadable records and lines to list.
    #[arg(long, value_name = "N", default_value_t = 100)]
    max_errors: usize,
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
    program::exit(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut reading = Reading::new(arguments.max_errors, arguments.by == Some(Group::Campaign));
    let progress = Progress::new(&arguments.files);
    let read = |path: &PathBuf| read(path, arguments.format, &progress, &mut reading).err();
    let failures: Vec<_> = arguments.files.iter().filter_map(read).collect();
    progress.finish();
    for failure in &failures {
        program::print_error(failure);
    }
    if failures.len() < arguments.files.len() || !reading.is_empty() {
        report(&reading, arguments)?;
    }
    let failed = !failures.is_empty() || reading.found_nothing_readable();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn read(path: &Path, format: Option<Format>, progress: &Progress, reading: &mut Reading) -> Result<()> {
    let name = path.display().to_string();
    let mut read = || {
        let input: Box<dyn Read> =
            if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
        let input = progress.of(input);
        match format.unwrap_or_else(|| Format::of(path)) {
            Format::Body => body::read(input, &name, reading),
            Format::Csv => csv::read(BufReader::new(input), &name, reading),
            Format::Ndjson => ndjson::read(BufReader::new(input), &name, reading),
        }
    };
    read().context(name.clone())
}

fn report(reading: &Reading, arguments: &Arguments) -> Result<()> {
    let wording = Wording { language: arguments.lang };
    if let Some(path) = &arguments.svg {
        Chart { report: &reading.report(), wording }.write(path)?;
    }
    let text = if arguments.json {
        serde_json::to_string_pretty(&Summary::of(reading))? + "\n"
    } else {
        Page::new(reading, wording, arguments.files.len() > 1).to_string()
    };
    program::print(text)
}
