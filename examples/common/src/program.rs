use std::{
    fmt::Display,
    io::{self, BufWriter, StdoutLock, Write},
    process::{self, ExitCode, Termination},
};

use anyhow::Result;
use clap::Parser;
use serde::Serialize;

use super::{
    escaped::{self, Escaped},
    wording::Wording,
};

/// Reads the arguments of the program, or ends it and says why.
pub fn arguments<A: Parser>() -> A {
    A::try_parse().unwrap_or_else(|error| {
        let text = error.to_string();
        let escaped = text.lines().map(|line| Escaped(line).to_string() + "\n").collect::<String>();
        if escaped.trim_end() == text.trim_end() {
            error.exit();
        }
        // An argument can be the name of a file, which is not always what the person has typed.
        print_note(&escaped);
        process::exit(error.exit_code());
    })
}

/// Returns the exit code of a program that has ended like this, and says in one line why it failed.
pub fn exit(ended: Result<impl Termination>) -> ExitCode {
    match ended {
        Ok(ended) => ended.report(),
        Err(error) => {
            print_error(&error);
            ExitCode::FAILURE
        }
    }
}

/// Prints an error and its causes to standard error, as one line.
pub fn print_error(error: &anyhow::Error) {
    print_note(format_args!("error: {}\n", Escaped(format_args!("{error:#}"))));
}

/// Says on standard error that a file was not in UTF-8 but was read all the same.
pub fn note_8_bit(file: impl Display, wording: Wording) {
    let note = wording.text(
        "is not entirely UTF-8; the bytes that are not were read as Windows-1252",
        "n'est pas entièrement en UTF-8\u{A0}; les octets non conformes ont été lus en Windows-1252",
    );
    print_note(format_args!("note: {}: {note}\n", Escaped(file)));
}

/// Says something on standard error, as one line.
pub fn note(text: impl Display) {
    print_note(format_args!("note: {}\n", Escaped(text)));
}

/// Prints to the standard error, of which nobody can be told that it is closed or full.
fn print_note(text: impl Display) {
    _ = write!(io::stderr(), "{text}");
}

/// Prints a text to standard output.
///
/// It is not an error if the reader has seen enough, as `head` does.
///
/// # Errors
///
/// Returns an error if the text cannot be written.
pub fn print(text: impl Display) -> Result<()> {
    print_by(|stdout| write!(stdout, "{text}"))
}

/// Prints a value as indented JSON, with texts from outside escaped. It takes no memory for the text as a whole.
///
/// # Errors
///
/// Returns an error if the text cannot be written, except as in [`print()`].
pub fn print_json(value: &impl Serialize) -> Result<()> {
    print_by(|stdout| {
        escaped::write_pretty_json(&mut *stdout, value)?;
        writeln!(stdout)
    })
}

fn print_by(write: impl FnOnce(&mut BufWriter<StdoutLock>) -> io::Result<()>) -> Result<()> {
    let mut stdout = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    match write(&mut stdout).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => Ok(printed?),
    }
}
