use std::collections::HashSet;

use super::{
    error::Error,
    text::plain,
    transaction::{Execute, Open},
};
use crate::{
    moment::Moment,
    store::{
        Job,
        dead_letter::{DeadLetter, KEPT},
        job::Queued,
        transaction::DatabaseError,
    },
};

/// Deletes the callbacks that could not be read before and can be now, and returns those that were there.
pub fn take(open: &Open<'_>, batch: &[Queued]) -> Result<HashSet<i64>, DatabaseError> {
    let letters = batch.iter().filter_map(|queued| match &queued.job {
        Job::Reread { letter, .. } => Some(*letter),
        _ => None,
    });
    let letters: Vec<i64> = letters.collect();
    if letters.is_empty() {
        return Ok(HashSet::new());
    }
    let rows = open.rows("DELETE FROM dead_letter WHERE id = ANY ($1) RETURNING id", &[&letters])?;
    Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>().map_err(Error::from)?)
}

/// Writes callbacks that could not be read, and deletes those that are too many.
pub fn write(open: &Open<'_>, letters: &[(&DeadLetter, Moment)]) -> Result<(), DatabaseError> {
    let received: Vec<i64> = letters.iter().map(|(_, arrival)| arrival.millis()).collect();
    let platforms: Vec<&str> = letters.iter().map(|(letter, _)| letter.platform).collect();
    let reasons: Vec<_> = letters.iter().map(|(letter, _)| plain(&letter.reason)).collect();
    let queries: Vec<_> = letters.iter().map(|(letter, _)| plain(&letter.query)).collect();
    let bodies: Vec<Option<&[u8]>> = letters.iter().map(|(letter, _)| letter.body.as_deref()).collect();
    open.execute(
        "WITH reported AS (
             SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bytea[])
                 WITH ORDINALITY AS reported (received_at, platform, reason, query, body, place)
         ), counted AS (
             UPDATE dead_letter_count SET callbacks = callbacks + (SELECT count(*) FROM reported) RETURNING callbacks
         )
         INSERT INTO dead_letter (id, received_at, platform, reason, query, body)
         SELECT callbacks - (SELECT count(*) FROM reported) + place, received_at, platform, reason, query, body
         FROM reported CROSS JOIN counted",
        &[&received, &platforms, &reasons, &queries, &bodies],
    )?;
    open.execute(
        "DELETE FROM dead_letter WHERE id <= (SELECT callbacks FROM dead_letter_count) - $1",
        &[&i64::from(KEPT)],
    )?;
    Ok(())
}
