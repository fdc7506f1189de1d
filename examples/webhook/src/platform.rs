use std::collections::BTreeMap;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use sms_status::CustomPlatform;

use crate::{
    campaign_groups::CampaignGroups,
    report::MessageKey,
    smpp::{Account, Accounts},
};

/// A platform that sends callbacks.
#[derive(Clone, Copy, Debug)]
pub enum Platform {
    /// One that the library knows.
    Known(sms_status::Platform),
    /// One that the settings file describes.
    Custom(&'static CustomPlatform),
    /// A message centre, by the account that the settings file describes. It sends no callbacks.
    Account(&'static Account),
}

impl Platform {
    /// smsmode, whose callbacks also come to the address without a name.
    pub const SMSMODE: Self = Self::Known(sms_status::Platform::Smsmode);

    pub fn name(self) -> &'static str {
        match self {
            Self::Known(platform) => platform.name(),
            Self::Custom(platform) => platform.name(),
            Self::Account(account) => account.platform(),
        }
    }

    /// Returns the name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Known(platform) => platform.label(),
            Self::Custom(platform) => platform.name(),
            Self::Account(account) => account.platform(),
        }
    }

    pub fn sends_callbacks(self) -> bool {
        !matches!(self, Self::Account(_))
    }

    /// Returns the answer that tells the platform that its callback was stored.
    pub fn acknowledgement(self) -> Response {
        match self {
            Self::Known(sms_status::Platform::Smsmode) => StatusCode::NO_CONTENT.into_response(),
            Self::Known(sms_status::Platform::Jasmin) => "ACK/Jasmin".into_response(),
            _ => StatusCode::OK.into_response(),
        }
    }
}

/// The platforms whose reports are taken: all of the library, and those and the accounts that the settings file describes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Platforms {
    custom: &'static [CustomPlatform],
    accounts: Accounts,
    groups: CampaignGroups,
}

impl Platforms {
    /// Takes the platforms of the settings file, each with the name that it has there, for as long as the process runs.
    pub fn new(custom: BTreeMap<String, CustomPlatform>) -> Result<Self, String> {
        for (key, platform) in &custom {
            let name = platform.name();
            if key != name {
                return Err(format!("`platforms.{key}.name` is {name:?}: write {key:?}, as in the title of the table"));
            }
            let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
            if !name.bytes().all(is_plain) || MessageKey::is_reserved(name) {
                return Err(format!(
                    "`platforms.{key}.name` is {name:?}: choose small letters, digits, `-` and `_`, and none of {}",
                    MessageKey::RESERVED.join(", ")
                ));
            }
        }
        Ok(Self { custom: custom.into_values().collect::<Vec<_>>().leak(), ..Self::default() })
    }

    /// Adds accounts.
    pub fn with_accounts(self, accounts: Accounts) -> Self {
        Self { accounts, ..self }
    }

    /// Adds the groups of campaigns that references are sorted into, whatever the platform.
    pub fn with_groups(self, groups: CampaignGroups) -> Self {
        Self { groups, ..self }
    }

    pub fn groups(self) -> CampaignGroups {
        self.groups
    }

    pub fn accounts(self) -> Accounts {
        self.accounts
    }

    /// Returns the platform that a name is of: any name that the library takes for its own, in any case.
    pub fn find(self, name: &str) -> Option<Platform> {
        let known = sms_status::Platform::from_name(name).or_else(|| name.parse().ok()).map(Platform::Known);
        let account = || self.accounts.iter().find(|account| account.platform() == name).map(Platform::Account);
        known
            .or_else(|| self.custom.iter().find(|platform| platform.name() == name).map(Platform::Custom))
            .or_else(account)
    }

    pub fn iter(self) -> impl Iterator<Item = Platform> {
        let known = sms_status::Platform::VARIANTS.iter().copied().map(Platform::Known);
        known.chain(self.custom.iter().map(Platform::Custom)).chain(self.accounts.iter().map(Platform::Account))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom(key: &str, name: &str) -> Result<Platforms, String> {
        let document = format!("name = {name:?}\nfields.word = \"st\"\nwords.OK = \"delivered\"");
        Platforms::new([(key.to_owned(), toml::from_str(&document).unwrap())].into())
    }

    #[test]
    fn a_platform_is_known_by_every_name_that_it_has() {
        let platforms = custom("acme", "acme").unwrap();
        assert_eq!(platforms.iter().count(), sms_status::Platform::VARIANTS.len() + 1);
        for platform in platforms.iter() {
            let name = platform.name();
            let names = [name.to_owned(), name.replace('_', "-"), platform.label().to_owned()];
            for other in names {
                assert_eq!(platforms.find(&other).map(Platform::name), Some(name), "{other}");
            }
        }
        assert_eq!(platforms.find("Nexmo").map(Platform::name), Some("vonage"));
        assert!(platforms.find("Acme").is_none() && platforms.find("").is_none());
        assert!(Platforms::default().find("acme").is_none());
    }

    #[test]
    fn the_name_of_a_platform_can_be_in_an_address_and_in_a_key() {
        for (key, name) in [("acme", "other"), ("Acme", "Acme"), ("a b", "a b"), ("a/b", "a/b"), ("sms", "sms")] {
            let error = custom(key, name).unwrap_err();
            assert!(error.contains(&format!("`platforms.{key}.name` is {name:?}")), "{error}");
        }
        // Names whose answer depends on nothing else are those that the library has.
        assert!(["rest", "in"].iter().all(|name| custom(name, name).is_err()));
    }
}
