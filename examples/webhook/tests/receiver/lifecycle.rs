use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use crate::{
    database::Database,
    requests::{exchange, exchange_with},
    server::{Server, agent, folder},
};

const READABLE: &str = "numero=33600000000&statut=11&smsID=S1&refClient=news";

/// A client that asks for more and more and reads nothing, until the server cannot send anything more to it.
fn deaf_client(server: &Server) -> TcpStream {
    let mut stream = TcpStream::connect(server.page_host()).unwrap();
    stream.set_write_timeout(Some(Duration::from_millis(500))).unwrap();
    let requests = "GET /assets/style.css HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(1000);
    for _ in 0..100 {
        if stream.write_all(requests.as_bytes()).is_err() {
            return stream;
        }
    }
    panic!("the server takes whatever it is asked");
}

#[test]
#[cfg(unix)]
fn a_client_that_does_not_read_does_not_hold_up_the_end() {
    let folder = folder();
    let mut server = Server::start(folder.path(), &["--timeout", "3"]);
    server.report(READABLE);
    let _deaf = deaf_client(&server);
    server.signal("TERM");
    assert!(server.wait().expect("the server ends").success());
    let log = server.log();
    assert!(log.contains("stopping") && log.contains("stopped"), "{log}");
    // The database is free, and has all that was acknowledged.
    assert_eq!(Server::start(folder.path(), &[]).campaign("news").total(), 1);
}

#[test]
#[cfg(unix)]
fn a_second_signal_ends_the_server_at_once() {
    let folder = folder();
    let mut server = Server::start(folder.path(), &["--timeout", "3600"]);
    server.report(READABLE);
    let _deaf = deaf_client(&server);
    server.signal("TERM");
    server.wait_until("the server stops", |server| server.log().contains("stopping"));
    server.signal("INT");
    assert_eq!(server.wait().expect("the server ends").code(), Some(1));
    assert_eq!(Server::start(folder.path(), &[]).campaign("news").total(), 1);
}

#[test]
fn an_answer_that_is_not_fetched_ends_the_connection() {
    let folder = folder();
    let server = Server::start(folder.path(), &["--timeout", "1"]);
    let _deaf = deaf_client(&server);
    server.wait_until("the connection is ended", |server| {
        server.figure("webhook_refused_total{reason=\"stalled\"}") >= 1.0
    });
    server.wait_until("only the one that asks is left", |server| {
        server.figure("webhook_connections{side=\"pages\"}") <= 1.0
    });
    assert!(server.log().contains("stalled"));
}

#[test]
fn readiness_comes_back_by_itself_and_is_lost_before_a_callback_is() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    assert_eq!(server.health("/readyz"), 200);
    server.report(READABLE);

    // Another program holds the database for longer than a callback waits.
    let other = Database::open(folder.path());
    other.hold();
    assert_eq!(server.try_report(READABLE), 503);
    assert_eq!(["/readyz", "/healthz", "/livez"].map(|path| server.health(path)), [503, 503, 200]);
    other.release();
    assert_eq!(["/readyz", "/livez"].map(|path| server.health(path)), [200, 200]);
    server.wait_until("the log says so", |server| server.log().contains("the database can be written again"));
    drop(server);

    // Nothing has been tried yet, so readiness tries it.
    let server = Server::start(folder.path(), &[]);
    other.hold();
    assert_eq!(server.health("/readyz"), 503);
}

#[test]
fn followers_have_a_limit_and_leave_callbacks_alone() {
    let folder = folder();
    let server = Server::start(folder.path(), &["--max-followers", "3"]);
    server.report(READABLE);
    let follow = |path: &str| {
        let mut stream = TcpStream::connect(server.page_host()).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        let mut head = vec![0; 15];
        stream.read_exact(&mut head).unwrap();
        (stream, String::from_utf8(head).unwrap())
    };
    let mut followers: Vec<_> = ["/live", "/live", "/campaigns/news/live"].map(follow).into();
    assert!(followers.iter().all(|(_, head)| head == "HTTP/1.1 200 OK"));
    assert!((server.figure("webhook_followers") - 3.0).abs() < 0.1);
    let refused = agent().get(format!("{}/live", server.address)).call().unwrap();
    assert_eq!((refused.status().as_u16(), refused.headers()["retry-after"].to_str().unwrap()), (503, "30"));
    server.report(READABLE);
    assert_eq!(server.get("/campaigns/news.json"), "{\"received\":1}");
    // One leaves, and makes room.
    followers.pop();
    server.wait_until("there is room", |_| follow("/live").1 == "HTTP/1.1 200 OK");
}

#[test]
fn what_is_refused_before_it_is_read_is_counted_and_logged() {
    let folder = folder();
    let server = Server::start(folder.path(), &[]);
    let path = server.callback_path();
    let refused = |reason: &str| server.figure(&format!("webhook_refused_total{{reason=\"{reason}\"}}"));
    let with =
        |text: &[u8]| [format!("GET {path}?{READABLE}").as_bytes(), text, b" HTTP/1.1\r\nhost: x\r\n\r\n"].concat();
    // Not encoded as an address has to be.
    let malformed: [&[u8]; 5] = [b"\xe9", b"a b", b"<", b"\"", b"\x01"];
    let answers = malformed.map(|text| exchange(&server, &with(text)).map(|(status, _)| status));
    assert_eq!(answers, [Some(400); 5]);
    server.wait_until("all are counted", |_| refused("malformed") >= 5.0);
    let too_long = exchange(&server, &with("x".repeat(70_000).as_bytes()));
    assert_eq!(too_long.map(|(status, _)| status), Some(414));
    server.wait_until("it is counted", |_| refused("head_too_large") >= 1.0);
    // A wrong secret, a hundred times: all are counted, and the log has one line.
    for _ in 0..100 {
        assert_eq!(server.health("/callback/00000000000000000000000000000000"), 404);
    }
    assert!((refused("wrong_secret") - 100.0).abs() < 0.1);
    let log = server.log();
    assert_eq!(log.matches("wrong_secret").count(), 1, "{log}");
    assert!(log.contains("malformed"), "{log}");
    let secret = path.rsplit('/').next().unwrap();
    assert!(!log.contains(secret), "{log}");
}

#[test]
fn a_length_that_is_too_large_is_refused_at_once() {
    let folder = folder();
    let server = Server::start(folder.path(), &["--timeout", "600"]);
    let path = server.callback_path();
    let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 99999999999\r\n\r\n");
    let answer = exchange_with(&server, head.as_bytes(), Duration::from_secs(60));
    assert_eq!(answer, Some((413, "the body is longer than 1024 KiB\n".into())));
}

#[test]
#[cfg(unix)]
fn the_log_has_a_line_for_the_start_and_the_end_and_no_escapes() {
    for (format, is_json) in [("text", false), ("json", true)] {
        let folder = folder();
        let mut server = Server::start(folder.path(), &["--log-format", format]);
        assert_eq!(server.try_report("numero=x"), 400);
        server.signal("TERM");
        assert!(server.wait().unwrap().success());
        let log = server.log();
        let lines: Vec<&str> = log.lines().collect();
        for (line, word) in lines.iter().zip(["started", "unreadable", "stopping", "stopped"]) {
            assert!(line.contains(word), "{log}");
            assert_eq!(serde_json::from_str::<serde_json::Value>(line).is_ok(), is_json, "{line}");
        }
        assert_eq!(lines.len(), 4, "{log}");
        assert!(!log.contains('\u{1b}'), "{log}");
    }
}
