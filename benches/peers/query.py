"""The queries of DuckDB and Polars, a process each: `query.py NAME FILE [STATUSES]` prints JSON."""

import json
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


def connect():
    import duckdb

    return duckdb.connect(config={"threads": 1})


name, file, *statuses = sys.argv[1:]
print(json.dumps(globals()[name](file, *map(json.loads, statuses))))
