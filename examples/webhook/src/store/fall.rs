use sms_status::{BulkReport, DeliveryStatus};
use strum::{EnumString, IntoStaticStr};

use super::{
    outcomes::Outcomes,
    route::{RouteFilter, Routes, Shares},
    status::status,
    timeline::{SLOT, Slots},
    transaction::{DatabaseError, Transaction},
};

/// What has a delivery rate that is watched.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Watched {
    pub kind: Kind,
    /// The MCC and MNC of an operator, the name of a platform, or the id of a campaign.
    pub key: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    Network,
    Platform,
    Campaign,
}

impl Kind {
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The outcomes of the messages of one of them, lately and before.
#[derive(Clone, Debug)]
pub struct Rates {
    pub watched: Watched,
    /// Its key, or the name of a campaign.
    pub name: String,
    pub now: Outcomes,
    pub past: Outcomes,
}

/// The delivery rate of one of them has fallen.
#[derive(Clone, Debug, PartialEq)]
pub struct Fall {
    pub watched: Watched,
    /// Its key, or the name of a campaign.
    pub name: String,
    /// When that was seen, in milliseconds since 1970.
    pub since: i64,
    /// When it was seen to be over, if it is.
    pub ended: Option<i64>,
    /// Whether the last of the two has been told.
    pub is_told: bool,
    /// The rate at that time, and the one before the fall, in ten-thousandths.
    pub rate: i64,
    pub past_rate: i64,
    /// Of how many messages the rate is. Too few for a rate if the fall is over for that reason.
    pub messages: i64,
}

/// A change of what is known about falls.
#[derive(Clone, Debug, PartialEq)]
pub enum FallChange {
    Put(Fall),
    /// It has been told, as far as it went.
    Told(Fall),
    Forget(Watched),
}

/// Reads the outcomes of all that have had messages lately.
pub(super) fn rates(
    transaction: &Transaction<'_>,
    now: &Slots,
    past: &Slots,
    minimum: u64,
) -> Result<Vec<Rates>, DatabaseError> {
    let all = RouteFilter::default();
    let [lately, before] = [now, past].map(|slots| Routes::of_time(transaction, slots, &all));
    let (lately, before) = (lately?, before?);
    let mut rates = of_routes(Kind::Network, &lately.networks, &before.networks);
    rates.extend(of_routes(Kind::Platform, &lately.platforms, &before.platforms));
    rates.extend(of_campaigns(transaction, now, past, minimum)?);
    Ok(rates)
}

/// Returns those with a value of a dimension, where it is known.
fn of_routes(kind: Kind, now: &Shares, past: &Shares) -> Vec<Rates> {
    let known = now.iter().filter(|(value, _)| !value.is_empty());
    let rates = known.map(|(value, report)| Rates {
        watched: Watched { kind, key: value.clone() },
        name: value.clone(),
        now: Outcomes::from(report),
        past: past.get(value).map(Outcomes::from).unwrap_or_default(),
    });
    rates.collect()
}

/// How many messages of a campaign have a status, lately and before.
struct CampaignCount {
    id: i64,
    name: String,
    status: DeliveryStatus,
    now: u64,
    past: u64,
}

/// Reads those of campaigns with enough messages for a rate.
fn of_campaigns(
    transaction: &Transaction<'_>,
    now: &Slots,
    past: &Slots,
    minimum: u64,
) -> Result<Vec<Rates>, DatabaseError> {
    let counts = transaction.rows(
        "SELECT campaign.id, name, status, CAST(sum(CASE WHEN slot >= $1 THEN messages ELSE 0 END) AS BIGINT),
                CAST(sum(CASE WHEN slot < $2 THEN messages ELSE 0 END) AS BIGINT)
         FROM campaign JOIN slot_count ON slot_count.campaign = campaign.id
         WHERE last_report >= $3 AND received + partial + unknown + failed >= $4 AND slot >= $5 AND slot < $6
         GROUP BY campaign.id, name, status ORDER BY campaign.id",
        &[
            now.start.into(),
            past.end.into(),
            now.start.saturating_mul(SLOT).into(),
            i64::try_from(minimum).unwrap_or(i64::MAX).into(),
            past.start.into(),
            now.end.into(),
        ],
        |row| {
            Ok(CampaignCount {
                id: row.get(0)?,
                name: row.get(1)?,
                status: status(row, 2)?,
                now: row.count(3)?,
                past: row.count(4)?,
            })
        },
    )?;
    let of_campaign = |rows: &[CampaignCount]| {
        let CampaignCount { id, name, .. } = rows.first()?;
        let outcomes = |of: fn(&CampaignCount) -> u64| {
            Outcomes::from(&rows.iter().map(|row| (row.status, of(row))).collect::<BulkReport>())
        };
        Some(Rates {
            watched: Watched { kind: Kind::Campaign, key: id.to_string() },
            name: name.clone(),
            now: outcomes(|row| row.now),
            past: outcomes(|row| row.past),
        })
    };
    Ok(counts.chunk_by(|a, b| a.id == b.id).filter_map(of_campaign).collect())
}

/// Reads the falls that are known: those that go on, and those that are over and not forgotten. The oldest comes first.
pub(super) fn falls(transaction: &Transaction<'_>) -> Result<Vec<Fall>, DatabaseError> {
    transaction.rows(
        "SELECT kind, key, since, ended, is_told, rate, past_rate, messages, coalesce(name, key)
         FROM rate_fall LEFT JOIN campaign ON campaign.id = CASE WHEN kind = 'campaign' THEN CAST(key AS BIGINT) END
         ORDER BY since, kind, key",
        &[],
        |row| {
            let kind: String = row.get(0)?;
            let kind = kind.parse().map_err(|_| DatabaseError::Contents(format!("a fall of a {kind:?}")))?;
            Ok(Fall {
                watched: Watched { kind, key: row.get(1)? },
                since: row.get(2)?,
                ended: row.get(3)?,
                is_told: row.get::<i64>(4)? != 0,
                rate: row.get(5)?,
                past_rate: row.get(6)?,
                messages: row.get(7)?,
                name: row.get(8)?,
            })
        },
    )
}

/// Reads that of a campaign, if it goes on.
pub(super) fn of_campaign(transaction: &Transaction<'_>, campaign: i64) -> Result<Option<Fall>, DatabaseError> {
    let watched = Watched { kind: Kind::Campaign, key: campaign.to_string() };
    Ok(ongoing(transaction)?.into_iter().find(|fall| fall.watched == watched))
}

/// Reads the falls that go on, the oldest first.
pub(super) fn ongoing(transaction: &Transaction<'_>) -> Result<Vec<Fall>, DatabaseError> {
    Ok(falls(transaction)?.into_iter().filter(|fall| fall.ended.is_none()).collect())
}

impl FallChange {
    pub(super) fn write(&self, transaction: &Transaction<'_>) -> Result<(), DatabaseError> {
        match self {
            Self::Put(fall) => {
                Self::Forget(fall.watched.clone()).write(transaction)?;
                transaction.execute(
                    "INSERT INTO rate_fall (kind, key, since, ended, is_told, rate, past_rate, messages)
                     VALUES ($1, $2, $3, nullif(CAST($4 AS BIGINT), 0), $5, $6, $7, $8)",
                    &[
                        fall.watched.kind.name().into(),
                        (&fall.watched.key).into(),
                        fall.since.into(),
                        fall.ended.unwrap_or_default().into(),
                        i64::from(fall.is_told).into(),
                        fall.rate.into(),
                        fall.past_rate.into(),
                        fall.messages.into(),
                    ],
                )?;
            }
            // It may have gone on since.
            Self::Told(fall) => {
                transaction.execute(
                    "UPDATE rate_fall SET is_told = 1
                     WHERE kind = $1 AND key = $2 AND since = $3 AND coalesce(ended, 0) = $4",
                    &[
                        fall.watched.kind.name().into(),
                        (&fall.watched.key).into(),
                        fall.since.into(),
                        fall.ended.unwrap_or_default().into(),
                    ],
                )?;
            }
            Self::Forget(Watched { kind, key }) => {
                transaction
                    .execute("DELETE FROM rate_fall WHERE kind = $1 AND key = $2", &[kind.name().into(), key.into()])?;
            }
        }
        Ok(())
    }
}
