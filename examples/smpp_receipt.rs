//! Reads the delivery receipt of an SMPP message centre: its text, the TLVs beside it, and the PDU that has both.

use sms_status::{
    DeliveryStatus,
    smpp::{Delivery, DeliveryKind, MessageState, Receipt, ReceiptError},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text =
        "id:6a1f05 sub:001 dlvrd:000 submit date:2504011600 done date:2504021600 stat:EXPIRED err:027 text:Bonjour";
    let receipt = Receipt::parse(text)?;
    println!("{}: {}, {:?}", receipt.id.unwrap_or("no id"), receipt.status(), receipt.done_at());
    assert_eq!(receipt.status(), DeliveryStatus::Expired);

    // Words of vendors are read as well.
    assert_eq!(Receipt::parse("id:6a1f06 stat:BLIST")?.status(), DeliveryStatus::Blacklisted);

    // Where the text does not say what happened, the TLV `message_state` may.
    let delivery = Delivery {
        receipt: Receipt::parse("id:6a1f07 stat:UNKNOWN").ok(),
        message_state: Some(MessageState::Delivered),
        ..Delivery::default()
    };
    assert_eq!(delivery.status(), DeliveryStatus::Received);

    // A PDU as it came over the connection is a receipt, or a message from a phone.
    let pdu = b"\0\0\0\x35\0\0\0\x05\0\0\0\0\0\0\0\x01\0\x01\x01447700900123\0\x05\0Acme\0\0\0\0\0\0\0\0\0\0\x04STOP";
    let delivery = Delivery::from_pdu(pdu)?;
    assert_eq!((delivery.kind(), delivery.source), (DeliveryKind::Message, Some("447700900123")));

    // A text without `stat:` is not a receipt.
    assert_eq!(Receipt::parse("STOP"), Err(ReceiptError::MissingStat));
    Ok(())
}
