//! `platform_status`: what a word and a cause of a platform say.

use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, StringArray, UInt16Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{config_datafusion_err, config_err, exec_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};
use sms_status::{CustomPlatform, DeliveryStatus, Platform};

/// Platforms that the crate does not know, each described in a document. `platform_status` takes their names, too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomPlatforms(Arc<[CustomPlatform]>);

impl CustomPlatforms {
    /// Reads documents: JSON if the name of a file ends in `.json`, and TOML otherwise.
    ///
    /// # Errors
    ///
    /// A document cannot be read, or two of them have one name. The error names the file, the field and the value.
    pub fn read(paths: &[impl AsRef<Path>]) -> Result<Self> {
        let mut platforms: Vec<CustomPlatform> = Vec::new();
        for path in paths.iter().map(AsRef::as_ref) {
            let platform = read(path).map_err(|error| config_datafusion_err!("{}: {error}", path.display()))?;
            if platforms.iter().any(|other| is_named(other, platform.name())) {
                return config_err!("{}: another document has the name {:?}, too", path.display(), platform.name());
            }
            platforms.push(platform);
        }
        Ok(Self(platforms.into()))
    }

    fn find(&self, name: &str) -> Result<Vocabulary<'_>> {
        if let Some(platform) = self.0.iter().find(|platform| is_named(platform, name)) {
            return Ok(Vocabulary::Custom(platform));
        }
        if let Ok(platform) = name.parse() {
            return Ok(Vocabulary::Platform(platform));
        }
        let names = self.0.iter().map(CustomPlatform::name).chain(Platform::VARIANTS.iter().map(|it| it.name()));
        let names = names.collect::<Vec<_>>().join(", ");
        exec_err!("{}: platform {name:?} is not one of {names}", PlatformStatus::NAME)
    }
}

fn read(path: &Path) -> std::result::Result<CustomPlatform, Box<dyn std::error::Error>> {
    let document = fs::read_to_string(path)?;
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    Ok(if is_json { serde_json::from_str(&document)? } else { toml::from_str(&document)? })
}

fn is_named(platform: &CustomPlatform, name: &str) -> bool {
    platform.name().eq_ignore_ascii_case(name)
}

/// What tells the status of a word and a cause.
#[derive(Clone, Copy)]
enum Vocabulary<'a> {
    Platform(Platform),
    Custom(&'a CustomPlatform),
}

impl Vocabulary<'_> {
    fn status(self, word: &str, cause: Option<&str>) -> DeliveryStatus {
        match self {
            Self::Platform(platform) => platform.status(word, cause),
            Self::Custom(platform) => platform.status(word, cause),
        }
    }
}

/// `platform_status(platform, word, cause)`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PlatformStatus {
    custom: CustomPlatforms,
    signature: Signature,
}

impl PlatformStatus {
    const NAME: &str = "platform_status";

    pub(crate) fn new(custom: CustomPlatforms) -> Self {
        Self { custom, signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl Hash for PlatformStatus {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.custom.0.iter().for_each(|platform| platform.name().hash(state));
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
        for (place, given) in given.iter().enumerate() {
            let text = given.is_string() || given.is_null();
            if !text && (place == 0 || !given.is_integer() && *given != DataType::Boolean) {
                let what = ["the platform must be a text", "the word must be a text or an integer"];
                let what = what.get(place).unwrap_or(&"the cause must be a text or an integer");
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
        let [platforms, words, causes] = [(); 3].map(|()| columns.next().unwrap_or(&none));
        // A column mostly has one platform, so its name is looked up when it changes.
        let mut last: Option<(&str, Vocabulary<'_>)> = None;
        let mut answers = Vec::with_capacity(rows);
        for ((platform, word), cause) in platforms.iter().zip(words).zip(causes) {
            let (Some(platform), Some(word)) = (platform, word) else {
                answers.push(None);
                continue;
            };
            let vocabulary = match last {
                Some((name, vocabulary)) if name == platform => vocabulary,
                _ => self.custom.find(platform)?,
            };
            last = Some((platform, vocabulary));
            answers.push(Some(vocabulary.status(word, cause).code()));
        }
        Ok(ColumnarValue::Array(Arc::new(UInt16Array::from(answers))))
    }
}
