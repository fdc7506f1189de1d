-- Makes a database of version 9 one of version 10: the indexes of messages by key and by number are behind them, their ids come from the program, and
-- those of some days are found by their ids.

CREATE TABLE deleted (
    message INTEGER NOT NULL,
    report  INTEGER NOT NULL
) STRICT;
INSERT INTO deleted
    SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'message'), 0), last FROM report_indexed;

CREATE TABLE new_message (
    id        INTEGER PRIMARY KEY,
    key       TEXT NOT NULL,
    campaign  INTEGER NOT NULL REFERENCES campaign,
    number    TEXT,
    status    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    arrived   INTEGER NOT NULL,
    route     INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO new_message SELECT id, key, campaign, number, status, at, at_offset, arrived, route FROM message ORDER BY id;
DROP TABLE message;
ALTER TABLE new_message RENAME TO message;
CREATE INDEX message_by_campaign ON message (campaign);

CREATE TABLE key_index (
    key     TEXT PRIMARY KEY,
    message INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO key_index SELECT key, id FROM message ORDER BY key;

CREATE TABLE key_indexed (
    last INTEGER NOT NULL
) STRICT;
INSERT INTO key_indexed SELECT coalesce(max(id), 0) FROM message;

CREATE VIEW indexed_key (key, message) AS
    SELECT key, message FROM key_index WHERE message <= (SELECT last FROM key_indexed);

CREATE VIEW waiting_key (key, message) AS SELECT key, id FROM message WHERE id > (SELECT last FROM key_indexed);

CREATE TABLE number_index (
    number  TEXT NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (number, message)
) STRICT, WITHOUT ROWID;
INSERT INTO number_index SELECT number, id FROM message WHERE number IS NOT NULL ORDER BY number, id;

CREATE TABLE number_indexed (
    last INTEGER NOT NULL
) STRICT;
INSERT INTO number_indexed SELECT coalesce(max(id), 0) FROM message;

CREATE VIEW indexed_number (number, message) AS
    SELECT number, message FROM number_index WHERE message <= (SELECT last FROM number_indexed);

CREATE VIEW waiting_number (number, message) AS
    SELECT number, id FROM message WHERE id > (SELECT last FROM number_indexed) AND number IS NOT NULL;

CREATE VIEW message_of_number (number, message) AS SELECT * FROM indexed_number UNION ALL SELECT * FROM waiting_number;

CREATE TABLE slot_message (
    slot  INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last  INTEGER NOT NULL
) STRICT;
INSERT INTO slot_message SELECT arrived / 900000, min(id), max(id) FROM message GROUP BY 1;

DROP TRIGGER report_deleted;

CREATE TRIGGER message_deleted AFTER DELETE ON message BEGIN
    DELETE FROM key_index WHERE key = old.key AND message = old.id;
    DELETE FROM number_index WHERE number = old.number AND message = old.id;
    UPDATE deleted SET message = max(message, old.id);
END;

CREATE TRIGGER report_deleted AFTER DELETE ON report BEGIN
    DELETE FROM report_index WHERE message = old.message AND report = old.id;
    UPDATE deleted SET report = max(report, old.id);
END;
