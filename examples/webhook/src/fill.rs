//! Makes a database as large as `load/pages` needs it, of callbacks that arrived over 90 days: by the reader and the writer of the server,
//! without HTTP and with other clocks.

use fastrand::Rng;
use jiff::{Timestamp, tz::TimeZone};
use tokio::sync::oneshot;

use crate::{
    campaign_groups::CampaignGroups,
    incoming::Incoming,
    moment::Moment,
    platform::Platform,
    store::{Database, Job, Location, Options, Queued, Store},
};

/// Numbers of a country begin with these digits, and their messages go to these operators.
const COUNTRIES: [(&str, &[&str]); 8] = [
    ("336", &["20801", "20810", "20815", "20820"]),
    ("336", &["20801", "20810"]),
    ("337", &["20801", "20815"]),
    ("3247", &["20601", "20610"]),
    ("4915", &["26201", "26202"]),
    ("447", &["23410", "23415"]),
    ("346", &["21401", "21407"]),
    ("2126", &["60400", "60401"]),
];

/// What is to be made.
#[derive(Clone, Copy)]
struct Size {
    messages: u64,
    campaigns: u64,
}

/// A message that is reported on twice: when it is sent, and when its result is known, if it ever is.
struct Sending {
    id: u64,
    campaign: u64,
    recipient: String,
    network: &'static str,
    by_twilio: bool,
    result: Option<(u16, &'static str)>,
}

impl Sending {
    /// Returns the message of a number, which is always the same.
    fn new(n: u64, campaigns: u64) -> Self {
        // As in `callbacks.lua`: ids come in no order.
        let id = n * 7_368_787 % 1_000_000_007;
        let mut rng = Rng::with_seed(n);
        let (prefix, networks) = COUNTRIES[rng.usize(..COUNTRIES.len())];
        let digits = 11 - prefix.len();
        let recipient = format!("{prefix}{:0digits$}", id * 31 % 10_u64.pow(7));
        let result = match rng.u8(..100) {
            0..86 => Some((11, "delivered")),
            86..89 => Some((3502, "undelivered&ErrorCode=30003")),
            89..92 => Some((3522, "undelivered&ErrorCode=30005")),
            92..94 => Some((3501, "undelivered&ErrorCode=30006")),
            94 => Some((3999, "failed")),
            _ => None,
        };
        Self {
            id,
            campaign: n % campaigns,
            recipient,
            network: networks[rng.usize(..networks.len())],
            by_twilio: rng.u8(..5) == 0,
            result,
        }
    }

    /// Returns the callback that says that it was sent, or what became of it.
    fn callback(&self, is_result: bool, arrival: Moment) -> Option<Job> {
        let (code, word) = if is_result { self.result? } else { (13, "sent") };
        let Self { id, campaign, recipient, network, .. } = self;
        let (platform, query, body) = if self.by_twilio {
            let body = format!("MessageSid=SM{id:032x}&MessageStatus={word}&To=%2B{recipient}&From=%2B33700000000");
            (Platform::Known(sms_status::Platform::Twilio), format!("campaign=campaign-{campaign}"), Some(body))
        } else {
            let time = Timestamp::from_millisecond(arrival.millis()).unwrap().strftime("%Y-%m-%d+%H%%3A%M%%3A%S");
            let query = format!(
                "numero={recipient}&date_reception={time}&statut={code}&smsID=S{id:011}&refClient=campaign-{campaign}&mcc_mnc={network}"
            );
            (Platform::SMSMODE, query, None)
        };
        let incoming = Incoming {
            platform,
            query: &query,
            body: body.as_deref(),
            arrival,
            zone: &TimeZone::UTC,
            groups: CampaignGroups::default(),
        };
        Some(Job::Reports { reported: incoming.read().unwrap().0, unreadable: None })
    }
}

fn fill(location: Location, Size { messages, campaigns }: Size) {
    const DAYS: i64 = 90 * 24 * 3600 * 1000;
    /// How many messages are sent before the result of one is known.
    const LAG: u64 = 50;
    const BATCH: usize = 1000;

    let now = Timestamp::now().as_millisecond();
    let mut store = Store::open(&Options { location, zone: TimeZone::UTC, max_batch: 1, max_bytes: None }).unwrap();
    let mut batch = Vec::with_capacity(BATCH);
    for n in 0..messages + LAG {
        let age = i64::try_from((messages + LAG - n) * DAYS.unsigned_abs() / (messages + LAG)).unwrap();
        let arrival = Moment::stored(now - age, 0);
        let sent = (n < messages).then(|| Sending::new(n, campaigns).callback(false, arrival));
        let known = n.checked_sub(LAG).map(|n| Sending::new(n, campaigns).callback(true, arrival));
        let jobs = [sent, known].into_iter().flatten().flatten();
        batch.extend(jobs.map(|job| Queued { job, arrival, done: oneshot::channel().0 }));
        if batch.len() >= BATCH || n + 1 == messages + LAG {
            store.writer.commit(&batch).unwrap();
            batch.clear();
        }
    }
}

/// Without `WEBHOOK_FILL` it is a small one. With it the database, the number of messages and that of campaigns are the ones it says.
#[test]
fn a_database_of_many_messages_has_them_all() {
    let folder = tempfile::tempdir().unwrap();
    let (location, size) = match std::env::var("WEBHOOK_FILL") {
        Ok(text) => {
            let [location, messages, campaigns] = text.split(' ').collect::<Vec<_>>().try_into().unwrap();
            let size = Size { messages: messages.parse().unwrap(), campaigns: campaigns.parse().unwrap() };
            (Location::read(location).unwrap(), size)
        }
        Err(_) => (Location::File(folder.path().join("filled.db")), Size { messages: 3_000, campaigns: 70 }),
    };
    fill(location.clone(), size);
    let mut database = Database::attach(&location).unwrap();
    let mut count =
        |sql: &str| database.read(|transaction| transaction.row(sql, &[], |row| row.count(0))).unwrap().unwrap();
    assert_eq!(count("SELECT count(*) FROM message"), size.messages);
    assert_eq!(count("SELECT CAST(sum(messages) AS BIGINT) FROM status_count"), size.messages);
    assert_eq!(count("SELECT count(*) FROM campaign"), size.campaigns);
    let reports = count("SELECT count(*) FROM report");
    assert!((size.messages * 18 / 10..size.messages * 2).contains(&reports), "{reports}");
    assert!(count("SELECT CAST(sum(received) AS BIGINT) FROM campaign") > size.messages * 8 / 10);
    assert!(count("SELECT count(DISTINCT network) FROM route") > 10);
}
