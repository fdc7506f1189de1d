use std::collections::{HashMap, HashSet};

use postgres::types::ToSql;
use sms_status::{BulkReport, DeliveryStatus};

use super::{
    connection::Connection,
    error::Error,
    expiry, letters,
    lock::Lock,
    merge::{Merged, Message},
    transaction::{Execute, Open},
};
use crate::{
    moment::Moment,
    report::{CampaignName, Reached, Route},
    store::{
        Job, dead_letter,
        job::Queued,
        route::KNOWN,
        status::reached,
        transaction::{DatabaseError, Row, Transaction},
    },
};

/// Writes something, and deletes it again: in two transactions, so that the database has to have room for it.
pub fn probe(connection: &mut Connection) -> Result<(), DatabaseError> {
    let mut content = vec![0; 16_384];
    getrandom::fill(&mut content).map_err(|error| DatabaseError::Contents(error.to_string()))?;
    connection.client.execute("INSERT INTO probe (content) VALUES ($1)", &[&content]).map_err(Error::from)?;
    connection.client.execute("DELETE FROM probe", &[]).map_err(Error::from)?;
    Ok(())
}

/// Writes a batch: all of it is on disk afterwards, or none. How many statements it takes does not depend on how many reports there are.
///
/// Servers that write at once do not wait for each other in a circle: each takes the locks on campaigns that are new, then those on
/// messages, in order, then that on what is counted.
pub fn commit(connection: &mut Connection, batch: &[Queued]) -> Result<(), DatabaseError> {
    connection.write(|open| {
        // A program that changes what is kept about numbers takes this lock first.
        if batch.iter().filter_map(Queued::reported).any(|reported| !reported.opt_outs.is_empty()) {
            Lock::Upkeep.take(open)?;
        }
        let mut reread = letters::take(open, batch)?;
        let (mut merged, mut unreadable) = (Merged::default(), Vec::new());
        for queued in batch {
            match &queued.job {
                Job::Reports { reported, unreadable: letter } => {
                    merged.add(reported, queued.arrival);
                    unreadable.extend(letter.iter().map(|letter| (letter, queued.arrival)));
                }
                Job::Reread { letter, reported } => {
                    if reread.remove(letter) {
                        merged.add(reported, queued.arrival);
                    }
                }
                Job::DeadLetter(letter) => unreadable.push((letter, queued.arrival)),
                Job::Expire(expired) => expiry::delete(open, expired)?,
                Job::See(seen) => dead_letter::see(&Transaction::postgres(open), *seen, queued.arrival.millis())?,
                Job::Falls(changes) => {
                    changes.iter().try_for_each(|change| change.write(&Transaction::postgres(open)))?;
                }
                Job::Probe => {}
            }
        }
        if !merged.reports.is_empty() {
            let campaigns = campaigns(open, &merged)?;
            let routes = routes(open, &merged)?;
            write_reports(open, &merged, &campaigns, &routes)?;
            if !merged.segments.is_empty() {
                write_segments(open, &merged)?;
            }
            write_times(open, &merged, &campaigns)?;
        }
        if !merged.opt_outs.is_empty() {
            expiry::keep(open, &merged.opt_outs)?;
        }
        if !unreadable.is_empty() {
            letters::write(open, &unreadable)?;
        }
        Ok(())
    })
}

/// Returns the ids of the campaigns, which are made if they do not exist.
fn campaigns(open: &Open<'_>, merged: &Merged<'_>) -> Result<HashMap<CampaignName, i64>, DatabaseError> {
    let names: Vec<&str> = merged.campaigns.keys().map(CampaignName::as_str).collect();
    let find = || open.rows("SELECT name, id FROM campaign WHERE name = ANY ($1)", &[&names]);
    let mut found = find()?;
    if found.len() < names.len() {
        let days: Vec<bool> = merged.campaigns.keys().map(|name| name.day().is_some()).collect();
        let times: Vec<i64> = merged.campaigns.values().copied().collect();
        open.execute(
            "INSERT INTO campaign (name, is_day, last_report)
             SELECT * FROM unnest($1::text[], $2::bool[], $3::bigint[]) AS reported (name, is_day, last_report)
             ORDER BY name COLLATE \"C\" ON CONFLICT (name) DO NOTHING",
            &[&names, &days, &times],
        )?;
        found = find()?;
    }
    let campaign = |row: &postgres::Row| Ok((CampaignName::stored(row.try_get(0)?), row.try_get(1)?));
    Ok(found.iter().map(campaign).collect::<Result<_, postgres::Error>>().map_err(Error::from)?)
}

/// Returns the ids of the routes, which are written if they are not there.
fn routes<'a>(open: &Open<'_>, merged: &Merged<'a>) -> Result<HashMap<Route<'a>, i64>, DatabaseError> {
    let routes: HashSet<Route<'a>> = merged.messages.values().map(|message| message.route).collect();
    let routes: Vec<Route<'a>> = routes.into_iter().collect();
    let [platforms, networks, countries]: [Vec<&str>; 3] = [
        routes.iter().map(|route| route.platform).collect(),
        routes.iter().map(|route| route.network).collect(),
        routes.iter().map(|route| route.country).collect(),
    ];
    let find = || {
        open.rows(
            "SELECT place, (SELECT id FROM route WHERE route.platform = asked.platform AND route.network = asked.network
                            AND route.country = asked.country)
             FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS asked (platform, network, country, place)",
            &[&platforms, &networks, &countries],
        )
    };
    let read = |rows: &[postgres::Row]| {
        let row = |row: &postgres::Row| {
            let place = usize::try_from(row.try_get::<_, i64>(0)? - 1).ok();
            Ok(place.and_then(|place| routes.get(place).copied()).zip(row.try_get::<_, Option<i64>>(1)?))
        };
        let found = rows.iter().map(row).collect::<Result<Vec<_>, postgres::Error>>().map_err(Error::from)?;
        Ok::<_, DatabaseError>(found.into_iter().flatten().collect::<HashMap<_, _>>())
    };
    let known = read(&find()?)?;
    if known.len() == routes.len() {
        return Ok(known);
    }
    let ranks: Vec<i64> = routes.iter().map(Route::known).collect();
    open.execute(
        "INSERT INTO route (id, platform, network, country)
         SELECT nextval('route_number') * $1 + rank, platform, network, country
         FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) AS asked (rank, platform, network, country)
         ORDER BY platform, network, country ON CONFLICT (platform, network, country) DO NOTHING",
        &[&KNOWN, &ranks, &platforms, &networks, &countries],
    )?;
    read(&find()?)
}

/// Writes messages and the reports on them. The database keeps the order of the statuses, and counts the messages.
fn write_reports(
    open: &Open<'_>,
    merged: &Merged<'_>,
    campaigns: &HashMap<CampaignName, i64>,
    routes: &HashMap<Route<'_>, i64>,
) -> Result<(), DatabaseError> {
    const WRITE: &str = "
        WITH stored AS (
            INSERT INTO message (key, campaign, number, status, at, at_offset, arrived, route)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                                 $16::bigint[])
                AS reported (key, campaign, number, status, at, at_offset, arrived, route)
            ORDER BY key COLLATE \"C\"
            ON CONFLICT (key) DO UPDATE SET
                campaign = CASE message.campaign WHEN excluded.campaign THEN message.campaign
                           ELSE lesser_campaign(message.campaign, excluded.campaign) END,
                number = coalesce(message.number, excluded.number),
                route = CASE WHEN excluded.route % 4 > message.route % 4 THEN excluded.route ELSE message.route END,
                (status, at, at_offset) = (
                    SELECT reached.code, reached.at, reached.at_offset
                    FROM (VALUES (message.status, message.at, message.at_offset),
                                 (excluded.status, excluded.at, excluded.at_offset)) AS reached (code, at, at_offset)
                    JOIN status USING (code)
                    ORDER BY rank DESC, reached.at, reached.at_offset LIMIT 1)
            RETURNING id, key
        ), new AS MATERIALIZED (
            SELECT nextval(pg_get_serial_sequence('report', 'id')) AS id, reported.*
            FROM unnest($8::text[], $9::bigint[], $10::text[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[],
                        $15::bigint[])
                WITH ORDINALITY AS reported (key, received_at, platform, status, at, at_offset, body, request, place)
        )
        INSERT INTO report (id, message, received_at, platform, status, at, at_offset, body, request)
        SELECT new.id, coalesce(stored.id, 0), new.received_at, new.platform, new.status, new.at, new.at_offset, new.body, whole.id
        FROM new LEFT JOIN stored ON stored.key = new.key LEFT JOIN new AS whole ON whole.place = new.request
        ORDER BY new.id";

    let messages = &merged.messages;
    let keys: Vec<&str> = messages.keys().map(|key| &**key).collect();
    let campaign_ids: Vec<i64> =
        messages.values().map(|message| id_of(campaigns, &message.campaign)).collect::<Result<_, _>>()?;
    let numbers: Vec<Option<&str>> = messages.values().map(|message| message.number).collect();
    let [statuses, times, offsets] = columns(messages.values().map(|message| message.reached));
    let arrived: Vec<i64> = messages.values().map(|message| message.arrived).collect();

    let route_id = |message: &Message<'_>| {
        let route = message.route;
        routes.get(&route).copied().ok_or_else(|| DatabaseError::Contents(format!("no route {route:?}")))
    };
    let route_ids: Vec<i64> = messages.values().map(route_id).collect::<Result<_, _>>()?;

    let reports = &merged.reports;
    let of: Vec<Option<&str>> = reports.iter().map(|report| report.message.as_deref()).collect();
    let received: Vec<i64> = reports.iter().map(|report| report.received_at).collect();
    let platforms: Vec<&str> = reports.iter().map(|report| report.platform).collect();
    let [said, said_times, said_offsets] = columns(reports.iter().map(|report| report.reached));
    let bodies: Vec<Option<&str>> = reports.iter().map(|report| report.body.as_deref()).collect();
    let requests: Vec<Option<i64>> = reports.iter().map(|report| report.request).collect();

    let values: [&(dyn ToSql + Sync); 16] = [
        &keys,
        &campaign_ids,
        &numbers,
        &statuses,
        &times,
        &offsets,
        &arrived,
        &of,
        &received,
        &platforms,
        &said,
        &said_times,
        &said_offsets,
        &bodies,
        &requests,
        &route_ids,
    ];
    open.execute(WRITE, &values)?;
    Ok(())
}

/// Writes what is reported on parts of messages, and what that makes of the messages: the status of all parts together, reached when the
/// last of them reached its own.
fn write_segments(open: &Open<'_>, merged: &Merged<'_>) -> Result<(), DatabaseError> {
    let messages: Vec<&str> = merged.segments.keys().map(|(message, _)| &**message).collect();
    let keys: Vec<&str> = merged.segments.keys().map(|(_, key)| &**key).collect();
    let [statuses, times, offsets] = columns(merged.segments.values().copied());
    open.execute("SELECT parts_reported($1, $2, $3, $4, $5)", &[&messages, &keys, &statuses, &times, &offsets])?;
    let parts = open.rows(
        "SELECT message, segment.status, segment.at, segment.at_offset
         FROM segment JOIN message ON message.id = segment.message WHERE message.key = ANY ($1)",
        &[&messages],
    )?;
    let mut whole: HashMap<i64, (BulkReport, Moment)> = HashMap::new();
    for row in &parts {
        let (status, at) = reached(&Row::Postgres(row), 1)?;
        let (report, last) =
            whole.entry(row.try_get(0).map_err(Error::from)?).or_insert_with(|| (BulkReport::default(), at));
        report.record(status);
        *last = at.max(*last);
    }
    let ids: Vec<i64> = whole.keys().copied().collect();
    let [statuses, times, offsets] =
        columns(whole.values().map(|(report, last)| (report.status().unwrap_or(DeliveryStatus::Undefined), *last)));
    open.execute("SELECT messages_reached($1, $2, $3, $4)", &[&ids, &statuses, &times, &offsets])?;
    Ok(())
}

/// Writes when the last reports on campaigns arrived, and from which platforms.
fn write_times(
    open: &Open<'_>,
    merged: &Merged<'_>,
    campaigns: &HashMap<CampaignName, i64>,
) -> Result<(), DatabaseError> {
    let ids: Vec<i64> = merged.campaigns.keys().map(|name| id_of(campaigns, name)).collect::<Result<_, _>>()?;
    let times: Vec<i64> = merged.campaigns.values().copied().collect();
    let of: Vec<i64> = merged.platforms.iter().map(|(name, _)| id_of(campaigns, name)).collect::<Result<_, _>>()?;
    let platforms: Vec<&str> = merged.platforms.iter().map(|&(_, platform)| platform).collect();
    open.execute("SELECT campaigns_reported($1, $2, $3, $4)", &[&ids, &times, &of, &platforms])?;
    Ok(())
}

/// Returns the columns `status`, `at` and `at_offset`.
fn columns(reached: impl Iterator<Item = Reached>) -> [Vec<i64>; 3] {
    let mut columns = [const { Vec::new() }; 3];
    for (status, at) in reached {
        let row = [status.code().into(), at.millis(), at.offset().into()];
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    columns
}

fn id_of(campaigns: &HashMap<CampaignName, i64>, name: &CampaignName) -> Result<i64, DatabaseError> {
    campaigns.get(name).copied().ok_or_else(|| DatabaseError::Contents(format!("no campaign {name}")))
}
