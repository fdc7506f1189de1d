-- The functions and triggers, since version 6.
--
-- The plans of statements are kept, and are made when tables are small. What finds rows by their key is told to do so by the index at any
-- size: with settings of the functions, and of the connection that writes.

-- Returns the one of two campaigns that counts. VOLATILE: it sees a campaign that another server has made since the statement began.
CREATE OR REPLACE FUNCTION lesser_campaign(a BIGINT, b BIGINT) RETURNS BIGINT VOLATILE LANGUAGE sql SET enable_seqscan = off AS $$
    SELECT id FROM campaign WHERE id IN (a, b) ORDER BY is_day, name LIMIT 1
$$;

-- Lets one transaction at a time change the rows that count, from here to its end. In which order it changes them is then of no matter.
CREATE OR REPLACE FUNCTION begin_to_count() RETURNS void VOLATILE LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(1936552823, 2)
$$;

CREATE OR REPLACE FUNCTION count_changes(changes message_change[]) RETURNS void VOLATILE LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    IF changes IS NULL THEN
        RETURN;
    END IF;
    PERFORM begin_to_count();
    INSERT INTO status_count (status, messages)
        SELECT status, sum(messages) FROM unnest(changes) GROUP BY status HAVING sum(messages) <> 0
        ON CONFLICT (status) DO UPDATE SET messages = status_count.messages + excluded.messages;
    INSERT INTO slot_count (campaign, slot, status, messages)
        SELECT counted.campaign, slot, status, sum(messages)
        FROM unnest(changes) AS change CROSS JOIN LATERAL (VALUES (change.campaign), (0)) AS counted (campaign)
        GROUP BY counted.campaign, slot, status HAVING sum(messages) <> 0
        ON CONFLICT (campaign, slot, status) DO UPDATE SET messages = slot_count.messages + excluded.messages;
    INSERT INTO route_count (campaign, slot, route, status, messages)
        SELECT counted.campaign, counted.slot, route, status, sum(messages)
        FROM unnest(changes) AS change
        CROSS JOIN LATERAL (VALUES (change.campaign, -1), (0, -1), (0, -2 - change.slot / 96), (0, change.slot)) AS counted (campaign, slot)
        WHERE route <> 0
        GROUP BY counted.campaign, counted.slot, route, status HAVING sum(messages) <> 0
        ON CONFLICT (campaign, slot, route, status) DO UPDATE SET messages = route_count.messages + excluded.messages;
    UPDATE campaign SET
        received = campaign.received + change.received, partial = campaign.partial + change.partial,
        pending = campaign.pending + change.pending, unknown = campaign.unknown + change.unknown,
        failed = campaign.failed + change.failed
        FROM (
            SELECT campaign,
                   coalesce(sum(messages) FILTER (WHERE outcome = 'received'), 0) AS received,
                   coalesce(sum(messages) FILTER (WHERE outcome = 'partial'), 0) AS partial,
                   coalesce(sum(messages) FILTER (WHERE outcome = 'pending'), 0) AS pending,
                   coalesce(sum(messages) FILTER (WHERE outcome = 'unknown'), 0) AS unknown,
                   coalesce(sum(messages) FILTER (WHERE outcome = 'failed'), 0) AS failed
            FROM unnest(changes) AS one JOIN status ON status.code = one.status GROUP BY campaign
        ) AS change
        WHERE campaign.id = change.campaign;
END
$$;

CREATE OR REPLACE FUNCTION count_new_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM count_changes(array_agg(change)) FROM (
        SELECT ROW(campaign, arrived / 900000, status, route, count(*))::message_change AS change
        FROM new_message GROUP BY campaign, arrived / 900000, status, route
    ) AS changes;
    INSERT INTO slot_message (slot, first, last)
        SELECT arrived / 900000, min(id), max(id) FROM new_message GROUP BY 1
        ON CONFLICT (slot) DO UPDATE
            SET first = least(slot_message.first, excluded.first), last = greatest(slot_message.last, excluded.last);
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION count_changed_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM count_changes(array_agg(change)) FROM (
        SELECT ROW(campaign, slot, status, route, sum(messages))::message_change AS change
        FROM (
            SELECT campaign, arrived / 900000 AS slot, status, route, 1 AS messages FROM new_message
            UNION ALL SELECT campaign, arrived / 900000, status, route, -1 FROM old_message
        ) AS either
        GROUP BY campaign, slot, status, route HAVING sum(messages) <> 0
    ) AS changes;
    RETURN NULL;
END
$$;

-- Nothing is uncounted when messages are deleted.
CREATE OR REPLACE TRIGGER count_new AFTER INSERT ON message
    REFERENCING NEW TABLE AS new_message FOR EACH STATEMENT EXECUTE FUNCTION count_new_messages();
CREATE OR REPLACE TRIGGER count_changed AFTER UPDATE ON message
    REFERENCING OLD TABLE AS old_message NEW TABLE AS new_message
    FOR EACH STATEMENT EXECUTE FUNCTION count_changed_messages();

-- Takes down that there were reports on campaigns: the last one at a time, and from a platform.
CREATE OR REPLACE FUNCTION campaigns_reported(ids BIGINT[], times BIGINT[], platform_ids BIGINT[], platforms TEXT[])
RETURNS void VOLATILE LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    PERFORM begin_to_count();
    UPDATE campaign SET last_report = reported.time FROM unnest(ids, times) AS reported (id, time)
        WHERE campaign.id = reported.id AND campaign.last_report < reported.time;
    INSERT INTO campaign_platform SELECT * FROM unnest(platform_ids, platforms) ON CONFLICT DO NOTHING;
END
$$;

-- Takes down what the parts of messages make of them.
CREATE OR REPLACE FUNCTION messages_reached(ids BIGINT[], statuses BIGINT[], times BIGINT[], offsets BIGINT[])
RETURNS void VOLATILE LANGUAGE sql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
    UPDATE message SET status = parts.status, at = parts.at, at_offset = parts.at_offset
    FROM unnest(ids, statuses, times, offsets) AS parts (id, status, at, at_offset)
    WHERE message.id = parts.id
$$;

-- Takes down what is reported on parts of messages, by the keys of both.
CREATE OR REPLACE FUNCTION parts_reported(messages TEXT[], keys TEXT[], statuses BIGINT[], times BIGINT[], offsets BIGINT[])
RETURNS void VOLATILE LANGUAGE sql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
    INSERT INTO segment (message, key, status, at, at_offset)
    SELECT message.id, reported.key, reported.status, reported.at, reported.at_offset
    FROM unnest(messages, keys, statuses, times, offsets) AS reported (message, key, status, at, at_offset)
    JOIN message ON message.key = reported.message
    ON CONFLICT (message, key) DO UPDATE SET (status, at, at_offset) = (
        SELECT reached.code, reached.at, reached.at_offset
        FROM (VALUES (segment.status, segment.at, segment.at_offset),
                     (excluded.status, excluded.at, excluded.at_offset)) AS reached (code, at, at_offset)
        JOIN status USING (code)
        ORDER BY rank DESC, reached.at, reached.at_offset LIMIT 1)
$$;
