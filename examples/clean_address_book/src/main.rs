//! Removes from a contact list the numbers that delivery reports say may be removed.

use std::process::ExitCode;

fn main() -> ExitCode {
    clean_address_book::main()
}
