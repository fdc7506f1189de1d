-- Makes a database of version 2 one of version 3. `new_key` puts the id of a message before its recipient.

CREATE TABLE status (
    code    INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    rank    INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    action  TEXT NOT NULL
) STRICT;

CREATE TABLE new_message (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    key       TEXT NOT NULL UNIQUE,
    campaign  INTEGER NOT NULL REFERENCES campaign,
    number    TEXT,
    status    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    arrived   INTEGER NOT NULL
) STRICT;
INSERT INTO new_message
    SELECT id, new_key(key, EXISTS (SELECT 1 FROM segment WHERE segment.message = message.id)), campaign, number, status, at,
           at_offset, arrived
    FROM message ORDER BY id;
DROP TABLE message;
ALTER TABLE new_message RENAME TO message;
CREATE INDEX message_by_number ON message (number);
CREATE INDEX message_by_campaign ON message (campaign);
CREATE INDEX segment_by_key ON segment (key);

CREATE TABLE slot_count (
    campaign INTEGER NOT NULL,
    slot     INTEGER NOT NULL,
    status   INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (campaign, slot, status)
) STRICT, WITHOUT ROWID;
INSERT INTO slot_count SELECT campaign, arrived / 900000, status, count(*) FROM message GROUP BY 1, 2, 3;
-- Messages that have been deleted are taken to have come with the last report on their campaign.
INSERT INTO slot_count
    SELECT counted.campaign, last_report / 900000, counted.status, counted.messages - coalesce(kept.messages, 0)
    FROM status_count AS counted JOIN campaign ON campaign.id = counted.campaign
    LEFT JOIN (SELECT campaign, status, count(*) AS messages FROM message GROUP BY 1, 2) AS kept
        ON kept.campaign = counted.campaign AND kept.status = counted.status
    WHERE counted.messages > coalesce(kept.messages, 0)
    ON CONFLICT DO UPDATE SET messages = messages + excluded.messages;
INSERT INTO slot_count SELECT 0, slot, status, sum(messages) FROM slot_count GROUP BY 2, 3;

CREATE TABLE new_status_count (
    status   INTEGER PRIMARY KEY,
    messages INTEGER NOT NULL
) STRICT;
INSERT INTO new_status_count SELECT status, messages FROM status_count WHERE campaign = 0;
DROP TABLE status_count;
ALTER TABLE new_status_count RENAME TO status_count;

CREATE TABLE new_campaign (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    last_report INTEGER NOT NULL,
    received    INTEGER NOT NULL DEFAULT 0,
    partial     INTEGER NOT NULL DEFAULT 0,
    pending     INTEGER NOT NULL DEFAULT 0,
    unknown     INTEGER NOT NULL DEFAULT 0,
    failed      INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO new_campaign
    SELECT id, name, last_report,
           coalesce(sum(messages) FILTER (WHERE outcome(status) = 'received'), 0),
           coalesce(sum(messages) FILTER (WHERE outcome(status) = 'partial'), 0),
           coalesce(sum(messages) FILTER (WHERE outcome(status) = 'pending'), 0),
           coalesce(sum(messages) FILTER (WHERE outcome(status) = 'unknown'), 0),
           coalesce(sum(messages) FILTER (WHERE outcome(status) = 'failed'), 0)
    FROM campaign LEFT JOIN slot_count ON slot_count.campaign = campaign.id GROUP BY campaign.id;
DROP TABLE campaign;
ALTER TABLE new_campaign RENAME TO campaign;
CREATE INDEX campaign_by_last_report ON campaign (last_report);
CREATE INDEX campaign_by_failed ON campaign (failed);

CREATE TABLE campaign_platform (
    campaign INTEGER NOT NULL REFERENCES campaign,
    platform TEXT NOT NULL,
    PRIMARY KEY (campaign, platform)
) STRICT, WITHOUT ROWID;
INSERT INTO campaign_platform
    SELECT DISTINCT campaign, platform FROM report JOIN message ON message.id = report.message;

CREATE TABLE new_report (
    id          INTEGER PRIMARY KEY,
    message     INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    platform    TEXT NOT NULL,
    status      INTEGER,
    at          INTEGER,
    at_offset   INTEGER,
    body        TEXT,
    request     INTEGER
) STRICT;
INSERT INTO new_report SELECT id, message, received_at, platform, NULL, NULL, NULL, body, request FROM report ORDER BY id;
DROP TABLE report;
ALTER TABLE new_report RENAME TO report;
CREATE INDEX report_by_message ON report (message);

CREATE TABLE dead_letter_count (
    callbacks INTEGER NOT NULL
) STRICT;
INSERT INTO dead_letter_count SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'dead_letter'), 0);

-- Version 2 did not say whether it kept a query or a body: JSON, and what is not UTF-8, came as a body.
CREATE TABLE new_dead_letter (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    platform    TEXT NOT NULL,
    reason      TEXT NOT NULL,
    query       TEXT NOT NULL,
    body        BLOB
) STRICT;
INSERT INTO new_dead_letter
    SELECT id, received_at, platform, reason,
           iif(is_body(body), '', CAST(body AS TEXT)), iif(is_body(body), body, NULL)
    FROM dead_letter ORDER BY id;
DROP TABLE dead_letter;
ALTER TABLE new_dead_letter RENAME TO dead_letter;
