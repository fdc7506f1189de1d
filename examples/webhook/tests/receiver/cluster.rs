use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdout, Command, Stdio},
};

/// A server of `PostgreSQL` that ends with the test process.
pub struct Cluster {
    process: Child,
    output: BufReader<ChildStdout>,
    /// The URL of a database.
    pub url: String,
}

impl Cluster {
    pub fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postgres");
        let mut process = Command::new(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut url = String::new();
        output.read_line(&mut url).unwrap();
        assert!(url.starts_with("postgres://"), "PostgreSQL does not start");
        Self { process, output, url: url.trim_end().to_owned() }
    }

    /// Has it killed, stopped or started again, and waits until it is.
    pub fn tell(&mut self, command: &str) {
        assert_eq!(self.ask(command), command);
    }

    /// Has it listen with TLS. Returns its port on `localhost`, and the path of the root certificate.
    pub fn encrypt(&mut self) -> [String; 2] {
        let answer = self.ask("encrypt");
        let (port, root) = answer.split_once(' ').unwrap();
        [port, root].map(str::to_owned)
    }

    fn ask(&mut self, command: &str) -> String {
        writeln!(self.process.stdin.as_mut().unwrap(), "{command}").unwrap();
        let mut answer = String::new();
        self.output.read_line(&mut answer).unwrap();
        answer.trim_end().to_owned()
    }
}

/// Ends the server and waits until it has.
impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
