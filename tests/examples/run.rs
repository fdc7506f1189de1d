use std::{
    io::Write,
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

/// Runs an example with this input, and returns its exit code and what it printed on the standard output and error.
pub fn run(example: &str, arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    run_slowly(example, arguments, input, Duration::ZERO)
}

/// Runs an example that gets the second half of its input after a pause.
pub fn run_slowly(example: &str, arguments: &[&str], input: &[u8], pause: Duration) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--example", example, "--"]).args(arguments);
    command.current_dir(sms_status_tests::repository());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (first_half, second_half) = input.split_at(input.len() / 2);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(first_half).unwrap();
    thread::sleep(pause);
    stdin.write_all(second_half).unwrap();
    drop(stdin);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}
