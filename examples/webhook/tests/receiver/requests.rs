use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use crate::{
    database::Database,
    server::{Server, agent, folder, run_well},
};

/// Sends raw bytes, and returns the status and the body of the answer; `None` if the connection is closed without one.
pub fn exchange(server: &Server, request: &[u8]) -> Option<(u16, String)> {
    exchange_with(server, request, Duration::from_secs(20))
}

/// The same, with another patience.
pub fn exchange_with(server: &Server, request: &[u8], patience: Duration) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(server.callback_host()).unwrap();
    stream.set_read_timeout(Some(patience)).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    // The server may close while there is still something unread, which is an error on this side.
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Some((status, body.to_owned()))
}

fn get(path_and_query: &str) -> Vec<u8> {
    request("GET", path_and_query, "")
}

fn request(method: &str, path_and_query: &str, body: &str) -> Vec<u8> {
    format!(
        "{method} {path_and_query} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Why a request is refused that says nothing of what happened, and one that says it of nothing.
pub const NO_WORD: &str =
    "no field says what happened to the message: check that it is a delivery report, and of this platform\n";
pub const NO_MESSAGE: &str = "there is neither the id of a message nor a phone number in international form\n";

const READABLE: &str = "numero=33600000000&statut=11";

#[test]
fn a_query_is_answered_by_what_is_in_it() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let long = format!("{READABLE}&refClient={}", "x".repeat(30_000));
    let too_long = format!("{READABLE}&refClient={}", "x".repeat(70_000));
    let cases: &[(&str, u16, &str)] = &[
        // What the documents show, and less and more of it.
        (
            "numero=33600000000&date_reception=2010-03-25+09%3A52%3A17&statut=11&smsID=S7EpYZ5kmS87\
             &refClient=12azer34&mcc_mnc=20801&cost=1",
            204,
            "",
        ),
        (READABLE, 204, ""),
        ("numero=%2B33600000000&statut=11", 204, ""),
        ("numero=+33600000000&statut=11", 204, ""),
        ("numero=33600000000&statut=11&date_reception=yesterday", 204, ""),
        ("numero=33600000000&statut=11&new=parameter&new=twice", 204, ""),
        (&long, 204, ""),
        // A code that nobody knows is data.
        ("numero=33600000000&statut=7777", 204, ""),
        ("numero=33600000000&statut=65535", 204, ""),
        ("numero=33600000000&statut=received", 204, ""),
        ("numero=33600000000&statut=-1", 204, ""),
        ("numero=33600000000&statut=65536", 204, ""),
        // Bytes that are not UTF-8 are replaced, and are no number.
        ("numero=33600000000&statut=11&refClient=caf%E9", 204, ""),
        ("numero=33600000000&statut=%E9", 204, ""),
        ("numero=%FF%FE&statut=11", 400, NO_MESSAGE),
        // Doubled: the first counts.
        ("numero=33600000000&statut=11&statut=3522", 204, ""),
        ("numero=33600000000&numero=33611111111&statut=11", 204, ""),
        // An id is enough.
        ("statut=11&smsID=S1", 204, ""),
        ("numero=Ann&statut=11&smsID=S1", 204, ""),
        // Missing.
        ("", 400, "the request is empty\n"),
        ("numero=33600000000", 400, NO_WORD),
        ("numero=33600000000&statut=", 400, NO_WORD),
        ("statut=11", 400, NO_MESSAGE),
        ("numero=&statut=11", 400, NO_MESSAGE),
        // Not numbers, or not in international form.
        ("numero=Ann&statut=11", 400, NO_MESSAGE),
        ("numero=0600000000&statut=11", 400, NO_MESSAGE),
        ("numero=336000000001234567890&statut=11", 400, NO_MESSAGE),
        // Longer than an address may be.
        (&too_long, 414, ""),
    ];
    let path = server.callback_path();
    for (query, status, body) in cases {
        let shown = &query[..query.len().min(100)];
        assert_eq!(exchange(&server, &get(&format!("{path}?{query}"))), Some((*status, (*body).into())), "{shown}");
    }
    // Each is counted as what it was.
    let refused = cases.iter().filter(|(_, status, _)| *status == 400).count();
    let metrics = server.get("/metrics");
    assert!(metrics.contains(&format!("webhook_unreadable_total {refused}\n")), "{metrics}");
    let accepted = cases.iter().filter(|(_, status, _)| *status == 204).count();
    assert!(
        metrics
            .contains(&format!("webhook_callback_seconds_count{{platform=\"smsmode\",answer=\"204\"}} {accepted}\n")),
        "{metrics}"
    );
}

#[test]
fn a_body_is_answered_by_what_is_in_it() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let readable = r#"{"messageId":"e5ab32e9","status":{"value":"DELIVERED"}}"#;
    let padded = |length: usize| format!("{readable}{}", " ".repeat(length - readable.len()));
    let (longest, too_long) = (padded(1024 * 1024), padded(1024 * 1024 + 1));
    let deep = "[".repeat(60_000);
    let cases: &[(&str, u16)] = &[
        (readable, 204),
        (&longest, 204),
        (r#"{"messageId":"a","status":{"value":"TELEPORTED"}}"#, 204),
        (r#"{"messageId":"a","status":{"value":"DELIVERED","lookup":null},"recipient":null,"extra":[1,{}]}"#, 204),
        (r#"{"messageId":"a","status":{"value":"DELIVERED"},"refClient":"\u0000"}"#, 204),
        (r#"{"messageId":"a","messageId":"b","status":{"value":"DELIVERED"}}"#, 204),
        (r#"{"messageId":"a","status":{"value":"DELIVERED"},"recipient":{"to":"Ann"}}"#, 204),
        ("numero=33600000000&statut=11", 204),
        // No report is in it, which is no fault.
        (r#"{"messageId":"a","status":{}}"#, 204),
        ("[]", 204),
        ("", 400),
        ("{", 400),
        (&deep, 400),
        (r#"{"status":{"value":"DELIVERED"}}"#, 400),
        (r#"{"messageId":"","status":{"value":"DELIVERED"}}"#, 400),
        (&too_long, 413),
    ];
    let path = server.callback_path();
    for (body, status) in cases {
        let shown = &body[..body.len().min(100)];
        let (answered, reason) = exchange(&server, &request("POST", path, body)).expect(shown);
        assert_eq!(answered, *status, "{shown}: {reason}");
        assert_eq!(reason.is_empty(), *status == 204, "{shown}: {reason}");
    }
    // Not UTF-8.
    let mut bytes =
        format!("POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 3\r\n\r\n");
    let bytes = [std::mem::take(&mut bytes).into_bytes(), vec![b'"', 0xff, b'"']].concat();
    assert_eq!(exchange(&server, &bytes).unwrap().0, 400);

    let refused = cases.iter().filter(|(_, status)| matches!(status, 400 | 413)).count() + 1;
    assert!(server.get("/metrics").contains(&format!("webhook_unreadable_total {refused}\n")));
}

#[test]
fn only_the_secret_and_the_two_methods_open_the_door() {
    let folder = folder();
    let server = Server::start(folder.path(), &["--log", "trace"]);
    let path = server.callback_path();
    let secret = path.rsplit('/').next().unwrap();
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"] {
        assert_eq!(exchange(&server, &request(method, &format!("{path}?{READABLE}"), "")).unwrap().0, 405, "{method}");
    }
    let shorter = &path[..path.len() - 1];
    let (upper, changed) = (path.to_uppercase().replace("/CALLBACK", "/callback"), format!("{shorter}x"));
    let wrong =
        [shorter, &changed, &format!("{path}0"), "/callback/", "/callback", "/callback/%FF", &format!("{path}/x/x")];
    for wrong in wrong.into_iter().chain((upper != path).then_some(upper.as_str())) {
        for method in ["GET", "POST", "PUT"] {
            let request = request(method, &format!("{wrong}?{READABLE}"), "");
            assert_eq!(exchange(&server, &request), Some((404, String::new())), "{method} {wrong}");
        }
    }
    // Nothing of that was stored, and the secret is not in the log, however much is logged.
    server.report(READABLE);
    server.get("/");
    let metrics = server.get("/metrics");
    assert!(metrics.contains("webhook_messages{outcome=\"received\"} 1\n"), "{metrics}");
    assert!(metrics.contains("webhook_unreadable_total 0\n"), "{metrics}");
    assert!(!server.log().contains(secret));
    assert!(!metrics.contains(secret));
}

#[test]
fn a_client_that_is_slow_or_stops_is_let_go() {
    let folder = folder();
    let server = Server::start(folder.path(), &["--timeout", "1"]);
    let path = server.callback_path();
    let head = |length: usize| {
        format!("POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n")
    };
    // The body never comes to its end.
    let slow = exchange(&server, format!("{}{{", head(100)).as_bytes());
    assert_eq!(slow, Some((408, "the body took too long to arrive\n".into())));
    // Nor does the head.
    assert_eq!(exchange(&server, b"GET /callback/").map(|(status, _)| status), None);
    // What is not HTTP is answered or let go, and the server lives.
    for noise in
        [&b"\x16\x03\x01\x02\x00\x01\x00\x01"[..], b"\r\n\r\n\r\n", &[0xff; 1000], b"GET \xff\xfe HTTP/1.1\r\n\r\n"]
    {
        let answer = exchange(&server, noise);
        assert!(answer.is_none_or(|(status, _)| (400..500).contains(&status)), "{noise:?}");
    }
    // The other side goes away in the middle.
    drop(TcpStream::connect(server.callback_host()).map(|mut stream| stream.write_all(head(100).as_bytes())).unwrap());
    assert_eq!(server.get("/healthz"), "ok\n");
}

#[test]
fn a_body_is_taken_with_the_mark_of_utf_8_and_not_compressed() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let body = r#"{"messageId":"a","status":{"value":"DELIVERED"},"recipient":{"to":"33600000000"},"refClient":"a"}"#;
    let answer = |body: &[u8], encoding: &str| {
        let request = agent().post(&server.callback).header("content-encoding", encoding);
        let mut answer = request.send(body).unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    };
    for marked in ["\u{feff}".to_owned() + body, "\u{feff}numero=33600000001&statut=11&refClient=a".to_owned()] {
        assert_eq!(answer(marked.as_bytes(), "identity").0, 204, "{marked}");
    }
    let (status, reason) = answer(b"\x1f\x8b\x08\x00", "gzip");
    assert_eq!(status, 415);
    assert!(reason.contains("compressed (gzip)"), "{reason}");
    let page = server.get("/unreadable?lang=en");
    assert!(page.contains("compressed (gzip)"), "{page}");
}

#[test]
fn the_url_to_register_is_one_that_leads_here() {
    let folder = folder();
    let server = Server::start(folder.path(), &["--listen", "0.0.0.0:0"]);
    let url = server.greeting.lines().next().unwrap();
    assert!(
        url.starts_with("Callback URL to register, shown this once: http://HOST:") && url.contains("/callback/"),
        "{url}"
    );
    assert!(url.contains("--public-url"), "{url}");
    drop(server);
    let told = run_well(folder.path(), &["secret", "--listen", "0.0.0.0:8080"]);
    assert!(told.starts_with("http://HOST:8080/callback/"), "{told}");
    let told = run_well(folder.path(), &["secret", "--listen", "[::]:8080", "--public-url", "https://sms.example.org"]);
    assert!(told.starts_with("https://sms.example.org/callback/"), "{told}");
}

/// Answers of people at the address for delivery reports are no messages that were sent.
#[test]
fn a_message_that_somebody_sends_is_acknowledged_and_not_counted() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let incoming = [
        ("twilio", "SmsSid=SM1&SmsStatus=received&MessageSid=SM1&From=%2B33600000000&To=%2B33611111111&Body=Stop"),
        (
            "infobip",
            r#"{"results":[{"messageId":"a","from":"33600000000","to":"33611111111","text":"Stop","cleanText":"Stop","receivedAt":"2026-11-01T10:00:00.000+0000","smsCount":1}],"messageCount":1,"pendingMessageCount":0}"#,
        ),
        (
            "vonage",
            "msisdn=33600000000&to=33611111111&messageId=a&text=Stop&type=text&keyword=STOP&message-timestamp=2026-11-01+10%3A00%3A00",
        ),
        (
            "smsmode",
            r#"{"messageId":"a","from":"33600000000","to":{"value":"36034"},"body":{"text":"Stop"},"direction":"MO","receivedDate":"2026-11-01T10:00:00"}"#,
        ),
    ];
    for (platform, body) in incoming {
        let answer = agent().post(format!("{}/{platform}", server.callback)).send(body).unwrap();
        assert!(answer.status().is_success(), "{platform}: {}", answer.status());
    }
    assert!((server.figure("webhook_unreadable_total")).abs() < 0.1);
    assert_eq!(Database::open(folder.path()).count("SELECT count(*) FROM message"), 0);
}
