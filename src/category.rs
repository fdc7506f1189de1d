use crate::vocabulary::vocabulary;

vocabulary! {
    /// The section of the smsmode status page that a status belongs to.
    ///
    /// A status that only the annex of the API documents lists is placed by its code: 350x is temporary, 352x is
    /// permanent, any other failure is another error.
    ///
    /// ```
    /// use sms_status::{Category, DeliveryStatus};
    /// assert_eq!(DeliveryStatus::TemporaryPhoneError.category(), Category::Temporary);
    /// ```
    pub enum Category {
        /// Statuses that are not errors of a recipient: sent, received, not sent for lack of credit, …
        General = "general" { en: "General statuses", fr: "Statuts généraux" }
        /// The message failed, the number is valid.
        Temporary = "temporary" { en: "Temporary errors", fr: "Erreurs temporaires" }
        /// The message failed and would fail again.
        Permanent = "permanent" { en: "Permanent errors", fr: "Erreurs permanentes" }
        /// Every other failure.
        Other = "other" { en: "Other errors", fr: "Autres erreurs" }
    }
}
