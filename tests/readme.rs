//! The README and `docs/platforms.md` name every platform.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{env, fmt::Write, fs, path::Path};

use expect_test::expect_file;
use sms_status::Platform;

/// Breaks a text into lines that are at most this long.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if line.is_empty() {
            *line += word;
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            *line = format!("{line} {word}");
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn the_readme_names_every_platform() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let start = readme.find("The platforms are ").unwrap();
    let end = start + readme[start..].find("\n\n").unwrap();

    let labels: Vec<_> = Platform::VARIANTS.iter().map(|platform| platform.label()).collect();
    let (last, others) = labels.split_last().unwrap();
    let paragraph = wrapped(&format!("The platforms are {} and {last}.", others.join(", ")), 130);
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path, format!("{}{paragraph}{}", &readme[..start], &readme[end..])).unwrap();
    }
    assert_eq!(readme[start..end], paragraph, "`UPDATE_EXPECT=1 cargo test --test readme` writes the list");
}

#[test]
fn the_page_of_platforms_has_every_name() {
    let mut page = String::from(
        "# Platforms\n\nThe library and the programs read these platforms. Wherever you name one, as in `--from twilio` or in a callback \
         URL, use its name in this table, its brand or one of its other names, in upper or lower case. The [documentation of each \
         platform](https://docs.rs/sms-status/latest/sms_status/platform/index.html) says what the crate reads, names the \
         sources, and lists every value. `status_table --platform NAME` also prints the values.\n\n\
         | platform | name | other names | values |\n|---|---|---|--:|\n",
    );
    for platform in Platform::VARIANTS {
        let values: usize = platform.tables().iter().map(|table| table.rows.len()).sum();
        let others = platform.other_names().join(", ");
        writeln!(page, "| {platform} | `{}` | {others} | {values} |", platform.name()).unwrap();
    }
    expect_file!["../docs/platforms.md"].assert_eq(&page);
}
