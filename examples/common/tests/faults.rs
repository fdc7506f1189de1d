//! What the main programs do if something goes wrong around them: the table of `docs/guarantees.md`, row by row.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs::{self, File},
    io::Write,
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::LazyLock,
};

use tempfile::TempDir;

use common::run::{built, run};

const CONTACTS: &str = "phone;name\n+33639980001;A\n+33639980002;B\n";
const REPORTS: &str = "33639980001 11 | 33639980002 3522";
const CLEANED: &str = "phone;name\n+33639980001;A\n";
const OLD: &str = "what was there before";

/// The library that makes a call fail, compiled once.
static FAULT: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let library = folder.path().join("fault.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fault.c");
    let mut cc = Command::new("cc");
    // What links a program in Rust is a compiler of C.
    let status = cc.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl").status().unwrap();
    assert!(status.success());
    (folder, library)
});

/// Some files, and a program that reads and writes them.
struct Case {
    folder: TempDir,
    program: &'static str,
    arguments: Vec<String>,
    /// The files that it reads.
    inputs: &'static [&'static str],
    /// The files that it writes, in the order in which they get their names.
    outputs: &'static [&'static str],
}

impl Case {
    fn clean_address_book() -> Self {
        let arguments = ["--contacts", "@contacts.csv", "--reports", "@reports.txt", "--out", "@cleaned.csv"];
        let (inputs, outputs) = (&["contacts.csv", "reports.txt"], &["cleaned.reasons.csv", "cleaned.csv"]);
        Self::new("clean_address_book", &arguments, inputs, outputs)
    }

    fn campaign_report() -> Self {
        Self::new("campaign_report", &["@reports.txt", "--svg", "@chart.svg"], &["reports.txt"], &["chart.svg"])
    }

    /// Arguments that start with `@` are paths in the folder.
    fn new(
        program: &'static str,
        arguments: &[&str],
        inputs: &'static [&'static str],
        outputs: &'static [&'static str],
    ) -> Self {
        let folder = TempDir::new().unwrap();
        let path = |argument: &&str| match argument.strip_prefix('@') {
            Some(name) => folder.path().join(name).display().to_string(),
            None => (*argument).to_owned(),
        };
        let arguments = arguments.iter().map(path).collect();
        let case = Self { folder, program, arguments, inputs, outputs };
        case.prepare();
        case
    }

    fn prepare(&self) {
        self.write("contacts.csv", CONTACTS);
        self.write("reports.txt", REPORTS);
        for output in self.outputs {
            self.write(output, OLD);
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(built(self.program));
        command.args(&self.arguments);
        command
    }

    /// Runs the program with a fault, which `fault.c` explains.
    fn run_with(&self, fault: &str, at: usize, file: Option<&str>) -> Output {
        let mut command = self.command();
        command.env("LD_PRELOAD", &FAULT.1).env("FAULT", fault).env("FAULT_AT", at.to_string());
        command.envs(file.map(|file| ("FAULT_FILE", self.path(file))));
        command.output().unwrap()
    }

    /// Whether each output is the new one; it is the old one otherwise, and the inputs are as they were.
    #[track_caller]
    fn are_new(&self, new: &[String]) -> Vec<bool> {
        assert_eq!((self.read("contacts.csv"), self.read("reports.txt")), (CONTACTS.to_owned(), REPORTS.to_owned()));
        let is_new = |(name, new): (&&str, &String)| {
            let text = self.read(name);
            assert!(text == OLD || text == *new, "{name}: {text}");
            text == *new
        };
        self.outputs.iter().zip(new).map(is_new).collect()
    }

    /// The names of the files that are neither read nor written.
    fn traces(&self) -> Vec<String> {
        let names = fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let is_known = |name: &str| ["contacts.csv", "reports.txt"].contains(&name) || self.outputs.contains(&name);
        names.filter(|name| !is_known(name)).collect()
    }
}

/// Runs each program with a fault at each step of writing, until it has no fault any more.
fn at_every_step(fault: &str, check: impl Fn(&Case, &Output)) {
    for case in [Case::clean_address_book(), Case::campaign_report()] {
        assert!(case.command().output().unwrap().status.success());
        let new: Vec<_> = case.outputs.iter().map(|name| case.read(name)).collect();
        let mut steps = 0;
        loop {
            for trace in case.traces() {
                fs::remove_file(case.path(&trace)).unwrap();
            }
            case.prepare();
            let output = case.run_with(fault, steps + 1, None);
            let are_new = case.are_new(&new);
            if output.status.success() {
                assert!(are_new.iter().all(|&is_new| is_new));
                break;
            }
            // Each comes after the one before, and the last one cannot come without the end of all steps.
            assert!(are_new.is_sorted_by(|before, after| before >= after), "{are_new:?}");
            check(&case, &output);
            steps += 1;
        }
        // Each is created, written and brought to the disk.
        assert!(steps >= 3 * case.outputs.len(), "{}: {steps}", case.program);
    }
}

#[test]
fn a_program_that_is_killed_leaves_the_old_files_or_the_new_ones() {
    at_every_step("kill", |case, output| {
        assert_eq!(output.status.signal(), Some(9));
        assert!(case.traces().iter().all(|name| name.starts_with(".tmp")), "{:?}", case.traces());
    });
}

#[test]
fn a_full_disk_is_an_error_that_leaves_what_was_there() {
    at_every_step("full", |case, output| {
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), errors.lines().count()), (Some(1), 1), "{errors}");
        assert!(errors.contains("No space left on device"), "{errors}");
        assert_eq!(case.traces(), [""; 0]);
    });
}

/// The same on a disk that is really full.
#[test]
fn a_small_disk_is_full() {
    let has_mount = Command::new("unshare").args(["--mount", "true"]).status().is_ok_and(|status| status.success());
    if !has_mount {
        eprintln!("skipped: only root can mount a small disk");
        return;
    }
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let contacts = "+33639980003\n".repeat(20_000);
    fs::write(path("contacts.csv"), format!("phone\n{contacts}")).unwrap();
    fs::write(path("reports.txt"), REPORTS).unwrap();
    fs::create_dir(path("disk")).unwrap();
    let disk = r#"mount -t tmpfs -o size=64k none "$1" && printf old >"$1/cleaned.csv" && shift &&
        { "$@"; echo "status $?"; ls -A "$(dirname "$7")"; cat "$7"; } 2>&1"#;
    let program = built("clean_address_book").display().to_string();
    let output = Command::new("unshare")
        .args(["--mount", "sh", "-c", disk, "sh", &path("disk"), &program, "--contacts", &path("contacts.csv")])
        .args(["--reports", &path("reports.txt"), "--out", &path("disk/cleaned.csv")])
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(printed.starts_with("error: ") && printed.contains("No space left on device"), "{printed}");
    assert!(printed.ends_with("\nstatus 1\ncleaned.csv\nold"), "{printed}");
}

#[test]
fn an_input_that_cannot_be_read_to_its_end_is_an_error() {
    for case in [Case::clean_address_book(), Case::campaign_report()] {
        for input in case.inputs {
            for (fault, message) in
                [("read", "Input/output error (os error 5)"), ("shrink", "the file became shorter while it was read")]
            {
                case.prepare();
                // Enough for several reads.
                let text = if *input == "contacts.csv" {
                    CONTACTS.to_owned() + &"+33639980003;C\n".repeat(100_000)
                } else {
                    REPORTS.to_owned() + &" | 33639980003 11".repeat(100_000)
                };
                for at in [1, 8, 12] {
                    case.write(input, &text);
                    let output = case.run_with(fault, at, Some(input));
                    let error = format!("error: {}: {message}\n", case.path(input).display());
                    assert_eq!(String::from_utf8_lossy(&output.stderr), error, "{fault} {at}");
                    assert_eq!(output.status.code(), Some(1), "{fault} {at}");
                    let is_old = |name: &&str| case.read(name) == OLD;
                    // The report is on what was read before, if there is something.
                    let is_report = case.program == "campaign_report" && !output.stdout.is_empty();
                    assert!(is_report || case.outputs.iter().all(is_old), "{fault} {at}");
                    assert_eq!(case.traces(), [""; 0]);
                }
            }
        }
    }
}

#[test]
fn the_other_files_are_reported_if_one_cannot_be_read() {
    let case = Case::new("campaign_report", &["@events.csv", "@reports.txt"], &[], &[]);
    let events = "message_id,recipient,code\n".to_owned() + &"a,33639980001,13\n".repeat(100_000);
    case.write("events.csv", events);
    // The second of the large reads.
    let output = case.run_with("read", 12, Some("events.csv"));
    assert_eq!(output.status.code(), Some(1));
    // Two messages of the body, and the one of the events that came before.
    let page = String::from_utf8_lossy(&output.stdout);
    assert!(page.contains("Messages: 3 "), "{page}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("Input/output error"));
}

/// A pipe whose reader has ended.
fn closed_pipe() -> Stdio {
    let mut reader = Command::new("true").stdin(Stdio::piped()).spawn().unwrap();
    let writer = reader.stdin.take().unwrap();
    reader.wait().unwrap();
    writer.into()
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    for case in [Case::clean_address_book(), Case::campaign_report()] {
        let output = case.command().stdout(closed_pipe()).output().unwrap();
        assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(0), ""));
        assert!(case.outputs.iter().all(|name| case.read(name) != OLD));
        // If nobody can be told of an error, the exit status still tells it.
        fs::remove_file(case.path("reports.txt")).unwrap();
        let output = case.command().stderr(closed_pipe()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    for case in [Case::clean_address_book(), Case::campaign_report()] {
        let output = case.command().stdout(File::create("/dev/full").unwrap()).output().unwrap();
        let error = "error: No space left on device (os error 28)\n";
        assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(1), error));
        assert!(case.outputs.iter().all(|name| case.read(name) != OLD));
    }
}

#[test]
fn input_that_ends_early_is_reported_as_far_as_it_goes() {
    let (status, page, errors) = run("campaign_report", &["-"], b"33639980001 11 | 33639980002 13 | 336399");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(page.contains("Messages: 2 ") && page.contains("the code is missing (\"336399\")"), "{page}");
}

/// Runs a program with less memory than the larger files here.
fn in_little_memory(case: &Case) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", r#"ulimit -v 393216 && exec "$@""#, "sh"]).arg(built(case.program)).args(&case.arguments);
    command.output().unwrap()
}

fn make_sparse(path: &Path, start: &str, length: u64) {
    let mut file = File::create(path).unwrap();
    file.write_all(start.as_bytes()).unwrap();
    file.set_len(length).unwrap();
}

#[test]
fn a_hundred_gigabytes_of_nothing_are_refused_at_once() {
    let refused = "not a text: it begins with NUL bytes";
    for (case, input) in [
        (Case::clean_address_book(), "contacts.csv"),
        (Case::clean_address_book(), "reports.txt"),
        (Case::campaign_report(), "reports.txt"),
        (Case::new("campaign_report", &["@a.csv"], &[], &[]), "a.csv"),
        (Case::new("campaign_report", &["@a.ndjson"], &[], &[]), "a.ndjson"),
        (Case::new("campaign_report", &["@a.log", "--from", "twilio"], &[], &[]), "a.log"),
    ] {
        make_sparse(&case.path(input), "", 100_000_000_000);
        let output = in_little_memory(&case);
        let error = format!("error: {}: {refused}\n", case.path(input).display());
        assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(1), &*error));
        assert!(case.outputs.iter().all(|name| case.read(name) == OLD));
    }
}

#[test]
fn a_hole_in_a_file_takes_little_memory() {
    for (arguments, start) in [
        (["@a.csv", "--threads", "2"], "recipient,code,message_id\n33639980001,11,a\n"),
        (["@a.ndjson", "--threads", "2"], "{\"message_id\":\"a\",\"recipient\":\"33639980001\",\"code\":11}\n"),
    ] {
        let case = Case::new("campaign_report", &arguments, &[], &[]);
        make_sparse(&case.path(&arguments[0][1..]), start, 1 << 29);
        let output = in_little_memory(&case);
        let page = String::from_utf8_lossy(&output.stdout);
        assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(0), ""));
        assert!(page.contains("Messages: 1 ") && page.contains("the line is longer than 1 MiB"), "{page}");
    }
    let case = Case::campaign_report();
    make_sparse(&case.path("reports.txt"), REPORTS, 100_000_000_000);
    let output = in_little_memory(&case);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains(": no `|` "));
    // A list is only read, so that its hole is not written out.
    let case = Case::new("clean_address_book", &["--contacts", "@contacts.csv", "--reports", "@reports.txt"], &[], &[]);
    make_sparse(&case.path("contacts.csv"), CONTACTS, 1 << 29);
    let output = in_little_memory(&case);
    let summary = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert!(summary.contains("  line 4  longer than 1 MiB\n"), "{summary}");
}

#[test]
fn a_name_with_a_line_break_is_printed_on_one_line() {
    let case = Case::new(
        "clean_address_book",
        &["--contacts", "@con\ntacts.csv", "--reports", "@re\nports.txt", "--out", "@out\nput.csv"],
        &[],
        &["out\nput.reasons.csv", "out\nput.csv"],
    );
    case.write("con\ntacts.csv", CONTACTS);
    case.write("re\nports.txt", REPORTS.to_owned() + " | 33639980003");
    let output = case.command().output().unwrap();
    let summary = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(case.read("out\nput.csv"), CLEANED);
    assert!(summary.contains(r"re\nports.txt  record 3"), "{summary}");
    assert!(!summary.contains("re\nports"), "{summary}");
    fs::remove_file(case.path("con\ntacts.csv")).unwrap();
    let output = case.command().output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains(r"con\ntacts.csv: No such file") && errors.lines().count() == 1, "{errors}");

    for options in [&["@cam\npaign.txt"][..], &["@cam\npaign.txt", "--by", "campaign"], &["@cam\npaign.txt", "--json"]]
    {
        let case = Case::new("campaign_report", options, &[], &[]);
        let missing = case.command().output().unwrap();
        let errors = String::from_utf8_lossy(&missing.stderr);
        assert!(errors.contains(r"cam\npaign.txt: No such file") && errors.lines().count() == 1, "{errors}");
        case.write("cam\npaign.txt", REPORTS.to_owned() + " | 33639980003");
        let output = case.command().output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        let page = String::from_utf8_lossy(&output.stdout);
        assert!(!page.contains("cam\npaign"), "{page}");
    }
}
