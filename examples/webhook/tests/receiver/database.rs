use std::{
    cell::RefCell,
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock, PoisonError},
};

use ::postgres::{Client, NoTls, SimpleQueryMessage};
use rusqlite::types::ValueRef;

use crate::cluster::Cluster;

/// The variable that has the tests run on `PostgreSQL`: the URL of a server, or anything else for one of their own.
const VARIABLE: &str = "RECEIVER_TEST_POSTGRES";

/// The database of a folder, whichever it is on.
pub enum Database {
    Sqlite(rusqlite::Connection),
    Postgres(RefCell<Client>),
}

impl Database {
    /// Opens the database of a folder.
    pub fn open(folder: &Path) -> Self {
        match url(folder) {
            None => Self::Sqlite(rusqlite::Connection::open(folder.join("webhook.db")).unwrap()),
            Some(url) => Self::at(&url),
        }
    }

    /// Opens one of `PostgreSQL`.
    pub fn at(url: &str) -> Self {
        Self::Postgres(RefCell::new(Client::connect(url, NoTls).unwrap()))
    }

    /// The rows of an answer, as texts.
    #[track_caller]
    pub fn rows(&self, query: &str) -> Vec<Vec<String>> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare(query).unwrap();
                let columns = statement.column_count();
                let row = |row: &rusqlite::Row<'_>| Ok((0..columns).map(|n| text(row.get_ref_unwrap(n))).collect());
                statement.query_map((), row).unwrap().map(Result::unwrap).collect()
            }
            Self::Postgres(client) => {
                let messages = client.borrow_mut().simple_query(query).unwrap();
                let rows = messages.into_iter().filter_map(|message| match message {
                    SimpleQueryMessage::Row(row) => Some(row),
                    _ => None,
                });
                rows.map(|row| (0..row.len()).map(|n| row.get(n).unwrap_or("NULL").to_owned()).collect()).collect()
            }
        }
    }

    /// The first column of an answer.
    #[track_caller]
    pub fn texts(&self, query: &str) -> Vec<String> {
        self.rows(query).into_iter().map(|row| row.into_iter().next().unwrap()).collect()
    }

    /// The number that is the answer.
    #[track_caller]
    pub fn count(&self, query: &str) -> usize {
        self.texts(query)[0].parse().unwrap()
    }

    /// Runs statements.
    #[track_caller]
    pub fn execute(&self, sql: &str) {
        match self {
            Self::Sqlite(connection) => connection.execute_batch(sql).unwrap(),
            Self::Postgres(client) => client.borrow_mut().batch_execute(sql).unwrap(),
        }
    }

    /// Begins to hold the database, so that nothing can be written until `release`.
    #[track_caller]
    pub fn hold(&self) {
        self.execute(match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN; LOCK TABLE message, probe IN EXCLUSIVE MODE",
        });
    }

    pub fn release(&self) {
        self.execute("ROLLBACK");
    }

    /// Refuses messages with this in their key.
    pub fn refuse(&self, part: &str) {
        self.execute(&match self {
            Self::Sqlite(_) => format!(
                "CREATE TRIGGER refuse BEFORE INSERT ON message WHEN new.key LIKE '%{part}%'
                 BEGIN SELECT RAISE(ABORT, 'refused by a trigger'); END"
            ),
            Self::Postgres(_) => format!("ALTER TABLE message ADD CHECK (key NOT LIKE '%{part}%')"),
        });
    }

    /// Writes campaigns, by id and name, and the rows of messages in them, and counts them.
    pub fn fill(&self, campaigns: &[(i64, &str)], messages: &[String]) {
        let messages = messages.join(",");
        let insert = format!(
            "INSERT INTO message (id, key, campaign, number, status, at, at_offset, arrived) VALUES {messages}"
        );
        match self {
            Self::Sqlite(_) => {
                let rows: Vec<String> = campaigns.iter().map(|(id, name)| format!("({id}, '{name}', 0)")).collect();
                let outcomes = sms_status::Outcome::VARIANTS.iter().map(|outcome| {
                    let name = outcome.name();
                    format!(
                        "{name} = (SELECT count(*) FROM message JOIN status ON code = status
                                   WHERE message.campaign = campaign.id AND outcome = '{name}')"
                    )
                });
                self.execute(&format!(
                    "BEGIN; INSERT INTO campaign (id, name, last_report) VALUES {}; {insert};
                     INSERT INTO slot_count SELECT campaign, arrived / 900000, status, count(*) FROM message GROUP BY 1, 2, 3;
                     INSERT INTO slot_count SELECT 0, slot, status, sum(messages) FROM slot_count GROUP BY 2, 3;
                     INSERT INTO status_count SELECT status, count(*) FROM message GROUP BY 1;
                     INSERT INTO slot_message SELECT arrived / 900000, min(id), max(id) FROM message GROUP BY 1;
                     UPDATE campaign SET {}; COMMIT",
                    rows.join(","),
                    outcomes.collect::<Vec<_>>().join(", ")
                ));
            }
            // What follows from the messages is written with them.
            Self::Postgres(_) => {
                let rows: Vec<String> =
                    campaigns.iter().map(|(id, name)| format!("({id}, '{name}', false, 0)")).collect();
                self.execute(&format!(
                    "INSERT INTO campaign (id, name, is_day, last_report) VALUES {}; {insert};
                     SELECT setval('campaign_id_seq', max(id)) FROM campaign; SELECT setval('message_id_seq', max(id)) FROM message",
                    rows.join(",")
                ));
            }
        }
        self.execute(
            "UPDATE campaign SET last_report = (SELECT max(arrived) FROM message WHERE campaign = campaign.id)",
        );
    }

    /// Takes back what version 10 brought.
    pub fn make_version_9(&self) {
        self.execute(
            "DROP VIEW indexed_key; DROP VIEW waiting_key; DROP VIEW message_of_number; DROP VIEW indexed_number;
             DROP VIEW waiting_number; DROP TABLE slot_message",
        );
        self.execute(match self {
            Self::Sqlite(_) => {
                "DROP TRIGGER message_deleted; DROP TRIGGER report_deleted; DROP TABLE deleted;
                 DROP TABLE key_index; DROP TABLE key_indexed; DROP TABLE number_index; DROP TABLE number_indexed;
                 CREATE INDEX message_by_number ON message (number);
                 CREATE TRIGGER report_deleted AFTER DELETE ON report BEGIN
                     DELETE FROM report_index WHERE message = old.message AND report = old.id;
                 END;
                 CREATE INDEX message_by_arrival ON message (arrived); PRAGMA user_version = 9"
            }
            Self::Postgres(_) => {
                "CREATE INDEX message_by_arrival ON message (arrived); UPDATE webhook_version SET version = 9"
            }
        });
    }

    /// Gives messages routes, by an expression for their ids, and counts them.
    pub fn route(&self, routes: &str, of_message: &str) {
        self.execute(&format!("INSERT INTO route VALUES {routes}; UPDATE message SET route = {of_message}"));
        self.execute(match self {
            // They are counted with the change.
            Self::Postgres(_) => "SELECT setval('route_number', max(id)) FROM route",
            Self::Sqlite(_) => {
                "INSERT INTO route_count SELECT campaign, -1, route, status, count(*) FROM message GROUP BY 1, 3, 4;
                 INSERT INTO route_count SELECT 0, -1, route, status, count(*) FROM message GROUP BY 3, 4;
                 INSERT INTO route_count SELECT 0, -2 - arrived / 86400000, route, status, count(*) FROM message GROUP BY 2, 3, 4;
                 INSERT INTO route_count SELECT 0, arrived / 900000, route, status, count(*) FROM message GROUP BY 2, 3, 4"
            }
        });
    }

    /// Has some messages begin so many hours earlier, and counts all anew.
    pub fn make_older(&self, condition: &str, hours: i64) {
        let millis = hours * 3_600_000;
        self.execute(&format!(
            "BEGIN; UPDATE message SET arrived = arrived - {millis} WHERE {condition};
             DELETE FROM slot_count; DELETE FROM route_count; DELETE FROM slot_message;
             INSERT INTO slot_message SELECT arrived / 900000, min(id), max(id) FROM message GROUP BY 1;
             INSERT INTO slot_count SELECT campaign, arrived / 900000, status, count(*) FROM message GROUP BY 1, 2, 3;
             INSERT INTO slot_count SELECT 0, slot, status, sum(messages) FROM slot_count GROUP BY 2, 3;
             INSERT INTO route_count SELECT campaign, -1, route, status, count(*) FROM message GROUP BY 1, 3, 4;
             INSERT INTO route_count SELECT 0, -1, route, status, count(*) FROM message GROUP BY 3, 4;
             INSERT INTO route_count SELECT 0, -2 - arrived / 86400000, route, status, count(*) FROM message GROUP BY 2, 3, 4;
             INSERT INTO route_count SELECT 0, arrived / 900000, route, status, count(*) FROM message GROUP BY 2, 3, 4;
             COMMIT"
        ));
    }

    /// What is counted in several places is the same in all of them.
    #[track_caller]
    pub fn check_counts(&self) {
        let of_all = "SELECT status, sum(messages) FROM slot_count WHERE campaign = 0 GROUP BY 1 HAVING sum(messages) > 0 ORDER BY 1";
        let of_status = self.rows("SELECT status, messages FROM status_count WHERE messages <> 0 ORDER BY 1");
        assert_eq!(self.rows(of_all), of_status);
        let sum = "SELECT slot, status, sum(messages) FROM slot_count WHERE campaign <> 0 GROUP BY 1, 2 HAVING sum(messages) <> 0 ORDER BY 1, 2";
        let all = "SELECT slot, status, messages FROM slot_count WHERE campaign = 0 AND messages <> 0 ORDER BY 1, 2";
        assert_eq!(self.rows(sum), self.rows(all));
        let misplaced = "SELECT key FROM message LEFT JOIN slot_message ON slot = arrived / 900000
                         WHERE slot IS NULL OR id < first OR id > last";
        assert!(self.texts(misplaced).is_empty());
        for outcome in sms_status::Outcome::VARIANTS {
            let name = outcome.name();
            let counted = format!(
                "SELECT campaign, sum(messages) FROM slot_count JOIN status ON code = status
                 WHERE campaign <> 0 AND outcome = '{name}' GROUP BY 1 HAVING sum(messages) <> 0 ORDER BY 1"
            );
            assert_eq!(
                self.rows(&counted),
                self.rows(&format!("SELECT id, {name} FROM campaign WHERE {name} <> 0 ORDER BY 1"))
            );
        }
    }

    /// The counts are those of the messages, none of which was deleted.
    #[track_caller]
    pub fn check_counts_of_messages(&self) {
        self.check_counts();
        let slots = "SELECT campaign, slot, status, messages FROM slot_count WHERE campaign <> 0 AND messages <> 0 ORDER BY 1, 2, 3";
        let messages =
            "SELECT campaign, arrived / 900000, status, count(*) FROM message GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
        assert_eq!(self.rows(slots), self.rows(messages));
    }
}

fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(value) => value.to_string(),
        ValueRef::Real(value) => value.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The URLs of the databases of `PostgreSQL` that folders have.
static URLS: Mutex<BTreeMap<PathBuf, String>> = Mutex::new(BTreeMap::new());

/// The URL of the database of a folder, which is made if there is none; `None` if it is on `SQLite`.
pub fn url(folder: &Path) -> Option<String> {
    let known = URLS.lock().unwrap_or_else(PoisonError::into_inner).get(folder).cloned();
    known.or_else(|| server_url().map(|server| make(folder, server)))
}

/// Makes the database of a folder on a server of `PostgreSQL`, and returns its URL.
pub fn make(folder: &Path, server: &str) -> String {
    let name = name(folder);
    Database::at(server).execute(&format!("CREATE DATABASE {name}"));
    let url = with_name(server, &name);
    URLS.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), url.clone());
    url
}

/// Deletes the database of a folder, if it has one of `PostgreSQL`.
pub fn drop_database(folder: &Path) {
    let url = URLS.lock().unwrap_or_else(PoisonError::into_inner).remove(folder);
    if let Some(mut client) = url.and_then(|url| Client::connect(&with_name(&url, "postgres"), NoTls).ok()) {
        let _ = client.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", name(folder)));
    }
}

/// The URL of another database of the same server.
pub fn with_name(url: &str, name: &str) -> String {
    let (start, _) = url.rsplit_once('/').unwrap();
    format!("{start}/{name}")
}

/// The URL of the server that the tests run on; `None` if they run on `SQLite`.
pub fn server_url() -> Option<&'static str> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    static GIVEN: OnceLock<String> = OnceLock::new();

    let given = GIVEN.get_or_init(|| std::env::var(VARIABLE).unwrap_or_default());
    if given.starts_with("postgres") {
        return Some(given);
    }
    CLUSTER.get_or_init(|| (!given.is_empty()).then(Cluster::start)).as_ref().map(|cluster| cluster.url.as_str())
}

fn name(folder: &Path) -> String {
    let name = folder.file_name().unwrap().as_encoded_bytes();
    format!("receiver_{}", data_encoding::HEXLOWER.encode(name))
}
