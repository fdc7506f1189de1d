//! Prints the public API that rustdoc JSON files describe, each item under the first set of features that has it.
//!
//! Arguments: `FEATURES=FILE` for every set of features, each set after its subsets.

use std::collections::BTreeSet;
use std::env;

use anyhow::{Context, Result};

/// Auto traits that only nightly toolchains name, and that come and go with them; and pages of documentation, which only rustdoc sees.
const LEFT_OUT: [&str; 3] =
    ["core::marker::Freeze for ", "core::marker::UnsafeUnpin for ", "sms_status::_documentation"];

fn main() -> Result<()> {
    let mut listed = BTreeSet::new();
    for argument in env::args().skip(1) {
        let (features, file) = argument.split_once('=').context("an argument is not FEATURES=FILE")?;
        let api = public_api::Builder::from_rustdoc_json(file).omit_blanket_impls(true).build()?;
        let items = api.items().map(ToString::to_string);
        let items: Vec<_> = items.filter(|item| !LEFT_OUT.iter().any(|name| item.contains(name))).collect();

        println!("# {}", if features.is_empty() { "no features" } else { features });
        items.iter().filter(|item| !listed.contains(*item)).for_each(|item| println!("{item}"));
        listed.extend(items);
    }
    Ok(())
}
