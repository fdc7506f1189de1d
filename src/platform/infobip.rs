//! Infobip: delivery reports from the SMS, MMS and Messages APIs, seen reports, and logs.
//!
//! A request is the JSON body of a POST request, or the answer to a poll; `results` has reports on one or more messages. The
//! crate looks for the word in `status.id`, `status.name` and `status.groupName`, and takes the first one that it knows. A
//! group and a status may have the same id. So if a report has only the id of a group, the crate looks up the group's name.
//! If an entry has `seenAt` but no status, the recipient has read the message.
//!
//! Each report says whether its error is permanent; Infobip's lists of errors differ from edition to edition. If a report
//! says that a temporary operator error is permanent, it counts as
//! [`PermanentOperatorError`](crate::DeliveryStatus::PermanentOperatorError). If it says the same of a temporary absence or
//! phone error, it counts as [`Undeliverable`](crate::DeliveryStatus::Undeliverable). None of the errors advises removing a
//! number: error 3041 means that the number is listed as deactivated, but it may have been ported.
//!
//! - Id: `messageId` identifies one message, and may be an id that you supplied; `bulkId` identifies the send.
//! - Time: `doneAt` or `seenAt`, as `yyyy-MM-ddTHH:mm:ss.SSS+0000`.
//!
//! The tables have only the general codes. The lists for chat, e-mail, voice and DLT have the same codes with different
//! meanings.
//!
//! Sources: Infobip, [Response status and error
//! codes](https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes), as of 25 July 2026; its
//! clients for Java and PHP, March 2026, for the SMS and Messages APIs.

use crate::table::tables;

tables! {
    /// The values of `status.id` and `status.name`.
    STATUSES: Word "status.id" {
        (0, "MESSAGE_ACCEPTED") => InProgress, "accepted";
        (3, "PENDING_WAITING_DELIVERY") => Sent, "sent to the operator; waiting for the receipt";
        (7, "PENDING_ENROUTE") => Sent, "forwarded to the operator";
        (26, "PENDING_ACCEPTED") => Sent, "accepted; waiting for the operator's answer";
        (4, "UNDELIVERABLE_REJECTED_OPERATOR") => Rejected, "rejected by the operator";
        (9, "UNDELIVERABLE_NOT_DELIVERED") => Undeliverable, "invalid or unreachable number";
        (31, "UNDELIVERABLE_NOT_SENT") => NotDelivered, "not sent";
        (96, "NO_ANSWER") => TemporaryAbsenceError, "call not answered";
        (97, "BUSY") => TemporaryPhoneError, "line busy";
        (98, "CANCELLED") => NotDelivered, "call cancelled by the sender";
        (2, "DELIVERED_TO_OPERATOR") => DeliveredToOperator, "with the operator, not yet on the phone";
        (5, "DELIVERED_TO_HANDSET") => Received, "delivered to the phone";
        (15, "EXPIRED_EXPIRED") => Expired, "validity period ended at the operator";
        (29, "EXPIRED_DLR_UNKNOWN") => Undefined, "no receipt came; outcome unknown";
        (87, "SIGNALS_BLOCKED") => PermanentAntiSpamError, "fraud filter";
        (6, "REJECTED_NETWORK") => RoutingError, "network not covered, or not set up for the account";
        (8, "REJECTED_PREFIX_MISSING") => InvalidRecipient, "incorrect prefix or length of the number";
        (10, "REJECTED_DND") => Blacklisted, "Infobip, status codes: recipient on a do-not-disturb list";
        (11, "REJECTED_SOURCE") => Rejected, "sender not registered for the account";
        (12, "REJECTED_NOT_ENOUGH_CREDITS") => InsufficientCredit, "account without credit";
        (13, "REJECTED_SENDER") => Rejected, "sender on the account's blocklist";
        (14, "REJECTED_DESTINATION_BLOCKLISTED") => Blacklisted, "Infobip, status codes: number on a blocklist";
        (17, "REJECTED_PREPAID_PACKAGE_EXPIRED") => InsufficientCredit, "account's credit out of date";
        (18, "REJECTED_DESTINATION_NOT_REGISTERED") => Rejected, "number not allowed for a test account";
        (19, "REJECTED_ROUTE_NOT_AVAILABLE") => RoutingError, "no route for the account";
        (20, "REJECTED_FLOODING_FILTER") => PermanentAntiSpamError, "flooding filter";
        (21, "REJECTED_SYSTEM_ERROR") => InternalError, "fault of Infobip";
        (23, "REJECTED_DUPLICATE_MESSAGE_ID") => Rejected, "message id used before";
        (24, "REJECTED_INVALID_UDH") => MessageError, "invalid header or text";
        (25, "REJECTED_MESSAGE_TOO_LONG") => MessageTooLong, "message too long";
        (51, "MISSING_TO") => InvalidRecipient, "number missing";
        (52, "REJECTED_DESTINATION") => InvalidRecipient, "incorrect prefix or length of the number";
        99 => Rejected, "call declined";
        (100, "UNDELIVERABLE_REJECTED_PLATFORM") => Rejected, "request invalid, or service down";
    }

    /// The values of `status.groupId` and `status.groupName`.
    GROUPS: Word "status.groupName" {
        (0, "ACCEPTED") => InProgress, "accepted";
        "OK" => InProgress, "accepted";
        (1, "PENDING") => InProgress, "under way";
        (2, "UNDELIVERABLE") => Undeliverable, "not delivered; the error says why";
        (3, "DELIVERED") => DeliveredToOperator, "delivered to the operator at least; the id says more";
        (4, "EXPIRED") => Expired, "validity period ended";
        (5, "REJECTED") => Rejected, "rejected; the id or the error says why";
    }

    /// The values of `event`.
    EVENTS: Word "event" {
        "SEEN" => Read, "seen by the recipient";
    }

    /// The values of `error.id` and `error.name`.
    ERRORS: Cause "error.id" {
        (1, "EC_UNKNOWN_SUBSCRIBER") => InvalidRecipient, "unknown subscriber; check by dialling";
        (2, "EC_UNKNOWN_BASE_STATION") => Undeliverable, "unknown base station";
        (5, "EC_UNIDENTIFIED_SUBSCRIBER") => TemporaryAbsenceError, "unidentified subscriber";
        (6, "EC_ABSENT_SUBSCRIBER_SM") => TemporaryAbsenceError, "absent subscriber; phone off or out of coverage";
        (7, "EC_UNKNOWN_EQUIPMENT") => Undeliverable, "phone unknown to the network";
        (8, "EC_ROAMING_NOT_ALLOWED") => TemporaryAbsenceError, "roaming not allowed";
        (9, "EC_ILLEGAL_SUBSCRIBER") => Undeliverable, "subscriber not authenticated";
        (11, "EC_TELESERVICE_NOT_PROVISIONED") => Undeliverable, "subscription without SMS";
        (12, "EC_ILLEGAL_EQUIPMENT") => Undeliverable, "phone barred by the network";
        (13, "EC_CALL_BARRED") => Undeliverable, "service suspended, usually for an unpaid bill";
        (21, "EC_FACILITY_NOT_SUPPORTED") => Undeliverable, "service not supported by phone or network";
        (27, "EC_ABSENT_SUBSCRIBER") => TemporaryAbsenceError, "absent subscriber; phone off or out of coverage";
        (31, "EC_SUBSCRIBER_BUSY_FOR_MT_SMS") => TemporaryPhoneError, "phone busy";
        (32, "EC_SM_DELIVERY_FAILURE") => TemporaryPhoneError, "not accepted by the phone; memory may be full";
        (33, "EC_MESSAGE_WAITING_LIST_FULL") => TemporaryPhoneError, "too many messages waiting for the phone";
        (34, "EC_SYSTEM_FAILURE") => TemporaryOperatorError, "system failure in the network";
        (35, "EC_DATA_MISSING") => TemporaryOperatorError, "data missing in the network";
        (36, "EC_UNEXPECTED_DATA_VALUE") => TemporaryOperatorError, "unexpected data in the network";
        (255, "EC_UNKNOWN_ERROR") => OtherError, "unknown error";
        (256, "EC_SM_DF_MEMORYCAPACITYEXCEEDED") => TemporaryPhoneError, "memory of the phone full";
        (257, "EC_SM_DF_EQUIPMENTPROTOCOLERROR") => TemporaryPhoneError, "equipment error in the phone";
        (258, "EC_SM_DF_EQUIPMENTNOTSM_EQUIPPED") => TemporaryPhoneError, "equipment error in the phone";
        (259, "EC_SM_DF_UNKNOWNSERVICECENTRE") => TemporaryPhoneError, "equipment error in the phone";
        (260, "EC_SM_DF_SC_CONGESTION") => TemporaryPhoneError, "equipment error in the phone";
        (261, "EC_SM_DF_INVALIDSME_ADDRESS") => TemporaryPhoneError, "equipment error in the phone";
        (262, "EC_SM_DF_SUBSCRIBERNOTSC_SUBSCRIBER") => TemporaryPhoneError, "equipment error in the phone";
        (500, "EC_PROVIDER_GENERAL_ERROR") => TemporaryOperatorError, "network protocol error";
        (502, "EC_NO_RESPONSE") => TemporaryOperatorError, "no answer from the operator";
        (503, "EC_SERVICE_COMPLETION_FAILURE") => TemporaryOperatorError, "network protocol error";
        (504, "EC_UNEXPECTED_RESPONSE_FROM_PEER") => TemporaryOperatorError, "network protocol error";
        (507, "EC_MISTYPED_PARAMETER") => TemporaryOperatorError, "network protocol error";
        (508, "EC_NOT_SUPPORTED_SERVICE") => TemporaryOperatorError, "network protocol error";
        (509, "EC_DUPLICATED_INVOKE_ID") => TemporaryOperatorError, "network protocol error";
        (565, "EC_CANNOT_RECEIVE_SC") => Undeliverable, "number cannot receive from short codes";
        (573, "EC_SC_BLOCKED_BY_END_USER") => Blacklisted, "Infobip, error codes: sender blocked at the recipient's request";
        (581, "EC_USER_OUT_OF_CREDIT") => Undeliverable, "recipient without credit";
        (628, "EC_TEMPORARY_HANDSET_FAILURE") => TemporaryPhoneError, "temporary phone failure";
        (629, "EC_DEST_ADDRESS_UNABLE_TO_RECEIVE_SMS") => Undeliverable, "number cannot receive SMS";
        (1024, "EC_OR_APPCONTEXTNOTSUPPORTED") => TemporaryOperatorError, "network protocol error";
        (1025, "EC_OR_INVALIDDESTINATIONREFERENCE") => TemporaryOperatorError, "network protocol error";
        (1026, "EC_OR_INVALIDORIGINATINGREFERENCE") => TemporaryOperatorError, "network protocol error";
        (1027, "EC_OR_ENCAPSULATEDAC_NOTSUPPORTED") => TemporaryOperatorError, "network protocol error";
        (1028, "EC_OR_TRANSPORTPROTECTIONNOTADEQUATE") => TemporaryOperatorError, "network protocol error";
        (1029, "EC_OR_NOREASONGIVEN") => TemporaryOperatorError, "network protocol error";
        (1030, "EC_OR_POTENTIALVERSIONINCOMPATIBILITY") => TemporaryOperatorError, "network protocol error";
        (1031, "EC_OR_REMOTENODENOTREACHABLE") => TemporaryOperatorError, "not reachable: network protocol error";
        (1152, "EC_NNR_NOTRANSLATIONFORANADDRESSOFSUCHNATURE") => TemporaryOperatorError, "not reachable: network protocol error";
        (1153, "EC_NNR_NOTRANSLATIONFORTHISSPECIFICADDRESS") => TemporaryOperatorError, "not reachable: network protocol error";
        (1154, "EC_NNR_SUBSYSTEMCONGESTION") => TemporaryOperatorError, "not reachable: network protocol error";
        (1155, "EC_NNR_SUBSYSTEMFAILURE") => TemporaryOperatorError, "not reachable: network protocol error";
        (1156, "EC_NNR_UNEQUIPPEDUSER") => TemporaryOperatorError, "not reachable: network protocol error";
        (1157, "EC_NNR_MTPFAILURE") => TemporaryOperatorError, "not reachable: network protocol error";
        (1158, "EC_NNR_NETWORKCONGESTION") => TemporaryOperatorError, "not reachable: network protocol error";
        (1159, "EC_NNR_UNQUALIFIED") => TemporaryOperatorError, "not reachable: network protocol error";
        (1160, "EC_NNR_ERRORINMESSAGETRANSPORTXUDT") => TemporaryOperatorError, "not reachable: network protocol error";
        (1161, "EC_NNR_ERRORINLOCALPROCESSINGXUDT") => TemporaryOperatorError, "not reachable: network protocol error";
        (1162, "EC_NNR_DESTINATIONCANNOTPERFORMREASSEMBLYXUDT") => TemporaryOperatorError, "not reachable: network protocol error";
        (1163, "EC_NNR_SCCPFAILURE") => TemporaryOperatorError, "not reachable: network protocol error";
        (1164, "EC_NNR_HOPCOUNTERVIOLATION") => TemporaryOperatorError, "not reachable: network protocol error";
        (1165, "EC_NNR_SEGMENTATIONNOTSUPPORTED") => TemporaryOperatorError, "not reachable: network protocol error";
        (1166, "EC_NNR_SEGMENTATIONFAILURE") => TemporaryOperatorError, "not reachable: network protocol error";
        (1281, "EC_UA_USERSPECIFICREASON") => TemporaryOperatorError, "network protocol error";
        (1282, "EC_UA_USERRESOURCELIMITATION") => TemporaryOperatorError, "network protocol error";
        (1283, "EC_UA_RESOURCEUNAVAILABLE") => TemporaryOperatorError, "network protocol error";
        (1284, "EC_UA_APPLICATIONPROCEDURECANCELLATION") => TemporaryOperatorError, "network protocol error";
        (1536, "EC_PA_PROVIDERMALFUNCTION") => TemporaryOperatorError, "network protocol error";
        (1537, "EC_PA_SUPPORTINGDIALOGORTRANSACTIONREALEASED") => TemporaryOperatorError, "network protocol error";
        (1538, "EC_PA_RESSOURCELIMITATION") => TemporaryOperatorError, "network protocol error";
        (1539, "EC_PA_MAINTENANCEACTIVITY") => TemporaryOperatorError, "network protocol error";
        (1540, "EC_PA_VERSIONINCOMPATIBILITY") => TemporaryOperatorError, "network protocol error";
        (1541, "EC_PA_ABNORMALMAPDIALOG") => TemporaryOperatorError, "network protocol error";
        (1792, "EC_NC_ABNORMALEVENTDETECTEDBYPEER") => TemporaryOperatorError, "network protocol error";
        (1793, "EC_NC_RESPONSEREJECTEDBYPEER") => TemporaryOperatorError, "network protocol error";
        (1794, "EC_NC_ABNORMALEVENTRECEIVEDFROMPEER") => TemporaryOperatorError, "network protocol error";
        (1795, "EC_NC_MESSAGECANNOTBEDELIVEREDTOPEER") => TemporaryOperatorError, "network protocol error";
        (1796, "EC_NC_PROVIDEROUTOFINVOKE") => TemporaryOperatorError, "network protocol error";
        (323, "EC_INVALID_REQUEST_TYPE") => Rejected, "invalid request type";
        (351, "EC_INVALID_DESTINATION_ADDRESS") => InvalidRecipient, "invalid, deactivated, or without credit; check it";
        (352, "EC_INVALID_REQUEST_DESTINATION") => RoutingError, "country code unknown";
        (355, "EC_MSG_TEXT_TOO_LONG") => MessageTooLong, "text too long";
        (368, "EC_INVALID_SOURCE_ADDRESS") => Rejected, "invalid sender";
        (433, "EC_ACCOUNT_ACCESS_DENIED") => Rejected, "account denied access";
        (541, "EC_LIMIT_REACHED") => Rejected, "operator's speed limit for the sender";
        (542, "EC_QUOTA_REACHED") => Rejected, "operator's daily quota for the sender";
        (572, "EC_CAMPAIGNID_NOT_PROVISIONED") => Rejected, "campaign not set up with the operator";
        (577, "EC_ACC_NOT_PROVISIONED_TO_SMS_DEMO_SC") => Rejected, "account not set up for the demonstration";
        (578, "EC_EXCEEDED_THE_TIME_LIMIT_OF_SMS_DEMO") => Rejected, "demonstration ended";
        (579, "EC_DEST_ADDRESS_NOT_IN_SMS_DEMO") => Rejected, "number not part of the demonstration";
        (580, "EC_EXCEEDED_THE_MAX_NUMBER") => Rejected, "too many demonstration requests";
        (594, "EC_INVALID_GLOBAL_CAMPAIGN_ID") => Rejected, "invalid campaign";
        (597, "EC_ACC_HAS_NO_ADRESS_FOR_DESR") => Rejected, "no sender for the destination";
        (598, "EC_INTERACTION_NOT_SUPPORTED") => Rejected, "interaction not supported for the destination";
        (601, "EC_ACC_NOT_2_WAY") => Rejected, "account not set up for answers";
        (603, "EC_CONTENT_BLOCKED") => Blacklisted, "Infobip, error codes: recipient sent STOP";
        (604, "EC_BLOCKED_BY_CAMPAIGN_BLACKLIST") => Blacklisted, "Infobip, error codes: number on the campaign's blocklist";
        (607, "EC_REJECTED_SPAM_BY_OPERATOR") => PermanentAntiSpamError, "spam filter of the operator";
        (608, "EC_SIGNALS_BLOCKED") => PermanentAntiSpamError, "fraud filter";
        (609, "EC_SIGNALS_HARD_LIMIT_REACHED") => Rejected, "daily limit of the account";
        (2049, "EC_IMSI_BLACKLISTED") => Rejected, "SIM card, not the number, on a blocklist";
        (2052, "EC_BLACKLISTED_DESTINATIONADDRESS") => Blacklisted, "Infobip, error codes: number on a blocklist";
        (2053, "EC_BLACKLISTED_SENDERADDRESS") => Rejected, "sender on a blocklist";
        (3041, "EC_DEACTIVATED_LIST") => InvalidRecipient, "listed as deactivated; perhaps ported or reassigned";
        (4096, "EC_INVALID_PDU_FORMAT") => MessageError, "invalid message format";
        (4099, "EC_MONTHLY_LIMIT_REACHED") => Rejected, "monthly limit of the account";
        (4100, "EC_MESSAGE_CANCELED") => Expired, "validity period ended before it was sent on";
        (4101, "EC_VALIDITY_EXPIRED") => Expired, "validity period ended before delivery";
        (4102, "EC_NOTSUBMITTEDTOSMPPCHANNEL") => TemporaryOperatorError, "no SMPP connection";
        (4103, "EC_DESTINATION_FLOODING") => PermanentAntiSpamError, "flooding filter";
        (4104, "EC_DESTINATION_TXT_FLOODING") => PermanentAntiSpamError, "flooding filter";
        (4202, "EC_10DLC_LIMIT_REACHED") => Rejected, "operator's limit for the sender";
        (10, "EC_BEARER_SERVICE_NOT_PROVISIONED") => Undeliverable, "subscription without this service";
        (15, "EC_CUG_REJECT") => Undeliverable, "closed user group";
        (20, "EC_SS_INCOMPATIBILITY") => Undeliverable, "service not supported by phone or network";
        (24, "EC_NO_RADIO_RESOURCE_AVAILABLE") => TemporaryOperatorError, "no radio resource; network overloaded";
        (51, "EC_RESOURCE_LIMITATION") => TemporaryOperatorError, "network congested";
        (71, "EC_UNKNOWN_ALPHABET") => TemporaryOperatorError, "unknown alphabet in the network";
        (345, "EC_OPERATOR_NOT_FOUND") => RoutingError, "no operator found for the number";
        (375, "EC_SOURCE_ADDRESS_IS_BLOCKED") => Rejected, "sender blocked or not set up";
        (488, "EC_TF_NUMBER_NOT_VERIFIED") => Rejected, "toll-free sender not verified, or over its limit";
        (501, "EC_INVALID_RESPONSE_RECEIVED") => TemporaryOperatorError, "invalid answer in the network";
        (560, "EC_SC_BLOCKED_FOR_END_USER") => Rejected, "short code blocked by the operator for this recipient";
        (561, "EC_CONTENT_BLOCKED_BY_OPERATOR") => PermanentContentError, "content blocked by the operator";
        (562, "EC_SC_NOT_PROVISIONED") => Rejected, "short code not set up with the operator";
        (563, "EC_SC_EXPIRED") => Rejected, "short code expired";
        (564, "EC_SC_BLOCKED") => Rejected, "short code blocked by the operator";
        (566, "EC_DESTINATION_BLOCKED_BY_OPERATOR") => Rejected, "short codes to this number blocked by the operator";
        (568, "EC_DESTINATION_NOT_SMS_PROVISIONED") => Undeliverable, "subscription without SMS";
        (569, "EC_DEST_ADDRESS_SUSPENDED") => Rejected, "number suspended by the operator";
        (571, "EC_CAMPAIGN_ID_REJECTED") => Rejected, "campaign rejected by the operator";
        (574, "EC_BLOCKED_NEW_SUBSCRIPTIONS_FOR_SC") => Rejected, "no new subscribers allowed for the short code";
        (592, "EC_ACCOUNT_NOT_PROVISIONED_FOR_CHANNEL") => Rejected, "account not set up for the network";
        (630, "EC_DEST_OVERLOADED") => TemporaryOperatorError, "destination overloaded";
        (631, "EC_MOBILE_OPERATOR_NETWORK_ERROR") => TemporaryOperatorError, "error of the operator's network";
        (632, "EC_SMS_REJECTED_BY_MOBILE_OPERATOR") => TemporaryOperatorError, "rejected by the operator for this number";
        (633, "EC_UNKNOWN_MOBILE_OPERATOR") => TemporaryOperatorError, "unknown error of the operator";
        (810, "EC_FAILED_MESSAGE_DELIVERY") => TemporaryOperatorError, "not delivered by the operator";
        (811, "EC_MESSAGE_EXPIRED") => Expired, "expired before it reached the phone";
        (815, "EC_MESSAGE_SUBMITTED_NOT_ACKED") => TemporaryOperatorError, "not acknowledged by the operator";
        (2048, "EC_TIME_OUT") => TemporaryOperatorError, "no answer from the network in time";
        (2050, "EC_DEST_ADDRESS_BLACKLISTED") => Blacklisted, "Infobip, error codes: number on a do-not-disturb list";
        (2051, "EC_INVALIDMSCADDRESS") => TemporaryOperatorError, "invalid switch address";
        (4097, "EC_NOTSUBMITTEDTOGMSC") => TemporaryOperatorError, "not accepted by any operator";
        (4098, "EC_VP_EXPIRED") => Expired, "validity period ended before delivery";
        (5492, "EC_DUPLICATE_MESSAGE") => Rejected, "same message sent to the number before";
        505..=506 => TemporaryOperatorError, "error of the network (range not documented)";
        1032..=1151 => TemporaryOperatorError, "error of the network (range not documented)";
        1167..=1280 => TemporaryOperatorError, "error of the network (range not documented)";
        1285..=1535 => TemporaryOperatorError, "error of the network (range not documented)";
        1542..=1791 => TemporaryOperatorError, "error of the network (range not documented)";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{
        status::DeliveryStatus::{
            PermanentOperatorError, TemporaryAbsenceError, TemporaryOperatorError, TemporaryPhoneError, Undefined,
            Undeliverable,
        },
        table::{Of, Value, find_of},
        wire::{Draft, Item, Wire},
    };

    fn finish<'n>(item: &Item<'_, 'n>, draft: &mut Draft<'n>) {
        let group = item.text("/status/groupId");
        let mut word = find_of(TABLES, Of::Word, &draft.word);
        match group.as_deref().and_then(|number| GROUPS.find(number)).map(|row| row.value) {
            Some(Value::Named(_, name)) if word.is_none() => {
                draft.word = name.into();
                word = find_of(TABLES, Of::Word, name);
            }
            _ if !draft.word.is_empty() => {}
            _ if item.text("seenAt").is_some() || item.text("event").is_some_and(|event| event == "SEEN") => {
                draft.word = "SEEN".into();
                return;
            }
            _ => {
                // An unknown group may have the number of a status.
                draft.word = group.unwrap_or_default();
                draft.status = Some(Undefined);
                return;
            }
        }
        let (Some(word), Some(cause)) = (word, draft.cause.as_deref()) else { return };
        if item.text("/error/permanent").is_some_and(|flag| flag.eq_ignore_ascii_case("true")) {
            let cause = match find_of(TABLES, Of::Cause, cause).map(|row| row.status) {
                Some(TemporaryOperatorError) => Some(PermanentOperatorError),
                Some(TemporaryAbsenceError | TemporaryPhoneError) => Some(Undeliverable),
                other => other,
            };
            draft.status = cause.map(|_| word.status.refined_by(cause));
        }
    }

    Wire {
        reports: &["/results"],
        word: &["/status/id", "/status/name", "/status/groupName"],
        cause: &["/error/id", "/error/name"],
        message_id: &["messageId"],
        recipient: &["to", "destination"],
        sender: &["from", "sender"],
        reference: &["callbackData"],
        network: &["mccMnc"],
        time: &["doneAt", "seenAt", "sentAt"],
        incoming: &["receivedAt", "event", "message", "text"],
        also: &["/status/groupId", "seenAt", "event", "/error/permanent"],
        finish: Some(finish),
        ..Wire::EMPTY
    }
};
