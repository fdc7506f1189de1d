use axum::response::Response;
use sms_status::Language;

use super::{
    encoder::Row,
    file::{AT_ONCE, File, page, text},
    format::Format,
    names::Names,
};
use crate::{
    answer::Unavailable,
    page::text::View,
    sources::Sources,
    store::{CampaignRow, MessageList, MessageRow},
};

const COLUMNS: [&str; 8] = ["number", "status", "code", "label", "at", "message_id", "campaign", "id"];

/// Answers with messages of a campaign.
pub async fn messages_of_campaign(
    sources: &Sources,
    view: &View,
    campaign: &CampaignRow,
    list: MessageList,
    format: Format,
) -> Result<Response, Unavailable> {
    let name = format!("{}-{}", Names::of(view.language).messages, campaign.id);
    let (readers, language, campaign) = (sources.readers.clone(), view.language, campaign.id);
    let read = move |after| {
        let (readers, list) = (readers.clone(), list.clone());
        async move {
            let messages = readers.messages(campaign, list, after, AT_ONCE).await?;
            Ok(page(&messages, AT_ONCE, |message| row(message, language), |last| last.id))
        }
    };
    File { name: &name, format, columns: COLUMNS }.send(0, read).await
}

/// Answers with messages of all campaigns, the newest first.
pub async fn newest_messages(
    sources: &Sources,
    view: &View,
    list: MessageList,
    format: Format,
) -> Result<Response, Unavailable> {
    let (readers, language) = (sources.readers.clone(), view.language);
    let read = move |before| {
        let (readers, list) = (readers.clone(), list.clone());
        async move {
            let messages = readers.newest_messages(list, before, AT_ONCE).await?;
            Ok(page(&messages, AT_ONCE, |message| row(message, language), |last| Some(last.id)))
        }
    };
    File { name: Names::of(language).messages, format, columns: COLUMNS }.send(None, read).await
}

/// Answers with the messages to a number, the newest first.
pub async fn messages_to_number(
    sources: &Sources,
    view: &View,
    digits: &str,
    format: Format,
) -> Result<Response, Unavailable> {
    let name = format!("{}-{digits}", Names::of(view.language).messages);
    let (readers, language, digits) = (sources.readers.clone(), view.language, digits.to_owned());
    let read = move |before| {
        let (readers, digits) = (readers.clone(), digits.clone());
        async move {
            let messages = readers.messages_to(digits, before, AT_ONCE).await?;
            Ok(page(&messages, AT_ONCE, |message| row(message, language), |last| Some(last.id)))
        }
    };
    File { name: &name, format, columns: COLUMNS }.send(None, read).await
}

fn row(message: &MessageRow, language: Language) -> Row<8> {
    [
        message.number.clone().into(),
        message.status.name().into(),
        message.status.code().into(),
        message.status.label(language).into(),
        text(message.at),
        message.platform_id().into(),
        message.campaign.as_str().into(),
        message.id.into(),
    ]
}
