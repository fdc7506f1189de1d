-- Makes a database of version 4 one of version 6. There was no version 5 of a file.

CREATE TABLE route (
    id       INTEGER PRIMARY KEY,
    platform TEXT NOT NULL,
    network  TEXT NOT NULL,
    country  TEXT NOT NULL,
    UNIQUE (platform, network, country)
) STRICT;

ALTER TABLE message ADD COLUMN route INTEGER NOT NULL DEFAULT 0;

CREATE TABLE route_count (
    campaign INTEGER NOT NULL,
    slot     INTEGER NOT NULL,
    route    INTEGER NOT NULL,
    status   INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (campaign, slot, route, status)
) STRICT, WITHOUT ROWID;

DROP INDEX report_by_message;

CREATE TABLE report_index (
    message INTEGER NOT NULL,
    report  INTEGER NOT NULL,
    PRIMARY KEY (message, report)
) STRICT, WITHOUT ROWID;
INSERT INTO report_index SELECT message, id FROM report ORDER BY message, id;

CREATE TABLE report_indexed (
    last INTEGER NOT NULL
) STRICT;
INSERT INTO report_indexed SELECT coalesce(max(id), 0) FROM report;

CREATE VIEW report_of_message (message, report) AS
    SELECT message, report FROM report_index WHERE report <= (SELECT last FROM report_indexed)
    UNION ALL SELECT message, id FROM report WHERE id > (SELECT last FROM report_indexed);

CREATE TRIGGER report_deleted AFTER DELETE ON report BEGIN
    DELETE FROM report_index WHERE message = old.message AND report = old.id;
END;
