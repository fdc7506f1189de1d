use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// A platform that sends callbacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Platform {
    Smsmode,
}

impl Platform {
    pub fn name(self) -> &'static str {
        self.into()
    }
}
