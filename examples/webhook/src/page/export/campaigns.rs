use axum::{extract::State, response::Response};
use sms_status::Outcome;

use super::{
    file::{File, text},
    format::Format,
    names::Names,
};
use crate::{answer::Unavailable, moment::Moment, page::text::View, sources::Sources, store::CampaignList};

/// Answers with all campaigns of a list.
pub async fn campaigns(
    State(sources): State<Sources>,
    view: View,
    list: CampaignList,
    format: Format,
) -> Result<Response, Unavailable> {
    /// How many are read together. Their names may be long.
    const AT_ONCE: usize = 200;

    let file = File {
        name: Names::of(view.language).campaigns,
        format,
        columns: [
            "campaign",
            "messages",
            "received",
            "partial",
            "pending",
            "unknown",
            "failed",
            "delivery_rate",
            "last_report",
            "id",
        ],
    };
    // Their order may change while they are sent, and each is sent once.
    let ids = sources.readers.campaign_ids(list).await?;
    let (readers, zone) = (sources.readers.clone(), sources.zone.clone());
    let read = move |mut ids: std::vec::IntoIter<i64>| {
        let (readers, zone) = (readers.clone(), zone.clone());
        async move {
            let campaigns = readers.campaign_rows(ids.by_ref().take(AT_ONCE).collect()).await?;
            let rows = campaigns.into_iter().map(|campaign| {
                let count = |outcome| campaign.outcomes.get(outcome).into();
                [
                    campaign.name.as_str().into(),
                    campaign.outcomes.total().into(),
                    count(Outcome::Received),
                    count(Outcome::Partial),
                    count(Outcome::Pending),
                    count(Outcome::Unknown),
                    count(Outcome::Failed),
                    campaign.outcomes.delivery_rate().into(),
                    text(Moment::from_millis_in(campaign.last_report, &zone)),
                    campaign.id.into(),
                ]
            });
            Ok((rows.collect(), Some(ids).filter(|ids| !ids.as_slice().is_empty())))
        }
    };
    file.send(ids.into_iter(), read).await
}
