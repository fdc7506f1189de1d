//! Scalar functions: what one code says.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, StringArray, UInt8Array};
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::utils::take_function_args;
use datafusion::common::{ScalarValue, exec_datafusion_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use sms_status::{DeliveryStatus, Language};

use crate::codes::{code_type, for_each_status};
use crate::platform::CustomPlatforms;
use crate::platform_status::PlatformStatus;

/// `status_label`, `status_category`, `number_action`, `keep_number` and `platform_status`, which takes these platforms, too.
#[must_use]
pub fn functions(platforms: &CustomPlatforms) -> Vec<Arc<ScalarUDF>> {
    let facts = [
        Fact::new("status_category", texts(|status| status.category().name())),
        Fact::new("number_action", texts(|status| status.action().name())),
        Fact::new(
            "keep_number",
            Arc::new(BooleanArray::from(
                DeliveryStatus::VARIANTS.iter().map(|status| status.keep_in_address_book()).collect::<Vec<_>>(),
            )),
        ),
    ];
    let others = [ScalarUDF::from(Label::new()), ScalarUDF::from(PlatformStatus::new(platforms.clone()))];
    facts.into_iter().map(ScalarUDF::from).chain(others).map(Arc::new).collect()
}

/// A column with one text per status, in the order of [`DeliveryStatus::VARIANTS`].
fn texts(text: impl Fn(DeliveryStatus) -> &'static str) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(DeliveryStatus::VARIANTS.iter().map(|&status| text(status))))
}

/// The rows of `codes` as indices into a column with one row per status.
fn indices(codes: &dyn Array) -> Result<UInt8Array> {
    let mut indices = vec![None; codes.len()];
    for_each_status(codes, |row, status| indices[row] = Some(status as u8))?;
    Ok(UInt8Array::from(indices))
}

/// A function of a code alone: it looks the answer up in a column with one row per status.
#[derive(Debug)]
struct Fact {
    name: &'static str,
    answers: ArrayRef,
    signature: Signature,
}

impl Fact {
    fn new(name: &'static str, answers: ArrayRef) -> Self {
        Self { name, answers, signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl PartialEq for Fact {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Fact {}

impl Hash for Fact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ScalarUDFImpl for Fact {
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
        Ok(self.answers.data_type().clone())
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [codes] = take_function_args(self.name, &args.args)?;
        match codes {
            ColumnarValue::Array(codes) => Ok(ColumnarValue::Array(take(&self.answers, &indices(codes)?, None)?)),
            ColumnarValue::Scalar(code) => {
                let answer = take(&self.answers, &indices(&code.to_array()?)?, None)?;
                Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&answer, 0)?))
            }
        }
    }
}

/// `status_label(code, language)`.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Label {
    signature: Signature,
}

impl Label {
    const NAME: &str = "status_label";

    fn new() -> Self {
        Self { signature: Signature::user_defined(Volatility::Immutable) }
    }

    fn language(name: &str) -> Result<Language> {
        name.parse().map_err(|error| exec_datafusion_err!("{}: language {name:?}: {error}", Self::NAME))
    }
}

impl ScalarUDFImpl for Label {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let [code, language] = take_function_args(Self::NAME, given)?;
        if !language.is_string() && !language.is_null() {
            return plan_err!("{}: the language must be a text such as 'en' or 'fr', not {language}", Self::NAME);
        }
        Ok(vec![code_type(Self::NAME, code)?, DataType::Utf8])
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [codes, languages] = take_function_args(Self::NAME, &args.args)?;
        if let ColumnarValue::Scalar(ScalarValue::Utf8(language)) = languages {
            return match language {
                Some(name) => {
                    let language = Self::language(name)?;
                    let labels = texts(|status| status.label(language));
                    let answers = take(&labels, &indices(&codes.to_array(args.number_rows)?)?, None)?;
                    Ok(ColumnarValue::Array(answers))
                }
                None => Ok(ColumnarValue::Scalar(ScalarValue::Utf8(None))),
            };
        }
        let codes = codes.to_array(args.number_rows)?;
        let languages = languages.to_array(args.number_rows)?;
        let languages = languages.as_string::<i32>();
        let mut labels: Vec<Option<&'static str>> = vec![None; args.number_rows];
        let mut unknown = None;
        for_each_status(&codes, |row, status| {
            if languages.is_valid(row) {
                match Self::language(languages.value(row)) {
                    Ok(language) => labels[row] = Some(status.label(language)),
                    Err(error) => {
                        unknown.get_or_insert(error);
                    }
                }
            }
        })?;
        match unknown {
            Some(error) => Err(error),
            None => Ok(ColumnarValue::Array(Arc::new(StringArray::from(labels)))),
        }
    }
}
