mod columns;
mod contacts;
mod history;
mod numbers;
mod outputs;
mod rows;

use clap::CommandFactory;

#[test]
fn the_arguments_are_consistent() {
    crate::Arguments::command().debug_assert();
}
