//! Platforms of your own, beside those of the crate.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use datafusion::common::{config_datafusion_err, config_err, exec_err};
use datafusion::error::Result;
use sms_status::{CustomPlatform, DeliveryStatus, Platform};

use crate::platform_status::PlatformStatus;

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

    pub(crate) fn find(&self, name: &str) -> Result<Vocabulary> {
        if let Some(number) = self.0.iter().position(|platform| is_named(platform, name)) {
            return Ok(Vocabulary::Custom(number));
        }
        if let Ok(platform) = name.parse() {
            return Ok(Vocabulary::Platform(platform));
        }
        let names = self.names().chain(Platform::VARIANTS.iter().map(|it| it.name()));
        let names = names.collect::<Vec<_>>().join(", ");
        exec_err!("{}: platform {name:?} is not one of {names}", PlatformStatus::NAME)
    }

    pub(crate) fn status(&self, vocabulary: Vocabulary, word: &str, cause: Option<&str>) -> DeliveryStatus {
        match vocabulary {
            Vocabulary::Platform(platform) => platform.status(word, cause),
            Vocabulary::Custom(number) => self.0[number].status(word, cause),
        }
    }

    /// The names of the platforms of your own.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(CustomPlatform::name)
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
#[derive(Debug, Clone, Copy)]
pub(crate) enum Vocabulary {
    Platform(Platform),
    /// The number of one of the [`CustomPlatforms`].
    Custom(usize),
}
