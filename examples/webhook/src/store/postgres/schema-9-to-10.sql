-- Makes a database of version 9 one of version 10: messages of some days are found by their ids.

CREATE VIEW indexed_key (key, message) AS SELECT key, id FROM message;
CREATE VIEW waiting_key (key, message) AS SELECT key, id FROM message WHERE false;
CREATE VIEW indexed_number (number, message) AS SELECT number, id FROM message WHERE number IS NOT NULL;
CREATE VIEW waiting_number (number, message) AS SELECT number, id FROM message WHERE false;
CREATE VIEW message_of_number (number, message) AS SELECT * FROM indexed_number UNION ALL SELECT * FROM waiting_number;

CREATE TABLE slot_message (
    slot  BIGINT PRIMARY KEY,
    first BIGINT NOT NULL,
    last  BIGINT NOT NULL
);
INSERT INTO slot_message SELECT arrived / 900000, min(id), max(id) FROM message GROUP BY 1;

DROP INDEX message_by_arrival;
