use super::TpStatus;
use crate::{
    status::DeliveryStatus::{
        self, DeliveredToOperator, Expired, NotDelivered, PermanentOperatorError, Received, Rejected, RoutingError,
        Sent, TemporaryAbsenceError, TemporaryOperatorError, TemporaryPhoneError, Undefined, Undeliverable,
    },
    vocabulary::{Language, Text},
};

/// Neighbouring values of [`TpStatus`] with the same meaning, often just one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TpStatusRange {
    /// The first value of the range.
    pub first: TpStatus,
    /// The last value of the range.
    pub last: TpStatus,
    /// Whether the standard reserves the values.
    pub is_reserved: bool,
    /// The status that the values map to.
    pub status: DeliveryStatus,
    /// Why they map to this status, in English.
    pub reason: &'static str,
    meaning: Text,
}

impl TpStatusRange {
    /// Returns the meaning of the values in the standard.
    #[must_use]
    pub const fn meaning(&self, language: Language) -> &'static str {
        self.meaning.in_language(language)
    }

    /// The ranges of all values, in ascending order.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = {
        const IN_NETWORK: &str = "in the network; nothing known of the phone";
        const AT_PHONE: &str = "phone known to the network; not delivered yet";
        const NETWORK: &str = "fault of the network";
        const NETWORK_FOR_NOW: &str = "fault of the network; may be temporary";
        const PHONE_FOR_NOW: &str = "fault of the phone; may be temporary";
        const DELETED: &str = "deleted; says nothing about the number";

        &[
            row(0x00, 0x00, Received, "Received by the phone", "Reçu par le terminal", "on the recipient's phone"),
            row(0x01, 0x01, DeliveredToOperator, "Forwarded to the phone, delivery not confirmed", "Transmis au terminal, remise non confirmée", "reception by the phone not confirmed"),
            row(0x02, 0x02, Undefined, "Replaced by the service centre", "Remplacé par le centre de service", "replaced by another message; nothing more known"),
            reserved(0x03, 0x0F),
            row(0x10, 0x1F, Undefined, "Completed; meaning specific to the service centre", "Terminé (signification propre au centre de service)", "meaning known to the service centre only"),
            row(0x20, 0x20, Sent, "Congestion, still trying", "Congestion, nouvelles tentatives en cours", IN_NETWORK),
            row(0x21, 0x21, DeliveredToOperator, "Phone busy, still trying", "Terminal occupé, nouvelles tentatives en cours", AT_PHONE),
            row(0x22, 0x22, DeliveredToOperator, "No response from the phone, still trying", "Pas de réponse du terminal, nouvelles tentatives en cours", AT_PHONE),
            row(0x23, 0x23, Sent, "Service rejected, still trying", "Service refusé, nouvelles tentatives en cours", IN_NETWORK),
            row(0x24, 0x24, Sent, "Quality of service not available, still trying", "Qualité de service non disponible, nouvelles tentatives en cours", IN_NETWORK),
            row(0x25, 0x25, DeliveredToOperator, "Error in the phone, still trying", "Erreur du terminal, nouvelles tentatives en cours", AT_PHONE),
            reserved(0x26, 0x2F),
            row(0x30, 0x3F, Sent, "Error specific to the service centre, still trying", "Erreur propre au centre de service, nouvelles tentatives en cours", IN_NETWORK),
            row(0x40, 0x40, PermanentOperatorError, "Remote procedure error, permanent failure", "Erreur de procédure distante, échec définitif", NETWORK),
            row(0x41, 0x41, Undeliverable, "Incompatible destination, permanent failure", "Destination incompatible, échec définitif", "message type not accepted; number not in doubt"),
            row(0x42, 0x42, Rejected, "Connection rejected by the phone, permanent failure", "Connexion refusée par le terminal, échec définitif", "refused by the phone"),
            row(0x43, 0x43, Undeliverable, "Destination not obtainable, permanent failure", "Destination inaccessible, échec définitif", "destination out of reach; number not in doubt"),
            row(0x44, 0x44, PermanentOperatorError, "Quality of service not available, permanent failure", "Qualité de service non disponible, échec définitif", NETWORK),
            row(0x45, 0x45, RoutingError, "No interworking for short messages, permanent failure", "Interfonctionnement SMS non disponible, échec définitif", "no route to the network of the number"),
            row(0x46, 0x46, Expired, "Validity period expired", "Période de validité expirée", "validity period expired"),
            row(0x47, 0x47, NotDelivered, "Deleted by the sender", "Supprimé par l'expéditeur", DELETED),
            row(0x48, 0x48, NotDelivered, "Deleted by the service centre", "Supprimé par le centre de service", DELETED),
            row(0x49, 0x49, Undefined, "The message does not exist", "Le message n'existe pas", "message not known to the service centre"),
            reserved(0x4A, 0x4F),
            row(0x50, 0x5F, Undeliverable, "Error specific to the service centre, permanent failure", "Erreur propre au centre de service, échec définitif", "cause known to the service centre only"),
            row(0x60, 0x60, TemporaryOperatorError, "Congestion, gave up", "Congestion, abandon", NETWORK_FOR_NOW),
            row(0x61, 0x61, TemporaryPhoneError, "Phone busy, gave up", "Terminal occupé, abandon", PHONE_FOR_NOW),
            row(0x62, 0x62, TemporaryAbsenceError, "No response from the phone, gave up", "Pas de réponse du terminal, abandon", "no answer from the phone; may be temporary"),
            SERVICE_REJECTED,
            row(0x64, 0x64, TemporaryOperatorError, "Quality of service not available, gave up", "Qualité de service non disponible, abandon", NETWORK_FOR_NOW),
            row(0x65, 0x65, TemporaryPhoneError, "Error in the phone, gave up", "Erreur du terminal, abandon", PHONE_FOR_NOW),
            reserved(0x66, 0x6F),
            row(0x70, 0x7F, TemporaryOperatorError, "Error specific to the service centre, gave up", "Erreur propre au centre de service, abandon", "cause known to the service centre only; may be temporary"),
            reserved(0x80, 0xFF),
        ]
    };
}

/// The row as which the standard interprets every reserved value.
const SERVICE_REJECTED: TpStatusRange = row(
    0x63,
    0x63,
    TemporaryOperatorError,
    "Service rejected, gave up",
    "Service refusé, abandon",
    "fault of the network; may be temporary",
);

const fn row(
    first: u8,
    last: u8,
    status: DeliveryStatus,
    en: &'static str,
    fr: &'static str,
    reason: &'static str,
) -> TpStatusRange {
    TpStatusRange {
        first: TpStatus(first),
        last: TpStatus(last),
        is_reserved: false,
        status,
        reason,
        meaning: Text { en, fr },
    }
}

const fn reserved(first: u8, last: u8) -> TpStatusRange {
    let row = row(first, last, SERVICE_REJECTED.status, "Reserved", "Réservé", "reserved values count as 0x63");
    TpStatusRange { is_reserved: true, ..row }
}
