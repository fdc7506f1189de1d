use std::fs;

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use sms_status::{
    DeliveryStatus::{self, *},
    Platform,
};

use crate::{
    database::Database,
    requests::{NO_MESSAGE, NO_WORD, exchange},
    server::{Folder, Server, agent, folder, run_well},
};

/// What a platform sends: the query of a GET request, or the body of a POST request.
#[derive(Clone, Copy)]
enum Request<'a> {
    Get(&'a str),
    Post(&'a str),
}
use Request::{Get, Post};

/// Sends it to an address below the callback URL, and returns the status and the body of the answer.
fn send_with(server: &Server, path: &str, request: Request<'_>, headers: &[(&str, &str)]) -> (u16, String) {
    let url = format!("{}/{path}", server.callback);
    let mut answer = match request {
        Get(query) => {
            let separator = if path.contains('?') { '&' } else { '?' };
            let request = agent().get(format!("{url}{separator}{query}"));
            headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).call()
        }
        Post(body) => {
            let kind =
                if body.starts_with(['{', '[']) { "application/json" } else { "application/x-www-form-urlencoded" };
            let request = agent().post(url).header("content-type", kind);
            headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send(body)
        }
    }
    .unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

fn send(server: &Server, path: &str, request: Request<'_>) -> (u16, String) {
    send_with(server, path, request, &[])
}

/// The rows of `message`: campaign, number, status and when it was reached.
fn messages(folder: &Folder) -> Vec<(String, Option<String>, DeliveryStatus, i64)> {
    let rows = Database::open(folder.path()).rows(
        "SELECT name, number, status, at FROM message JOIN campaign ON campaign.id = campaign ORDER BY message.id",
    );
    let message = |row: Vec<String>| {
        let [campaign, number, status, at] = row.try_into().unwrap();
        let status = DeliveryStatus::from_code(status.parse().unwrap()).unwrap();
        (campaign, (number != "NULL").then_some(number), status, at.parse().unwrap())
    };
    rows.into_iter().map(message).collect()
}

/// Platform and what is added to the URL; request; answer; campaign, number and status of the message; when that was reached, in
/// seconds since 2026-01-01T09:00:00Z.
type Case = (
    &'static str,
    Request<'static>,
    (u16, &'static str),
    Option<&'static str>,
    Option<&'static str>,
    DeliveryStatus,
    Option<i64>,
);

const CASES: [Case; 19] = [
    (
        "smsmode",
        Get("numero=33600000000&statut=11&smsID=S1&refClient=spring&date_reception=2026-01-01+10%3A00%3A05"),
        (204, ""),
        Some("spring"),
        Some("33600000000"),
        Received,
        Some(5),
    ),
    (
        "smsmode",
        Post(
            r#"{"messageId":"e5ab32e9","status":{"value":"DELIVERED","deliveryDate":"2026-01-01T09:00:05Z"},"recipient":{"to":"33600000000"},"refClient":"spring"}"#,
        ),
        (204, ""),
        Some("spring"),
        Some("33600000000"),
        Received,
        Some(5),
    ),
    (
        "vonage",
        Get(
            "msisdn=447700900000&to=Sender&messageId=0A1&status=failed&err-code=3&message-timestamp=2026-01-01+09%3A00%3A05",
        ),
        (200, ""),
        None,
        Some("447700900000"),
        PermanentAbsenceError,
        Some(5),
    ),
    (
        "vonage",
        Post("msisdn=447700900000&to=Sender&messageId=0A2&status=failed&err-code=9&client-ref=spring"),
        (200, ""),
        Some("spring"),
        Some("447700900000"),
        Blacklisted,
        None,
    ),
    (
        "vonage?campaign=autumn",
        Post(r#"{"msisdn":"447700900000","messageId":"0A3","status":"delivered","client-ref":"order-7"}"#),
        (200, ""),
        Some("autumn"),
        Some("447700900000"),
        Delivered,
        None,
    ),
    (
        "vonage",
        Post(
            r#"{"message_uuid":"aaaa","to":"447700900000","timestamp":"2026-01-01T09:00:05Z","status":"read","client_ref":"spring"}"#,
        ),
        (200, ""),
        Some("spring"),
        Some("447700900000"),
        Read,
        Some(5),
    ),
    (
        "twilio?campaign=spring",
        Post("MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30005&To=%2B15005550006&From=%2B15005550001"),
        (200, ""),
        Some("spring"),
        Some("15005550006"),
        InvalidRecipient,
        None,
    ),
    // Of another channel: there is no number to keep or to remove.
    (
        "twilio",
        Post("MessageSid=SM2&MessageStatus=read&To=whatsapp%3A%2B15005550006"),
        (200, ""),
        None,
        None,
        Read,
        None,
    ),
    (
        "aws",
        Post(
            r#"{"eventType":"TEXT_DELIVERED","eventTimestamp":1767258005000,"isFinal":true,"destinationPhoneNumber":"+14255550156","messageId":"m1"}"#,
        ),
        (200, ""),
        None,
        Some("14255550156"),
        Delivered,
        Some(5),
    ),
    (
        "aws?campaign=spring",
        Post(
            r#"{"Type":"Notification","MessageId":"n1","Message":"{\"eventType\":\"TEXT_BLOCKED\",\"messageId\":\"m2\",\"destinationPhoneNumber\":\"+14255550156\"}"}"#,
        ),
        (200, ""),
        Some("spring"),
        Some("14255550156"),
        Rejected,
        None,
    ),
    (
        "infobip",
        Post(
            r#"{"results":[{"messageId":"m1","to":"447700900000","status":{"groupId":3,"id":5},"callbackData":"spring","doneAt":"2026-01-01T09:00:05.000+0000"}]}"#,
        ),
        (200, ""),
        Some("spring"),
        Some("447700900000"),
        Received,
        Some(5),
    ),
    (
        "ovh?campaign=spring&recipient=33600000000",
        Get("id=42&ptt=24&date=20260101100005&description=2&descriptionDlr=Failed"),
        (200, ""),
        Some("spring"),
        Some("33600000000"),
        TemporaryAbsenceError,
        Some(5),
    ),
    (
        "kannel?campaign=spring&recipient=33600000000",
        Get("type=2&id=42&reply=id%3A42+stat%3AEXPIRED+err%3A000"),
        (200, ""),
        Some("spring"),
        Some("33600000000"),
        Expired,
        None,
    ),
    (
        "jasmin?campaign=spring&recipient=%2B33600000000",
        Post("id=4c&message_status=DELIVRD&level=2&err=000"),
        (200, "ACK/Jasmin"),
        Some("spring"),
        Some("33600000000"),
        Received,
        None,
    ),
    (
        "octopush",
        Post(
            r#"{"message_id":"o1","number":"+33600000000","status":"BLACKLISTED_NUMBER","delivery_date":"2026-01-01 10:00:05"}"#,
        ),
        (200, ""),
        None,
        Some("33600000000"),
        Blacklisted,
        Some(5),
    ),
    (
        "smsfactor",
        Post(
            r#"{"status":3,"destination":"33600000000","message_id":7,"campaign_id":9,"date":"2026-01-01T10:00:05+01:00"}"#,
        ),
        (200, ""),
        Some("7"),
        Some("33600000000"),
        Delivered,
        Some(5),
    ),
    (
        "africas-talking",
        Post("id=ATX1&status=Failed&phoneNumber=%2B254700000000&failureReason=UserInBlackList"),
        (200, ""),
        None,
        Some("254700000000"),
        Blacklisted,
        None,
    ),
    (
        "sinch",
        Post(
            r#"{"type":"recipient_delivery_report_sms","batch_id":"b1","recipient":"447700900000","code":0,"status":"Delivered","at":"2026-01-01T09:00:09Z","operator_status_at":"2026-01-01T09:00:05Z","client_reference":"spring"}"#,
        ),
        (200, ""),
        Some("spring"),
        Some("447700900000"),
        Delivered,
        Some(9),
    ),
    (
        "bandwidth",
        Post(
            r#"[{"type":"message-failed","errorCode":4775,"to":"+15005550006","time":"2026-01-01T09:00:05Z","message":{"id":"b1","tag":"spring"}},{"type":"message-received","to":"+15005550001","message":{"id":"b2"}}]"#,
        ),
        (200, ""),
        Some("spring"),
        Some("15005550006"),
        Blacklisted,
        Some(5),
    ),
];

#[test]
fn every_platform_is_read_and_answered_as_it_expects() {
    for (path, request, answer, campaign, number, status, at) in CASES {
        let folder = folder();
        let server = Server::start(folder.path(), &[]);
        // As often as it comes, it is one message.
        for _ in 0..2 {
            assert_eq!(send(&server, path, request), (answer.0, answer.1.to_owned()), "{path}");
        }
        let messages = messages(&folder);
        let [(name, stored_number, stored_status, stored_at)] = &messages[..] else { panic!("{path}: {messages:?}") };
        if let Some(campaign) = campaign {
            assert_eq!(name, campaign, "{path}");
        } else {
            assert!(name.starts_with("20") && name.len() == 10, "{path}: {name}");
        }
        assert_eq!((stored_number.as_deref(), *stored_status), (number, status), "{path}");
        if let Some(seconds) = at {
            assert_eq!(*stored_at, (1_767_258_000 + seconds) * 1000, "{path}");
        }
        let name = path.split('?').next().unwrap().replace('-', "_");
        assert!(
            server.get("/metrics").contains(&format!("webhook_callback_seconds_count{{platform=\"{name}\",")),
            "{path}"
        );
    }
}

#[test]
fn what_no_platform_sends_is_refused_and_kept() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let cases = [
        ("vonage", Get("messageId=0A1"), 400, NO_WORD),
        ("vonage", Get("status=failed"), 400, NO_MESSAGE),
        ("twilio", Post("MessageSid=SM1"), 400, NO_WORD),
        ("twilio", Post("OptOutType=STOP&From=a"), 400, "the opt-out has no phone number in international form\n"),
        ("aws", Post("{}"), 400, NO_WORD),
        ("aws", Post("{\"eventType\":\n}"), 400, "the JSON is broken at line 2, column 1\n"),
        ("kannel", Get("id=42"), 400, NO_WORD),
        ("ovh", Get("id=42"), 400, NO_WORD),
        (
            "infobip",
            Post(r#"{"results":[{"messageId":"a"},{"status":{"groupId":3}}]}"#),
            400,
            "2 of 2 reports cannot be read; the first is number 1: no field says what happened to the message: check \
             that it is a delivery report, and of this platform\n",
        ),
        (
            "aws",
            Post(
                r#"{"Type":"SubscriptionConfirmation","Message":"You have chosen to subscribe","SubscribeURL":"https://x"}"#,
            ),
            200,
            "SNS asks to confirm the subscription: open the SubscribeURL of this request\n",
        ),
    ];
    for (path, request, status, reason) in cases {
        assert_eq!(send(&server, path, request), (status, reason.to_owned()), "{path}");
    }
    // A body that is announced to be too long is refused before it is sent.
    let path = server.callback_path();
    let length = 1024 * 1024 + 1;
    let head =
        format!("POST {path}/infobip HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    assert_eq!(exchange(&server, head.as_bytes()), Some((413, "the body is longer than 1024 KiB\n".into())));
    assert!(server.get("/metrics").contains(&format!("webhook_unreadable_total {}\n", cases.len() + 1)));
    let page = server.get("/unreadable");
    assert!(page.contains("kannel") && page.contains("https://x"), "{page}");
    assert_eq!(messages(&folder), []);
    // An unknown platform is told only to those who know the secret.
    assert_eq!(send(&server, "nobody", Get("a=b")), (404, "there is no platform of this name\n".to_owned()));
    let wrong = format!("{}/callback/0000/vonage?status=delivered", server.callback_address);
    assert_eq!(agent().get(wrong).call().unwrap().body_mut().read_to_string().unwrap(), "");
    let (status, _) = send(&server, "infobip", Post(r#"{"results":[]}"#));
    assert_eq!((status, messages(&folder)), (200, vec![]));
}

#[test]
fn a_report_that_cannot_be_read_loses_no_other_of_its_request() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let result =
        |id: &str| format!(r#"{{{id}"to":"33600000000","status":{{"groupId":3,"id":5}},"callbackData":"spring"}}"#);
    let whole: Vec<String> = (0..300).map(|n| result(&format!(r#""messageId":"m{n}","#))).collect();
    let request = format!(r#"{{"results":[{}]}}"#, whole.join(","));
    // One of them has neither an id nor a number.
    let broken = request.replacen(r#""messageId":"m299","to":"33600000000","#, "", 1);
    assert_eq!(send(&server, "infobip", Post(&broken)), (200, String::new()));
    assert_eq!(server.campaign("spring").count(Received), 299);
    // The request is kept once, and once more as one that could not be read.
    let database = Database::open(folder.path());
    let count = |which: &str| database.count(&format!("SELECT count(*) FROM report WHERE {which}"));
    assert_eq!([count("body IS NOT NULL AND request IS NULL"), count("body IS NULL AND request = 1")], [1, 298]);
    let letters = "SELECT reason FROM dead_letter";
    let reason = format!("1 of 300 reports cannot be read; the first is number 300: {}", NO_MESSAGE.trim_end());
    assert_eq!(database.texts(letters), [reason]);
    assert!(server.get("/metrics").contains("webhook_unreadable_total 1\n"));
    // Part of it can be read, as before, and that is not enough.
    let reread = run_well(folder.path(), &["reread"]);
    assert_eq!(reread, "read: 0 of 1 unreadable callbacks\n");
    assert_eq!(database.count("SELECT count(*) FROM report"), 299);

    assert_eq!(send(&server, "infobip", Post(&request)).0, 200);
    assert_eq!(server.campaign("spring").count(Received), 300);
    database.check_counts_of_messages();
}

#[test]
fn an_opt_out_is_kept_with_the_number() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let aws = |id: &str, number: &str, event: &str| {
        format!(
            r#"{{"event_type":"{event}","event_timestamp":1767258005000,"attributes":{{"message_id":"{id}","destination_phone_number":"{number}","record_status":"DELIVERED"}}}}"#
        )
    };
    let cases = [
        // An event of its own, which is on no message.
        ("twilio", "MessageSid=SM1&OptOutType=STOP&Body=STOP&From=%2B33600000001&To=%2B15005550006".to_owned()),
        ("octopush", r#"{"number":"+33600000002","stop_date":"2026-01-01 10:00:05"}"#.to_owned()),
        // A report on a message says it, too.
        ("aws", aws("m1", "+33600000003", "_SMS.OPTOUT")),
        ("aws", aws("m2", "+33600000004", "_SMS.SUCCESS")),
        // What others send is no report, and no opt-out.
        ("twilio", "MessageSid=SM2&SmsStatus=received&Body=Hello&From=%2B33600000005&To=%2B15005550006".to_owned()),
    ];
    for (platform, body) in &cases {
        assert_eq!(send(&server, platform, Post(body)), (200, String::new()), "{body}");
    }
    let numbers = messages(&folder).into_iter().map(|(_, number, ..)| number.unwrap());
    assert_eq!(numbers.collect::<Vec<_>>(), ["33600000003", "33600000004"]);
    let listed = || {
        let list = server.get("/numbers/suppress.csv");
        let lines = list.lines().skip(1).map(|line| line.split(',').take(2).collect::<Vec<_>>().join(","));
        lines.collect::<Vec<_>>()
    };
    let opted_out = ["33600000001,blacklisted", "33600000002,blacklisted", "33600000003,blacklisted"];
    assert_eq!(listed(), opted_out);
    assert!(server.get("/numbers/33600000002").contains("2026"), "its page says since when");
    // Each request is kept as it was received.
    let database = Database::open(folder.path());
    let kept = "SELECT concat(platform, ' ', CASE message WHEN 0 THEN 'no message' ELSE 'message' END) FROM report ORDER BY id";
    assert_eq!(database.texts(kept), ["twilio no message", "octopush no message", "aws message", "aws message"]);
    let bodies = database.texts("SELECT body FROM report ORDER BY id");
    assert!(bodies.iter().eq(cases[..4].iter().map(|(_, body)| body)), "{bodies:?}");
    database.check_counts_of_messages();

    // A message that is received later changes nothing, and the number can be forgotten.
    assert_eq!(send(&server, "twilio", Post("MessageSid=SM3&MessageStatus=delivered&To=%2B33600000001")).0, 200);
    assert_eq!(listed(), opted_out);
    let told = run_well(folder.path(), &["forget", "33600000002", "--with-opt-out"]);
    assert!(told.starts_with("erased messages: 0, callbacks: 1, unreadable callbacks: 0\n"), "{told}");
    assert_eq!(listed(), [opted_out[0], opted_out[2]]);
}

#[test]
fn a_platform_of_the_settings_file_is_like_any_other() {
    const SETTINGS: &str = r#"
        time-zone = "UTC"
        [platforms.acme]
        name = "acme"
        reports = "/items"
        id_names = "sending"
        [platforms.acme.fields]
        word = "st"
        cause = "err"
        message_id = "id"
        recipient = "to"
        reported_at = "at"
        [platforms.acme.words]
        OK = "delivered"
        KO = "not_delivered"
        [platforms.acme.causes]
        12 = "blacklisted"
    "#;

    let folder = folder();
    fs::write(folder.path().join("a.toml"), SETTINGS).unwrap();
    let server = Server::start(folder.path(), &["--config", "a.toml"]);
    let body = r#"{"items":[
        {"id":"batch 7","to":"+44 7700 900000","st":"ok","at":"2026-01-01 09:00:05"},
        {"id":"batch 7","to":"+44 7700 900001","st":"KO","err":12}]}"#;
    assert_eq!(send(&server, "acme?campaign=spring", Post(body)), (200, String::new()));
    let messages = messages(&folder);
    let [first, second] = &messages[..] else { panic!("{messages:?}") };
    assert_eq!(*first, ("spring".into(), Some("447700900000".into()), Delivered, 1_767_258_005_000));
    assert_eq!((second.1.as_deref(), second.2), (Some("447700900001"), Blacklisted));
    // It is on the pages, in the figures, and found by its ids.
    assert!(server.get("/metrics").contains("webhook_callback_seconds_count{platform=\"acme\","));
    assert!(server.get("/campaigns?platform=acme").contains("spring"));
    assert!(!server.get("/campaigns?platform=twilio").contains("spring"));
    assert!(server.get("/campaigns").contains("<option value=\"acme\">acme</option>"));
    let found = server.get("/search?q=batch+7");
    assert!(found.contains("/messages/1") && found.contains("/messages/2"), "{found}");
    let page = server.get("/messages/2");
    assert!(page.contains("acme") && page.contains("+44 7700 900001"), "{page}");
    drop(server);

    // Without the settings it is not known any more, and what it reported is still there.
    let server = Server::start(folder.path(), &[]);
    assert_eq!(send(&server, "acme", Post(body)).0, 404);
    assert!(server.get("/messages/2").contains("acme"));
}

#[test]
fn every_platform_of_the_library_has_an_address() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    for platform in Platform::VARIANTS {
        for name in [platform.name().to_owned(), platform.name().replace('_', "-")] {
            let (status, reason) = send(&server, &name, Get("odd=1"));
            assert!(status == 400 || reason.is_empty(), "{name}: {status} {reason}");
            assert_ne!(status, 404, "{name}");
        }
    }
    // Brands have addresses, too.
    for (name, platform) in [("nexmo", "vonage"), ("MessageBird", "bird"), ("OVHcloud", "ovh")] {
        send(&server, name, Get("odd=1"));
        let count = format!("webhook_callback_seconds_count{{platform=\"{platform}\",answer=\"400\"}} 3\n");
        assert!(server.get("/metrics").contains(&count), "{name}");
    }
}

#[test]
fn the_parts_of_a_message_make_its_status_in_any_order() {
    let part = |part: &str, status: &str| {
        format!(
            "msisdn=447700900000&messageId={part}&status={status}&err-code=0&client-ref=spring&message-timestamp=2026-01-01+09%3A00%3A00"
        )
    };
    let cases: [(&[(&str, &str)], DeliveryStatus); 6] = [
        (&[("a", "accepted")], Sent),
        (&[("a", "accepted"), ("b", "accepted"), ("c", "accepted")], Sent),
        (&[("a", "delivered"), ("b", "accepted"), ("c", "accepted")], PartiallyReceived),
        (&[("a", "delivered"), ("b", "delivered"), ("b", "accepted"), ("c", "delivered")], Delivered),
        (&[("a", "delivered"), ("b", "expired"), ("a", "buffered"), ("c", "delivered")], PartiallyReceived),
        (&[("a", "expired"), ("b", "expired")], Expired),
    ];
    for (parts, status) in cases {
        for turn in 0..parts.len() {
            let folder = folder();
            let server = Server::start(folder.path(), &[]);
            let mut turned = parts.to_vec();
            turned.rotate_left(turn);
            for (id, word) in turned.iter().chain(&turned[..1]) {
                assert_eq!(send(&server, "vonage", Get(&part(id, word))).0, 200);
            }
            let messages = messages(&folder);
            assert_eq!(messages.len(), 1, "{turned:?}");
            assert_eq!(messages[0].2, status, "{turned:?}");
            assert_eq!(server.campaign("spring").count(status), 1, "{turned:?}");
        }
    }
}

#[test]
fn with_the_key_of_twilio_its_callbacks_have_to_be_signed() {
    let folder = folder();
    let public = "https://sms.example.org/hooks";
    let error = Server::try_start(folder.path(), &["--twilio-auth-token", "t0ken"]).err().unwrap();
    assert!(error.contains("--twilio-auth-token needs --public-url"), "{error}");
    let mut server = Server::start(folder.path(), &["--public-url", public, "--twilio-auth-token", "t0ken"]);
    let secret = server.callback.rsplit('/').next().unwrap().to_owned();
    server.callback = format!("{}/callback/{secret}", server.callback_address);

    let body = "MessageSid=SM1&MessageStatus=delivered&To=%2B15005550006";
    let sign = |url: &str, parameters: &str| {
        let mac = Hmac::<Sha1>::new_from_slice(b"t0ken").unwrap().chain_update(url).chain_update(parameters);
        BASE64.encode(&mac.finalize().into_bytes())
    };
    let url = format!("{public}/callback/{secret}/twilio?campaign=spring");
    let right = sign(&url, "MessageSidSM1MessageStatusdeliveredTo+15005550006");
    let other_url = sign(&url.replace("spring", "autumn"), "MessageSidSM1MessageStatusdeliveredTo+15005550006");
    let other_body = sign(&url, "MessageSidSM1MessageStatusfailedTo+15005550006");
    let post = |headers: &[(&str, &str)]| send_with(&server, "twilio?campaign=spring", Post(body), headers).0;
    assert_eq!(post(&[]), 403);
    for wrong in ["", "x", "AAAA", &other_url, &other_body] {
        assert_eq!(post(&[("x-twilio-signature", wrong)]), 403, "{wrong}");
    }
    assert_eq!(messages(&folder), []);
    assert_eq!(post(&[("x-twilio-signature", &right)]), 200);
    assert_eq!(server.campaign("spring").count(Delivered), 1);
    assert!((server.figure("webhook_refused_total{reason=\"wrong_signature\"}") - 6.0).abs() < 0.1);
    // Other platforms are not concerned.
    assert_eq!(send(&server, "vonage", Get("messageId=1&status=delivered")).0, 200);
    assert!(!server.log().contains("t0ken"));
}

#[test]
fn with_the_secret_of_vonage_its_callbacks_have_to_be_signed() {
    let folder = folder();
    let server =
        Server::start(folder.path(), &["--vonage-signature-secret", "s3cret", "--vonage-signature-method", "sha256"]);
    let mac =
        |text: &str| Hmac::<Sha256>::new_from_slice(b"s3cret").unwrap().chain_update(text).finalize().into_bytes();
    let query = "messageId=0A1&msisdn=447700900000&status=delivered&timestamp=1767258000";
    let signature = HEXLOWER.encode(&mac(&format!("&{query}")));
    let get = |query: &str| send(&server, "vonage?campaign=", Get(query)).0;
    assert_eq!(get(query), 403);
    // The signature is one of all parameters, those that were added to the URL, too.
    assert_eq!(get(&format!("{query}&sig={signature}")), 403);
    let all = HEXLOWER.encode(&mac(&format!("&campaign=&{query}")));
    assert_eq!(get(&format!("{query}&sig={}", all.to_uppercase())), 200);
    assert_eq!(get(&format!("{}&sig={all}", query.replace("0A1", "0A2"))), 403);
    let json = format!(
        r#"{{"status":"delivered","messageId":"0A1","msisdn":"447700900000","timestamp":"1767258000","sig":"{signature}"}}"#
    );
    assert_eq!(send(&server, "vonage", Post(&json)).0, 200);
    assert_eq!(send(&server, "vonage", Post(&json.replace("delivered", "failed"))).0, 403);

    // The Messages API sends a token with a digest of the body.
    let body = r#"{"message_uuid":"u1","to":"447700900000","status":"delivered","client_ref":"spring"}"#;
    let token = |header: &str, payload_hash: &str| {
        let claims = format!(r#"{{"iss":"Vonage","payload_hash":"{payload_hash}"}}"#);
        let signed = [header, &claims].map(|part| BASE64URL_NOPAD.encode(part.as_bytes())).join(".");
        format!("Bearer {signed}.{}", BASE64URL_NOPAD.encode(&mac(&signed)))
    };
    let digest = HEXLOWER.encode(&Sha256::digest(body));
    let hs256 = r#"{"alg":"HS256","typ":"JWT"}"#;
    let post = |token: &str| send_with(&server, "vonage", Post(body), &[("authorization", token)]).0;
    assert_eq!(post(&token(hs256, &digest)), 200);
    assert_eq!(post(&token(hs256, &digest.replace(|c| c != '0', "1"))), 403);
    assert_eq!(post(&token(r#"{"alg":"none"}"#, &digest)), 403);
    let mut wrong = token(hs256, &digest);
    wrong.truncate(wrong.len() - 3);
    for wrong in [wrong.as_str(), "Bearer", "Bearer a.b", "Bearer a.b.c", "Bearer ..", "Basic x"] {
        assert_eq!(post(wrong), 403, "{wrong}");
    }
    assert_eq!(server.campaign("spring").count(Delivered), 1);
}
