use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sms_status::{AddressBookAction, DeliveryStatus, Outcome};

use super::view;

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
    after: Option<String>,
}

/// Which messages of a campaign are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessageFilter {
    pub status: Option<DeliveryStatus>,
    pub outcome: Option<Outcome>,
    pub action: Option<AddressBookAction>,
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
            after: read(query.after.as_deref()).ok()?.unwrap_or_default(),
        })
    }

    /// Returns the statuses that the messages have one of.
    pub fn statuses(&self) -> Vec<DeliveryStatus> {
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
        for query in ["status=x", "outcome=fialed", "action=delete", "after=x"] {
            assert_eq!(MessageFilter::read(&serde_urlencoded::from_str(query).unwrap()), None, "{query}");
        }
        let empty = serde_urlencoded::from_str("status=&outcome=&action=&after=").unwrap();
        assert_eq!(MessageFilter::read(&empty), Some(MessageFilter::default()));
    }
}
