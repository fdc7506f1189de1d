use std::collections::BTreeMap;

use regex_lite::Regex;

use crate::report::CampaignName;

/// Campaigns that are taken for one, because each message has a reference of its own, such as the number of an order.
#[derive(Clone, Copy, Debug, Default)]
pub struct CampaignGroups(&'static [Group]);

#[derive(Debug)]
struct Group {
    name: String,
    /// What all of a reference is.
    references: Regex,
}

impl CampaignGroups {
    /// Takes the groups of the settings file, each with its name and a regular expression, for as long as the process runs.
    pub fn new(groups: BTreeMap<String, String>) -> Result<Self, String> {
        let group = |(name, pattern): (String, String)| {
            if name.trim() != name || name.is_empty() {
                return Err(format!("`campaigns.{name:?}`: a name neither is empty nor begins or ends with a space"));
            }
            let references = Regex::new(&format!("^(?:{pattern})$"));
            let references = references
                .map_err(|error| format!("`campaigns.{name}` is {pattern:?}, not a regular expression: {error}"))?;
            Ok(Group { name, references })
        };
        let groups: Vec<Group> = groups.into_iter().map(group).collect::<Result<_, _>>()?;
        Ok(Self(groups.leak()))
    }

    /// Returns the first group that a campaign is in, or else the campaign. A day is in none.
    pub fn group_of(self, campaign: CampaignName) -> CampaignName {
        let is_in = |group: &&Group| group.references.is_match(campaign.as_str());
        match self.0.iter().find(is_in) {
            Some(group) if campaign.day().is_none() => CampaignName::stored(group.name.clone()),
            _ => campaign,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(groups: &[(&str, &str)]) -> Result<CampaignGroups, String> {
        CampaignGroups::new(groups.iter().map(|(name, pattern)| ((*name).to_owned(), (*pattern).to_owned())).collect())
    }

    #[test]
    fn a_reference_is_in_the_first_group_that_matches_all_of_it() {
        let groups = groups(&[("orders", "order-[0-9]+|O[0-9]{6}"), ("digits", "[0-9]+"), ("z", ".*-7")]).unwrap();
        let cases = [
            ("order-1", "orders"),
            ("order-123456789", "orders"),
            ("O123456", "orders"),
            ("order-7", "orders"),
            ("parcel-7", "z"),
            ("42", "digits"),
            ("order-", "order-"),
            ("my order-1", "my order-1"),
            ("order-1b", "order-1b"),
            ("order-1\n", "order-1\n"),
            ("O1234567", "O1234567"),
            ("spring", "spring"),
            // A day, as a message without a reference has it.
            ("2026-11-07", "2026-11-07"),
        ];
        for (reference, name) in cases {
            assert_eq!(groups.group_of(CampaignName::stored(reference.to_owned())).as_str(), name, "{reference:?}");
        }
        let name = CampaignName::stored("order-1".to_owned());
        assert_eq!(CampaignGroups::default().group_of(name.clone()), name);
    }

    #[test]
    fn what_is_wrong_with_a_group_is_said() {
        let error = groups(&[("orders", "order-(")]).unwrap_err();
        assert!(error.starts_with("`campaigns.orders` is \"order-(\", not a regular expression: "), "{error}");
        assert!(groups(&[("", "a")]).is_err() && groups(&[(" a", "a")]).is_err());
    }
}
