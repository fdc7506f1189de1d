//! The PDUs of the example `smpp_receipts` are what a SMPP library encodes.

use std::{env, error::Error, ffi::CStr, fs};

use rusmpp_core::{
    CommandStatus,
    command::borrowed::Command,
    encode::{Encode, Length},
    pdus::borrowed::DeliverSm,
    tlvs::borrowed::MessageDeliveryRequestTlvValue as TlvValue,
    types::borrowed::{AnyOctetString, COctetString, OctetString},
    values::{EsmClass, MessageState, Npi, Ton, borrowed::MessagePayload},
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/deliver_sm.pdus");

const RECEIPT: u8 = 0b0000_0100;
const MESSAGE: u8 = 0;

/// What a PDU is built from: the type of message in `esm_class`, the recipient, the text, and the TLVs `message_state`
/// and `receipted_message_id`.
type Row = (u8, &'static CStr, &'static [u8], Option<(MessageState, &'static CStr)>);

#[rustfmt::skip]
const ROWS: [Row; 14] = [
    (RECEIPT, c"33600000000", b"id:6a1f04 sub:001 dlvrd:001 submit date:2504011600 done date:2504011601 stat:DELIVRD err:000 text:Votre colis est ici", Some((MessageState::Delivered, c"6a1f04"))),
    (RECEIPT, c"33600000001", b"id:6a1f05 sub:001 dlvrd:000 submit date:2504011600 done date:2504021600 stat:EXPIRED err:027 text:Votre colis est ici", Some((MessageState::Expired, c"6a1f05"))),
    (RECEIPT, c"33600000002", b"id:6a1f06 submit date:250401160004 done date:250401160009 stat:UNDELIV err:21b", None),
    // The text says less than the TLV.
    (RECEIPT, c"33600000003", b"id:6a1f07 sub:001 dlvrd:001 submit date:2504011600 done date:2504011602 stat:UNKNOWN err:000", Some((MessageState::Delivered, c"6a1f07"))),
    // The id of the text is the decimal form of the id that was given at the submission.
    (RECEIPT, c"33600000004", b"id:6954760 sub:001 dlvrd:000 submit date:2504011600 done date:2504011602 stat:REJECTD err:011", Some((MessageState::Rejected, c"6a1f08"))),
    // No text.
    (RECEIPT, c"33600000005", b"", Some((MessageState::Enroute, c"6a1f09"))),
    // The message is cut within a UTF-8 character.
    (RECEIPT, c"33600000006", b"id:6a1f0a stat:DELIVRD err:000 text:Votre colis est arriv\xC3", None),
    (RECEIPT, c"33600000007", b"id:6a1f0b submitdate:20250401160004 donedate:20250401160005 stat:BLIST err:021 text:", None),
    (RECEIPT, c"33600000008", b"id:6a1f0c submit date:2504011600 done date:0000000000 stat:NOCRED err:401\0", None),
    // Words and states that the standard does not have.
    (RECEIPT, c"33600000009", b"id:6a1f0d submit date:2504011600 done date:2504011603 stat:DELAYED err:000", None),
    (RECEIPT, c"33600000010", b"id:6a1f0e stat:DELIVRD", Some((MessageState::Other(10), c"6a1f0e"))),
    (RECEIPT, c"33600000011", b"DELIVRD", None),
    // Messages of phones, whatever they say.
    (MESSAGE, c"33600000012", b"STOP", None),
    (MESSAGE, c"33600000013", b"id:6a1f04 stat:UNDELIV", None),
];

/// Encodes a PDU, with its text in the TLV `message_payload` where it has more than 110 bytes.
fn encode((esm_class, recipient, text, receipted): &Row, sequence_number: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let (short_message, payload) = if text.len() > 110 { (&b""[..], Some(*text)) } else { (*text, None) };
    let mut pdu = DeliverSm::<16>::builder()
        .source_addr_ton(Ton::International)
        .source_addr_npi(Npi::Isdn)
        .source_addr(COctetString::new(recipient.to_bytes_with_nul())?)
        .destination_addr(COctetString::new(c"Sender".to_bytes_with_nul())?)
        .esm_class(EsmClass::from(*esm_class))
        .short_message(OctetString::new(short_message)?)
        .build();
    let tlvs = [
        payload.map(|text| TlvValue::MessagePayload(MessagePayload::new(AnyOctetString::new(text)))),
        receipted.map(|(state, _)| TlvValue::MessageState(state)),
        receipted
            .map(|(_, id)| COctetString::new(id.to_bytes_with_nul()))
            .transpose()?
            .map(TlvValue::ReceiptedMessageId),
    ];
    for tlv in tlvs.into_iter().flatten() {
        pdu.push_tlv(tlv).map_err(|_| "too many TLVs")?;
    }
    let command = Command::new(CommandStatus::EsmeRok, sequence_number, pdu);
    // The length at the start of a PDU counts its own four bytes.
    let length = 4 + command.length();
    let mut bytes = vec![0; length];
    command.encode(&mut bytes[4..]);
    bytes[..4].copy_from_slice(&u32::try_from(length)?.to_be_bytes());
    Ok(bytes)
}

#[test]
fn the_bytes_of_the_example_are_those_of_the_library() -> Result<(), Box<dyn Error>> {
    let pdus = ROWS.iter().zip(1..).map(|(row, sequence_number)| encode(row, sequence_number));
    let bytes = pdus.collect::<Result<Vec<_>, _>>()?.concat();
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(FILE, &bytes)?;
    }
    assert_eq!(fs::read(FILE)?.escape_ascii().to_string(), bytes.escape_ascii().to_string());
    Ok(())
}
