use std::str::FromStr;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use sms_status::{AddressBookAction, DeliveryStatus, Outcome};

use crate::{
    page::{
        text::view,
        time::between::{Between, BetweenQuery, WrongDate},
    },
    store::{MessageList, RouteFilter},
};

/// The query of a list of messages.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct MessageQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(flatten)]
    between: BetweenQuery,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

/// Which messages are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessageFilter {
    pub status: Option<DeliveryStatus>,
    pub outcome: Option<Outcome>,
    pub action: Option<AddressBookAction>,
    /// Those whose first report arrived then.
    pub between: Between,
    /// The id of the message that they come after.
    pub after: i64,
}

/// A query asks for messages by something that there is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongFilter {
    Date(WrongDate),
    /// A status, an outcome, an action or an id.
    Value,
}

impl MessageFilter {
    /// Reads a query. Days are those of the zone. What is empty is as if it were not there.
    pub fn read(query: &MessageQuery, zone: &TimeZone) -> Result<Self, WrongFilter> {
        Ok(Self {
            status: read(query.status.as_deref())?,
            outcome: read(query.outcome.as_deref())?,
            action: read(query.action.as_deref())?,
            between: Between::read(&query.between, zone).map_err(WrongFilter::Date)?,
            after: read(query.after.as_deref())?.unwrap_or_default(),
        })
    }

    /// Returns the messages that are asked for, of those that went some routes.
    pub fn list(&self, routes: RouteFilter) -> MessageList {
        let millis = |time: Option<Timestamp>| time.map(Timestamp::as_millisecond);
        let Between { from, to } = self.between;
        let arrived = millis(from).unwrap_or(i64::MIN)..millis(to).unwrap_or(i64::MAX);
        MessageList { statuses: self.statuses(), routes, arrived }
    }

    /// Returns the statuses that the messages have one of.
    fn statuses(&self) -> Vec<DeliveryStatus> {
        let fits = |status: &DeliveryStatus| {
            self.status.is_none_or(|asked| asked == *status)
                && self.outcome.is_none_or(|asked| asked == status.outcome())
                && self.action.is_none_or(|asked| asked == status.action())
        };
        DeliveryStatus::VARIANTS.iter().copied().filter(fits).collect()
    }

    /// Returns the query for this.
    pub fn query(&self) -> String {
        let query = MessageQuery {
            status: self.status.map(|status| status.name().to_owned()),
            outcome: self.outcome.map(|outcome| outcome.name().to_owned()),
            action: self.action.map(|action| action.name().to_owned()),
            between: self.between.times(),
            after: (self.after > 0).then(|| self.after.to_string()),
        };
        // Texts can be written.
        serde_urlencoded::to_string(query).unwrap_or_default()
    }

    /// Returns the address of these messages, given the path of all.
    pub fn address(&self, path: &str) -> String {
        view::with_query(path, &self.query())
    }
}

/// Reads a value that need not be there. Returns an error if it is there and something else.
fn read<T: FromStr>(text: Option<&str>) -> Result<Option<T>, WrongFilter> {
    text.filter(|text| !text.is_empty()).map(str::parse).transpose().map_err(|_| WrongFilter::Value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_that_was_written_is_read_again() {
        let mut filters = vec![MessageFilter::default(), MessageFilter { after: 7, ..MessageFilter::default() }];
        filters.extend(
            DeliveryStatus::VARIANTS
                .iter()
                .map(|&status| MessageFilter { status: Some(status), ..MessageFilter::default() }),
        );
        for &outcome in Outcome::VARIANTS {
            filters.extend(AddressBookAction::VARIANTS.iter().map(|&action| MessageFilter {
                outcome: Some(outcome),
                action: Some(action),
                ..MessageFilter::default()
            }));
        }
        let [from, to] = [0, 4_000_000_000].map(|second| Timestamp::from_second(second).ok());
        let zone = TimeZone::get("Europe/Paris").unwrap();
        for to in [None, to] {
            let between = Between { from, to };
            filters.push(MessageFilter { between, outcome: Some(Outcome::Failed), ..MessageFilter::default() });
        }
        for filter in filters {
            let query = serde_urlencoded::from_str(&filter.query()).unwrap();
            assert_eq!(MessageFilter::read(&query, &zone), Ok(filter));
            for &status in DeliveryStatus::VARIANTS {
                let fits = filter.status.is_none_or(|asked| asked == status)
                    && filter.outcome.is_none_or(|asked| asked == status.outcome())
                    && filter.action.is_none_or(|asked| asked == status.action());
                assert_eq!(filter.statuses().contains(&status), fits);
            }
        }
        for query in ["status=x", "outcome=fialed", "action=delete", "after=x"] {
            let read = MessageFilter::read(&serde_urlencoded::from_str(query).unwrap(), &zone);
            assert_eq!(read, Err(WrongFilter::Value), "{query}");
        }
        for query in ["from=yesterday", "to=2026-11-31", "from=2026-11-29&to=2026-11-27"] {
            let read = MessageFilter::read(&serde_urlencoded::from_str(query).unwrap(), &zone);
            assert!(matches!(read, Err(WrongFilter::Date(_))), "{query}");
        }
        let empty = serde_urlencoded::from_str("status=&outcome=&action=&from=&to=&after=").unwrap();
        assert_eq!(MessageFilter::read(&empty, &zone), Ok(MessageFilter::default()));
    }
}
