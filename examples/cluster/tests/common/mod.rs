//! What the tests share: contexts, tables and the answer that the crate itself gives.
#![allow(dead_code, reason = "every test file uses a part of it")]

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::{DataType, Field, Int64Type, Schema, UInt16Type, UInt32Type};
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use sms_status::{BulkReport, Campaign, DeliveryStatus};
use sms_status_cluster::generate::Report;

pub(crate) fn context(partitions: usize) -> SessionContext {
    context_with(SessionConfig::new().with_target_partitions(partitions))
}

pub(crate) fn context_with(config: SessionConfig) -> SessionContext {
    let mut context = SessionContext::new_with_config(config);
    sms_status_cluster::register(&mut context).unwrap();
    context
}

/// Registers the columns as a table, its rows dealt into `partitions`.
pub(crate) fn register(context: &SessionContext, name: &str, columns: &[(&str, ArrayRef)], partitions: usize) {
    let fields: Vec<Field> =
        columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let columns = columns.iter().map(|(_, column)| Arc::clone(column)).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns).unwrap();
    let size = batch.num_rows().div_ceil(partitions);
    let parts = (0..partitions)
        .map(|part| {
            let start = (part * size).min(batch.num_rows());
            vec![batch.slice(start, size.min(batch.num_rows() - start))]
        })
        .collect();
    context.register_table(name, Arc::new(MemTable::try_new(schema, parts).unwrap())).unwrap();
}

/// The rows of a query as one batch.
pub(crate) async fn rows(context: &SessionContext, sql: &str) -> RecordBatch {
    try_rows(context, sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

pub(crate) async fn try_rows(context: &SessionContext, sql: &str) -> datafusion::error::Result<RecordBatch> {
    let frame = context.sql(sql).await?;
    let schema = Arc::clone(frame.schema().inner());
    let batches = frame.collect().await?;
    let schema = batches.first().map_or(schema, RecordBatch::schema);
    Ok(concat_batches(&schema, &batches)?)
}

pub(crate) fn texts(rows: &RecordBatch, column: usize) -> Vec<Option<String>> {
    let column = cast(rows.column(column), &DataType::Utf8).unwrap();
    column.as_string::<i32>().iter().map(|text| text.map(str::to_owned)).collect()
}

pub(crate) fn codes(rows: &RecordBatch, column: usize) -> Vec<Option<u16>> {
    let column = cast(rows.column(column), &DataType::UInt16).unwrap();
    column.as_primitive::<UInt16Type>().iter().collect()
}

pub(crate) fn reports(rows: &RecordBatch, column: usize) -> Vec<BulkReport> {
    texts(rows, column).into_iter().map(|text| serde_json::from_str(&text.unwrap()).unwrap()).collect()
}

/// What a code that is not NULL means, whatever its size.
pub(crate) fn status_of(code: impl TryInto<u16>) -> DeliveryStatus {
    code.try_into().ok().and_then(DeliveryStatus::from_code).unwrap_or(DeliveryStatus::Undefined)
}

/// One row of the campaign query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) campaign: u32,
    pub(crate) status: Option<u16>,
    pub(crate) label: Option<String>,
    pub(crate) messages: u64,
    pub(crate) report: BulkReport,
}

/// The rows of the campaign query, as an engine gave them.
pub(crate) fn campaign_rows(rows: &RecordBatch) -> Vec<Row> {
    let campaigns = cast(rows.column(0), &DataType::UInt32).unwrap();
    let messages = cast(rows.column(3), &DataType::Int64).unwrap();
    let (status, label, report) = (codes(rows, 1), texts(rows, 2), reports(rows, 4));
    (0..rows.num_rows())
        .map(|row| Row {
            campaign: campaigns.as_primitive::<UInt32Type>().value(row),
            status: status[row],
            label: label[row].clone(),
            messages: u64::try_from(messages.as_primitive::<Int64Type>().value(row)).unwrap(),
            report: report[row],
        })
        .collect()
}

/// The rows of the campaign query, as the crate computes them.
pub(crate) fn expected_rows(reports: impl IntoIterator<Item = Report>) -> Vec<Row> {
    let mut campaigns: BTreeMap<u32, Campaign<String>> = BTreeMap::new();
    for report in reports {
        let campaign = campaigns.entry(report.campaign).or_default();
        if let Some(code) = report.status {
            campaign.record(report.message, status_of(code));
        }
    }
    campaigns
        .into_iter()
        .map(|(campaign, messages)| {
            let report = *messages.report();
            let status = report.status();
            Row {
                campaign,
                status: status.map(DeliveryStatus::code),
                label: status.map(|status| status.label(sms_status::Language::English).to_owned()),
                messages: report.total(),
                report,
            }
        })
        .collect()
}
