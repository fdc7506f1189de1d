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
from random import Random

HERE = Path(__file__).parent
PEERS = HERE / "target/release/peers"
REPORT = HERE / "../../target/release/examples/campaign_report"
CLEAN = HERE / "../../target/release/examples/clean_address_book"
QUERY = [sys.executable, HERE / "query.py"]
GROWTH = [10_000, 100_000, 1_000_000, 5_000_000, 20_000_000]
EVENTS = [10_000, 100_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000]
CAMPAIGNS = [10_000, 100_000, 1_000_000]
THREADS = [1, 2]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="the number of rounds (default: 5)")
    parser.add_argument("--scale", type=float, default=1, help="the size of the data; 0.01 for a quick trial (default: 1)")
    tasks = {
        "bodies": bodies,
        "campaigns": campaigns,
        "events": events,
        "compressed": compressed,
        "callbacks": callbacks,
        "contacts": contacts,
        "growth": growth,
    }
    parser.add_argument("tasks", nargs="*", metavar="TASK", help=f"what to run (default: all): {', '.join(tasks)}")
    arguments = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = "2"
    # In any other locale `wc` is slower.
    os.environ["LC_ALL"] = "C"
    for task in arguments.tasks or tasks:
        with tempfile.TemporaryDirectory() as folder:
            tasks[task](Path(folder), arguments.runs, arguments.scale)


def bodies(folder, runs, scale):
    recipients = int(10_000_000 * scale)
    body = make(folder / "body.txt", "body", recipients)
    programs = {
        "campaign_report --json": (
            [REPORT, "--json", body],
            report_counts,
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


def campaigns(folder, runs, scale):
    messages = int(5_000_000 * scale)
    reports = make(folder / "reports.csv", "reports", messages)
    codes = json.dumps(statuses())
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


def events(folder, runs, scale):
    messages = int(1_000_000 * scale)
    codes = json.dumps(statuses())
    for form in ("csv", "ndjson"):
        file = make(folder / f"events.{form}", "events", form, messages)
        programs = {}
        for threads in THREADS:
            name = f"{threads} thread{'s' if threads > 1 else ''}"
            duckdb = [*QUERY, "duckdb_events", file, codes, str(threads)]
            programs[f"campaign_report, {name}"] = [REPORT, "--threads", str(threads), "--json", file]
            programs[f"DuckDB, {name}"] = [*duckdb, '"message_id, recipient"']
            programs[f"DuckDB, {name}, by the id alone"] = [*duckdb, '"message_id"']
            programs[f"chDB, {name}"] = [*QUERY, "chdb_events", file, codes, str(threads)]
            programs[f"Polars, {name}"] = [*QUERY, "polars_events", file, codes, str(threads)]
        compare(f"{3 * messages:,} events in {file.stat().st_size / 1e6:,.0f} MB of {form}", programs, messages, runs)
        file.unlink()


def compressed(folder, runs, scale):
    messages = int(1_000_000 * scale)
    codes = json.dumps(statuses())
    print("| file | program | median | × decompressing or reading it uncompressed, whichever is longer: min, median, max |")
    print("|---|---|--:|--:|")
    for form in ("csv", "ndjson"):
        plain = make(folder / f"events.{form}", "events", form, messages)
        for packed, command in ((f"{plain}.gz", ["gzip", "--keep"]), (f"{plain}.zst", ["zstd", "--quiet"])):
            subprocess.run([*command, plain], check=True)
            programs = {"decompressing alone": [PEERS, "unpack", packed]}
            for threads in THREADS:
                name = f"{threads} thread{'s' if threads > 1 else ''}"
                report = [REPORT, "--threads", str(threads), "--json"]
                programs[f"campaign_report, {name}, uncompressed"] = [*report, plain]
                programs[f"campaign_report, {name}"] = [*report, packed]
                programs[f"DuckDB, {name}"] = [*QUERY, "duckdb_events", packed, codes, str(threads), '"message_id, recipient"']

            def measure(name):
                seconds, _, text = process(programs[name])
                if programs[name][0] == PEERS:
                    assert int(text) == plain.stat().st_size, text
                    return seconds, None
                return seconds, report_counts(text) if programs[name][0] == REPORT else json.loads(text)["counts"]

            def check(results):
                del results["decompressing alone"]
                expected = results["campaign_report, 1 thread, uncompressed"]
                assert sum(expected.values()) == messages, expected
                for name, counts in results.items():
                    assert counts == expected, f"{name}: {counts}, not {expected}"

            seconds = rounds(programs, measure, check, runs)
            for name, times in seconds.items():
                cell = ""
                if not name.endswith(("alone", "uncompressed")):
                    reading = seconds[f"campaign_report, {name.split(', ')[1]}, uncompressed"]
                    floor = [max(both) for both in zip(reading, seconds["decompressing alone"])]
                    cell = ratios(times, floor)
                size = f"{Path(packed).name}, {Path(packed).stat().st_size / 1e6:,.0f} MB"
                print(f"| {size} | {name} | {statistics.median(times):.3f} s | {cell} |", flush=True)
            Path(packed).unlink()
        plain.unlink()
    print(flush=True)


def callbacks(folder, runs, scale):
    messages = int(1_000_000 * scale)
    codes = json.dumps(statuses())
    for layout in json.loads(output([PEERS, "platforms"])):
        file = make(folder / "callbacks.log", "callbacks", layout["name"], messages)
        programs = {}
        for threads in THREADS:
            name = f"{threads} thread{'s' if threads > 1 else ''}"
            arguments = [file, codes, str(threads), json.dumps(layout)]
            own = [REPORT, "--from", layout["platform"], "--threads", str(threads), "--json", file]
            programs[f"campaign_report, {name}"] = own
            programs[f"DuckDB, {name}"] = [*QUERY, "duckdb_callbacks", *arguments]
            if layout["form"]:
                programs[f"DuckDB, {name}, fields by their place"] = [*QUERY, "duckdb_forms", *arguments]
            programs[f"chDB, {name}"] = [*QUERY, "chdb_callbacks", *arguments]
        size = file.stat().st_size
        title = f"{3 * messages:,} callbacks ({layout['name']}), {size / 3 / messages:,.0f} bytes each"
        compare(title, programs, messages, runs)
        file.unlink()


def contacts(folder, runs, scale):
    rows = int(1_000_000 * scale)
    for form in ("French national form", "international form", "mixed countries"):
        file, body, out = folder / "contacts.csv", folder / "reports.txt", folder / "cleaned.csv"
        make_contacts(file, body, form, rows)
        own = [CLEAN, "--contacts", file, "--reports", body, "--region", "FR", "--out", out]
        arguments = [json.dumps(str(path)) for path in (body, out)]
        programs = {
            "clean_address_book, 1 core": ["taskset", "-c", "0", *own],
            "clean_address_book": own,
            "Python and phonenumbers": [*QUERY, "python_contacts", file, *arguments],
        }
        if form != "French national form":
            for threads in THREADS:
                name = f"DuckDB, {threads} thread{'s' if threads > 1 else ''}"
                programs[name] = [*QUERY, "duckdb_contacts", file, *arguments, str(threads)]
        kept = {}

        def measure(name):
            seconds, _, text = process(programs[name])
            kept[name] = sorted(out.read_text().splitlines()[1:])
            if CLEAN not in programs[name]:
                return seconds, json.loads(text)["counts"]
            actions = [int(line.split()[0].replace(",", "")) for line in text.splitlines()[:4]]
            return seconds, {"11": actions[0], "3522": actions[2], "3999": actions[3]}

        def check(results):
            expected = results["clean_address_book"]
            assert sum(expected.values()) == rows, expected
            for name, counts in results.items():
                assert counts == expected, f"{name}: {counts}, not {expected}"
                assert kept[name] == kept["clean_address_book"], name

        seconds = rounds(programs, measure, check, runs)
        table(f"{rows:,} contacts and as many reports, {form}", seconds, ["clean_address_book, 1 core"])


def make_contacts(file, body, form, rows):
    """A list of made-up numbers, and reports on three fifths of them and on as many others as are missing."""
    random = Random(30)
    countries = {"33": 9, "32": 9, "44": 10, "49": 11, "34": 9, "39": 10, "41": 9, "1": 10, "212": 9, "225": 10}
    starts = {"33": "61", "32": "47", "44": "77", "49": "151", "34": "6", "39": "34", "41": "79", "1": "21255", "212": "6", "225": "07"}
    codes = list(countries) if form == "mixed countries" else ["33"]
    numbers = set()
    while len(numbers) < 1.4 * rows:
        code = random.choice(codes)
        start = starts[code]
        digits = countries[code] - len(start)
        numbers.add(code + start + str(random.randrange(10**digits)).zfill(digits))
    numbers = sorted(numbers)
    random.shuffle(numbers)

    def written(number):
        if form != "French national form":
            return "+" + number
        pairs = "0" + number[2:]
        return " ".join(pairs[at : at + 2] for at in range(0, 10, 2))

    with file.open("w") as output:
        output.write("name,phone\r\n")
        output.writelines(f"Name {at},{written(number)}\r\n" for at, number in enumerate(numbers[:rows]))
    reported = numbers[-rows:]
    random.shuffle(reported)
    statuses = random.choices(["11", "3522", "3999"], [90, 8, 2], k=rows)
    body.write_text(" | ".join(f"{number} {status}" for number, status in zip(reported, statuses)))


def compare(title, programs, messages, runs):
    """Compares whole processes, each with the campaign report on as many threads."""

    def check(results):
        expected = results["campaign_report, 1 thread"]
        assert sum(expected.values()) == messages, expected
        for name, counts in results.items():
            assert counts == expected, f"{name}: {counts}, not {expected}"

    def measure(name):
        seconds, _, text = process(programs[name])
        return seconds, report_counts(text) if programs[name][0] == REPORT else json.loads(text)["counts"]

    seconds = rounds(programs, measure, check, runs)
    print(f"{title}\n\n| program | median | × campaign_report on as many threads: min, median, max |\n|---|--:|--:|")
    for name, times in seconds.items():
        own = seconds[f"campaign_report, {name.split(', ')[1]}"]
        print(f"| {name} | {statistics.median(times):.3f} s | {ratios(times, own)} |")
    print(flush=True)


def growth(folder, runs, scale):
    del runs
    print("| messages | reports | record | record_all | peak, record | peak, record_all |\n|--:|--:|--:|--:|--:|--:|")
    for messages in (int(size * scale) for size in GROWTH):
        record, batch = (json.loads(output([PEERS, "grow", how, str(messages)])) for how in ("record", "record-all"))
        assert record["counts"] == batch["counts"]
        times = (f"{1e9 * of['seconds'] / of['reports']:.0f} ns" for of in (record, batch))
        peaks = (f"{of['peak_bytes'] / messages:.1f} B" for of in (record, batch))
        print(f"| {messages:,} | {record['reports']:,} |", " | ".join([*times, *peaks]), "|")
    print()
    titles = [f"{form}, {threads}" for form in ("csv", "ndjson") for threads in THREADS]
    print("| events |", " | ".join(titles), "| peak, 1 thread | peak, 2 threads |\n|--:|" + "--:|" * (len(titles) + 2))
    for size in EVENTS:
        messages = int(size * scale) // 3
        cells, peaks = [], []
        for form in ("csv", "ndjson"):
            file = make(folder / f"events.{form}", "events", form, messages)
            for threads in THREADS:
                command = [REPORT, "--threads", str(threads), "--json", file]
                # The largest files take minutes.
                runs_of = [process(command) for _ in range(1 if size == EVENTS[-1] else 3)]
                for _, _, text in runs_of:
                    assert json.loads(text)["total"] == messages
                seconds = statistics.median(seconds for seconds, _, _ in runs_of)
                cells.append(f"{seconds:.3f} s, {1e9 * seconds / (3 * messages):.0f} ns")
                peaks.append((threads, max(peak for _, peak, _ in runs_of)))
            file.unlink()
        cells += (f"{max(peak for of, peak in peaks if of == threads) / 1e6:.0f} MB" for threads in THREADS)
        print(f"| {3 * messages:,} |", " | ".join(cells), "|", flush=True)
    print("\n| campaigns | table | peak | JSON | peak | size of the JSON |\n|--:|--:|--:|--:|--:|--:|")
    for number in (int(number * scale) for number in CAMPAIGNS):
        file = make(folder / "campaigns.csv", "events", "csv", number, number)
        out = folder / "campaigns.out"
        cells = []
        for options in ([], ["--json"]):
            seconds, peak, _ = process([REPORT, "--threads", "1", "--by", "campaign", *options, file], out)
            cells += (f"{seconds:.3f} s", f"{peak / 1e6:.0f} MB")
        with out.open() as lines:
            found = sum(line.startswith('      "campaign":') for line in lines)
            assert found == number, found
        print(f"| {number:,} |", " | ".join(cells), f"| {out.stat().st_size / 1e6:.0f} MB |", flush=True)
        file.unlink()


def make(file, *arguments):
    with file.open("wb") as output:
        subprocess.run([PEERS, *map(str, arguments)], stdout=output, check=True)
    return file


def statuses():
    return [status["code"] for status in json.loads(output([PEERS, "statuses"]))]


def report_counts(text):
    names = {status["name"]: str(status["code"]) for status in json.loads(output([PEERS, "statuses"]))}
    return {names[name]: n for name, n in json.loads(text)["statuses"].items()}


def process(command, out=None):
    """How long a process takes, the most memory it has, in bytes, and what it prints, unless that goes to a file."""
    start = time.perf_counter()
    with (
        open(out or os.devnull, "wb") as file,
        subprocess.Popen(command, stdout=file if out else subprocess.PIPE, text=True) as child,
    ):
        text = "" if out else child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return seconds, 1024 * usage.ru_maxrss, text


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
        cells = (ratios(times, seconds[base]) for base in ours)
        print(f"| {name} | {statistics.median(times):.3f} s |", " | ".join(cells), "|")
    print(flush=True)


def ratios(times, own):
    ratios = [time / own for time, own in zip(times, own)]
    return f"{min(ratios):.2f}, {statistics.median(ratios):.2f}, {max(ratios):.2f}"


main()
