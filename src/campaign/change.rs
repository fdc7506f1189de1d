use crate::status::DeliveryStatus;

/// What a report changed, returned by [`Campaign::record`](super::Campaign::record).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// This is the first report on the message.
    New,
    /// The report told more than was known about the message, and replaced its status.
    Advanced {
        /// The status before the report.
        from: DeliveryStatus,
    },
    /// The report told nothing new: it is a repeat, or late.
    Unchanged,
}
