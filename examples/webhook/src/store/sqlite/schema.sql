-- The schema, version 10. Times are milliseconds since 1970, UTC; an offset from UTC is in seconds. A slot is a quarter of an hour, by
-- its number since 1970.

-- The secrets of the callback URL: the current one, and those that it replaced.
CREATE TABLE secret (
    id         INTEGER PRIMARY KEY,
    value      TEXT NOT NULL UNIQUE,
    -- NULL for the current one.
    expires_at INTEGER
) STRICT;

-- The statuses of the library, written anew at each start.
CREATE TABLE status (
    -- The smsmode code, which is stable.
    code    INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    -- Of the reports on a message that of the greatest rank counts.
    rank    INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    action  TEXT NOT NULL
) STRICT;

-- A sending: the sender's reference, or the day if there is none.
CREATE TABLE campaign (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    last_report INTEGER NOT NULL,
    -- How many of its messages have each outcome, kept in step with `message`. Messages that were deleted are still counted.
    received    INTEGER NOT NULL DEFAULT 0,
    partial     INTEGER NOT NULL DEFAULT 0,
    pending     INTEGER NOT NULL DEFAULT 0,
    unknown     INTEGER NOT NULL DEFAULT 0,
    failed      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX campaign_by_last_report ON campaign (last_report);
CREATE INDEX campaign_by_failed ON campaign (failed);

-- Which platforms have reported on a campaign.
CREATE TABLE campaign_platform (
    campaign INTEGER NOT NULL REFERENCES campaign,
    platform TEXT NOT NULL,
    PRIMARY KEY (campaign, platform)
) STRICT, WITHOUT ROWID;

-- How messages go to their recipients. What is not known is empty.
CREATE TABLE route (
    -- The remainder by 4 is how much is known of it: of the reports on a message that with the most counts.
    id       INTEGER PRIMARY KEY,
    platform TEXT NOT NULL,
    -- The MCC and MNC of the operator.
    network  TEXT NOT NULL,
    -- The code of the country of the number.
    country  TEXT NOT NULL,
    UNIQUE (platform, network, country)
) STRICT;

-- One row per message, with the most advanced status reported for it.
CREATE TABLE message (
    -- Never that of a message that was deleted: reports on it may still be there.
    id        INTEGER PRIMARY KEY,
    -- No other message has it.
    key       TEXT NOT NULL,
    campaign  INTEGER NOT NULL REFERENCES campaign,
    number    TEXT,
    status    INTEGER NOT NULL,
    -- When the status was first reached, as the provider says, with the offset that it was given in.
    at        INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    -- When the first report on it arrived.
    arrived   INTEGER NOT NULL,
    -- 0 of a message from before there were routes.
    route     INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX message_by_campaign ON message (campaign);

-- The messages by their key, up to the last one that has an entry here: entries are written behind the messages, many at once.
CREATE TABLE key_index (
    key     TEXT PRIMARY KEY,
    message INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- That last one; one row.
CREATE TABLE key_indexed (
    last INTEGER NOT NULL
) STRICT;
INSERT INTO key_indexed VALUES (0);

CREATE VIEW indexed_key (key, message) AS
    SELECT key, message FROM key_index WHERE message <= (SELECT last FROM key_indexed);

CREATE VIEW waiting_key (key, message) AS SELECT key, id FROM message WHERE id > (SELECT last FROM key_indexed);

-- The same, of the messages to a number.
CREATE TABLE number_index (
    number  TEXT NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (number, message)
) STRICT, WITHOUT ROWID;

CREATE TABLE number_indexed (
    last INTEGER NOT NULL
) STRICT;
INSERT INTO number_indexed VALUES (0);

CREATE VIEW indexed_number (number, message) AS
    SELECT number, message FROM number_index WHERE message <= (SELECT last FROM number_indexed);

CREATE VIEW waiting_number (number, message) AS
    SELECT number, id FROM message WHERE id > (SELECT last FROM number_indexed) AND number IS NOT NULL;

-- All messages by their number.
CREATE VIEW message_of_number (number, message) AS SELECT * FROM indexed_number UNION ALL SELECT * FROM waiting_number;

-- The first and the last of the messages whose first report arrived in a slot. Others may lie between them: the clock may have gone back.
CREATE TABLE slot_message (
    slot  INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last  INTEGER NOT NULL
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

CREATE INDEX segment_by_key ON segment (key);

-- What opt-outs, and messages that have been deleted, said of a number: a `NumberHistory`, in JSON.
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
    -- The message may have been deleted. 0 is none: an opt-out that is an event of its own, or a message from a phone.
    message     INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    platform    TEXT NOT NULL,
    -- The status that it reports, and when that was reached; NULL in rows of version 2.
    status      INTEGER,
    at          INTEGER,
    at_offset   INTEGER,
    -- The query or body; NULL if several reports came in one request and another row has it.
    body        TEXT,
    -- That row.
    request     INTEGER
) STRICT;

-- The reports on a message, up to the last one that has an entry here: entries are written behind the reports, many at once.
CREATE TABLE report_index (
    message INTEGER NOT NULL,
    report  INTEGER NOT NULL,
    PRIMARY KEY (message, report)
) STRICT, WITHOUT ROWID;

-- That last one; one row.
CREATE TABLE report_indexed (
    last INTEGER NOT NULL
) STRICT;
INSERT INTO report_indexed VALUES (0);

-- All reports by their message.
CREATE VIEW report_of_message (message, report) AS
    SELECT message, report FROM report_index WHERE report <= (SELECT last FROM report_indexed)
    UNION ALL SELECT message, id FROM report WHERE id > (SELECT last FROM report_indexed);

-- The greatest ids of what was deleted, so that nothing else gets one of them; one row.
CREATE TABLE deleted (
    message INTEGER NOT NULL,
    report  INTEGER NOT NULL
) STRICT;
INSERT INTO deleted VALUES (0, 0);

CREATE TRIGGER message_deleted AFTER DELETE ON message BEGIN
    DELETE FROM key_index WHERE key = old.key AND message = old.id;
    DELETE FROM number_index WHERE number = old.number AND message = old.id;
    UPDATE deleted SET message = max(message, old.id);
END;

CREATE TRIGGER report_deleted AFTER DELETE ON report BEGIN
    DELETE FROM report_index WHERE message = old.message AND report = old.id;
    UPDATE deleted SET report = max(report, old.id);
END;

-- How many messages have a status, kept in step with `message`. Messages that were deleted are still counted.
CREATE TABLE status_count (
    status   INTEGER PRIMARY KEY,
    messages INTEGER NOT NULL
) STRICT;

-- The same, of each campaign, and by the slot in which the first report on a message arrived. Campaign 0 stands for all of them.
CREATE TABLE slot_count (
    campaign INTEGER NOT NULL,
    slot     INTEGER NOT NULL,
    status   INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (campaign, slot, status)
) STRICT, WITHOUT ROWID;

-- How many messages went a route and have a status: of each campaign, with -1 for the slot; of all campaigns, with campaign 0, by slot, by
-- day (-2 less the number of the day since 1970, UTC) and altogether (-1).
CREATE TABLE route_count (
    campaign INTEGER NOT NULL,
    slot     INTEGER NOT NULL,
    route    INTEGER NOT NULL,
    status   INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (campaign, slot, route, status)
) STRICT, WITHOUT ROWID;

-- The newest callbacks that could not be read.
CREATE TABLE dead_letter (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    platform    TEXT NOT NULL,
    reason      TEXT NOT NULL,
    query       TEXT NOT NULL,
    -- NULL if it had none.
    body        BLOB,
    -- When somebody marked it as seen; NULL if nobody has.
    seen_at     INTEGER
) STRICT;

-- How many there have ever been; one row.
CREATE TABLE dead_letter_count (
    callbacks INTEGER NOT NULL
) STRICT;
INSERT INTO dead_letter_count VALUES (0);

-- Written and deleted again to see whether the database can be written.
CREATE TABLE probe (
    content BLOB NOT NULL
) STRICT;

-- Delivery rates that have fallen, and those whose fall was over not long ago. Rates are in ten-thousandths.
CREATE TABLE rate_fall (
    -- `network`, `platform` or `campaign`.
    kind      TEXT NOT NULL,
    -- The MCC and MNC of an operator, the name of a platform, or the id of a campaign.
    key       TEXT NOT NULL,
    since     INTEGER NOT NULL,
    -- NULL while it goes on.
    ended     INTEGER,
    -- Whether the last of the two has been told: 0 or 1.
    is_told   INTEGER NOT NULL,
    -- The rate at the last of the two, of how many messages it is, and the rate before the fall.
    rate      INTEGER NOT NULL,
    past_rate INTEGER NOT NULL,
    messages  INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
