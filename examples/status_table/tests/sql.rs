//! The recipes of `docs/sql.md` give what the library says, in each engine. `.ci/sql` installs the engines and runs these tests.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
};

use common::run::{repository, run};
use sms_status::{BulkReport, Campaign, DeliveryStatus, NumberHistory};
use tempfile::TempDir;

/// A code block of the page: its language with what it is marked with, and its text.
type Block = (String, String);

/// The code blocks below a heading of the page.
fn blocks(heading: &str) -> Vec<Block> {
    let page = fs::read_to_string(repository().join("docs/sql.md")).unwrap();
    let start = page.find(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no heading {heading:?}"));
    let section = page[start + 4..].split("\n## ").next().unwrap();
    let block = |(number, block): (usize, &str)| {
        (number % 2 == 1)
            .then(|| block.split_once('\n').map(|(kind, text)| (kind.to_owned(), text.to_owned())).unwrap())
    };
    section.split("```").enumerate().filter_map(block).collect()
}

/// The recipes below a heading that every engine takes.
fn recipes(heading: &str) -> Vec<String> {
    blocks(heading).into_iter().filter(|(kind, _)| kind == "sql").map(|(_, text)| text).collect()
}

/// The results below a heading.
fn results(heading: &str) -> Vec<Vec<String>> {
    blocks(heading).into_iter().filter(|(kind, _)| kind == "text").map(|(_, text)| rows(&text)).collect()
}

fn rows(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

enum Engine {
    Sqlite,
    Postgresql(Server),
    Duckdb,
}

/// A PostgreSQL server, which ends with its standard input.
struct Server {
    process: Child,
    _input: ChildStdin,
    url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

impl Engine {
    fn postgresql() -> Self {
        let mut server = Command::new(repository().join("examples/webhook/tests/postgres"));
        let mut process = server.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let input = process.stdin.take().unwrap();
        Self::Postgresql(Server { process, _input: input, url: url.trim().to_owned() })
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgresql(_) => "postgresql",
            Self::Duckdb => "duckdb",
        }
    }

    /// Runs a script in a new database, and returns the rows that its queries print, as CSV.
    fn run(&self, folder: &Path, script: &str) -> Vec<String> {
        /// Prints the rows of every statement that has some.
        const DUCKDB: &str = "import csv, duckdb, sys
output = csv.writer(sys.stdout, lineterminator='\\n')
connection = duckdb.connect()
for statement in connection.extract_statements(sys.stdin.read()):
    result = connection.execute(statement)
    if statement.type == duckdb.StatementType.SELECT:
        output.writerows(result.fetchall())
";

        let (mut command, script) = match self {
            Self::Sqlite => (Command::new("sqlite3"), format!(".mode csv\n{script}")),
            Self::Postgresql(server) => {
                let mut command = Command::new("psql");
                command.args([
                    "--csv",
                    "--tuples-only",
                    "--quiet",
                    "--no-psqlrc",
                    "--set=ON_ERROR_STOP=1",
                    &server.url,
                ]);
                (
                    command,
                    format!("CREATE SCHEMA own; SET search_path = own, pg_temp;\n{script}\nDROP SCHEMA own CASCADE;\n"),
                )
            }
            Self::Duckdb => {
                let mut command = Command::new(env::var("SQL_PYTHON").unwrap_or_else(|_| "python3".to_owned()));
                command.args(["-c", DUCKDB]);
                (command, script.to_owned())
            }
        };
        if matches!(self, Self::Sqlite) {
            command.args(["-batch", "-bail", ":memory:"]);
        }
        command.env("PGOPTIONS", "--client-min-messages=warning").current_dir(folder);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && errors.is_empty(), "{}: {errors}", self.name());
        rows(&String::from_utf8(output.stdout).unwrap())
    }
}

fn vocabulary() -> String {
    let (status, sql, errors) = run("status_table", &["--sql"], b"");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    sql
}

/// What every engine does.
fn check(engine: &Engine) {
    the_page_shows_what_its_recipes_print(engine);
    the_recipes_say_what_the_library_says(engine);
    every_value_of_a_platform_is_loaded(engine);
}

fn the_page_shows_what_its_recipes_print(engine: &Engine) {
    let folder = TempDir::new().unwrap();
    let (status, reports, errors) = run("normalize", &["--from", "vonage", "examples/data/callbacks.log"], b"");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    fs::write(folder.path().join("reports.ndjson"), reports).unwrap();
    let kind = format!("sql {}", engine.name());
    let load: String = blocks("Load reports").into_iter().filter(|(it, _)| *it == kind).map(|(_, text)| text).collect();
    let [report] = &recipes("Load reports")[..] else { panic!("one table of reports") };
    let start = vocabulary() + report + &load + &recipes("Keep the right status of each message").concat();

    let [rate, _] = &recipes("Count a campaign")[..] else { panic!("two queries") };
    let [expected] = &results("Count a campaign")[..] else { panic!("one result") };
    let rounded = |row: &String| {
        let (start, rate) = row.rsplit_once(',').unwrap();
        format!("{start},{:.6}", rate.parse::<f64>().unwrap())
    };
    let printed = engine.run(folder.path(), &format!("{start}{rate}"));
    assert_eq!(
        printed.iter().map(rounded).collect::<Vec<_>>(),
        expected.iter().map(rounded).collect::<Vec<_>>(),
        "{}",
        engine.name()
    );

    let numbers = recipes("What to do with a number").concat();
    let [expected] = &results("What to do with a number")[..] else { panic!("one result") };
    assert_eq!(&engine.run(folder.path(), &(start + &numbers)), expected, "{}", engine.name());
}

/// A report as the table has it.
#[derive(Clone)]
struct Row {
    message: u32,
    number: u32,
    campaign: u32,
    status: DeliveryStatus,
    opted_out: bool,
    at: u32,
}

/// Every pair of statuses at every order of two times, and what chance gives.
fn random_reports(random: &mut fastrand::Rng) -> Vec<Row> {
    let all = DeliveryStatus::VARIANTS;
    let mut rows = Vec::new();
    for (first, &a) in (0..).zip(all) {
        for (second, &b) in (0..).zip(all) {
            let message = first * 100 + second;
            let times = [(1, 1), (1, 2)][random.usize(..2)];
            for (status, at) in [(a, times.0), (b, times.1)] {
                rows.push(Row { message, number: message, campaign: message % 50, status, opted_out: false, at });
            }
        }
    }
    for message in 10_000..12_000 {
        let number = random.u32(10_000..10_400);
        for _ in 0..random.u32(1..4) {
            let status = all[random.usize(..all.len())];
            let opted_out = random.u32(..20) == 0;
            rows.push(Row { message, number, campaign: message % 50, status, opted_out, at: random.u32(..6) });
        }
    }
    // Campaigns of which all is pending, and all is received.
    let extremes = [(90, DeliveryStatus::Sent), (91, DeliveryStatus::Received)];
    rows.extend(extremes.map(|(campaign, status)| Row {
        message: 20_000 + campaign,
        number: 20_000,
        campaign,
        status,
        opted_out: false,
        at: 1,
    }));
    random.shuffle(&mut rows);
    rows
}

fn insert(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let Row { message, number, campaign, status, opted_out, at } = row;
        format!("('m{message}', '+{number}', 'c{campaign}', '{}', {opted_out}, {at})", status.name())
    };
    format!("INSERT INTO report VALUES\n{};\n", rows.iter().map(row).collect::<Vec<_>>().join(",\n"))
}

fn the_recipes_say_what_the_library_says(engine: &Engine) {
    let mut random = fastrand::Rng::with_seed(7);
    let reports = random_reports(&mut random);
    let opt_ins: Vec<(u32, u32)> = (0..600).map(|_| (random.u32(10_000..10_400), random.u32(..6))).collect();
    let mut messages: BTreeMap<u32, Campaign<u32>> = BTreeMap::new();
    let mut numbers: BTreeMap<u32, NumberHistory<u32>> = BTreeMap::new();
    for Row { message, number, campaign, status, opted_out, at } in &reports {
        messages.entry(*campaign).or_default().record(*message, *status);
        let number = numbers.entry(*number).or_default();
        number.record(*status, *at);
        if *opted_out {
            number.record(DeliveryStatus::Blacklisted, *at);
        }
    }
    for (number, at) in &opt_ins {
        if let Some(number) = numbers.get_mut(number) {
            number.record_opt_in(*at);
        }
    }

    let [table, keep] = &recipes("Keep the right status of each message")[..] else { panic!("two statements") };
    let [report] = &recipes("Load reports")[..] else { panic!("one table of reports") };
    let [opt_in, action] = &recipes("What to do with a number")[..] else { panic!("two statements") };
    let [rate, statuses] = &recipes("Count a campaign")[..] else { panic!("two queries") };
    let half = reports.len() / 2;
    let mut script = vocabulary() + report + table + opt_in;
    // In parts, one of which comes twice.
    for part in [&reports[..half], &reports[half / 2..], &reports[..half]] {
        write!(script, "DELETE FROM report;\n{}{keep}", insert(part)).unwrap();
    }
    let values: Vec<_> = opt_ins.iter().map(|(number, at)| format!("('+{number}', {at})")).collect();
    write!(script, "DELETE FROM report;\n{}INSERT INTO opt_in VALUES {};\n", insert(&reports), values.join(", "))
        .unwrap();
    let folder = TempDir::new().unwrap();
    let ask = |query: &str| engine.run(folder.path(), &(script.clone() + query));

    let of_campaigns: BTreeMap<String, BulkReport> =
        messages.iter().map(|(campaign, messages)| (format!("c{campaign}"), *messages.report())).collect();
    let printed = ask(rate);
    assert_eq!(printed.len(), of_campaigns.len());
    for (row, (campaign, report)) in printed.iter().zip(&of_campaigns) {
        let [start @ .., rate] = &row.split(',').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let count = |outcome| report.count_outcome(outcome).to_string();
        let [received, pending] = [sms_status::Outcome::Received, sms_status::Outcome::Pending].map(count);
        assert_eq!(start, [campaign, &report.total().to_string(), &received, &pending], "{row}");
        match report.delivery_rate() {
            Some(expected) => assert!((rate.parse::<f64>().unwrap() - expected).abs() < 1e-9, "{row} {expected}"),
            None => assert_eq!(*rate, "", "{row}"),
        }
    }
    let expected: Vec<String> = of_campaigns
        .iter()
        .flat_map(|(campaign, report)| {
            report.iter().map(move |(status, count)| {
                format!("{campaign},{},{},{count}", status.name(), status.label(sms_status::Language::French))
            })
        })
        .collect();
    let unquoted: Vec<_> = ask(statuses).iter().map(|row| row.replace('"', "")).collect();
    assert_eq!(unquoted, expected, "{}", engine.name());

    let expected: Vec<String> =
        numbers.iter().map(|(number, history)| format!("+{number},{}", history.action().name())).collect();
    let (mut printed, mut expected) = (ask(action), expected);
    printed.sort_unstable();
    expected.sort_unstable();
    assert_eq!(printed, expected, "{}", engine.name());
}

fn every_value_of_a_platform_is_loaded(engine: &Engine) {
    let (_, vonage, _) = run("status_table", &["--platform", "vonage", "--sql"], b"");
    let (_, twilio, _) = run("status_table", &["--platform", "twilio", "--sql"], b"");
    let query = "SELECT status FROM platform_value WHERE platform = 'vonage' AND \"of\" = 'cause' AND value = '9';";
    let folder = TempDir::new().unwrap();
    assert_eq!(engine.run(folder.path(), &(vonage + &twilio + query)), ["blacklisted"], "{}", engine.name());
}

#[test]
#[ignore = "needs SQLite"]
fn sqlite() {
    check(&Engine::Sqlite);
}

#[test]
#[ignore = "needs PostgreSQL"]
fn postgresql() {
    check(&Engine::postgresql());
}

#[test]
#[ignore = "needs DuckDB"]
fn duckdb() {
    check(&Engine::Duckdb);
}
