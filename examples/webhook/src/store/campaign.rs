use sms_status::{BulkReport, Outcome};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::{
    delivery_times::SampledTimes,
    fall::{self, Fall},
    outcomes::Outcomes,
    route::{RouteFilter, Routes},
    timeline::{self, Slots, Timeline},
    transaction::{DatabaseError, Row, Transaction, Value},
};
use crate::report::CampaignName;

/// A campaign in a list.
#[derive(Clone, Debug)]
pub struct CampaignRow {
    pub id: i64,
    pub name: CampaignName,
    /// When the last report on it arrived, in milliseconds since 1970.
    pub last_report: i64,
    pub outcomes: Outcomes,
}

/// Which campaigns are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CampaignList {
    pub sort: Sort,
    /// Only those with a message of this outcome.
    pub outcome: Option<Outcome>,
    /// Only those that this platform has reported on.
    pub platform: Option<&'static str>,
    /// Only those with this text in their name; ASCII letters match whether they are capital or small.
    pub text: Option<String>,
    /// Which page of them, from 0.
    pub page: u32,
}

/// The order of a list of campaigns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Sort {
    /// The latest report first.
    #[default]
    Latest,
    /// The most failed messages first.
    Failures,
}

/// A page of campaigns.
#[derive(Clone, Debug)]
pub struct CampaignPage {
    pub rows: Vec<CampaignRow>,
    /// Whether others follow.
    pub more: bool,
}

/// A campaign, with all that its page shows.
#[derive(Clone, Debug)]
pub struct Campaign {
    pub row: CampaignRow,
    pub report: BulkReport,
    /// Its messages by the routes that they went. Empty if a stretch of time is asked for, for the same reason as `timeline`.
    pub routes: Routes,
    /// How long some of the newest of them took. Not known of a stretch of time: no index leads to the newest of it.
    pub times: SampledTimes,
    /// The messages of all campaigns, in the same stretch of time, to compare with.
    pub all: BulkReport,
    /// Empty if not all routes are asked for: what is counted by route is not by time.
    pub timeline: Timeline,
    /// Its delivery rate has fallen, and is not back.
    pub fall: Option<Fall>,
    /// The names of the platforms that have reported on it.
    pub platforms: Vec<String>,
}

/// Which messages of a campaign are asked for.
#[derive(Clone, Debug)]
pub enum CampaignPart {
    Whole,
    /// Those whose first report arrived in these.
    Slots(Slots),
    /// Those that went these.
    Routes(RouteFilter),
}

/// What names a campaign.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CampaignKey {
    Name(CampaignName),
    Id(i64),
}

/// The outcomes that have a column, from the fifth one on.
const OUTCOMES: [Outcome; Outcome::COUNT] =
    [Outcome::Received, Outcome::Partial, Outcome::Pending, Outcome::Unknown, Outcome::Failed];

/// The columns of a `CampaignRow`.
const COLUMNS: &str = "id, name, last_report, received, partial, pending, unknown, failed";

/// Campaigns without messages are not shown: theirs are in others by now.
const HAS_MESSAGES: &str = "received + partial + pending + unknown + failed > 0";

impl CampaignList {
    /// How many campaigns a page has.
    const ROWS: u32 = 50;

    pub(super) fn read(&self, transaction: &Transaction<'_>) -> Result<CampaignPage, DatabaseError> {
        let first = i64::from(self.page) * i64::from(Self::ROWS);
        let mut rows = self.rows(transaction, Self::ROWS + 1, first)?;
        let more = rows.len() > Self::ROWS as usize;
        rows.truncate(Self::ROWS as usize);
        Ok(CampaignPage { rows, more })
    }

    /// Reads so many of the campaigns, from this one on.
    pub(super) fn rows(
        &self,
        transaction: &Transaction<'_>,
        limit: u32,
        first: i64,
    ) -> Result<Vec<CampaignRow>, DatabaseError> {
        self.select(transaction, COLUMNS, limit, first, row)
    }

    /// Reads the ids of all campaigns, whatever the page.
    pub(super) fn ids(&self, transaction: &Transaction<'_>) -> Result<Vec<i64>, DatabaseError> {
        self.select(transaction, "id", u32::MAX, 0, |row| row.get(0))
    }

    fn select<T>(
        &self,
        transaction: &Transaction<'_>,
        columns: &str,
        limit: u32,
        first: i64,
        read: impl FnMut(&Row<'_>) -> Result<T, DatabaseError>,
    ) -> Result<Vec<T>, DatabaseError> {
        /// No database looks for longer ones.
        const LONGEST: usize = 20_000;

        // To some a NUL ends a pattern.
        if self.text.as_ref().is_some_and(|text| text.len() > LONGEST || text.contains('\0')) {
            return Ok(Vec::new());
        }
        let mut conditions = vec![HAS_MESSAGES.to_owned()];
        let mut values: Vec<Value<'_>> = Vec::new();
        if let Some(outcome) = self.outcome {
            conditions.push(format!("{} > 0", outcome.name()));
        }
        if let Some(platform) = self.platform {
            values.push(platform.into());
            conditions.push(format!(
                "EXISTS (SELECT 1 FROM campaign_platform WHERE campaign = campaign.id AND platform = ${})",
                values.len()
            ));
        }
        let pattern = self.text.as_deref().map(containing);
        if let Some(pattern) = &pattern {
            values.push(pattern.into());
            conditions.push(format!("lower(name) LIKE lower(${}) ESCAPE '\\'", values.len()));
        }
        values.extend([Value::from(limit), first.into()]);
        let sql = format!(
            "SELECT {columns} FROM campaign WHERE {} ORDER BY {} LIMIT ${} OFFSET ${}",
            conditions.join(" AND "),
            match self.sort {
                Sort::Latest => "last_report DESC, id DESC",
                Sort::Failures => "failed DESC, last_report DESC, id DESC",
            },
            values.len() - 1,
            values.len()
        );
        transaction.rows(&sql, &values, read)
    }
}

/// Reads the first so many campaigns.
pub(super) fn rows(transaction: &Transaction<'_>, sort: Sort, limit: u32) -> Result<Vec<CampaignRow>, DatabaseError> {
    CampaignList { sort, ..CampaignList::default() }.rows(transaction, limit, 0)
}

/// Reads what a list has of a campaign, if a message belongs to it.
pub(super) fn row_of(transaction: &Transaction<'_>, key: &CampaignKey) -> Result<Option<CampaignRow>, DatabaseError> {
    let select = |by| format!("SELECT {COLUMNS} FROM campaign WHERE {by} = $1 AND {HAS_MESSAGES}");
    match key {
        CampaignKey::Name(name) => transaction.row(&select("name"), &[name.as_str().into()], row),
        CampaignKey::Id(id) => transaction.row(&select("id"), &[(*id).into()], row),
    }
}

/// Reads a campaign, if a message belongs to it: the messages of a stretch of time, or those that went some routes.
pub(super) fn read(
    transaction: &Transaction<'_>,
    key: &CampaignKey,
    asked: &CampaignPart,
) -> Result<Option<Campaign>, DatabaseError> {
    const EVER: Slots = i64::MIN..i64::MAX;

    let Some(row) = row_of(transaction, key)? else { return Ok(None) };
    let routes = |filter| Routes::of_campaign(transaction, row.id, filter);
    let times = |filter| SampledTimes::of_campaign(transaction, row.id, filter);
    let timeline = |slots| Timeline::read(transaction, row.id, slots);
    let all = RouteFilter::default();
    let (timeline, routes, times) = match asked {
        CampaignPart::Whole => (timeline(&EVER)?, routes(&all)?, times(&all)?),
        CampaignPart::Slots(slots) => (timeline(slots)?, Routes::default(), SampledTimes::default()),
        CampaignPart::Routes(filter) => (Timeline::default(), routes(filter)?, times(filter)?),
    };
    let report = if matches!(asked, CampaignPart::Routes(_)) { routes.total } else { timeline.total() };
    let all = match asked {
        CampaignPart::Slots(slots) => timeline::counts(transaction, timeline::ALL, slots)?,
        _ => timeline::totals(transaction)?,
    };
    let platforms = transaction.rows(
        "SELECT platform FROM campaign_platform WHERE campaign = $1 ORDER BY platform",
        &[row.id.into()],
        |row| row.get(0),
    )?;
    let fall = fall::of_campaign(transaction, row.id)?;
    Ok(Some(Campaign { row, report, routes, times, all, timeline, fall, platforms }))
}

fn row(row: &Row<'_>) -> Result<CampaignRow, DatabaseError> {
    const FIRST: usize = 3;

    let counts = OUTCOMES.iter().zip(FIRST..).map(|(&outcome, column)| Ok((outcome, row.count(column)?)));
    Ok(CampaignRow {
        id: row.get(0)?,
        name: CampaignName::stored(row.get(1)?),
        last_report: row.get(2)?,
        outcomes: counts.collect::<Result<_, DatabaseError>>()?,
    })
}

/// Returns a pattern for texts that contain this one.
fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern + "%"
}
