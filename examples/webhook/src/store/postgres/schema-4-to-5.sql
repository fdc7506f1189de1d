-- Makes a database of version 4 one of version 5: lists are read in the order of their index.
DROP INDEX message_by_number;
CREATE INDEX message_by_number ON message (number, id);
DROP INDEX message_by_campaign;
CREATE INDEX message_by_campaign ON message (campaign, id);
DROP INDEX report_by_message;
CREATE INDEX report_by_message ON report (message, id);
