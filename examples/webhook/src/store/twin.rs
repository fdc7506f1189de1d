//! What one database does report by report, the other has to do in a few statements: both get the same, and have to have the same.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use fastrand::Rng;
use jiff::tz::TimeZone;
use sms_status::{DeliveryStatus, IdNames, Platform};
use tokio::sync::oneshot;

use super::{Database, DeadLetter, Expired, Job, Location, Options, Seen, Store, job::Queued};
use crate::{
    moment::Moment,
    report::{CampaignName, MessageKey, OptOut, Report, Reported},
};

/// What is in all tables, but for ids.
const TABLES: [&str; 13] = [
    "SELECT name || '|' || CAST(last_report AS TEXT) || '|' || CAST(received AS TEXT) || '|' || CAST(partial AS TEXT) || '|'
         || CAST(pending AS TEXT) || '|' || CAST(unknown AS TEXT) || '|' || CAST(failed AS TEXT)
     FROM campaign ORDER BY name",
    "SELECT name || '|' || platform FROM campaign_platform JOIN campaign ON campaign.id = campaign ORDER BY name, platform",
    "SELECT key || '|' || name || '|' || coalesce(number, '-') || '|' || CAST(status AS TEXT) || '|' || CAST(at AS TEXT) || '|'
         || CAST(at_offset AS TEXT) || '|' || CAST(arrived AS TEXT)
     FROM message JOIN campaign ON campaign.id = campaign ORDER BY key",
    "SELECT message.key || '|' || segment.key || '|' || CAST(segment.status AS TEXT) || '|' || CAST(segment.at AS TEXT) || '|'
         || CAST(segment.at_offset AS TEXT)
     FROM segment JOIN message ON message.id = segment.message ORDER BY message.key, segment.key",
    "SELECT coalesce(key, 'deleted') || '|' || CAST(report.received_at AS TEXT) || '|' || report.platform || '|'
         || CAST(report.status AS TEXT) || '|' || CAST(report.at AS TEXT) || '|' || CAST(report.at_offset AS TEXT) || '|'
         || coalesce(report.body, 'with ' || whole.body)
     FROM report LEFT JOIN message ON message.id = report.message LEFT JOIN report AS whole ON whole.id = report.request
     ORDER BY report.id",
    "SELECT digits || '|' || history || '|' || action || '|' || CAST(last_report AS TEXT) FROM number ORDER BY digits",
    "SELECT CAST(status AS TEXT) || '|' || CAST(messages AS TEXT) FROM status_count WHERE messages <> 0 ORDER BY status",
    "SELECT coalesce(name, 'all') || '|' || CAST(slot AS TEXT) || '|' || CAST(status AS TEXT) || '|' || CAST(messages AS TEXT)
     FROM slot_count LEFT JOIN campaign ON campaign.id = campaign WHERE messages <> 0 ORDER BY coalesce(name, 'all'), slot, status",
    "SELECT CAST(id AS TEXT) || '|' || CAST(received_at AS TEXT) || '|' || platform || '|' || reason || '|' || query
         || '|' || coalesce(CAST(seen_at AS TEXT), 'not seen')
     FROM dead_letter ORDER BY id",
    "SELECT CAST(callbacks AS TEXT) FROM dead_letter_count",
    "SELECT key || '|' || route.platform || '|' || network || '|' || country
     FROM message JOIN route ON route.id = message.route ORDER BY key",
    "SELECT coalesce(name, 'all') || '|' || CAST(slot AS TEXT) || '|' || platform || '|' || network || '|' || country || '|'
         || CAST(status AS TEXT) || '|' || CAST(messages AS TEXT)
     FROM route_count JOIN route ON route.id = route LEFT JOIN campaign ON campaign.id = campaign WHERE messages <> 0
     ORDER BY coalesce(name, 'all'), slot, platform, network, country, status",
    "SELECT message_of_number.number || '|' || key FROM message_of_number JOIN message ON message.id = message_of_number.message
     ORDER BY 1",
];

/// One of the two.
struct Twin {
    store: Store,
    database: Database,
}

impl Twin {
    fn open(location: Location) -> Self {
        let options = Options { location, zone: TimeZone::UTC, max_batch: 1, max_bytes: None };
        let store = Store::open(&options).unwrap();
        Self { store, database: Database::attach(&options.location).unwrap() }
    }

    fn texts(&mut self, query: &str) -> Vec<String> {
        self.database.write(|transaction| transaction.rows(query, &[], |row| row.get(0))).unwrap()
    }

    /// The id of a message.
    fn id(&mut self, key: &str) -> i64 {
        let query = "SELECT id FROM message WHERE key = $1";
        self.database.write(|transaction| transaction.row(query, &[key.into()], |row| row.get(0))).unwrap().unwrap()
    }

    fn commit(&mut self, batch: Vec<(Job, Moment)>) {
        let queued = |(job, arrival)| Queued { job, arrival, done: oneshot::channel().0 };
        let batch: Vec<Queued> = batch.into_iter().map(queued).collect();
        self.store.writer.commit(&batch).unwrap();
    }
}

/// A server that ends with the test.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postgres");
        let mut process = Command::new(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut url).unwrap();
        Self { process, url: url.trim_end().to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

const NUMBERS: [&str; 2] = ["33600000001", "33600000002"];

fn random_moment(rng: &mut Rng) -> Moment {
    Moment::stored(1_770_000_000_000 + rng.i64(0..4) * 1000, rng.i32(0..3) * 3600)
}

fn random_report(rng: &mut Rng, platform: Platform) -> Report {
    let number = NUMBERS[rng.usize(..2)];
    let campaigns = ["b", "a", "é", "2026-01-02", "2026-01-01", "2026-02-30"];
    let campaign = CampaignName::stored(campaigns[rng.usize(..campaigns.len())].to_owned());
    let (message, segment) = if platform == Platform::Vonage {
        let key = MessageKey::of_parts(platform.name(), &format!("r{}", rng.u8(..4)), number);
        (key, Some(format!("p{}", rng.u8(..3))))
    } else {
        let mut report = sms_status::Report::new("", DeliveryStatus::Undefined);
        (report.message_id, report.recipient) = (Some(format!("S{}", rng.u8(..8))), Some(number.to_owned()));
        report.id_names = IdNames::Sending;
        (MessageKey::of(platform.name(), &report, Some(number), &campaign).unwrap(), None)
    };
    Report {
        message,
        segment,
        campaign,
        number: (rng.u8(..3) > 0).then(|| number.to_owned()),
        network: [None, Some("20801"), Some("20810")][rng.usize(..3)].map(str::to_owned),
        status: DeliveryStatus::VARIANTS[rng.usize(..DeliveryStatus::VARIANTS.len())],
        at: random_moment(rng),
    }
}

fn random_reported(rng: &mut Rng) -> Reported {
    let platform = if rng.u8(..3) == 0 { Platform::Vonage } else { Platform::Smsmode };
    let mut reported = Reported::new(platform.name(), &format!("request {}", rng.u16(..)));
    reported.reports = (0..rng.usize(..4)).map(|_| random_report(rng, platform)).collect();
    if rng.u8(..4) == 0 || reported.reports.is_empty() {
        let opt_out = |_| OptOut { number: NUMBERS[rng.usize(..2)].to_owned(), at: random_moment(rng) };
        reported.opt_outs = (0..2).map(opt_out).collect();
    }
    if rng.u8(..4) == 0 {
        reported.from_phone = Some(random_moment(rng));
    }
    reported
}

fn random_letter(rng: &mut Rng) -> DeadLetter {
    DeadLetter { platform: "ovh", reason: "odd".into(), query: format!("query {}", rng.u16(..)), body: None }
}

/// A job, with ids of callbacks that could not be read up to the last one.
fn random_job(rng: &mut Rng, last_letter: i64) -> Job {
    match rng.u8(..10) {
        0 => Job::DeadLetter(random_letter(rng)),
        1 => Job::Reread { letter: rng.i64(0..=last_letter), reported: random_reported(rng) },
        2 => Job::See(Seen::One(rng.i64(0..=last_letter))),
        3 => Job::See(Seen::UpTo(rng.i64(0..=last_letter))),
        kind => Job::Reports { reported: random_reported(rng), unreadable: (kind == 4).then(|| random_letter(rng)) },
    }
}

#[test]
#[ignore = "needs PostgreSQL"]
fn both_databases_make_the_same_of_the_same_batches() {
    const SEEDS: u64 = 4;
    const ROUNDS: i64 = 60;

    let server = Server::start();
    for seed in 0..SEEDS {
        let folder = tempfile::tempdir().unwrap();
        let name = format!("twin_{seed}");
        let url = format!("{}/{name}", server.url.rsplit_once('/').unwrap().0);
        let mut client = postgres::Client::connect(&server.url, postgres::NoTls).unwrap();
        client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        let locations = [Location::File(folder.path().join("a.db")), Location::read(&url).unwrap()];
        let mut twins = locations.map(Twin::open);
        let rng = Rng::with_seed(seed);
        let mut last_letter = 0;
        for round in 0..ROUNDS {
            let arrival = Moment::stored(1_780_000_000_000 + round * 700_000, 0);
            // Some messages are deleted for their age, by ids that differ.
            if round % 7 == 6 {
                let keys = twins[0].texts("SELECT key FROM message ORDER BY key");
                let old = Rng::with_seed(round.cast_unsigned()).choose_multiple(&keys, 6);
                for twin in &mut twins {
                    let messages = old.iter().map(|key| twin.id(key)).collect();
                    let expired = Expired { messages, dead_letters: Some(last_letter - 8), ..Expired::default() };
                    twin.commit(vec![(Job::Expire(expired), arrival)]);
                }
            }
            for twin in &mut twins {
                // The same for both.
                let mut rng = Rng::with_seed(rng.get_seed().wrapping_add(round.cast_unsigned()));
                let jobs = (0..=rng.usize(..25)).map(|_| (random_job(&mut rng, last_letter), arrival)).collect();
                twin.commit(jobs);
            }
            last_letter = twins[0].texts(TABLES[9])[0].parse().unwrap();
            for table in TABLES {
                let [one, other] = twins.each_mut().map(|twin| twin.texts(table));
                let different: Vec<_> = one.iter().zip(&other).filter(|(one, other)| one != other).take(3).collect();
                assert!(one == other, "{seed} {round} {table}: {different:?}");
            }
        }
        assert!(last_letter > 30, "{last_letter}");
        for table in TABLES {
            assert!(!twins[0].texts(table).is_empty(), "{table}");
        }
    }
}
