-- Makes a database of version 6 one of version 7: callbacks that could not be read can be marked as seen.
ALTER TABLE dead_letter ADD COLUMN seen_at INTEGER;
