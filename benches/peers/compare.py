"""Compares sms-status with other programs that do the same, in one go; stops if they disagree on a count."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
PEERS = HERE / "target/release/peers"
REPORT = HERE / "../../target/release/examples/campaign_report"
QUERY = [sys.executable, HERE / "query.py"]
GROWTH = [10_000, 100_000, 1_000_000, 5_000_000, 20_000_000]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="the number of rounds (default: 5)")
    parser.add_argument("--scale", type=float, default=1, help="the size of the data; 0.01 for a quick trial (default: 1)")
    arguments = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = "2"
    # In any other locale `wc` is slower.
    os.environ["LC_ALL"] = "C"
    with tempfile.TemporaryDirectory() as folder:
        whole_processes(Path(folder) / "body.txt", arguments.runs, arguments.scale)
        campaigns(Path(folder) / "reports.csv", arguments.runs, arguments.scale)
    growth(arguments.scale)


def whole_processes(body, runs, scale):
    recipients = int(10_000_000 * scale)
    with body.open("wb") as file:
        subprocess.run([PEERS, "body", str(recipients)], stdout=file, check=True)
    names = {status["name"]: str(status["code"]) for status in json.loads(output([PEERS, "statuses"]))}
    programs = {
        "campaign_report --json": (
            [REPORT, "--json", body],
            lambda text: {names[name]: n for name, n in json.loads(text)["statuses"].items()},
        ),
        "Polars, 2 threads": ([*QUERY, "polars_body", body], lambda text: json.loads(text)["counts"]),
        "DuckDB, 1 thread, behind `tr`": (
            ["sh", "-c", f"tr '|' '\\n' < '{body}' | '{sys.executable}' '{HERE}/query.py' duckdb_body /dev/stdin"],
            lambda text: json.loads(text)["counts"],
        ),
        "mawk": (
            ["mawk", "-v", "RS=|", "{ n[$2]++ } END { for (code in n) print code, n[code] }", body],
            lambda text: {code: int(n) for code, n in map(str.split, text.splitlines())},
        ),
        # Three words a recipient, but one `|` fewer than recipients.
        "wc -w": (["wc", "-w", body], lambda text: (int(text.split()[0]) + 1) // 3),
    }

    def check(results):
        expected = results["campaign_report --json"]
        assert sum(expected.values()) == recipients, expected
        assert results.pop("wc -w") == recipients
        for name, counts in results.items():
            assert counts == expected, f"{name}: {counts}, not {expected}"

    def measure(name):
        command, counts = programs[name]
        start = time.perf_counter()
        text = output(command)
        return time.perf_counter() - start, counts(text)

    seconds = rounds(programs, measure, check, runs)
    title = f"A body of {recipients:,} recipients, whole processes"
    table(title, seconds, ["campaign_report --json"])


def campaigns(reports, runs, scale):
    messages = int(5_000_000 * scale)
    with reports.open("wb") as file:
        subprocess.run([PEERS, "reports", str(messages)], stdout=file, check=True)
    codes = json.dumps([status["code"] for status in json.loads(output([PEERS, "statuses"]))])
    programs = {
        "Campaign::record": [PEERS, "record", "record", reports],
        "Campaign::record_all": [PEERS, "record", "record-all", reports],
        "HashMap<String, _>": [PEERS, "record", "hash-map", reports],
        "DuckDB, 1 thread": [*QUERY, "duckdb_campaign", reports, codes],
        "Polars, 2 threads": [*QUERY, "polars_campaign", reports, codes],
    }

    def check(results):
        expected = results["Campaign::record"]
        assert sum(expected.values()) == messages, expected
        for name, counts in results.items():
            assert counts == expected, f"{name}: {counts}, not {expected}"

    def measure(name):
        result = json.loads(output(programs[name]))
        return result["seconds"], {code: n for code, n in result["counts"].items() if n}

    seconds = rounds(programs, measure, check, runs)
    title = f"Reports on {messages:,} messages, already in memory"
    table(title, seconds, ["Campaign::record", "Campaign::record_all"])


def growth(scale):
    print("| messages | reports | record | record_all | peak, record | peak, record_all |\n|--:|--:|--:|--:|--:|--:|")
    for messages in (int(size * scale) for size in GROWTH):
        record, batch = (json.loads(output([PEERS, "grow", how, str(messages)])) for how in ("record", "record-all"))
        assert record["counts"] == batch["counts"]
        times = (f"{1e9 * of['seconds'] / of['reports']:.0f} ns" for of in (record, batch))
        peaks = (f"{of['peak_bytes'] / messages:.1f} B" for of in (record, batch))
        print(f"| {messages:,} | {record['reports']:,} |", " | ".join([*times, *peaks]), "|")


def output(command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout


def rounds(programs, measure, check, runs):
    """Once unmeasured, to check the counts; then `runs` rounds, each program once per round."""
    check({name: measure(name)[1] for name in programs})
    seconds = {name: [] for name in programs}
    for _ in range(runs):
        for name in programs:
            seconds[name].append(measure(name)[0])
    return seconds


def table(title, seconds, ours):
    """The median time of each program, and how many times as long as ours it took in the same round."""
    print(f"{title}\n\n| program | median |", " | ".join(f"× {name}: min, median, max" for name in ours), "|")
    print("|---|--:|" + "--:|" * len(ours))
    for name, times in seconds.items():
        ratios = [[time / own for time, own in zip(times, seconds[base])] for base in ours]
        cells = (f"{min(r):.2f}, {statistics.median(r):.2f}, {max(r):.2f}" for r in ratios)
        print(f"| {name} | {statistics.median(times):.3f} s |", " | ".join(cells), "|")
    print(flush=True)


main()
