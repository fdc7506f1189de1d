//! Reports how a campaign went, from delivery report bodies, files of report events, and callbacks.
//!
//! ```sh
//! cargo run --release --example campaign_report -- --lang fr
//! cargo run --release --example campaign_report -- --by campaign --svg report.svg events.csv events.ndjson
//! cargo run --release --example campaign_report -- --from twilio callbacks.log
//! cargo run --release --example campaign_report -- --check acme.toml requests.log
//! curl … | cargo run --release --example campaign_report -- --json -
//! ```

mod body;
mod campaigns;
mod chart;
mod check;
mod chunks;
mod csv;
mod digits;
mod event;
mod messages;
mod ndjson;
mod page;
mod pdus;
mod reading;
mod separators;
mod shape;
mod sharded;
mod source;
mod summary;
mod unreadable;
mod workers;

#[cfg(test)]
mod tests;

use std::{
    num::NonZero,
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
};

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum, builder::ArgPredicate};
use common::{
    compressed::decompressed,
    format::Format,
    input,
    pdus::Pdus,
    program,
    progress::Progress,
    source::{self as sources, Source},
    wording::Wording,
};
use sms_status::Language;

use crate::{chart::Chart, check::Check, page::Page, reading::Reading, summary::Summary};

/// Reports how a campaign went: its overall status, the counts, what to do with the numbers, and what could not be read.
///
/// All files are counted together. Each delivery report body is a separate send. In event files and callbacks each
/// message counts once, with its most advanced status, whatever the order of its events, however often they come and
/// whichever file they are in. A message is identified by its id and recipient, or by its id alone if that is a UUID or ends in 32
/// hexadecimal digits: any other id may be that of a sending to many.
///
/// What to do with the numbers follows from the statuses alone. An opt-out that comes beside the status of a message, or with no
/// message, is not in these counts: `clean_address_book` reads the same reports and takes it.
///
/// Records that cannot be read are listed but not counted. The exit status is 1 if a file cannot be opened or is not in the
/// expected format, or if a body is an error response; the other files are still reported. If nothing could be read, the
/// only output is one line that says why.
#[derive(Parser)]
struct Arguments {
    /// The files to read, `-` for standard input.
    ///
    /// A `.csv` file holds report events: a header naming the columns `message_id`, `recipient`, `code` and optionally
    /// `campaign`, then one row per event. The code is a number or the name of a status; beside a column `platform` it is the word
    /// of that platform, which may also be in a column `word`, with a column `cause`. A `.ndjson` or `.jsonl` file holds one
    /// event per line: an object with those fields, a report as `normalize` writes it, or a callback of the smsmode REST API. Any
    /// other file is the body of a delivery report response. Files may be compressed with gzip or Zstandard.
    #[arg(
        value_name = "FILE",
        default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/campaign.txt"),
        default_value_if("check", ArgPredicate::IsPresent, None)
    )]
    files: Vec<PathBuf>,
    /// The format of all files, whatever their extension; required for events on standard input.
    #[arg(long)]
    format: Option<Format>,
    /// The platform whose callbacks all files hold, one per line: as JSON, as a query string, or as a line of an access log. A
    /// `.csv` file is a table with the columns of the platform, such as the usage report of Amazon SNS. For `smpp`, a file may also
    /// hold PDUs, one after another, as received over the connection.
    ///
    /// It is a name such as `twilio`, or the path of a `.toml` or `.json` document that describes a platform of your own.
    #[arg(long, value_name = "PLATFORM", conflicts_with = "format")]
    from: Option<Source>,
    /// Check the document of a platform of your own: print each report in the files as it is read, and what to look at.
    ///
    /// The exit status is 1 if something cannot be read, or if the document does not have a word.
    #[arg(long, value_name = "DOCUMENT", conflicts_with_all = ["from", "format", "by", "json", "svg"])]
    check: Option<Source>,
    /// Also print a table with one row per group.
    #[arg(long, value_name = "GROUP")]
    by: Option<Group>,
    /// The maximum number of campaigns in the table; `--json` has all of them.
    #[arg(long, value_name = "N", default_value_t = 100, requires = "by")]
    max_campaigns: usize,
    /// The language of the report: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
    /// The maximum number of unreadable records to list.
    #[arg(long, value_name = "N", default_value_t = 100)]
    max_errors: usize,
    /// The number of threads that read events and callbacks; by default, one per core for large files. One more decompresses a
    /// compressed file.
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    /// Print the report as JSON, the same in every language.
    #[arg(long)]
    json: bool,
    /// Also draw a chart of the outcomes and statuses, in the language of the report.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// What messages can be grouped by.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// The campaign of each event (`refClient` in a callback); a body counts as one campaign, named after its file.
    Campaign,
}

fn main() -> ExitCode {
    program::exit(run(&program::arguments()))
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let wording = Wording { language: arguments.lang };
    if let Some(source) = &arguments.check {
        let check = Check::new(source, &arguments.files, wording)?;
        program::print(&check)?;
        return Ok(if check.is_passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
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
            bail!(nothing_read(&reading, arguments, wording));
        }
        return Ok(ExitCode::FAILURE);
    }
    report(&reading, wording, arguments)?;
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says in one line why there is nothing to report.
fn nothing_read(reading: &Reading, arguments: &Arguments, wording: Wording) -> String {
    let none = wording.text("there are no delivery reports", "il n'y a aucun compte rendu");
    match reading.unreadable.listed.first() {
        Some(first) => {
            let semicolon = wording.text(";", "\u{A0};");
            let platform =
                arguments.files.iter().filter(|_| arguments.from.is_none()).find_map(|path| sources::of_file(path));
            let hint = platform.map_or_else(String::new, |platform| {
                let text = wording.text("these are callbacks: use", "ce sont des notifications\u{A0}: utilisez");
                format!("{semicolon} {text} --from {platform}", platform = platform.name())
            });
            format!("{none}{semicolon} {}{hint}", first.text(true, wording))
        }
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
        let input = decompressed(progress.of(input::open(path)?))?;
        if let Some(source) = &arguments.from {
            let input = match Pdus::of_source(input, source)? {
                Ok(pdus) => {
                    pdus::read(pdus, &name, reading);
                    return Ok(());
                }
                Err(input) => input,
            };
            let may_be_table = Format::of(path) == Format::Csv;
            return source::read(input, source, may_be_table, &name, threads, reading);
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
    if arguments.json {
        return program::print_json(&Summary::of(reading));
    }
    program::print(Page::new(reading, wording, arguments.files.len() > 1, arguments.max_campaigns))
}
