use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    thread,
    time::Duration,
};

use sms_status::BulkReport;
use tempfile::TempDir;
use ureq::Agent;

use crate::database;

/// A running receiver. It is killed when it is dropped.
pub struct Server {
    process: Child,
    /// The address of its pages, without a `/` at the end.
    pub address: String,
    /// The address for callbacks, likewise.
    pub callback_address: String,
    /// The callback URL.
    pub callback: String,
    /// What it wrote to standard output.
    pub greeting: String,
    stderr: PathBuf,
}

/// The program, with no settings but those that are given.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_webhook"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("WEBHOOK_")) {
        command.env_remove(name);
    }
    command
}

/// Runs the program to its end.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    on_its_database(program().current_dir(folder).args(arguments), folder).output().unwrap()
}

/// What it wrote to standard output if it ended well.
#[track_caller]
pub fn run_well(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

impl Server {
    /// Starts the program on the database of a folder.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::try_start(folder, arguments).expect("the receiver starts")
    }

    /// What it wrote to standard error if it does not start.
    pub fn try_start(folder: &Path, arguments: &[&str]) -> Result<Self, String> {
        Self::try_start_as(program().args(arguments), folder)
    }

    /// The same, with a command of one's own.
    pub fn try_start_as(command: &mut Command, folder: &Path) -> Result<Self, String> {
        let stderr = folder.join("stderr");
        let given = |flag: &str| command.get_args().any(|argument| argument == flag);
        let addresses: Vec<&str> = ["--listen", "--page-listen"]
            .into_iter()
            .filter(|flag| !given(flag))
            .flat_map(|flag| [flag, "127.0.0.1:0"])
            .collect();
        let mut process = on_its_database(command, folder)
            .current_dir(folder)
            .args(addresses)
            .stdout(Stdio::piped())
            .stderr(File::options().create(true).append(true).open(&stderr).unwrap())
            .spawn()
            .unwrap();
        let lines: Vec<String> =
            BufReader::new(process.stdout.take().unwrap()).lines().take(4).map(Result::unwrap).collect();
        let [callback, callbacks, pages, _] = &lines[..] else {
            assert!(!process.wait().unwrap().success());
            return Err(fs::read_to_string(stderr).unwrap());
        };
        let address = |line: &str, name| line.strip_prefix(name).expect(line).trim_end_matches('/').to_owned();
        let callback_address = address(callbacks, "Callbacks: ");
        let callback = if let Some(url) = callback.strip_prefix("Callback URL to register, shown this once: ") {
            url.to_owned()
        } else {
            assert_eq!(callback, "Callback URL to register: see `webhook secret`");
            let urls = run_well(folder, &["secret", "--public-url", &callback_address]);
            urls.lines().next().unwrap().to_owned()
        };
        let address = address(pages, "Pages: ");
        Ok(Self { process, address, callback_address, callback, greeting: lines.join("\n"), stderr })
    }

    /// Ends the process at once, as a power cut would.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks the process to end, and returns whether it did so in good order.
    #[cfg(unix)]
    pub fn stop(mut self) -> bool {
        self.signal("TERM");
        self.process.wait().unwrap().success()
    }

    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
    }

    /// Waits until the process has ended, and returns its exit status; `None` if it goes on for more than a minute.
    pub fn wait(&mut self) -> Option<ExitStatus> {
        (0..600).find_map(|_| {
            thread::sleep(Duration::from_millis(100));
            self.process.try_wait().unwrap()
        })
    }

    /// The body of a page that is there.
    pub fn get(&self, path: &str) -> String {
        let mut response = agent().get(format!("{}{path}", self.address)).call().unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.body_mut().read_to_string().unwrap()
    }

    /// The JSON of a campaign.
    pub fn campaign(&self, name: &str) -> BulkReport {
        serde_json::from_str(&self.get(&format!("/campaigns/{name}.json"))).unwrap()
    }

    /// Sends a query callback, which must be acknowledged.
    pub fn report(&self, query: &str) {
        let response = agent().get(format!("{}?{query}", self.callback)).call().unwrap();
        assert_eq!(response.status(), 204, "{query}");
    }

    /// Sends a query callback, and returns the status of the answer.
    pub fn try_report(&self, query: &str) -> u16 {
        agent().get(format!("{}?{query}", self.callback)).call().unwrap().status().as_u16()
    }

    /// The status of an address beside the callbacks.
    pub fn health(&self, path: &str) -> u16 {
        agent().get(format!("{}{path}", self.callback_address)).call().unwrap().status().as_u16()
    }

    /// What was logged.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.stderr).unwrap()
    }

    /// The address and port of the pages, for a connection of one's own.
    pub fn page_host(&self) -> &str {
        self.address.strip_prefix("http://").unwrap()
    }

    /// The address and port for callbacks.
    pub fn callback_host(&self) -> &str {
        self.callback_address.strip_prefix("http://").unwrap()
    }

    /// A figure of `/metrics`, by the text before it.
    #[track_caller]
    pub fn figure(&self, name: &str) -> f64 {
        let metrics = self.get("/metrics");
        let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.unwrap_or_else(|| panic!("no {name} in {metrics}")).parse().unwrap()
    }

    /// Waits until something is so.
    #[track_caller]
    pub fn wait_until(&self, what: &str, is: impl Fn(&Self) -> bool) {
        for _ in 0..300 {
            if is(self) {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("never: {what}");
    }

    /// The path of the callback URL.
    pub fn callback_path(&self) -> &str {
        self.callback.strip_prefix(&self.callback_address).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A client that takes every answer as it is.
pub fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .new_agent()
}

/// Has the program use the database of a folder, unless it is told which.
fn on_its_database<'a>(command: &'a mut Command, folder: &Path) -> &'a mut Command {
    let is_told = command.get_args().any(|argument| argument == "--database")
        || command.get_envs().any(|(name, value)| name == "WEBHOOK_DATABASE" && value.is_some());
    match database::url(folder) {
        Some(url) if !is_told => command.env("WEBHOOK_DATABASE", url),
        _ => command,
    }
}

/// A folder that goes with the test, and its database with it.
pub fn folder() -> Folder {
    Folder(tempfile::tempdir().unwrap())
}

pub struct Folder(TempDir);

impl Folder {
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        database::drop_database(self.path());
    }
}
