use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    report::CampaignName,
    store::{CampaignKey, CampaignRow},
};

/// Returns the path of a campaign's page. Points are encoded, so that no name looks like one with `.json` after it.
pub fn campaign_path(campaign: &CampaignRow) -> String {
    path_of_campaign(campaign.id, &campaign.name)
}

/// Returns the path of the messages of a campaign.
pub fn messages_path(campaign: &CampaignRow) -> String {
    format!("{}/messages", campaign_path(campaign))
}

/// Returns the path of the page of the campaign with this id and name.
pub fn path_of_campaign(id: i64, name: &CampaignName) -> String {
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~');
    /// What any browser and proxy takes.
    const LONGEST: usize = 2000;

    let encoded = utf8_percent_encode(name.as_str(), ENCODED).to_string();
    // In a path, "." and ".." are not names, whether they are encoded or not.
    if encoded.len() > LONGEST || matches!(name.as_str(), "" | "." | ".." | "by-id") {
        format!("/campaigns/by-id/{id}")
    } else {
        format!("/campaigns/{encoded}")
    }
}

/// Returns what names the campaign of a path like `path_of_campaign`, given the part of it that does so; `None` if nothing can.
pub fn campaign_in(path: &str, name: String) -> Option<CampaignKey> {
    if path.starts_with("/campaigns/by-id/") {
        name.parse().ok().map(CampaignKey::Id)
    } else {
        Some(CampaignKey::Name(CampaignName::stored(name)))
    }
}
