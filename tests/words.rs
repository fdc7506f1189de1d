//! The terms of `CONTRIBUTING.md` that must not be confused, and the typography of the texts.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use sms_status::{
    AddressBookAction, Category, DeliveryStatus, Language,
    Language::{English, French},
    Outcome,
    gsm::{TpStatusGroup, TpStatusRange},
    smsmode::{
        self,
        RecordErrorKind::{InvalidCode, InvalidRecipient, MissingCode, UnexpectedText},
    },
};

/// Terms that mean something else than what they stand for, in lower case, and what to write instead.
const CONFUSED: &[(&str, &str)] = &[
    ("latest status", "most advanced status"),
    ("latest_status", "most_advanced_status"),
    ("dernier statut", "statut le plus avancé"),
    ("rappels illisibles", "notifications illisibles"),
    ("url de rappel", "URL de callback"),
];

/// Terms that no text of the library uses.
const CONFUSED_IN_TEXTS: &[(Language, &str)] = &[
    (English, "wrong"),
    (English, "refusal"),
    (English, "device"),
    (French, "appareil"),
    (French, " faux"),
    (French, "supprimer"),
    (French, "rappel"),
];

/// The files with texts that people read, except those that are generated or that name the terms.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let kept = entries.filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        !name.starts_with('.') && !["target", "data", "seeds", "words.rs", "CONTRIBUTING.md"].contains(&name)
    });
    let found = kept.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    found
        .filter(|path| {
            path.extension().is_some_and(|it| ["rs", "md", "sql", "js", "py", "toml", "yml"].iter().any(|e| it == *e))
        })
        .collect()
}

/// All texts of the library in a language.
fn texts(language: Language) -> Vec<&'static str> {
    let statuses = DeliveryStatus::VARIANTS.iter().flat_map(|it| [it.label(language), it.description(language)]);
    let actions = AddressBookAction::VARIANTS.iter().map(|it| it.label(language));
    let categories = Category::VARIANTS.iter().map(|it| it.label(language));
    let outcomes = Outcome::VARIANTS.iter().map(|it| it.label(language));
    let groups = TpStatusGroup::VARIANTS.iter().map(|it| it.label(language));
    let meanings = TpStatusRange::ALL.iter().map(|row| row.meaning(language));
    let kinds = [InvalidRecipient, MissingCode, InvalidCode, UnexpectedText].map(|kind| kind.message(language));
    let errors = [31, 32, 35, 50, 61, 99]
        .map(|code| smsmode::delivery_reports(&format!("{code} | Error")).unwrap_err().meaning(language));
    let labels = actions.chain(categories).chain(outcomes).chain(groups);
    statuses.chain(labels).chain(meanings).chain(kinds).chain(errors).collect()
}

#[test]
fn no_file_confuses_two_terms() {
    let files = files(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(files.len() > 100, "only {} files were found", files.len());
    let mut found = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap().to_lowercase();
        for (line, text) in (1..).zip(text.lines()) {
            for (confused, better) in CONFUSED.iter().filter(|(confused, _)| text.contains(confused)) {
                found.push(format!("{}:{line}: `{confused}`: write `{better}`", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_text_of_the_library_confuses_two_terms() {
    for (language, confused) in CONFUSED_IN_TEXTS {
        for text in texts(*language) {
            assert!(!text.to_lowercase().contains(confused), "{confused}: {text}");
        }
    }
}

#[test]
fn texts_keep_the_typography_of_the_project() {
    for &language in Language::VARIANTS {
        for text in texts(language) {
            assert!(!text.contains(['’', '“', '«', '\u{a0}', '\u{202f}']), "{text}");
            assert!(!text.contains([';', '!', '?', ':']) || language == English, "{text}");
            assert!(!text.contains("  ") && text.trim() == text, "{text:?}");
        }
    }
}
