use strum::{EnumCount, VariantArray, VariantNames};

use crate::vocabulary::{AddressBookAction, Category, Outcome, Text, named};

/// What the table says about one status, besides its name.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) rank: u16,
    /// The code to write, and then those that are only read.
    pub(super) codes: &'static [u16],
    pub(super) category: Category,
    pub(super) outcome: Outcome,
    pub(super) action: AddressBookAction,
    pub(super) label: Text,
    pub(super) description: Text,
    /// The texts that parse as the status, besides its name and its labels.
    pub(super) other_spellings: &'static [&'static str],
}

/// Defines [`DeliveryStatus`] and its facts from the table.
macro_rules! statuses {
    ($(#[$meta:meta])* pub enum DeliveryStatus { $(
        $Variant:ident: $rank:literal, [$code:literal $(, $decoded:literal)*], $category:ident, $outcome:ident, $action:ident, {
            en: $label_en:literal, $description_en:literal;
            $($language:ident: $label:literal, $description:literal;)*
        } $(| $spelling:literal)*
    )* }) => {
        $(#[$meta])*
        pub enum DeliveryStatus {
            $(
                #[doc = concat!("“", $label_en, "”, code ", $code, ". ", $description_en)]
                $Variant,
            )*
        }

        impl DeliveryStatus {
            pub(super) const fn facts(self) -> &'static Facts {
                const FACTS: [Facts; DeliveryStatus::COUNT] = [$(
                    Facts {
                        rank: $rank,
                        codes: &[$code $(, $decoded)*],
                        category: Category::$category,
                        outcome: Outcome::$outcome,
                        action: AddressBookAction::$action,
                        label: Text { en: $label_en, $($language: $label),* },
                        description: Text { en: $description_en, $($language: $description),* },
                        other_spellings: &[$($spelling),*],
                    },
                )*];
                &FACTS[self as usize]
            }
        }
    };
}

statuses! {
    /// What happened to an SMS, in the vocabulary of the smsmode status list.
    ///
    /// # The order
    ///
    /// Statuses are ordered by how much they say: nothing known, pending, failed (from vague to specific), partly received,
    /// received. If there are two reports on a message, the message has the greater status, whichever report came first. Taking
    /// the maximum is commutative, associative and idempotent, so all machines that have seen the same reports agree.
    ///
    /// ```
    /// use sms_status::DeliveryStatus::{Received, Sent};
    /// assert_eq!(Received.max(Sent), Received);
    /// ```
    ///
    /// # Values and names
    ///
    /// `VARIANTS`, `COUNT` and `name` are part of the API. The strum traits implemented here, [`EnumCount`], [`VariantArray`] and
    /// [`VariantNames`], are a convenience for generic code and give the same values.
    ///
    /// # All statuses
    ///
    /// The table is in ascending order. Sources: the smsmode status page, and the annex “summary list of statuses of returned
    /// SMSs” of the smsmode HTTP API documentation (versions 2.7 to 3.5).
    ///
    #[doc = include_str!("../../docs/statuses.md")]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumCount, VariantArray, VariantNames)]
    #[strum(serialize_all = "snake_case")]
    #[non_exhaustive]
    #[repr(u8)]
    pub enum DeliveryStatus {
        // One row per status, in ascending order:
        //
        //     Variant: rank, [the code to write, others to read], category, outcome, action, {
        //         language: "label", "description"; …
        //     } | "another spelling" | …
        //
        // A rank never changes. A new status takes one between those of its neighbours.
        Undefined: 100, [999], General, Unknown, Keep, {
            en: "Undefined", "The status of the message could not be determined. This says nothing about the number, so keep it.";
            fr: "Indéfini", "Le statut du message n'a pas pu être déterminé. Cela ne permet pas de juger du numéro. Conservez-le.";
        }
        NotRead: 200, [101], General, Unknown, Keep, {
            en: "Not read", "The message has not been read. This does not say whether it was received. Keep the number.";
            fr: "Non lu", "Le message n'a pas été lu. Cela n'indique pas s'il a été reçu. Conservez le numéro.";
        }
        Template: 300, [40], General, Unknown, Keep, {
            en: "Model", "This is a saved message template, not a message that was sent. No number is involved.";
            fr: "Modèle", "Il s'agit d'un modèle de message enregistré, et non d'un message envoyé. Aucun numéro n'est concerné.";
        }
        Scheduled: 400, [10], General, Pending, Keep, {
            en: "Scheduled", "The message has been accepted and is waiting for its scheduled send time. Keep the number.";
            fr: "Programmé", "Le message a été accepté et attend l'heure d'envoi programmée. Conservez le numéro.";
        } | "Programmed" | "Envoi programmé" | "Expected to be sent"
        InProgress: 500, [1], General, Pending, Keep, {
            en: "In progress", "The platform is processing the message. Keep the number and wait for the next report.";
            fr: "En cours", "La plateforme traite le message. Conservez le numéro et attendez le prochain compte rendu.";
        }
        Sent: 600, [0], General, Pending, Keep, {
            en: "Sent", "The message was handed over to the operator, and its delivery has not been confirmed yet. Keep the number and wait for the next report.";
            fr: "Envoyé", "Le message a été transmis à l'opérateur, mais sa réception n'est pas encore confirmée. Conservez le numéro et attendez le prochain compte rendu.";
        } | "Sent to"
        DeliveredToOperator: 700, [13], General, Pending, Keep, {
            en: "Delivered to operator", "The operator has recognised the number, but has not yet confirmed that the phone received the message. The phone may be switched off or out of coverage. Keep the number and wait for the next report.";
            fr: "Délivré opérateur", "L'opérateur a reconnu le numéro, mais rien ne confirme encore que le message ait été reçu par le téléphone, qui est peut-être éteint ou hors couverture. Conservez le numéro et attendez le prochain compte rendu.";
        } | "Delivered to operator." | "Issued to operator" | "Delivered by the operator"
        NotDelivered: 800, [50], Other, Failed, Keep, {
            en: "Not delivered", "The message was not delivered. Nothing shows that the number is incorrect, so keep it.";
            fr: "Non délivré", "Le message n'a pas été délivré. Rien n'indique que le numéro soit incorrect. Conservez-le.";
        }
        OtherError: 900, [3599], Other, Failed, Keep, {
            en: "Other error", "Sending failed for an unspecified reason, usually a malfunction on the operator's side. Keep the number.";
            fr: "Erreur autre", "L'envoi a échoué pour une raison non précisée, le plus souvent un dysfonctionnement chez l'opérateur. Conservez le numéro.";
        } | "Error other" | "Undefined error"
        Undeliverable: 1000, [21], Other, Failed, Keep, {
            en: "Not deliverable", "The message could not be delivered to this recipient. Nothing shows that the number is incorrect, so keep it.";
            fr: "Non délivrable", "Le message n'a pas pu être délivré à ce destinataire. Rien n'indique que le numéro soit incorrect. Conservez-le.";
        }
        Rejected: 1100, [22], Other, Failed, Keep, {
            en: "Rejected", "The message was rejected by the platform, the operator or the phone. Nothing shows that the number is incorrect, so keep it.";
            fr: "Rejeté", "Le message a été rejeté par la plateforme, l'opérateur ou le téléphone. Rien n'indique que le numéro soit incorrect. Conservez-le.";
        }
        InternalError: 1200, [2, 31], Other, Failed, Keep, {
            en: "Internal error", "Sending failed because of a malfunction on the platform. Keep the number.";
            fr: "Erreur interne", "L'envoi a échoué en raison d'un dysfonctionnement de la plateforme. Conservez le numéro.";
        } | "Not sent - Internal error"
        MessageError: 1300, [36], Other, Failed, Keep, {
            en: "Message error", "The message itself is at fault, not the number. Correct the message and keep the number.";
            fr: "Erreur message", "C'est le message qui est en cause, pas le numéro. Corrigez le message et conservez le numéro.";
        }
        MessageTooLong: 1400, [38], Other, Failed, Keep, {
            en: "Message too long", "The message is too long for its channel, which may be limited to 160 characters. Shorten it and keep the number.";
            fr: "Message trop long", "Le message est trop long pour son canal, qui peut être limité à 160 caractères. Raccourcissez-le et conservez le numéro.";
        }
        ReceptionError: 1500, [35, 39], Other, Failed, Keep, {
            en: "Reception error", "The message was not delivered, for an undetermined reason. The number cannot be considered incorrect and should stay in the address book.";
            fr: "Erreur réception", "Le message n'a pas été délivré, pour une raison indéterminée. Le numéro ne peut pas être considéré comme incorrect et devrait rester dans le carnet d'adresses.";
        }
        Expired: 1600, [37], Other, Failed, Keep, {
            en: "Expired message", "The validity period of the message ended before it could be delivered. Keep the number.";
            fr: "Message expiré", "La période de validité du message a expiré avant qu'il ait pu être délivré. Conservez le numéro.";
        } | "Message expired"
        TemporaryOperatorError: 1700, [3501], Temporary, Failed, Keep, {
            en: "Temporary operator error", "The message was not delivered because the operator was unavailable for the whole time allowed, usually 24 hours. The number is valid and must stay in the address book.";
            fr: "Erreur temporaire opérateur", "Le message n'a pas été délivré, car l'opérateur est resté indisponible pendant le délai prévu, en général 24 heures. Le numéro est valide et doit rester dans le carnet d'adresses.";
        } | "Temporary error operator"
        TemporaryPortabilityError: 1800, [3504], Temporary, Failed, Keep, {
            en: "Temporary portability error", "The message was not delivered because the number is being ported. Sending should work within 24 hours, so keep the number.";
            fr: "Erreur temporaire portabilité", "Le message n'a pas été délivré, car le numéro est en cours de portage. L'envoi devrait fonctionner sous 24 heures. Conservez le numéro.";
        } | "Temporary error portability"
        TemporaryPhoneError: 1900, [3503], Temporary, Failed, Keep, {
            en: "Temporary phone error", "The message was not delivered because the phone could not be reached in the time allowed, usually 24 hours. The number is valid and must stay in the address book.";
            fr: "Erreur temporaire téléphone", "Le message n'a pas été délivré, car le téléphone est resté injoignable pendant le délai prévu, en général 24 heures. Le numéro est valide et doit rester dans le carnet d'adresses.";
        } | "Temporary error phone" | "Temporary telephone error"
        TemporaryAbsenceError: 2000, [3502], Temporary, Failed, Keep, {
            en: "Temporary absence error", "The message was not delivered because the operator could not reach the number in the time allowed, usually 24 hours. The number is valid and must stay in the address book.";
            fr: "Erreur temporaire absence", "Le message n'a pas été délivré, car l'opérateur n'a pas pu joindre le numéro pendant le délai prévu, en général 24 heures. Le numéro est valide et doit rester dans le carnet d'adresses.";
        } | "Temporary error absence"
        RoutingError: 2100, [34], Other, Failed, Review, {
            en: "Routing error", "The format of the number is not recognised, or its destination is not served. Check the number before sending to it again.";
            fr: "Erreur routage", "Le format du numéro n'est pas reconnu, ou sa destination n'est pas prise en charge. Vérifiez le numéro avant un nouvel envoi.";
        } | "Not routable error"
        NonRoutableError: 2200, [3560], Other, Failed, Review, {
            en: "Non-routable error", "The message could not be routed to the number. Check the number before sending to it again.";
            fr: "Erreur non routable", "Le message n'a pas pu être acheminé vers le numéro. Vérifiez le numéro avant un nouvel envoi.";
        }
        InvalidRecipient: 2300, [3998], Other, Failed, Review, {
            en: "Invalid recipient", "The recipient was refused as invalid or unknown. Check the number before sending to it again.";
            fr: "Destinataire invalide", "Le destinataire a été refusé, car jugé invalide ou inconnu. Vérifiez le numéro avant un nouvel envoi.";
        } | "Invalid number" | "Numéro invalide"
        PermanentOperatorError: 2400, [3521], Permanent, Failed, Keep, {
            en: "Permanent operator error", "The operator reported a permanent error and the message was not delivered. Nothing shows that the number is incorrect, so keep it.";
            fr: "Erreur permanente opérateur", "L'opérateur a signalé une erreur permanente et le message n'a pas été délivré. Rien n'indique que le numéro soit incorrect. Conservez-le.";
        }
        PermanentRoamingError: 2500, [3527], Permanent, Failed, Keep, {
            en: "Permanent roaming error", "A permanent roaming error prevented the message from being delivered. Nothing shows that the number is incorrect, so keep it.";
            fr: "Erreur permanente roaming", "Une erreur permanente d'itinérance (roaming) a empêché la remise du message. Rien n'indique que le numéro soit incorrect. Conservez-le.";
        }
        PermanentContentError: 2600, [3525], Permanent, Failed, Keep, {
            en: "Permanent content error", "The content of the message was refused, but the number is not at fault. Change the content and keep the number.";
            fr: "Erreur permanente contenu", "Le contenu du message a été refusé, sans que le numéro soit en cause. Modifiez le contenu et conservez le numéro.";
        }
        PermanentAntiSpamError: 2700, [3524], Permanent, Failed, Keep, {
            en: "Permanent anti-spam error", "A spam filter refused the content of the message, but the number is not at fault. Change the content and keep the number.";
            fr: "Erreur permanente anti spam", "Un filtre anti-spam a refusé le contenu du message, sans que le numéro soit en cause. Modifiez le contenu et conservez le numéro.";
        } | "Erreur permanente anti-spam" | "Erreur permanente antispam" | "Permanent antispam error"
        PermanentPortabilityError: 2800, [3526], Permanent, Failed, Review, {
            en: "Permanent portability error", "The message was not delivered because the number was ported to an unknown operator. It is not known whether the number is still valid, so check it.";
            fr: "Erreur permanente portabilité", "Le message n'a pas été délivré, car le numéro a été porté chez un opérateur inconnu. Rien n'indique si le numéro est encore valide. Vérifiez-le.";
        } | "Permanent error portability"
        PermanentPhoneError: 2900, [3523], Permanent, Failed, Remove, {
            en: "Permanent phone error", "The message was not delivered because the number is not allocated. You may consider the number incorrect and remove it from the address book.";
            fr: "Erreur permanente téléphone", "Le message n'a pas été délivré, car le numéro n'est pas attribué. Vous pouvez considérer le numéro comme incorrect et le retirer du carnet d'adresses.";
        } | "Permanent error phone"
        PermanentAbsenceError: 3000, [3522], Permanent, Failed, Remove, {
            en: "Permanent absence error", "The message was not delivered because the operators do not recognise the number, or it is no longer in service. You may consider the number incorrect and remove it from the address book.";
            fr: "Erreur permanente absence", "Le message n'a pas été délivré, car les opérateurs ne reconnaissent pas le numéro ou celui-ci n'est plus en service. Vous pouvez considérer le numéro comme incorrect et le retirer du carnet d'adresses.";
        } | "Permanent error absence"
        InsufficientCredit: 3100, [33], General, Failed, Keep, {
            en: "Not sent - insufficient credit", "The message was never sent because the account did not have enough credit. Keep the number.";
            fr: "Non envoyé - crédit insuffisant", "Le message n'a jamais été envoyé, faute de crédit suffisant sur le compte. Conservez le numéro.";
        }
        Blacklisted: 3200, [3999], Other, Failed, Suppress, {
            en: "Blacklisted recipient", "The message was not sent because the recipient has opted out, or is on a list of numbers not to contact. Keep the entry so that the opt-out stays on record, and do not send to this number again.";
            fr: "Destinataire blacklisté", "Le message n'a pas été envoyé, car le destinataire ne souhaite plus recevoir de messages ou figure sur une liste de numéros à ne pas contacter. Conservez la fiche pour garder trace de ce refus et n'envoyez plus rien à ce numéro.";
        } | "Numéro blacklisté"
        PartiallyDelivered: 3300, [12], General, Partial, Keep, {
            en: "Partially delivered", "Only part of the message was delivered. Keep the number.";
            fr: "Partiellement délivré", "Seule une partie du message a été délivrée. Conservez le numéro.";
        }
        PartiallyReceived: 3400, [15], General, Partial, Keep, {
            en: "Partially received", "The bulk send went out and its reports are of several types, or only part of a long message was received. Look at the status of each recipient.";
            fr: "Partiellement reçu", "L'envoi en nombre a été effectué et comporte plusieurs types de comptes rendus, ou seule une partie d'un message long a été reçue. Consultez le statut de chaque destinataire.";
        }
        Delivered: 3500, [14], General, Received, Keep, {
            en: "Delivered", "The message was delivered to the recipient. Keep the number.";
            fr: "Délivré", "Le message a été délivré au destinataire. Conservez le numéro.";
        } | "Issued"
        Received: 3600, [11], General, Received, Keep, {
            en: "Received", "The operator confirmed that the message was received on the recipient's phone. Keep the number.";
            fr: "Reçu", "L'opérateur a confirmé la réception du message sur le téléphone du destinataire. Conservez le numéro.";
        }
        Listened: 3700, [16], General, Received, Keep, {
            en: "Listened", "The voice message was listened to. Keep the number.";
            fr: "Écouté", "Le message vocal a été écouté. Conservez le numéro.";
        }
        Read: 3800, [100], General, Received, Keep, {
            en: "Read", "The message was read. Keep the number.";
            fr: "Lu", "Le message a été lu. Conservez le numéro.";
        }
    }
}

named!(DeliveryStatus);

const _: () = {
    let mut row = 1;
    while row < DeliveryStatus::COUNT {
        let [before, status] = [DeliveryStatus::VARIANTS[row - 1], DeliveryStatus::VARIANTS[row]];
        assert!(before.rank() < status.rank(), "the ranks do not ascend");
        row += 1;
    }
};
