-- Makes a database of version 3 one of version 4, in SQLite and in PostgreSQL: platforms have the names of the library, and the keys of
-- messages follow its rule.

UPDATE report SET platform = 'africas_talking' WHERE platform = 'africas-talking';
UPDATE campaign_platform SET platform = 'africas_talking' WHERE platform = 'africas-talking';
UPDATE dead_letter SET platform = 'africas_talking' WHERE platform = 'africas-talking';
UPDATE message SET key = 'africas_talking' || substr(key, 16) WHERE key >= 'africas-talking ' AND key < 'africas-talking!';

-- The zeros that are dialled before a number are no part of it.
UPDATE message SET key = substr(key, 1, length(key) - length(number)) || substr(number, 3)
    WHERE number LIKE '00%' AND length(number) >= 9 AND key LIKE '% ' || number
        AND NOT EXISTS (SELECT 1 FROM message AS other
            WHERE other.key = substr(message.key, 1, length(message.key) - length(message.number)) || substr(message.number, 3));
UPDATE message SET number = substr(number, 3) WHERE number LIKE '00%' AND length(number) >= 9;
UPDATE number SET digits = substr(digits, 3)
    WHERE digits LIKE '00%' AND length(digits) >= 9
        AND NOT EXISTS (SELECT 1 FROM number AS other WHERE other.digits = substr(number.digits, 3));

-- An id of Infobip names one message, and its recipient is not in the key. Of messages with the same id the first has it.
UPDATE message SET key = renamed.key
    FROM (SELECT min(id) AS id, substr(key, 1, length(key) - length(number)) || '-' AS key
          FROM message WHERE key >= 'infobip id ' AND key < 'infobip id!' AND key LIKE '% ' || number GROUP BY 2) AS renamed
    WHERE message.id = renamed.id AND NOT EXISTS (SELECT 1 FROM message AS other WHERE other.key = renamed.key);
