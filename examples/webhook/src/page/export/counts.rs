use axum::response::{IntoResponse, Json, Response};

use super::{file::File, format::Format, names::Names};
use crate::{answer::Unavailable, page::text::View, store::Campaign};

/// Answers with how many messages of a campaign have each status: as JSON, it is a `BulkReport`.
pub async fn counts(view: &View, campaign: &Campaign, format: Format) -> Result<Response, Unavailable> {
    if format == Format::Json {
        return Ok(Json(campaign.report).into_response());
    }
    let language = view.language;
    let rows = campaign.report.iter().map(|(status, messages)| {
        [
            status.name().into(),
            messages.into(),
            status.code().into(),
            status.label(language).into(),
            status.outcome().name().into(),
            status.action().name().into(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let file = File {
        name: &format!("{}-{}", Names::of(view.language).campaign, campaign.row.id),
        format,
        columns: ["status", "messages", "code", "label", "outcome", "action"],
    };
    file.send((), move |()| std::future::ready(Ok((rows.clone(), None)))).await
}
