//! Aggregates: what many codes say together.

use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::mem::size_of;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Float64Array, LargeListArray, LargeStringArray, StructArray, UInt16Array,
    UInt64Array,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{ArrowNativeType, DataType, Field, FieldRef, Fields, UInt16Type, UInt64Type};
use datafusion::common::utils::take_function_args;
use datafusion::common::{ScalarValue, exec_datafusion_err, exec_err, not_impl_err};
use datafusion::error::Result;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::{AggregateOrderSensitivity, format_state_name};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility,
};
use sms_status::{BulkReport, DeliveryStatus};

use crate::codes::{code_type, for_each_status, status_of};

/// `most_advanced_status`, `bulk_status`, `delivery_rate` and `bulk_report`.
#[must_use]
pub fn functions() -> Vec<Arc<AggregateUDF>> {
    vec![
        StatusAggregate::<Option<DeliveryStatus>>::udaf("most_advanced_status", DataType::UInt16, |greatest| {
            Ok(codes(greatest.iter().copied()))
        }),
        StatusAggregate::<BulkReport>::udaf("bulk_status", DataType::UInt16, |reports| {
            Ok(codes(reports.iter().map(BulkReport::status)))
        }),
        StatusAggregate::<BulkReport>::udaf("delivery_rate", DataType::Float64, |reports| {
            Ok(Arc::new(reports.iter().map(BulkReport::delivery_rate).collect::<Float64Array>()))
        }),
        StatusAggregate::<BulkReport>::udaf("bulk_report", DataType::LargeUtf8, |reports| {
            let texts: Result<Vec<String>> = reports.iter().map(json).collect();
            Ok(Arc::new(LargeStringArray::from(texts?)))
        }),
    ]
}

fn codes(statuses: impl Iterator<Item = Option<DeliveryStatus>>) -> ArrayRef {
    Arc::new(statuses.map(|status| status.map(DeliveryStatus::code)).collect::<UInt16Array>())
}

fn json(report: &BulkReport) -> Result<String> {
    serde_json::to_string(report).map_err(|error| exec_datafusion_err!("bulk_report: {error}"))
}

/// What an aggregate keeps of the codes of one group.
trait Summary: Clone + Debug + Default + Send + Sync + 'static {
    fn record(&mut self, status: DeliveryStatus);

    /// The type of the column in which summaries travel from one stage of a query to the next.
    fn state_type() -> DataType;

    /// One row for each summary.
    fn write(summaries: &[Self]) -> Result<ArrayRef>;

    /// Merges every row of `states` into the summary that `group_of` gives for it.
    fn merge(summaries: &mut [Self], states: &dyn Array, group_of: impl Fn(usize) -> usize) -> Result<()>;
}

/// The greatest status by the order in which reports replace one another.
impl Summary for Option<DeliveryStatus> {
    fn record(&mut self, status: DeliveryStatus) {
        *self = (*self).max(Some(status));
    }

    fn state_type() -> DataType {
        DataType::UInt16
    }

    fn write(summaries: &[Self]) -> Result<ArrayRef> {
        Ok(codes(summaries.iter().copied()))
    }

    fn merge(summaries: &mut [Self], states: &dyn Array, group_of: impl Fn(usize) -> usize) -> Result<()> {
        for_each_status(states, |row, status| summaries[group_of(row)].record(status))
    }
}

/// A report travels as its rows that are not zero, each a code and a count; with 64-bit offsets, since there may be millions of
/// groups.
impl Summary for BulkReport {
    fn record(&mut self, status: DeliveryStatus) {
        BulkReport::record(self, status);
    }

    fn state_type() -> DataType {
        DataType::LargeList(report_row())
    }

    fn write(summaries: &[Self]) -> Result<ArrayRef> {
        let rows = || summaries.iter().flat_map(BulkReport::iter);
        let codes = UInt16Array::from_iter_values(rows().map(|(status, _)| status.code()));
        let counts = UInt64Array::from_iter_values(rows().map(|(_, count)| count));
        let rows = StructArray::try_new(report_fields(), vec![Arc::new(codes), Arc::new(counts)], None)?;
        let lengths = summaries.iter().map(|report| report.iter().count());
        Ok(Arc::new(LargeListArray::try_new(report_row(), OffsetBuffer::from_lengths(lengths), Arc::new(rows), None)?))
    }

    fn merge(summaries: &mut [Self], states: &dyn Array, group_of: impl Fn(usize) -> usize) -> Result<()> {
        let reports = states.as_list_opt::<i64>();
        let rows = reports.and_then(|reports| reports.values().as_struct_opt());
        let codes = rows.and_then(|rows| rows.column_by_name("code")?.as_primitive_opt::<UInt16Type>());
        let counts = rows.and_then(|rows| rows.column_by_name("count")?.as_primitive_opt::<UInt64Type>());
        let (Some(reports), Some(codes), Some(counts)) = (reports, codes, counts) else {
            return exec_err!("reports must travel as {}, not as {}", Self::state_type(), states.data_type());
        };
        for (report, ends) in reports.offsets().windows(2).enumerate() {
            let summary = &mut summaries[group_of(report)];
            for row in ends[0].as_usize()..ends[1].as_usize() {
                summary.record_n(status_of(codes.value(row)), counts.value(row));
            }
        }
        Ok(())
    }
}

fn report_fields() -> Fields {
    Fields::from(vec![Field::new("code", DataType::UInt16, false), Field::new("count", DataType::UInt64, false)])
}

fn report_row() -> FieldRef {
    Arc::new(Field::new("row", DataType::Struct(report_fields()), false))
}

/// An aggregate function: the summary of a group, and what `finish` makes of it.
#[derive(Debug)]
struct StatusAggregate<S> {
    name: &'static str,
    return_type: DataType,
    finish: Finish<S>,
    signature: Signature,
}

/// Turns the summaries of groups into the column of results.
type Finish<S> = fn(&[S]) -> Result<ArrayRef>;

impl<S: Summary> StatusAggregate<S> {
    fn udaf(name: &'static str, return_type: DataType, finish: Finish<S>) -> Arc<AggregateUDF> {
        Arc::new(AggregateUDF::from(Self {
            name,
            return_type,
            finish,
            signature: Signature::user_defined(Volatility::Immutable),
        }))
    }

    fn refuse_distinct(&self, args: &AccumulatorArgs) -> Result<()> {
        if args.is_distinct {
            return not_impl_err!("{}(DISTINCT …)", self.name);
        }
        Ok(())
    }
}

impl<S> PartialEq for StatusAggregate<S> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<S> Eq for StatusAggregate<S> {}

impl<S> Hash for StatusAggregate<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl<S: Summary> AggregateUDFImpl for StatusAggregate<S> {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let [code] = take_function_args(self.name, given)?;
        Ok(vec![code_type(self.name, code)?])
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.return_type.clone())
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let name = format_state_name(args.name, "summary");
        Ok(vec![Arc::new(Field::new(name, S::state_type(), true))])
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }

    fn default_value(&self, _: &DataType) -> Result<ScalarValue> {
        ScalarValue::try_from_array(&(self.finish)(&[S::default()])?, 0)
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        self.refuse_distinct(&args)?;
        Ok(Box::new(OneGroup { summary: [S::default()], finish: self.finish }))
    }

    fn groups_accumulator_supported(&self, args: AccumulatorArgs) -> bool {
        !args.is_distinct
    }

    fn create_groups_accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn GroupsAccumulator>> {
        self.refuse_distinct(&args)?;
        Ok(Box::new(ManyGroups::<S> { summaries: Vec::new(), finish: self.finish }))
    }
}

/// The accumulator of a query without `GROUP BY`, and of window functions.
#[derive(Debug)]
struct OneGroup<S> {
    summary: [S; 1],
    finish: Finish<S>,
}

impl<S: Summary> Accumulator for OneGroup<S> {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let [codes] = take_function_args("update_batch", values)?;
        let [summary] = &mut self.summary;
        for_each_status(codes, |_, status| summary.record(status))
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let [states] = take_function_args("merge_batch", states)?;
        S::merge(&mut self.summary, states, |_| 0)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let state = S::write(&self.summary)?;
        Ok(vec![ScalarValue::try_from_array(&state, 0)?])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        ScalarValue::try_from_array(&(self.finish)(&self.summary)?, 0)
    }

    fn size(&self) -> usize {
        size_of::<Self>()
    }
}

/// The accumulator of a query with `GROUP BY`: the summaries of all groups side by side.
#[derive(Debug)]
struct ManyGroups<S> {
    summaries: Vec<S>,
    finish: Finish<S>,
}

impl<S: Summary> GroupsAccumulator for ManyGroups<S> {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        group_indices: &[usize],
        filter: Option<&BooleanArray>,
        total_num_groups: usize,
    ) -> Result<()> {
        let [codes] = take_function_args("update_batch", values)?;
        self.summaries.resize(total_num_groups, S::default());
        record_rows(&mut self.summaries, codes, filter, |row| group_indices[row])
    }

    fn merge_batch(&mut self, states: &[ArrayRef], group_indices: &[usize], total_num_groups: usize) -> Result<()> {
        let [states] = take_function_args("merge_batch", states)?;
        self.summaries.resize(total_num_groups, S::default());
        S::merge(&mut self.summaries, states, |row| group_indices[row])
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(vec![S::write(&emit_to.take_needed(&mut self.summaries))?])
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        (self.finish)(&emit_to.take_needed(&mut self.summaries))
    }

    fn convert_to_state(&self, values: &[ArrayRef], filter: Option<&BooleanArray>) -> Result<Vec<ArrayRef>> {
        let [codes] = take_function_args("convert_to_state", values)?;
        let mut summaries = vec![S::default(); codes.len()];
        record_rows(&mut summaries, codes, filter, |row| row)?;
        Ok(vec![S::write(&summaries)?])
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.summaries.capacity() * size_of::<S>()
    }
}

/// Records every code that `filter` lets through in the summary that `group_of` gives for its row.
fn record_rows<S: Summary>(
    summaries: &mut [S],
    codes: &dyn Array,
    filter: Option<&BooleanArray>,
    group_of: impl Fn(usize) -> usize,
) -> Result<()> {
    match filter {
        None => for_each_status(codes, |row, status| summaries[group_of(row)].record(status)),
        Some(filter) => for_each_status(codes, |row, status| {
            if filter.is_valid(row) && filter.value(row) {
                summaries[group_of(row)].record(status);
            }
        }),
    }
}
