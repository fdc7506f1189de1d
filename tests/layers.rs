//! A file of the library imports from the module that a thing lives in, and no module imports from one above it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, path::Path};

/// The modules at the root of the library, from the bottom to the top. Those of one layer do not know each other.
const LAYERS: &[&[&str]] = &[
    &["vocabulary"],
    &["status"],
    &["date_time", "forms", "message_id", "table"],
    &["report_time"],
    &["bulk_report", "msisdn"],
    &["campaign", "message_key", "number_history"],
    &["wire"],
    &["gsm", "smpp", "smsmode"],
    &["platform"],
    &["report"],
    &["read"],
    &["custom_platform"],
    &["_documentation", "lib"],
];

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module))
        .unwrap_or_else(|| panic!("`{module}` is not the name of a module in `LAYERS`"))
}

/// The source files of a folder and of those in it.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The root modules that a file names, behind `crate::` or in the braces after it. Documentation and texts of macros do not count.
fn imports(source: &str) -> Vec<String> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//") && !line.trim_start().starts_with("#[doc");
    let code: String = source.lines().filter(is_code).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => found.push(word(after)),
            Some(list) => {
                let (mut depth, mut at_start) = (1, true);
                for (at, character) in list.char_indices() {
                    match character {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 1 => at_start = true,
                        _ if at_start && !character.is_whitespace() => {
                            found.push(word(&list[at..]));
                            at_start = false;
                        }
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

#[test]
fn no_module_imports_from_one_above_it_or_through_the_root() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut checked = 0;
    for path in files(&source) {
        let place = path.strip_prefix(&source).unwrap();
        let module = place.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        for import in imports(&fs::read_to_string(&path).unwrap()) {
            checked += 1;
            assert!(
                import == module || layer(&import) < layer(module),
                "{} imports from `crate::{import}`, which is not below it",
                place.display()
            );
        }
    }
    assert!(checked > 40, "only {checked} imports were found");
}

#[test]
fn imports_are_found_in_every_form() {
    let source = "use crate::{a::{B, C}, d, e::F};\n/// [`G`](crate::G)\npub(crate) use crate::h::I;\n$crate::j::K";
    assert_eq!(imports(source), ["a", "d", "e", "h", "j"]);
}
