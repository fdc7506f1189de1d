-- Makes a database of version 5 one of version 6: messages have a route.
CREATE TABLE route (
    id       BIGINT PRIMARY KEY,
    platform TEXT COLLATE "C" NOT NULL,
    network  TEXT COLLATE "C" NOT NULL,
    country  TEXT COLLATE "C" NOT NULL,
    UNIQUE (platform, network, country)
);
CREATE SEQUENCE route_number;

ALTER TABLE message ADD COLUMN route BIGINT NOT NULL DEFAULT 0;

CREATE TABLE route_count (
    campaign BIGINT NOT NULL,
    slot     BIGINT NOT NULL,
    route    BIGINT NOT NULL,
    status   BIGINT NOT NULL,
    messages BIGINT NOT NULL,
    PRIMARY KEY (campaign, slot, route, status)
);

CREATE VIEW report_of_message (message, report) AS SELECT message, id FROM report;

-- The functions that follow use the new one.
DROP FUNCTION count_changes;
DROP TYPE message_change;
CREATE TYPE message_change AS (campaign BIGINT, slot BIGINT, status BIGINT, route BIGINT, messages BIGINT);
