-- Makes a database of version 8 one of version 9, whichever it is on: the messages of some days are found without looking at all others.
CREATE INDEX message_by_arrival ON message (arrived);
