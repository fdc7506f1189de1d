//! Reports what became of a campaign, from the body of its delivery report.
//!
//! ```sh
//! cargo run --release --example campaign_report -- --lang fr
//! curl … | cargo run --release --example campaign_report -- -
//! ```

mod page;
mod reading;

use std::{
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use clap::Parser;
use sms_status::Language;

use crate::{page::Page, reading::Reading};

/// Reports what became of a campaign: its status, the counts, what to do with the numbers, and what could not be read.
#[derive(Parser)]
struct Arguments {
    /// The body of a delivery report response, `-` for standard input.
    #[arg(default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/campaign.txt"))]
    file: PathBuf,
    /// The language of the report: `en` or `fr`.
    #[arg(long, default_value = "en")]
    lang: Language,
    /// The largest number of unreadable records to list.
    #[arg(long, value_name = "N", default_value_t = 100)]
    max_errors: usize,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(exit_code) => exit_code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let reading = read(arguments)?;
    match write!(io::stdout(), "{}", Page { reading: &reading, language: arguments.lang }) {
        // Whoever reads the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    Ok(if reading.found_nothing_readable() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn read(arguments: &Arguments) -> Result<Reading> {
    let path = &arguments.file;
    let input: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).with_context(|| path.display().to_string())?)
    };
    Reading::of(input, arguments.max_errors).with_context(|| path.display().to_string())
}
