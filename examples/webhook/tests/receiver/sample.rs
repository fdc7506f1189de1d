use std::{fs, path::Path, thread, time::Duration};

use fastrand::Rng;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use sms_status::DeliveryStatus as Status;

use crate::{
    database::Database,
    server::{Server, agent},
};

/// The pages of the sample, by names for them.
pub const PAGES: [(&str, &str); 38] = [
    ("overview-24h", "/?range=24h"),
    ("overview-7d", "/?range=7d"),
    ("overview-30d", "/?range=30d"),
    ("overview-all", "/?range=all"),
    ("overview-of-days", "/?from=2026-11-01"),
    ("wrong-date", "/?from=yesterday"),
    ("campaigns", "/campaigns"),
    ("campaigns-filtered", "/campaigns?sort=failures&outcome=failed&q=re"),
    ("campaigns-none", "/campaigns?q=nothing+like+this"),
    ("campaign-of-an-hour", "/campaigns/loyalty-points-november"),
    ("campaign-of-weeks", "/campaigns/order-updates"),
    ("campaign-of-a-fall", "/campaigns/login-codes"),
    ("campaign-of-a-long-name", "/campaigns/by-id/12"),
    ("messages", "/campaigns/black-friday-early-access/messages"),
    ("messages-filtered", "/campaigns/order-updates/messages?outcome=failed&action=remove"),
    ("messages-of-all", "/messages?outcome=failed"),
    ("overview-of-an-operator", "/?range=30d&network=20815"),
    ("campaign-of-days", "/campaigns/order-updates?from=2026-11-01"),
    ("campaign-of-a-country", "/campaigns/order-updates?country=FR"),
    ("messages-none", "/campaigns/order-updates/messages?status=blacklisted&outcome=received"),
    ("message", "/messages/1"),
    ("message-in-parts", "/search?q=parts-1"),
    ("number", "/numbers/33600000001"),
    ("number-to-remove", "/search?q=%2B33+6+11+11+11+11"),
    ("number-of-a-long-campaign-name", "/numbers/33622222222"),
    ("number-unknown", "/numbers/4420"),
    ("numbers-review", "/numbers/review"),
    ("numbers-remove", "/numbers/remove"),
    ("numbers-suppress", "/numbers/suppress"),
    ("search", "/search?q=3360"),
    ("search-none", "/search?q=nothing+like+this"),
    ("unreadable", "/unreadable"),
    ("unreadable-one", "/unreadable/1"),
    ("requests", "/requests"),
    ("requests-refused", "/requests?kind=refused"),
    ("requests-none", "/requests?kind=stranger"),
    ("trial", "/requests/try"),
    ("not-found", "/campaigns/unknown"),
];

/// Returns the address of a page in a language.
pub fn address(server: &Server, path: &str, language: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{}{path}{separator}lang={language}", server.address)
}

/// A campaign of the sample.
struct Sending {
    name: &'static str,
    platform: &'static str,
    /// How many days ago it began, and on how many days it sent.
    days: (i64, i64),
    /// The hours of a day in which it sent.
    hours: (i64, i64),
    messages_a_day: u32,
    /// Of a thousand messages, how many fail, and why most of them do.
    failures: (u32, Status),
}

/// The campaign whose delivery rate has fallen, and that of its platform with it.
const FALLEN: &str = "login-codes";

/// Few messages are enough, because the campaign has few.
const SETTINGS: &str = "[alerts]\nfall = 30\nwindow = \"12h\"\nminimum = 10\n";

/// A name without a place to break it.
const LONG: &str = "ORDER_8f14e45fceea167a5a36dedd4bea2543_ORDER_c9f0f895fb98ab9159f51fd0297e236d_ORDER_45c48cce2e2d7fbdea1afc51c7c6ad26";

const SENDINGS: [Sending; 13] = [
    sending("appointment-reminders", "smsmode", (69, 70), (8, 19), 90, (38, Status::TemporaryAbsenceError)),
    sending("order-updates", "vonage", (69, 70), (6, 23), 140, (22, Status::TemporaryPhoneError)),
    sending(FALLEN, "twilio", (69, 70), (0, 24), 60, (15, Status::TemporaryOperatorError)),
    sending("black-friday-early-access", "smsmode", (1, 2), (7, 9), 420, (46, Status::PermanentAbsenceError)),
    sending("loyalty-points-november", "smsmode", (2, 1), (10, 12), 410, (52, Status::PermanentAbsenceError)),
    sending("store-opening-lyon", "infobip", (3, 1), (11, 13), 260, (180, Status::PermanentAntiSpamError)),
    sending("parcel-delay-notice", "vonage", (4, 1), (15, 17), 130, (30, Status::TemporaryAbsenceError)),
    sending("survey-october", "smsmode", (9, 2), (9, 18), 200, (60, Status::Blacklisted)),
    sending("winter-collection", "smsmode", (12, 1), (10, 11), 640, (44, Status::PermanentAbsenceError)),
    sending("2026-11-17", "smsmode", (6, 1), (9, 12), 75, (40, Status::InvalidRecipient)),
    sending("password-resets", "twilio", (20, 18), (0, 24), 12, (10, Status::TemporaryPhoneError)),
    sending(LONG, "infobip", (13, 1), (10, 11), 5, (0, Status::Received)),
    sending("flash-sale", "smsmode", (16, 1), (18, 20), 380, (70, Status::PermanentAbsenceError)),
];

const fn sending(
    name: &'static str,
    platform: &'static str,
    days: (i64, i64),
    hours: (i64, i64),
    messages_a_day: u32,
    failures: (u32, Status),
) -> Sending {
    Sending { name, platform, days, hours, messages_a_day, failures }
}

/// Starts the server on a database that looks as it may after ten weeks: of about 23,000 messages until the present.
pub fn start(folder: &Path) -> Server {
    Server::start(folder, &[]).kill();
    let database = Database::open(folder);
    let (mut campaigns, mut rows, mut reports, mut letters) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut rng = Rng::with_seed(1);
    let zone = TimeZone::get("Europe/Paris").unwrap();
    let now = Timestamp::now();
    let today = now.to_zoned_datetime(zone).start_of_day().unwrap();
    let mut messages = 0;
    for (id, sending) in (1_i64..).zip(&SENDINGS) {
        campaigns.push((id, sending.name));
        for day in 0..sending.days.1 {
            let start = today.checked_add((day - sending.days.0).days()).unwrap();
            for _ in 0..rng.u32(sending.messages_a_day * 4 / 5..=sending.messages_a_day * 6 / 5) {
                let minutes = rng.i64(sending.hours.0 * 60..sending.hours.1 * 60);
                let arrived = start.checked_add(minutes.minutes()).unwrap().timestamp().as_millisecond();
                let age = now.as_millisecond() - arrived;
                if age > 0 {
                    messages += 1;
                    let (row, report) = message(id, messages, sending, arrived, status(&mut rng, sending, age));
                    rows.push(row);
                    reports.push(report);
                }
            }
        }
    }
    for (id, days) in (1..).zip([30, 2, 1]) {
        let received = today.checked_sub(days.days()).unwrap().timestamp().as_millisecond();
        letters.push(format!(
            "({id}, {received}, 'smsmode', 'the recipient is not a phone number', 'numero=%7Bnumber%7D&statut=11')"
        ));
    }
    let platforms: Vec<String> =
        (1..).zip(&SENDINGS).map(|(id, sending)| format!("({id}, '{}')", sending.platform)).collect();
    database.fill(&campaigns, &rows);
    // Half of what fails is of one operator.
    database.route(
        "(7, 'smsmode', '20801', 'FR'), (11, 'smsmode', '20810', 'FR'), (15, 'vonage', '20820', 'FR'),
         (19, 'twilio', '20815', 'FR'), (23, 'infobip', '23410', 'GB'), (25, 'smsmode', '', '')",
        "CASE WHEN status > 3000 AND id % 2 = 0 THEN 19 ELSE (CASE WHEN id % 9 = 0 THEN 25 ELSE 7 + 4 * (id % 5) END) END",
    );
    database.execute(&format!(
        "INSERT INTO campaign_platform VALUES {};
         INSERT INTO report (message, received_at, platform, status, at, at_offset, body) VALUES {};
         INSERT INTO dead_letter (id, received_at, platform, reason, query) VALUES {};
         UPDATE dead_letter_count SET callbacks = 3",
        platforms.join(","),
        reports.join(","),
        letters.join(",")
    ));
    fs::write(folder.join("settings.toml"), SETTINGS).unwrap();
    let server = Server::start(folder, &["--config", "settings.toml"]);
    while !server.get("/metrics").contains("rate_fallen_since_seconds{") {
        thread::sleep(Duration::from_millis(20));
    }
    for part in ["1", "2", "3"] {
        let status = if part == "3" { "failed" } else { "delivered" };
        let body = format!(
            r#"{{"msisdn":"33622222222","messageId":"parts-{part}","client-ref":"long","status":"{status}","err-code":"0","message-timestamp":"2026-11-25 09:00:0{part}"}}"#
        );
        let answer = agent().post(format!("{}/vonage?campaign=long-messages", server.callback)).send(&body).unwrap();
        assert_eq!(answer.status(), 200);
    }
    for query in ["statut=13", "statut=0", "statut=3522&date_reception=2026-11-25+09%3A00%3A00"] {
        server.report(&format!("numero=33611111111&smsID=T1&refClient=flash-sale&{query}"));
    }
    server.report(&format!("numero=33622222222&smsID=L1&refClient={LONG}&statut=11"));
    for address in ["twillio?MessageSid=SM1&MessageStatus=sent", "vonage/status"] {
        let answer = agent().post(format!("{}/{address}", server.callback)).send("{}").unwrap();
        assert_eq!(answer.status(), 404);
    }
    server
}

/// Returns what has become of a message after so many milliseconds.
fn status(rng: &mut Rng, sending: &Sending, age: i64) -> Status {
    const HOUR: i64 = 3_600_000;

    let (failures, cause) = sending.failures;
    let failures = if sending.name == FALLEN && age < 12 * HOUR { 600 } else { failures };
    let pending = if age < HOUR {
        300
    } else if age < 30 * HOUR {
        25
    } else {
        2
    };
    match rng.u32(..1000) {
        n if n < failures * 2 / 3 => cause,
        n if n < failures => {
            *rng.choice(&[Status::TemporaryAbsenceError, Status::PermanentPhoneError]).unwrap_or(&cause)
        }
        n if n < failures + pending => {
            *rng.choice(&[Status::Sent, Status::DeliveredToOperator]).unwrap_or(&Status::Sent)
        }
        n if n < failures + pending + 3 => Status::Undefined,
        _ => Status::Received,
    }
}

/// Returns the values of a row of `message` and of `report`.
fn message(campaign: i64, id: i64, sending: &Sending, arrived: i64, status: Status) -> (String, String) {
    let (number, code) = (format!("336000{id:05}"), status.code());
    let body = format!("numero={number}&statut={code}&smsID=S{id}&refClient={}", sending.name);
    let mut report = format!("({id}, {arrived}, '{}', {code}, {arrived}, 3600, '{body}')", sending.platform);
    // One platform says when it has sent a message.
    if sending.platform == "twilio" {
        let sent = arrived - 800 * (1 + id * id % 70);
        report = format!("({id}, {sent}, 'twilio', {}, {sent}, 3600, ''), {report}", Status::Sent.code());
    }
    (format!("({id}, 'sms S{id} {number}', {campaign}, '{number}', {code}, {arrived}, 3600, {arrived})"), report)
}
