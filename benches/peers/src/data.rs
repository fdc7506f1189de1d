//! The data, the same on each run.

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::{Context, Result};
use fastrand::Rng;
use sms_status::{DeliveryStatus, MessageId};

use crate::{record::record, reports::shuffled_reports};

pub type Report = (MessageId, DeliveryStatus);

/// Writes the body of a delivery report response.
pub fn write_body(recipients: usize, to: impl Write) -> io::Result<()> {
    let mut random = Rng::with_seed(11);
    let mut to = BufWriter::new(to);
    for n in 0..recipients {
        let (recipient, code) = record(&mut random);
        let separator = if n == 0 { "" } else { " | " };
        write!(to, "{separator}{recipient} {code}")?;
    }
    to.flush()
}

/// The reports of messages, with their ids as the campaign takes them.
#[allow(clippy::expect_used, reason = "12 letters and digits are an id")]
pub fn reports(messages: usize) -> Vec<Report> {
    shuffled_reports(messages, |id| MessageId::new(&id).expect("12 letters and digits"))
}

pub fn write_reports(messages: usize, to: impl Write) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    writeln!(to, "id,code")?;
    for (id, status) in reports(messages) {
        writeln!(to, "{id},{}", status.code())?;
    }
    to.flush()
}

pub fn read_reports(file: &Path) -> Result<Vec<Report>> {
    let mut reader = csv::Reader::from_path(file)?;
    let mut row = csv::StringRecord::new();
    let mut reports = Vec::new();
    while reader.read_record(&mut row)? {
        let status = DeliveryStatus::from_code(row[1].parse()?).with_context(|| format!("{} is no status", &row[1]))?;
        reports.push((MessageId::new(&row[0])?, status));
    }
    Ok(reports)
}
