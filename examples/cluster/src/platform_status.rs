//! `platform_status`: what a word and a cause of a platform say.
//!
//! Reports repeat: a table of millions has a few thousand different platforms, words and causes, and looking one up takes as long as
//! aggregating ten rows. So answers are remembered twice. [`Recent`] knows those of this batch by the keys of its columns, without
//! reading the texts, and [`Known`] those of earlier batches by the texts.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Int64Array, StringViewArray, UInt16Array};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::common::hash_utils::RandomState;
use datafusion::common::{exec_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};

use crate::known::Known;
use crate::platform::CustomPlatforms;

/// `platform_status(platform, word, cause)`.
#[derive(Debug)]
pub(crate) struct PlatformStatus {
    custom: CustomPlatforms,
    signature: Signature,
    /// One for each call that runs at the same time.
    known: Mutex<Vec<Known>>,
}

impl PlatformStatus {
    pub(crate) const NAME: &str = "platform_status";

    pub(crate) fn new(custom: CustomPlatforms) -> Self {
        Self { custom, signature: Signature::user_defined(Volatility::Immutable), known: Mutex::default() }
    }

    fn codes(&self, known: &mut Known, arguments: &[Argument], rows: usize) -> Result<UInt16Array> {
        let (platforms, words, causes) = match arguments {
            [platforms, words] => (platforms, words, None),
            [platforms, words, causes] => (platforms, words, Some(causes)),
            _ => return exec_err!("{} takes two or three arguments", Self::NAME),
        };
        let mut recent = Recent::new(rows);
        let mut codes = Vec::with_capacity(rows);
        for row in 0..rows {
            let (Some(platform), Some(word)) = (platforms.key(row), words.key(row)) else {
                codes.push(None);
                continue;
            };
            let cause = causes.and_then(|causes| causes.key(row));
            let keys = (platform, word, cause.unwrap_or(NO_KEY));
            let slot = recent.slot(&keys);
            let code = match *slot {
                Some((of, code)) if of == keys => code,
                _ => {
                    let cause = causes.filter(|_| cause.is_some()).map(|causes| causes.text(row));
                    known.code(&self.custom, &platforms.text(row), &words.text(row), cause.as_deref())?
                }
            };
            *slot = Some((keys, code));
            codes.push(Some(code));
        }
        Ok(UInt16Array::from(codes))
    }
}

impl PartialEq for PlatformStatus {
    fn eq(&self, other: &Self) -> bool {
        self.custom == other.custom
    }
}

impl Eq for PlatformStatus {}

impl Hash for PlatformStatus {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.custom.names().for_each(|name| name.hash(state));
    }
}

impl ScalarUDFImpl for PlatformStatus {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    /// Takes texts, and words and causes also as integers and as true or false.
    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        if !(2..=3).contains(&given.len()) {
            return plan_err!("{} takes a platform, a word and, if there is one, a cause", Self::NAME);
        }
        let argument = |(place, given): (usize, &DataType)| match given {
            text if text.is_string() || text.is_null() => Ok(DataType::Utf8View),
            DataType::UInt64 | DataType::Boolean if place > 0 => Ok(DataType::Utf8View),
            integer if place > 0 && integer.is_integer() => Ok(DataType::Int64),
            _ => {
                let what = ["the platform must be a text", "the word must be a text or an integer"];
                let what = what.get(place).unwrap_or(&"the cause must be a text or an integer");
                plan_err!("{}: {what}, not {given}", Self::NAME)
            }
        };
        given.iter().enumerate().map(argument).collect()
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::UInt16)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arguments: Vec<Argument> = args.args.iter().map(Argument::new).collect::<Result<_>>()?;
        let pool = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known = pool().pop().unwrap_or_default();
        let codes = self.codes(&mut known, &arguments, args.number_rows);
        pool().push(known);
        Ok(ColumnarValue::Array(Arc::new(codes?)))
    }
}

/// An argument of a call: a column, or one value for all of its rows.
struct Argument {
    values: Values,
    is_constant: bool,
}

enum Values {
    Texts(StringViewArray),
    Integers(Int64Array),
}

/// The key of no value: as a view, it would have more bytes than an array can hold.
const NO_KEY: u128 = u128::MAX;

impl Argument {
    fn new(argument: &ColumnarValue) -> Result<Self> {
        let (array, is_constant): (ArrayRef, _) = match argument {
            ColumnarValue::Array(array) => (Arc::clone(array), false),
            ColumnarValue::Scalar(value) => (value.to_array()?, true),
        };
        let values = match array.data_type() {
            DataType::Utf8View => Values::Texts(array.as_string_view().clone()),
            DataType::Int64 => Values::Integers(array.as_primitive::<Int64Type>().clone()),
            other => return exec_err!("{}: {other} is neither a text nor an integer", PlatformStatus::NAME),
        };
        Ok(Self { values, is_constant })
    }

    const fn place(&self, row: usize) -> usize {
        if self.is_constant { 0 } else { row }
    }

    /// The key of a value that is not NULL. Equal keys mean equal values: the key of a short text is its bytes, and that of a long one
    /// is where its bytes are in the column, which is the same for all rows that a file's dictionary makes equal.
    fn key(&self, row: usize) -> Option<u128> {
        let place = self.place(row);
        match &self.values {
            Values::Texts(texts) => texts.is_valid(place).then(|| texts.views()[place]),
            Values::Integers(integers) => {
                integers.is_valid(place).then(|| u128::from(integers.value(place).cast_unsigned()))
            }
        }
    }

    fn text(&self, row: usize) -> Cow<'_, str> {
        let place = self.place(row);
        match &self.values {
            Values::Texts(texts) => texts.value(place).into(),
            Values::Integers(integers) => integers.value(place).to_string().into(),
        }
    }
}

type Keys = (u128, u128, u128);

/// The answers of one batch, by the keys of platform, word and cause. Two that share a slot push each other out.
struct Recent {
    slots: Vec<Option<(Keys, u16)>>,
    hasher: RandomState,
}

impl Recent {
    const SLOTS: usize = 2048;

    fn new(rows: usize) -> Self {
        let slots = rows.next_power_of_two().min(Self::SLOTS);
        Self { slots: vec![None; slots], hasher: RandomState::default() }
    }

    /// The slot of these keys, which may have the answer for others.
    fn slot(&mut self, keys: &Keys) -> &mut Option<(Keys, u16)> {
        #[expect(clippy::cast_possible_truncation, reason = "the low bits are enough, for a power of two of slots")]
        let slot = self.hasher.hash_one(keys) as usize & (self.slots.len() - 1);
        &mut self.slots[slot]
    }
}
