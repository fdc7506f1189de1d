use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use smpp34::{Tlv, TlvTag};
use sms_status::{BulkReport, DeliveryStatus};

use crate::{
    centre::{
        BIND_RECEIVER, BIND_TRANSCEIVER, Centre, DELIVER_SM, ENQUIRE_LINK, GENERIC_NACK, Pdu, RESPONSE, UNBIND,
        deliver_sm, from_phone, pdu, receipt,
    },
    database::Database,
    followed::Followed,
    server::{Server, agent, folder, program, run},
    smpp34_centre::Smpp34Centre,
};

const DAY: &str = "2026-11-29";

/// Starts a receiver with an account at a message centre, and further settings of the account.
fn start(folder: &Path, centre: &Centre, settings: &str, arguments: &[&str]) -> Server {
    start_at(folder, centre.port(), settings, arguments)
}

fn start_at(folder: &Path, port: u16, settings: &str, arguments: &[&str]) -> Server {
    let file = folder.join("accounts.toml");
    let table = format!("[smpp.acme]\nhost = \"127.0.0.1\"\nport = {port}\nsystem-id = \"me\"\n{settings}\n");
    fs::write(&file, table).unwrap();
    let mut command = program();
    command.args(["--time-zone", "UTC", "--config"]).arg(&file).args(arguments);
    command.env("WEBHOOK_SMPP_ACME_PASSWORD", "s3cret\n");
    Server::try_start_as(&mut command, folder).unwrap()
}

/// The PDUs of a file of the library's tests.
fn pdus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/pdus");
    let file = fs::read(folder.join(name)).unwrap();
    let (mut pdus, mut rest) = (Vec::new(), &file[..]);
    while let Some(length) = rest.first_chunk() {
        let (pdu, after) = rest.split_at(u32::from_be_bytes(*length) as usize);
        pdus.push(pdu.to_vec());
        rest = after;
    }
    pdus
}

fn figure(server: &Server, name: &str) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
    let count = server.figure(&format!("webhook_smpp_{name}")) as u64;
    count
}

fn deliveries(server: &Server, kind: &str) -> u64 {
    figure(server, &format!("deliveries_total{{account=\"acme\",kind=\"{kind}\"}}"))
}

#[test]
fn a_session_is_bound_as_the_settings_say() {
    let cases = [
        ("", BIND_RECEIVER, &b"me\0s3cret\0\0\x34\0\0\0"[..]),
        ("bind = \"transceiver\"", BIND_TRANSCEIVER, b"me\0s3cret\0\0\x34\0\0\0"),
        ("system-type = \"SMPP\"\naddress-range = \"^38\"", BIND_RECEIVER, b"me\0s3cret\0SMPP\0\x34\0\0^38\0"),
    ];
    for (settings, command, body) in cases {
        let (folder, centre) = (folder(), Centre::start());
        let server = start(folder.path(), &centre, settings, &[]);
        let bind = centre.accept().take_bind(0);
        assert_eq!((bind.command, &bind.body[..]), (command, body), "{settings}");
        server.wait_until("bound", |server| figure(server, "binds_total{account=\"acme\"}") == 1);
        assert!(!server.log().contains("s3cret"));
    }
}

/// Each TLV, text and oddity of eleven encoders: what is a receipt is counted, and nothing blocks what comes after it.
#[test]
fn every_pdu_of_every_encoder_is_stored_and_answered() {
    let expected = include_str!("../../../../tests/data/pdus/expected.tsv");
    let mut rows = expected.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "campaign-prefix = \"all \"", &[]);
    let mut link = centre.bound();
    let (mut statuses, mut kinds) = (BTreeMap::<_, DeliveryStatus>::new(), BTreeMap::<&str, u64>::new());
    for name in [
        "aio",
        "c34",
        "jasmin-datasm",
        "jasmin-smpps",
        "made-up",
        "node-smpp-with-kannel",
        "node",
        "pdu3",
        "perl",
        "smpp34",
        "smpplib",
    ] {
        for pdu in pdus(&format!("{name}.pdus")) {
            let row = rows.find(|row| row[0] == name).unwrap();
            let [_, _, kind, id, source, status, _] = row[..] else { panic!("{row:?}") };
            if kind.starts_with("other") {
                continue;
            }
            link.deliver([&pdu[..]]);
            let kind = match kind {
                "receipt" if id.is_empty() => "unreadable",
                "neither" => "unreadable",
                kind => kind,
            };
            *kinds.entry(kind).or_default() += 1;
            if kind == "receipt" {
                let status: DeliveryStatus = status.parse().unwrap();
                let known =
                    statuses.entry((id.to_owned(), source.trim_start_matches('+').to_owned())).or_insert(status);
                *known = (*known).max(status);
            }
        }
    }
    assert!(kinds["receipt"] > 150 && kinds["message"] > 3, "{kinds:?}");
    for (kind, count) in kinds {
        assert_eq!(deliveries(&server, kind), count, "{kind}");
    }
    let database = Database::open(folder.path());
    let expected: BulkReport = statuses.values().collect();
    let counted =
        database.rows("SELECT name, messages FROM status_count JOIN status ON code = status WHERE messages > 0");
    let counted: BulkReport =
        counted.iter().map(|row| (row[0].parse::<DeliveryStatus>().unwrap(), row[1].parse().unwrap())).collect();
    assert_eq!(counted, expected);
}

/// Every optional parameter of SMPP 3.4, as it should be and not, from a message centre that another project wrote.
#[test]
fn no_tlv_of_smpp34_costs_a_receipt() {
    let text = "id:42 sub:001 dlvrd:001 submit date:2611291200 done date:2611291201 stat:DELIVRD err:000 text:Hi";
    let values: [&[u8]; 6] = [b"", b"\0", b"\x02", b"\0\0", b"42\0", &[0xFF; 300]];
    let (folder, mut centre) = (folder(), Smpp34Centre::start("s3cret"));
    let server = start_at(folder.path(), centre.port, "bind = \"transceiver\"", &[]);
    let mut session = centre.bound();
    let mut numbers = 33_600_000_000_u64..;
    let mut count = 0;
    for value in values {
        let receipts: Vec<_> = TlvTag::ALL
            .iter()
            .zip(&mut numbers)
            .map(|((_, tag), number)| (number.to_string(), Tlv::from_tag(*tag, value.to_vec())))
            .collect();
        let errors = centre.deliver(&session, text, &receipts);
        assert!(errors.is_empty(), "{value:?}: {errors:?}");
        count += receipts.len() as u64;
        assert_eq!(deliveries(&server, "receipt"), count, "{value:?}");
        // A message centre that ends a session gets a new one.
        centre.unbind(&session);
        session = centre.bound();
    }
    let database = Database::open(folder.path());
    let rows = database.rows("SELECT name, messages FROM status_count JOIN status ON code = status WHERE messages > 0");
    assert_eq!(rows, [["received".to_owned(), count.to_string()]]);
}

#[test]
fn a_refusal_of_smpp34_is_told() {
    let (folder, centre) = (folder(), Smpp34Centre::start("another"));
    let server = start_at(folder.path(), centre.port, "bind = \"transceiver\"", &[]);
    server.wait_until("refused", |server| server.log().contains("the password is wrong"));
    assert_eq!(figure(&server, "binds_total{account=\"acme\"}"), 0);
    assert!(!server.log().contains("s3cret"));
}

#[test]
fn what_cannot_be_read_is_kept_whole_and_answered() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "", &[]);
    let mut link = centre.bound();
    let cases: [(Vec<u8>, &str); 4] = [
        (receipt("7", "33600000001", "DELIVRD")[..60].to_vec(), "is not complete"),
        (deliver_sm(0x04, "33600000001", "38000", b"no receipt", &[]), "nothing in it says what became of the message"),
        (deliver_sm(0x04, "33600000001", "38000", b"stat:DELIVRD", &[]), "neither the text nor a TLV has the id"),
        (pdu(DELIVER_SM, 0, 0, b""), "is not complete"),
    ];
    for (bytes, _) in &cases {
        let mut bytes = bytes.clone();
        let length = u32::try_from(bytes.len()).unwrap();
        bytes[..4].copy_from_slice(&length.to_be_bytes());
        link.deliver([&bytes[..], &receipt("8", "33600000002", "DELIVRD")]);
    }
    assert_eq!(server.campaign(DAY).total(), 1);
    let kept: Vec<serde_json::Value> = serde_json::from_str(&server.get("/unreadable.json")).unwrap();
    assert_eq!(kept.len(), cases.len());
    for (row, (bytes, reason)) in kept.iter().zip(cases.iter().rev()) {
        assert!(row["reason"].as_str().unwrap().contains(reason), "{row}");
        assert_eq!(row["platform"], "smpp:acme");
        let body = row["body"].as_str().unwrap();
        assert!(row["body_encoding"] == "base64" || body.len() == bytes.len(), "{row}");
    }
    assert_eq!(deliveries(&server, "unreadable"), 4);
    assert!(
        server.get("/unreadable?lang=en").contains("Callbacks, and receipts of SMPP accounts, that could not be read.")
    );
    for (language, heading, content) in
        [("en", "Unreadable receipt 1", "SMPP PDU"), ("fr", "Accusé de réception illisible 1", "PDU SMPP")]
    {
        let page = server.get(&format!("/unreadable/1?lang={language}"));
        assert!(page.contains(heading) && page.contains(content) && !page.contains("id=\"query\""), "{page}");
    }
    // Another start tries them again, and none can be read.
    drop(server);
    let server = start(folder.path(), &centre, "", &[]);
    let mut link = centre.bound();
    link.deliver([&receipt("9", "33600000002", "DELIVRD")[..]]);
    assert_eq!(server.campaign(DAY).total(), 2);
    assert_eq!(Database::open(folder.path()).count("SELECT count(*) FROM dead_letter"), cases.len());
}

/// A database that refuses just one of them does not let it come again for ever.
#[test]
fn what_the_database_refuses_is_kept_whole_and_answered() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "", &[]);
    let mut link = centre.bound();
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..]]);
    Database::open(folder.path()).refuse("poison");
    let odd = receipt("poison", "33600000002", "DELIVRD");
    link.deliver([&receipt("2", "33600000003", "DELIVRD")[..], &odd, &receipt("3", "33600000003", "DELIVRD")]);
    assert_eq!(server.campaign(DAY).total(), 3);
    assert!(server.get("/unreadable.json").contains("the database refuses what it says"));
}

#[test]
fn a_message_is_told_apart_by_account_id_and_recipient() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "", &[]);
    let mut link = centre.bound();
    // A message centre that counts anew gives the id of one message to another.
    let [first, second] = ["33600000001", "33600000002"].map(|number| receipt("42", number, "DELIVRD"));
    link.deliver([&first[..], &second, &first, &receipt("42", "+33600000001", "ENROUTE")]);
    let report = server.campaign(DAY);
    assert_eq!((report.total(), report.count(DeliveryStatus::Received)), (2, 2));
    let keys = Database::open(folder.path()).texts("SELECT key FROM message ORDER BY key");
    assert_eq!(keys, ["smpp:acme id 42 33600000001", "smpp:acme id 42 33600000002"]);
    let found = server.get("/search?q=42");
    assert!(found.contains("33600000001") && found.contains("33600000002"), "{found}");
    let page = server.get("/messages/1");
    assert!(page.contains("smpp:acme") && page.contains("stat:DELIVRD") && page.contains("PDU 0000"), "{page}");
    assert!(server.get(&format!("/campaigns/{DAY}")).contains("smpp:acme"));
    // No callback comes for an account.
    let url = format!("{}/smpp:acme?id=42&stat=DELIVRD", server.callback);
    assert_eq!(agent().get(url).call().unwrap().status(), 404);
}

#[test]
fn ids_and_campaigns_are_as_the_settings_say() {
    const REFERENCE: (u16, &[u8]) = (0x0204, &[1, 2]);

    let text = b"id:255 submit date:2611282330 done date:2611290030 stat:DELIVRD";
    let cases = [
        ("", "255", "2026-11-28"),
        ("ids = \"hexadecimal\"", "ff", "2026-11-28"),
        ("ids = \"decimal\"", "597", "2026-11-28"),
        ("campaign = \"reference\"", "255", "258"),
        ("campaign-prefix = \"acme \"", "255", "acme 2026-11-28"),
        ("campaign = \"reference\"\ncampaign-prefix = \"acme \"", "255", "acme 258"),
    ];
    for (settings, id, campaign) in cases {
        let (folder, centre) = (folder(), Centre::start());
        let server = start(folder.path(), &centre, settings, &[]);
        centre.bound().deliver([&deliver_sm(0x04, "33600000001", "38000", text, &[REFERENCE])[..]]);
        let database = Database::open(folder.path());
        assert_eq!(database.texts("SELECT key FROM message"), [format!("smpp:acme id {id} 33600000001")], "{settings}");
        assert_eq!(database.texts("SELECT name FROM campaign"), [campaign], "{settings}");
        assert_eq!(database.texts("SELECT at FROM message"), ["1795912200000"]);
        drop(server);
    }
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "time-zone = \"Asia/Tokyo\"", &[]);
    centre.bound().deliver([&deliver_sm(0x04, "33600000001", "38000", text, &[])[..]]);
    assert_eq!(Database::open(folder.path()).texts("SELECT at FROM message"), ["1795879800000"]);
    drop(server);
}

#[test]
fn a_message_from_a_phone_is_kept_and_an_opt_out_counts() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "", &[]);
    let mut link = centre.bound();
    let texts = ["When do you open?", "stop", " STOP. ", "Stop by at five"];
    for (n, text) in (1..).zip(texts) {
        link.deliver([&from_phone(&format!("3360000000{n}"), text)[..]]);
    }
    // What is no number in international form is kept, too.
    link.deliver([&from_phone("38111", "STOP")[..]]);
    assert_eq!(deliveries(&server, "message"), 5);
    let kept = Database::open(folder.path()).texts("SELECT body FROM report WHERE message = 0 ORDER BY id");
    for (n, (body, text)) in (1..).zip(kept.iter().zip(texts)) {
        assert!(body.starts_with(&format!("From 3360000000{n} to 38000: {text}\nPDU 0000")), "{body}");
    }
    assert_eq!(kept.len(), 5);
    let suppressed = server.get("/numbers/suppress.csv");
    for (n, is_there) in [(1, false), (2, true), (3, true), (4, false)] {
        assert_eq!(suppressed.contains(&format!("3360000000{n}")), is_there, "{suppressed}");
    }
    for (language, bound) in [("en", "Bound"), ("fr", "Session ouverte")] {
        let page = server.get(&format!("/accounts?lang={language}"));
        assert!(page.contains(bound) && page.contains("me@127.0.0.1:"), "{page}");
        assert!(page.contains("When do you open?") && !page.contains("PDU 0000"), "{page}");
    }
    assert!(server.get("/").contains("href=\"/accounts\""));
    // They are no messages of a campaign.
    assert_eq!(Database::open(folder.path()).count("SELECT count(*) FROM message"), 0);
    drop(server);
    let output = run(folder.path(), &["forget", "33600000001"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.starts_with("erased messages: 0, callbacks: 1, unreadable callbacks: 0\n"), "{told}");
}

#[test]
fn the_page_of_accounts_follows_them() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "", &[]);
    let mut page = Followed::new(&server, "/live/accounts?lang=en");
    page.next_with("Connecting since");
    let mut link = centre.bound();
    page.next_with("Bound since");
    // It has been answered, and so waits no more.
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..]]);
    let row = |receipts, messages, waiting| {
        format!(
            "data-heading=\\\"Receipts\\\">{receipts}</td><td class=\\\"number\\\" role=\\\"cell\\\" \
             data-heading=\\\"Messages from phones\\\">{messages}</td><td class=\\\"number\\\" role=\\\"cell\\\" \
             data-heading=\\\"Unreadable\\\">0</td><td class=\\\"number\\\" role=\\\"cell\\\" \
             data-heading=\\\"Not answered yet\\\">{waiting}</td>"
        )
    };
    page.next_with(&row(1, 0, 0));
    link.deliver([&from_phone("33600000002", "When do you open?")[..]]);
    page.next_with(&row(1, 1, 0));
    link.cut();
    page.next_with("Last failure");
    assert!(server.get("/accounts").contains("data-events=\"/live/accounts\""));
    // Earlier messages stay where they are.
    assert!(Followed::new(&server, "/live/accounts?before=1").next().contains("No phone has sent a message."));
}

#[test]
fn other_words_end_a_subscription_if_the_settings_say_so() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "opt-out-words = [\"Arrêt\", \"END\"]", &[]);
    let mut link = centre.bound();
    let latin = deliver_sm(0, "33600000001", "38000", b"\0A\0R\0R\0\xCA\0T", &[]);
    link.deliver([&latin[..], &from_phone("33600000002", "end"), &from_phone("33600000003", "STOP")]);
    let suppressed = server.get("/numbers/suppress.csv");
    assert!(suppressed.contains("33600000001") && suppressed.contains("33600000002"), "{suppressed}");
    assert!(!suppressed.contains("33600000003"), "{suppressed}");
}

#[test]
fn both_sides_are_asked_whether_they_are_there() {
    let (folder, centre) = (folder(), Centre::start());
    let _server = start(folder.path(), &centre, "enquire-link = 1", &[]);
    let mut link = centre.bound();
    for _ in 0..3 {
        let asked = link.read().unwrap();
        assert_eq!((asked.command, &asked.body[..]), (ENQUIRE_LINK, &b""[..]));
        link.write(&pdu(ENQUIRE_LINK | RESPONSE, 0, asked.sequence, b""));
    }
    let sequence = link.ask(ENQUIRE_LINK, b"");
    let answer = (0..3).find_map(|_| link.read().filter(|pdu| pdu.command != ENQUIRE_LINK));
    assert_eq!(answer, Some(Pdu { command: ENQUIRE_LINK | RESPONSE, status: 0, sequence, body: vec![] }));
}

/// As if its machine were gone: the connection stays, and nothing comes over it.
#[test]
fn a_message_centre_that_is_silent_is_left_in_time_and_a_new_session_is_made() {
    /// Between being heard for the last time and being left pass one or two of these.
    const ENQUIRE_LINK: Duration = Duration::from_secs(2);
    /// The pause before a new session, and what a busy machine takes.
    const REST: Duration = Duration::from_secs(4);

    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "enquire-link = 2", &[]);
    let mut link = centre.bound();
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..]]);
    let silent = Instant::now();
    server.wait_until("left", |server| figure(server, "failures_total{account=\"acme\"}") == 1);
    let left = silent.elapsed();
    assert!(left >= ENQUIRE_LINK && left < 2 * ENQUIRE_LINK + REST, "{left:?}");
    let mut next = centre.bound();
    assert!(silent.elapsed() < 2 * ENQUIRE_LINK + REST, "{:?}", silent.elapsed());
    next.deliver([&receipt("2", "33600000001", "DELIVRD")[..]]);
    assert_eq!(server.campaign(DAY).total(), 2);
    assert!(server.log().contains("did not answer when asked whether it is there"), "{}", server.log());
    // What was asked of it was an enquire_link, and the connection has ended.
    assert_eq!(link.read().map(|asked| asked.command), Some(crate::centre::ENQUIRE_LINK));
    assert_eq!(link.read(), None);
}

#[test]
fn what_is_not_asked_of_a_receiver_is_answered_so() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "", &[]);
    let mut link = centre.bound();
    for command in [0x0004, 0x0000, 0x7FFF_FFFF] {
        let sequence = link.ask(command, b"odd");
        assert_eq!(link.read(), Some(Pdu { command: GENERIC_NACK, status: 3, sequence, body: vec![] }));
    }
    // Answers to nothing, and what needs no answer.
    for command in [GENERIC_NACK, ENQUIRE_LINK | RESPONSE, 0x8000_0004, 0x0102, 0x000B] {
        link.ask(command, b"");
    }
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..]]);
    // What is not SMPP ends the session, and another one is made.
    link.write(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    assert_eq!(link.read(), None);
    centre.bound().deliver([&receipt("2", "33600000001", "DELIVRD")[..]]);
    assert_eq!(server.campaign(DAY).total(), 2);
}

#[test]
fn a_refused_bind_is_not_tried_again_soon() {
    for (status, is_tried_soon) in [(0x0E, false), (0x0F, false), (0x0D, false), (0x05, true), (0x58, true)] {
        let (folder, centre) = (folder(), Centre::start());
        let server = start(folder.path(), &centre, "", &[]);
        centre.accept().take_bind(status);
        assert_eq!(centre.accept_within(Duration::from_secs(4)).is_some(), is_tried_soon, "{status:#x}");
        assert_eq!(figure(&server, "binds_total{account=\"acme\"}"), 0);
        assert!(figure(&server, "failures_total{account=\"acme\"}") >= 1);
        assert!(server.log().contains(&format!("refuses the bind with status {status:#010x}")), "{}", server.log());
        // Callbacks are taken all the same.
        let mut ready = agent().get(format!("{}/readyz", server.callback_address)).call().unwrap();
        assert_eq!(ready.status(), 200);
        let ready = ready.body_mut().read_to_string().unwrap();
        assert!(ready.starts_with("ok\nsmpp acme: "), "{ready}");
        assert!(is_tried_soon || ready.contains("pausing") && ready.contains("refuses the bind"), "{ready}");
    }
}

#[test]
fn a_session_that_breaks_is_made_again_and_nothing_is_counted_twice() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "", &[]);
    let receipts: Vec<Vec<u8>> = (0..400).map(|n| receipt(&n.to_string(), "33600000001", "DELIVRD")).collect();
    let mut waiting: Vec<&[u8]> = receipts.iter().map(|receipt| &receipt[..]).collect();
    for cut in 0..4 {
        let mut link = centre.bound();
        let sent: BTreeMap<u32, &[u8]> = waiting.iter().map(|pdu| (link.send(pdu), *pdu)).collect();
        // Some have been stored but not answered.
        let answered = if cut == 3 { sent.len() } else { 50 };
        let answers = link.answers(answered);
        waiting = sent.iter().filter(|(sequence, _)| !answers.contains_key(sequence)).map(|(_, pdu)| *pdu).collect();
        if cut == 1 {
            link.ask(UNBIND, b"");
            while let Some(pdu) = link.read() {
                if pdu.command == UNBIND | RESPONSE {
                    break;
                }
                waiting.retain(|waiting| sent.get(&pdu.sequence) != Some(waiting));
            }
            assert_eq!(waiting.len(), 0);
            waiting = receipts.iter().map(|receipt| &receipt[..]).collect();
        }
        link.cut();
    }
    assert!(waiting.is_empty());
    let report = server.campaign(DAY);
    assert_eq!((report.total(), report.count(DeliveryStatus::Received)), (400, 400));
}

#[test]
fn while_the_database_is_away_nothing_is_answered_and_the_session_ends() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "enquire-link = 1", &["--timeout", "3"]);
    let mut link = centre.bound();
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..]]);
    let database = Database::open(folder.path());
    database.hold();
    link.send(&receipt("2", "33600000001", "DELIVRD"));
    let mut read = Vec::new();
    while let Some(pdu) = link.read() {
        link.write(&crate::centre::pdu(pdu.command | RESPONSE, 0, pdu.sequence, b""));
        read.push(pdu.command);
    }
    assert!(read.iter().all(|command| *command == ENQUIRE_LINK), "{read:?}");
    // Nobody binds to take what could not be kept.
    assert!(centre.accept_within(Duration::from_secs(3)).is_none());
    database.release();
    let mut link = centre.bound();
    link.deliver([&receipt("2", "33600000001", "DELIVRD")[..]]);
    assert_eq!(server.campaign(DAY).total(), 2);
}

#[test]
fn a_pause_of_the_database_ends_no_session() {
    let (folder, centre) = (folder(), Centre::start());
    let server = start(folder.path(), &centre, "", &["--timeout", "20"]);
    let mut link = centre.bound();
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..]]);
    let database = Database::open(folder.path());
    database.hold();
    let sequence = link.send(&receipt("2", "33600000001", "DELIVRD"));
    assert!(link.is_silent_for(Duration::from_secs(2)));
    assert_eq!(figure(&server, "waiting{account=\"acme\"}"), 1);
    database.release();
    assert_eq!(link.answers(1), BTreeMap::from([(sequence, 0)]));
}

#[test]
#[cfg(unix)]
fn a_server_that_stops_answers_what_it_has_and_unbinds() {
    let (folder, centre) = (folder(), Centre::start());
    let mut server = start(folder.path(), &centre, "", &[]);
    let mut link = centre.bound();
    link.deliver([&receipt("1", "33600000001", "DELIVRD")[..]]);
    let receipts: Vec<Vec<u8>> = (0..50).map(|n| receipt(&format!("S{n}"), "33600000001", "DELIVRD")).collect();
    let sent: Vec<u32> = receipts.iter().map(|receipt| link.send(receipt)).collect();
    server.signal("TERM");
    let unbound = thread::spawn(move || {
        let mut answered = Vec::new();
        while let Some(pdu) = link.read() {
            if pdu.command == UNBIND {
                // What is on its way is not answered.
                link.send(&receipt("late", "33600000001", "DELIVRD"));
                link.write(&crate::centre::pdu(UNBIND | RESPONSE, 0, pdu.sequence, b""));
                assert_eq!(link.read(), None);
                return answered;
            }
            answered.push(pdu.sequence);
        }
        panic!("no unbind after {} answers", answered.len());
    });
    assert!(server.wait().unwrap().success());
    let answered = unbound.join().unwrap();
    assert!(answered.iter().all(|sequence| sent.contains(sequence)));
    let stored = Database::open(folder.path()).count("SELECT count(*) FROM message");
    assert_eq!(stored, answered.len() + 1);
}

/// Kills the server again and again while receipts come. A message centre sends again what was not answered.
#[test]
fn an_answered_receipt_survives_a_killed_server() {
    const KILLS: usize = 10;
    const RECEIPTS: usize = 3_000;
    /// How many are sent before answers are waited for.
    const WINDOW: usize = 200;

    let (folder, centre) = (folder(), Centre::start());
    let receipts: Vec<Vec<u8>> = (0..RECEIPTS)
        .map(|n| receipt(&n.to_string(), &format!("336{n:08}"), ["ENROUTE", "DELIVRD", "UNDELIV"][n % 3]))
        .collect();
    let mut waiting: Vec<usize> = (0..RECEIPTS).rev().collect();
    let mut kills = 0;
    while !waiting.is_empty() {
        let server = start(folder.path(), &centre, "", &[]);
        let mut link = centre.bound();
        let mut sent: BTreeMap<u32, usize> = BTreeMap::new();
        let mut server = Some(server);
        let kill_at = waiting.len().saturating_sub(RECEIPTS / (KILLS + 1));
        while !(waiting.is_empty() && sent.is_empty()) {
            while sent.len() < WINDOW
                && let Some(n) = waiting.pop()
            {
                sent.insert(link.send(&receipts[n]), n);
            }
            let Some(answer) = link.read() else { break };
            assert_eq!(answer.status, 0);
            sent.remove(&answer.sequence);
            if kills < KILLS && waiting.len() <= kill_at {
                server.take().into_iter().for_each(Server::kill);
                kills += 1;
                break;
            }
        }
        waiting.extend(sent.into_values());
        if let Some(server) = server {
            let report = server.campaign(DAY);
            assert_eq!(report.total(), RECEIPTS as u64, "{}", server.log());
            assert_eq!(report.count(DeliveryStatus::Received), RECEIPTS as u64 / 3);
        }
    }
    assert_eq!(kills, KILLS);
}

#[test]
fn a_wrong_account_is_told() {
    let folder = folder();
    let good = "host = \"h\"\nsystem-id = \"me\"\n";
    let cases = [
        ("[smpp.\"A b\"]\nhost = \"h\"\nsystem-id = \"me\"".to_owned(), "`smpp.A b`: choose small letters"),
        ("[smpp.acme]\nhost = \"h\"".to_owned(), "missing field `system-id`"),
        (format!("[smpp.acme]\n{good}bind = \"sender\""), "unknown variant `sender`"),
        (format!("[smpp.acme]\n{good}passwd = \"x\""), "unknown field `passwd`"),
        (format!("[smpp.acme]\n{good}time-zone = \"Mars\""), "Mars"),
        (format!("[smpp.acme]\n{good}enquire-link = 0"), "enquire-link"),
        (format!("[smpp.acme]\n{good}system-type = \"é\""), "have to be ASCII"),
        (format!("[smpp.acme]\n{good}"), "`smpp.acme` has no password: set WEBHOOK_SMPP_ACME_PASSWORD"),
        (format!("[smpp.acme]\n{good}password-file = \"none\""), "cannot read the password from none"),
        ("smpp = 7".to_owned(), "cannot read a.toml"),
    ];
    for (file, expected) in cases {
        fs::write(folder.path().join("a.toml"), &file).unwrap();
        let output = run(folder.path(), &["--config", "a.toml"]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && error.contains(expected), "{file}: {error}");
    }
    // Whoever only prints the secret does not need the password.
    fs::write(folder.path().join("a.toml"), format!("[smpp.acme]\n{good}")).unwrap();
    drop(Server::start(folder.path(), &[]));
    assert!(run(folder.path(), &["secret", "--config", "a.toml"]).status.success());
}

/// A message centre behind TLS: what OpenSSL decrypts.
struct Encrypted {
    process: std::process::Child,
    root: std::path::PathBuf,
    port: u16,
}

impl Encrypted {
    fn start(folder: &Path) -> Self {
        for name in ["root", "server"] {
            let mut command = Command::new("openssl");
            command.current_dir(folder).args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]);
            command.args(["-keyout", &format!("{name}.key"), "-out", &format!("{name}.pem")]);
            command.args(["-subj", &format!("/CN={name} of a test"), "-addext", "subjectAltName=DNS:localhost"]);
            if name == "server" {
                command.args([
                    "-CA",
                    "root.pem",
                    "-CAkey",
                    "root.key",
                    "-addext",
                    "basicConstraints=critical,CA:FALSE",
                ]);
            }
            assert!(command.output().unwrap().status.success());
        }
        let port = Centre::start().port();
        let mut command = Command::new("openssl");
        command.current_dir(folder).args(["s_server", "-quiet", "-accept", &port.to_string()]);
        command.args(["-cert", "server.pem", "-key", "server.key"]);
        let process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        Self { process, root: folder.join("root.pem"), port }
    }

    fn read(&mut self) -> (u32, u32) {
        let stdout = self.process.stdout.as_mut().unwrap();
        let mut header = [0; 16];
        stdout.read_exact(&mut header).unwrap();
        let word = |at: usize| u32::from_be_bytes(header[at..at + 4].try_into().unwrap());
        stdout.read_exact(&mut vec![0; word(0) as usize - header.len()]).unwrap();
        (word(4), word(12))
    }

    fn write(&mut self, bytes: &[u8]) {
        let stdin = self.process.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }
}

impl Drop for Encrypted {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
#[ignore = "needs OpenSSL"]
fn a_session_is_encrypted_and_with_whom_it_should_be_or_is_not_made() {
    let folder = folder();
    let mut centre = Encrypted::start(folder.path());
    let start = |host: &str, roots: &Path| {
        let file = folder.path().join("accounts.toml");
        let port = centre.port;
        let table = format!("[smpp.acme]\nhost = \"{host}\"\nport = {port}\ntls = true\nsystem-id = \"me\"\n");
        fs::write(&file, table).unwrap();
        let mut command = program();
        command.args(["--time-zone", "UTC", "--config"]).arg(&file);
        command.env("WEBHOOK_SMPP_ACME_PASSWORD", "s3cret").env("SSL_CERT_FILE", roots);
        Server::try_start_as(&mut command, folder.path()).unwrap()
    };
    let root = centre.root.clone();
    for (host, roots) in [("127.0.0.1", root.as_path()), ("localhost", Path::new("/dev/null"))] {
        let server = start(host, roots);
        server.wait_until("refused", |server| server.log().contains("certificate"));
        assert_eq!(figure(&server, "binds_total{account=\"acme\"}"), 0);
        drop(server);
        fs::remove_file(folder.path().join("stderr")).unwrap();
    }
    let server = start("localhost", &root);
    let (command, sequence) = centre.read();
    assert_eq!(command, BIND_RECEIVER);
    centre.write(&pdu(BIND_RECEIVER | RESPONSE, 0, sequence, b"centre\0"));
    centre.write(&receipt("1", "33600000001", "DELIVRD"));
    assert_eq!(centre.read(), (DELIVER_SM | RESPONSE, 0));
    assert_eq!(server.campaign(DAY).total(), 1);
}
