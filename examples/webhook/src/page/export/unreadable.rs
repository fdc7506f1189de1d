use axum::{extract::State, response::Response};
use data_encoding::BASE64;
use serde_json::Value;

use super::{
    file::{File, page, text},
    format::Format,
    names::Names,
};
use crate::{answer::Unavailable, moment::Moment, page::text::View, sources::Sources};

/// Answers with the callbacks that could not be read, the newest first.
pub async fn unreadable(State(sources): State<Sources>, view: View, format: Format) -> Result<Response, Unavailable> {
    /// How many are read together. Their bodies may be long.
    const AT_ONCE: u32 = 20;

    let file = File {
        name: Names::of(view.language).unreadable,
        format,
        columns: ["id", "arrived", "platform", "reason", "query", "body", "body_encoding", "seen"],
    };
    let (readers, zone) = (sources.readers.clone(), sources.zone.clone());
    let read = move |before| {
        let (readers, zone) = (readers.clone(), zone.clone());
        async move {
            let letters = readers.dead_letters(before, AT_ONCE).await?.newest;
            let row = |letter: &crate::store::UnreadableCallback| {
                let (body, encoding) = body(letter.body.as_deref());
                [
                    letter.id.into(),
                    text(Moment::from_millis_in(letter.received_at, &zone)),
                    letter.platform.as_str().into(),
                    letter.reason.as_str().into(),
                    letter.query.as_str().into(),
                    body,
                    encoding,
                    letter.seen_at.map(|at| Moment::from_millis_in(at, &zone).to_string()).into(),
                ]
            };
            Ok(page(&letters, AT_ONCE, row, |last| Some(last.id)))
        }
    };
    file.send(None, read).await
}

/// Returns a body as a text, and how it is one; nothing if there is none.
fn body(body: Option<&[u8]>) -> (Value, Value) {
    match body.map(|body| (body, str::from_utf8(body))) {
        None => (Value::Null, Value::Null),
        Some((_, Ok(text))) => (text.into(), "utf-8".into()),
        Some((bytes, Err(_))) => (BASE64.encode(bytes).into(), "base64".into()),
    }
}
