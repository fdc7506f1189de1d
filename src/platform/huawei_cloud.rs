//! Huawei Cloud MSGSMS: status reports.
//!
//! A report is a form. Batches have up to fifty reports in the JSON list `statusReportList`. A long message has a report for
//! each part.
//!
//! - Id: `smsMsgId` identifies one message; `sequence` and `total` say which part of it. `extend` is a value that you
//!   supply. `to` is the recipient; it is in the report only if you supplied it.
//! - Time: `updateTime`, in UTC. Reports that the platform generates itself have none.
//!
//! Operator codes are in the same field as the words, and their punctuation matters. `SC:0016` means that the recipient is
//! on the unsubscribe list. Words with `BLACK` refer to lists that may contain such recipients. `REJECTD` means either that
//! the recipient opted out or that the number cannot receive SMS. `ERR:099` means either that the number is on the gateway's
//! list or that the text contains a blocked keyword. So the crate treats neither code as an opt-out. `EXPIRED` may mean that
//! no report arrived.
//!
//! Sources: Huawei Cloud, MSGSMS status reports (`sms_05_0003`, `sms_05_0063`) and their status table (`sms_05_0051`), the
//! Chinese and English pages of 2023 and 2024. That table has several hundred rows. The tables here have only those that we
//! could read.

use crate::table::tables;

tables! {
    /// The values of `status`.
    STATUSES: Word "status" {
        "DELIVRD" => Received, "received by the user";
        "EXPIRED" => Expired, "phone absent for long, or no report in 72 hours";
        "DELETED" => NotDelivered, "deleted";
        "UNDELIV" => Undeliverable, "not delivered; a vacant number among the causes";
        "ACCEPTD" => InProgress, "accepted";
        "UNKNOWN" => Undefined, "state unknown";
        "REJECTD" => Rejected, "unsubscribed, or number without SMS";
        "NOROUTE" => RoutingError, "no route";
        "MILIMIT" => Rejected, "limit for one number and minute";
        "LIMIT" => Rejected, "limit for one number";
        "BEYONDN" => Rejected, "daily limit for one number";
        "CTLIMIT" => Rejected, "limit for one number";
        "KEYWORD" => PermanentContentError, "forbidden word";
        "MK:1004" => PermanentContentError, "content refused";
        "DJ:0255" => PermanentContentError, "content refused";
        "SC:0001" => PermanentContentError, "content refused in a manual review";
        "SC:0015" => PermanentContentError, "content like a blocked template";
        "E200051" => PermanentContentError, "code in an invalid format";
        "BLACK" => Blacklisted, "Huawei Cloud, status codes: number blacklisted";
        "TDBLACK" => Blacklisted, "Huawei Cloud, status codes: number blacklisted";
        "TSBLACK" => Blacklisted, "Huawei Cloud, status codes: blacklisted, complaint possible";
        "MBBLACK" => Blacklisted, "Huawei Cloud, status codes: number blacklisted";
        "2:70" => Blacklisted, "Huawei Cloud, status codes: list of the gateway";
        "702" => Blacklisted, "Huawei Cloud, status codes: number on a list";
        "SC:0003" => Blacklisted, "Huawei Cloud, status codes: number on a list";
        "SC:0005" => Blacklisted, "Huawei Cloud, status codes: list of complaints";
        "SC:0016" => Blacklisted, "Huawei Cloud, status codes: recipient on the unsubscribe list";
        "SC:0004" => Blacklisted, "Huawei Cloud, status codes: red list of special numbers";
        "E000632" => Blacklisted, "Huawei Cloud, status codes: number on your own list";
        "2:12" => InvalidRecipient, "vacant, off or suspended";
        "2:24" => TemporaryAbsenceError, "off, suspended or SMS barred";
        "ERR:056" => Undeliverable, "suspended for arrears";
        "31" => Undeliverable, "illegal equipment";
        "52" => Undeliverable, "phone without SMS";
        "118" => Undeliverable, "phone without SMS";
        "ERR:099" => Rejected, "keyword, or list of the gateway";
        "ERR:011" => Rejected, "\"blacklist\", with the phone as the cause";
        "E200018" => Rejected, "sender, signature or template not accepted";
        "E200019" => Rejected, "sender, signature or template not accepted";
        "E200020" => Rejected, "sender, signature or template not accepted";
        "E200021" => Rejected, "sender, signature or template not accepted";
        "E200024" => Rejected, "sender, country or account not accepted";
        "E200032" => Rejected, "sender, country or account not accepted";
        "SC:0013" => Rejected, "sender, signature or template not accepted";
        "SC:0014" => Rejected, "sender, signature or template not accepted";
        "SC:0017" => Rejected, "sender, signature or template not accepted";
        "SC:0018" => Rejected, "sender, signature or template not accepted";
        "E000628" => Rejected, "sender, country or account not accepted";
        "E200022" => RoutingError, "no channel for this recipient";
        "E200023" => RoutingError, "no channel for this recipient";
        "E200025" => RoutingError, "no channel for this recipient";
        "E200026" => RoutingError, "no channel for this recipient";
        "E200027" => RoutingError, "no channel for this recipient";
        "SGIP:22" => RoutingError, "no route";
        "SGIP:23" => RoutingError, "no route";
        "E200034" => InternalError, "retransmission failed";
        "E200035" => InternalError, "protocol error";
        "E200036" => InternalError, "rate of the channel is 0";
        "REJECTD*704" => InternalError, "fees of the channel";
        "E200038" => MessageError, "parts of a long message missing";
        "E000629" => InsufficientCredit, "package used up";
        "MK:0014" => TemporaryOperatorError, "error of the register or network";
        "MK:0037" => TemporaryOperatorError, "error of the register or network";
        "MK:0040" => TemporaryOperatorError, "error of the register or network";
        "MK:0041" => TemporaryOperatorError, "error of the register or network";
        "MK:0055" => TemporaryOperatorError, "error of the register or network";
        "MK:0056" => TemporaryOperatorError, "error of the register or network";
        "MK:1007" => TemporaryOperatorError, "error of the register or network";
        "SGIP:216" => TemporaryOperatorError, "no answer, or queue full";
        "SGIP:221" => TemporaryOperatorError, "no answer, or queue full";
        "164" => TemporaryOperatorError, "error of the network";
        "175" => TemporaryOperatorError, "error of the network";
        "MK:1006" => Rejected, "refused by an outer gateway";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        reports: &["/statusReportList"],
        word: &["status"],
        message_id: &["smsMsgId"],
        recipient: &["to"],
        reference: &["extend"],
        time: &["updateTime"],
        also: &["sequence", "total"],
        finish: Some(|item, draft| draft.part = item.part("sequence", "total")),
        ..Wire::EMPTY
    }
};
