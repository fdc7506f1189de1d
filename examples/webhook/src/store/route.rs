use std::collections::BTreeMap;

use sms_status::BulkReport;

use super::{
    status::status,
    timeline::{ALL, Slots, Timeline},
    transaction::{DatabaseError, Transaction, Value},
};

/// The divisor of the ids of routes.
pub const KNOWN: i64 = 4;

/// The slot of the rows that count what came at any time.
pub const EVER: i64 = -1;

/// The range of that slot.
const AT_ANY_TIME: Slots = EVER..EVER + 1;

/// How many slots a day has.
const DAY: i64 = 96;

/// Returns the slot of the rows that count what came on a day, by its number since 1970, UTC.
fn day(day: i64) -> i64 {
    EVER - 1 - day
}

/// Returns the slot of the rows that count the day that a slot is in.
pub fn day_of(slot: i64) -> i64 {
    day(slot.div_euclid(DAY))
}

/// Returns the ranges of rows that together count what came in a stretch of time: whole days, and the slots before and after them.
fn ranges(slots: &Slots) -> Vec<Slots> {
    // All of it is counted in one place.
    if slots.start == i64::MIN {
        return vec![AT_ANY_TIME];
    }
    let first = slots.start.div_euclid(DAY) + 1;
    let last = slots.end.div_euclid(DAY);
    if first >= last {
        return vec![slots.clone()];
    }
    // The greater a day, the less its slot.
    vec![slots.start..first * DAY, day(last - 1)..day(first) + 1, last * DAY..slots.end]
}

/// What messages are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    Network,
    Country,
    Platform,
}

impl Dimension {
    pub const ALL: [Self; 3] = [Self::Network, Self::Country, Self::Platform];

    /// Returns its name in an address, and that of its column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Country => "country",
            Self::Platform => "platform",
        }
    }
}

/// Which routes are asked for: those with all of these values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RouteFilter {
    pub network: Option<String>,
    pub country: Option<String>,
    pub platform: Option<String>,
}

impl RouteFilter {
    pub fn get(&self, dimension: Dimension) -> Option<&str> {
        match dimension {
            Dimension::Network => self.network.as_deref(),
            Dimension::Country => self.country.as_deref(),
            Dimension::Platform => self.platform.as_deref(),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the same with another value of a dimension.
    #[must_use]
    pub fn with(&self, dimension: Dimension, value: Option<&str>) -> Self {
        let mut filter = self.clone();
        let place = match dimension {
            Dimension::Network => &mut filter.network,
            Dimension::Country => &mut filter.country,
            Dimension::Platform => &mut filter.platform,
        };
        *place = value.map(str::to_owned);
        filter
    }
}

/// Messages by one of the dimensions: what is not known is under the empty text.
pub type Shares = BTreeMap<String, BulkReport>;

/// Messages by the routes that they went.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    pub networks: Shares,
    pub countries: Shares,
    pub platforms: Shares,
    /// All of them.
    pub total: BulkReport,
}

impl Routes {
    pub fn by(&self, dimension: Dimension) -> &Shares {
        match dimension {
            Dimension::Network => &self.networks,
            Dimension::Country => &self.countries,
            Dimension::Platform => &self.platforms,
        }
    }

    /// Reads those of a campaign.
    pub(super) fn of_campaign(
        transaction: &Transaction<'_>,
        campaign: i64,
        filter: &RouteFilter,
    ) -> Result<Self, DatabaseError> {
        let mut routes = Self::default();
        routes.add(transaction, campaign, &AT_ANY_TIME, filter)?;
        Ok(routes)
    }

    /// Reads those of a stretch of time.
    pub(super) fn of_time(
        transaction: &Transaction<'_>,
        slots: &Slots,
        filter: &RouteFilter,
    ) -> Result<Self, DatabaseError> {
        let mut routes = Self::default();
        for range in ranges(slots) {
            routes.add(transaction, ALL, &range, filter)?;
        }
        Ok(routes)
    }

    fn add(
        &mut self,
        transaction: &Transaction<'_>,
        campaign: i64,
        slots: &Slots,
        filter: &RouteFilter,
    ) -> Result<(), DatabaseError> {
        let mut values = vec![campaign.into(), slots.start.into(), slots.end.into()];
        let condition = condition(filter, &mut values);
        let counts = transaction.rows(
            &format!(
                "SELECT network, country, platform, status, messages FROM (
                     SELECT route, status, CAST(sum(messages) AS BIGINT) AS messages FROM route_count
                     WHERE campaign = $1 AND slot >= $2 AND slot < $3 GROUP BY route, status) AS counted
                 JOIN route ON route.id = counted.route WHERE messages > 0{condition}"
            ),
            &values,
            |row| {
                let of: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
                Ok((of, (status(row, 3)?, row.count(4)?)))
            },
        )?;
        for ([network, country, platform], count) in counts {
            let report = BulkReport::from_iter([count]);
            self.total.merge(&report);
            for (shares, value) in
                [(&mut self.networks, network), (&mut self.countries, country), (&mut self.platforms, platform)]
            {
                shares.entry(value).or_default().merge(&report);
            }
        }
        Ok(())
    }
}

/// Reads the messages that went some routes, by the slot in which the first report on them arrived.
pub(super) fn timeline(
    transaction: &Transaction<'_>,
    slots: &Slots,
    filter: &RouteFilter,
) -> Result<Timeline, DatabaseError> {
    let mut values = vec![ALL.into(), slots.start.max(0).into(), slots.end.into()];
    let condition = condition(filter, &mut values);
    Timeline::from_rows(
        transaction,
        &format!(
            "SELECT slot, status, CAST(sum(messages) AS BIGINT) FROM route_count JOIN route ON route.id = route_count.route
             WHERE campaign = $1 AND slot >= $2 AND slot < $3{condition}
             GROUP BY slot, status HAVING sum(messages) > 0 ORDER BY slot"
        ),
        &values,
    )
}

/// Returns the condition for messages that went the routes that are asked for, to follow others, with its values.
pub(super) fn of_messages<'a>(filter: &'a RouteFilter, values: &mut Vec<Value<'a>>) -> String {
    let routes = condition(filter, values);
    if routes.is_empty() {
        return routes;
    }
    format!(" AND message.route IN (SELECT id FROM route WHERE id > 0{routes})")
}

/// Returns whether messages are counted that went the routes that are asked for, of a campaign or of `ALL`, and whose status fulfils a
/// condition.
pub(super) fn are_counted(
    transaction: &Transaction<'_>,
    campaign: i64,
    filter: &RouteFilter,
    statuses: &str,
) -> Result<bool, DatabaseError> {
    let mut values = vec![campaign.into(), EVER.into()];
    let routes = condition(filter, &mut values);
    let sql = format!(
        "SELECT 1 FROM route_count JOIN route ON route.id = route_count.route
         WHERE campaign = $1 AND slot = $2 AND messages > 0{statuses}{routes} LIMIT 1"
    );
    Ok(transaction.row(&sql, &values, |_| Ok(()))?.is_some())
}

/// Returns the condition for the routes that are asked for, to follow others, with its values.
fn condition<'a>(filter: &'a RouteFilter, values: &mut Vec<Value<'a>>) -> String {
    let asked = Dimension::ALL.into_iter().filter_map(|dimension| Some((dimension, filter.get(dimension)?)));
    let conditions = asked.map(|(dimension, value)| {
        values.push(value.into());
        format!(" AND {} = ${}", dimension.name(), values.len())
    });
    conditions.collect()
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    #[test]
    fn the_ranges_of_a_stretch_of_time_cover_each_slot_once() {
        let mut rng = Rng::with_seed(1);
        for _ in 0..5_000 {
            let start = rng.i64(1_900_000..1_900_300);
            let slots = start..start + rng.i64(0..400);
            let ranges = ranges(&slots);
            for slot in 1_899_900..1_900_800 {
                let counted =
                    ranges.iter().filter(|range| range.contains(&slot) || range.contains(&day_of(slot))).count();
                assert_eq!(counted, usize::from(slots.contains(&slot)), "{slots:?} {slot}");
            }
        }
        for (range, day) in ranges(&(1_900_000..i64::MAX)).iter().zip([false, true, false]) {
            assert_eq!(
                (range.contains(&1_900_001), range.contains(&day_of(1_900_100))),
                (!day && range.start == 1_900_000, day)
            );
        }
        assert_eq!(ranges(&(i64::MIN..i64::MAX)), [AT_ANY_TIME]);
        assert!(day_of(0) < EVER);
    }
}
