use std::{io::Write, process::Stdio};

use crate::server::{Server, agent, folder, program, run_well};

const READABLE: &str = "numero=33600000000&statut=3999&smsID=S1&refClient=news";
const PAGES: [&str; 8] = [
    "/",
    "/live",
    "/campaigns/news",
    "/campaigns/news.json",
    "/unreadable",
    "/numbers/remove.csv",
    "/numbers/suppress.csv",
    "/metrics",
];

fn status(url: &str, headers: &[(&str, &str)]) -> u16 {
    let mut request = agent().get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.call().unwrap().status().as_u16()
}

#[test]
fn each_side_has_its_own_listener() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report(READABLE);
    for path in PAGES {
        assert_eq!(status(&format!("{}{path}", server.address), &[]), 200, "{path}");
        assert_eq!(status(&format!("{}{path}", server.callback_address), &[]), 404, "{path}");
    }
    let callback = format!("{}?{READABLE}", server.callback_path());
    assert_eq!(status(&format!("{}{callback}", server.address), &[]), 404);
    for path in ["/livez", "/readyz", "/healthz"] {
        for address in [&server.address, &server.callback_address] {
            assert_eq!(status(&format!("{address}{path}"), &[("host", "probe.example")]), 200, "{path}");
        }
    }
}

#[test]
fn a_page_is_shown_under_names_of_the_server_only() {
    let folder = folder();
    let server = Server::start(folder.path(), &["--page-host", "sms.example.org,intranet"]);
    server.report(READABLE);
    let cases = [
        ("127.0.0.1:8081", 200),
        ("[::1]:8081", 200),
        ("192.168.1.7", 200),
        ("LOCALHOST:1", 200),
        ("sms.example.org", 200),
        ("SMS.example.org:443", 200),
        ("intranet", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("sms.example.org.evil.example", 421),
        ("evil.example@127.0.0.1", 421),
        ("", 421),
    ];
    for (host, expected) in cases {
        for path in PAGES {
            let answered = status(&format!("{}{path}", server.address), &[("host", host)]);
            // What is before an `@` is not the host.
            assert_eq!(answered, if host.contains('@') { 200 } else { expected }, "{host} {path}");
        }
    }
}

#[test]
fn pages_for_others_need_a_password_a_token_or_a_proxy() {
    let folder = folder();
    for (address, arguments, starts) in [
        ("0.0.0.0:0", &[][..], false),
        ("[::]:0", &[], false),
        ("0.0.0.0:0", &["--page-token", "0123456789abcdef"], true),
        ("0.0.0.0:0", &["--page-user-header", "remote-user"], true),
        ("localhost:0", &[], true),
        ("127.0.0.2:0", &[], true),
    ] {
        let arguments = [&["--page-listen", address], arguments].concat();
        let started = Server::try_start(folder.path(), &arguments);
        assert_eq!(started.is_ok(), starts, "{arguments:?}");
        if let Err(error) = started {
            let told = error.contains("--page-password-hash") || error.contains("os error");
            assert!(told, "{error}");
        }
    }
    let error = Server::try_start(folder.path(), &["--page-token", "short"]).err().unwrap();
    assert!(error.contains("a token must have at least 16 characters"), "{error}");
    let error = Server::try_start(folder.path(), &["--page-password-hash", "hunter2"]).err().unwrap();
    assert!(error.contains("not the hash of a password"), "{error}");
}

#[test]
fn a_page_is_shown_to_those_who_know_the_password_or_token_or_whom_the_proxy_let_in() {
    let folder = folder();
    let mut hashing = program().arg("password").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    hashing.stdin.take().unwrap().write_all("correct horse: é\n".as_bytes()).unwrap();
    let hash = String::from_utf8(hashing.wait_with_output().unwrap().stdout).unwrap();
    let hash = hash.trim_end();
    assert!(hash.starts_with("$argon2id$"), "{hash}");

    let token = "a-token-of-some-length";
    let basic = |pair: &str| format!("Basic {}", data_encoding::BASE64.encode(pair.as_bytes()));
    let cases = [
        (None, 401),
        (Some(basic("ann:correct horse: é")), 200),
        (Some(basic(":correct horse: é")), 200),
        (Some(basic("ann:correct horse")), 401),
        (Some(basic("ann:")), 401),
        (Some(basic("correct horse: é")), 401),
        (Some(format!("Bearer {token}")), 200),
        (Some(format!("bearer {token}")), 200),
        (Some(format!("Bearer {token}x")), 401),
        (Some("Bearer".to_owned()), 401),
        (Some("Basic !!!".to_owned()), 401),
        (Some(basic(&format!("ann:{token}"))), 401),
        (Some(format!("Digest {token}")), 401),
    ];
    let server = Server::start(
        folder.path(),
        &[
            "--page-password-hash",
            hash,
            "--page-token",
            token,
            "--page-user-header",
            "remote-user",
            "--trusted-proxy",
            "10.0.0.0/8",
        ],
    );
    server.report(READABLE);
    for (authorization, expected) in &cases {
        for path in PAGES {
            let header = authorization.as_deref().map(|value| ("authorization", value));
            let answered = status(&format!("{}{path}", server.address), header.as_slice());
            assert_eq!(answered, *expected, "{authorization:?} {path}");
        }
    }
    // The header counts where the proxy is, and nowhere else.
    let user = [("remote-user", "ann")];
    assert_eq!(status(&format!("{}/", server.address), &user), 401);
    assert_eq!(status(&format!("{}/livez", server.address), &[]), 200);
    let log = server.log();
    assert!(!log.contains(token) && !log.contains("horse"), "{log}");
    drop(server);

    let server = Server::start(folder.path(), &["--page-user-header", "Remote-User"]);
    assert_eq!(status(&format!("{}/", server.address), &user), 200);
    assert_eq!(status(&format!("{}/", server.address), &[("remote-user", "")]), 401);
    assert_eq!(status(&format!("{}/", server.address), &[]), 401);
    let asked = agent().get(format!("{}/", server.address)).call().unwrap();
    assert!(asked.headers()["www-authenticate"].to_str().unwrap().starts_with("Basic "));
}

#[test]
fn the_secret_is_shown_once_and_when_asked_for() {
    let folder = folder();
    let first = Server::start(folder.path(), &["--public-url", "https://sms.example.org/hooks/"]);
    let (_, secret) = first.callback.rsplit_once('/').unwrap();
    assert_eq!(first.callback, format!("https://sms.example.org/hooks/callback/{secret}"));
    assert_eq!(first.greeting.matches(secret).count(), 1);
    assert!(!first.log().contains(secret));
    let again = run_well(folder.path(), &["secret", "--public-url", "https://sms.example.org"]);
    assert_eq!(again, format!("https://sms.example.org/callback/{secret}\n"));
    let secret = secret.to_owned();
    drop(first);
    let second = Server::start(folder.path(), &[]);
    assert!(!second.greeting.contains(&secret), "{}", second.greeting);
    assert!(second.callback.ends_with(&secret));
}

#[test]
fn a_secret_is_changed_while_the_server_runs_and_the_old_one_stays_as_long_as_is_given() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    server.report(READABLE);
    let send = |url: &str| status(&format!("{url}?{READABLE}"), &[]);
    let rotate = |keep: &str| {
        let urls = run_well(
            folder.path(),
            &["secret", "rotate", "--keep-old", keep, "--public-url", &server.callback_address],
        );
        urls.lines().map(str::to_owned).collect::<Vec<_>>()
    };

    let urls = rotate("2d");
    assert_eq!(urls.len(), 2, "{urls:?}");
    let (old, until) = urls[1].split_once(" (until ").unwrap();
    assert_eq!(old, server.callback);
    assert!(until.ends_with("Z)"), "{until}");
    server.wait_until("the new secret is known", |_| send(&urls[0]) == 204);
    assert_eq!(send(&server.callback), 204);

    // Another change: the first secret keeps its time, the second one has none left.
    let newest = rotate("0s");
    assert_eq!(newest.len(), 2, "{newest:?}");
    assert!(newest[1].starts_with(&server.callback));
    server.wait_until("the newest secret is known", |_| send(&newest[0]) == 204);
    server.wait_until("the second one has ended", |_| send(&urls[0]) == 404);
    assert_eq!(send(&server.callback), 204);
}

#[test]
fn no_other_page_frames_reads_or_feeds_a_page() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let answer = agent().get(format!("{}/", server.address)).call().unwrap();
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(answer.headers()[name], value, "{name}");
    }
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
}
