//! The JSON body of a status callback of the smsmode REST API.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use sms_status::smsmode::rest::StatusCallback;

fuzz_target!(|bytes: &[u8]| {
    let callback = serde_json::from_slice::<StatusCallback>(bytes).ok();
    if let Some(callback) = &callback {
        let _ = callback.status();
    }
    let Ok(body) = serde_json::from_slice::<Value>(bytes) else { return };
    // serde also reads the fields of an array, by their place.
    if OBJECTS.iter().any(|place| body.pointer(place).is_some_and(Value::is_array)) {
        return;
    }
    // Of a body without repeated fields.
    assert_eq!(serde_json::from_str(&body.to_string()).ok().as_ref().map(values), naive(&body), "{body}");
    if let Some(callback) = callback {
        assert_eq!(Some(values(&callback)), naive(&body), "{body}");
    }
});

/// The id and the value, and all that may be missing.
type Values<'a> = ([&'a str; 2], [Option<&'a str>; 7]);

fn values(callback: &StatusCallback) -> Values<'_> {
    let optional = [
        &callback.detail,
        &callback.delivery_date,
        &callback.mcc_mnc,
        &callback.recipient,
        &callback.reference,
        &callback.accepted_at,
        &callback.sent_date,
    ];
    ([&callback.message_id, &callback.value], optional.map(Option::as_deref))
}

const OBJECTS: [&str; 4] = ["", "/status", "/status/lookup", "/recipient"];

/// The naive way: the texts at their places in the document.
fn naive(body: &Value) -> Option<Values<'_>> {
    if OBJECTS.iter().filter_map(|place| body.pointer(place)).any(|value| !value.is_object() && !value.is_null()) {
        return None;
    }
    let text = |place| match body.pointer(place) {
        None | Some(Value::Null) => Some(None),
        Some(value) => value.as_str().map(Some),
    };
    let places = [
        "/status/detail",
        "/status/deliveryDate",
        "/status/lookup/mccMnc",
        "/recipient/to",
        "/refClient",
        "/acceptedAt",
        "/sentDate",
    ];
    let mut optional = [None; 7];
    for (value, place) in optional.iter_mut().zip(places) {
        *value = text(place)?;
    }
    Some(([text("/messageId")??, text("/status/value")??], optional))
}
