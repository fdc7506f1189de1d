//! SMSGlobal: delivery receipts by HTTP.
//!
//! A receipt is a form or a query string for one message, with a word of SMPP. The number is not in it, and what `dlr_err` means is not
//! documented.
//!
//! - Id: `msgid` names one message.
//! - Time: `donedate`, as `yyMMddHHmm`; the zone is not documented.
//!
//! Source: SMSGlobal, Delivery receipts (undated copies).

use crate::table::tables;

tables! {
    /// The values of `dlrstatus`.
    STATUSES: Word "dlrstatus" {
        "DELIVRD" => Received, "delivered to the handset";
        "EXPIRED" => Expired, "carrier timed out";
        "UNDELIV" => Undeliverable, "did not reach the handset";
    }
}

#[cfg(feature = "read")]
pub(super) static WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire { word: &["dlrstatus"], cause: &["dlr_err"], message_id: &["msgid"], time: &["donedate"], ..Wire::EMPTY }
};
