//! The query string of a report callback of smsmode.

#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use sms_status::smsmode::Callback;

const KEYS: [&str; 7] = ["numero", "statut", "date_reception", "smsID", "refClient", "mcc_mnc", "cost"];

fuzz_target!(|bytes: &[u8]| {
    let callback = serde_urlencoded::from_bytes::<Callback>(bytes).ok();
    let values = callback.as_ref().map(|callback| {
        let optional =
            [&callback.date_reception, &callback.message_id, &callback.reference, &callback.mcc_mnc, &callback.cost];
        (callback.recipient.clone(), callback.code, optional.map(Clone::clone))
    });
    assert_eq!(values, naive(bytes));
    if let Some(callback) = callback {
        let _ = (callback.status(), callback.received_at());
    }
});

/// The naive way: a map of the parameters that are known, none of which may come twice.
fn naive(query: &[u8]) -> Option<(String, u16, [Option<String>; 5])> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(query).ok()?;
    let mut known = HashMap::new();
    for (key, value) in pairs {
        if KEYS.contains(&key.as_str()) && known.insert(key, value).is_some() {
            return None;
        }
    }
    let mut value = |key| known.remove(key).filter(|value| !value.is_empty());
    let [recipient, code, optional @ ..] = KEYS.map(&mut value);
    Some((recipient?, code?.parse().ok()?, optional))
}
