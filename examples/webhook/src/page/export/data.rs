use axum::{
    extract::{Path, State},
    response::Response,
};
use data_encoding::BASE64;
use sms_status::Msisdn;

use super::{
    encoder::Row,
    file::{File, page, text},
    format::Format,
    names::Names,
};
use crate::{
    answer::Unavailable,
    moment::Moment,
    page::{part::layout::not_found, text::View},
    reread,
    sources::Sources,
    spelling,
    store::{MessageRow, NumberMessages, ReportRow, UnreadableCallback},
};

const COLUMNS: [&str; 9] = ["kind", "id", "arrived", "platform", "campaign", "message_id", "status", "at", "request"];

/// How many messages are read together.
const MESSAGES: u32 = 20;

/// How many reports are read together.
const REPORTS: u32 = 1000;

/// Answers with all that is known of a number: what is kept of it, the messages to it, the callbacks on these as they came, and those
/// that could not be read and have the number. A request that is about others, too, is left out: it is their data.
pub async fn data_on_number(
    State(sources): State<Sources>,
    view: View,
    Path(digits): Path<String>,
) -> Result<Response, Unavailable> {
    let number = digits.parse().ok().and_then(Msisdn::from_digits);
    let Some(number) = number.filter(|number| number.digits().to_string() == digits) else {
        return Ok(not_found(&view));
    };
    let name = format!("{}-{digits}", Names::of(view.language).data);
    let read = move |place: Option<i64>| {
        let data = Data { sources: sources.clone(), number, digits: digits.clone() };
        async move {
            let mut rows = if place.is_none() { data.of_number().await? } else { Vec::new() };
            let messages = data.sources.readers.messages_to(data.digits.clone(), place, MESSAGES).await?;
            for message in &messages {
                rows.push(data.message(message));
                rows.extend(data.reports(message).await?);
            }
            let (_, next) = page(&messages, MESSAGES, |message| data.message(message), |last| Some(last.id));
            Ok((rows, next))
        }
    };
    File { name: &name, format: Format::Json, columns: COLUMNS }.send(None, read).await
}

struct Data {
    sources: Sources,
    number: Msisdn,
    digits: String,
}

impl Data {
    /// Returns what is kept of the number, and the callbacks with it that could not be read.
    async fn of_number(&self) -> anyhow::Result<Vec<Row<9>>> {
        let NumberMessages { history, .. } = self.sources.readers.number(self.digits.clone()).await?;
        let kept = history.reason().map(|(status, at)| {
            let mut row = blank("number");
            row[6] = status.name().into();
            row[7] = text(at);
            row
        });
        let mut rows: Vec<_> = kept.into_iter().collect();
        let letters = self.sources.readers.dead_letters(None, crate::store::KEPT_LETTERS).await?.newest;
        rows.extend(letters.iter().filter_map(|letter| self.letter(letter)));
        Ok(rows)
    }

    fn letter(&self, letter: &UnreadableCallback) -> Option<Row<9>> {
        let body = letter.body.as_deref();
        let request = body.map_or(letter.query.clone().into(), String::from_utf8_lossy);
        let parts = [letter.query.as_str(), &request];
        if parts.iter().all(|part| spelling::find(part, self.number).is_empty()) {
            return None;
        }
        let mut row = blank("unreadable");
        row[1] = letter.id.into();
        row[2] = text(Moment::from_millis_in(letter.received_at, &self.sources.zone));
        row[3] = letter.platform.as_str().into();
        row[8] = self
            .own(&letter.platform, &request)
            .then(|| match body.map(str::from_utf8) {
                Some(Err(_)) => BASE64.encode(body.unwrap_or_default()),
                _ => request.into_owned(),
            })
            .into();
        Some(row)
    }

    fn message(&self, message: &MessageRow) -> Row<9> {
        let mut row = blank("message");
        row[1] = message.id.into();
        row[2] = text(Moment::from_millis_in(message.arrived, &self.sources.zone));
        row[3] = message.platform().into();
        row[4] = message.campaign.as_str().into();
        row[5] = message.platform_id().into();
        row[6] = message.status.name().into();
        row[7] = text(message.at);
        row
    }

    async fn reports(&self, message: &MessageRow) -> anyhow::Result<Vec<Row<9>>> {
        let (mut rows, mut after) = (Vec::new(), 0);
        loop {
            let reports = self.sources.readers.reports(message.id, after, REPORTS).await?;
            let (some, next) = page(&reports, REPORTS, |report| self.report(message, report), |last| last.id);
            rows.extend(some);
            let Some(next) = next else { return Ok(rows) };
            after = next;
        }
    }

    fn report(&self, message: &MessageRow, report: &ReportRow) -> Row<9> {
        let mut row = blank("report");
        row[1] = report.id.into();
        row[2] = text(Moment::from_millis_in(report.received_at, &self.sources.zone));
        row[3] = report.platform.as_str().into();
        row[5] = message.platform_id().into();
        row[6] = report.said.map(|(status, _)| status.name()).into();
        row[7] = report.said.map(|(_, at)| at.to_string()).into();
        row[8] = self.own(&report.platform, &report.request).then_some(report.request.as_str()).into();
        row
    }

    /// Returns whether a request speaks of no other number.
    fn own(&self, platform: &str, request: &str) -> bool {
        let numbers = reread::numbers_in(self.sources.platforms, platform, request, &self.sources.zone);
        numbers.iter().all(|number| *number == self.digits)
    }
}

fn blank(kind: &str) -> Row<9> {
    let mut row = [const { serde_json::Value::Null }; 9];
    row[0] = kind.into();
    row
}
