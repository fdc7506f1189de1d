-- Makes a database of version 7 one of version 8: delivery rates that have fallen are known.
CREATE TABLE rate_fall (
    kind      TEXT NOT NULL,
    key       TEXT NOT NULL,
    since     BIGINT NOT NULL,
    ended     BIGINT,
    is_told   BIGINT NOT NULL,
    rate      BIGINT NOT NULL,
    past_rate BIGINT NOT NULL,
    messages  BIGINT NOT NULL,
    PRIMARY KEY (kind, key)
);
