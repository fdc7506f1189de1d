//! Codes both ways, over all 65,536 of them.

use std::collections::HashMap;

use sms_status::{DeliveryStatus, UnknownCode};

#[test]
fn every_code_reads_as_its_status_or_as_itself() {
    let mut known: HashMap<u16, DeliveryStatus> =
        DeliveryStatus::VARIANTS.iter().map(|&status| (status.code(), status)).collect();
    assert_eq!(known.len(), DeliveryStatus::COUNT, "two statuses share a code");
    // The two numbers that only decode.
    assert_eq!(known.insert(39, DeliveryStatus::ReceptionError), None);
    assert_eq!(known.insert(31, DeliveryStatus::InternalError), None);

    for code in 0..=u16::MAX {
        let expected = known.get(&code).copied();
        assert_eq!(DeliveryStatus::from_code(code), expected, "{code}");
        assert_eq!(DeliveryStatus::try_from(code), expected.ok_or(UnknownCode(code.into())), "{code}");
        assert_eq!(DeliveryStatus::try_from(i32::from(code)), expected.ok_or(UnknownCode(code.into())), "{code}");
        assert_eq!(DeliveryStatus::try_from(i64::from(code)), expected.ok_or(UnknownCode(code.into())), "{code}");
    }
}

#[test]
fn every_status_reads_back_from_its_code() {
    for &status in DeliveryStatus::VARIANTS {
        assert_eq!(DeliveryStatus::from_code(status.code()), Some(status));
        assert_eq!(u16::from(status), status.code());
    }
}

#[test]
fn codes_of_request_errors_are_no_statuses() {
    assert_eq!(DeliveryStatus::from_code(32), None);
    assert_eq!(DeliveryStatus::from_code(61), None);
    assert_eq!(DeliveryStatus::from_code(50), Some(DeliveryStatus::NotDelivered));
}

#[test]
fn the_error_says_which_code() {
    let error = DeliveryStatus::try_from(-7777_i64).unwrap_err();
    assert_eq!(error.to_string(), "unknown delivery status code -7777");
}

#[test]
fn a_number_that_is_no_code_is_unknown_in_every_type() {
    for code in i16::MIN..=i16::MAX {
        let expected = u16::try_from(code).ok().and_then(DeliveryStatus::from_code);
        assert_eq!(DeliveryStatus::try_from(code), expected.ok_or(UnknownCode(code.into())), "{code}");
    }
    // The low 16 bits of these are the code 11.
    for code in [11 + (1 << 16), 11 - (1 << 16), i32::MIN + 11] {
        assert_eq!(DeliveryStatus::try_from(code), Err(UnknownCode(code.into())));
    }
    for code in [11 + (1 << 32), 11 - (1 << 32), i64::MIN + 11, i64::MAX] {
        assert_eq!(DeliveryStatus::try_from(code), Err(UnknownCode(code)));
    }
}
