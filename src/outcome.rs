use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a status says became of the message, in one of five words.
    ///
    /// The order runs from what says least to what says most, and [`DeliveryStatus`](crate::DeliveryStatus) keeps to it:
    /// of two statuses with different outcomes, the one with the greater outcome is the greater status.
    ///
    /// ```
    /// use sms_status::{DeliveryStatus, Outcome};
    /// assert_eq!(DeliveryStatus::Sent.outcome(), Outcome::Pending);
    /// assert!(Outcome::Pending < Outcome::Received);
    /// ```
    #[derive(PartialOrd, Ord)]
    pub enum Outcome {
        /// Nothing is known.
        Unknown = "unknown" { en: "Unknown", fr: "Inconnu" }
        /// A later report is to be expected.
        Pending = "pending" { en: "Pending", fr: "En attente" }
        /// The message did not reach its recipient.
        Failed = "failed" { en: "Failed", fr: "Échec" }
        /// Some of it did: a part of a long message, or a part of a bulk sending.
        Partial = "partial" { en: "Partial", fr: "Partiel" }
        /// The message reached its recipient.
        Received = "received" { en: "Received", fr: "Reçu" }
    }
}
