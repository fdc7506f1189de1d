use crate::DeliveryStatus;

/// What a report changed, from [`Campaign::record`](crate::Campaign::record).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// The first report of the message.
    New,
    /// The report says more than what was known of the message, and replaced it.
    Advanced {
        /// The status until then.
        from: DeliveryStatus,
    },
    /// The report says nothing that was not known: it came again, or late.
    Unchanged,
}
