use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a status advises to do with the number in the address book.
    ///
    /// [`Remove`](Self::Remove) is never inferred: it is the advice of the two statuses of which the smsmode status page
    /// says that the number may be removed, and of no other.
    ///
    /// ```
    /// use sms_status::{AddressBookAction, DeliveryStatus};
    /// assert_eq!(DeliveryStatus::PermanentPhoneError.action(), AddressBookAction::Remove);
    /// assert_eq!(DeliveryStatus::Blacklisted.action(), AddressBookAction::Suppress);
    /// ```
    pub enum AddressBookAction {
        /// Keep the number.
        Keep = "keep" { en: "Keep", fr: "Conserver" }
        /// Have somebody look: the failure is about the number, but the source gives no verdict on it.
        Review = "review" { en: "Review", fr: "Vérifier" }
        /// The number may be removed.
        Remove = "remove" { en: "Remove", fr: "Retirer" }
        /// Keep the entry, so that the opt-out is remembered, and never send to it.
        Suppress = "suppress" { en: "Suppress", fr: "Exclure des envois" }
    }
}
