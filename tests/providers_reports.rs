//! What the platforms send is read, whatever is missing, added, doubled or written as another type.
#![cfg(all(feature = "alloc", feature = "serde"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Debug;

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use sms_status::{
    DeliveryStatus::{self, *},
    providers::*,
};

/// What a report says: status, message id, recipient, reference.
type Said<'a> = (DeliveryStatus, Option<&'a str>, Option<&'a str>, Option<&'a str>);

fn said(report: &impl PlatformReport) -> Said<'_> {
    (report.status(), report.message_id(), report.recipient(), report.reference())
}

#[track_caller]
fn json<R: DeserializeOwned + PlatformReport>(body: &str, expected: Said<'_>) {
    let report: R = serde_json::from_str(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    assert_eq!(said(&report), expected, "{body}");
}

#[track_caller]
fn form<R: DeserializeOwned + PlatformReport>(body: &str, expected: Said<'_>) {
    let report: R = serde_urlencoded::from_str(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    assert_eq!(said(&report), expected, "{body}");
}

#[test]
fn bodies_of_vonage() {
    let full = "msisdn=447700900000&to=Sender&network-code=23410&messageId=0A0000000123ABCD1&price=0.03330000&status=delivered\
                &scts=2601010900&err-code=0&api-key=abcd1234&client-ref=spring&message-timestamp=2026-01-01+09%3A00%3A05";
    form::<vonage::Report>(full, (Delivered, Some("0A0000000123ABCD1"), Some("447700900000"), Some("spring")));
    let report: vonage::Report = serde_urlencoded::from_str(full).unwrap();
    assert_eq!((report.word.as_str(), report.error.as_deref()), ("delivered", Some("0")));
    assert_eq!((report.mcc_mnc.as_deref(), report.scts.as_deref()), (Some("23410"), Some("2601010900")));
    assert_eq!(report.message_timestamp.as_deref(), Some("2026-01-01 09:00:05"));
    form::<vonage::Report>("status=failed&err-code=9&msisdn=1", (Blacklisted, None, Some("1"), None));
    form::<vonage::Report>("status=REJECTED&err-code=&messageId=", (Rejected, None, None, None));
    form::<vonage::Report>("status=accepted&err-code=7&messageId=2", (Sent, Some("2"), None, None));
    form::<vonage::Report>("status=new-word&err-code=3", (Undefined, None, None, None));
    json::<vonage::Report>(
        r#"{"msisdn":"447700900000","to":"Sender","messageId":"0A1","status":"failed","err-code":"3"}"#,
        (PermanentAbsenceError, Some("0A1"), Some("447700900000"), None),
    );
    json::<vonage::Report>(
        r#"{"status":"failed","err-code":1190,"msisdn":447700900000,"client-ref":null}"#,
        (PermanentAbsenceError, None, Some("447700900000"), None),
    );
}

#[test]
fn bodies_of_the_messages_api_of_vonage() {
    let id = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
    json::<vonage::messages::Report>(
        &format!(
            r#"{{"message_uuid":"{id}","to":"447700900000","from":"Sender","timestamp":"2026-01-01T09:00:05Z","status":"delivered",
                "usage":{{"currency":"EUR","price":"0.05"}},"client_ref":"spring","channel":"sms"}}"#
        ),
        (Delivered, Some(id), Some("447700900000"), Some("spring")),
    );
    json::<vonage::messages::Report>(
        &format!(
            r#"{{"message_uuid":"{id}","to":{{"type":"sms","number":"447700900000"}},"from":{{"type":"sms","number":"1"}},
                "timestamp":"2026-01-01T09:00:05Z","status":"rejected","error":{{"code":1190,"reason":"Absent Subscriber"}}}}"#
        ),
        (PermanentAbsenceError, Some(id), Some("447700900000"), None),
    );
    json::<vonage::messages::Report>(
        r#"{"status":"rejected","to":447700900000,"error":{"type":"about:blank","title":"1360","detail":"TTL"}}"#,
        (Expired, None, Some("447700900000"), None),
    );
    json::<vonage::messages::Report>(
        r#"{"status":"undeliverable","to":{"type":"messenger","id":"0123"},"error":{}}"#,
        (Undeliverable, None, None, None),
    );
    json::<vonage::messages::Report>(
        r#"{"status":"submitted","to":null,"error":null,"client_ref":""}"#,
        (Sent, None, None, None),
    );
    json::<vonage::messages::Report>(
        r#"{"status":"rejected","error":{"code":1240,"title":1190}}"#,
        (Blacklisted, None, None, None),
    );
    for wrong in [r#"{"status":"read","to":true}"#, r#"{"status":"read","to":[]}"#, r#"{"status":"read","to":1.5}"#] {
        let error = serde_json::from_str::<vonage::messages::Report>(wrong).unwrap_err().to_string();
        assert!(error.starts_with("expected a number, or an object that has one"), "{error}");
    }
}

#[test]
fn bodies_of_twilio() {
    let sid = "SM00000000000000000000000000000001";
    form::<twilio::Report>(
        &format!(
            "SmsSid={sid}&SmsStatus=delivered&MessageStatus=delivered&To=%2B15005550006&MessageSid={sid}&AccountSid=AC0001\
             &From=%2B15005550001&ApiVersion=2010-04-01"
        ),
        (Delivered, Some(sid), Some("+15005550006"), None),
    );
    form::<twilio::Report>(
        "MessageSid=1&MessageStatus=undelivered&ErrorCode=30005&ErrorMessage=Unknown",
        (InvalidRecipient, Some("1"), None, None),
    );
    form::<twilio::Report>("SmsSid=2&SmsStatus=sent", (Sent, Some("2"), None, None));
    form::<twilio::Report>("MessageStatus=failed&SmsStatus=sent&ErrorCode=21610", (Blacklisted, None, None, None));
    form::<twilio::Report>("MessageStatus=&SmsStatus=queued&ErrorCode=&To=", (InProgress, None, None, None));
    form::<twilio::Report>("MessageStatus=failed&ErrorCode=99999", (NotDelivered, None, None, None));
    json::<twilio::Report>(
        r#"{"MessageStatus":"failed","ErrorCode":30003}"#,
        (TemporaryAbsenceError, None, None, None),
    );
    let report: twilio::Report = serde_urlencoded::from_str("MessageStatus=sent&From=Sender&ErrorCode=00030").unwrap();
    assert_eq!((report.sender.as_deref(), report.error), (Some("Sender"), Some(30)));
    for (body, message) in [
        ("ErrorCode=30003", "missing field `MessageStatus`"),
        ("MessageStatus=&SmsStatus=", "missing field `MessageStatus`"),
        ("MessageStatus=sent&MessageStatus=sent", "duplicate field `MessageStatus`"),
        ("MessageStatus=failed&ErrorCode=x", "invalid value: string \"x\", expected a code, which is a whole number"),
        ("MessageStatus=failed&ErrorCode=-1", "invalid value: string \"-1\", expected a code, which is a whole number"),
    ] {
        assert_eq!(serde_urlencoded::from_str::<twilio::Report>(body).unwrap_err().to_string(), message, "{body}");
    }
}

#[test]
fn bodies_of_aws() {
    let id = "11111111-2222-3333-4444-555555555555";
    let body = format!(
        r#"{{"eventType":"TEXT_SUCCESSFUL","eventVersion":"1.0","eventTimestamp":1686975103470,"isFinal":true,
            "originationPhoneNumber":"+12065550152","destinationPhoneNumber":"+14255550156","isInternationalSend":false,"mcc":"310",
            "mnc":"800","messageId":"{id}","messageStatus":"SUCCESSFUL","context":{{"account":"bar"}},"totalMessageParts":1,
            "totalMessagePrice":0.09582}}"#
    );
    json::<aws::Report>(&body, (Delivered, Some(id), Some("+14255550156"), None));
    assert_eq!(serde_json::from_str::<aws::Report>(&body).unwrap().event_timestamp, Some(1_686_975_103_470));
    json::<aws::Report>(&body.replace("true", "false"), (DeliveredToOperator, Some(id), Some("+14255550156"), None));
    json::<aws::Report>(
        r#"{"event_type":"_SMS.FAILURE","event_timestamp":1686975103470,"attributes":{"record_status":"UNREACHABLE",
            "message_id":"m1","destination_phone_number":"+14255550156","number_of_message_parts":"1"},"metrics":{"price":1.5}}"#,
        (TemporaryAbsenceError, Some("m1"), Some("+14255550156"), None),
    );
    json::<aws::Report>(
        r#"{"event_type":"_SMS.OPTOUT","attributes":{"record_status":"DELIVERED"}}"#,
        (Blacklisted, None, None, None),
    );
    json::<aws::Report>(
        r#"{"event_type":"_SMS.SUCCESS","attributes":{"record_status":""}}"#,
        (Undefined, None, None, None),
    );
    json::<aws::Report>(r#"{"eventType":"TEXT_SUCCESSFUL","isFinal":"TRUE"}"#, (Delivered, None, None, None));
    json::<aws::Report>(
        r#"{"eventType":"TEXT_SPAM","isFinal":null,"attributes":null}"#,
        (PermanentAntiSpamError, None, None, None),
    );
    let both = r#"{"eventType":"TEXT_SENT","event_type":"_SMS.SUCCESS"}"#;
    assert!(
        serde_json::from_str::<aws::Report>(both).unwrap_err().to_string().starts_with("duplicate field `eventType`")
    );
    let wrong =
        serde_json::from_str::<aws::Report>(r#"{"eventType":"TEXT_SENT","isFinal":1}"#).unwrap_err().to_string();
    assert!(wrong.starts_with("expected `true` or `false`"), "{wrong}");
    let wrong =
        serde_json::from_str::<aws::Report>(r#"{"eventType":"TEXT_SENT","isFinal":"no"}"#).unwrap_err().to_string();
    assert!(wrong.starts_with("invalid value: string \"no\", expected `true` or `false`"), "{wrong}");
}

#[test]
fn bodies_of_infobip() {
    json::<infobip::Report>(
        r#"{"bulkId":"b","price":{"pricePerMessage":0.01,"currency":"EUR"},"messageId":"m1","to":"447700900000","mccMnc":"23410",
            "status":{"groupId":3,"groupName":"DELIVERED","id":5,"name":"DELIVERED_TO_HANDSET","description":"x"},
            "error":{"groupId":0,"groupName":"OK","id":0,"name":"NO_ERROR","description":"No Error","permanent":false},
            "smsCount":1,"callbackData":"spring","sentAt":"2026-01-01T09:00:00.000+0000","doneAt":"2026-01-01T09:00:05.000+0000"}"#,
        (Received, Some("m1"), Some("447700900000"), Some("spring")),
    );
    json::<infobip::Report>(
        r#"{"messageId":"m2","status":{"groupId":2,"id":4},"error":{"groupId":3,"id":34,"permanent":true}}"#,
        (PermanentOperatorError, Some("m2"), None, None),
    );
    json::<infobip::Report>(
        r#"{"status":{"groupId":"2","id":"9"},"error":{"id":"3041","permanent":"true"},"to":447700900000}"#,
        (PermanentAbsenceError, None, Some("447700900000"), None),
    );
    json::<infobip::Report>(r#"{"status":{"groupId":4}}"#, (Expired, None, None, None));
    json::<infobip::Report>(r#"{"status":{"groupId":5,"id":777},"error":null}"#, (Rejected, None, None, None));
    json::<infobip::Report>(r#"{"status":{},"error":{}}"#, (Undefined, None, None, None));
    let requests = [
        (r#"{"results":[]}"#, 0),
        (r#"{"results":[{"status":{"groupId":1}}]}"#, 1),
        (r#"{"results":[{"status":{"groupId":1}},{"status":{"groupId":3,"id":5},"messageId":"m"}],"new":[]}"#, 2),
    ];
    for (body, count) in requests {
        let reports: infobip::Reports = serde_json::from_str(body).unwrap();
        assert_eq!(reports.iter().count(), count);
        assert!(reports.iter().eq(&reports) && reports.iter().cloned().eq(reports.clone()));
    }
    for (wrong, message) in [
        (r"{}", "missing field `results`"),
        (r#"{"results":[{"status":{"groupId":1}},{"messageId":"m"}]}"#, "missing field `status`"),
        (r#"{"results":[],"results":[]}"#, "duplicate field `results`"),
        (r#"{"results":[{"status":"PENDING"}]}"#, "invalid type: string \"PENDING\""),
        (r#"{"results":[{"status":{"groupId":-1}}]}"#, "invalid value: string \"-1\", expected a code"),
    ] {
        let error = serde_json::from_str::<infobip::Reports>(wrong).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}

#[test]
fn bodies_of_jasmin() {
    form::<jasmin::Report>(
        "id=f1&message_status=DELIVRD&level=2&connector=c1&id_smsc=42&subdate=2601010900&donedate=2601010901&sub=001&dlvrd=001\
         &err=000&text=Hello",
        (Received, Some("f1"), None, None),
    );
    form::<jasmin::Report>("message_status=ESME_ROK&level=1&id=f2", (Sent, Some("f2"), None, None));
    form::<jasmin::Report>("id=f3&message_status=ESME_RINVDSTADR&level=1", (InvalidRecipient, Some("f3"), None, None));
    form::<jasmin::Report>("message_status=UNDELIV&err=027&id=", (Undeliverable, None, None, None));
    form::<jasmin::Report>("message_status=NEW", (Undefined, None, None, None));
    json::<jasmin::Report>(r#"{"message_status":"EXPIRED","level":2,"id":7}"#, (Expired, Some("7"), None, None));
    let report: jasmin::Report =
        serde_urlencoded::from_str("message_status=UNDELIV&err=027&level=3&connector=c&id_smsc=9&subdate=1&donedate=2")
            .unwrap();
    let fields = [&report.error, &report.level, &report.connector, &report.id_smsc, &report.subdate, &report.donedate];
    assert_eq!(fields.map(Option::as_deref), ["027", "3", "c", "9", "1", "2"].map(Some));
}

#[test]
fn bodies_of_octopush() {
    json::<octopush::Report>(
        r#"{"channel":"SMS","message_id":"sms_1","number":"+33600000000","status":"DELIVERED","delivery_date":"2026-01-01 09:00:05",
            "meta_data":null}"#,
        (Delivered, Some("sms_1"), Some("+33600000000"), None),
    );
    json::<octopush::Report>(
        r#"{"status":"BLACKLISTED_NUMBER","number":33600000000}"#,
        (Blacklisted, None, Some("33600000000"), None),
    );
    json::<octopush::Report>(r#"{"status":"bad_destination"}"#, (InvalidRecipient, None, None, None));
    json::<octopush::Report>(r#"{"status":"ACK","message_id":"","number":null}"#, (Sent, None, None, None));
    json::<octopush::Report>(r#"{"meta_data":{"a":[1]},"status":"NEW"}"#, (Undefined, None, None, None));
}

#[test]
fn bodies_of_smsfactor() {
    json::<smsfactor::Report>(
        r#"{"status":3,"destination":"33600000000","message_id":1,"campaign_id":2,"date":"2026-01-01T09:00:05+01:00",
            "country_code":"FR"}"#,
        (Delivered, Some("1"), Some("33600000000"), None),
    );
    json::<smsfactor::Report>(r#"{"status":"2","message_id":"a"}"#, (Sent, Some("a"), None, None));
    json::<smsfactor::Report>(r#"{"status":12,"destination":33600000000}"#, (Expired, None, Some("33600000000"), None));
    json::<smsfactor::Report>(r#"{"status":65535}"#, (Undefined, None, None, None));
    json::<smsfactor::Report>(r#"{"status":0,"message_id":null,"destination":""}"#, (InProgress, None, None, None));
    for (wrong, message) in [
        (r#"{"status":65536}"#, "invalid value: string \"65536\", expected a code, which is a whole number"),
        (r#"{"status":""}"#, "invalid value: string \"\", expected a code, which is a whole number"),
        (r#"{"status":3.5}"#, "expected a text or a whole number"),
        (r#"{"destination":"1"}"#, "missing field `status`"),
    ] {
        let error = serde_json::from_str::<smsfactor::Report>(wrong).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}

#[test]
fn bodies_of_africas_talking() {
    form::<africas_talking::Report>(
        "id=ATXid_1&status=Success&phoneNumber=%2B254700000000&networkCode=63902&retryCount=0",
        (Delivered, Some("ATXid_1"), Some("+254700000000"), None),
    );
    form::<africas_talking::Report>(
        "id=ATXid_2&status=Failed&failureReason=UserDoesNotExist",
        (PermanentPhoneError, Some("ATXid_2"), None, None),
    );
    form::<africas_talking::Report>("status=Rejected&failureReason=", (Rejected, None, None, None));
    form::<africas_talking::Report>("status=Buffered&failureReason=UserIsInactive", (InProgress, None, None, None));
    form::<africas_talking::Report>("status=success&id=&phoneNumber=", (Delivered, None, None, None));
    json::<africas_talking::Report>(
        r#"{"status":"Failed","failureReason":"InsufficientCredit","phoneNumber":254700000000}"#,
        (Undeliverable, None, Some("254700000000"), None),
    );
}

#[test]
fn bodies_of_sinch() {
    json::<sinch::Report>(
        r#"{"type":"recipient_delivery_report_sms","batch_id":"01B","recipient":"447700900000","code":0,"status":"Delivered",
            "at":"2026-01-01T09:00:05.000Z","operator_status_at":"2026-01-01T09:00:00Z","client_reference":"spring","encoding":"GSM"}"#,
        (Delivered, Some("01B"), Some("447700900000"), Some("spring")),
    );
    json::<sinch::Report>(
        r#"{"batch_id":"01B","recipient":"1","code":150,"status":"Failed"}"#,
        (InvalidRecipient, Some("01B"), Some("1"), None),
    );
    json::<sinch::Report>(r#"{"code":"401","status":"Dispatched"}"#, (Sent, None, None, None));
    json::<sinch::Report>(r#"{"status":"DELETED","code":0}"#, (NotDelivered, None, None, None));
    json::<sinch::Report>(
        r#"{"status":"Unknown","code":null,"recipient":447700900000}"#,
        (Undefined, None, Some("447700900000"), None),
    );
    // A report on a batch has no status of its own.
    let batch =
        r#"{"type":"delivery_report_sms","batch_id":"01B","statuses":[{"code":0,"count":1,"status":"Delivered"}]}"#;
    assert!(
        serde_json::from_str::<sinch::Report>(batch).unwrap_err().to_string().starts_with("missing field `status`")
    );
}

#[test]
fn bodies_of_bandwidth() {
    json::<bandwidth::Report>(
        r#"{"type":"message-delivered","time":"2026-01-01T09:00:05.000Z","description":"ok","to":"+15005550006","message":{
            "id":"m1","owner":"+15005550001","applicationId":"a","time":"2026-01-01T09:00:00Z","segmentCount":1,"direction":"out",
            "to":["+15005550006"],"from":"+15005550001","text":"","tag":"spring"}}"#,
        (Delivered, Some("m1"), Some("+15005550006"), Some("spring")),
    );
    json::<bandwidth::Report>(
        r#"{"type":"message-failed","errorCode":4406,"to":"+1"}"#,
        (PermanentPhoneError, None, Some("+1"), None),
    );
    json::<bandwidth::Report>(
        r#"{"type":"message-failed","errorCode":"4775","message":{}}"#,
        (Blacklisted, None, None, None),
    );
    json::<bandwidth::Report>(r#"{"type":"message-sending","message":null}"#, (Sent, None, None, None));
    json::<bandwidth::Report>(
        r#"{"type":"message-received","message":{"id":"in"}}"#,
        (Undefined, Some("in"), None, None),
    );
    for (body, count) in [("[]", 0), (r#"[{"type":"message-sending"},{"type":"new"}]"#, 2)] {
        let reports: bandwidth::Reports = serde_json::from_str(body).unwrap();
        assert_eq!(reports.iter().count(), count);
        assert!(reports.iter().eq(&reports) && reports.iter().cloned().eq(reports.clone()));
    }
    for (wrong, message) in [
        (r#"{"type":"message-sending"}"#, "invalid type: map, expected a sequence"),
        (r#"[{"type":"message-sending"},{"to":"+1"}]"#, "missing field `type`"),
        (r#"[{"type":"message-failed","errorCode":"x"}]"#, "invalid value: string \"x\", expected a code"),
    ] {
        let error = serde_json::from_str::<bandwidth::Reports>(wrong).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}

/// A body with every field that is read, as an object, and the field without which there is no report.
struct Full {
    body: Value,
    required: &'static str,
    is_form: bool,
    read: fn(&str) -> Result<String, String>,
}

/// Reads JSON, and prints what was read.
fn read_json<R: DeserializeOwned + PlatformReport + Debug>(body: &str) -> Result<String, String> {
    let report = serde_json::from_str::<R>(body).map_err(|error| error.to_string())?;
    Ok(format!("{:?} {report:?}", said(&report)))
}

/// Reads a form that is given as an object of texts and numbers.
fn read_form<R: DeserializeOwned + PlatformReport + Debug>(body: &str) -> Result<String, String> {
    let report = serde_urlencoded::from_str::<R>(body).map_err(|error| error.to_string())?;
    Ok(format!("{:?} {report:?}", said(&report)))
}

fn bodies() -> Vec<Full> {
    let vonage = json!({"status": "failed", "err-code": "2", "messageId": "0A1", "msisdn": "447700900000", "client-ref": "spring",
        "network-code": "23410", "scts": "2601010900", "message-timestamp": "2026-01-01 09:00:05"});
    let jasmin = json!({"message_status": "UNDELIV", "err": "27", "id": "f1", "id_smsc": "42", "level": "2", "connector": "c1",
        "subdate": "2601010900", "donedate": "2601010901"});
    let twilio = json!({"MessageStatus": "failed", "ErrorCode": "30003", "MessageSid": "SM1", "To": "+15005550006", "From": "1500"});
    let africas_talking = json!({"status": "Failed", "failureReason": "UserIsInactive", "id": "AT1", "phoneNumber": "254700000000",
        "networkCode": "63902"});
    let full = |body, required, is_form, read| Full { body, required, is_form, read };
    vec![
        full(vonage.clone(), "/status", true, read_form::<vonage::Report>),
        full(vonage, "/status", false, read_json::<vonage::Report>),
        full(jasmin, "/message_status", true, read_form::<jasmin::Report>),
        full(twilio, "/MessageStatus", true, read_form::<twilio::Report>),
        full(africas_talking, "/status", true, read_form::<africas_talking::Report>),
        full(
            json!({"status": "rejected", "error": {"code": "1180", "title": "1190"}, "message_uuid": "aaaa-1", "to": "447700900000",
                "client_ref": "spring", "timestamp": "2026-01-01T09:00:05Z"}),
            "/status",
            false,
            read_json::<vonage::messages::Report>,
        ),
        full(
            json!({"status": "rejected", "to": {"number": "447700900000"}}),
            "/status",
            false,
            read_json::<vonage::messages::Report>,
        ),
        full(
            json!({"eventType": "TEXT_SUCCESSFUL", "isFinal": true, "messageId": "m1", "destinationPhoneNumber": "+14255550156",
                "eventTimestamp": 1_686_975_103_470_u64}),
            "/eventType",
            false,
            read_json::<aws::Report>,
        ),
        full(
            json!({"event_type": "_SMS.FAILURE", "event_timestamp": "1686975103470", "attributes": {"record_status": "UNREACHABLE",
                "message_id": "1", "destination_phone_number": "14255550156"}}),
            "/event_type",
            false,
            read_json::<aws::Report>,
        ),
        full(
            json!({"status": {"groupId": 2, "id": 9}, "error": {"id": 27, "permanent": false}, "messageId": "1", "to": "447700900000",
                "callbackData": "spring", "mccMnc": "23410", "sentAt": "2026-01-01T09:00:00.000+0000",
                "doneAt": "2026-01-01T09:00:05.000+0000"}),
            "/status",
            false,
            read_json::<infobip::Report>,
        ),
        full(
            json!({"status": "DELIVERED", "message_id": "1", "number": "33600000000", "channel": "SMS",
                "delivery_date": "2026-01-01 09:00:05"}),
            "/status",
            false,
            read_json::<octopush::Report>,
        ),
        full(
            json!({"status": 3, "message_id": 1, "campaign_id": 2, "destination": "33600000000", "date": "2026-01-01T09:00:05+01:00"}),
            "/status",
            false,
            read_json::<smsfactor::Report>,
        ),
        full(
            json!({"status": "Failed", "code": 404, "batch_id": "1", "recipient": "447700900000", "client_reference": "spring",
                "at": "2026-01-01T09:00:05Z", "operator_status_at": "2026-01-01T09:00:00Z"}),
            "/status",
            false,
            read_json::<sinch::Report>,
        ),
        full(
            json!({"type": "message-failed", "errorCode": 4702, "description": "text", "to": "15005550006",
                "time": "2026-01-01T09:00:05Z", "message": {"id": "1", "tag": "spring"}}),
            "/type",
            false,
            read_json::<bandwidth::Report>,
        ),
    ]
}

impl Full {
    /// Reads a body after it was changed.
    fn read(&self, body: &Value) -> Result<String, String> {
        (self.read)(&self.text(body, None))
    }

    /// The text of a body, with the field at a place twice if one is given.
    fn text(&self, body: &Value, doubled: Option<&str>) -> String {
        if !self.is_form {
            return json_text(body, "", doubled);
        }
        let mut pairs = Vec::new();
        for (key, value) in body.as_object().unwrap() {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let times = if doubled == Some(format!("/{key}").as_str()) { 2 } else { 1 };
            pairs.extend(std::iter::repeat_n((key, text), times));
        }
        serde_urlencoded::to_string(pairs).unwrap()
    }

    /// The places of all fields that are read, in JSON pointers.
    fn places(&self) -> Vec<String> {
        let mut places = Vec::new();
        collect(&self.body, "", &mut places);
        places
    }
}

fn collect(value: &Value, place: &str, places: &mut Vec<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let place = format!("{place}/{key}");
        collect(value, &place, places);
        places.push(place);
    }
}

fn json_text(value: &Value, place: &str, doubled: Option<&str>) -> String {
    let Value::Object(fields) = value else { return value.to_string() };
    let mut parts = Vec::new();
    for (key, value) in fields {
        let place = format!("{place}/{key}");
        let part = format!("{}:{}", json!(key), json_text(value, &place, doubled));
        parts.extend(std::iter::repeat_n(part, if doubled == Some(place.as_str()) { 2 } else { 1 }));
    }
    format!("{{{}}}", parts.join(","))
}

/// The object that holds the field at a place, and the field's name.
fn parent<'a>(body: &'a mut Value, place: &str) -> (&'a mut Map<String, Value>, String) {
    let (parent, key) = place.rsplit_once('/').unwrap();
    (body.pointer_mut(parent).unwrap().as_object_mut().unwrap(), key.to_owned())
}

#[test]
fn every_field_but_the_word_may_be_missing_and_counts_if_it_is_there() {
    for full in bodies() {
        let whole = full.read(&full.body).unwrap();
        for place in full.places() {
            let mut less = full.body.clone();
            let (object, key) = parent(&mut less, &place);
            object.remove(&key);
            let read = full.read(&less);
            if place == full.required {
                assert!(read.unwrap_err().contains("missing field"), "{place}");
                continue;
            }
            // What follows from a second choice, such as `title` after `code`, need not change anything.
            let second = ["/error/title"].contains(&place.as_str());
            let read = read.unwrap();
            assert!(second || read != whole, "{place} is not read");
            for nothing in if full.is_form { vec![json!("")] } else { vec![json!(""), Value::Null] } {
                if full.body.pointer(&place).is_some_and(Value::is_object) && nothing.is_string() {
                    continue;
                }
                let mut body = full.body.clone();
                *body.pointer_mut(&place).unwrap() = nothing;
                assert_eq!(full.read(&body).as_ref(), Ok(&read), "{place}");
            }
        }
        let mut none = full.body.clone();
        *none.pointer_mut(full.required).unwrap() = json!("");
        assert!(full.read(&none).is_err(), "{none}");
    }
}

#[test]
fn fields_that_are_not_known_and_the_order_of_fields_change_nothing() {
    for full in bodies() {
        let whole = full.read(&full.body);
        for place in full.places().iter().map(|place| place.rsplit_once('/').unwrap().0) {
            for new in [json!("text"), json!(1.5), json!([1, {}]), json!({"status": "x"}), Value::Null] {
                if full.is_form && !new.is_string() {
                    continue;
                }
                let mut more = full.body.clone();
                more.pointer_mut(place).unwrap().as_object_mut().unwrap().insert("aNewField".to_owned(), new);
                assert_eq!(full.read(&more), whole, "{place}");
            }
        }
        if full.is_form {
            let text = full.text(&full.body, None);
            let backwards = text.rsplit('&').collect::<Vec<_>>().join("&");
            assert_eq!((full.read)(&backwards), whole);
        }
    }
}

#[test]
fn a_field_that_comes_twice_is_an_error() {
    for full in bodies() {
        for place in full.places() {
            let error = (full.read)(&full.text(&full.body, Some(&place))).unwrap_err();
            let within = place.matches('/').count() > 1 && place.starts_with("/to/");
            assert!(within || error.contains("duplicate field"), "{place}: {error}");
        }
    }
}

#[test]
fn numbers_may_be_texts_and_texts_that_are_numbers_may_be_numbers() {
    let mut checked = 0;
    for full in bodies().iter().filter(|full| !full.is_form) {
        let whole = full.read(&full.body);
        for place in full.places() {
            let mut body = full.body.clone();
            let value = body.pointer_mut(&place).unwrap();
            *value = match &*value {
                Value::Number(number) => json!(number.to_string()),
                Value::Bool(flag) => json!(flag.to_string()),
                Value::String(text) => match text.parse::<u64>() {
                    Ok(number) if number.to_string() == *text => json!(number),
                    _ => continue,
                },
                _ => continue,
            };
            assert_eq!(full.read(&body), whole, "{place}");
            checked += 1;
        }
    }
    assert!(checked > 30, "{checked}");
}

/// The fields that are numbers or flags, by the ends of their places.
const NO_TEXTS: &[&str] = &[
    "isFinal",
    "vent_timestamp",
    "eventTimestamp",
    "groupId",
    "status/id",
    "error/id",
    "permanent",
    "/code",
    "errorCode",
];

#[test]
fn a_value_of_another_type_is_an_error() {
    for full in bodies().iter().filter(|full| !full.is_form) {
        for place in full.places() {
            let value = full.body.pointer(&place).unwrap();
            // serde also reads an object from an array, field by field.
            let mut wrong = vec![json!(1.5)];
            if !value.is_object() {
                wrong.extend([json!([]), json!([1])]);
            }
            if !value.is_object() && place != "/to" {
                wrong.extend([json!({}), json!({"number": "1"})]);
            }
            if !value.is_boolean() {
                wrong.push(json!(true));
            }
            let number = NO_TEXTS.iter().any(|end| place.ends_with(end)) && place != "/error/code";
            if number || value.is_object() || full.body["status"] == 3 && place == "/status" {
                wrong.push(json!("text"));
            }
            for wrong in wrong {
                let mut body = full.body.clone();
                *body.pointer_mut(&place).unwrap() = wrong;
                // The `to` of the Messages API may be an object or a text.
                let may_be_text = place == "/to" && body["to"] == "text";
                assert!(may_be_text || full.read(&body).is_err(), "{body}");
            }
        }
    }
}

#[test]
fn a_body_that_is_cut_off_is_an_error_or_another_report() {
    for full in bodies() {
        let text = full.text(&full.body, None);
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let read = (full.read)(&text[..end]);
            assert!(full.is_form || read.is_err(), "{}", &text[..end]);
        }
    }
}

proptest! {
    #[test]
    fn no_text_and_no_bytes_panic(text in any::<String>(), bytes in any::<Vec<u8>>(), at in any::<prop::sample::Index>()) {
        for full in bodies() {
            let _ = (full.read)(&text);
            let _ = (full.read)(&String::from_utf8_lossy(&bytes));
            let body = full.text(&full.body, None);
            let places: Vec<usize> = body.char_indices().map(|(at, _)| at).collect();
            let (before, after) = body.split_at(*at.get(&places));
            let _ = (full.read)(&format!("{before}{text}{after}"));
        }
    }
}
