//! Made-up delivery reports, the same on every machine for the same seed, as many as wanted.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{RecordBatch, StringBuilder, UInt16Builder, UInt32Builder};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::config_err;
use datafusion::error::Result;
use datafusion::parquet::arrow::ArrowWriter;
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sms_status::DeliveryStatus;

/// What to make.
#[derive(Debug, Clone)]
pub struct Reports {
    /// How many reports.
    pub rows: u64,
    /// Over how many campaigns their messages spread, evenly; at least 1.
    pub campaigns: u32,
    /// Into how many files they go; at least 1.
    pub files: usize,
    /// The seed of the random numbers.
    pub seed: u64,
}

/// One report, as the rows of the table `reports` hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The campaign that the message belongs to.
    pub campaign: u32,
    /// The id of the message: 12 hexadecimal digits.
    pub message: String,
    /// The code of the status; `None` if the source says nothing.
    pub status: Option<u16>,
}

impl Reports {
    /// Writes the reports to `folder` as `part-00000.parquet` and so on, in bounded memory.
    ///
    /// The reports of one message are spread over the files at random, so a late one may come before an early one.
    ///
    /// # Errors
    ///
    /// No campaigns or no files are wanted, `folder` holds Parquet files already, or a file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        if self.campaigns == 0 || self.files == 0 {
            return config_err!("at least one campaign and one file are needed");
        }
        std::fs::create_dir_all(folder)?;
        for entry in folder.read_dir()? {
            let path = entry?.path();
            if path.extension().is_some_and(|found| found == "parquet") {
                return config_err!("{} is there already", path.display());
            }
        }
        let mut parts = (0..self.files)
            .map(|part| Part::create(&folder.join(format!("part-{part:05}.parquet"))))
            .collect::<Result<Vec<_>>>()?;
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        for report in self.iter() {
            let part = random.random_range(0..self.files);
            parts[part].write(&report)?;
        }
        parts.into_iter().try_for_each(Part::finish)
    }

    /// The same reports, message by message.
    pub fn iter(&self) -> impl Iterator<Item = Report> {
        let campaigns = self.campaigns.max(1);
        let mut random = ChaCha8Rng::seed_from_u64(!self.seed);
        (0_u64..)
            .flat_map(move |message| {
                let campaign = random.random_range(0..campaigns);
                // An odd factor permutes the 48-bit numbers, so ids are distinct and come in no order.
                let id = message.wrapping_mul(0x9E37_79B9_7F4B) & 0xFFFF_FFFF_FFFF;
                let statuses = statuses(&mut random, campaign);
                statuses.into_iter().map(move |status| Report { campaign, message: format!("{id:012x}"), status })
            })
            .take(usize::try_from(self.rows).unwrap_or(usize::MAX))
    }
}

/// The codes reported of one message: mostly sent, at the operator and received; a few of anything else, unknown codes and NULLs.
///
/// In one campaign of eight every message is received, and in one of eight all are on their way.
fn statuses(random: &mut ChaCha8Rng, campaign: u32) -> Vec<Option<u16>> {
    let sent = Some(DeliveryStatus::Sent.code());
    let at_operator = Some(DeliveryStatus::DeliveredToOperator.code());
    let received = Some(DeliveryStatus::Received.code());
    match campaign % 8 {
        0 => return vec![sent, received],
        1 => return vec![sent, at_operator],
        _ => {}
    }
    let last = match random.random_range(0..1000) {
        0..850 => received,
        850..990 => DeliveryStatus::VARIANTS.choose(random).map(|status| status.code()),
        990..995 => Some(random.random()),
        _ => None,
    };
    match random.random_range(0..10) {
        0 => vec![last],
        1..4 => vec![sent, last],
        4..9 => vec![sent, at_operator, last],
        _ => vec![sent, at_operator, last, last],
    }
}

/// One Parquet file, and the rows that wait to be written to it.
struct Part {
    writer: ArrowWriter<File>,
    campaigns: UInt32Builder,
    messages: StringBuilder,
    statuses: UInt16Builder,
}

impl Part {
    /// How many rows wait at most.
    const BATCH: usize = 8192;

    fn create(path: &Path) -> Result<Self> {
        Ok(Self {
            writer: ArrowWriter::try_new(File::create_new(path)?, schema(), None)?,
            campaigns: UInt32Builder::new(),
            messages: StringBuilder::new(),
            statuses: UInt16Builder::new(),
        })
    }

    fn write(&mut self, report: &Report) -> Result<()> {
        self.campaigns.append_value(report.campaign);
        self.messages.append_value(&report.message);
        self.statuses.append_option(report.status);
        if self.statuses.values_slice().len() == Self::BATCH {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        let batch = RecordBatch::try_new(
            schema(),
            vec![Arc::new(self.campaigns.finish()), Arc::new(self.messages.finish()), Arc::new(self.statuses.finish())],
        )?;
        Ok(self.writer.write(&batch)?)
    }

    fn finish(mut self) -> Result<()> {
        self.flush()?;
        self.writer.close()?;
        Ok(())
    }
}

fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("campaign", DataType::UInt32, false),
        Field::new("message", DataType::Utf8, false),
        Field::new("status", DataType::UInt16, true),
    ]))
}
