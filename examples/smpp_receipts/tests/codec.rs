//! Another implementation of SMPP reads the same from PDUs that are as the standard has them.
#![cfg(feature = "codec")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod pdu;

use std::fs;

use pdu::{MESSAGE, Pdu, RECEIPT, enquire_link};
use rusmpp_core::{
    command::borrowed::Command,
    decode::borrowed::DecodeWithLength,
    pdus::borrowed::Pdu as Decoded,
    tlvs::borrowed::{Tlv, TlvValue},
};
use sms_status::smpp::{Delivery, NetworkErrorCode, PduError, Receipt};

/// Compares what the two implementations read, and returns `false` if the other one refuses the PDU.
fn agree(pdu: &[u8]) -> bool {
    let read = Delivery::from_pdu(pdu);
    let Ok((command, _)) = Command::<16>::decode(&pdu[4..], pdu.len() - 4) else { return false };
    match command.pdu() {
        Some(Decoded::DeliverSm(pdu)) => {
            let addresses = [pdu.source_addr.as_str(), pdu.destination_addr.as_str()];
            compare(&read.unwrap(), addresses, pdu.short_message().bytes(), pdu.tlvs());
        }
        Some(Decoded::DataSm(pdu)) => {
            let addresses = [pdu.source_addr.as_str(), pdu.destination_addr.as_str()];
            compare(&read.unwrap(), addresses, b"", pdu.tlvs());
        }
        _ => assert_eq!(read, Err(PduError::OtherCommand { command_id: command.id().into() })),
    }
    true
}

fn compare(read: &Delivery<'_>, addresses: [&str; 2], short_message: &[u8], tlvs: &[Tlv<'_>]) {
    let find = |pick: fn(&TlvValue<'_>) -> bool| tlvs.iter().filter_map(|tlv| tlv.value()).find(|value| pick(value));
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    assert_eq!([read.source, read.destination].map(|it| it.map(str::to_owned)), addresses.map(said));

    let state = match find(|value| matches!(value, TlvValue::MessageState(_))) {
        Some(TlvValue::MessageState(state)) => Some(u8::from(*state)),
        _ => None,
    };
    assert_eq!(read.message_state.map(u8::from), state);

    let error = match find(|value| matches!(value, TlvValue::NetworkErrorCode(_))) {
        Some(TlvValue::NetworkErrorCode(error)) => {
            Some(NetworkErrorCode { network: u8::from(error.network_type).into(), code: error.error_code })
        }
        _ => None,
    };
    assert_eq!(read.network_error, error);

    let id = match find(|value| matches!(value, TlvValue::ReceiptedMessageId(_))) {
        Some(TlvValue::ReceiptedMessageId(id)) => said(id.as_str()),
        _ => None,
    };
    assert_eq!(read.receipted_message_id.map(str::to_owned), id);

    let payload = match find(|value| matches!(value, TlvValue::MessagePayload(_))) {
        Some(TlvValue::MessagePayload(payload)) => payload.value.bytes(),
        _ => b"",
    };
    let header = if read.esm_class & 0x40 == 0 { 0 } else { 6 };
    let texts = [payload, short_message].map(|text| text.get(header..).unwrap_or_default());
    assert!(texts.contains(&read.text), "{:?}", read.text.escape_ascii());
    assert_eq!(read.receipt, texts.iter().find_map(|text| Receipt::from_bytes(text).ok()));
}

#[test]
fn the_pdus_of_every_encoder_are_read_alike() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/pdus");
    let (mut agreed, mut refused) = (0, 0);
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|extension| extension != "pdus") {
            continue;
        }
        let bytes = fs::read(path).unwrap();
        let mut rest = &bytes[..];
        while let Some(length) = rest.first_chunk() {
            let (pdu, after) = rest.split_at(u32::from_be_bytes(*length).try_into().unwrap());
            if agree(pdu) {
                agreed += 1;
            } else {
                refused += 1;
            }
            rest = after;
        }
    }
    assert!(agreed > 300 && refused < 30, "{agreed} agreed, {refused} refused");
}

#[test]
fn every_pdu_as_the_standard_has_it_is_read_alike() {
    let header = b"\x05\0\x03\x07\x02\x01";
    let texts = ["", "STOP", "id:7 submit date:2604290930 done date:2604290931 stat:UNDELIV err:027 text:Hi"];
    let ids = [None, Some("7"), Some("0a1b2c3d-0000-4000-8000-123456789abc"), Some("A_2@x")];
    let errors = [None, Some([3, 0, 27]), Some(*b"027")];
    for esm_class in [MESSAGE, RECEIPT].into_iter().chain(0..=u8::MAX) {
        let with_header = |text: &str| match esm_class & 0x40 {
            0 => text.as_bytes().to_vec(),
            _ => [header, text.as_bytes()].concat(),
        };
        for (is_data_sm, text, payload) in [false, true]
            .iter()
            .flat_map(|&it| texts.iter().flat_map(move |text| texts.map(|payload| (it, *text, payload))))
        {
            for id in ids {
                for error in errors {
                    let state = esm_class.checked_sub(1);
                    let mut pdu = if is_data_sm {
                        Pdu::data_sm(esm_class, "33600000000")
                    } else {
                        Pdu::deliver_sm(esm_class, "33600000000", with_header(text))
                    };
                    if !payload.is_empty() {
                        pdu = pdu.message_payload(with_header(payload));
                    }
                    pdu = id.into_iter().fold(pdu, Pdu::receipted_message_id);
                    pdu = state.into_iter().fold(pdu, Pdu::message_state);
                    pdu = error.into_iter().fold(pdu, Pdu::network_error_code);
                    assert!(agree(&pdu.encode(1)), "{pdu:?}");
                }
            }
        }
    }
    assert!(agree(&enquire_link(1)));
}
