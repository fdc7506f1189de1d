//! The page of guarantees names tests that are there.

use std::{fs, path::Path};

#[test]
fn every_test_that_the_page_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/guarantees.md")).unwrap();
    let code = page.split('`').skip(1).step_by(2);
    let tests: Vec<_> =
        code.filter_map(|code| code.split_once("::")).filter(|(file, _)| !file.ends_with("file")).collect();
    for (file, test) in &tests {
        let path = match file.split_once('/') {
            Some((program, file)) => format!("examples/{program}/tests/{file}.rs"),
            None => format!("tests/{file}.rs"),
        };
        let source = fs::read_to_string(root.join(path)).unwrap_or_default();
        let function = format!("fn {test}(");
        let (before, _) = source.split_once(&function).unwrap_or_else(|| panic!("there is no test `{file}::{test}`"));
        assert!(before.trim_end().ends_with("#[test]"), "`{file}::{test}` is no test");
    }
    assert!(tests.len() > 40, "only {} tests were found in the page", tests.len());
}
