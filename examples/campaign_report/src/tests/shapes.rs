use std::fs;

use common::source::Source;
use fastrand::Rng;
use serde_json::Value;
use sms_status::Platform;

use super::taken;
use crate::{ndjson::Objects, shape::Shapes, source::Callbacks, workers::Parser};

/// The documented requests of a platform that are one line.
fn documented(platform: Platform) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/platforms");
    let data = fs::read_to_string(format!("{folder}/{}.jsonl", platform.name())).unwrap();
    let request = |line: &str| serde_json::from_str::<Value>(line).unwrap()["request"].as_str().unwrap().to_owned();
    data.lines().map(request).filter(|request| !request.trim().contains(['\n', '\r'])).collect()
}

/// Lines of every kind, several for each platform.
const LINES: &[&str] = &[
    r#"{"message_id":"S7EpYZ5kmS87","recipient":"33639980001","code":11,"campaign":"Été"}"#,
    r#"{ "campaign" : null, "code":"3530", "recipient":33639980001, "message_id":4711 }"#,
    r#"{"message_id":"e5ab32e9-caf1-464b-92ac-382a0899445f","recipient":"+33639980001","code":0,"x":[1,{"code":-1.5e3}]}"#,
    r#"{"messageId":"e5ab32e9-caf1-464b-92ac-382a0899445f","acceptedAt":"2025-04-01T16:00:00","type":"SMS","price":{"amount":0.05},"recipient":{"to":"33600000000"},"status":{"deliveryDate":"2025-04-01T16:00:10","value":"UNDELIVERED","detail":"SPAM","lookup":{"mccMnc":"20820"}},"refClient":"x"}"#,
    r#"{"messageId":"m","direction":"MO","originMessageId":"o","body":{"text":"STOP"}}"#,
    r#"{"id":"ATXid_1","status":"Rejected","phoneNumber":"+254700000000","failureReason":"UserInBlackList"}"#,
    r#"{"eventType":"TEXT_SUCCESSFUL","isFinal":true,"eventTimestamp":1686975103470,"messageId":"11111111-2222-3333-4444-555555555555","destinationPhoneNumber":"+14255550156"}"#,
    r#"{"event_type":"_SMS.FAILURE","event_timestamp":"1686975103470","attributes":{"record_status":"UNREACHABLE","message_id":"m1","destination_phone_number":"+14255550156"}}"#,
    r#"[{"type":"message-failed","time":"2026-01-01T09:00:05Z","to":"+15005550006","errorCode":4775,"message":{"id":"b1","to":["+15005550006"],"tag":"spring"}}]"#,
    r#"[{"type":"message-delivered","to":"1","message":{"id":"b1"}},{"type":"message-failed","to":"2","errorCode":4720,"message":{"id":"b2"}}]"#,
    r#"{"results":[{"messageId":"i1","to":"447700900000","callbackData":"x","status":{"groupId":2,"id":9},"error":{"groupId":1,"id":27,"permanent":false}}]}"#,
    r#"{"id":"11111111-2222-3333-4444-555555555555","message_status":"DELIVRD","level":2,"err":"000"}"#,
    r#"{"channel":"SMS","message_id":"sms_1","number":"+33600000000","status":"DELIVERED"}"#,
    r#"{"type":"recipient_delivery_report_sms","batch_id":"01MADEUPBATCH","recipient":"447700900000","code":411,"status":"Rejected"}"#,
    r#"{"status":3,"destination":"33600000000","message_id":1,"campaign_id":2}"#,
    r#"{"MessageSid":"SM00000000000000000000000000000001","SmsSid":"","MessageStatus":"undelivered","ErrorCode":"30003","To":"+15005550006"}"#,
    r#"{"SmsSid":"SM1","SmsStatus":"sent","To":"+15005550006"}"#,
    r#"{"msisdn":"447700900000","to":"Sender","messageId":"0A1","status":"failed","err-code":"3","client-ref":"spring"}"#,
    r#"{"message_uuid":"aaaaaaaa-bbbb-cccc-dddd-0123456789ab","to":{"number":"447700900000"},"status":"rejected","error":{"title":"1240"}}"#,
    "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30003&To=%2B15005550006",
];

/// Every line is read as if it were the only one, whatever came before it.
fn assert_lines_do_not_depend_on_others<P: Parser>(new: &impl Fn() -> P, known: &str, line: &str) {
    let text = format!("{known}\n{known}\n{known}\n{line}\n{known}\n{line}\n{known}\n{line}\n");
    let alone = (1..).zip(text.split_inclusive('\n')).flat_map(|(number, line)| {
        taken(&mut new(), line).into_iter().map(move |(_, line, event)| (number, line, event))
    });
    let alone: Vec<_> = alone.collect();
    assert_eq!(taken(&mut new(), &text), alone, "{text}");
}

/// The line with one place changed.
fn changed(line: &str, random: &mut Rng) -> String {
    let mut characters: Vec<_> = line.chars().collect();
    let at = random.usize(..characters.len());
    let any: Vec<_> = "\"\\{}[]:,01x+-.eE&=%? \u{1}\u{1f}\u{7f}\téu".chars().collect();
    let new = any[random.usize(..any.len())];
    match random.u8(..4) {
        0 => _ = characters.remove(at),
        1 => characters.insert(at, new),
        2 => characters[at] = new,
        _ => characters.extend(characters[at..].to_vec()),
    }
    characters.into_iter().collect()
}

#[test]
fn a_line_of_a_known_shape_is_read_as_any_other() {
    let mut random = Rng::with_seed(21);
    for line in LINES {
        for _ in 0..100 {
            let mut other = changed(line, &mut random);
            if random.u8(..4) == 0 {
                other = changed(&other, &mut random);
            }
            assert_lines_do_not_depend_on_others(&Objects::default, line, &other);
        }
    }
}

#[test]
fn a_callback_of_a_known_shape_is_read_as_any_other() {
    let mut random = Rng::with_seed(22);
    for &platform in Platform::VARIANTS {
        let source = Source::Platform(platform);
        for line in documented(platform) {
            for _ in 0..4 {
                let mut other = changed(&line, &mut random);
                if random.u8(..4) == 0 {
                    other = changed(&other, &mut random);
                }
                assert_lines_do_not_depend_on_others(&|| Callbacks::new(&source), &line, &other);
            }
        }
    }
}

#[test]
fn every_pair_of_callbacks_is_read_as_each_alone() {
    for &platform in Platform::VARIANTS {
        let source = Source::Platform(platform);
        let lines = documented(platform);
        for known in lines.iter().take(4) {
            for line in &lines {
                assert_lines_do_not_depend_on_others(&|| Callbacks::new(&source), known, line);
            }
        }
    }
}

#[test]
fn every_pair_of_lines_is_read_as_each_alone() {
    for known in LINES {
        for line in LINES {
            assert_lines_do_not_depend_on_others(&Objects::default, known, line);
        }
    }
}

#[test]
fn values_of_every_length_end_where_they_end() {
    for length in 0..40 {
        for (byte, id) in [("x", "x"), ("é", "é"), ("\u{7f}", "\u{7f}")] {
            let line = |id: &str| format!(r#"{{"message_id":"{id}","recipient":"1","code":11}}"#);
            let id = id.repeat(length);
            assert_lines_do_not_depend_on_others(&Objects::default, &line("known"), &line(&id));
            for other in ["\"", "\\", "\\\"", "\u{1f}", "\u{0}"] {
                assert_lines_do_not_depend_on_others(
                    &Objects::default,
                    &line("known"),
                    &line(&format!("{id}{other}{byte}")),
                );
            }
        }
        let line = |code: &str| format!(r#"{{"message_id":"a","recipient":1{},"code":{code}}}"#, "0".repeat(length));
        for code in ["11", "0", "00", "011", "65535", "65536", "1.0", "-1", "1e1", ""] {
            assert_lines_do_not_depend_on_others(&Objects::default, &line("11"), &line(code));
        }
    }
}

#[test]
fn the_values_of_a_line_of_a_known_shape_are_found() {
    let mut shapes = Shapes::default();
    assert!(shapes.read("{\"a\":\"x\",\"b\":{\"c\":[1]}}\n").is_none());
    shapes.learn("{\"a\":\"x\",\"b\":{\"c\":[1]}}\n", |paths, _| {
        Some([paths.find("a")?, paths.find("b.c.[]")?, paths.find_all(&["a", "b"]).len()])
    });
    let (known, values) = shapes.read("{\"a\":\"\",\"b\":{\"c\":[4711]}}\n{}").unwrap();
    assert_eq!((*known, values.text(0), values.text(1), values.length()), ([0, 1, 1], "", "4711", 26));
    for other in [
        "{\"a\":\"x\",\"b\":{\"c\":[1]}}",
        "{\"a\":\"x\",\"b\":{\"c\":[01]}}\n",
        "{\"a\":\"\\n\",\"b\":{\"c\":[1]}}\n",
        "",
    ] {
        assert!(shapes.read(other).is_none(), "{other:?}");
    }
}
