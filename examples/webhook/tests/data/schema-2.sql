-- The schema, version 2. Times are milliseconds since 1970, UTC; an offset from UTC is in seconds.

-- The secrets of the callback URL: the current one, and those that it replaced.
CREATE TABLE secret (
    id         INTEGER PRIMARY KEY,
    value      TEXT NOT NULL UNIQUE,
    -- NULL for the current one.
    expires_at INTEGER
) STRICT;

-- A sending: the sender's reference, or the day if there is none.
CREATE TABLE campaign (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    last_report INTEGER NOT NULL
) STRICT;

CREATE INDEX campaign_by_last_report ON campaign (last_report);

-- One row per message, with the most advanced status reported for it.
CREATE TABLE message (
    id        INTEGER PRIMARY KEY,
    key       TEXT NOT NULL UNIQUE,
    campaign  INTEGER NOT NULL REFERENCES campaign,
    number    TEXT,
    -- The smsmode code of the status, which is stable.
    status    INTEGER NOT NULL,
    -- When the status was first reached, as the provider says, with the offset that it was given in.
    at        INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    -- When the first report on it arrived.
    arrived   INTEGER NOT NULL
) STRICT;

-- The parts of a message that is reported on part by part. Its status is that of all of them.
CREATE TABLE segment (
    message   INTEGER NOT NULL REFERENCES message,
    key       TEXT NOT NULL,
    status    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    PRIMARY KEY (message, key)
) STRICT, WITHOUT ROWID;

-- What messages that have been deleted said of a number: a `NumberHistory`, in JSON.
CREATE TABLE number (
    digits      TEXT PRIMARY KEY,
    history     TEXT NOT NULL,
    -- The action that the history advises.
    action      TEXT NOT NULL,
    -- When the last of the statuses was reached.
    last_report INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every report that was read, with the request as it was received. Nothing else depends on these rows.
CREATE TABLE report (
    id          INTEGER PRIMARY KEY,
    -- The message may have been deleted.
    message     INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    platform    TEXT NOT NULL,
    -- The query or body; NULL if several reports came in one request and another row has it.
    body        TEXT,
    -- That row.
    request     INTEGER
) STRICT;

-- How many messages of a campaign have a status, kept in step with `message`. Campaign 0 stands for all of them. Messages that
-- were deleted are still counted.
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
    platform    TEXT NOT NULL,
    reason      TEXT NOT NULL,
    body        BLOB NOT NULL
) STRICT;

-- Written and deleted again to see whether the database can be written.
CREATE TABLE probe (
    content BLOB NOT NULL
) STRICT;
