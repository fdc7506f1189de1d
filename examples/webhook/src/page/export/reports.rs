use axum::response::Response;

use super::{
    file::{File, page, text},
    format::Format,
    names::Names,
};
use crate::{answer::Unavailable, moment::Moment, page::text::View, sources::Sources};

/// Answers with the reports on a message, in the order of their arrival; with none if there is no such message.
pub async fn reports(sources: &Sources, view: &View, message: i64, format: Format) -> Result<Response, Unavailable> {
    /// How many are read together. Their words may be long.
    const AT_ONCE: u32 = 20;

    let file = File {
        name: &format!("{}-{message}", Names::of(view.language).reports),
        format,
        columns: ["id", "arrived", "platform", "status", "at", "request"],
    };
    let (readers, zone) = (sources.readers.clone(), sources.zone.clone());
    let read = move |after| {
        let (readers, zone) = (readers.clone(), zone.clone());
        async move {
            let reports = readers.reports(message, after, AT_ONCE).await?;
            let row = |report: &crate::store::ReportRow| {
                [
                    report.id.into(),
                    text(Moment::from_millis_in(report.received_at, &zone)),
                    report.platform.as_str().into(),
                    report.said.map(|(status, _)| status.name()).into(),
                    report.said.map(|(_, at)| at.to_string()).into(),
                    report.request.as_str().into(),
                ]
            };
            Ok(page(&reports, AT_ONCE, row, |last| last.id))
        }
    };
    file.send(0, read).await
}
