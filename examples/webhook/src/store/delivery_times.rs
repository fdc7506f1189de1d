use std::collections::HashMap;

use sms_status::Outcome;

use super::{
    route::{self, Dimension, RouteFilter},
    status::codes,
    timeline::{self, SLOT, Slots},
    transaction::{DatabaseError, Row, Transaction, Value},
};

/// How long messages took from the first report that they were sent to the one that they were received, in milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryTimes {
    /// The shortest first.
    millis: Vec<i64>,
}

impl DeliveryTimes {
    /// Returns how many were measured.
    pub fn count(&self) -> usize {
        self.millis.len()
    }

    /// Returns the time within which so many of a hundred messages were received.
    pub fn within(&self, percent: usize) -> Option<i64> {
        let place = (self.millis.len() * percent).div_ceil(100).saturating_sub(1);
        self.millis.get(place).copied()
    }
}

impl FromIterator<i64> for DeliveryTimes {
    fn from_iter<I: IntoIterator<Item = i64>>(times: I) -> Self {
        let mut millis: Vec<i64> = times.into_iter().collect();
        millis.sort_unstable();
        Self { millis }
    }
}

/// The times of some of the newest messages: few enough that a page costs the same however many there are.
#[derive(Clone, Debug, Default)]
pub struct SampledTimes {
    pub all: DeliveryTimes,
    by: HashMap<(Dimension, String), DeliveryTimes>,
}

impl SampledTimes {
    /// How many messages are looked at, whether they were received or not.
    const LOOKED_AT: u32 = 1000;

    /// Returns those of the messages with a value of a dimension.
    pub fn of(&self, dimension: Dimension, value: &str) -> Option<&DeliveryTimes> {
        self.by.get(&(dimension, value.to_owned()))
    }

    /// Reads those of a campaign.
    pub(super) fn of_campaign(
        transaction: &Transaction<'_>,
        campaign: i64,
        filter: &RouteFilter,
    ) -> Result<Self, DatabaseError> {
        let newest = "SELECT id FROM message WHERE campaign = $1 ORDER BY id DESC LIMIT $2";
        Self::read(transaction, newest, vec![campaign.into(), Self::LOOKED_AT.into()], filter)
    }

    /// Reads those of messages whose first report arrived in some slots.
    pub(super) fn within(
        transaction: &Transaction<'_>,
        slots: &Slots,
        filter: &RouteFilter,
    ) -> Result<Self, DatabaseError> {
        let ids = timeline::ids(transaction, slots)?;
        let [start, end] = [slots.start, slots.end].map(|slot| slot.saturating_mul(SLOT));
        let newest =
            "SELECT id FROM (SELECT id FROM message WHERE id >= $1 AND id < $2 AND arrived >= $3 AND arrived < $4
                                      ORDER BY id DESC LIMIT $5) AS newest";
        let values = vec![ids.start.into(), ids.end.into(), start.into(), end.into(), Self::LOOKED_AT.into()];
        Self::read(transaction, newest, values, filter)
    }

    /// Reads those of the messages whose ids a query returns.
    fn read<'a>(
        transaction: &Transaction<'_>,
        newest: &str,
        mut values: Vec<Value<'a>>,
        filter: &'a RouteFilter,
    ) -> Result<Self, DatabaseError> {
        let [received, pending] =
            [Outcome::Received, Outcome::Pending].map(|outcome| codes(|status| status.outcome() == outcome));
        let routes = route::of_messages(filter, &mut values);
        let times = transaction.rows(
            &format!(
                "SELECT coalesce(route.platform, ''), coalesce(network, ''), coalesce(country, ''), message.at,
                        min(CASE WHEN report.status IN ({pending}) THEN report.at END),
                        min(CASE WHEN report.status IN ({pending}) THEN report.received_at END),
                        min(CASE WHEN report.status = message.status AND report.at = message.at THEN report.received_at END)
                 FROM report JOIN message ON message.id = report.message LEFT JOIN route ON route.id = message.route
                 WHERE report.id IN (SELECT report FROM report_of_message WHERE message IN ({newest}))
                     AND message.status IN ({received}){routes}
                 GROUP BY message.id, route.platform, network, country, message.at"
            ),
            &values,
            |row| Ok(([row.get(0)?, row.get(1)?, row.get(2)?], time(row, 3)?)),
        )?;
        let mut by: HashMap<(Dimension, String), Vec<i64>> = HashMap::new();
        let mut all = Vec::new();
        for ([platform, network, country], time) in times {
            let Some(time) = time else { continue };
            all.push(time);
            let values =
                [(Dimension::Platform, platform), (Dimension::Network, network), (Dimension::Country, country)];
            for value in values {
                by.entry(value).or_default().push(time);
            }
        }
        let by = by.into_iter().map(|(value, times)| (value, times.into_iter().collect()));
        Ok(Self { all: all.into_iter().collect(), by: by.collect() })
    }
}

/// Reads how long a message took: by the dates of its platform, or by the arrival of the reports if one of them has no date.
fn time(row: &Row<'_>, column: usize) -> Result<Option<i64>, DatabaseError> {
    let reached: i64 = row.get(column)?;
    let [sent, sent_arrived, reached_arrived]: [Option<i64>; 3] =
        [row.get(column + 1)?, row.get(column + 2)?, row.get(column + 3)?];
    Ok(between((sent, sent_arrived), (Some(reached), reached_arrived)))
}

/// Returns the time from one report to another, each with its date and its arrival; `None` if one of them is not there. What has no date
/// is dated by its arrival.
fn between(sent: (Option<i64>, Option<i64>), received: (Option<i64>, Option<i64>)) -> Option<i64> {
    let (sent, received) = ((sent.0?, sent.1?), (received.0?, received.1?));
    let has_dates = sent.0 != sent.1 && received.0 != received.1;
    let time = if has_dates { received.0 - sent.0 } else { received.1 - sent.1 };
    // Reports may arrive in any order, and clocks differ.
    Some(time.max(0))
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    /// So many of a hundred took no longer, and fewer took less.
    #[test]
    fn a_share_was_received_within_its_time() {
        let mut rng = Rng::with_seed(1);
        assert_eq!(DeliveryTimes::default().within(50), None);
        for _ in 0..500 {
            let times: Vec<i64> = (0..rng.usize(1..200)).map(|_| rng.i64(0..50)).collect();
            let sorted: DeliveryTimes = times.iter().copied().collect();
            assert_eq!(sorted.count(), times.len());
            for percent in [1, 50, 95, 100] {
                let within = sorted.within(percent).unwrap();
                let share = |than: i64| times.iter().filter(|&&time| time <= than).count() * 100;
                assert!(share(within) >= percent * times.len(), "{percent} {times:?}");
                assert!(share(within - 1) < percent * times.len(), "{percent} {times:?}");
            }
        }
    }

    #[test]
    fn the_dates_count_if_both_reports_have_one() {
        let cases = [
            ((Some(1_000), Some(1_400)), (Some(5_000), Some(9_000)), Some(4_000)),
            // One of them has no date.
            ((Some(1_400), Some(1_400)), (Some(5_000), Some(9_000)), Some(7_600)),
            ((Some(1_000), Some(1_400)), (Some(9_000), Some(9_000)), Some(7_600)),
            // In the wrong order.
            ((Some(6_000), Some(9_000)), (Some(5_000), Some(6_000)), Some(0)),
            // One that is not there.
            ((None, None), (Some(5_000), Some(9_000)), None),
            ((Some(1_000), Some(1_400)), (Some(5_000), None), None),
        ];
        for (sent, received, time) in cases {
            assert_eq!(between(sent, received), time, "{sent:?} {received:?}");
        }
    }
}
