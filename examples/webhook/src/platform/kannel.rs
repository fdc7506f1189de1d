use serde::Deserialize;
use sms_status::{
    DeliveryStatus, Outcome,
    providers::{PlatformReport, kannel},
    smpp::Receipt,
};

use super::incoming::{IdOf, Incoming};
use crate::report::{Report, Unreadable};

/// The query of a `dlr-url` as the README has the sender write it.
#[derive(Deserialize)]
struct Query {
    /// `%d`: the type of the report.
    r#type: u16,
    /// The sender's id of the message.
    id: Option<String>,
    /// `%A`: what the message centre wrote.
    reply: Option<String>,
}

/// Reads a request to a `dlr-url`.
pub fn read(incoming: &Incoming<'_>) -> Result<Report, Unreadable> {
    let query: Query = incoming.parse()?;
    incoming.of(&query, IdOf::Sending, None)
}

impl PlatformReport for Query {
    /// One type stands for most failures, and the receipt of the message centre tells them apart.
    fn status(&self) -> DeliveryStatus {
        let status = kannel::status(self.r#type);
        let receipt =
            self.reply.as_deref().and_then(|reply| Receipt::parse(reply).ok()).map(|receipt| receipt.status());
        receipt.filter(|cause| [status, *cause].map(DeliveryStatus::outcome) == [Outcome::Failed; 2]).unwrap_or(status)
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
