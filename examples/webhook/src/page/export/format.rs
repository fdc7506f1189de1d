use axum::{
    extract::{FromRef, FromRequestParts, Path},
    http::request::Parts,
    response::Response,
};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    page::{part::layout::not_found, text::View},
    sources::Sources,
};

/// What a list is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Format {
    Csv,
    Json,
}

/// What the last part of a path names: a page, or a list in a format if it ends in one.
#[derive(Debug)]
pub struct Target {
    pub name: String,
    pub format: Option<Format>,
}

impl Format {
    /// Returns the ending of the names of such files.
    pub fn ending(self) -> &'static str {
        self.into()
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// Returns the format that a path ends in, if it ends in one.
    pub fn of_path(path: &str) -> Option<Self> {
        path.rsplit_once('.')?.1.parse().ok()
    }
}

/// The format that the path ends in.
impl<S: Send + Sync> FromRequestParts<S> for Format
where
    Sources: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match Self::of_path(parts.uri.path()) {
            Some(format) => Ok(format),
            None => Err(no_such_page(parts, state).await),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Target
where
    Sources: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let Ok(Path(name)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(no_such_page(parts, state).await);
        };
        // By the path as it came: in a link, the points of a name are encoded.
        Ok(match Format::of_path(parts.uri.path()) {
            Some(format) => {
                Self { name: name[..name.len() - ".".len() - format.ending().len()].to_owned(), format: Some(format) }
            }
            None => Self { name, format: None },
        })
    }
}

async fn no_such_page<S: Send + Sync>(parts: &mut Parts, state: &S) -> Response
where
    Sources: FromRef<S>,
{
    match View::from_request_parts(parts, state).await {
        Ok(view) => not_found(&view),
        Err(never) => match never {},
    }
}
