use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sms_status::{AddressBookAction, DeliveryStatus, Outcome};

use super::view;
use crate::store::{MessageList, RouteFilter};

/// The query of a list of messages.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct MessageQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

/// Which messages are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessageFilter {
    pub status: Option<DeliveryStatus>,
    pub outcome: Option<Outcome>,
    pub action: Option<AddressBookAction>,
    /// Those whose first report arrived at this time or later.
    pub from: Option<Timestamp>,
    /// Those whose first report arrived before this time.
    pub to: Option<Timestamp>,
    /// The id of the message that they come after.
    pub after: i64,
}

impl MessageFilter {
    /// Reads a query; `None` if there is something else in it. What is empty is as if it were not there.
    pub fn read(query: &MessageQuery) -> Option<Self> {
        Some(Self {
            status: read(query.status.as_deref()).ok()?,
            outcome: read(query.outcome.as_deref()).ok()?,
            action: read(query.action.as_deref()).ok()?,
            from: read(query.from.as_deref()).ok()?,
            to: read(query.to.as_deref()).ok()?,
            after: read(query.after.as_deref()).ok()?.unwrap_or_default(),
        })
    }

    /// Returns the messages that are asked for, of those that went some routes.
    pub fn list(&self, routes: RouteFilter) -> MessageList {
        let millis = |time: Option<Timestamp>| time.map(Timestamp::as_millisecond);
        let arrived = millis(self.from).unwrap_or(i64::MIN)..millis(self.to).unwrap_or(i64::MAX);
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
            from: self.from.map(|time| time.to_string()),
            to: self.to.map(|time| time.to_string()),
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
fn read<T: FromStr>(text: Option<&str>) -> Result<Option<T>, T::Err> {
    text.filter(|text| !text.is_empty()).map(str::parse).transpose()
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
        filters.push(MessageFilter { from, ..MessageFilter::default() });
        filters.push(MessageFilter { from, to, outcome: Some(Outcome::Failed), ..MessageFilter::default() });
        for filter in filters {
            let query = serde_urlencoded::from_str(&filter.query()).unwrap();
            assert_eq!(MessageFilter::read(&query), Some(filter));
            for &status in DeliveryStatus::VARIANTS {
                let fits = filter.status.is_none_or(|asked| asked == status)
                    && filter.outcome.is_none_or(|asked| asked == status.outcome())
                    && filter.action.is_none_or(|asked| asked == status.action());
                assert_eq!(filter.statuses().contains(&status), fits);
            }
        }
        for query in ["status=x", "outcome=fialed", "action=delete", "after=x", "from=yesterday", "to=2026-11-29"] {
            assert_eq!(MessageFilter::read(&serde_urlencoded::from_str(query).unwrap()), None, "{query}");
        }
        let empty = serde_urlencoded::from_str("status=&outcome=&action=&from=&to=&after=").unwrap();
        assert_eq!(MessageFilter::read(&empty), Some(MessageFilter::default()));
    }
}
