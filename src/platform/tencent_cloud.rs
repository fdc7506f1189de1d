//! Tencent Cloud SMS: status callbacks, and statuses that the API returns.
//!
//! A callback is a JSON list of reports. The polling API returns the same list in `data`.
//!
//! - Id: `sid` identifies one message.
//! - Time: `user_receive_time`, as `yyyy-MM-dd HH:mm:ss`; Tencent does not document the zone. Failed messages also have
//!   this time.
//!
//! `errmsg` is the operator's code. It is a string, and every character matters: `MI:0020` and `MI0020` are different codes,
//! and so are `4` and `004`. Other vendors use the same codes with different meanings. `nationcode` and `mobile` together are
//! the recipient.
//!
//! `MX:0012` means that the recipient is on your own unsubscribe list; the other blacklists belong to gateways, operators and
//! a government ministry. Eleven codes mean that a number is vacant, but none of them advises removing it. For six of these
//! codes, the list also says that you should check the phone. It gives two meanings for another code, `MN:0029`, and
//! contradicts an older list from Tencent.
//!
//! Sources: Tencent Cloud, [SMS delivery status notification](https://www.tencentcloud.com/document/product/382/43547), and
//! [error codes](https://github.com/tencentyun/qcloud-documents) (an older commit, 01191f9), read in 2026.

use crate::table::tables;

tables! {
    /// The values of `report_status`.
    STATUSES: Word "report_status" {
        "SUCCESS" => Received, "received by the user";
        "FAIL" => NotDelivered, "not received; the code says why";
    }

    /// The values of `errmsg` from every network.
    ERRORS: Cause "errmsg" {
        "UNDELIVRD" => InvalidRecipient, "vacant, suspended or off";
        "MX:0003" => Rejected, "daily limit for one number";
        "REJECTD" => Rejected, "refused; no cause given";
        "MX:0012" => Blacklisted, "Tencent Cloud, error codes: recipient on your unsubscribe list";
        "BWLIST _006" => Blacklisted, "Tencent Cloud, error codes: blacklist of the gateway";
        "TE:0003" => Rejected, "daily limit for one number";
        "TE:0014" => Rejected, "refused in a manual review";
        "TE:0002" => InternalError, "not handed to the gateway";
        "TD:0001" => Blacklisted, "Tencent Cloud, error codes: blacklist of the gateway";
        "TD:0004" => PermanentAntiSpamError, "suspected phishing";
        "TD:19" => Blacklisted, "Tencent Cloud, error codes: number blacklisted";
        "TD:18" => RoutingError, "operator of the number unknown";
    }

    /// The values of `errmsg` from China Mobile.
    CHINA_MOBILE: Cause "errmsg" {
        "MI:0013" => TemporaryAbsenceError, "suspended or off";
        "MN:0001" => InvalidRecipient, "vacant, suspended or off";
        "MK:0012" => InvalidRecipient, "vacant number, according to this list; check it";
        "MK:0005" => Undeliverable, "SMS service not open for the number";
        "MK:0000" => InvalidRecipient, "vacant number, according to this list; check it";
        "MN:0054" => InvalidRecipient, "vacant, suspended or off";
        "MK:0001" => InvalidRecipient, "number unknown to the home register";
        "EXPIRED" => Expired, "validity period expired";
        "MI:0024" => TemporaryAbsenceError, "suspended or off";
        "MI:0011" => InvalidRecipient, "vacant, suspended or off";
        "MC:0151" => InvalidRecipient, "vacant, suspended or off";
        "IC:0001" => TemporaryAbsenceError, "suspended or off";
        "MI:0029" => TemporaryAbsenceError, "suspended or off";
        "MI:0005" => InvalidRecipient, "vacant, suspended or off";
        "MK:0004" => TemporaryAbsenceError, "suspended or off";
        "MI:0000" => InvalidRecipient, "vacant, suspended or off";
        "MI:0022" => TemporaryOperatorError, "internal error of the gateway";
        "IA:0054" => TemporaryOperatorError, "no answer in time";
        "MC:0055" => TemporaryAbsenceError, "out of coverage, or memory full";
        "MN:0059" => TemporaryAbsenceError, "out of coverage";
        "MI:0004" => InvalidRecipient, "vacant, suspended or off";
        "MI:0020" => InvalidRecipient, "vacant, suspended or off";
        "MK:0029" => TemporaryAbsenceError, "not reachable for the moment";
        "MI:0084" => InvalidRecipient, "vacant, suspended or off";
        "MK:0024" => TemporaryAbsenceError, "phone off";
        "MK00001" => InvalidRecipient, "vacant number, according to this list; check it";
        "MI:0017" => InvalidRecipient, "vacant, suspended or off";
        "MK:0015" => TemporaryPhoneError, "software fault of the phone";
        "MN:0029" => InvalidRecipient, "vacant, suspended or off";
        "IC:0151" => InvalidRecipient, "vacant, suspended or off";
        "MN:0075" => TemporaryOperatorError, "internal error of the operator";
        "MK:0010" => TemporaryAbsenceError, "not reachable for the moment";
        "IC:0015" => TemporaryOperatorError, "internal error of the operator";
        "BEYONDN" => TemporaryOperatorError, "internal error of the operator";
        "MI:0055" => InvalidRecipient, "vacant, suspended or off";
        "MI:0010" => InvalidRecipient, "number lapsed";
        "MC00151" => TemporaryOperatorError, "internal error of the operator";
        "IC:0055" => TemporaryOperatorError, "internal error of the operator";
        "MB:1078" => TemporaryOperatorError, "internal error of the operator";
        "MN00001" => TemporaryOperatorError, "internal error of the operator";
        "ID:0013" => TemporaryOperatorError, "internal error of the operator";
        "MC:0001" => OtherError, "unknown error";
        "MK:0017" => TemporaryPhoneError, "memory of the phone full";
        "MI:0081" => TemporaryOperatorError, "internal error of the operator";
        "DA:0054" => TemporaryOperatorError, "no answer in time";
        "MB:1042" => TemporaryPhoneError, "too many messages waiting for this recipient";
        "ERR_NUM" => InvalidRecipient, "incorrect or restricted number";
        "MI:0054" => InvalidRecipient, "vacant, suspended or off";
        "MK:0011" => TemporaryAbsenceError, "suspended or off";
        "MN:0052" => TemporaryOperatorError, "internal error of the operator";
        "MK:0008" => TemporaryAbsenceError, "poor signal";
        "IA:0073" => TemporaryOperatorError, "internal error of the operator";
        "IA:0051" => TemporaryOperatorError, "internal error of the operator";
        "MK:0075" => InvalidRecipient, "vacant, suspended or off";
        "MN:0022" => InvalidRecipient, "vacant, suspended or off";
        "MN:0020" => TemporaryOperatorError, "internal error of the gateway";
        "MI:0008" => TemporaryOperatorError, "internal error of the gateway";
        "MI:0012" => Undeliverable, "illegal equipment";
        "MN:0012" => InvalidRecipient, "vacant, suspended or off";
        "MI:0059" => InvalidRecipient, "vacant, suspended or off";
        "MN:0050" => InvalidRecipient, "vacant, suspended or off";
        "MN:0017" => Rejected, "refused; no cause given";
        "MI:0045" => TemporaryOperatorError, "internal error of the gateway";
        "MN:0055" => TemporaryOperatorError, "internal error of the operator";
        "NOROUTE" => RoutingError, "no route";
        "MI:0036" => TemporaryOperatorError, "internal error of the gateway";
        "MB:1077" => Blacklisted, "Tencent Cloud, error codes: blacklisted after a complaint";
        "MK:0020" => TemporaryOperatorError, "internal error of the operator";
        "MK:0022" => TemporaryOperatorError, "internal error of the operator";
        "MN:0053" => TemporaryOperatorError, "internal error of the operator";
        "DB:0505" => TemporaryOperatorError, "internal error of the operator";
        "ID:0070" => TemporaryOperatorError, "internal error of the operator";
        "MX:0002" => InternalError, "not handed to the gateway";
        "DB:0141" => Blacklisted, "Tencent Cloud, error codes: blacklisted after a complaint";
        "MA:0051" => TemporaryOperatorError, "internal error of the operator";
        "IB:0008" => TemporaryOperatorError, "internal error of the operator";
        "MI00000" => Expired, "validity period expired";
        "DB:0164" => Blacklisted, "Tencent Cloud, error codes: blacklist of the operator";
        "MK:0013" => InvalidRecipient, "vacant number, according to this list; check it";
        "DB:0144" => Blacklisted, "Tencent Cloud, error codes: global blacklist";
        "BWLIST" => Blacklisted, "Tencent Cloud, error codes: blacklist of the gateway";
        "HD:19" => Blacklisted, "Tencent Cloud, error codes: blacklist of the gateway";
        "MI0020" => TemporaryPhoneError, "error in the phone";
        "MI:0041" => TemporaryOperatorError, "internal error of the operator";
        "MC:0055_006" => TemporaryAbsenceError, "out of coverage, or memory full";
        "MI:0064" => TemporaryOperatorError, "internal error of the operator";
        "ERR_NUM_006" => InvalidRecipient, "incorrect or restricted number";
        "MI:0057" => TemporaryOperatorError, "internal error of the operator";
        "MI:0056" => TemporaryOperatorError, "no answer in time";
        "MI:0098" => TemporaryOperatorError, "internal error of the operator";
        "MK:0036" => TemporaryOperatorError, "unknown error of the switch";
        "MN:0019" => TemporaryOperatorError, "internal error of the operator";
        "MI:0030" => TemporaryOperatorError, "internal error of the operator";
        "MI:0023" => TemporaryOperatorError, "internal error of the operator";
        "MI:0002" => TemporaryOperatorError, "internal error of the operator";
        "MK:0019" => Undeliverable, "phone without SMS";
        "IB:0064" => TemporaryAbsenceError, "phone off";
        "MB:1026" => TemporaryOperatorError, "limits of the message centre reached";
        "MK:0055" => TemporaryOperatorError, "internal error of the operator";
        "MK:0066" => TemporaryOperatorError, "internal error of the operator";
        "MI00022" => TemporaryPhoneError, "memory of the phone full";
        "IB:0009" => TemporaryOperatorError, "internal error of the operator";
        "MK:0006" => TemporaryOperatorError, "internal error of the operator";
        "MK:0053" => TemporaryOperatorError, "internal error of the operator";
        "MK:0023" => TemporaryOperatorError, "internal error of the operator";
        "MK:0045" => TemporaryOperatorError, "internal error of the operator";
        "MC:0055_000" => TemporaryAbsenceError, "out of coverage, or memory full";
        "MA:0054" => TemporaryOperatorError, "internal error of the operator";
        "MK:0041" => TemporaryOperatorError, "internal error of the operator";
        "MK:0063" => TemporaryOperatorError, "internal error of the operator";
        "ID:0012" => Rejected, "incorrect billing address";
        "MK:0084" => TemporaryOperatorError, "unexpected answer in the network";
        "MB:0088" => TemporaryOperatorError, "internal error of the operator";
        "MI00036" => TemporaryOperatorError, "internal error of the operator";
        "DB00144" => Blacklisted, "Tencent Cloud, error codes: global blacklist";
        "MA:0073" => NotDelivered, "cause not printed";
        "MI:0099" => TemporaryOperatorError, "unexpected answer in the network";
        "MI:0089" => TemporaryOperatorError, "internal error of the operator";
        "MI:0063" => TemporaryOperatorError, "internal error of the operator";
        "MI:0090" => TemporaryOperatorError, "address in the network not reachable";
        "MN0013" => Undeliverable, "suspended";
        "DB:0107" => TemporaryOperatorError, "internal error of the operator";
        "IB:0255" => TemporaryOperatorError, "internal error of the operator";
        "MA:0022" => TemporaryOperatorError, "internal error of the operator";
        "IB:0013" => TemporaryOperatorError, "internal error of the operator";
        "MA:0001" => TemporaryOperatorError, "internal error of the operator";
        "MK:0065" => TemporaryOperatorError, "no answer in time";
        "MN:0009" => TemporaryOperatorError, "internal error of the operator";
        "UNKNOWN" => Undefined, "state unknown";
        "DB:0010" => TemporaryOperatorError, "internal error of the operator";
        "MK:0021" => TemporaryOperatorError, "internal error of the operator";
        "MI:0038" => TemporaryOperatorError, "internal error of the operator";
        "MI:0052" => TemporaryAbsenceError, "roaming restricted";
        "MK:0003" => Undeliverable, "illegal subscriber";
        "MK:0009" => TemporaryAbsenceError, "out of coverage";
        "MK:0051" => TemporaryOperatorError, "internal error of the operator";
        "MK:0068" => TemporaryOperatorError, "internal error of the operator";
        "DB:0106" => Rejected, "incorrect service code";
        "MB:1031" => TemporaryPhoneError, "retries used up; phone memory perhaps full";
        "MI:0048" => TemporaryOperatorError, "internal error of the operator";
        "MK:0056" => TemporaryOperatorError, "internal error of the operator";
        "MK:0057" => TemporaryOperatorError, "internal error of the operator";
        "MK:0088" => TemporaryOperatorError, "versions in the network differ";
        "TUIDING" => Blacklisted, "Tencent Cloud, error codes: blacklist of the operator";
        "HIGRISK" => Blacklisted, "Tencent Cloud, error codes: blacklist of the operator";
        "CA:0054" => TemporaryOperatorError, "internal error of the operator";
        "MN:0041" => TemporaryAbsenceError, "phone off or not reachable";
        "MK:0090" => TemporaryAbsenceError, "suspended or not reachable";
        "XL:169" => InvalidRecipient, "vacant or not existing number; check it";
        "TA:169" => InvalidRecipient, "vacant number, according to this list; check it";
        "TC:0001" => Blacklisted, "Tencent Cloud, error codes: number blacklisted";
        "TC:0007" => PermanentContentError, "sensitive words";
    }

    /// The values of `errmsg` from China Unicom.
    CHINA_UNICOM: Cause "errmsg" {
        "12" => InvalidRecipient, "vacant, off, suspended or barred";
        "1" => InvalidRecipient, "vacant or not existing number; check it";
        "10" => InvalidRecipient, "vacant, off, suspended or barred";
        "24" => InvalidRecipient, "number no longer in use";
        "5" => Undeliverable, "suspended";
        "29" => Undeliverable, "fault in the data of the subscriber";
        "13" => Undeliverable, "SMS service not open for the number";
        "93" => InvalidRecipient, "suspended or cancelled";
        "11" => TemporaryOperatorError, "internal error of the operator";
        "4" => TemporaryAbsenceError, "phone off";
        "54" => TemporaryAbsenceError, "phone off";
        "59" => TemporaryOperatorError, "internal error of the operator";
        "15" => TemporaryAbsenceError, "out of coverage";
        "23" => TemporaryOperatorError, "internal error of the operator";
        "27" => Undeliverable, "phone without SMS";
        "W-BLACK" => Blacklisted, "Tencent Cloud, error codes: global blacklist";
        "17" => TemporaryOperatorError, "internal error of the operator";
        "51" => TemporaryAbsenceError, "phone off";
        "-37" => TemporaryAbsenceError, "phone off";
        "20" => Undeliverable, "suspended";
        "55" => TemporaryAbsenceError, "out of coverage";
        "67" => InvalidRecipient, "vacant number, according to this list; check it";
        "95" => InvalidRecipient, "number cancelled or not existing";
        "22" => TemporaryOperatorError, "internal error of the operator";
        "90" => TemporaryOperatorError, "internal error of the operator";
        "-74" => TemporaryOperatorError, "internal error of the operator";
        "2" => TemporaryOperatorError, "internal error of the operator";
        "104" => TemporaryOperatorError, "internal error of the operator";
        "92" => NotDelivered, "cause not printed";
        "86" => TemporaryAbsenceError, "out of coverage";
        "50" => Undeliverable, "suspended";
        "8" => MessageError, "incorrect length";
        "57" => TemporaryOperatorError, "internal error of the operator";
        "79" => TemporaryPhoneError, "memory of the phone full";
        "53" => TemporaryAbsenceError, "phone off";
        "3" => TemporaryOperatorError, "internal error of the operator";
        "255" => NotDelivered, "cause not printed";
        "100" => NotDelivered, "cause not printed";
        "61" => InvalidRecipient, "vacant number, according to this list; check it";
        "117" => NotDelivered, "cause not printed";
        "45" => Undeliverable, "suspended";
        "164" => NotDelivered, "cause not printed";
        "46" => NotDelivered, "cause not printed";
        "14" => TemporaryOperatorError, "internal error of the operator";
        "9" => MessageError, "invalid sequence number";
        "69" => Blacklisted, "Tencent Cloud, error codes: number blacklisted";
        "89" => TemporaryAbsenceError, "out of coverage";
        "64" => TemporaryAbsenceError, "out of coverage";
        "88" => TemporaryAbsenceError, "out of coverage";
        "98" => Undeliverable, "suspended";
        "18" => Undeliverable, "service not subscribed";
        "36" => Undeliverable, "suspended";
        "44" => Undeliverable, "phone without SMS";
        "99" => Undeliverable, "suspended";
        "43" => TemporaryPhoneError, "memory of the phone full";
        "-43" => TemporaryPhoneError, "memory of the phone full";
        "118" => Undeliverable, "phone without SMS";
        "52" => Undeliverable, "phone without SMS";
        "31" => Undeliverable, "illegal equipment";
        "75" => Undeliverable, "number restricted";
        "103" => NotDelivered, "cause not printed";
        "56" => Undeliverable, "suspended for arrears";
        "106" => Rejected, "fee not permitted";
        "-1" => TemporaryOperatorError, "internal error of the operator";
        "19" => Undeliverable, "service not subscribed";
        "148" => TemporaryOperatorError, "internal error of the operator";
        "48" => TemporaryOperatorError, "internal error of the operator";
        "63" => TemporaryOperatorError, "internal error of the operator";
        "73" => TemporaryOperatorError, "internal error of the operator";
        "70" => TemporaryAbsenceError, "out of coverage";
        "32" => TemporaryOperatorError, "internal error of the operator";
        "40" => TemporaryOperatorError, "internal error of the operator";
        "110" => TemporaryOperatorError, "internal error of the operator";
        "116" => TemporaryOperatorError, "internal error of the operator";
        "21" => TemporaryOperatorError, "internal error of the operator";
        "219" => TemporaryAbsenceError, "phone off or not reachable";
        "182" => Undeliverable, "suspended";
        "124" => TemporaryAbsenceError, "phone off, barred or suspended";
        "101" => InvalidRecipient, "vacant number, according to this list; check it";
        "105" => Undeliverable, "suspended, or incoming service barred";
        "213" => Undeliverable, "suspended, or incoming service barred";
        "72" => InvalidRecipient, "vacant or not existing number; check it";
        "LT:0002" => TemporaryAbsenceError, "poor signal; sensitive words if many fail";
    }

    /// The values of `errmsg` from China Telecom; other operators also send the first two.
    CHINA_TELECOM: Cause "errmsg" {
        "UNDELIV" => Undeliverable, "China Mobile: vacant, suspended or off; others: suspended";
        "MOBILE BLACK" => Blacklisted, "Tencent Cloud, error codes: global blacklist";
        "UNDELIV_601" => Undeliverable, "cannot receive, suspended for example";
        "EXPIRED_602" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_640" => Undeliverable, "cannot receive, suspended for example";
        "REJECTD_006" => Rejected, "refused; no cause given";
        "UNDELIV_705" => Undeliverable, "cannot receive, suspended for example";
        "EXPIRED_760" => Undeliverable, "cannot receive, suspended for example";
        "EXPIRED_601" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_869" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_999" => NotDelivered, "cause not printed";
        "UNDELIV_602" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_614" => Undeliverable, "cannot receive, suspended for example";
        "EXPIRED_660" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_713" => NotDelivered, "cause not printed";
        "UNDELIV_615" => NotDelivered, "cause not printed";
        "EXPIRED_702" => Undeliverable, "cannot receive, suspended for example";
        "EXPIRED_640" => Undeliverable, "cannot receive, suspended for example";
        "REJECTD_706" => Rejected, "refused; no cause given";
        "EXPIRED_615" => Rejected, "refused; no cause given";
        "UNDELIV_765" => NotDelivered, "cause not printed";
        "UNDELIV_870" => TemporaryOperatorError, "internal error of the operator";
        "UNDELIV_899" => NotDelivered, "cause not printed";
        "EXPIRED_001" => NotDelivered, "cause not printed";
        "UNDELIV_612" => NotDelivered, "cause not printed";
        "UNDELIV_714" => NotDelivered, "cause not printed";
        "UNDELIV_702" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_815" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_771" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_711" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_627" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_814" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_660" => Undeliverable, "cannot receive, suspended for example";
        "EXPIRED_612" => TemporaryOperatorError, "internal error of the operator";
        "UNDELIV_613" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_619" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_680" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_636" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_726" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_718" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_880" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_634" => Undeliverable, "cannot receive, suspended for example";
        "EXPIRED_010" => Expired, "validity period expired";
        "EXPIRED_619" => Expired, "validity period expired";
        "EXPIRED_999" => Expired, "validity period expired";
        "UNDELIV_001" => Undeliverable, "cannot receive, suspended for example";
        "UNDELIV_620" => Undeliverable, "cannot receive, suspended for example";
        "EXPIRED_614" => TemporaryOperatorError, "internal error of the operator";
        "EXPIRED_618" => TemporaryOperatorError, "internal error of the operator";
        "EXPIRED_613" => TemporaryOperatorError, "internal error of the operator";
        "EXPIRED_617" => TemporaryOperatorError, "internal error of the operator";
        "UNDELIV_701" => InvalidRecipient, "vacant, suspended or off";
        "UNDELIV_802" => InvalidRecipient, "vacant, suspended or off";
        "UNDELIV_801" => InvalidRecipient, "vacant, suspended or off";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::wire::Wire;

    Wire {
        reports: &["/data"],
        word: &["report_status"],
        cause: &["errmsg"],
        message_id: &["sid"],
        recipient: &["mobile"],
        time: &["user_receive_time"],
        also: &["nationcode"],
        finish: Some(|item, draft| {
            if let (Some(country), Some(number)) = (item.text("nationcode"), &draft.recipient) {
                draft.recipient = Some(country + number.clone());
            }
        }),
        ..Wire::EMPTY
    }
};
