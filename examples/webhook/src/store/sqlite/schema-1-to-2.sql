-- Makes a database of version 1 one of version 2. `millis` and `utc_offset` read a date without a zone in the zone of the server.

CREATE TABLE secret (
    id         INTEGER PRIMARY KEY,
    value      TEXT NOT NULL UNIQUE,
    expires_at INTEGER
) STRICT;
INSERT INTO secret (value) SELECT value FROM setting WHERE name = 'secret';
DROP TABLE setting;

-- Version 1 kept dates as the provider wrote them, and the time of arrival, UTC, if there was none.
CREATE TEMP TABLE arrival AS
    SELECT message.id AS message, min(report.received_at) AS first,
           min(iif(strftime('%Y-%m-%d %H:%M:%S', report.received_at / 1000, 'unixepoch') = message.at, report.received_at, NULL))
               AS undated
    FROM report JOIN message ON message.id = report.message GROUP BY message.id;
CREATE TABLE new_message (
    id        INTEGER PRIMARY KEY,
    key       TEXT NOT NULL UNIQUE,
    campaign  INTEGER NOT NULL REFERENCES campaign,
    number    TEXT,
    status    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    arrived   INTEGER NOT NULL
) STRICT;
INSERT INTO new_message
    SELECT id, key, campaign, number, status,
           coalesce(undated, millis(at)), iif(undated IS NULL, utc_offset(at), 0), coalesce(first, millis(at))
    FROM message LEFT JOIN arrival ON arrival.message = message.id ORDER BY id;
DROP TABLE message;
ALTER TABLE new_message RENAME TO message;
DROP TABLE arrival;

CREATE TABLE segment (
    message   INTEGER NOT NULL REFERENCES message,
    key       TEXT NOT NULL,
    status    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    PRIMARY KEY (message, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE number (
    digits      TEXT PRIMARY KEY,
    history     TEXT NOT NULL,
    action      TEXT NOT NULL,
    last_report INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE new_report (
    id          INTEGER PRIMARY KEY,
    message     INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    platform    TEXT NOT NULL,
    body        TEXT,
    request     INTEGER
) STRICT;
INSERT INTO new_report SELECT id, message, received_at, 'smsmode', body, NULL FROM report ORDER BY id;
DROP TABLE report;
ALTER TABLE new_report RENAME TO report;

CREATE TABLE new_dead_letter (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    platform    TEXT NOT NULL,
    reason      TEXT NOT NULL,
    body        BLOB NOT NULL
) STRICT;
INSERT INTO new_dead_letter SELECT id, received_at, 'smsmode', reason, body FROM dead_letter ORDER BY id;
DROP TABLE dead_letter;
ALTER TABLE new_dead_letter RENAME TO dead_letter;

CREATE TABLE probe (
    content BLOB NOT NULL
) STRICT;
