//! What the programs share, module by module.

use std::{fs, io::Write};

use tempfile::TempDir;

use crate::common::{
    escaped::{Escaped, excerpt},
    whole_file::WholeFile,
};

/// Whether a terminal acts on the character, or shows the text around it in another order or on another line.
pub fn disturbs_a_terminal(character: char) -> bool {
    let is_format = matches!(
        character,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0001}' | '\u{E0020}'..='\u{E007F}'
    );
    character < ' ' || ('\u{7F}'..='\u{9F}').contains(&character) || is_format
}

#[test]
fn every_character_is_printed_as_it_is_unless_it_disturbs_a_terminal() {
    for character in '\0'..=char::MAX {
        let printed = Escaped(character).to_string();
        if disturbs_a_terminal(character) {
            assert_eq!(printed, character.escape_default().to_string());
        } else if printed != character.to_string() {
            // A rare format character of one script.
            assert_eq!(printed, format!("\\u{{{:x}}}", u32::from(character)));
        }
        assert!(!printed.contains(disturbs_a_terminal), "{printed:?}");
    }
    let text = "Été 🎉 | \"50\u{202F}%\" | C:\\a | نمی\u{200C}خواهم | 👩\u{200D}💻";
    assert_eq!(Escaped(text).to_string(), text);
    assert_eq!(Escaped("a\u{1B}[2Jb\u{9B}31m\r\n\0\u{202E}c").to_string(), r"a\u{1b}[2Jb\u{9b}31m\r\n\u{0}\u{202e}c");
}

#[test]
fn an_excerpt_says_that_it_is_one() {
    assert_eq!(excerpt(" \u{1B}é\n"), "\\u{1b}é");
    assert_eq!(excerpt(&"é".repeat(60)), "é".repeat(60));
    assert_eq!(excerpt(&"é\t".repeat(31)), r"é\t".repeat(30) + "…");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("list.csv");
    let names = || fs::read_dir(folder.path()).unwrap().count();
    for text in ["first", "second"] {
        // What is not kept leaves no trace.
        let before = (fs::read(&path).ok(), names());
        let mut file = WholeFile::create(&path, None).unwrap();
        file.write_all(b"half").unwrap();
        file.flush().unwrap();
        drop(file);
        assert_eq!((fs::read(&path).ok(), names()), before);

        let mut file = WholeFile::create(&path, None).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        assert_eq!(fs::read(&path).ok(), before.0);
        file.keep().unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names()), (text, 1));
    }
    let mut devices = vec![folder.path().to_owned(), folder.path().join("no/such/folder")];
    devices.extend(cfg!(unix).then(|| "/dev/null".into()));
    for path in devices {
        let error = format!("{:#}", WholeFile::create(&path, None).unwrap_err());
        assert!(error.starts_with(&format!("{}: ", path.display())), "{error}");
    }
    let permissions = fs::metadata(&path).unwrap().permissions();
    let copy = folder.path().join("copy.csv");
    WholeFile::create(&copy, Some(permissions.clone())).unwrap().keep().unwrap();
    assert_eq!(fs::metadata(copy).unwrap().permissions(), permissions);
}
