//! The TP-Status of 3GPP TS 23.040, section 9.2.3.15.

use std::fmt::Write;

use expect_test::expect_file;
use sms_status::{
    AddressBookAction, DeliveryStatus, Language, Outcome,
    gsm::{TpStatus, TpStatusGroup, TpStatusRange},
};

/// What the byte is read as, `None` for a reserved one: bytes in rows of 16, as the standard groups them.
#[rustfmt::skip]
const STATUSES: [Option<DeliveryStatus>; 0x80] = {
    use DeliveryStatus::{
        DeliveredToOperator as Operator, Expired, NotDelivered, PermanentOperatorError as Permanent, Received, Rejected,
        RoutingError as Routing, Sent, TemporaryAbsenceError as Absence, TemporaryOperatorError as Temporary,
        TemporaryPhoneError as Phone, Undefined, Undeliverable,
    };
    const R: Option<DeliveryStatus> = None;
    const UNDEFINED: Option<DeliveryStatus> = Some(Undefined);
    const SENT: Option<DeliveryStatus> = Some(Sent);
    const OPERATOR: Option<DeliveryStatus> = Some(Operator);
    const PERMANENT: Option<DeliveryStatus> = Some(Permanent);
    const UNDELIV: Option<DeliveryStatus> = Some(Undeliverable);
    const DELETED: Option<DeliveryStatus> = Some(NotDelivered);
    const TEMPORARY: Option<DeliveryStatus> = Some(Temporary);
    const PHONE: Option<DeliveryStatus> = Some(Phone);
    [
        // 0x00
        Some(Received), OPERATOR, UNDEFINED, R, R, R, R, R, R, R, R, R, R, R, R, R,
        // 0x10
        UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED,
        UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED,
        // 0x20
        SENT, OPERATOR, OPERATOR, SENT, SENT, OPERATOR, R, R, R, R, R, R, R, R, R, R,
        // 0x30
        SENT, SENT, SENT, SENT, SENT, SENT, SENT, SENT, SENT, SENT, SENT, SENT, SENT, SENT, SENT, SENT,
        // 0x40
        PERMANENT, UNDELIV, Some(Rejected), UNDELIV, PERMANENT, Some(Routing), Some(Expired), DELETED,
        DELETED, UNDEFINED, R, R, R, R, R, R,
        // 0x50
        UNDELIV, UNDELIV, UNDELIV, UNDELIV, UNDELIV, UNDELIV, UNDELIV, UNDELIV,
        UNDELIV, UNDELIV, UNDELIV, UNDELIV, UNDELIV, UNDELIV, UNDELIV, UNDELIV,
        // 0x60
        TEMPORARY, PHONE, Some(Absence), TEMPORARY, TEMPORARY, PHONE, R, R, R, R, R, R, R, R, R, R,
        // 0x70
        TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY,
        TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY, TEMPORARY,
    ]
};

fn all() -> impl Iterator<Item = TpStatus> {
    (0..=u8::MAX).map(TpStatus)
}

#[test]
fn every_byte_is_read_as_the_standard_has_it() {
    for status in all() {
        let expected = STATUSES.get(usize::from(status.0)).copied().flatten();
        assert_eq!(status.is_reserved(), expected.is_none(), "{status}");
        assert_eq!(status.interpreted(), if expected.is_none() { TpStatus(0x63) } else { status }, "{status}");
        let expected = expected.unwrap_or(DeliveryStatus::TemporaryOperatorError);
        assert_eq!((status.status(), DeliveryStatus::from(status)), (expected, expected), "{status}");
    }
}

#[test]
fn the_byte_is_kept_as_it_was_received() {
    for byte in 0..=u8::MAX {
        assert_eq!(u8::from(TpStatus::from(byte)), byte);
        assert_eq!(TpStatus(byte).to_string(), format!("0x{byte:02X}"));
    }
}

#[cfg(feature = "serde")]
#[test]
fn serde_writes_and_reads_the_byte() {
    for status in all() {
        let json = serde_json::to_string(&status).unwrap();
        assert_eq!(json, status.0.to_string());
        assert_eq!(serde_json::from_str::<TpStatus>(&json).unwrap(), status);
    }
}

#[test]
fn the_group_is_in_bits_6_and_5() {
    for status in all() {
        let read = if status.is_reserved() { 0x63 } else { status.0 };
        let group = match (read & 0b0110_0000) >> 5 {
            0b00 => TpStatusGroup::Completed,
            0b01 => TpStatusGroup::StillTrying,
            0b10 => TpStatusGroup::PermanentError,
            _ => TpStatusGroup::TemporaryError,
        };
        assert_eq!(status.group(), group, "{status}");
        assert_eq!(status.is_still_trying(), group == TpStatusGroup::StillTrying, "{status}");
    }
}

#[test]
fn a_report_is_pending_while_the_service_centre_tries_and_failed_when_it_gave_up() {
    for status in all() {
        let outcome = DeliveryStatus::from(status).outcome();
        match status.group() {
            TpStatusGroup::Completed => assert_ne!(outcome, Outcome::Failed, "{status}"),
            TpStatusGroup::StillTrying => assert_eq!(outcome, Outcome::Pending, "{status}"),
            TpStatusGroup::PermanentError if status == TpStatus(0x49) => assert_eq!(outcome, Outcome::Unknown),
            TpStatusGroup::PermanentError | TpStatusGroup::TemporaryError => {
                assert_eq!(outcome, Outcome::Failed, "{status}");
            }
        }
    }
}

#[test]
fn no_byte_advises_to_remove_the_number() {
    for status in all() {
        assert_ne!(DeliveryStatus::from(status).action(), AddressBookAction::Remove, "{status}");
    }
}

#[test]
fn every_byte_has_a_meaning_in_every_language() {
    for status in all() {
        let [english, french] = [Language::English, Language::French].map(|language| status.meaning(language));
        assert!(!english.is_empty() && !french.is_empty() && !status.reason().is_empty(), "{status}");
        // Two values with the same meaning in one language have the same in the other.
        for other in all() {
            let same_english = other.meaning(Language::English) == english;
            assert_eq!(same_english, other.meaning(Language::French) == french, "{status} {other}");
        }
    }
}

#[test]
fn the_texts_of_a_byte_are_those_of_its_row() {
    for byte in 0..=u8::MAX {
        let status = TpStatus(byte);
        let row = TpStatusRange::ALL.iter().find(|row| (row.first..=row.last).contains(&status)).unwrap();
        assert_eq!(status.row(), row);
        assert_eq!((status.status(), status.reason()), (row.status, row.reason));
        for &language in Language::VARIANTS {
            assert_eq!(status.meaning(language), row.meaning(language));
            assert!(status.meaning(language).len() > 5, "{status}");
        }
    }
    assert_eq!(TpStatus(0x46).meaning(Language::French), "Période de validité expirée");
}

#[test]
fn groups_have_labels() {
    let labels = |language| TpStatusGroup::VARIANTS.iter().map(|group| group.label(language)).collect::<Vec<_>>();
    assert_eq!(
        labels(Language::English),
        ["Completed", "Temporary error, still trying", "Permanent error", "Temporary error, gave up"]
    );
    assert_eq!(
        labels(Language::French),
        [
            "Terminé",
            "Erreur temporaire, nouvelles tentatives en cours",
            "Erreur permanente",
            "Erreur temporaire, abandon"
        ]
    );
}

#[test]
fn every_range_has_its_texts_in_every_language() {
    for (language, file) in [
        (Language::English, expect_file!["data/tp_status.en.tsv"]),
        (Language::French, expect_file!["data/tp_status.fr.tsv"]),
    ] {
        let mut table = String::new();
        let values: Vec<_> = (0..=u8::MAX).map(TpStatus).collect();
        for range in values.chunk_by(|a, b| a.meaning(language) == b.meaning(language)) {
            let (first, last, status) = (range[0], range[range.len() - 1], DeliveryStatus::from(range[0]));
            let [meaning, group] = [first.meaning(language), first.group().label(language)];
            let [label, advice] = [status.label(language), status.action().label(language)];
            writeln!(table, "{first}–{last}\t{meaning}\t{group}\t{label}\t{advice}").unwrap();
        }
        file.assert_eq(&table);
    }
}
