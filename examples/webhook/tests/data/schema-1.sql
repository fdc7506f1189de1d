-- The schema, version 1. Times of arrival are milliseconds since 1970, UTC.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A sending: the sender's reference, or the day if there is none.
CREATE TABLE campaign (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    last_report INTEGER NOT NULL
) STRICT;

CREATE INDEX campaign_by_last_report ON campaign (last_report);

-- One row per message, with the most advanced status.
CREATE TABLE message (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    campaign INTEGER NOT NULL REFERENCES campaign,
    number   TEXT,
    -- The smsmode code of the status, which is stable.
    status   INTEGER NOT NULL,
    -- When the status was first reached, as the provider says: yyyy-MM-dd HH:mm:ss.
    at       TEXT NOT NULL
) STRICT;

-- Every callback that was read, as it was received. Nothing else depends on these rows: old ones may be deleted.
CREATE TABLE report (
    id          INTEGER PRIMARY KEY,
    message     INTEGER NOT NULL REFERENCES message,
    received_at INTEGER NOT NULL,
    body        TEXT NOT NULL
) STRICT;

-- How many messages of a campaign have a status, kept in step with `message`. Campaign 0 stands for all of them.
CREATE TABLE status_count (
    campaign INTEGER NOT NULL,
    status   INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (campaign, status)
) STRICT, WITHOUT ROWID;

-- The newest callbacks that could not be read. The greatest id is how many there have ever been.
CREATE TABLE dead_letter (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    body        BLOB NOT NULL
) STRICT;

PRAGMA user_version = 1;
