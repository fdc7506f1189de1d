//! Campaign statuses in SQL: [`sms_status`] as functions of Apache DataFusion, on one machine or, with Apache Ballista,
//! on many.
//!
//! | function | result |
//! |---|---|
//! | `status_label(code, 'fr')` | the human-readable label, in English or French |
//! | `status_category(code)` | `general`, `temporary`, `permanent` or `other` |
//! | `number_action(code)` | `keep`, `review`, `remove` or `suppress` |
//! | `keep_number(code)` | false only if the source says that the number may be removed |
//! | `platform_status('twilio', word, cause)` | the code of the status that a word and a cause of a platform say |
//! | `most_advanced_status(code)` | aggregate: the code of the most advanced status |
//! | `bulk_status(code)` | aggregate: the code of the status of the whole sending |
//! | `delivery_rate(code)` | aggregate: the share of messages that were received, of those that are not pending |
//! | `bulk_report(code)` | aggregate: the count of each status, as JSON that reads back as a [`BulkReport`] |
//!
//! A code is an integer of any type. A code that no status has, whatever its size, reads as
//! [`DeliveryStatus::Undefined`]: it is data, not a failure. NULL means no report: scalar functions return NULL for it,
//! aggregates skip it. With no reports at all an aggregate returns NULL, and `bulk_report` returns `{}`.
//!
//! `platform_status` takes every [`Platform`], by its name or another name that people use, and those that you describe in
//! [documents](platform::CustomPlatforms).
//!
//! ```
//! use datafusion::prelude::SessionContext;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! let mut context = SessionContext::new();
//! sms_status_cluster::register(&mut context)?;
//! let rows = context
//!     .sql("SELECT bulk_report(code), status_label(bulk_status(code), 'fr') FROM (VALUES (11), (11), (3522)) AS reports(code)")
//!     .await?
//!     .collect()
//!     .await?;
//! let text = datafusion::arrow::util::pretty::pretty_format_batches(&rows)?.to_string();
//! assert!(text.contains(r#"{"permanent_absence_error":1,"received":2}"#));
//! assert!(text.contains("Partiellement reçu"));
//! # Ok(())
//! # }
//! ```
//!
//! [`BulkReport`]: sms_status::BulkReport
//! [`Platform`]: sms_status::Platform
//! [`DeliveryStatus::Undefined`]: sms_status::DeliveryStatus::Undefined

pub mod aggregate;
pub mod callbacks;
pub mod campaign_query;
pub mod cluster;
mod codes;
pub mod generate;
mod known;
pub mod platform;
mod platform_status;
pub mod progress;
pub mod scalar;

use datafusion::error::Result;
use datafusion::execution::FunctionRegistry;

use crate::platform::CustomPlatforms;

/// Registers every function of this package, on a `SessionContext` or on any other registry.
///
/// # Errors
///
/// Returns an error if the registry refuses a function; DataFusion's own contexts refuse none of them.
pub fn register(registry: &mut dyn FunctionRegistry) -> Result<()> {
    register_with(registry, &CustomPlatforms::default())
}

/// Registers every function of this package, with platforms of your own.
///
/// # Errors
///
/// Returns an error if the registry refuses a function; DataFusion's own contexts refuse none of them.
pub fn register_with(registry: &mut dyn FunctionRegistry, platforms: &CustomPlatforms) -> Result<()> {
    for function in scalar::functions(platforms) {
        registry.register_udf(function)?;
    }
    for function in aggregate::functions() {
        registry.register_udaf(function)?;
    }
    Ok(())
}
