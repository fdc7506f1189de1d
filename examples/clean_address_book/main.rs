//! Cleans a contact list: takes out the numbers of which the delivery reports of past sendings say that they may be
//! removed, and leaves every other byte as it was.
//!
//! ```sh
//! cargo run --example clean_address_book
//! cargo run --example clean_address_book -- --contacts contacts.csv --region FR \
//!     --reports may.txt june.txt --out cleaned.csv --lang fr
//! ```
//!
//! Only what a status expressly allows is removed. Numbers that opted out stay in the list, so that this is remembered,
//! and so does every row that cannot be read. [`history`] says which report counts where several are about one number.

mod cleaning;
mod contacts;
mod history;
mod number;
mod outputs;
mod records;
mod summary;
#[cfg(test)]
mod tests;

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use clap::Parser;
use phonenumber::country;
use sms_status::Language;

use crate::{
    cleaning::Cleaning,
    contacts::{Contacts, Format},
    history::History,
    outputs::Outputs,
    summary::Summary,
};

/// Takes out of a contact list the numbers that delivery reports allow to remove, and leaves every other byte as it was.
///
/// Prints what is done with the rows and why. Without --contacts and --reports it shows this on data of its own.
#[derive(Parser)]
struct Arguments {
    /// The contact list: CSV with a header, in UTF-8 or ISO 8859-1.
    #[arg(long, value_name = "FILE.csv", requires = "reports")]
    contacts: Option<PathBuf>,
    /// The bodies of delivery report responses, oldest first.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "contacts")]
    reports: Vec<PathBuf>,
    /// Where to write the cleaned list; the reasons are written beside it, to FILE.reasons.csv. Without it, nothing is
    /// written.
    #[arg(long, value_name = "FILE.csv")]
    out: Option<PathBuf>,
    /// Write nothing, even with --out.
    #[arg(long)]
    dry_run: bool,
    /// The country of the numbers in national form, such as FR for 06 39 98 00 01. Without it, such numbers cannot be read.
    #[arg(long, value_parser = parse_region)]
    region: Option<country::Id>,
    /// The column of numbers, where its name does not tell.
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// The character between two fields, or `tab`, where the header does not tell.
    #[arg(long, value_name = "CHARACTER", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
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

fn main() -> ExitCode {
    match run(Arguments::parse(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments, stdout: &mut impl Write) -> Result<()> {
    let Arguments { contacts, reports, out, dry_run, region, column, delimiter, lang: language } = arguments;
    let (contacts_path, reports, region) = match contacts {
        Some(contacts) => (contacts, reports, region),
        None => {
            (data("contacts.csv"), vec![data("reports-1.txt"), data("reports-2.txt")], region.or(Some(country::FR)))
        }
    };
    let inputs: Vec<&Path> = reports.iter().chain([&contacts_path]).map(PathBuf::as_path).collect();
    let outputs = out.map(|out| Outputs::new(out, &inputs)).transpose()?;

    let contacts = Contacts::read(&contacts_path, &Format { column, delimiter, region })?;
    let mut history = History::new(region);
    for path in &reports {
        history.read_newer(path)?;
    }
    let cleaning = Cleaning::new(&contacts, &history);
    if let Some(outputs) = outputs.filter(|_| !dry_run) {
        let permissions = fs::metadata(&contacts_path)?.permissions();
        outputs.write(&cleaning.cleaned(), &cleaning.reasons(language)?, &permissions)?;
    }
    match write!(stdout, "{}", Summary { cleaning: &cleaning, language }) {
        // Whoever reads the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

/// A file of the data that comes with this example.
fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data").join(name)
}
