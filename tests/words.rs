//! The words of `CONTRIBUTING.md`: those that are not to be used are not, in any text that people read.
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

/// What is not to be read in a file, in lower case, and what to write instead.
const BANNED: &[(&str, &str)] = &[
    ("whoever", "if you …"),
    ("latest status", "most advanced status"),
    ("latest_status", "most_advanced_status"),
    ("dernier statut", "statut le plus avancé"),
    ("is to be expected", "is expected"),
    ("are to be expected", "are expected"),
    ("belongs into", "belongs in"),
    ("belong into", "belong in"),
    ("a smsmode", "an smsmode"),
    ("lus comme ind", "traités comme Indéfini"),
    ("le code manque", "le code est absent"),
    ("rappels illisibles", "notifications illisibles"),
    ("url de rappel", "URL de callback"),
    ("du message manque", "du message est absent"),
    ("carnet d’adresses", "carnet d'adresses"),
    ("label for people", "human-readable label"),
    ("name for machines", "machine-readable name"),
    ("that is no ", "that is not a "),
    ("that are no ", "that are not "),
    ("without a final result", "not final yet"),
    ("codes, read as undefined", "codes, counted as Undefined"),
    ("rows in all", "rows in total"),
    ("lignes en tout", "lignes au total"),
    ("reported numbers", "numbers in the reports"),
];

/// The words that do not stand in the texts of the library.
const BANNED_IN_TEXTS: &[(Language, &str)] = &[
    (English, "wrong"),
    (English, "refusal"),
    (English, "device"),
    (French, "appareil"),
    (French, " faux"),
    (French, "supprimer"),
    (French, "rappel"),
];

/// The files with texts that people read, but for what is built, made or held to the code by other tests.
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
fn no_file_has_a_word_that_is_not_to_be_used() {
    let files = files(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(files.len() > 100, "only {} files were found", files.len());
    let mut found = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap().to_lowercase();
        for (line, text) in (1..).zip(text.lines()) {
            for (banned, better) in BANNED.iter().filter(|(banned, _)| text.contains(banned)) {
                found.push(format!("{}:{line}: `{banned}`: write `{better}`", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_text_of_the_library_has_a_word_that_is_not_to_be_used() {
    for (language, banned) in BANNED_IN_TEXTS {
        for text in texts(*language) {
            assert!(!text.to_lowercase().contains(banned), "{banned}: {text}");
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
