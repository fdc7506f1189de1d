use super::{Facts, statuses};
use crate::{AddressBookAction, Category, Outcome, text::Text};

statuses! {
    /// What became of an SMS, in the vocabulary of the smsmode status list.
    ///
    /// # The order
    ///
    /// The statuses are ordered by how much they say: nothing known, pending, failed (from vague to specific),
    /// partial, received. Of two reports on the same message the greater one is its status, whichever came first:
    /// `a.max(b)` is commutative, associative and idempotent, so whoever has seen the same reports agrees.
    ///
    /// ```
    /// use sms_status::DeliveryStatus::{Received, Sent};
    /// assert_eq!(Received.max(Sent), Received);
    /// ```
    ///
    /// # All statuses
    ///
    /// In ascending order. Sources: the smsmode status page, and the annex “summary list of statuses of returned
    /// SMSs” of the smsmode HTTP API documents (versions 2.7 to 3.5).
    ///
    #[doc = include_str!("../../docs/statuses.md")]
    pub enum DeliveryStatus {
        // One row per status, in the order of `Ord`.
        //
        //     Variant = "name", code | codes that only decode, category, outcome, action, {
        //         language: "label", "description", ...
        //     } | "other spelling that parses"
        Undefined = "undefined", 999, General, Unknown, Keep, {
            en: "Undefined", "The platform could not determine what became of the message. This says nothing about the number, so keep it.",
            fr: "Indéfini", "La plateforme n'a pas pu déterminer ce que le message est devenu. Cela ne dit rien du numéro, conservez-le.",
        }
        NotRead = "not_read", 101, General, Unknown, Keep, {
            en: "Not read", "The message has not been read. This does not tell whether it was received. Keep the number.",
            fr: "Non lu", "Le message n'a pas été lu. Cela ne dit pas s'il a été reçu. Conservez le numéro.",
        }
        Template = "template", 40, General, Unknown, Keep, {
            en: "Model", "This is a stored model of a message, not a message that was sent. No number is concerned.",
            fr: "Modèle", "Il s'agit d'un modèle de message enregistré, et non d'un message envoyé. Aucun numéro n'est en cause.",
        }
        Scheduled = "scheduled", 10, General, Pending, Keep, {
            en: "Scheduled", "The message was accepted and waits for its sending time. Keep the number.",
            fr: "Programmé", "Le message a été accepté et attend l'heure prévue pour son envoi. Conservez le numéro.",
        } | "Programmed" | "Envoi programmé"
        InProgress = "in_progress", 1, General, Pending, Keep, {
            en: "In progress", "The platform is processing the message. Keep the number and wait for a later report.",
            fr: "En cours", "La plateforme traite le message. Conservez le numéro et attendez un prochain compte rendu.",
        }
        Sent = "sent", 0, General, Pending, Keep, {
            en: "Sent", "The message was handed to the operator, which has not reported on it yet. Keep the number and wait for a later report.",
            fr: "Envoyé", "Le message a été remis à l'opérateur, qui n'en a pas encore rendu compte. Conservez le numéro et attendez un prochain compte rendu.",
        } | "Sent to"
        DeliveredToOperator = "delivered_to_operator", 13, General, Pending, Keep, {
            en: "Delivered to operator", "The operator knows the number, but the message has not reached the phone yet, which may be off or out of coverage. Keep the number and wait for a later report.",
            fr: "Délivré opérateur", "L'opérateur connaît le numéro, mais le message n'est pas encore arrivé sur le téléphone, peut-être éteint ou hors couverture. Conservez le numéro et attendez un prochain compte rendu.",
        } | "Delivered to operator." | "Issued to operator"
        OtherError = "other_error", 3599, Other, Failed, Keep, {
            en: "Other error", "Sending failed because of a malfunction at the operator, with no more detail. Keep the number.",
            fr: "Erreur autre", "L'envoi a échoué à cause d'un dysfonctionnement chez l'opérateur, sans autre précision. Conservez le numéro.",
        } | "Error other" | "Undefined error"
        InternalError = "internal_error", 2 | 31, Other, Failed, Keep, {
            en: "Internal error", "Sending failed because of a malfunction of the platform. Keep the number.",
            fr: "Erreur interne", "L'envoi a échoué à cause d'un dysfonctionnement de la plateforme. Conservez le numéro.",
        }
        MessageError = "message_error", 36, Other, Failed, Keep, {
            en: "Message error", "The message itself is at fault, not the number. Correct the message and keep the number.",
            fr: "Erreur message", "C'est le message qui est en cause, pas le numéro. Corrigez le message et conservez le numéro.",
        }
        MessageTooLong = "message_too_long", 38, Other, Failed, Keep, {
            en: "Message too long", "The message is too long for a channel limited to 160 characters. Shorten it and keep the number.",
            fr: "Message trop long", "Le message est trop long pour un canal limité à 160 caractères. Raccourcissez-le et conservez le numéro.",
        }
        Rejected = "rejected", 22, Other, Failed, Keep, {
            en: "Rejected", "The message was rejected and no reason was given. Keep the number.",
            fr: "Rejeté", "Le message a été rejeté sans qu'un motif soit indiqué. Conservez le numéro.",
        }
        Undeliverable = "undeliverable", 21, Other, Failed, Keep, {
            en: "Not deliverable", "The message could not be delivered and no reason was given. Keep the number.",
            fr: "Non délivrable", "Le message n'a pas pu être délivré et aucun motif n'est indiqué. Conservez le numéro.",
        }
        NotDelivered = "not_delivered", 50, Other, Failed, Keep, {
            en: "Not delivered", "The message was not delivered and no reason was given. Keep the number.",
            fr: "Non délivré", "Le message n'a pas été délivré et aucun motif n'est indiqué. Conservez le numéro.",
        }
        ReceptionError = "reception_error", 35 | 39, Other, Failed, Keep, {
            en: "Reception error", "The message did not arrive and the cause is not known. Nothing shows that the number is wrong, so it should stay in the address book.",
            fr: "Erreur réception", "Le message n'est pas arrivé et la cause n'est pas connue. Rien ne montre que le numéro soit faux, il devrait donc rester dans le carnet d'adresses.",
        }
        Expired = "expired", 37, Other, Failed, Keep, {
            en: "Expired message", "The validity period of the message ended before it could be delivered. Keep the number.",
            fr: "Message expiré", "La durée de validité du message a pris fin avant qu'il ait pu être délivré. Conservez le numéro.",
        }
        TemporaryOperatorError = "temporary_operator_error", 3501, Temporary, Failed, Keep, {
            en: "Temporary operator error", "The operator was unavailable for the 24 hours after sending and the message did not arrive. The number is valid and must stay in the address book.",
            fr: "Erreur temporaire opérateur", "L'opérateur est resté indisponible pendant les 24 heures qui ont suivi l'envoi et le message n'est pas arrivé. Le numéro est valide et doit rester dans le carnet d'adresses.",
        } | "Temporary error operator"
        TemporaryPortabilityError = "temporary_portability_error", 3504, Temporary, Failed, Keep, {
            en: "Temporary portability error", "The number is being ported and the message did not arrive. Sending should work within 24 hours, so keep the number.",
            fr: "Erreur temporaire portabilité", "Le numéro est en cours de portage et le message n'est pas arrivé. L'envoi devrait fonctionner sous 24 heures, conservez donc le numéro.",
        } | "Temporary error portability"
        TemporaryPhoneError = "temporary_phone_error", 3503, Temporary, Failed, Keep, {
            en: "Temporary phone error", "The phone could not be reached during the 24 hours after sending. The number is valid and must stay in the address book.",
            fr: "Erreur temporaire téléphone", "Le téléphone n'a pas pu être joint pendant les 24 heures qui ont suivi l'envoi. Le numéro est valide et doit rester dans le carnet d'adresses.",
        } | "Temporary error phone"
        TemporaryAbsenceError = "temporary_absence_error", 3502, Temporary, Failed, Keep, {
            en: "Temporary absence error", "The operator could not reach the number during the 24 hours after sending. The number is valid and must stay in the address book.",
            fr: "Erreur temporaire absence", "L'opérateur n'a pas pu joindre le numéro pendant les 24 heures qui ont suivi l'envoi. Le numéro est valide et doit rester dans le carnet d'adresses.",
        } | "Temporary error absence"
        RoutingError = "routing_error", 34, Other, Failed, Review, {
            en: "Routing error", "The number is written in a form that is not recognised, or its destination is not served. Check the number before sending to it again.",
            fr: "Erreur routage", "Le numéro est écrit sous une forme qui n'est pas reconnue, ou sa destination n'est pas desservie. Vérifiez le numéro avant un nouvel envoi.",
        } | "Not routable error"
        NonRoutableError = "non_routable_error", 3560, Other, Failed, Review, {
            en: "Non-routable error", "The message could not be routed to the number. Check the number before sending to it again.",
            fr: "Erreur non routable", "Le message n'a pas pu être acheminé vers le numéro. Vérifiez le numéro avant un nouvel envoi.",
        }
        InvalidRecipient = "invalid_recipient", 3998, Other, Failed, Review, {
            en: "Invalid recipient", "The recipient was refused as invalid. Check the number before sending to it again.",
            fr: "Destinataire invalide", "Le destinataire a été jugé invalide et refusé. Vérifiez le numéro avant un nouvel envoi.",
        } | "Invalid number" | "Numéro invalide"
        PermanentOperatorError = "permanent_operator_error", 3521, Permanent, Failed, Keep, {
            en: "Permanent operator error", "The operator reports a permanent error and the message will not arrive. Nothing shows that the number is wrong, so keep it.",
            fr: "Erreur permanente opérateur", "L'opérateur signale une erreur permanente et le message n'arrivera pas. Rien ne montre que le numéro soit faux, conservez-le.",
        }
        PermanentRoamingError = "permanent_roaming_error", 3527, Permanent, Failed, Keep, {
            en: "Permanent roaming error", "A permanent roaming error kept the message from arriving. Nothing shows that the number is wrong, so keep it.",
            fr: "Erreur permanente roaming", "Une erreur permanente d'itinérance a empêché l'arrivée du message. Rien ne montre que le numéro soit faux, conservez-le.",
        }
        PermanentContentError = "permanent_content_error", 3525, Permanent, Failed, Keep, {
            en: "Permanent content error", "The content of the message was refused and the number is not at fault. Change the content and keep the number.",
            fr: "Erreur permanente contenu", "Le contenu du message a été refusé et le numéro n'est pas en cause. Modifiez le contenu et conservez le numéro.",
        }
        PermanentAntiSpamError = "permanent_anti_spam_error", 3524, Permanent, Failed, Keep, {
            en: "Permanent anti-spam error", "A spam filter refused the content of the message and the number is not at fault. Change the content and keep the number.",
            fr: "Erreur permanente anti spam", "Un filtre anti-spam a refusé le contenu du message et le numéro n'est pas en cause. Modifiez le contenu et conservez le numéro.",
        }
        PermanentPortabilityError = "permanent_portability_error", 3526, Permanent, Failed, Review, {
            en: "Permanent portability error", "The number was ported to an unknown operator and the message did not arrive. No verdict is given on the number, so check it.",
            fr: "Erreur permanente portabilité", "Le numéro a été porté chez un opérateur inconnu et le message n'est pas arrivé. Aucun verdict n'est donné sur le numéro, vérifiez-le.",
        } | "Permanent error portability"
        PermanentPhoneError = "permanent_phone_error", 3523, Permanent, Failed, Remove, {
            en: "Permanent phone error", "The number is not allocated and the message did not arrive. You may treat the number as wrong and remove it from the address book.",
            fr: "Erreur permanente téléphone", "Le numéro n'est pas attribué et le message n'est pas arrivé. Vous pouvez considérer le numéro comme incorrect et le retirer du carnet d'adresses.",
        } | "Permanent error phone"
        PermanentAbsenceError = "permanent_absence_error", 3522, Permanent, Failed, Remove, {
            en: "Permanent absence error", "The operators do not recognise the number and the message did not arrive. You may treat the number as wrong and remove it from the address book.",
            fr: "Erreur permanente absence", "Les opérateurs ne reconnaissent pas le numéro et le message n'est pas arrivé. Vous pouvez considérer le numéro comme incorrect et le retirer du carnet d'adresses.",
        } | "Permanent error absence"
        InsufficientCredit = "insufficient_credit", 33, General, Failed, Keep, {
            en: "Not sent - insufficient credit", "The message was never sent, because the account lacked credit. Keep the number.",
            fr: "Non envoyé - crédit insuffisant", "Le message n'a jamais été envoyé, faute de crédit sur le compte. Conservez le numéro.",
        }
        Blacklisted = "blacklisted", 3999, Other, Failed, Suppress, {
            en: "Blacklisted recipient", "The message was never sent, because the recipient no longer wants messages from this sender. Keep the entry so that the refusal is remembered, and never send to it.",
            fr: "Destinataire blacklisté", "Le message n'a jamais été envoyé, car le destinataire ne veut plus de messages de cet expéditeur. Conservez la fiche pour garder la trace du refus et n'envoyez plus rien à ce numéro.",
        } | "Numéro blacklisté"
        PartiallyDelivered = "partially_delivered", 12, General, Partial, Keep, {
            en: "Partially delivered", "Only a part of a long message has arrived. Keep the number.",
            fr: "Partiellement délivré", "Une partie seulement d'un message long est arrivée. Conservez le numéro.",
        }
        PartiallyReceived = "partially_received", 15, General, Partial, Keep, {
            en: "Partially received", "A bulk sending was made and holds several types of reports, or only a part of a long message has arrived. Look at the status of each recipient.",
            fr: "Partiellement reçu", "Un envoi en nombre a été fait et réunit plusieurs types de comptes rendus, ou une partie seulement d'un message long est arrivée. Consultez le statut de chaque destinataire.",
        }
        Delivered = "delivered", 14, General, Received, Keep, {
            en: "Delivered", "The message was delivered to the recipient. Keep the number.",
            fr: "Délivré", "Le message a été délivré au destinataire. Conservez le numéro.",
        } | "Issued"
        Received = "received", 11, General, Received, Keep, {
            en: "Received", "The operator confirmed that the message is on the recipient's phone. Keep the number.",
            fr: "Reçu", "L'opérateur a confirmé que le message est sur le téléphone du destinataire. Conservez le numéro.",
        }
        Listened = "listened", 16, General, Received, Keep, {
            en: "Listened", "The voice message was heard. Keep the number.",
            fr: "Ecouté", "Le message vocal a été écouté. Conservez le numéro.",
        }
        Read = "read", 100, General, Received, Keep, {
            en: "Read", "The message was read. Keep the number.",
            fr: "Lu", "Le message a été lu. Conservez le numéro.",
        }
    }
}
