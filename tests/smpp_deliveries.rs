//! SMPP PDUs with receipts and messages.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use proptest::prelude::*;
use sms_status::{
    AddressBookAction, DeliveryStatus,
    smpp::{self, Delivery, DeliveryKind, MessageState, NetworkErrorCode, PduError, Receipt, WORDS},
};

/// The PDUs of a file of several, each with its offset.
fn pdus(file: &[u8]) -> Vec<(usize, &[u8])> {
    let (mut pdus, mut offset) = (Vec::new(), 0);
    while let Some(length) = file[offset..].first_chunk() {
        let length = u32::from_be_bytes(*length) as usize;
        pdus.push((offset, &file[offset..][..length]));
        offset += length;
    }
    pdus
}

/// The files of PDUs by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let folder = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pdus")).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "pdus"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect();
    files.sort_by_key(|(name, _)| format!("{name}."));
    files
}

/// What a delivery is, as the file of expected values writes it.
fn row(delivery: &Delivery<'_>) -> String {
    let kind = format!("{:?}", delivery.kind()).to_lowercase();
    let id = delivery.message_id().unwrap_or_default();
    let source = delivery.source.unwrap_or_default().escape_debug();
    let status = if kind == "receipt" { delivery.status().name() } else { "" };
    let done_at = delivery.done_at().map(|date| date.to_string()).unwrap_or_default();
    format!("{kind}\t{id}\t{source}\t{status}\t{done_at}")
}

#[cfg(feature = "alloc")]
#[test]
fn every_pdu_of_every_encoder_is_read() {
    let mut lines = include_str!("data/pdus/expected.tsv").lines().skip(1);
    for (name, file) in files() {
        for (offset, pdu) in pdus(&file) {
            let read = match Delivery::from_pdu(pdu) {
                Ok(delivery) => row(&delivery.with_text(&delivery.decode_text())),
                Err(PduError::OtherCommand { command_id }) => format!("other {command_id:#010x}\t\t\t\t"),
                Err(error) => panic!("{name} at {offset}: {error}"),
            };
            assert_eq!(Some(format!("{name}\t{offset}\t{read}").as_str()), lines.next());
        }
    }
    assert_eq!(lines.next(), None);
}

/// Without decoding, only what is in another encoding is not read.
#[test]
fn every_pdu_in_ascii_is_read_where_it_lies() {
    let expected = include_str!("data/pdus/expected.tsv");
    let mut checked = 0;
    for (name, file) in files() {
        for (offset, pdu) in pdus(&file) {
            let Ok(delivery) = Delivery::from_pdu(pdu) else { continue };
            let head = delivery.text.split(|&byte| byte == b'x').next().unwrap();
            if head.iter().any(|&byte| byte < b' ') {
                continue;
            }
            checked += 1;
            assert!(expected.contains(&format!("\n{name}\t{offset}\t{}\n", row(&delivery))), "{name} at {offset}");
        }
    }
    assert!(checked > 150, "{checked}");
}

/// A `deliver_sm` with this text and these TLVs.
fn deliver_sm(esm_class: u8, text: &[u8], tlvs: &[(u16, &[u8])]) -> Vec<u8> {
    let mut body = b"\0\x01\x01447700900123\0\x05\0Acme\0".to_vec();
    body.extend([esm_class, 0, 0, 0, 0, 0, 0, 0, 0, u8::try_from(text.len()).unwrap()]);
    body.extend(text);
    for (tag, value) in tlvs {
        body.extend(tag.to_be_bytes());
        body.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        body.extend(*value);
    }
    command(5, &body)
}

fn command(id: u32, body: &[u8]) -> Vec<u8> {
    let length = 16 + u32::try_from(body.len()).unwrap();
    [length, id, 0, 7].into_iter().flat_map(u32::to_be_bytes).chain(body.iter().copied()).collect()
}

const RECEIPT: u8 = 0x04;
const TEXT: &[u8] = b"id:7 sub:001 dlvrd:001 submit date:2604290930 done date:2604290931 stat:UNDELIV err:027 text:Hi";

const ID: u16 = 0x001E;
const REFERENCE: u16 = 0x0204;
const NETWORK_ERROR: u16 = 0x0423;
const PAYLOAD: u16 = 0x0424;
const STATE: u16 = 0x0427;

#[test]
fn every_field_is_read() {
    let tlvs: &[(u16, &[u8])] =
        &[(ID, b"00ff\0"), (STATE, &[5]), (NETWORK_ERROR, &[3, 0, 27]), (REFERENCE, &[1, 2]), (0x1400, b"vendor")];
    let pdu = deliver_sm(RECEIPT, TEXT, tlvs);
    let expected = Delivery {
        receipt: Receipt::from_bytes(TEXT).ok(),
        message_state: Some(MessageState::Undeliverable),
        receipted_message_id: Some("00ff"),
        network_error: Some(NetworkErrorCode::from([3, 0, 27])),
        source: Some("447700900123"),
        destination: Some("Acme"),
        reference: Some(0x0102),
        esm_class: RECEIPT,
        data_coding: 0,
        text: TEXT,
    };
    assert_eq!(Delivery::from_pdu(&pdu), Ok(expected));
    assert_eq!(expected.done_at(), sms_status::DateTime::new(2026, 4, 29, 9, 31, 0));
    assert_eq!(expected.message_id(), Some("00ff"));
    // What follows the announced length is another PDU.
    assert_eq!(Delivery::from_pdu(&[&pdu[..], &pdu].concat()), Ok(expected));
}

/// Odd TLVs, each of which leaves what the text and the others say.
#[test]
fn an_odd_tlv_hides_nothing() {
    let long = "x".repeat(65);
    let odd: &[(u16, &[u8])] = &[
        (ID, b""),
        (ID, b"\0"),
        (ID, b" \0"),
        (ID, b"\xE9\0"),
        (ID, long.as_bytes()),
        (STATE, b""),
        (STATE, &[0, 0, 0, 2]),
        (STATE, b"DELIVRD\0"),
        (NETWORK_ERROR, &[3]),
        (NETWORK_ERROR, &[0, 27]),
        (NETWORK_ERROR, &[3, 0, 27, 0]),
        (REFERENCE, &[0, 0, 0, 7]),
        (REFERENCE, b""),
        (PAYLOAD, b""),
        (0x0005, b""),
        (0x000E, b"c"),
        (0x0019, &[0]),
        (0x001D, b"ok"),
        (0x0202, b"\x80123"),
        (0xFFFF, b"\0\xFF"),
    ];
    let plain = deliver_sm(RECEIPT, TEXT, &[]);
    let full: &[(u16, &[u8])] = &[(ID, b"8\0"), (STATE, &[8]), (NETWORK_ERROR, &[3, 0, 6]), (REFERENCE, &[0, 9])];
    let with_tlvs = deliver_sm(RECEIPT, TEXT, full);
    for tlv in odd {
        let pdu = deliver_sm(RECEIPT, TEXT, &[*tlv]);
        assert_eq!(Delivery::from_pdu(&pdu), Delivery::from_pdu(&plain), "{tlv:?}");
        let pdu = deliver_sm(RECEIPT, TEXT, &[&[*tlv], full].concat());
        if tlv.0 != ID || tlv.1.len() < 60 {
            assert_eq!(Delivery::from_pdu(&pdu), Delivery::from_pdu(&with_tlvs), "{tlv:?}");
        }
    }
    // A long id is better than none.
    let pdu = deliver_sm(RECEIPT, b"stat:DELIVRD", &[(ID, long.as_bytes())]);
    assert_eq!(Delivery::from_pdu(&pdu).unwrap().message_id(), Some(&*long));
    // Of two, the first counts.
    let pdu = deliver_sm(RECEIPT, TEXT, &[(STATE, &[2]), (STATE, &[5]), (ID, b"a\0"), (ID, b"b\0")]);
    let delivery = Delivery::from_pdu(&pdu).unwrap();
    assert_eq!((delivery.status(), delivery.message_id()), (DeliveryStatus::Received, Some("a")));
}

/// Cutting a PDU leaves what is complete, or is an error that says where.
#[test]
fn a_pdu_that_is_cut_anywhere_is_an_error_or_has_its_text() {
    let pdu = deliver_sm(RECEIPT, TEXT, &[(ID, b"7\0"), (STATE, &[5])]);
    let text_end = pdu.len() - 6 - 5;
    let whole = Delivery::from_pdu(&pdu).unwrap();
    for end in 0..pdu.len() {
        let length = u32::try_from(end).unwrap().to_be_bytes();
        let announced = [&length, &pdu[4..]].concat();
        for cut in [&pdu[..end], &announced] {
            match Delivery::from_pdu(cut) {
                Ok(delivery) => {
                    assert!(end >= text_end, "{end}");
                    assert_eq!((delivery.receipt, delivery.message_id()), (whole.receipt, Some("7")));
                    assert_eq!((delivery.text, delivery.source), (TEXT, whole.source));
                }
                Err(PduError::Cut { field, offset }) => {
                    assert!(end < text_end && offset <= end.max(4), "{end}");
                    let message = PduError::Cut { field, offset }.to_string();
                    assert_eq!(message, format!("the PDU is cut short: `{field}` at byte {offset} is not complete"));
                }
                Err(error) => panic!("{end}: {error}"),
            }
        }
    }
    let cut = |end: usize| Delivery::from_pdu(&pdu[..end]).unwrap_err();
    assert_eq!(cut(0), PduError::Cut { field: "command_length", offset: 0 });
    assert_eq!(cut(25), PduError::Cut { field: "source_addr", offset: 19 });
    assert_eq!(cut(text_end - 1), PduError::Cut { field: "short_message", offset: 49 });
}

#[test]
fn any_other_command_is_not_a_delivery() {
    for command_id in [0, 4, 6, 0x15, 0x102, 0x8000_0000, 0x8000_0005, 0x8000_0015, 0x8000_0103, u32::MAX] {
        let error = Delivery::from_pdu(&command(command_id, b"")).unwrap_err();
        assert_eq!(error, PduError::OtherCommand { command_id });
    }
    let error = PduError::OtherCommand { command_id: 0x15 }.to_string();
    assert_eq!(error, "not a `deliver_sm` or `data_sm`: the command is 0x00000015");
}

#[test]
fn every_esm_class_says_what_a_pdu_is_unless_its_content_does() {
    let kind = |esm_class: u8, text: &[u8], tlvs: &[(u16, &[u8])]| {
        Delivery::from_pdu(&deliver_sm(esm_class, text, tlvs)).unwrap().kind()
    };
    for esm_class in 0..=u8::MAX {
        let message_type = esm_class & 0x3C;
        let is_marked = message_type == 0x04 || message_type == 0x20;
        let unmarked = if is_marked { DeliveryKind::Neither } else { DeliveryKind::Message };
        assert_eq!(kind(esm_class, b"STOP", &[]), unmarked);
        assert_eq!(kind(esm_class, b"", &[]), unmarked);
        assert_eq!(kind(esm_class, b"", &[(PAYLOAD, b"STOP")]), unmarked);
        assert_eq!(kind(esm_class, TEXT, &[]), DeliveryKind::Receipt);
        assert_eq!(kind(esm_class, b"", &[(PAYLOAD, TEXT)]), DeliveryKind::Receipt);
        assert_eq!(kind(esm_class, b"", &[(STATE, &[2])]), DeliveryKind::Receipt);
        assert_eq!(kind(esm_class, b"", &[(ID, b"7\0")]), DeliveryKind::Neither);
        assert_eq!(kind(esm_class, b"", &[(ID, b"7\0"), (NETWORK_ERROR, &[3, 0, 1])]), DeliveryKind::Receipt);
        // A phone may write so.
        let phone = if message_type == 0 { DeliveryKind::Message } else { DeliveryKind::Receipt };
        assert_eq!(kind(esm_class, b"id:7 stat:UNDELIV", &[]), phone);
        assert_eq!(kind(esm_class, b"id:7 stat:UNDELIV", &[(ID, b"7\0")]), DeliveryKind::Receipt);
    }
}

#[test]
fn a_text_is_found_wherever_it_lies() {
    let with_header = |text: &[u8]| [b"\x05\0\x03\x07\x02\x01", text].concat();
    let expected = Receipt::from_bytes(TEXT).ok();
    for (esm_class, short_message, payload) in [
        (RECEIPT, TEXT, &b""[..]),
        (RECEIPT, b"", TEXT),
        (RECEIPT, TEXT, b"Hello"),
        (RECEIPT, b"Hello", TEXT),
        (RECEIPT, TEXT, TEXT),
        (0x44, &with_header(TEXT), b""),
        (0x44, b"", &with_header(TEXT)),
        (0x44, &with_header(TEXT), b"Hello"),
        // Marked, and without a header.
        (0x44, TEXT, b""),
        (0x44, b"", TEXT),
    ] {
        let pdu = deliver_sm(esm_class, short_message, &[(PAYLOAD, payload)]);
        let delivery = Delivery::from_pdu(&pdu).unwrap();
        assert_eq!((delivery.receipt, delivery.text), (expected, TEXT), "{:?}", short_message.escape_ascii());
    }
    let pdu = deliver_sm(0x40, &with_header(b"STOP"), &[]);
    let delivery = Delivery::from_pdu(&pdu).unwrap();
    assert_eq!((delivery.text, delivery.kind()), (&b"STOP"[..], DeliveryKind::Message));
    for header in [&b"\xFFSTOP"[..], b"\x05\0", b"\x04STOP"] {
        assert!(Delivery::from_pdu(&deliver_sm(0x40, header, &[])).is_ok());
    }
}

#[cfg(feature = "alloc")]
#[test]
fn a_text_is_decoded_from_every_encoding() {
    let text = std::str::from_utf8(TEXT).unwrap();
    let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<_>>();
    for data_coding in 0..=u8::MAX {
        for bytes in [TEXT.to_vec(), utf16(u16::to_be_bytes), utf16(u16::to_le_bytes)] {
            let delivery = Delivery { text: &bytes, data_coding, ..Delivery::default() };
            assert_eq!(delivery.decode_text(), text, "{data_coding}");
        }
    }
    for (data_coding, bytes, expected) in [
        (0, &b"id:A\x112 stat:DND\x11REJECTED"[..], "id:A_2 stat:DND_REJECTED"),
        (0, b"id:N\x1110\0x stat:READ\0", "id:N_10@x stat:READ\0"),
        (0, b"id:1\0stat:READ\0err:2\0\0x \0y", "id:1\0stat:READ\0err:2\0\0x \0y"),
        (0, b"\x02 \x1B(\x1B) \x1B\x14 \x1Be \x1B", "$ {} ^ € \x1B"),
        (0, b"d\x05j\x7F\t\r\n\x0C", "déj\x7F\t\r\n\x0C"),
        (0, b"caf\xE9", "caf\u{FFFD}"),
        (0, "café".as_bytes(), "café"),
        (3, "café".as_bytes(), "café"),
        (3, b"caf\xE9", "café"),
        (8, b"\x04\x21\x04\x22\x04\x1E\x04\x1F", "СТОП"),
        (8, b"\x4E\x2D", "中"),
        (8, b"", ""),
        (8, b"id:7 stat:READ", "id:7 stat:READ"),
    ] {
        let delivery = Delivery { text: bytes, data_coding, ..Delivery::default() };
        assert_eq!(delivery.decode_text(), expected, "{}", bytes.escape_ascii());
    }
    // A text that is not a receipt takes none away.
    let delivery = Delivery { receipt: Receipt::from_bytes(TEXT).ok(), ..Delivery::default() };
    assert_eq!(delivery.with_text("Hello"), delivery);
}

/// A word in GSM 03.38 is known where it lies, without decoding.
#[test]
fn every_word_is_known_in_gsm_03_38() {
    for row in WORDS.rows {
        let word = row.value.to_string();
        let gsm = word.replace('_', "\x11");
        assert_eq!(smpp::find(&gsm).map(|row| row.value), Some(row.value));
    }
    assert_eq!(smpp::find("DND\x11REJECTED|x").map(|row| row.status), Some(DeliveryStatus::Rejected));
    assert_eq!(smpp::find(&"\x11".repeat(65)), None);
    assert_eq!(smpp::find("é\x11"), None);
}

/// The states that count before the text.
fn says_something(state: MessageState) -> bool {
    !matches!(state, MessageState::Scheduled | MessageState::Unknown | MessageState::Other(_))
}

#[test]
fn every_state_word_and_network_error_have_one_status() {
    let words = WORDS.rows.iter().map(|row| row.value.to_string()).chain(["TELEPORTED".to_owned()]);
    let texts: Vec<_> = words.map(|word| format!("id:7 stat:{word}")).collect();
    let receipts: Vec<_> = texts.iter().map(|text| Receipt::parse(text).ok()).chain([None]).collect();
    let states: Vec<_> = (0..=11).chain([255]).map(|byte| Some(MessageState::from(byte))).chain([None]).collect();
    let errors: Vec<_> =
        (0..=40).map(|code| Some(NetworkErrorCode::from([3, 0, code]))).chain([Some((*b"027").into()), None]).collect();
    for &receipt in &receipts {
        for &message_state in &states {
            for &network_error in &errors {
                let delivery = Delivery { receipt, message_state, network_error, ..Delivery::default() };
                let text = receipt.map(|receipt| receipt.status());
                let says = text.filter(|&text| text != DeliveryStatus::Undefined);
                let error = network_error.and_then(NetworkErrorCode::status);
                let expected = match (message_state, text) {
                    (None, None) => error.unwrap_or(DeliveryStatus::Undefined),
                    (None, Some(text)) => text.refined_by(error),
                    (Some(state), _) if says_something(state) => state.status().refined_by(says).refined_by(error),
                    (Some(state), _) => says.unwrap_or(state.status()).refined_by(error),
                };
                assert_eq!(delivery.status(), expected, "{delivery:?}");
                assert_ne!(delivery.status().action(), AddressBookAction::Remove, "{delivery:?}");
            }
        }
    }
}

#[test]
fn a_text_refines_a_state_and_an_error_refines_both() {
    use DeliveryStatus::*;
    for (text, state, error, expected) in [
        (Some("BLIST"), Some(5), None, Blacklisted),
        (Some("BLIST"), Some(8), None, Blacklisted),
        (Some("EXPIRED"), Some(5), None, Expired),
        (Some("EXPIRED"), Some(5), Some(27), Expired),
        (Some("EXPIRED"), Some(3), Some(27), Expired),
        (Some("UNDELIV"), Some(5), Some(27), TemporaryAbsenceError),
        (Some("UNDELIV"), None, Some(1), InvalidRecipient),
        (Some("UNDELIV"), Some(2), Some(27), Received),
        (Some("DELIVRD"), Some(5), None, Undeliverable),
        (Some("DELIVRD"), Some(0), Some(27), Received),
        (Some("DELIVRD"), Some(7), None, Received),
        (Some("UNKNOWN"), Some(5), None, Undeliverable),
        (Some("UNKNOWN"), Some(9), None, NotDelivered),
        (Some("UNKNOWN"), Some(0), None, Scheduled),
        (Some("TELEPORTED"), None, Some(27), Undefined),
        (Some("TELEPORTED"), Some(2), None, Received),
        (None, Some(5), Some(33), TemporaryPhoneError),
        (None, Some(7), Some(27), Undefined),
        (None, None, Some(27), TemporaryAbsenceError),
        (None, None, Some(200), Undefined),
        (None, None, None, Undefined),
    ] {
        let text = text.map(|word| format!("stat:{word}"));
        let delivery = Delivery {
            receipt: text.as_deref().and_then(|text| Receipt::parse(text).ok()),
            message_state: state.map(MessageState::from),
            network_error: error.map(|code| NetworkErrorCode::from([3, 0, code])),
            ..Delivery::default()
        };
        assert_eq!(delivery.status(), expected, "{text:?} {state:?} {error:?}");
    }
}

/// Every part may say it all alone.
#[test]
fn the_tlv_has_the_id_before_the_text() {
    let receipt = Receipt::parse("id:7 stat:READ").ok();
    for (receipt, receipted_message_id, expected) in [
        (receipt, Some("8"), Some("8")),
        (receipt, None, Some("7")),
        (None, Some("8"), Some("8")),
        (Receipt::parse("stat:READ").ok(), None, None),
        (None, None, None),
    ] {
        let delivery = Delivery { receipt, receipted_message_id, ..Delivery::default() };
        assert_eq!(delivery.message_id(), expected);
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let _ = Delivery::from_pdu(&bytes);
    }

    #[test]
    fn no_pdu_with_random_bytes_in_it_panics_or_says_that_a_number_is_gone(
        file in 0..10_usize, which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..6),
    ) {
        let (_, file) = &files()[file];
        let pdus = pdus(file);
        let mut pdu = pdus[which.index(pdus.len())].1.to_vec();
        let at = at.index(pdu.len());
        let end = pdu.len().min(at + bytes.len() / 2);
        pdu.splice(at..end, bytes);
        if let Ok(delivery) = Delivery::from_pdu(&pdu) {
            prop_assert_ne!(delivery.status().action(), AddressBookAction::Remove);
            prop_assert!(delivery.message_id() != Some(""));
            let _ = (delivery.kind(), delivery.done_at());
            #[cfg(feature = "alloc")]
            prop_assert_ne!(delivery.with_text(&delivery.decode_text()).status().action(), AddressBookAction::Remove);
        }
    }
}
