"""The queries of DuckDB, chDB and Polars, a process each: `query.py NAME FILE [ARGUMENTS]` prints JSON, and takes it."""

import json
import os
import sys
import time


def duckdb_body(file):
    # Records end in a new line here: DuckDB has no reader for other ends.
    rows = connect().execute(
        """SELECT split_part(trim(record), ' ', 2) AS code, count(*)
           FROM read_csv(?, header = false, delim = '\t', quote = '', columns = {'record': 'VARCHAR'}, auto_detect = false)
           GROUP BY code""",
        [file],
    )
    return {"counts": dict(rows.fetchall())}


def polars_body(file):
    import polars as pl

    record = pl.scan_csv(
        file, has_header=False, separator="\t", eol_char="|", quote_char=None, schema={"record": pl.String}
    )
    code = pl.col("record").str.strip_chars(" ").str.splitn(" ", 2).struct[1].alias("code")
    rows = record.select(code).group_by("code").len().collect(engine="in-memory")
    return {"counts": dict(rows.rows())}


def duckdb_campaign(file, statuses):
    database = connect()
    database.execute(
        "CREATE TABLE statuses AS SELECT unnest(range(len($1)))::UTINYINT AS rank, unnest($1::INTEGER[]) AS code", [statuses]
    )
    database.execute("CREATE TABLE reports AS SELECT id, rank FROM read_csv(?) JOIN statuses USING (code)", [file])
    start = time.perf_counter()
    rows = database.execute(
        "SELECT rank, count(*) FROM (SELECT max(rank) AS rank FROM reports GROUP BY id) GROUP BY rank"
    ).fetchall()
    seconds = time.perf_counter() - start
    return {"counts": {str(statuses[rank]): count for rank, count in rows}, "seconds": seconds}


def polars_campaign(file, statuses):
    import polars as pl

    rank = pl.col("code").replace_strict(statuses, range(len(statuses)), return_dtype=pl.UInt8).alias("rank")
    reports = pl.read_csv(file).select("id", rank).rechunk()
    start = time.perf_counter()
    greatest = reports.lazy().group_by("id").agg(pl.col("rank").max())
    rows = greatest.group_by("rank").len().collect(engine="in-memory").rows()
    seconds = time.perf_counter() - start
    return {"counts": {str(statuses[rank]): count for rank, count in rows}, "seconds": seconds}


def duckdb_events(file, statuses, threads, key):
    columns = "{message_id: 'VARCHAR', recipient: 'UBIGINT', code: 'USMALLINT', campaign: 'VARCHAR'}"
    if ".csv" in file:
        events = f"read_csv(?, header = true, delim = ',', columns = {columns}, auto_detect = false)"
    else:
        events = f"read_json(?, format = 'newline_delimited', columns = {columns})"
    return duckdb_counts(f"{events} JOIN statuses USING (code)", file, statuses, threads, key)


def duckdb_callbacks(file, statuses, threads, layout):
    if layout["form"]:
        # No line has this character, so that a line is one column.
        lines = lines_of("\x01", ["line"])
        callbacks = f"(SELECT '&' || line AS line FROM {lines})"
        value = "regexp_extract(line, '&{}=([^&]*)', 1)".format
    else:
        types = json_types(layout, "STRUCT({})", "{}[]", "VARCHAR")
        columns = ", ".join(f"'{name}': '{type}'" for name, type in types.items())
        callbacks = f"read_json(?, format = 'newline_delimited', columns = {{{columns}}})"
        value = json_value
    return duckdb_callback_counts(callbacks, value, file, statuses, threads, layout)


def duckdb_forms(file, statuses, threads, layout):
    """Knows at which place a field is if it is there. That is faster than looking for it."""
    fields = layout["form"]

    def value(name):
        column = f"column{fields.index(name)}"
        return f"CASE WHEN starts_with({column}, '{name}=') THEN substr({column}, {len(name) + 2}) ELSE '' END"

    callbacks = lines_of("&", [f"column{place}" for place in range(len(fields))])
    return duckdb_callback_counts(callbacks, value, file, statuses, threads, layout)


def lines_of(delimiter, columns):
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    options = "header = false, quote = '', escape = '', null_padding = true, auto_detect = false"
    return f"read_csv(?, delim = '{delimiter}', columns = {{{columns}}}, {options})"


def duckdb_callback_counts(callbacks, value, file, statuses, threads, layout):
    keys = {f"key{at}": value(path) for at, path in enumerate(layout["key"])}
    fields = ", ".join(f"{key} AS {name}" for name, key in keys.items())
    fields += f", {value(layout['word'])} AS word, coalesce({value(layout['cause'])}, '') AS cause"
    events = f"(SELECT {fields} FROM {callbacks}) JOIN words USING (word, cause) JOIN statuses USING (code)"
    return duckdb_counts(events, file, statuses, threads, ", ".join(keys), layout["statuses"])


def duckdb_counts(events, file, statuses, threads, key, words=()):
    database = connect(threads)
    database.execute(
        "CREATE TABLE statuses AS SELECT unnest(range(len($1)))::UTINYINT AS rank, unnest($1::INTEGER[]) AS code", [statuses]
    )
    database.execute("CREATE TABLE words (word VARCHAR, cause VARCHAR, code INTEGER)")
    for row in words:
        database.execute("INSERT INTO words VALUES (?, ?, ?)", row)
    latest = f"SELECT max(rank) AS rank FROM {events} GROUP BY {key}"
    rows = database.execute(f"SELECT rank, count(*) FROM ({latest}) GROUP BY rank", [file]).fetchall()
    return {"counts": {str(statuses[rank]): count for rank, count in rows}}


def json_types(layout, record, array, text):
    """The types of the columns that the fields of callbacks are in, by name."""

    def type_of(tree):
        if "*" in tree:
            return array.format(type_of(tree["*"]))
        return record.format(", ".join(f'"{name}" {type_of(inner)}' for name, inner in tree.items())) if tree else text

    columns = {}
    for path in [*layout["key"], layout["word"], layout["cause"]]:
        tree = columns
        for step in path.split("/"):
            tree = tree.setdefault(step, {})
    return {name: type_of(tree) for name, tree in columns.items()}


def json_value(path):
    return ".".join(f'"{step}"' for step in path.split("/")).replace('."*"', "[1]")


def chdb_events(file, statuses, threads):
    form = "CSVWithNames" if ".csv" in file else "JSONEachRow"
    events = f"file('{file}', '{form}', 'message_id String, recipient UInt64, code UInt16, campaign String')"
    ranks = {str(code): rank for rank, code in enumerate(statuses)}
    return chdb_counts("toString(code)", ranks, events, statuses, threads, "message_id, recipient")


def chdb_callbacks(file, statuses, threads, layout):
    if layout["form"]:
        callbacks = f"file('{file}', 'LineAsString', 'line String')"
        value = "extractURLParameter(concat('?', line), '{}')".format
    else:
        types = json_types(layout, "Tuple({})", "Array({})", "String")
        columns = ", ".join(f'"{name}" {type}' for name, type in types.items())
        callbacks = f"file('{file}', 'JSONEachRow', '{columns}')"
        value = json_value
    word = f"concat({value(layout['word'])}, '|', {value(layout['cause'])})"
    ranks = {f"{word}|{cause}": statuses.index(code) for word, cause, code in layout["statuses"]}
    return chdb_counts(word, ranks, callbacks, statuses, threads, ", ".join(map(value, layout["key"])))


def chdb_counts(word, ranks, events, statuses, threads, key):
    import chdb

    # No status has the last rank.
    rank = f"transform({word}, {list(ranks)}, {list(ranks.values())}, 255)"
    latest = f"SELECT max({rank}) AS rank FROM {events} GROUP BY {key}"
    query = f"SELECT rank, count() FROM ({latest}) GROUP BY rank SETTINGS max_threads = {threads}"
    rows = json.loads(str(chdb.query(query, "JSONCompact")))["data"]
    return {"counts": {str(statuses[rank]): count for rank, count in rows}}


def polars_events(file, statuses, threads):
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    import polars as pl

    rank = pl.col("code").replace_strict(statuses, range(len(statuses)), return_dtype=pl.UInt8).alias("rank")
    schema = {"message_id": pl.String, "recipient": pl.UInt64, "code": pl.UInt16, "campaign": pl.String}
    if file.endswith(".csv"):
        events = pl.scan_csv(file, schema=schema)
    else:
        # No number is made of a text of digits, and no small one of a number.
        events = pl.scan_ndjson(file, schema=schema | {"recipient": pl.String, "code": pl.Int64})
    latest = events.select("message_id", "recipient", rank).group_by("message_id", "recipient").agg(pl.col("rank").max())
    rows = latest.group_by("rank").len().collect(engine="streaming").rows()
    return {"counts": {str(statuses[rank]): count for rank, count in rows}}


def python_contacts(file, body, out):
    """Reads each number as `phonenumbers` does, those of France in national form, too."""
    import csv

    import phonenumbers

    def number(text):
        parsed = phonenumbers.parse(text, "FR")
        return f"+{parsed.country_code}{parsed.national_number}"

    with open(body) as records:
        reports = dict((number("+" + to), code) for to, code in map(str.split, records.read().split("|")))
    counts = {}
    with open(file, newline="") as rows, open(out, "w", newline="") as kept:
        rows, kept = csv.reader(rows), csv.writer(kept)
        kept.writerow(next(rows))
        for row in rows:
            code = reports.get(number(row[1]), "11")
            counts[code] = counts.get(code, 0) + 1
            if code != "3522":
                kept.writerow(row)
    return {"counts": counts}


def duckdb_contacts(file, body, out, threads):
    """Joins numbers that are written alike in the list and in the reports."""
    database = connect(threads)
    database.execute(
        """CREATE TABLE reports AS
           SELECT '+' || split_part(trim(record), ' ', 1) AS phone, split_part(trim(record), ' ', 2) AS code
           FROM (SELECT unnest(string_split(content, '|')) AS record FROM read_text(?))""",
        [body],
    )
    database.execute(
        """CREATE TABLE contacts AS
           SELECT contacts.*, coalesce(code, '11') AS code
           FROM read_csv(?, header = true, columns = {'name': 'VARCHAR', 'phone': 'VARCHAR'}, auto_detect = false) AS contacts
           LEFT JOIN reports USING (phone)""",
        [file],
    )
    database.execute(f"COPY (SELECT name, phone FROM contacts WHERE code <> '3522') TO '{out}' (HEADER)")
    return {"counts": dict(database.execute("SELECT code, count(*) FROM contacts GROUP BY code").fetchall())}


def connect(threads=1):
    import duckdb

    return duckdb.connect(config={"threads": threads})


name, file, *arguments = sys.argv[1:]
print(json.dumps(globals()[name](file, *map(json.loads, arguments))))
