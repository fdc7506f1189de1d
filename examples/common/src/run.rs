//! How the tests run the programs, as a person does.
#![allow(
    missing_docs,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::{
    collections::HashMap,
    env,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::{LazyLock, Mutex},
    thread,
    time::Duration,
};

/// The folder of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

/// Runs an example with this input, and returns its exit code and what it printed on the standard output and error.
pub fn run(example: &str, arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    run_slowly(example, arguments, input, Duration::ZERO)
}

/// Runs an example that gets the second half of its input after a pause.
pub fn run_slowly(example: &str, arguments: &[&str], input: &[u8], pause: Duration) -> (Option<i32>, String, String) {
    let mut command = Command::new(built(example));
    command.args(arguments).current_dir(repository());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (first_half, second_half) = input.split_at(input.len() / 2);
    let mut stdin = child.stdin.take().unwrap();
    // A program need not read its input.
    _ = stdin.write_all(first_half);
    thread::sleep(pause);
    _ = stdin.write_all(second_half);
    drop(stdin);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// The program of an example, which is built when it is first asked for.
pub fn built(example: &str) -> PathBuf {
    static BUILT: LazyLock<Mutex<HashMap<String, PathBuf>>> = LazyLock::new(Mutex::default);

    let mut built = BUILT.lock().unwrap();
    built.entry(example.to_owned()).or_insert_with(|| build(example)).clone()
}

fn build(example: &str) -> PathBuf {
    // The test runs from `target/debug/deps`.
    let test = env::current_exe().unwrap();
    let target = test.ancestors().nth(3).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--example", example, "--target-dir"]).arg(target);
    let Output { status, stderr, .. } = cargo.current_dir(repository()).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    target.join("debug/examples").join(example).with_extension(env::consts::EXE_EXTENSION)
}
