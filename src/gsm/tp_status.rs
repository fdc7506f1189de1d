use core::fmt;

use super::TpStatusGroup;
use crate::{DeliveryStatus, Language, text::Text};

/// The TP-Status of a status report, exactly as it was received.
///
/// A reserved value is read as “service rejected” (0x63), as the standard demands, and kept as it is. serde writes and
/// reads the byte.
///
/// ```
/// use sms_status::{DeliveryStatus, Language, gsm::TpStatus};
///
/// assert_eq!(DeliveryStatus::from(TpStatus(0x00)), DeliveryStatus::Received);
/// assert_eq!(TpStatus(0x46).meaning(Language::French), "Période de validité expirée");
/// assert_eq!(TpStatus(0xFF).as_read(), TpStatus(0x63));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct TpStatus(
    /// The byte.
    pub u8,
);

impl TpStatus {
    /// What the standard reads every reserved value as.
    const SERVICE_REJECTED: Self = Self(0x63);

    /// Whether the standard reserves the value.
    #[must_use]
    pub const fn is_reserved(self) -> bool {
        self.facts().is_reserved
    }

    /// The value that this one is to be read as: itself, and 0x63 for a reserved one.
    #[must_use]
    pub const fn as_read(self) -> Self {
        if self.is_reserved() { Self::SERVICE_REJECTED } else { self }
    }

    /// What the value says in general; of a reserved one, what 0x63 says.
    #[must_use]
    pub const fn group(self) -> TpStatusGroup {
        match self.as_read().0 {
            0x00..=0x1F => TpStatusGroup::Completed,
            0x20..=0x3F => TpStatusGroup::StillTrying,
            0x40..=0x5F => TpStatusGroup::PermanentError,
            0x60..=0xFF => TpStatusGroup::TemporaryError,
        }
    }

    /// Whether the service centre is still trying, so that another report is to be expected.
    #[must_use]
    pub const fn is_still_trying(self) -> bool {
        matches!(self.group(), TpStatusGroup::StillTrying)
    }

    /// What the standard says the value means, for people.
    #[must_use]
    pub const fn meaning(self, language: Language) -> &'static str {
        self.facts().meaning.in_language(language)
    }

    /// Why the value is read as the status that it is read as, in English.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        self.facts().reason
    }

    /// The table: every byte in exactly one row.
    #[rustfmt::skip]
    const fn facts(self) -> Facts {
        use DeliveryStatus::{
            DeliveredToOperator, Expired, NotDelivered, PermanentOperatorError, Received, Rejected, RoutingError, Sent,
            TemporaryAbsenceError, TemporaryOperatorError, TemporaryPhoneError, Undefined, Undeliverable,
        };

        const IN_NETWORK: &str = "The network holds the message; nothing is known of the device.";
        const AT_DEVICE: &str = "The network knows the device, which does not have the message yet.";
        const NETWORK: &str = "The fault is in the network.";
        const NETWORK_FOR_NOW: &str = "The fault is in the network, and may pass.";
        const DEVICE_FOR_NOW: &str = "The device could not take the message, which may pass.";
        const CANCELLED: &str = "It was cancelled; nothing is wrong with the number.";

        match self.0 {
            0x00 => Facts::new(Received, "Received by the device", "Reçu par l'appareil", "The recipient's device has the message."),
            0x01 => Facts::new(DeliveredToOperator, "Forwarded to the device, delivery not confirmed", "Transmis à l'appareil, remise non confirmée", "Nothing confirms that the device has the message."),
            0x02 => Facts::new(Undefined, "Replaced by the service centre", "Remplacé par le centre de service", "Another message took its place; nothing more is known of this one."),
            0x10..=0x1F => Facts::new(Undefined, "Completed, with a meaning specific to the service centre", "Terminé, avec une signification propre au centre de service", "Only the service centre knows what became of the message."),
            0x20 => Facts::new(Sent, "Congestion; still trying", "Congestion ; nouvelles tentatives en cours", IN_NETWORK),
            0x21 => Facts::new(DeliveredToOperator, "Device busy; still trying", "Appareil occupé ; nouvelles tentatives en cours", AT_DEVICE),
            0x22 => Facts::new(DeliveredToOperator, "No response from the device; still trying", "Pas de réponse de l'appareil ; nouvelles tentatives en cours", AT_DEVICE),
            0x23 => Facts::new(Sent, "Service rejected; still trying", "Service refusé ; nouvelles tentatives en cours", IN_NETWORK),
            0x24 => Facts::new(Sent, "Quality of service not available; still trying", "Qualité de service non disponible ; nouvelles tentatives en cours", IN_NETWORK),
            0x25 => Facts::new(DeliveredToOperator, "Error in the device; still trying", "Erreur dans l'appareil ; nouvelles tentatives en cours", AT_DEVICE),
            0x30..=0x3F => Facts::new(Sent, "Still trying, for a reason specific to the service centre", "Nouvelles tentatives en cours, pour un motif propre au centre de service", IN_NETWORK),
            0x40 => Facts::new(PermanentOperatorError, "Remote procedure error; failed for good", "Erreur de procédure distante ; échec définitif", NETWORK),
            0x41 => Facts::new(Undeliverable, "Incompatible destination; failed for good", "Destination incompatible ; échec définitif", "The destination does not take such messages; that does not make the number wrong."),
            0x42 => Facts::new(Rejected, "Connection rejected by the device; failed for good", "Connexion refusée par l'appareil ; échec définitif", "The device refused the message."),
            0x43 => Facts::new(Undeliverable, "Not obtainable; failed for good", "Destination inaccessible ; échec définitif", "The destination cannot be reached; that does not make the number wrong."),
            0x44 => Facts::new(PermanentOperatorError, "Quality of service not available; failed for good", "Qualité de service non disponible ; échec définitif", NETWORK),
            0x45 => Facts::new(RoutingError, "No interworking for short messages; failed for good", "Pas d'interfonctionnement pour les messages courts ; échec définitif", "No route leads to the network of the number."),
            0x46 => Facts::new(Expired, "Validity period expired", "Période de validité expirée", "Its time ended before it was delivered."),
            0x47 => Facts::new(NotDelivered, "Deleted by the sender", "Supprimé par l'expéditeur", CANCELLED),
            0x48 => Facts::new(NotDelivered, "Deleted by the service centre", "Supprimé par le centre de service", CANCELLED),
            0x49 => Facts::new(Undefined, "The message does not exist", "Le message n'existe pas", "The service centre does not know the message."),
            0x50..=0x5F => Facts::new(Undeliverable, "Failed for good, for a reason specific to the service centre", "Échec définitif, pour un motif propre au centre de service", "Only the service centre knows the cause."),
            0x60 => Facts::new(TemporaryOperatorError, "Congestion; gave up", "Congestion ; abandon", NETWORK_FOR_NOW),
            0x61 => Facts::new(TemporaryPhoneError, "Device busy; gave up", "Appareil occupé ; abandon", DEVICE_FOR_NOW),
            0x62 => Facts::new(TemporaryAbsenceError, "No response from the device; gave up", "Pas de réponse de l'appareil ; abandon", "The device did not answer, which may pass."),
            0x63 => Facts::new(TemporaryOperatorError, "Service rejected; gave up", "Service refusé ; abandon", NETWORK_FOR_NOW),
            0x64 => Facts::new(TemporaryOperatorError, "Quality of service not available; gave up", "Qualité de service non disponible ; abandon", NETWORK_FOR_NOW),
            0x65 => Facts::new(TemporaryPhoneError, "Error in the device; gave up", "Erreur dans l'appareil ; abandon", DEVICE_FOR_NOW),
            0x70..=0x7F => Facts::new(TemporaryOperatorError, "Gave up, for a reason specific to the service centre", "Abandon, pour un motif propre au centre de service", "Only the service centre knows the cause, which may pass."),
            0x03..=0x0F | 0x26..=0x2F | 0x4A..=0x4F | 0x66..=0x6F | 0x80..=0xFF => Facts {
                meaning: Text { en: "Reserved", fr: "Réservé" },
                reason: "The standard reads a reserved value as 0x63.",
                is_reserved: true,
                ..Self::SERVICE_REJECTED.facts()
            },
        }
    }
}

/// What the table says of one value.
struct Facts {
    status: DeliveryStatus,
    meaning: Text,
    reason: &'static str,
    is_reserved: bool,
}

impl Facts {
    const fn new(status: DeliveryStatus, en: &'static str, fr: &'static str, reason: &'static str) -> Self {
        Self { status, meaning: Text { en, fr }, reason, is_reserved: false }
    }
}

impl From<TpStatus> for DeliveryStatus {
    fn from(status: TpStatus) -> Self {
        status.facts().status
    }
}

impl From<u8> for TpStatus {
    fn from(byte: u8) -> Self {
        Self(byte)
    }
}

impl From<TpStatus> for u8 {
    fn from(status: TpStatus) -> Self {
        status.0
    }
}

/// Prints the byte as the standard writes it, `0x63`.
impl fmt::Display for TpStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#04X}", self.0)
    }
}
