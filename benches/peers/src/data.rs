//! The data, the same on each run.

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::{Context, Result};
use fastrand::Rng;
use sms_status::{DeliveryStatus, MessageId};

pub type Report = (MessageId, DeliveryStatus);

/// Writes a believable mix of codes, 17 bytes for each recipient on average.
pub fn write_body(recipients: usize, to: impl Write) -> io::Result<()> {
    let mut random = Rng::with_seed(11);
    let mut to = BufWriter::new(to);
    for n in 0..recipients {
        let code = match random.u8(..100) {
            0..90 => 11,
            90..94 => 13,
            94..97 => 3502,
            97..99 => 3522,
            _ => 35,
        };
        let separator = if n == 0 { "" } else { " | " };
        write!(to, "{separator}{} {code}", random.u64(33_600_000_000..33_800_000_000))?;
    }
    to.flush()
}

/// From one to six reports of each message, shuffled; an id is 12 random letters and digits.
pub fn reports(messages: usize) -> Vec<Report> {
    let mut random = Rng::with_seed(1);
    let mut reports = Vec::with_capacity(messages * 4);
    for _ in 0..messages {
        let id: String = (0..12).map(|_| random.alphanumeric()).collect();
        let id = MessageId::new(&id);
        for _ in 0..random.usize(1..=6) {
            reports.extend(id.ok().zip(random.choice(DeliveryStatus::VARIANTS).copied()));
        }
    }
    random.shuffle(&mut reports);
    reports
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
