use crate::Language;

/// A text for people, in every language of the crate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) en: &'static str,
    pub(crate) fr: &'static str,
}

impl Text {
    pub(crate) const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::French => self.fr,
        }
    }
}
