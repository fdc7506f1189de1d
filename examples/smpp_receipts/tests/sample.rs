//! The PDUs of the sample.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{env, fs};

mod pdu;

use pdu::{MESSAGE, Pdu, RECEIPT, enquire_link};
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/deliver_sm.pdus");

#[rustfmt::skip]
fn pdus() -> Vec<Vec<u8>> {
    let receipt = |recipient, text: &str| Pdu::deliver_sm(RECEIPT, recipient, text);
    let utf_16: Vec<u8> = "id:6a1f15 sub:001 dlvrd:001 submit date:2504011600 done date:2504011602 stat:DELIVRD err:000"
        .encode_utf16().flat_map(u16::to_be_bytes).collect();
    let pdus = [
        receipt("33600000000", "").receipted_message_id("6a1f04").message_state(2)
            .message_payload("id:6a1f04 sub:001 dlvrd:001 submit date:2504011600 done date:2504011601 stat:DELIVRD err:000 text:Votre colis est ici"),
        receipt("33600000001", "id:6a1f05 sub:001 dlvrd:000 submit date:2504011600 done date:2504021600 stat:EXPIRED err:027 text:Votre colis est ici")
            .receipted_message_id("6a1f05").message_state(3),
        receipt("33600000002", "id:6a1f06 submit date:250401160004 done date:250401160009 stat:UNDELIV err:21b"),
        // The text says less than the TLV.
        receipt("33600000003", "id:6a1f07 sub:001 dlvrd:001 submit date:2504011600 done date:2504011602 stat:UNKNOWN err:000")
            .receipted_message_id("6a1f07").message_state(2),
        // The TLV says less than the text.
        receipt("33600000004", "id:6a1f08 sub:001 dlvrd:001 submit date:2504011600 done date:2504011602 stat:DELIVRD err:000")
            .receipted_message_id("6a1f08").message_state(0),
        // The id of the text is the decimal form of the id that was given at the submission.
        receipt("33600000005", "id:6954761 sub:001 dlvrd:000 submit date:2504011600 done date:2504011602 stat:REJECTD err:011")
            .receipted_message_id("6a1f09").message_state(8),
        // No text, and no id in the text.
        receipt("33600000006", "").receipted_message_id("6a1f0a").message_state(1),
        receipt("33600000007", "sub:001 dlvrd:001 done date:2504011602 stat:DELIVRD err:000").receipted_message_id("6a1f0b"),
        // The message is cut within a UTF-8 character.
        Pdu::deliver_sm(RECEIPT, "33600000008", b"id:6a1f0c stat:DELIVRD err:000 text:Votre colis est arriv\xC3"),
        receipt("33600000009", "id:6a1f0d submitdate:20250401160004 donedate:20250401160005 stat:BLIST err:021 text:"),
        receipt("33600000010", "id:6a1f0e submit date:2504011600 done date:7001010000 stat:NOCRED err:401\0"),
        receipt("33600000011", "id:6a1f0f submit date:2025-04-01 16:00:04 done date:2025-04-01 16:00:09 stat:DELIVERED TO CARRIER err:003 text:"),
        // Words and states that the standard does not have.
        receipt("33600000012", "id:6a1f10 submit date:2504011600 done date:2504011603 stat:DELAYED err:000"),
        receipt("33600000013", "id:6a1f11 stat:DELIVERED PERHAPS").receipted_message_id("6a1f11").message_state(10),
        // The network tells the cause.
        receipt("33600000014", "id:6a1f12 submit date:2504011600 done date:2504011603 stat:UNDELIV err:027")
            .network_error_code([3, 0, 27]),
        // What is not marked as a receipt, and what is not in a `deliver_sm`.
        Pdu::deliver_sm(MESSAGE, "33600000015", "").receipted_message_id("6a1f13").message_state(5),
        Pdu::data_sm(RECEIPT, "33600000016").message_payload("id:6a1f14 done date:2504011602 stat:DELIVRD err:000"),
        Pdu::data_sm(MESSAGE, "33600000016").receipted_message_id("6a1f14").message_state(2),
        Pdu::deliver_sm(RECEIPT, "33600000017", &utf_16),
        // Messages of phones, whatever they say.
        Pdu::deliver_sm(MESSAGE, "33600000018", "STOP"),
        Pdu::deliver_sm(MESSAGE, "33600000019", "id:6a1f04 stat:UNDELIV"),
    ];
    let numbered = pdus.iter().zip(1..).map(|(pdu, sequence_number)| pdu.encode(sequence_number));
    numbered.chain([enquire_link(22)]).collect()
}

#[test]
fn the_example_has_these_pdus() {
    let bytes = pdus().concat();
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(FILE, &bytes).unwrap();
    }
    assert_eq!(fs::read(FILE).unwrap().escape_ascii().to_string(), bytes.escape_ascii().to_string());
}

#[cfg(feature = "codec")]
#[test]
fn a_library_decodes_and_encodes_them() {
    use rusmpp_core::{
        command::borrowed::Command,
        decode::borrowed::DecodeWithLength,
        encode::{Encode, Length},
    };

    for pdu in pdus() {
        let (command, length) = Command::<16>::decode(&pdu[4..], pdu.len() - 4).unwrap();
        assert_eq!(length, pdu.len() - 4);
        let mut bytes = vec![0; command.length()];
        command.encode(&mut bytes);
        assert_eq!(bytes.escape_ascii().to_string(), pdu[4..].escape_ascii().to_string());
    }
}
