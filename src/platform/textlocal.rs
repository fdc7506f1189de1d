//! Textlocal: delivery receipts of the UK service.
//!
//! A receipt is a form for one number. We did not find the page of Textlocal India, whose interface is the same.
//!
//! - Id: none; `customID` is your own.
//! - Time: `datetime`, as `yyyy-MM-dd HH:mm:ss`; the zone is not documented.
//!
//! `I` is a number in an invalid format or without a network; abroad, it may also be one that was ported.
//!
//! Sources: Textlocal, Handling receipts, Checking your delivery receipts, SMS API delivery receipts (undated copies).

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
pub(super) static WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire { word: &["status"], recipient: &["number"], reference: &["customID"], time: &["datetime"], ..Wire::EMPTY }
};
