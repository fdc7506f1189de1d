use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use sms_status::AddressBookAction;

use crate::{
    page::View,
    server::{App, Unavailable},
    store::Number,
};

/// Answers with the numbers that may be removed, as CSV.
pub async fn removable(State(app): State<Arc<App>>, view: View) -> Result<Response, Unavailable> {
    csv(view.texts.remove_file, app.readers.numbers(AddressBookAction::Remove, None, u32::MAX).await?)
}

/// Answers with the numbers not to contact, as CSV.
pub async fn suppressed(State(app): State<Arc<App>>, view: View) -> Result<Response, Unavailable> {
    csv(view.texts.suppress_file, app.readers.numbers(AddressBookAction::Suppress, None, u32::MAX).await?)
}

fn csv(name: &str, numbers: Vec<Number>) -> Result<Response, Unavailable> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["number", "status", "since"])?;
    for Number { digits, status, at } in numbers {
        csv.write_record([digits.as_str(), status.name(), &at.to_string()])?;
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, csv.into_inner()?).into_response())
}
