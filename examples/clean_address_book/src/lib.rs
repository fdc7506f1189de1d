//! Cleans a contact list: removes the numbers that the delivery reports of past sends say may be removed, and leaves
//! every other byte unchanged.
//!
//! ```sh
//! cargo run --example clean_address_book
//! cargo run --example clean_address_book -- --contacts contacts.csv --region FR \
//!     --reports may.txt june.txt --out cleaned.csv --lang fr
//! ```
//!
//! Only what a status expressly allows is removed. Numbers that opted out stay in the list, so that the opt-out stays on
//! record, and so does every row that cannot be read. `history` says which report counts if several are about one number.
#![allow(
    missing_debug_implementations,
    missing_docs,
    clippy::missing_errors_doc,
    clippy::must_use_candidate,
    reason = "only the program and the fuzz targets use it"
)]

mod cleaning;
mod columns;
pub mod contacts;
mod files;
mod history;
pub mod number;
mod outputs;
mod plan;
mod reports;
mod rows;
mod spelling;
mod subscriber;
mod summary;
#[cfg(test)]
mod tests;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use clap::Parser;
use common::{format::Format as ReportFormat, input::STANDARD_INPUT, program, source::Source, wording::Wording};
use phonenumber::country;
use sms_status::Language;

use crate::{
    cleaning::Cleaning,
    contacts::{Contacts, Format},
    files::Files,
    history::History,
    outputs::Outputs,
    reports::Reports,
    summary::Summary,
};

/// Removes from a contact list the numbers that delivery reports say may be removed, and leaves every other byte unchanged.
///
/// Prints what is done with each row, and why. Without --contacts and --reports it runs on sample data.
///
/// Rows and reports that cannot be read are listed, and those rows stay in the list. The exit status is 1 and nothing is
/// written if a file cannot be read, if none of the reports of a file can be read, or if no row has a readable phone number.
#[derive(Parser)]
struct Arguments {
    /// The contact list, `-` for standard input: CSV in UTF-8, UTF-16 or Windows-1252, compressed or not.
    #[arg(long, value_name = "FILE.csv", requires = "reports")]
    contacts: Option<PathBuf>,
    /// The files of delivery reports, oldest first; `-` for standard input.
    ///
    /// As `campaign_report` reads them: a `.csv` file holds report events (columns `message_id`, `recipient`, `code`), a `.ndjson`
    /// or `.jsonl` file holds one event or callback of the REST API per line, any other file is the body of a response. Reports
    /// count in the order of their times, which events may have in a column `reported_at`; one without a time counts as later than
    /// those in the files before its own.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "contacts")]
    reports: Vec<PathBuf>,
    /// The format of all files of reports, whatever their extension.
    #[arg(long, requires = "reports")]
    format: Option<ReportFormat>,
    /// The platform whose callbacks all files of reports hold, one per line: as JSON, as a query string, as a line of an access
    /// log, or as the text of a receipt.
    ///
    /// It is a name such as `twilio`, or the path of a `.toml` or `.json` document that describes a platform of your own.
    #[arg(long, value_name = "PLATFORM", requires = "reports", conflicts_with = "format")]
    from: Option<Source>,
    /// Where to write the cleaned list; the reasons go next to it, in FILE.reasons.csv. Without --out nothing is written.
    #[arg(long, value_name = "FILE.csv")]
    out: Option<PathBuf>,
    /// Write nothing, even with --out.
    #[arg(long)]
    dry_run: bool,
    /// The country of the numbers in national form, such as FR for 06 39 98 00 01. Without it, such numbers cannot be read.
    #[arg(long, value_parser = parse_region)]
    region: Option<country::Id>,
    /// The column that holds the numbers, by name or position (counting from 1), if it cannot be guessed from the header.
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,
    /// The field delimiter, or `tab`, if it cannot be guessed from the header.
    #[arg(long, value_name = "CHARACTER", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
    /// The maximum number of unreadable rows, and of unreadable reports, to list.
    #[arg(long, value_name = "N", default_value_t = 20)]
    max_errors: usize,
    /// The language of the summary and the reasons: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
}

fn parse_region(text: &str) -> Result<country::Id, String> {
    text.to_ascii_uppercase().parse().map_err(|_| "expected an ISO 3166-1 code of two letters, such as FR".to_owned())
}

fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" => Ok(b'\t'),
        &[character] if character.is_ascii() && !b"\"\r\n".contains(&character) => Ok(character),
        _ => Err("expected one ASCII character, or `tab`".to_owned()),
    }
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    program::exit(run(program::arguments()))
}

fn run(arguments: Arguments) -> Result<()> {
    let Arguments { contacts, reports, format, from, out, dry_run, region, column, delimiter, max_errors, lang } =
        arguments;
    let language = lang;
    let wording = Wording { language };
    let (path, reports, region) = match contacts {
        Some(contacts) => (contacts, reports, region),
        None => {
            (data("contacts.csv"), vec![data("reports-1.txt"), data("reports-2.txt")], region.or(Some(country::FR)))
        }
    };
    let files = Files::new(reports.iter().chain([&path]))?;
    let inputs: Vec<&Path> = reports.iter().chain([&path]).map(PathBuf::as_path).collect();
    let inputs: Vec<&Path> = inputs.into_iter().filter(|path| path.as_os_str() != STANDARD_INPUT).collect();
    let outputs = out.map(|out| Outputs::new(out, &inputs)).transpose()?.filter(|_| !dry_run);

    let mut history = History::new(region, max_errors);
    history.read(&reports, &files, &Reports { from, format }, wording)?;
    let in_list = || path.display().to_string();
    let (file, permissions) = files.open(&path).with_context(in_list)?;
    let mut contacts = Contacts::open(file, &Format { column, delimiter, region }).with_context(in_list)?;

    let mut written = outputs.map(|outputs| outputs.create(permissions.as_ref())).transpose()?;
    let copy: &mut dyn Write = match &mut written {
        Some([_, list]) => list,
        None => &mut io::sink(),
    };
    let cleaning = Cleaning::copy(&mut contacts, &history, copy, max_errors).with_context(in_list)?;
    files.finish();
    if contacts.has_8_bit() {
        program::note_8_bit(path.display(), wording);
    }
    if let Some([mut reasons, list]) = written {
        cleaning.write_reasons(&mut reasons, language)?;
        Outputs::keep([reasons, list])?;
    }
    program::print(Summary { cleaning: &cleaning, wording })
}

/// Returns the path of a sample file.
fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("data").join(name)
}
