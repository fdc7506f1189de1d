//! The Rust side of the comparison with other programs: makes the data, and times the recording of reports.

mod callbacks;
mod data;
mod memory;
#[path = "../../common/record.rs"]
mod record;
mod recording;
#[path = "../../common/reports.rs"]
mod reports;

use std::{io, path::PathBuf};

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::{Map, Value, json};
use sms_status::{BulkReport, DeliveryStatus};

use crate::{
    callbacks::Callbacks,
    data::Format,
    recording::{Method, Recording},
};

/// Prints JSON, or the data asked for.
#[derive(Parser)]
enum Command {
    /// Makes the body of a delivery report response.
    Body { recipients: usize },
    /// Makes shuffled reports of messages, as CSV of `id,code`.
    Reports { messages: usize },
    /// Makes shuffled events, three of each message, whose campaigns have as many messages each.
    Events {
        format: Format,
        messages: usize,
        #[arg(default_value_t = 20)]
        campaigns: u32,
    },
    /// Makes callbacks about such events.
    Callbacks { name: String, messages: usize },
    /// Describes the callbacks that can be made.
    Platforms,
    /// Lists the statuses, the one that supersedes all others last.
    Statuses,
    /// Decompresses a file and prints how many bytes it holds.
    Unpack { file: PathBuf },
    /// Times how the reports of a file are recorded.
    Record { method: Method, file: PathBuf },
    /// Times how reports of a number of messages are recorded.
    Grow { method: Method, messages: usize },
}

fn main() -> Result<()> {
    match Command::parse() {
        Command::Body { recipients } => data::write_body(recipients, io::stdout().lock())?,
        Command::Reports { messages } => data::write_reports(messages, io::stdout().lock())?,
        Command::Events { format, messages, campaigns } => {
            data::write_events(format, messages, campaigns, io::stdout().lock())?;
        }
        Command::Callbacks { name, messages } => {
            let callbacks = callbacks::ALL.iter().find(|callbacks| callbacks.name == name);
            callbacks
                .with_context(|| format!("no callbacks are named {name:?}"))?
                .write(messages, io::stdout().lock())?;
        }
        Command::Platforms => println!("{}", callbacks::ALL.iter().map(Callbacks::description).collect::<Value>()),
        Command::Statuses => {
            let row = |status: &DeliveryStatus| json!({ "code": status.code(), "name": status });
            println!("{}", DeliveryStatus::VARIANTS.iter().map(row).collect::<Value>());
        }
        Command::Unpack { file } => println!("{}", data::unpack(&file)?),
        Command::Record { method, file } => print(&method.record(data::read_reports(&file)?)?),
        Command::Grow { method, messages } => print(&method.record(data::reports(messages))?),
    }
    Ok(())
}

fn print(recording: &Recording) {
    let Recording { reports, report, time, peak_bytes } = recording;
    println!(
        "{}",
        json!({
            "reports": reports,
            "counts": counts(report),
            "seconds": time.as_secs_f64(),
            "peak_bytes": peak_bytes,
        })
    );
}

fn counts(report: &BulkReport) -> Map<String, Value> {
    report.iter().map(|(status, count)| (status.code().to_string(), count.into())).collect()
}
