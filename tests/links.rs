//! The links within the repository, in every Markdown file of it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The Markdown files of a folder and of those in it, but for what is built or made.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let kept = entries.filter(|path| !path.ends_with("target") && !path.ends_with(".git"));
    let found = kept.flat_map(|path| if path.is_dir() { pages(&path) } else { vec![path] });
    found.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
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

#[test]
fn every_link_within_the_repository_leads_somewhere() {
    let mut links = 0;
    for page in pages(Path::new(env!("CARGO_MANIFEST_DIR"))) {
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
