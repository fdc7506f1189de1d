use strum::{EnumCount, EnumString, VariantArray, VariantNames};

use super::{Language, ParseNameError, Text, named};

/// What a status advises you to do with the number in your address book.
///
/// [`Remove`](Self::Remove) is never inferred: only the two statuses for which the smsmode status page says that the number may
/// be removed advise it.
///
/// ```
/// use sms_status::{AddressBookAction, DeliveryStatus};
/// assert_eq!(DeliveryStatus::PermanentPhoneError.action(), AddressBookAction::Remove);
/// assert_eq!(DeliveryStatus::Blacklisted.action(), AddressBookAction::Suppress);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount, EnumString, VariantArray, VariantNames)]
#[strum(serialize_all = "snake_case", parse_err_ty = ParseNameError, parse_err_fn = ParseNameError::of::<AddressBookAction>)]
#[repr(u8)]
pub enum AddressBookAction {
    /// Keep the number.
    Keep,
    /// Have somebody check it: the failure concerns the number, but the source does not say whether the number is valid.
    Review,
    /// The number may be removed.
    Remove,
    /// Keep the entry, so that the opt-out stays on record, and never send to it.
    Suppress,
}

named!(AddressBookAction);

impl AddressBookAction {
    /// Returns the human-readable label.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Keep => Text { en: "Keep", fr: "Conserver" },
            Self::Review => Text { en: "Review", fr: "Vérifier" },
            Self::Remove => Text { en: "Remove", fr: "Retirer" },
            Self::Suppress => Text { en: "Do not contact", fr: "Exclure des envois" },
        }
        .in_language(language)
    }
}
