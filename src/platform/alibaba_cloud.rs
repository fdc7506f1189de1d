//! Alibaba Cloud SMS in China: delivery receipts, and message details from the API. Messages to other countries have
//! [another vocabulary](super::alibaba_cloud_international).
//!
//! Receipts come as a JSON list; in the message queue, each is a single object. `QuerySendDetails` returns the list
//! `SmsSendDetailDTO`. A receipt has a boolean `success`; an entry in the list has `SendStatus`.
//!
//! - Id: `biz_id` identifies a send to many recipients, so the number is part of the key. `out_id` is an id that you supply.
//!   Lists have no `biz_id`.
//! - Time: `report_time` or `ReceiveDate` or, if both are missing, the send time. The format is `yyyy-MM-dd HH:mm:ss`;
//!   Alibaba does not document the zone.
//!
//! The number is in the form in which you supplied it, often without a country code.
//!
//! `MOBILE_IN_BLACK`, `USER_REJECT`, `isv.BLACK_KEY_CONTROL_LIMIT` and `isv.CUSTOMER_REFUSED` mean that the recipient opted
//! out or is on a blacklist. Two pages of Alibaba's documentation give different meanings for `INVALID_NUMBER`, and for the
//! code that one of them spells `MOBLLE_TERMINAL_ERROR`. Codes that begin with `isv.` or `isp.` come from the platform. The
//! others come from operators, and no list has all of them.
//!
//! Sources: Alibaba Cloud: `SmsReport` (help.aliyun.com 101867); Delivery receipt error codes (101347), completed from two
//! public copies that agree; [SMS error codes](https://github.com/aliyun/alibabacloud-aiops-skills), June 2026.

use crate::table::tables;

tables! {
    /// The values of `success`.
    STATUSES: Word "success" {
        "true" => Received, "received, as the operator confirms";
        "false" => NotDelivered, "not delivered; the code says why";
    }

    /// The values of `SendStatus`.
    SEND_STATUSES: Word "SendStatus" {
        1 => Sent, "waiting for the receipt";
        2 => NotDelivered, "not delivered; the code says why";
        3 => Received, "received, as the operator confirms";
    }

    /// The values of `err_code` and of `ErrCode`.
    ERRORS: Cause "err_code" {
        "MOBILE_NOT_ON_SERVICE" => InvalidRecipient, "vacant, suspended, off or out of coverage";
        "INVALID_NUMBER" => InvalidRecipient, "vacant, off or incorrect; two texts disagree";
        "MOBILE_ACCOUNT_ABNORMAL" => Undeliverable, "account abnormal, ported or in arrears";
        "MOBLLE_TERMINAL_ERROR" => TemporaryPhoneError, "fault of the phone or SIM: memory full";
        "MOBILE_TERMINAL_ERROR" => TemporaryPhoneError, "phone off or out of coverage";
        "MOBILE_IN_BLACK" => Blacklisted, "Alibaba Cloud, receipt codes: blacklisted, usually after unsubscribing";
        "USER_REJECT" => Blacklisted, "Alibaba Cloud, receipt codes: the recipient unsubscribed";
        "SP_NOT_BY_INTER_SMS" => Undeliverable, "no international SMS";
        "EXPIRED" => Expired, "expired in the operator's queue";
        "MOBILE_SEND_LIMIT" => Rejected, "limit for one number";
        "CONTENT_KEYWORD" => PermanentContentError, "forbidden word";
        "CONTENT_ERROR" => PermanentContentError, "content refused, such as advertising without opt-out";
        "NO_ROUTE" => RoutingError, "no route";
        "PARAMS_ILLEGAL" => MessageError, "incorrect signature, text or number";
        "isv.UNSUPPORTED_CONTENT" => MessageError, "characters not supported";
        "isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE" => MessageError, "advertising in a notice template";
        "isv.ONE_CODE_MULTIPLE_SIGN" => Rejected, "one extension number for several signatures";
        "isv.CODE_EXCEED_LIMIT" => Rejected, "extension number too long";
        "isv.CODE_ERROR" => Rejected, "incorrect extension number";
        "PORT_NOT_REGISTERED" => Rejected, "sender not registered";
        "isv.SIGN_SOURCE_ILLEGAL" => Rejected, "source of the signature not allowed";
        "IS_CLOSE" => TemporaryOperatorError, "channel closed; retry";
        "SP_UNKNOWN_ERROR" => OtherError, "unknown error of the operator";
        "REQUEST_SUCCESS" => Undefined, "accepted, and no receipt came";
        "isv.BLACK_KEY_CONTROL_LIMIT" => Blacklisted, "Alibaba Cloud, receipt codes: unsubscribed or complained";
        "isv.CUSTOMER_REFUSED" => Blacklisted, "Alibaba Cloud, receipt codes: unsubscribed from advertising";
        "isv.MOBILE_NUMBER_ILLEGAL" => InvalidRecipient, "number in an invalid format";
        "isv.AMOUNT_NOT_ENOUGH" => InsufficientCredit, "account without credit";
        "isv.OUT_OF_SERVICE" => InsufficientCredit, "account stopped for lack of credit";
        "isv.SMS_CONTENT_ILLEGAL" => PermanentContentError, "forbidden words";
        "isp.SYSTEM_ERROR" => InternalError, "fault of the platform";
        "isp.GATEWAY_ERROR" => InternalError, "fault of the gateway";
        "isv.…" => Rejected, "refused by the platform: signature, template or limit";
    }
}

#[cfg(feature = "read")]
pub(super) const WIRE: crate::wire::Wire<'_> = {
    use crate::{message_key::IdNames, wire::Wire};

    Wire {
        reports: &["/SmsSendDetailDTOs/SmsSendDetailDTO"],
        word: &["success", "SendStatus"],
        cause: &["err_code", "ErrCode"],
        message_id: &["biz_id"],
        recipient: &["phone_number", "PhoneNum"],
        reference: &["out_id", "OutId"],
        time: &["report_time", "ReceiveDate", "send_time", "SendDate"],
        id_names: IdNames::Sending,
        ..Wire::EMPTY
    }
};
