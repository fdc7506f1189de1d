//! Columns of status codes, as the engine hands them over: integers of any type, with NULLs.

use datafusion::arrow::array::{Array, downcast_integer_array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{exec_err, plan_err};
use datafusion::error::Result;
use sms_status::DeliveryStatus;

/// Calls `each` with the row and the status of every code that is not NULL.
///
/// # Errors
///
/// The column does not hold integers.
pub(crate) fn for_each_status(codes: &dyn Array, mut each: impl FnMut(usize, DeliveryStatus)) -> Result<()> {
    downcast_integer_array!(
        codes => {
            if codes.null_count() == 0 {
                for (row, &code) in codes.values().iter().enumerate() {
                    each(row, status_of(code));
                }
            } else {
                for (row, code) in codes.iter().enumerate() {
                    if let Some(code) = code {
                        each(row, status_of(code));
                    }
                }
            }
        }
        other => return exec_err!("status codes must be integers, not {other}"),
    );
    Ok(())
}

/// The status of a code; [`DeliveryStatus::Undefined`] for a code that no status has.
pub(crate) fn status_of(code: impl TryInto<u16>) -> DeliveryStatus {
    code.try_into().ok().and_then(DeliveryStatus::from_code).unwrap_or(DeliveryStatus::Undefined)
}

/// The type in which `function` takes a code that SQL gives it as `given`: integers as they are, a bare NULL as an integer.
///
/// # Errors
///
/// `given` is not an integer type.
pub(crate) fn code_type(function: &str, given: &DataType) -> Result<DataType> {
    match given {
        DataType::Null => Ok(DataType::UInt16),
        integer if integer.is_integer() => Ok(integer.clone()),
        other => plan_err!("{function}: the status code must be an integer, not {other}"),
    }
}
