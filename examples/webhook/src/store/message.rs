use std::ops::Range;

use sms_status::DeliveryStatus;

use super::{
    route::{self, RouteFilter},
    status::{codes, reached, reached_if_any},
    timeline::{self, ALL, Slots, slot_of},
    transaction::{DatabaseError, Row, Transaction, Value},
};
use crate::{
    moment::Moment,
    report::{CampaignName, MessageKey, Reached},
};

/// A message in a list.
#[derive(Clone, Debug)]
pub struct MessageRow {
    pub id: i64,
    /// What distinguishes it from others: a `MessageKey`.
    pub key: String,
    pub campaign: CampaignName,
    pub campaign_id: i64,
    /// The recipient, digits only, if it was reported.
    pub number: Option<String>,
    /// The most advanced status, and when it was reached.
    pub status: DeliveryStatus,
    pub at: Moment,
    /// When the first report on it arrived, in milliseconds since 1970.
    pub arrived: i64,
}

impl MessageRow {
    /// Returns the id that the platform or the sender gave it.
    pub fn platform_id(&self) -> Option<&str> {
        MessageKey::id_in(&self.key)
    }

    /// Returns the name of the platform that reports on it.
    pub fn platform(&self) -> &str {
        MessageKey::platform_in(&self.key)
    }
}

/// Which messages are asked for.
#[derive(Clone, Debug)]
pub struct MessageList {
    /// They have one of these.
    pub statuses: Vec<DeliveryStatus>,
    /// They went one of these.
    pub routes: RouteFilter,
    /// When the first report on them arrived, in milliseconds since 1970.
    pub arrived: Range<i64>,
}

impl MessageList {
    /// Returns the condition for their statuses, to follow others.
    fn of_statuses(&self) -> String {
        // A long list would be gone through for each message.
        if self.statuses.len() == DeliveryStatus::COUNT {
            return String::new();
        }
        match codes(|status| self.statuses.contains(&status)) {
            codes if codes.is_empty() => " AND 1 = 0".to_owned(),
            codes => format!(" AND status IN ({codes})"),
        }
    }

    /// Returns the condition for these, to follow others, with its values.
    fn condition<'a>(&'a self, values: &mut Vec<Value<'a>>) -> String {
        let bounds = [(self.arrived.start, ">=", i64::MIN), (self.arrived.end, "<", i64::MAX)];
        let bounds = bounds.into_iter().filter(|(bound, _, none)| bound != none).map(|(bound, comparison, _)| {
            values.push(bound.into());
            format!(" AND arrived {comparison} ${}", values.len())
        });
        let condition = self.of_statuses() + &bounds.collect::<String>();
        condition + &route::of_messages(&self.routes, values)
    }

    /// Returns the slots in which the first reports on them arrived.
    fn slots(&self) -> Slots {
        slot_of(self.arrived.start)..slot_of(self.arrived.end.saturating_sub(1)) + 1
    }

    /// Returns the ids that such messages may have.
    fn ids(&self, transaction: &Transaction<'_>) -> Result<Range<i64>, DatabaseError> {
        const ALL: Range<i64> = i64::MIN..i64::MAX;

        if self.arrived == ALL { Ok(ALL) } else { timeline::ids(transaction, &self.slots()) }
    }

    /// Returns whether such messages may be there, of a campaign or of `ALL`: if none are counted, none need to be looked for among all others.
    fn are_counted(&self, transaction: &Transaction<'_>, campaign: i64) -> Result<bool, DatabaseError> {
        let statuses = self.of_statuses();
        if !self.routes.is_empty() {
            return route::are_counted(transaction, campaign, &self.routes, &statuses);
        }
        if statuses.is_empty() {
            return Ok(true);
        }
        let slots = self.slots();
        let counted = transaction.row(
            &format!(
                "SELECT 1 FROM slot_count WHERE campaign = $1 AND slot >= $2 AND slot < $3 AND messages > 0{statuses} LIMIT 1"
            ),
            &[campaign.into(), slots.start.into(), slots.end.into()],
            |_| Ok(()),
        )?;
        Ok(counted.is_some())
    }
}

/// A message, with all that was reported on it.
#[derive(Clone, Debug)]
pub struct Message {
    pub row: MessageRow,
    /// Its parts, if they are reported on one by one.
    pub segments: Vec<Segment>,
    /// Some of the reports on it, in the order of their arrival.
    pub reports: Vec<ReportRow>,
    /// How many there are.
    pub total: u64,
    /// When the first of them arrived, in milliseconds since 1970.
    pub first: Option<i64>,
    /// The id of the first of those that report what counts: the status of the message, reached when it was reached.
    pub counting: Option<i64>,
}

/// A part of a message.
#[derive(Clone, Debug)]
pub struct Segment {
    pub key: String,
    pub status: DeliveryStatus,
    pub at: Moment,
}

/// A report as it was received.
#[derive(Clone, Debug)]
pub struct ReportRow {
    pub id: i64,
    /// Milliseconds since 1970.
    pub received_at: i64,
    pub platform: String,
    /// The status that it reports, unless it was received by a version of the program that did not keep it.
    pub said: Option<Reached>,
    /// The query or body.
    pub request: String,
}

/// A query for rows of `MessageRow`.
const SELECT: &str = "SELECT message.id, key, campaign, name, number, status, at, at_offset, arrived
    FROM message JOIN campaign ON campaign.id = message.campaign";

/// The condition for the reports on a message.
const OF_MESSAGE: &str = "id IN (SELECT report FROM report_of_message WHERE message = $1)";

/// Reads messages of a campaign, those after an id.
pub(super) fn of_campaign(
    transaction: &Transaction<'_>,
    campaign: i64,
    list: &MessageList,
    after: i64,
    limit: u32,
) -> Result<Vec<MessageRow>, DatabaseError> {
    if !list.are_counted(transaction, campaign)? {
        return Ok(Vec::new());
    }
    let ids = list.ids(transaction)?;
    let first = after.saturating_add(1).max(ids.start);
    let mut values = vec![campaign.into(), first.into(), ids.end.into()];
    let condition = list.condition(&mut values);
    values.push(limit.into());
    let sql = format!(
        "{SELECT} WHERE campaign = $1 AND message.id >= $2 AND message.id < $3{condition} ORDER BY message.id LIMIT ${}",
        values.len()
    );
    transaction.rows(&sql, &values, row)
}

/// Reads the newest messages of all campaigns, or the newest of those before an id.
pub(super) fn newest(
    transaction: &Transaction<'_>,
    list: &MessageList,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<MessageRow>, DatabaseError> {
    if !list.are_counted(transaction, ALL)? {
        return Ok(Vec::new());
    }
    let ids = list.ids(transaction)?;
    let mut values = vec![ids.start.into(), before.map_or(ids.end, |before| before.min(ids.end)).into()];
    let condition = list.condition(&mut values);
    values.push(limit.into());
    let sql = format!(
        "{SELECT} WHERE message.id >= $1 AND message.id < $2{condition} ORDER BY message.id DESC LIMIT ${}",
        values.len()
    );
    transaction.rows(&sql, &values, row)
}

/// Reads a message, with so many of the reports on it, those after an id.
pub(super) fn read(
    transaction: &Transaction<'_>,
    id: i64,
    after: i64,
    limit: u32,
) -> Result<Option<Message>, DatabaseError> {
    let Some(row) = transaction.row(&format!("{SELECT} WHERE message.id = $1"), &[id.into()], row)? else {
        return Ok(None);
    };
    let segments = transaction.rows(
        "SELECT key, status, at, at_offset FROM segment WHERE message = $1 ORDER BY key",
        &[id.into()],
        |row| {
            let (status, at) = reached(row, 1)?;
            Ok(Segment { key: row.get(0)?, status, at })
        },
    )?;
    let reports = reports(transaction, id, after, limit)?;
    let (total, first) = transaction
        .row(&format!("SELECT count(*), min(received_at) FROM report WHERE {OF_MESSAGE}"), &[id.into()], |row| {
            Ok((row.count(0)?, row.get(1)?))
        })?
        .unwrap_or_default();
    let counting = transaction.row(
        &format!("SELECT min(id) FROM report WHERE {OF_MESSAGE} AND status = $2 AND at = $3"),
        &[id.into(), i64::from(row.status.code()).into(), row.at.millis().into()],
        |row| row.get(0),
    )?;
    Ok(Some(Message { row, segments, reports, total, first, counting: counting.flatten() }))
}

/// Reads so many of the reports on a message, in the order of their arrival, those after an id.
pub(super) fn reports(
    transaction: &Transaction<'_>,
    message: i64,
    after: i64,
    limit: u32,
) -> Result<Vec<ReportRow>, DatabaseError> {
    transaction.rows(
        "SELECT report.id, report.received_at, report.platform, report.status, report.at, report.at_offset,
                coalesce(report.body, whole.body, '')
         FROM (SELECT report FROM report_of_message WHERE message = $1 AND report > $2 ORDER BY report LIMIT $3) AS listed
         JOIN report ON report.id = listed.report LEFT JOIN report AS whole ON whole.id = report.request ORDER BY report.id",
        &[message.into(), after.into(), limit.into()],
        |row| {
            Ok(ReportRow {
                id: row.get(0)?,
                received_at: row.get(1)?,
                platform: row.get(2)?,
                said: reached_if_any(row, 3)?,
                request: row.get(6)?,
            })
        },
    )
}

/// Reads the newest messages to a number, or the newest of those before an id.
pub(super) fn to_number(
    transaction: &Transaction<'_>,
    digits: &str,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<MessageRow>, DatabaseError> {
    let sql = format!(
        "{SELECT} WHERE message.id IN (SELECT message FROM message_of_number WHERE number = $1 AND message < $2
                                       ORDER BY message DESC LIMIT $3)
         ORDER BY message.id DESC"
    );
    transaction.rows(&sql, &[digits.into(), before.unwrap_or(i64::MAX).into(), limit.into()], row)
}

/// Reads messages to which one of some platforms gave an id, or whose parts have it, in order.
pub(super) fn with_id(
    transaction: &Transaction<'_>,
    platforms: &[&str],
    id: &str,
    limit: u32,
) -> Result<Vec<MessageRow>, DatabaseError> {
    /// How many keys are looked for together.
    const AT_ONCE: usize = 100;

    let of_parts =
        format!("{SELECT} WHERE message.id IN (SELECT message FROM segment WHERE segment.key = $1) LIMIT $2");
    let mut found = transaction.rows(&of_parts, &[id.into(), limit.into()], row)?;
    let keys: Vec<String> = platforms.iter().flat_map(|platform| MessageKey::with_id(platform, id)).collect();
    found.extend(waiting_with_id(transaction, &keys, id, limit)?);
    for keys in keys.chunks(AT_ONCE) {
        // A key that others start with ends in a space, and `!` is the character after it.
        let ends: Vec<String> = keys.iter().map(|key| format!("{}!", key.strip_suffix(' ').unwrap_or(key))).collect();
        let mut values: Vec<Value<'_>> = Vec::new();
        let mut ranges = Vec::new();
        for (key, end) in keys.iter().zip(&ends) {
            values.extend([Value::from(key), end.into()]);
            let [start, end] = [values.len() - 1, values.len()];
            // Each by itself, so that the index leads to it.
            ranges.push(format!(
                "SELECT message FROM (SELECT message FROM indexed_key WHERE key >= ${start} AND key < ${end} ORDER BY key LIMIT {limit})
                     AS keys"
            ));
        }
        let sql = format!("{SELECT} WHERE message.id IN ({})", ranges.join(" UNION ALL "));
        let messages = transaction.rows(&sql, &values, row)?;
        // Others have an id that begins with this one and a space.
        found.extend(messages.into_iter().filter(|message| MessageKey::id_in(&message.key) == Some(id)));
    }
    found.sort_unstable_by_key(|message| message.id);
    found.dedup_by_key(|message| message.id);
    found.truncate(limit as usize);
    Ok(found)
}

/// Reads the messages with an id, and one of some keys or the beginning of one, to which the index by key does not lead yet.
fn waiting_with_id(
    transaction: &Transaction<'_>,
    keys: &[String],
    id: &str,
    limit: u32,
) -> Result<Vec<MessageRow>, DatabaseError> {
    let mut ids = Vec::new();
    transaction.rows("SELECT key, message FROM waiting_key ORDER BY message", &[], |row| {
        let found: String = row.get(0)?;
        // A key that others start with ends in a space.
        let is_one = |key: &String| found == *key || key.ends_with(' ') && found.starts_with(key.as_str());
        if MessageKey::id_in(&found) == Some(id) && keys.iter().any(is_one) {
            ids.push(row.get::<i64>(1)?.to_string());
        }
        Ok(())
    })?;
    ids.truncate(limit as usize);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    transaction.rows(&format!("{SELECT} WHERE message.id IN ({})", ids.join(", ")), &[], row)
}

fn row(row: &Row<'_>) -> Result<MessageRow, DatabaseError> {
    let (status, at) = reached(row, 5)?;
    Ok(MessageRow {
        id: row.get(0)?,
        key: row.get(1)?,
        campaign_id: row.get(2)?,
        campaign: CampaignName::stored(row.get(3)?),
        number: row.get(4)?,
        status,
        at,
        arrived: row.get(8)?,
    })
}
