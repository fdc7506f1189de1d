//! The campaign query: the most advanced status of every message, then the status and the counts of every campaign.

use std::fs;
use std::path::Path;

use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::UInt64Type;
use datafusion::common::{config_err, plan_err};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::error::Result;
use datafusion::prelude::{CsvReadOptions, ParquetReadOptions, SessionContext};
use sms_status::{DeliveryStatus, Outcome};

/// The query over the table `reports(campaign, message, status)`, one row per report and in any order.
///
/// A report without a message id cannot be told to repeat another one, so it is left out.
pub const CAMPAIGN_QUERY: &str = "\
SELECT campaign,
       bulk_status(status) AS status,
       status_label(bulk_status(status), 'en') AS label,
       count(status) AS messages,
       bulk_report(status) AS report
FROM (
    SELECT campaign, message, most_advanced_status(status) AS status
    FROM reports
    WHERE message IS NOT NULL
    GROUP BY campaign, message
)
GROUP BY campaign
ORDER BY campaign";

/// Registers the reports at `data` as the table `reports`: a CSV file with a header, a Parquet file, or a folder of either.
///
/// # Errors
///
/// `data` holds neither or both, cannot be read, or has no column of one of the three names.
pub async fn register_reports(context: &SessionContext, data: &Path) -> Result<()> {
    register_table(context, data).await?;
    let schema = context.table_provider("reports").await?.schema();
    for column in ["campaign", "message", "status"] {
        if schema.field_with_name(column).is_err() {
            return plan_err!("{} has no column {column:?}", data.display());
        }
    }
    Ok(())
}

/// Registers the data at `data` as the table `reports`, whatever its columns: a CSV file with a header, a Parquet file, or a folder
/// of either.
///
/// # Errors
///
/// `data` holds neither or both, or cannot be read.
pub async fn register_table(context: &SessionContext, data: &Path) -> Result<()> {
    let path = data.canonicalize()?;
    let Some(text) = path.to_str() else {
        return config_err!("{} is not UTF-8", path.display());
    };
    match (has_file(&path, "parquet")?, has_file(&path, "csv")?) {
        (true, false) => {
            let options = ParquetReadOptions::default();
            context.register_parquet("reports", text, options).await?;
        }
        (false, true) => {
            let options = CsvReadOptions::default();
            context.register_csv("reports", text, options).await?;
        }
        (true, true) => return config_err!("{text} holds both .parquet and .csv files"),
        (false, false) => return config_err!("{text} holds no .parquet and no .csv file"),
    }
    Ok(())
}

/// Writes the table `reports` as Parquet files to a new folder, and returns how many reports there are.
///
/// # Errors
///
/// The folder exists or cannot be written, or the reports cannot be read.
pub async fn write_parquet(context: &SessionContext, folder: &Path) -> Result<u64> {
    fs::create_dir(folder)?;
    let path = folder.canonicalize()?;
    let Some(text) = path.to_str() else {
        return config_err!("{} is not UTF-8", path.display());
    };
    let reports = context.table("reports").await?.select_columns(&["campaign", "message", "status"])?;
    let written = reports.write_parquet(&format!("{text}/"), DataFrameWriteOptions::new(), None).await?;
    Ok(written.iter().flat_map(|batch| batch.column(0).as_primitive::<UInt64Type>().iter().flatten()).sum())
}

/// Whether `path` is a file of this extension, or a folder that holds one.
fn has_file(path: &Path, extension: &str) -> Result<bool> {
    if !path.is_dir() {
        return Ok(path.extension().is_some_and(|found| found == extension));
    }
    for entry in path.read_dir()? {
        if has_file(&entry?.path(), extension)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The campaign query in plain SQL for engines that do not have the functions: the same rules spelled as `CASE` expressions.
///
/// DataFusion and DuckDB both run it. Its rows are those of [`CAMPAIGN_QUERY`].
#[must_use]
pub fn case_query() -> String {
    let rank_of_code = cases(|status| format!("WHEN {} THEN {}", status.code(), status.rank()));
    let name_of_rank = cases(|status| format!("WHEN {} THEN '{}'", status.rank(), status.name()));
    let code_of_rank = cases(|status| format!("WHEN {} THEN {}", status.rank(), status.code()));
    let label_of_code = cases(|status| {
        let label = status.label(sms_status::Language::English);
        format!("WHEN {} THEN '{label}'", status.code())
    });
    let ranks_with = |outcomes: &[Outcome]| {
        let statuses = DeliveryStatus::VARIANTS.iter().filter(|status| outcomes.contains(&status.outcome()));
        statuses.map(|status| status.rank().to_string()).collect::<Vec<_>>().join(", ")
    };
    let received = ranks_with(&[Outcome::Received]);
    let unsettled = ranks_with(&[Outcome::Unknown, Outcome::Pending]);
    format!(
        "\
WITH most_advanced AS (
    SELECT campaign, message,
           max(CASE WHEN status IS NULL THEN NULL ELSE CASE status {rank_of_code} ELSE {undefined} END END) AS rank
    FROM reports
    WHERE message IS NOT NULL
    GROUP BY campaign, message
),
counts AS (
    SELECT campaign, rank, count(rank) AS messages
    FROM most_advanced
    GROUP BY campaign, rank
),
campaigns AS (
    SELECT campaign,
           CASE WHEN count(rank) = 0 THEN NULL
                WHEN count(rank) = 1 THEN max(CASE rank {code_of_rank} END)
                WHEN bool_and(rank IN ({received})) THEN {received_code}
                WHEN bool_and(rank IN ({unsettled})) THEN {in_progress_code}
                ELSE {partially_received_code} END AS status,
           sum(messages) AS messages,
           string_agg('\"' || CASE rank {name_of_rank} END || '\":' || messages, ',' ORDER BY rank)
               FILTER (WHERE rank IS NOT NULL) AS rows
    FROM counts
    GROUP BY campaign
)
SELECT campaign, status, CASE status {label_of_code} END AS label, messages,
       '{{' || coalesce(rows, '') || '}}' AS report
FROM campaigns
ORDER BY campaign",
        undefined = DeliveryStatus::Undefined.rank(),
        received_code = DeliveryStatus::Received.code(),
        in_progress_code = DeliveryStatus::InProgress.code(),
        partially_received_code = DeliveryStatus::PartiallyReceived.code(),
    )
}

/// One `WHEN` per status.
fn cases(case: impl Fn(DeliveryStatus) -> String) -> String {
    let cases: Vec<String> = DeliveryStatus::VARIANTS.iter().map(|&status| case(status)).collect();
    cases.join(" ")
}
