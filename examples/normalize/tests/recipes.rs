//! The recipes of the README print what it shows. `.ci/sql` installs DuckDB, pandas and jq, and runs this test.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{env, fs, path::Path, process::Command};

use common::run::{repository, run};
use tempfile::TempDir;

/// Prints the rows of a query as CSV.
const DUCKDB: &str = "import duckdb, sys
for row in duckdb.sql(sys.argv[1]).fetchall():
    print(*row, sep=',')
";

fn write(path: &Path, program: &str, arguments: &[&str]) {
    let (status, printed, errors) = run(program, arguments, b"");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    fs::write(path, printed).unwrap();
}

#[test]
#[ignore = "needs DuckDB, pandas and jq"]
fn the_recipes_print_what_the_page_shows() {
    let folder = TempDir::new().unwrap();
    let path = |name| folder.path().join(name);
    write(&path("reports.ndjson"), "normalize", &["--from", "vonage", "examples/data/callbacks.log"]);
    write(&path("statuses.csv"), "status_table", &["--csv"]);
    write(&path("statuses.json"), "status_table", &["--json"]);

    let page = fs::read_to_string(repository().join("examples/normalize/README.md")).unwrap();
    let blocks: Vec<(&str, &str)> =
        page.split("```").skip(1).step_by(2).map(|block| block.split_once('\n').unwrap()).collect();
    let python = env::var("SQL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let recipes: Vec<_> = blocks.windows(2).filter(|pair| pair[1].0 == "text").collect();
    assert_eq!(recipes.len(), 4);
    for pair in recipes {
        let [(kind, recipe), (_, expected)] = *pair else { panic!("{pair:?}") };
        let (program, arguments) = match kind {
            "sql" => (python.as_str(), vec!["-c", DUCKDB, recipe]),
            "python" => (python.as_str(), vec!["-c", recipe]),
            "sh" => ("sh", vec!["-euc", recipe]),
            other => panic!("{other}"),
        };
        let output = Command::new(program).args(arguments).current_dir(folder.path()).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
        assert!(output.status.success(), "{recipe}\n{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(printed, expected.lines().collect::<Vec<_>>(), "{recipe}");
    }
    // The line that the page shows is one of those that are printed.
    let (_, line) = blocks.iter().find(|(kind, _)| *kind == "json").unwrap();
    assert!(fs::read_to_string(path("reports.ndjson")).unwrap().contains(line));
}
