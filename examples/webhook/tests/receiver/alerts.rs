use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    database::Database,
    server::{Folder, Server, folder, program},
};

/// What must not be in a log.
const SECRET: &str = "s3cret-of-the-hook";

/// Where alerts go in a test.
pub struct Hook {
    address: String,
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    notices: Vec<Value>,
    /// What the next requests are answered with; 0 is nothing at all.
    answers: Vec<u16>,
}

impl Hook {
    /// Starts one that answers with these first, and with 200 after that.
    pub fn start(answers: &[u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let answers = answers.iter().rev().copied().collect();
        let shared = Arc::new(Mutex::new(Shared { notices: Vec::new(), answers }));
        let taken = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = taken.clone();
                thread::spawn(move || answer(&stream, &shared));
            }
        });
        Self { address, shared }
    }

    /// What it accepted.
    pub fn notices(&self) -> Vec<Value> {
        self.shared.lock().unwrap().notices.clone()
    }

    /// The settings file of a receiver that sends its alerts here.
    pub fn settings(&self, folder: &Path, more: &str) {
        let url = format!("http://{}/{SECRET}", self.address);
        let alerts =
            format!("[alerts]\nurl = \"{url}\"\nwindow = \"15m\"\npast = \"2d\"\nminimum = 20\nevery = \"1s\"\n{more}");
        fs::write(folder.join("settings.toml"), alerts).unwrap();
    }
}

fn answer(stream: &TcpStream, shared: &Mutex<Shared>) {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or_default() == 0 {
            return;
        }
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        head += &line;
    }
    assert!(head.starts_with(&format!("POST /{SECRET} HTTP/1.1\r\n")), "{head}");
    assert!(head.to_lowercase().contains("content-type: application/json\r\n"), "{head}");
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let status = shared.lock().unwrap().answers.pop().unwrap_or(200);
    match status {
        0 => thread::sleep(Duration::from_secs(60)),
        200 => {
            shared.lock().unwrap().notices.push(serde_json::from_slice(&body).unwrap());
            write!(&mut &*stream, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").unwrap();
        }
        status => write!(&mut &*stream, "HTTP/1.1 {status} Odd\r\ncontent-length: 0\r\n\r\n").unwrap(),
    }
}

/// A database with a campaign of two days, of one operator, all of whose messages were received.
pub fn with_a_past() -> Folder {
    let folder = folder();
    fill_past(folder.path());
    folder
}

pub fn fill_past(folder: &Path) {
    drop(Server::start(folder, &[]));
    let database = Database::open(folder);
    let now = Timestamp::now().as_millisecond();
    let row = |id: i64| {
        let arrived = now - 3_600_000 - id * 300_000;
        format!("({id}, 'sms P{id} 33600000000', 1, '33600000000', 11, {arrived}, 0, {arrived})")
    };
    database.fill(&[(1, "login-codes")], &(1..=500).map(row).collect::<Vec<_>>());
    database.execute("INSERT INTO campaign_platform VALUES (1, 'smsmode')");
    database.route("(7, 'smsmode', '20801', 'FR')", "7");
}

pub fn start(folder: &Path) -> Server {
    Server::start(folder, &["--config", "settings.toml", "--timeout", "4"])
}

/// Sends reports on so many new messages.
fn report(server: &Server, prefix: &str, messages: usize, status: u16) {
    for n in 0..messages {
        server.report(&format!(
            "numero=33600000001&smsID={prefix}{n}&statut={status}&refClient=login-codes&mcc_mnc=20801"
        ));
    }
}

/// The kinds of the notices with an event.
fn kinds(notices: &[Value], event: &str) -> Vec<String> {
    let mut kinds: Vec<String> = notices
        .iter()
        .filter(|notice| notice["event"] == event)
        .map(|notice| format!("{} {}", notice["kind"].as_str().unwrap(), notice["key"].as_str().unwrap()))
        .collect();
    kinds.sort();
    kinds
}

/// Time for a few comparisons.
fn wait_for_comparisons() {
    thread::sleep(Duration::from_millis(3500));
}

const ALL: [&str; 3] = ["campaign login-codes", "network 20801", "platform smsmode"];

#[test]
fn a_fall_is_told_once_whatever_comes_and_so_is_its_end() {
    let (folder, hook) = (with_a_past(), Hook::start(&[]));
    hook.settings(folder.path(), "cooldown = \"1h\"");
    let server = start(folder.path());
    report(&server, "F", 30, 3501);
    server.wait_until("the fall is told", |_| hook.notices().len() == 3);
    let notices = hook.notices();
    assert_eq!(kinds(&notices, "rate_fallen"), ALL);
    for notice in &notices {
        assert_eq!((&notice["rate"], &notice["past_rate"]), (&0.0.into(), &1.0.into()), "{notice}");
        assert!(notice["messages"].as_i64().unwrap() >= 20 && notice["ended"].is_null(), "{notice}");
    }
    let since = server.figure("webhook_rate_fallen_since_seconds{kind=\"campaign\",name=\"login-codes\"}");
    assert!(since > 1_700_000_000.0);
    server.wait_until("alerts are counted", |server| server.figure("webhook_alerts_sent_total") >= 3.0);
    assert!(server.log().contains("The delivery rate of the operator Orange (France, 20801) has fallen to 0.0%"));
    // The pages say so, each in the place for it.
    let french = server.get("/?lang=fr");
    assert!(french.contains("le taux de réception est passé de 100\u{202f}% à 0\u{202f}%"), "{french}");
    let page = server.get("/?lang=en");
    let sentences: Vec<&str> =
        page.split("<p class=\"alert\">").skip(1).map(|part| part.split("</p>").next().unwrap()).collect();
    for (address, name) in [
        ("/?network=20801&amp;lang=en", "Operator <strong>"),
        ("/?platform=smsmode&amp;lang=en", "Platform <strong>"),
        ("/campaigns/login-codes?lang=en", "Campaign <strong>"),
    ] {
        let about = |sentence: &&&str| sentence.contains(&format!("href=\"{address}\"")) && sentence.starts_with(name);
        let sentence = sentences.iter().find(about).unwrap_or_else(|| panic!("{address}: {sentences:?}"));
        assert!(sentence.contains("the delivery rate fell from 100% to 0% ("), "{sentence}");
    }
    let row = page.split("id=\"network-20801\"").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(row.contains("<strong class=\"bad\">fell to 0%</strong>"), "{row}");
    assert!(server.get("/campaigns/login-codes?lang=en").contains("the delivery rate fell from 100% to 0% ("));
    // Neither time nor another start has it told again.
    wait_for_comparisons();
    server.kill();
    let server = start(folder.path());
    wait_for_comparisons();
    assert_eq!(hook.notices().len(), 3, "{:?}", hook.notices());
    server.figure("webhook_rate_fallen_since_seconds{kind=\"network\",name=\"20801\"}");
    // It is over, and the same is not told again until the pause is over.
    report(&server, "R", 700, 11);
    server.wait_until("the end is told", |_| hook.notices().len() == 6);
    let notices = hook.notices();
    assert_eq!(kinds(&notices, "rate_fall_over"), ALL);
    let ids: BTreeSet<&str> = notices.iter().map(|notice| notice["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 3, "{notices:?}");
    assert!(!server.get("/metrics").contains("webhook_rate_fallen_since_seconds{"));
    for path in ["/?lang=en", "/campaigns/login-codes?lang=en"] {
        assert!(!server.get(path).contains("the delivery rate fell"), "{path}");
    }
    report(&server, "G", 700, 3501);
    wait_for_comparisons();
    assert_eq!(hook.notices().len(), 6, "{:?}", hook.notices());
    assert!(!server.log().contains(SECRET), "{}", server.log());
}

#[test]
fn neither_few_messages_nor_a_small_fall_are_told() {
    // All fail, but they are one too few: those that are pending do not count. And a rate of 91%.
    for [received, failed, pending] in [[0, 19, 50], [200, 19, 0]] {
        let (folder, hook) = (with_a_past(), Hook::start(&[]));
        hook.settings(folder.path(), "");
        let server = start(folder.path());
        report(&server, "R", received, 11);
        report(&server, "F", failed, 3501);
        report(&server, "P", pending, 0);
        wait_for_comparisons();
        assert_eq!(hook.notices(), [] as [Value; 0], "{received} {failed} {pending}");
        assert!(!server.get("/metrics").contains("webhook_rate_fallen_since_seconds{"));
    }
}

#[test]
fn a_hook_that_hangs_or_refuses_delays_nothing_and_gets_the_alert_later() {
    let (folder, hook) = (with_a_past(), Hook::start(&[0, 500, 302]));
    hook.settings(folder.path(), "");
    let server = start(folder.path());
    report(&server, "F", 30, 3501);
    server.wait_until("a fall is seen", |server| server.get("/metrics").contains("webhook_rate_fallen_since_seconds{"));
    // The hook hangs.
    for _ in 0..20 {
        let start = Instant::now();
        report(&server, "H", 1, 11);
        server.get("/");
        assert!(start.elapsed() < Duration::from_secs(2));
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(hook.notices().len(), 0);
    #[cfg(unix)]
    {
        let start_of_end = Instant::now();
        assert!(server.stop());
        assert!(start_of_end.elapsed() < Duration::from_secs(4));
    }
    let server = start(folder.path());
    server.wait_until("it is told", |_| hook.notices().len() == 3);
    assert_eq!(kinds(&hook.notices(), "rate_fallen"), ALL);
    assert!(server.figure("webhook_alert_failures_total") >= 2.0);
    assert!(server.log().contains("the answer is 500") && server.log().contains("the answer is 302"));
    assert!(!server.log().contains(SECRET), "{}", server.log());
}

#[test]
fn wrong_settings_of_alerts_are_told_without_their_url() {
    let folder = folder();
    let cases = [
        (format!("[alerts]\nurl = \"ftp://x/{SECRET}\""), "settings.toml: `alerts.url` has to begin with `https://`"),
        (format!("[alerts]\nurls = \"https://x/{SECRET}\""), "settings.toml: `alerts`: unknown field `urls`"),
        ("[alerts]\nfall = 200".to_owned(), "settings.toml: `alerts.fall` is 200"),
        ("alerts = 7".to_owned(), "settings.toml: `alerts`: invalid type"),
    ];
    for (file, expected) in cases {
        fs::write(folder.path().join("settings.toml"), file).unwrap();
        let error = Server::try_start(folder.path(), &["--config", "settings.toml"]).err().unwrap();
        assert!(error.contains(expected) && !error.contains(SECRET), "{error}");
    }

    // The URL of the environment is read in the same way.
    fs::write(folder.path().join("settings.toml"), "[alerts]").unwrap();
    let mut command = program();
    command.args(["--config", "settings.toml"]).env("WEBHOOK_ALERTS_URL", format!("ftp://x/{SECRET}"));
    let error = Server::try_start_as(&mut command, folder.path()).err().unwrap();
    assert!(error.contains("has to begin with `https://`") && !error.contains(SECRET), "{error}");
}
