//! A report as a platform sends it: a letter that names the reader, and the body.

#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sms_status::{DeliveryStatus, providers::*};

/// The text of a field at its place: a JSON pointer, or the key of a form.
type Get<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What a report says: status, message id, recipient.
type Said = (DeliveryStatus, Option<String>, Option<String>);

fuzz_target!(|bytes: &[u8]| {
    let Some((letter, body)) = bytes.split_first() else { return };
    let Ok(body) = str::from_utf8(body) else { return };
    match letter {
        b'a' => form::<vonage::Report>(body, |get| {
            let status = vonage::status(&get("status")?, get("err-code").as_deref());
            Some((status, get("messageId"), get("msisdn")))
        }),
        b'b' => form::<twilio::Report>(body, |get| {
            let word = get("MessageStatus").or_else(|| get("SmsStatus"))?;
            let status = twilio::status(&word, number(get("ErrorCode")));
            Some((status, get("MessageSid").or_else(|| get("SmsSid")), get("To")))
        }),
        b'c' => form::<africas_talking::Report>(body, |get| {
            let status = africas_talking::status(&get("status")?, get("failureReason").as_deref());
            Some((status, get("id"), get("phoneNumber")))
        }),
        b'd' => form::<jasmin::Report>(body, |get| Some((jasmin::status(&get("message_status")?), get("id"), None))),
        b'e' => json::<vonage::Report>(body, |get| {
            let status = vonage::status(&get("/status")?, get("/err-code").as_deref());
            Some((status, get("/messageId"), get("/msisdn")))
        }),
        b'f' => json::<vonage::messages::Report>(body, |get| {
            let error = get("/error/code").or_else(|| get("/error/title"));
            let status = vonage::messages::status(&get("/status")?, error.as_deref());
            Some((status, get("/message_uuid"), get("/to").or_else(|| get("/to/number"))))
        }),
        b'g' => json::<aws::Report>(body, |get| {
            let is_final = get("/isFinal").map(|flag| flag.eq_ignore_ascii_case("true"));
            let of = |word: String| aws::status(&word, is_final);
            let status = match of(get("/eventType").or_else(|| get("/event_type"))?) {
                DeliveryStatus::Undefined => get("/attributes/record_status").map_or(DeliveryStatus::Undefined, of),
                status => status,
            };
            let id = get("/messageId").or_else(|| get("/attributes/message_id"));
            let number = get("/destinationPhoneNumber").or_else(|| get("/attributes/destination_phone_number"));
            Some((status, id, number))
        }),
        b'h' => json::<infobip::Report>(body, |get| {
            let [group, id, error] = ["/status/groupId", "/status/id", "/error/id"].map(|place| number(get(place)));
            let permanent = get("/error/permanent").map(|flag| flag.eq_ignore_ascii_case("true"));
            Some((infobip::status(group, id, error, permanent), get("/messageId"), get("/to")))
        }),
        b'i' => json::<octopush::Report>(body, |get| {
            Some((octopush::status(&get("/status")?), get("/message_id"), get("/number")))
        }),
        b'j' => json::<smsfactor::Report>(body, |get| {
            let status = smsfactor::status(get("/status")?.parse().ok()?);
            Some((status, get("/message_id"), get("/destination")))
        }),
        b'k' => json::<sinch::Report>(body, |get| {
            let status = sinch::status(&get("/status")?, number(get("/code")));
            Some((status, get("/batch_id"), get("/recipient")))
        }),
        b'l' => json::<bandwidth::Report>(body, |get| {
            let status = bandwidth::status(&get("/type")?, number(get("/errorCode")));
            Some((status, get("/message/id"), get("/to")))
        }),
        b'm' => {
            let Ok(reports) = serde_json::from_str::<infobip::Reports>(body) else { return };
            assert!(reports.iter().eq(&reports));
        }
        b'n' => {
            let Ok(reports) = serde_json::from_str::<bandwidth::Reports>(body) else { return };
            let Ok(events) = serde_json::from_str::<Vec<Value>>(body) else { return };
            assert_eq!(reports.iter().count(), events.len());
        }
        _ => {}
    }
});

fn number(text: Option<String>) -> Option<u32> {
    text?.parse().ok()
}

fn said(report: &impl PlatformReport) -> Said {
    let _ = report.reference();
    (report.status(), report.message_id().map(str::to_owned), report.recipient().map(str::to_owned))
}

/// What is read from a form is what a map of its parameters says.
fn form<R: DeserializeOwned + PlatformReport>(body: &str, naive: impl Fn(Get<'_>) -> Option<Said>) {
    let Ok(report) = serde_urlencoded::from_str::<R>(body) else { return };
    let fields: HashMap<String, String> = serde_urlencoded::from_str(body).unwrap();
    let get = |key: &str| fields.get(key).filter(|text| !text.is_empty()).cloned();
    assert_eq!(Some(said(&report)), naive(&get), "{body}");
}

/// What is read from an object is what stands at the places of its fields.
fn json<R: DeserializeOwned + PlatformReport>(body: &str, naive: impl Fn(Get<'_>) -> Option<Said>) {
    let Ok(report) = serde_json::from_str::<R>(body) else { return };
    // A number that is out of range may stand in a field that is not read.
    let Ok(object) = serde_json::from_str::<Value>(body) else { return };
    // serde also reads the fields of an array, by their place.
    let parts = ["/status", "/error", "/attributes", "/message", "/to"];
    if object.is_array() || parts.iter().any(|part| object.pointer(part).is_some_and(Value::is_array)) {
        return;
    }
    let get = |place: &str| match object.pointer(place)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        number @ (Value::Number(_) | Value::Bool(_)) => Some(number.to_string()),
        _ => None,
    };
    assert_eq!(Some(said(&report)), naive(&get), "{body}");
}
