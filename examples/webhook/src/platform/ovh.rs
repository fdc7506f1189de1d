use serde::Deserialize;
use sms_status::{
    DeliveryStatus, Outcome,
    providers::{PlatformReport, kannel, ovh},
};

use super::incoming::{IdOf, Incoming};
use crate::report::{Report, Unreadable};

/// The query of a callback of the HTTP API.
///
/// Source: OVHcloud, guide "Tout ce qu'il faut savoir sur les utilisateurs SMS", section on the callback URL.
#[derive(Deserialize)]
struct Query {
    /// OVHcloud's id of the message.
    id: Option<String>,
    /// The PTT code, which says why.
    ptt: Option<u16>,
    /// The state of the receipt, by the numbers that Kannel has for it.
    description: Option<u16>,
    date: Option<String>,
}

/// Reads a callback of the HTTP API.
pub fn read(incoming: &Incoming<'_>) -> Result<Report, Unreadable> {
    let query: Query = incoming.parse()?;
    if query.ptt.is_none() && query.description.is_none() {
        return Err(Unreadable::NoStatus);
    }
    let at = incoming.moment(query.date.as_deref());
    incoming.of(&query, IdOf::Message, at)
}

impl PlatformReport for Query {
    /// The state decides, and the code refines a failure.
    fn status(&self) -> DeliveryStatus {
        let code = self.ptt.map(ovh::status);
        let Some(state) = self.description else { return code.unwrap_or(DeliveryStatus::Undefined) };
        let state = match state {
            0 | 4 | 8 => DeliveryStatus::InProgress,
            1 => DeliveryStatus::Delivered,
            state => kannel::status(state),
        };
        code.filter(|code| [state, *code].map(DeliveryStatus::outcome) == [Outcome::Failed; 2]).unwrap_or(state)
    }

    fn message_id(&self) -> Option<&str> {
        self.id.as_deref().filter(|id| !id.is_empty())
    }

    fn recipient(&self) -> Option<&str> {
        None
    }

    fn reference(&self) -> Option<&str> {
        None
    }
}
