//! No text from outside reaches the terminal as it is, whichever field of whichever file it is in.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use tempfile::TempDir;

mod terminal;

use common::run::run;
use terminal::disturbs_a_terminal;

/// What clears a screen, changes its colours, rings a bell, ends a line, and turns the direction of a text.
const HOSTILE: &str = "\u{1B}[2J\u{9B}31m\u{7}\0\r\u{8}\u{7F}\u{202E}\u{2066}\u{85}\u{2028}";

/// A program with its arguments and files. Each `«field»` of a file or an argument is replaced in a run of its own; an argument
/// `@name` is the path of a file.
struct Case {
    program: &'static str,
    arguments: &'static [&'static str],
    files: &'static [(&'static str, &'static str)],
}

const CASES: &[Case] = &[
    Case {
        program: "clean_address_book",
        arguments: &["--contacts", "@list.csv", "--reports", "@body.txt", "--region", "«FR»", "--lang", "«fr»"],
        files: &[
            ("list.csv", "«Nom»;«Mobile»;«Note»\n«A»;«+33639980001»;«x»\nB;+33639980002;;«y»\n\"C\"«»;+33639980003;\n"),
            ("body.txt", "«33639980001» «3522»| 33639980002«» 11 |33639980003 «34» «|»| «x»"),
        ],
    },
    // Errors that stop the program.
    Case {
        program: "clean_address_book",
        arguments: &["--contacts", "@list.csv", "--reports", "@body.txt", "--column", "«Fax»", "--delimiter", "«;»"],
        files: &[("list.csv", "«Nom»;«Mobile»\n«A»;+33639980001\n"), ("body.txt", "33639980001 11")],
    },
    Case {
        program: "clean_address_book",
        arguments: &["--contacts", "@list.csv", "--reports", "@body.txt"],
        files: &[("list.csv", "«sep=;»\n«Nom»;«Téléphone»;«phone»\n"), ("body.txt", "«31» | «x»")],
    },
    Case {
        program: "clean_address_book",
        arguments: &["--contacts", "@list.csv", "--reports", "@body.txt"],
        files: &[("list.csv", "phone\n«x»\n"), ("body.txt", "«33639980001» «3522»")],
    },
    Case {
        program: "campaign_report",
        arguments: &["@body.txt", "@events.csv", "@events.ndjson", "--by", "campaign", "--lang", "«fr»"],
        files: &[
            ("body.txt", "«33639980001» «3522»| 33639980002«» 4711 |33639980003 «34» «|»| «x»"),
            ("events.csv", "«message_id»,«recipient»,«code»,«campaign»\n«a»,«33639980001»,«11»,«x»\n«b»«,,»\n"),
            (
                "events.ndjson",
                concat!(
                    "{\"«message_id»\":\"«a»\",\"recipient\":\"«33639980001»\",\"code\":\"«11»\",\"campaign\":\"«x»\"}\n",
                    "{\"messageId\":\"«m»\",\"status\":{\"value\":\"«LOST»\",\"detail\":\"«»\"},\"refClient\":\"«y»\"}\n«»{}\n",
                ),
            ),
        ],
    },
    Case {
        program: "campaign_report",
        arguments: &["@body.txt", "@events.csv", "@events.ndjson", "--by", "campaign", "--json"],
        files: &[
            ("body.txt", "«33639980001» 11 | «x»"),
            ("events.csv", "message_id,recipient,code,campaign\n«a»,«33639980001»,11,«x»\n"),
            (
                "events.ndjson",
                concat!(
                    "{\"message_id\":\"a\",\"recipient\":\"1\",\"code\":11,\"campaign\":\"«x\u{1b}\u{9b}»\"}\n",
                    "{\"messageId\":\"m\",\"status\":{\"value\":\"«LOST»\"},\"refClient\":\"«y»\"}\n",
                ),
            ),
        ],
    },
    Case {
        program: "campaign_report",
        arguments: &["@callbacks.log", "--from", "twilio"],
        files: &[("callbacks.log", "MessageSid=«SM1»&MessageStatus=«new»&To=«1»\nSmsSid=1«»\n")],
    },
    Case {
        program: "campaign_report",
        arguments: &["@events.csv"],
        files: &[("events.csv", "message_id,recipient,code,campaign\n«a»,«number»,11,«x»\n")],
    },
    Case {
        program: "campaign_report",
        arguments: &["--format", "«csv»", "--from", "«twilio»", "--by", "«x»", "«missing.txt»"],
        files: &[],
    },
    Case {
        program: "normalize",
        arguments: &["--from", "twilio", "@a.log", "«missing.log»"],
        files: &[(
            "a.log",
            concat!(
                "{\"MessageSid\":\"«a»\",\"MessageStatus\":\"«failed»\",\"ErrorCode\":\"«30003»\",\"To\":\"«+33639980001»\",\"From\":\"«x»\"}\n",
                "«a=b»\n«{}»\n",
            ),
        )],
    },
    Case { program: "normalize", arguments: &["--from", "«twilio»", "@a.log"], files: &[("a.log", "a=b\n")] },
    Case { program: "status_table", arguments: &["--lang", "«fr»"], files: &[] },
    Case { program: "status_table", arguments: &["--platform", "«twilio»"], files: &[] },
];

/// The texts in each of which one field is replaced, and the text without marks.
fn replaced(text: &str) -> (String, Vec<String>) {
    let fields: Vec<_> = text.match_indices('«').map(|(start, _)| start).collect();
    let without_marks = |text: &str| text.replace(['«', '»'], "");
    let replace = |&start: &usize| {
        let end = start + text[start..].find('»').unwrap();
        without_marks(&format!("{}{HOSTILE}{}{HOSTILE}{}", &text[..start], &text[start..end], &text[end..]))
    };
    (without_marks(text), fields.iter().map(replace).collect())
}

#[test]
fn no_field_reaches_the_terminal_as_it_is() {
    let folder = TempDir::new().unwrap();
    // What names of files may hold.
    let folder = folder.path().join(if cfg!(unix) { "a\u{1B}[2J\u{9B}\u{202E}\n" } else { "a\u{202E}" });
    fs::create_dir(&folder).unwrap();
    let path = |argument: &str| match argument.strip_prefix('@') {
        Some(name) => folder.join(name).to_str().unwrap().to_owned(),
        None => argument.to_owned(),
    };
    for &Case { program, arguments, files } in CASES {
        let texts: Vec<_> = arguments.iter().copied().chain(files.iter().map(|(_, text)| *text)).collect();
        let plain: Vec<_> = texts.iter().map(|text| replaced(text).0).collect();
        let one_replaced =
            (0..texts.len()).flat_map(|place| replaced(texts[place]).1.into_iter().map(move |text| (place, text)));
        let mut printed_hostile = false;
        for (place, text) in one_replaced {
            let mut texts = plain.clone();
            texts[place] = text;
            let (arguments, contents) = texts.split_at(arguments.len());
            for (&(name, _), text) in files.iter().zip(contents) {
                fs::write(folder.join(name), text).unwrap();
            }
            // NUL cannot be in an argument.
            let arguments: Vec<_> = arguments.iter().map(|argument| path(argument).replace('\0', "")).collect();
            let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
            let (status, output, errors) = run(program, &arguments, b"");
            assert!(status.is_some(), "{program} {texts:?}: {errors}");
            for printed in [output, errors] {
                let disturbs = printed.chars().find(|&character| character != '\n' && disturbs_a_terminal(character));
                assert_eq!(disturbs, None, "{program} {texts:?}:\n{printed:?}");
                // As Rust or JSON writes it.
                printed_hostile |= printed.contains(r"\u{202e}") || printed.contains(r"\u202e");
            }
        }
        assert!(printed_hostile, "{program} {arguments:?} prints no field, so that nothing is tested");
    }
}
