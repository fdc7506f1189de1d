//! Textlocal: delivery receipts from the UK service.
//!
//! A receipt is a form about one number. Textlocal India has the same interface, but we did not find its page.
//!
//! - Id: none; `customID` is an id that you supply.
//! - Time: `datetime`, as `yyyy-MM-dd HH:mm:ss`; Textlocal does not document the zone.
//!
//! `I` means that the number has an invalid format or no network; outside the UK, it may also mean that the number was ported.
//!
//! Sources: Textlocal: Handling receipts; Checking your delivery receipts; SMS API delivery receipts (undated copies).

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "D" => Received, "receipt of the phone";
        "U" => Expired, "expired at the operator; phone off or roaming";
        "E" => Expired, "expired after the validity period that you set";
        "I" => InvalidRecipient, "incorrect format, no network, or ported abroad";
        "?" => Undefined, "no receipt";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire { word: &["status"], recipient: &["number"], reference: &["customID"], time: &["datetime"], ..Wire::EMPTY }
};
