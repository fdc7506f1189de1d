use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// Answers with a file that the pages use.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    const CSS: &str = "text/css; charset=utf-8";
    const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

    let (kind, text) = match name.as_str() {
        "tokens.css" => (CSS, include_str!("part/tokens.css")),
        "style.css" => (CSS, include_str!("part/style.css")),
        "table.css" => (CSS, include_str!("part/table.css")),
        "chart.css" => (CSS, include_str!("chart/chart.css")),
        "age.js" => (JAVASCRIPT, include_str!("text/age.js")),
        "live.js" => (JAVASCRIPT, include_str!("part/live.js")),
        "icon.svg" => ("image/svg+xml", include_str!("part/icon.svg")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    // Weak, because the file may be compressed on its way.
    let tag = format!("W/\"{}\"", HEXLOWER.encode(&Sha256::digest(text)[..8]));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    let cached = [(header::CACHE_CONTROL, "no-cache".to_owned()), (header::ETAG, tag.clone())];
    if known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag)) {
        return (StatusCode::NOT_MODIFIED, cached).into_response();
    }
    (cached, [(header::CONTENT_TYPE, kind)], text).into_response()
}
