//! The links of every Markdown file lead somewhere, in the repository and on the pages of the crate.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Where the pages of the crate are.
const PAGES: &str = "https://docs.rs/sms-status/latest/sms_status/";

/// What is packed with the crate and read outside the repository, where no other file is.
const PUBLISHED: [&str; 3] = ["README.md", "CHANGELOG.md", "docs"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder and of those in it whose names end like this, but for what is built or made.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let kept = entries.filter(|path| !path.ends_with("target") && !path.ends_with(".git"));
    let found = kept.flat_map(|path| if path.is_dir() { files(&path, extension) } else { vec![path] });
    found.filter(|path| path.extension().is_some_and(|it| it == extension)).collect()
}

/// The targets of the links and pictures of a page.
fn targets(text: &str) -> Vec<String> {
    Parser::new(text)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
            _ => None,
        })
        .collect()
}

/// The fragments that lead to the headings of a page.
fn fragments(text: &str) -> Vec<String> {
    let mut headings = Vec::new();
    let mut heading = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => headings.extend(heading.take()),
            Event::Text(text) | Event::Code(text) => heading.iter_mut().for_each(|heading| heading.push_str(&text)),
            _ => {}
        }
    }
    let kept = |character: &char| character.is_alphanumeric() || [' ', '-', '_'].contains(character);
    headings
        .iter()
        .map(|heading| heading.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-"))
        .collect()
}

/// Whether the crate has the item of a page, such as `platform/index.html` or `enum.Platform.html`.
fn has_item(page: &str) -> bool {
    let (modules, file) = page.rsplit_once('/').unwrap_or(("", page));
    let source = root().join("src");
    if file == "index.html" {
        let (above, module) = modules.rsplit_once('/').unwrap_or(("lib", modules));
        let above = fs::read_to_string(source.join(above).with_extension("rs")).unwrap_or_default();
        return module.is_empty() || has_word(&above, &format!("pub mod {module}"));
    }
    let (kind, item) = file.trim_end_matches(".html").split_once('.').unwrap();
    let declaration = format!("pub {kind} {item}");
    files(&source, "rs").iter().any(|path| has_word(&fs::read_to_string(path).unwrap(), &declaration))
}

/// Whether a text has these words, which do not go on.
fn has_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let next = text[at + words.len()..].chars().next();
        !next.is_some_and(|it| it.is_alphanumeric() || it == '_')
    })
}

#[test]
fn every_link_within_the_repository_leads_somewhere() {
    let mut links = 0;
    for page in files(root(), "md") {
        let text = fs::read_to_string(&page).unwrap();
        for target in targets(&text).iter().filter(|target| !target.contains("://")) {
            links += 1;
            let (file, fragment) =
                target.split_once('#').map_or((target.as_str(), None), |(file, id)| (file, Some(id)));
            let file = if file.is_empty() { page.clone() } else { page.with_file_name(file) };
            assert!(file.exists(), "{}: {target}", page.display());
            if let Some(fragment) = fragment {
                let fragments = fragments(&fs::read_to_string(file).unwrap());
                assert!(
                    fragments.iter().any(|known| known == fragment),
                    "{}: {target}, of {fragments:?}",
                    page.display()
                );
            }
        }
    }
    assert!(links > 0);
}

#[test]
fn every_link_to_a_page_of_the_crate_leads_somewhere() {
    let mut links = 0;
    for page in files(root(), "md") {
        for target in targets(&fs::read_to_string(&page).unwrap()) {
            if let Some(item) = target.strip_prefix(PAGES) {
                links += 1;
                let item = item.split('#').next().unwrap();
                assert!(has_item(item), "{}: the crate has no {item}", page.display());
            }
        }
    }
    assert!(links > 0);
}

#[test]
fn what_is_read_outside_the_repository_has_no_link_into_it() {
    for name in PUBLISHED {
        let path = root().join(name);
        let pages = if path.is_dir() { files(&path, "md") } else { vec![path] };
        for page in pages {
            let targets = targets(&fs::read_to_string(&page).unwrap());
            let relative: Vec<_> = targets.iter().filter(|it| !it.contains("://") && !it.starts_with('#')).collect();
            assert!(relative.is_empty(), "{}: {relative:?}", page.display());
        }
    }
}
