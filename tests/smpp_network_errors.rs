//! The TLV `network_error_code` of SMPP, and the errors of GSM MAP in it.

use sms_status::{
    AddressBookAction, DeliveryStatus, Value,
    smpp::{MAP_ERRORS, NetworkErrorCode, NetworkType},
};

/// The error codes of 3GPP TS 29.002, section 17.6.6, that a message can end with.
const ERRORS: [(u16, &str, DeliveryStatus); 20] = [
    (1, "unknownSubscriber", DeliveryStatus::InvalidRecipient),
    (3, "unknownMSC", DeliveryStatus::TemporaryOperatorError),
    (5, "unidentifiedSubscriber", DeliveryStatus::TemporaryAbsenceError),
    (6, "absentSubscriberSM", DeliveryStatus::TemporaryAbsenceError),
    (7, "unknownEquipment", DeliveryStatus::Undeliverable),
    (8, "roamingNotAllowed", DeliveryStatus::TemporaryAbsenceError),
    (9, "illegalSubscriber", DeliveryStatus::Undeliverable),
    (10, "bearerServiceNotProvisioned", DeliveryStatus::Undeliverable),
    (11, "teleserviceNotProvisioned", DeliveryStatus::Undeliverable),
    (12, "illegalEquipment", DeliveryStatus::Undeliverable),
    (13, "callBarred", DeliveryStatus::Undeliverable),
    (15, "cug-Reject", DeliveryStatus::Undeliverable),
    (21, "facilityNotSupported", DeliveryStatus::Undeliverable),
    (27, "absentSubscriber", DeliveryStatus::TemporaryAbsenceError),
    (31, "subscriberBusyForMT-SMS", DeliveryStatus::TemporaryPhoneError),
    (32, "sm-DeliveryFailure", DeliveryStatus::TemporaryPhoneError),
    (33, "messageWaitingListFull", DeliveryStatus::TemporaryPhoneError),
    (34, "systemFailure", DeliveryStatus::TemporaryOperatorError),
    (35, "dataMissing", DeliveryStatus::TemporaryOperatorError),
    (36, "unexpectedDataValue", DeliveryStatus::TemporaryOperatorError),
];

/// The octets of SMPP 5.0, section 4.8.4.42.
const NETWORKS: [(u8, NetworkType); 8] = [
    (1, NetworkType::Ansi136AccessDenied),
    (2, NetworkType::Is95AccessDenied),
    (3, NetworkType::Gsm),
    (4, NetworkType::Ansi136Cause),
    (5, NetworkType::Is95Cause),
    (6, NetworkType::Ansi41),
    (7, NetworkType::Smpp),
    (8, NetworkType::MessageCentre),
];

fn all() -> impl Iterator<Item = [u8; 3]> {
    let octets = || 0..=u8::MAX;
    octets().flat_map(move |network| octets().flat_map(move |high| octets().map(move |low| [network, high, low])))
}

#[test]
fn every_three_octets_are_kept_and_only_known_errors_of_gsm_have_a_status() {
    for octets in all() {
        let error = NetworkErrorCode::from(octets);
        assert_eq!(<[u8; 3]>::from(error), octets);
        let code = u16::from(octets[1]) << 8 | u16::from(octets[2]);
        assert_eq!(error.code, code);
        let known = ERRORS.iter().find(|row| octets[0] == 3 && row.0 == code);
        assert_eq!(error.status(), known.map(|row| row.2), "{octets:?}");
    }
}

#[test]
fn every_network_is_the_one_of_the_standard() {
    for octet in 0..=u8::MAX {
        let listed = NETWORKS.iter().find(|row| row.0 == octet).map(|row| row.1);
        let network = NetworkType::from(octet);
        assert_eq!(network, listed.unwrap_or(NetworkType::Other(octet)));
        assert_eq!(u8::from(network), octet);
    }
}

#[test]
fn every_row_names_its_error_and_none_removes_a_number() {
    for (row, (code, name, status)) in MAP_ERRORS.rows.iter().zip(ERRORS) {
        assert_eq!((row.value, row.status), (Value::Named(code.into(), name), status));
        assert_eq!(NetworkErrorCode { network: NetworkType::Gsm, code }.row(), Some(row));
        assert!(matches!(status.action(), AddressBookAction::Keep | AddressBookAction::Review), "{row:?}");
    }
    assert_eq!(MAP_ERRORS.rows.len(), ERRORS.len());
}

#[test]
fn an_error_refines_a_failure_and_nothing_else() {
    for &status in DeliveryStatus::VARIANTS {
        for code in 0..=u16::MAX {
            for network in [NetworkType::Gsm, NetworkType::Smpp, NetworkType::Other(b'0')] {
                let error = NetworkErrorCode { network, code };
                let refined = status.refined_by(error.status());
                assert!(refined == status || Some(refined) == error.status() && refined.supersedes(status));
                assert_eq!(refined.outcome(), status.outcome());
                assert_eq!(refined.refined_by(error.status()), refined);
            }
        }
    }
}

#[test]
fn only_a_failure_without_a_cause_is_refined() {
    let absent = NetworkErrorCode::from([3, 0, 27]);
    let unknown = NetworkErrorCode::from([3, 0, 1]);
    for (error, status, expected) in [
        (absent, DeliveryStatus::Undeliverable, DeliveryStatus::TemporaryAbsenceError),
        (absent, DeliveryStatus::Expired, DeliveryStatus::Expired),
        (absent, DeliveryStatus::Blacklisted, DeliveryStatus::Blacklisted),
        (absent, DeliveryStatus::PermanentPhoneError, DeliveryStatus::PermanentPhoneError),
        (absent, DeliveryStatus::Received, DeliveryStatus::Received),
        (absent, DeliveryStatus::Sent, DeliveryStatus::Sent),
        (absent, DeliveryStatus::Undefined, DeliveryStatus::Undefined),
        (unknown, DeliveryStatus::Undeliverable, DeliveryStatus::InvalidRecipient),
        (unknown, DeliveryStatus::PartiallyDelivered, DeliveryStatus::PartiallyDelivered),
    ] {
        assert_eq!(status.refined_by(error.status()), expected, "{error:?} {status}");
    }
}

#[test]
fn three_digits_in_ascii_are_kept_and_say_nothing() {
    let error = NetworkErrorCode::from(*b"027");
    assert_eq!((error.network, error.code, error.status()), (NetworkType::Other(0x30), 0x3237, None));
}

#[cfg(feature = "serde")]
#[test]
fn serde_writes_and_reads_the_octets() {
    for octets in all().step_by(997) {
        let error = NetworkErrorCode::from(octets);
        let json = serde_json::to_string(&error).unwrap();
        assert_eq!(json, format!("[{},{},{}]", octets[0], octets[1], octets[2]));
        assert_eq!(serde_json::from_str::<NetworkErrorCode>(&json).unwrap(), error);
        assert_eq!(serde_json::to_string(&error.network).unwrap(), octets[0].to_string());
    }
    assert!(serde_json::from_str::<NetworkErrorCode>("[3,1]").is_err());
}
