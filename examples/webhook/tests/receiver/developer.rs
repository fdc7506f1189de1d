use std::{fs, time::Duration};

use fastrand::Rng;
use sms_status::{DeliveryStatus, Language, Platform};

use crate::{
    database::Database,
    requests::exchange_with,
    server::{Server, agent, folder},
};

/// Sends a request, and returns the status of the answer; `None` if there is none.
fn send(server: &Server, method: &str, address: &str, headers: &str, body: &str) -> Option<u16> {
    let head = format!("{method} {address} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{headers}");
    let request = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
    exchange_with(server, request.as_bytes(), Duration::from_secs(20)).map(|(status, _)| status)
}

/// The text of a page as people see it.
fn shown(page: &str) -> String {
    let text: String = page.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[test]
fn every_request_is_shown_with_its_answer_and_without_secrets() {
    let folder = folder();
    let arguments = ["--timeout", "1", "--vonage-signature-secret", "hush-hush", "--page-host", "x.example"];
    let server = Server::start(folder.path(), &arguments);
    let path = server.callback_path().to_owned();
    let secret = path.rsplit('/').next().unwrap();
    let head = "content-type: application/json\r\nauthorization: Basic YW5uOnBhc3M=\r\nx-twilio-signature: abcSIG=\r\n";
    let wrong = "/callback/24f036723437c6b3f1ac28cd5fe59e36";
    let twilio = "MessageSid=SM7&MessageStatus=undelivered&ErrorCode=30003&To=%2B447700900123";
    let batch =
        r#"{"results":[{"messageId":"B1","to":"447700900001","status":{"groupName":"DELIVERED"}},{"messageId":"B2"}]}"#;
    let long = format!("{twilio}&x={}", "y".repeat(20_000));
    let cases = [
        ("GET", format!("{path}?numero=33600000001&statut=11&smsID=S1"), "", 204, "S1"),
        ("GET", format!("{path}?numero=x&statut=11"), "", 400, "neither the id of a message nor"),
        ("GET", format!("{wrong}?numero=33600000002"), "", 404, "the secret in the address is not the one"),
        ("GET", format!("{path}/nobody?id=1"), "", 404, "there is no platform of this name"),
        ("GET", format!("/callbacks/{secret}/twilio"), "", 404, "there is no callback address like this"),
        ("PUT", path.clone(), "", 405, "the method is neither GET nor POST"),
        ("POST", format!("{path}/twilio"), twilio, 200, "SM7"),
        ("POST", format!("{path}/infobip"), batch, 200, "1 of 2 reports cannot be read"),
        ("POST", format!("{path}/infobip"), "{\"results\":[", 400, "the JSON ends early"),
        ("POST", format!("{path}/twilio"), &long, 200, "Too long to be read again here: 20,078 bytes."),
        (
            "POST",
            format!("{path}/vonage"),
            "{\"message_uuid\":\"V1\",\"status\":\"delivered\"}",
            403,
            "the signature is missing or wrong",
        ),
        (
            "GET",
            format!("{path}/twilio?To=1&password=hunter2&x={secret}&y=hush-hush"),
            "",
            400,
            "no field says what happened",
        ),
        ("POST", format!("{path}/twilio"), "a=<script>alert(1)</script>", 400, "<script>alert(1)</script>"),
    ];
    for (method, address, body, status, _) in &cases {
        assert_eq!(send(&server, method, address, head, body), Some(*status), "{method} {address}");
    }
    let compressed = format!("{head}content-encoding: gzip\r\n");
    assert_eq!(send(&server, "POST", &format!("{path}/twilio"), &compressed, "abc"), Some(415));
    let too_long = format!("POST {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 2000000\r\n\r\n");
    assert_eq!(exchange_with(&server, too_long.as_bytes(), Duration::from_secs(20)).unwrap().0, 413);
    let slow = format!("POST {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 20\r\n\r\n{{");
    assert_eq!(exchange_with(&server, slow.as_bytes(), Duration::from_secs(20)).unwrap().0, 408);

    let page = server.get("/requests?lang=en");
    let text = shown(&page);
    let more =
        [(415, "the body is compressed (gzip)"), (413, "longer than 1024 KiB"), (408, "took too long to arrive")];
    for (status, reason) in cases.iter().map(|case| (case.3, case.4)).chain(more) {
        let answer = format!("<strong>{status}</strong>");
        let found = page.split("<tr role=\"row\"").any(|row| row.contains(&answer) && shown(row).contains(reason));
        assert!(found, "{status} {reason}: {text}");
    }
    assert_eq!(page.matches("<tr role=\"row\"").count(), 1 + cases.len() + more.len());
    for hidden in [secret, "24f036723437", "YW5uOnBhc3M", "abcSIG", "hunter2", "hush-hush", "<script>alert"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    for here in
        ["authorization: •••", "x-twilio-signature: •••", "/callback/•••/nobody", "/callbacks/•••/twilio", "30003"]
    {
        assert!(text.contains(here), "{here}: {text}");
    }
    // The body of a request that is too long is cut where it is shown.
    assert!(page.len() < 100_000, "{}", page.len());
    // Each kind by itself.
    for (kind, rows) in [("acknowledged", 3), ("refused", 12), ("stranger", 1), ("unknown", 16)] {
        let page = server.get(&format!("/requests?kind={kind}"));
        assert_eq!(page.matches("<tr role=\"row\"").count(), 1 + rows, "{kind}");
    }
    for status in [DeliveryStatus::Received, DeliveryStatus::TemporaryAbsenceError] {
        for language in Language::VARIANTS {
            let page = server.get(&format!("/requests?lang={}", language.name())).replace("&#39;", "'");
            assert!(page.contains(status.label(*language)), "{status:?}");
        }
    }
}

#[test]
fn strangers_do_not_displace_what_a_developer_looks_for() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    assert_eq!(server.try_report("numero=x"), 400);
    server.report("numero=33600000001&statut=11&smsID=mine");
    for n in 0..150 {
        let status = agent().get(format!("{}/wp-{n}.php", server.callback_address)).call().unwrap().status();
        assert_eq!(status, 404);
    }
    let rows = |path: &str| server.get(path).matches("<tr role=\"row\"").count();
    assert_eq!((rows("/requests"), rows("/requests?kind=stranger")), (101, 101));
    assert!(server.get("/requests?kind=acknowledged").contains("mine"));
    assert_eq!(rows("/requests?kind=refused"), 2);
}

/// Fills in the form, and returns the status and the page.
fn try_it(server: &Server, fields: &[(&str, &str)]) -> (u16, String) {
    let form = serde_urlencoded::to_string(fields).unwrap();
    let mut answer = agent()
        .post(format!("{}/requests/try?lang=en", server.address))
        .header("content-type", "application/x-www-form-urlencoded")
        .send(form)
        .unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

const ACME: &str = "[platforms.acme]\nname = \"acme\"\nfields = { word = \"st\", message_id = \"id\", recipient = \"to\" }\nwords.OK = \"delivered\"";

#[test]
fn a_trial_says_what_would_be_answered_and_leaves_no_trace() {
    let folder = folder();
    fs::write(folder.path().join("a.toml"), ACME).unwrap();
    let server = Server::start(folder.path(), &["--config", "a.toml"]);
    let infobip = r#"{"results":[{"messageId":"B1","to":"447700900001","status":{"groupName":"DELIVERED"},"mccMnc":"23410"},{"messageId":"B2"}]}"#;
    let cases: [(&str, &str, &str, &[&str]); 11] = [
        (
            "smsmode",
            "query",
            "numero=33600000001&statut=3522&smsID=S1&refClient=news&mcc_mnc=20801",
            &["sms S1 33600000001", "Orange", "news", "Keep the number", "Permanent absence error"],
        ),
        ("smsmode", "query", "numero=x&statut=11", &["neither the id of a message", "numero"]),
        (
            "smsmode",
            "json",
            r#"{"messageId":"e5","status":{"value":"DELIVERED"}}"#,
            &["rest e5", "the time of arrival counts"],
        ),
        (
            "twilio",
            "form",
            "MessageSid=SM7&MessageStatus=undelivered&ErrorCode=30003&To=%2B447700900123",
            &["twilio id SM7 -", "30003", "447700900123"],
        ),
        ("twilio", "form", "MessageSid=SM7", &["no field says what happened", "MessageStatus"]),
        ("twilio", "form", "SmsSid=SM7&SmsStatus=received&Body=Stop", &["nothing to store"]),
        ("infobip", "json", infobip, &["1 of 2 reports cannot be read", "Report 1", "Report 2", "infobip id B1 -"]),
        ("infobip", "json", "{\n\"results\":[x]}", &["line 2, column 12", "At byte 13:", "<mark>x</mark>"]),
        ("infobip", "json", "{\"results\":[", &["the JSON ends early", "[end]"]),
        ("acme", "form", "st=OK&id=7&to=33600000001", &["acme id 7 -", "33600000001"]),
        ("acme", "form", "st=NEW&id=7&to=33600000001", &["not in a table of the platform"]),
    ];
    let trace = || {
        let metrics = server.get("/metrics");
        let lines =
            ["webhook_messages{", "webhook_unreadable_total", "webhook_callback_seconds_count", "webhook_refused"];
        let lines: Vec<_> = metrics.lines().filter(|line| lines.iter().any(|name| line.starts_with(name))).collect();
        (lines.join("\n"), server.get("/requests"), server.get("/campaigns.csv"))
    };
    let before = trace();
    let trials: Vec<_> = cases
        .iter()
        .map(|(platform, way, content, expected)| {
            let (status, page) = try_it(&server, &[("platform", platform), ("way", way), ("content", content)]);
            assert_eq!(status, 200, "{platform} {content}");
            for text in *expected {
                assert!(page.contains(text), "{platform} {content}: {text}: {}", shown(&page));
            }
            shown(&page).split("The server would answer ").nth(1).unwrap()[..3].parse::<u16>().unwrap()
        })
        .collect();
    assert_eq!(trace(), before);
    assert_eq!(Database::open(folder.path()).count("SELECT count(*) FROM report"), 0);
    // The same, in earnest.
    for ((platform, way, content, _), answer) in cases.iter().zip(trials) {
        let url = format!("{}/{platform}", server.callback);
        let answered = match *way {
            "query" => agent().get(format!("{url}?{content}")).call(),
            _ => agent().post(url).send(*content),
        };
        assert_eq!(answered.unwrap().status(), answer, "{platform} {content}");
    }
}

#[test]
fn what_is_added_to_the_url_counts_in_a_trial_and_its_language_is_that_of_the_page() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let fields = [("platform", "jasmin"), ("way", "form"), ("added", "?campaign=spring&recipient=33600000009")];
    let (_, page) = try_it(&server, &[&fields[..], &[("content", "id=J1&message_status=DELIVRD")]].concat());
    assert!(page.contains("33600000009") && page.contains("spring"), "{}", shown(&page));
    let form = "platform=smsmode&way=query&content=numero%3D33600000001%26statut%3D3522";
    let mut french = agent().post(format!("{}/requests/try?lang=fr", server.address)).send(form).unwrap();
    let page = french.body_mut().read_to_string().unwrap().replace("&#39;", "'");
    assert!(page.contains(DeliveryStatus::PermanentAbsenceError.label(Language::French)), "{page}");
}

#[test]
fn only_a_page_of_this_server_may_try_a_callback_and_none_is_too_much_for_it() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let address = format!("{}/requests/try", server.address);
    for (header, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("origin", "https://evil.example", 403),
        ("sec-fetch-site", "same-origin", 200),
        ("origin", server.address.as_str(), 200),
    ] {
        let answer = agent().post(&address).header(header, value).send("platform=twilio&content=x").unwrap();
        assert_eq!(answer.status(), status, "{header} {value}");
    }
    for (form, status) in [
        (Vec::new(), 200),
        (b"platform=nobody".to_vec(), 200),
        (b"platform=%FF&way=%FF&content=%FF".to_vec(), 200),
        (b"platform=twilio&platform=twilio".to_vec(), 200),
        (vec![b'x'; 1024 * 1024], 200),
        (vec![b'x'; 1024 * 1024 + 1], 413),
    ] {
        let answer = agent().post(&address).send(&form).unwrap();
        assert_eq!(answer.status(), status, "{}", form.len());
    }
    // Deep, wide and long, as far as it goes.
    for content in ["[".repeat(300_000), "<a>".repeat(300_000), "a=b&".repeat(200_000), "[{}, ".repeat(50_000)] {
        for platform in ["smsmode", "infobip", "twilio"] {
            let form = format!("platform={platform}&way=json&content={content}");
            assert!(agent().post(&address).send(form).unwrap().status().as_u16() < 500);
        }
    }
}

#[test]
fn no_body_of_any_platform_is_a_fault_of_the_server() {
    /// What requests are made of.
    const PARTS: [&str; 24] = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "<a>",
        "</a>",
        "=",
        "&",
        "%",
        "%FF",
        "\n",
        "\0",
        "é",
        "🙂",
        "\u{202e}",
        "1",
        "9999999999999999999",
        "2026-02-30T25:00:00Z",
        "-",
        " | ",
        "id:1 stat:DELIVRD err:000",
    ];

    let folder = folder();
    fs::write(folder.path().join("a.toml"), ACME).unwrap();
    let server = Server::start(folder.path(), &["--config", "a.toml"]);
    let mut rng = Rng::with_seed(1);
    for (name, fields) in Platform::VARIANTS.iter().map(|it| (it.name(), Some(it.fields()))).chain([("acme", None)]) {
        let names: Vec<&str> = fields.iter().flat_map(sms_status::Fields::all).collect();
        for way in ["query", "form", "json", "xml"] {
            let random = |rng: &mut Rng| {
                let parts = rng.usize(..30);
                (0..parts)
                    .map(|_| match rng.choice(&names) {
                        Some(name) if rng.bool() => *name,
                        _ => PARTS[rng.usize(..PARTS.len())],
                    })
                    .collect::<String>()
            };
            for _ in 0..4 {
                let (added, content) = (random(&mut rng), random(&mut rng));
                let fields = [("platform", name), ("way", way), ("added", &added), ("content", &content)];
                let (status, page) = try_it(&server, &fields);
                assert_eq!(status, 200, "{fields:?}");
                assert!(page.contains("The server would answer"), "{fields:?}");
            }
        }
    }
}
