use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use sms_status::BulkReport;
use tempfile::TempDir;
use ureq::Agent;

/// A running receiver. It is killed when it is dropped.
pub struct Server {
    process: Child,
    /// The address of its pages, without a `/` at the end.
    pub address: String,
    /// The callback URL.
    pub callback: String,
    stderr: PathBuf,
}

impl Server {
    /// Starts the program on the database `webhook.db` of a folder.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::try_start(folder, arguments).expect("the receiver starts")
    }

    /// What it wrote to standard error where it does not start.
    pub fn try_start(folder: &Path, arguments: &[&str]) -> Result<Self, String> {
        let stderr = folder.join("stderr");
        let mut process = Command::new(env!("CARGO_BIN_EXE_webhook"))
            .args(["--listen", "127.0.0.1:0", "--database"])
            .arg(folder.join("webhook.db"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(File::options().create(true).append(true).open(&stderr).unwrap())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut field = |name: &str| {
            let line = lines.next()?.unwrap();
            Some(line.strip_prefix(name).unwrap_or_else(|| panic!("{line}")).to_owned())
        };
        let callback = field("Callback URL to register with smsmode: ");
        let address = field("Page: ");
        if let (Some(callback), Some(address), Some(_)) = (callback, address, field("Database: ")) {
            let address = address.trim_end_matches('/').to_owned();
            return Ok(Self { process, address, callback, stderr });
        }
        assert!(!process.wait().unwrap().success());
        Err(fs::read_to_string(stderr).unwrap())
    }

    /// Ends the process at once, as a power cut would.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks the process to end, and returns whether it did so in good order.
    #[cfg(unix)]
    pub fn stop(mut self) -> bool {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.process.wait().unwrap().success()
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

    /// What was logged.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.stderr).unwrap()
    }

    /// The address and port, for a connection of one's own.
    pub fn host(&self) -> &str {
        self.address.strip_prefix("http://").unwrap()
    }

    /// The path of the callback URL.
    pub fn callback_path(&self) -> &str {
        self.callback.strip_prefix(&self.address).unwrap()
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

/// A folder that goes with the test.
pub fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}
