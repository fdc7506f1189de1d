//! What the programs print has the typography of its language.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use common::run::run;

const PROGRAMS: &[(&str, &[&str])] = &[
    ("campaign_report", &["--by", "campaign", "examples/data/events.csv", "examples/data/events.ndjson"]),
    ("campaign_report", &["--max-errors", "1"]),
    ("clean_address_book", &["--max-errors", "1"]),
    ("smpp_receipts", &[]),
    ("status_table", &[]),
];

fn lines(lang: &str) -> Vec<String> {
    PROGRAMS
        .iter()
        .flat_map(|(program, arguments)| {
            let (status, printed, _) = run(program, &[*arguments, &["--lang", lang]].concat(), b"");
            assert_eq!(status, Some(0), "{program}");
            printed.lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

/// A no-break space before `:` `;` `!` `?`, a narrow one before `%` and inside numbers, and the day first in dates.
#[test]
fn french_is_printed_as_the_french_write_it() {
    let lines = lines("fr");
    for line in &lines {
        // What comes from outside is quoted as it is.
        let line = line.split(['«', '"']).next().unwrap_or_default();
        for (at, mark) in line.match_indices([':', ';', '!', '?', '%']) {
            let before = line[..at].chars().next_back();
            let after = line[at + mark.len()..].chars().next();
            let is_in_time = mark == ":" && before.is_some_and(|it| it.is_ascii_digit()) && after != Some(' ');
            let expected = if mark == "%" { '\u{202F}' } else { '\u{A0}' };
            assert!(is_in_time || before == Some(expected), "{mark} in {line:?}");
        }
        assert!(!line.contains('\u{2019}') && !line.contains("2025-"), "{line:?}");
    }
    for text in ["4\u{202F}000", "83,2\u{202F}%", "01/04/2025 16:01:00"] {
        assert!(lines.iter().any(|line| line.contains(text)), "{text} is not there");
    }
}

#[test]
fn english_has_no_space_before_a_mark() {
    for line in lines("en") {
        for (at, mark) in line.match_indices([':', ';', '!', '?', '%']) {
            assert!(!line[..at].ends_with([' ', '\u{A0}', '\u{202F}']), "{mark} in {line:?}");
        }
        assert!(!line.contains('\u{2019}'), "{line:?}");
    }
}
