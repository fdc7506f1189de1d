//! Reads the delivery receipt of an SMPP message centre: its text, and the TLV beside it.

use sms_status::{
    DeliveryStatus,
    smpp::{MessageState, Receipt, ReceiptError},
};

fn main() -> Result<(), ReceiptError> {
    let text =
        "id:6a1f05 sub:001 dlvrd:000 submit date:2504011600 done date:2504021600 stat:EXPIRED err:027 text:Bonjour";
    let receipt = Receipt::parse(text)?;
    println!("{}: {}, {:?}", receipt.id.unwrap_or("no id"), receipt.status(), receipt.done_at());
    assert_eq!(receipt.status(), DeliveryStatus::Expired);

    // Words of vendors are read as well.
    assert_eq!(Receipt::parse("id:6a1f06 stat:BLIST")?.status(), DeliveryStatus::Blacklisted);

    // Where the text does not say what happened, the TLV `message_state` may.
    let receipt = Receipt::parse("id:6a1f07 stat:UNKNOWN")?;
    assert_eq!(receipt.status(), DeliveryStatus::Undefined);
    assert_eq!(receipt.status_with(Some(MessageState::Delivered)), DeliveryStatus::Received);

    // A text without `stat:` is not a receipt.
    assert_eq!(Receipt::parse("STOP"), Err(ReceiptError::MissingStat));
    Ok(())
}
