//! Callbacks of all platforms: made-up ones, and their statuses in plain SQL.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray, UInt16Array, UInt32Array};
use datafusion::error::Result;
use datafusion::parquet::arrow::ArrowWriter;
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sms_status::{DeliveryStatus, Of, Platform, Value};

use crate::generate::Reports;

/// How many rows are written at a time.
const BATCH: usize = 8192;

/// One callback, as the rows of a table of callbacks hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// The campaign that the message belongs to.
    pub campaign: u32,
    /// The id of the message.
    pub message: String,
    /// The platform that it was sent through.
    pub platform: Platform,
    /// What the platform says; `None` if it says nothing.
    pub word: Option<String>,
    /// Why, as the platform says.
    pub cause: Option<String>,
    /// The code of the status that these say.
    pub status: Option<u16>,
}

/// Turns reports into callbacks: each comes from a platform at random, with a word and a cause that say the code of the report. If
/// the platform has no word for that, the callback has any word of the platform.
///
/// Words and causes are written as the documents of the platforms write them.
pub fn callbacks(reports: &Reports) -> impl Iterator<Item = Callback> {
    let vocabularies: Vec<Vocabulary> = Platform::VARIANTS.iter().copied().map(Vocabulary::new).collect();
    let mut random = ChaCha8Rng::seed_from_u64(reports.seed);
    reports.iter().map(move |report| {
        let vocabulary = &vocabularies[random.random_range(0..vocabularies.len())];
        let pair = report.status.and_then(|code| vocabulary.pair(DeliveryStatus::from_code(code), &mut random));
        Callback {
            campaign: report.campaign,
            message: report.message,
            platform: vocabulary.platform,
            word: report.status.map(|_| pair.map_or("unheard of", |pair| &pair.word).to_owned()),
            cause: pair.and_then(|pair| pair.cause.clone()),
            status: report.status.map(|_| pair.map_or(DeliveryStatus::Undefined, |pair| pair.status).code()),
        }
    })
}

/// Writes such callbacks to `folder` as Parquet files, in bounded memory.
///
/// # Errors
///
/// The folder exists, or a file cannot be written.
pub fn write(reports: &Reports, folder: &Path) -> Result<()> {
    std::fs::create_dir(folder)?;
    let mut writers: Vec<Option<ArrowWriter<File>>> = (0..reports.files.max(1)).map(|_| None).collect();
    let mut callbacks = callbacks(reports);
    for part in (0..writers.len()).cycle() {
        let rows: Vec<Callback> = callbacks.by_ref().take(BATCH).collect();
        if rows.is_empty() {
            break;
        }
        let batch = batch(&rows)?;
        let writer = match &mut writers[part] {
            Some(writer) => writer,
            none => {
                let file = File::create_new(folder.join(format!("part-{part:05}.parquet")))?;
                none.insert(ArrowWriter::try_new(file, batch.schema(), None)?)
            }
        };
        writer.write(&batch)?;
    }
    for writer in writers.into_iter().flatten() {
        writer.close()?;
    }
    Ok(())
}

fn batch(rows: &[Callback]) -> Result<RecordBatch> {
    let columns: [(&str, ArrayRef, bool); 6] = [
        ("campaign", Arc::new(UInt32Array::from_iter_values(rows.iter().map(|row| row.campaign))), false),
        ("message", Arc::new(StringArray::from_iter_values(rows.iter().map(|row| &row.message))), false),
        ("platform", Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.platform.name()))), false),
        ("word", Arc::new(rows.iter().map(|row| row.word.as_ref()).collect::<StringArray>()), true),
        ("cause", Arc::new(rows.iter().map(|row| row.cause.as_ref()).collect::<StringArray>()), true),
        ("status", Arc::new(rows.iter().map(|row| row.status).collect::<UInt16Array>()), true),
    ];
    Ok(RecordBatch::try_from_iter_with_nullable(columns)?)
}

/// A word with or without a cause, and their status.
struct Pair {
    word: String,
    cause: Option<String>,
    status: DeliveryStatus,
}

/// What a platform can say: every word, and every cause with the words that leave it to a cause to say why.
struct Vocabulary {
    platform: Platform,
    pairs: Vec<Pair>,
    /// For each status, which of the pairs say it.
    by_status: Vec<Vec<usize>>,
}

impl Vocabulary {
    fn new(platform: Platform) -> Self {
        let causes = values(platform, Of::Cause);
        let mut pairs = Vec::new();
        for (word, status) in values(platform, Of::Word) {
            if is_refined(status) {
                pairs.extend(causes.iter().map(|(cause, cause_status)| Pair {
                    word: word.clone(),
                    cause: Some(cause.clone()),
                    status: status.refined_by(Some(*cause_status)),
                }));
            }
            pairs.push(Pair { word, cause: None, status });
        }
        let mut by_status = vec![Vec::new(); DeliveryStatus::COUNT];
        for (number, pair) in pairs.iter().enumerate() {
            by_status[pair.status as usize].push(number);
        }
        Self { platform, pairs, by_status }
    }

    /// A pair that says this status, or any; none for a code that no status has.
    fn pair(&self, status: Option<DeliveryStatus>, random: &mut ChaCha8Rng) -> Option<&Pair> {
        let fitting = &self.by_status[status? as usize];
        fitting.choose(random).map_or_else(|| self.pairs.choose(random), |&number| self.pairs.get(number))
    }
}

/// Whether causes change what a word of this status says.
fn is_refined(status: DeliveryStatus) -> bool {
    DeliveryStatus::VARIANTS.iter().any(|&cause| status.refined_by(Some(cause)) != status)
}

/// Every value of a platform as text, with its status; not those that stand for any text, and each only once.
fn values(platform: Platform, of: Of) -> Vec<(String, DeliveryStatus)> {
    let mut values: Vec<(String, DeliveryStatus)> = Vec::new();
    let tables = || platform.tables().iter().filter(|table| table.of == of);
    for row in tables().flat_map(|table| table.rows) {
        let texts = match row.value {
            Value::Word(word) => vec![word.to_owned()],
            Value::Number(number) => vec![number.to_string()],
            Value::Numbers(first, last) => (first..=last).map(|number| number.to_string()).collect(),
            Value::Named(number, name) => vec![number.to_string(), name.to_owned()],
            _ => vec![],
        };
        for text in texts {
            if !text.contains('…') && values.iter().all(|(other, _)| *other != text) {
                // Where two rows fit a value, the first counts.
                let row = tables().find_map(|table| table.find(&text)).unwrap_or(row);
                values.push((text, row.status));
            }
        }
    }
    values
}

/// The report of each campaign, with the aggregate of this package, over a table of callbacks: `status` is what gives the code.
#[must_use]
pub fn query(status: &str) -> String {
    format!("SELECT campaign, bulk_report({status}) AS report FROM reports GROUP BY campaign ORDER BY campaign")
}

/// The same query without `platform_status`: the words and causes of all platforms as `CASE` expressions, as long as they are written
/// as the documents of the platforms write them.
#[must_use]
pub fn case_query() -> String {
    let code = |of| {
        let cases = Platform::VARIANTS.iter().flat_map(|&platform| {
            let cases = values(platform, of).into_iter();
            cases.map(move |(value, status)| {
                format!("WHEN '{} {}' THEN {}", platform.name(), value.replace('\'', "''"), status.code())
            })
        });
        let column = if of == Of::Word { "word" } else { "cause" };
        format!("CASE platform || ' ' || {column} {} END", cases.collect::<Vec<_>>().join(" "))
    };
    let refined = DeliveryStatus::VARIANTS.iter().filter(|&&word| is_refined(word)).map(|&word| {
        let causes = DeliveryStatus::VARIANTS.iter().filter(|&&cause| word.refined_by(Some(cause)) != word);
        let causes = causes.map(|cause| cause.code().to_string()).collect::<Vec<_>>().join(", ");
        format!("WHEN said = {} AND why IN ({causes}) THEN why", word.code())
    });
    let status = format!(
        "CASE WHEN word IS NULL THEN NULL {} ELSE coalesce(said, {}) END",
        refined.collect::<Vec<_>>().join(" "),
        DeliveryStatus::Undefined.code(),
    );
    query(&status).replace(
        "FROM reports",
        &format!("FROM (SELECT campaign, word, {} AS said, {} AS why FROM reports)", code(Of::Word), code(Of::Cause)),
    )
}
