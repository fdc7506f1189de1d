use std::{fmt::Display, future::Future};

use axum::{
    body::{Body, Bytes},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};

use super::{
    encoder::{Encoder, Row},
    format::Format,
};
use crate::answer::Unavailable;

/// How many rows are read together.
pub const AT_ONCE: u32 = 1000;

/// Some of the rows of a list, and where the next ones start, if there are any.
pub type Rows<const N: usize, P> = (Vec<Row<N>>, Option<P>);

/// A list that is sent as a file.
#[derive(Clone, Copy, Debug)]
pub struct File<'a, const N: usize> {
    /// Its name, without the ending.
    pub name: &'a str,
    pub format: Format,
    pub columns: [&'static str; N],
}

impl<const N: usize> File<'_, N> {
    /// Sends what `read` returns for each place, from `start` on. The first rows are read before the answer begins, so that it
    /// says if the database cannot be read; if that happens later, the answer breaks off.
    pub async fn send<P, F>(self, start: P, read: impl Fn(P) -> F + Send + 'static) -> Result<Response, Unavailable>
    where
        P: Send + 'static,
        F: Future<Output = anyhow::Result<Rows<N, P>>> + Send + 'static,
    {
        let (rows, next) = read(start).await?;
        let mut encoder = Encoder::new(self.format, self.columns);
        let first = encoder.encode(&rows, next.is_none())?;
        let rest = stream::try_unfold((encoder, next, read), async |(mut encoder, next, read)| {
            let Some(place) = next else { return Ok(None) };
            let (rows, next) = read(place).await?;
            let piece = encoder.encode(&rows, next.is_none())?;
            Ok::<_, anyhow::Error>(Some((Bytes::from(piece), (encoder, next, read))))
        });
        let rest = rest.inspect(|piece| {
            if let Err(error) = piece {
                tracing::error!(%error, "an export was interrupted: the database could not be read");
            }
        });
        let body = Body::from_stream(stream::iter([Ok(Bytes::from(first))]).chain(rest));
        Ok((self.headers(), body).into_response())
    }

    fn headers(&self) -> [(HeaderName, String); 3] {
        let name = format!("attachment; filename=\"{}.{}\"", self.name, self.format.ending());
        [
            (header::CONTENT_TYPE, self.format.content_type().to_owned()),
            (header::CONTENT_DISPOSITION, name),
            (header::VARY, "Accept-Language".to_owned()),
        ]
    }
}

/// Returns some rows, of which as many as this were asked for, and where the next ones start: after the last.
pub fn page<T, const N: usize, P>(
    found: &[T],
    asked: u32,
    row: impl Fn(&T) -> Row<N>,
    place: impl Fn(&T) -> P,
) -> Rows<N, P> {
    let next = if found.len() < asked as usize { None } else { found.last().map(place) };
    (found.iter().map(row).collect(), next)
}

/// Returns what something prints as.
pub fn text(value: impl Display) -> serde_json::Value {
    value.to_string().into()
}
