//! Prints what the 256 values of TP-Status mean: the byte in which a GSM modem says what became of a message.

use sms_status::{DeliveryStatus, Language::English, gsm::TpStatus};

fn main() {
    let values: Vec<_> = (0..=u8::MAX).map(TpStatus).collect();
    for range in values.chunk_by(|a, b| a.meaning(English) == b.meaning(English)) {
        let (first, last) = (range[0], range[range.len() - 1]);
        let status = DeliveryStatus::from(first);
        println!("{first}–{last}  {:<30} {}", status.label(English), first.meaning(English));
    }

    assert_eq!(DeliveryStatus::from(TpStatus(0x00)), DeliveryStatus::Received);
    assert_eq!(DeliveryStatus::from(TpStatus(0x46)), DeliveryStatus::Expired);
    // The network still tries: a later report will say more.
    assert!(!DeliveryStatus::from(TpStatus(0x21)).is_final());
}
