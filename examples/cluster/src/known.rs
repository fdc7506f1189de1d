//! What words and causes have been looked up already.

use datafusion::common::HashMap;
use datafusion::common::hash_map::EntryRef;
use datafusion::error::Result;
use sms_status::DeliveryStatus;

use crate::platform::{CustomPlatforms, Vocabulary};

/// The codes of what was asked for, by the texts. It forgets everything when it is full.
#[derive(Debug, Default)]
pub(crate) struct Known {
    platforms: HashMap<String, Words>,
    /// How many words and causes there are.
    len: usize,
}

#[derive(Debug)]
struct Words {
    vocabulary: Vocabulary,
    words: HashMap<String, Causes>,
}

#[derive(Debug)]
struct Causes {
    /// What the word says without a cause.
    alone: DeliveryStatus,
    /// Whether a cause can change that.
    is_refined: bool,
    codes: HashMap<String, u16>,
}

impl Known {
    /// All platforms together have 25,000 pairs of a word and a cause.
    const MOST: usize = 1 << 16;

    /// A text that is longer is a sentence, which may have a time or an id in it and never come again.
    const LONGEST: usize = 64;

    /// The code of the status of a word and a cause.
    ///
    /// # Errors
    ///
    /// No platform has this name.
    pub(crate) fn code(
        &mut self,
        custom: &CustomPlatforms,
        platform: &str,
        word: &str,
        cause: Option<&str>,
    ) -> Result<u16> {
        if self.len >= Self::MOST {
            *self = Self::default();
        }
        let Words { vocabulary, words } = match self.platforms.entry_ref(platform) {
            EntryRef::Occupied(entry) => entry.into_mut(),
            EntryRef::Vacant(entry) => {
                self.len += 1;
                entry.insert(Words { vocabulary: custom.find(platform)?, words: HashMap::default() })
            }
        };
        let status = |cause| custom.status(*vocabulary, word, cause);
        if word.len() > Self::LONGEST {
            return Ok(status(cause).code());
        }
        let causes = words.entry_ref(word).or_insert_with(|| {
            self.len += 1;
            let alone = status(None);
            let is_refined = DeliveryStatus::VARIANTS.iter().any(|&cause| alone.refined_by(Some(cause)) != alone);
            Causes { alone, is_refined, codes: HashMap::default() }
        });
        Ok(match cause {
            Some(cause) if causes.is_refined && cause.len() > Self::LONGEST => status(Some(cause)).code(),
            Some(cause) if causes.is_refined => *causes.codes.entry_ref(cause).or_insert_with(|| {
                self.len += 1;
                status(Some(cause)).code()
            }),
            _ => causes.alone.code(),
        })
    }
}
