use crate::status::DeliveryStatus;

/// A word that message centres write after `stat:`, and that stands for no state of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct VendorWord {
    /// The word, in capitals.
    pub word: &'static str,
    /// What it is read as.
    pub status: DeliveryStatus,
    /// Why, in English.
    pub reason: &'static str,
}

impl VendorWord {
    /// The words that are known.
    pub const ALL: &'static [Self] = &[
        Self::new("BUFFRED", DeliveryStatus::InProgress, "It waits in the message centre."),
        Self::new("BUFFERED", DeliveryStatus::InProgress, "It waits in the message centre."),
        Self::new("ACKED", DeliveryStatus::Sent, "The next network took it over; the phone has not confirmed it."),
        Self::new("FAILED", DeliveryStatus::NotDelivered, "It failed, and no cause is given."),
        Self::new("NOCRED", DeliveryStatus::InsufficientCredit, "The account lacks credit."),
        Self::new("NOROUTE", DeliveryStatus::RoutingError, "No route leads to the number."),
        Self::new("BLIST", DeliveryStatus::Blacklisted, "The recipient is on a blacklist."),
    ];

    const fn new(word: &'static str, status: DeliveryStatus, reason: &'static str) -> Self {
        Self { word, status, reason }
    }

    /// The known word that this text is, in any case.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word.eq_ignore_ascii_case(text))
    }
}
