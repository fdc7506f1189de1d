use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::{
    server::{App, Unavailable},
    store::Number,
};

/// The numbers that may be removed, as CSV.
pub async fn removable(State(app): State<App>) -> Result<Response, Unavailable> {
    csv("remove.csv", app.readers.removable().await?)
}

/// The numbers never to send to, as CSV.
pub async fn suppressed(State(app): State<App>) -> Result<Response, Unavailable> {
    csv("suppress.csv", app.readers.suppressed().await?)
}

fn csv(name: &str, numbers: Vec<Number>) -> Result<Response, Unavailable> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["number", "status", "since"])?;
    for Number { digits, status, at } in numbers {
        csv.write_record([digits.as_str(), status.name(), &at])?;
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, csv.into_inner()?).into_response())
}
