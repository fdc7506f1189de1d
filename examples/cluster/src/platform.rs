//! `platform_status`: what a word and a code of a platform say.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, StringArray, UInt16Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{exec_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};
use sms_status::DeliveryStatus;
use sms_status::providers::{
    africas_talking, aws, bandwidth, infobip, jasmin, kannel, octopush, ovh, sinch, smsfactor, twilio, vonage,
};

/// Reads a word and, if there is one, a code.
pub type Reader = fn(&str, Option<&str>) -> DeliveryStatus;

/// The platforms by the names that `platform_status` takes, each with what it reads as the word and the code.
pub const PLATFORMS: &[(&str, Reader)] = &[
    ("africas_talking", africas_talking::status),
    ("aws", |event_type, is_final| aws::status(event_type, flag(is_final))),
    ("bandwidth", |event, error| bandwidth::status(event, number(error))),
    ("infobip", |id, error| infobip::status(None, number(Some(id)), number(error), None)),
    ("infobip_group", |group, error| infobip::status(number(Some(group)), None, number(error), None)),
    ("jasmin", |word, _| jasmin::status(word)),
    ("kannel", |dlr, _| dlr.parse().map_or(DeliveryStatus::Undefined, kannel::status)),
    ("octopush", |word, _| octopush::status(word)),
    ("ovh", |ptt, _| ptt.parse().map_or(DeliveryStatus::Undefined, ovh::status)),
    ("sinch", |word, code| sinch::status(word, number(code))),
    ("smsfactor", |status, _| status.parse().map_or(DeliveryStatus::Undefined, smsfactor::status)),
    ("sns", |response, _| aws::sns_status(response)),
    ("twilio", |word, error| twilio::status(word, number(error))),
    ("vonage", vonage::status),
    ("vonage_messages", vonage::messages::status),
];

fn number(text: Option<&str>) -> Option<u32> {
    text?.parse().ok()
}

fn flag(text: Option<&str>) -> Option<bool> {
    let text = text?;
    ["false", "true"].iter().position(|word| word.eq_ignore_ascii_case(text)).map(|place| place == 1)
}

fn reader(platform: &str) -> Result<Reader> {
    if let Some((_, reader)) = PLATFORMS.iter().find(|(name, _)| *name == platform) {
        return Ok(*reader);
    }
    let names: Vec<_> = PLATFORMS.iter().map(|(name, _)| *name).collect();
    exec_err!("{}: platform {platform:?} is not one of {}", PlatformStatus::NAME, names.join(", "))
}

/// `platform_status(platform, word, code)`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct PlatformStatus {
    signature: Signature,
}

impl PlatformStatus {
    const NAME: &str = "platform_status";

    pub(crate) fn new() -> Self {
        Self { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for PlatformStatus {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    /// Takes texts, and words and codes also as integers and as true or false.
    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        if !(2..=3).contains(&given.len()) {
            return plan_err!("{} takes a platform, a word and, if there is one, a code", Self::NAME);
        }
        for (place, given) in given.iter().enumerate() {
            let text = given.is_string() || given.is_null();
            if !text && (place == 0 || !given.is_integer() && *given != DataType::Boolean) {
                let what = ["the platform must be a text", "the word must be a text or an integer"];
                let what = what.get(place).unwrap_or(&"the code must be a text or an integer");
                return plan_err!("{}: {what}, not {given}", Self::NAME);
            }
        }
        Ok(vec![DataType::Utf8; given.len()])
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::UInt16)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let rows = args.number_rows;
        let columns: Vec<ArrayRef> = args.args.iter().map(|column| column.to_array(rows)).collect::<Result<_>>()?;
        let mut columns = columns.iter().map(AsArray::as_string::<i32>);
        let none = StringArray::new_null(rows);
        let [platforms, words, codes] = [(); 3].map(|()| columns.next().unwrap_or(&none));
        // A column mostly has one platform, so its name is looked up when it changes.
        let mut last: Option<(&str, Reader)> = None;
        let mut answers = Vec::with_capacity(rows);
        for ((platform, word), code) in platforms.iter().zip(words).zip(codes) {
            let (Some(platform), Some(word)) = (platform, word) else {
                answers.push(None);
                continue;
            };
            let read = match last {
                Some((name, read)) if name == platform => read,
                _ => reader(platform)?,
            };
            last = Some((platform, read));
            answers.push(Some(read(word, code).code()));
        }
        Ok(ColumnarValue::Array(Arc::new(UInt16Array::from(answers))))
    }
}
