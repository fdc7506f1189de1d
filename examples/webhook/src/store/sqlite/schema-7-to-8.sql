-- Makes a database of version 7 one of version 8: delivery rates that have fallen are known.
CREATE TABLE rate_fall (
    kind      TEXT NOT NULL,
    key       TEXT NOT NULL,
    since     INTEGER NOT NULL,
    ended     INTEGER,
    is_told   INTEGER NOT NULL,
    rate      INTEGER NOT NULL,
    past_rate INTEGER NOT NULL,
    messages  INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
