//! Delivery reports on a device without an operating system: what a modem or a meter asks of a code, a status report and a
//! receipt, and a count of a whole body.
//!
//! It builds only if nothing in the library needs `std`, which has a panic handler already, or an allocator, since there is
//! none.

#![no_std]

use sms_status::gsm::TpStatus;
use sms_status::smpp::Receipt;
use sms_status::{DeliveryStatus, smsmode};

#[cfg(not(test))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

/// Whether a number stays in the address book after a report with this smsmode code. A code that is not known says nothing
/// against it.
pub fn keeps_number(code: u16) -> bool {
    DeliveryStatus::from_code(code).is_none_or(DeliveryStatus::keep_in_address_book)
}

/// The smsmode code for the TP-Status byte of a GSM status report.
pub fn code_of_tp_status(byte: u8) -> u16 {
    DeliveryStatus::from(TpStatus(byte)).code()
}

/// Whether an SMPP delivery receipt says that its message was received.
pub fn is_received(receipt: &str) -> bool {
    Receipt::parse(receipt).is_ok_and(|receipt| receipt.status() == DeliveryStatus::Received)
}

/// How many messages of a delivery report body were received, and how many records cannot be read.
pub fn count(body: &str) -> Option<(u64, u64)> {
    let counted = smsmode::count_delivery_reports(body).ok()?;
    Some((counted.report.count(DeliveryStatus::Received), counted.unreadable))
}

#[cfg(test)]
mod tests {
    use super::{code_of_tp_status, count, is_received, keeps_number};

    #[test]
    fn the_answers_are_those_of_a_program_with_std() {
        assert!(!keeps_number(3522));
        assert!(keeps_number(11) && keeps_number(u16::MAX));
        assert_eq!(code_of_tp_status(0), 11);
        assert!(is_received("id:0123456789 stat:DELIVRD"));
        assert!(!is_received("id:0123456789 stat:EXPIRED") && !is_received(""));
        assert_eq!(count("33600000000 11 | 33611111111 3522 | 33622222222 onze"), Some((1, 1)));
    }
}
