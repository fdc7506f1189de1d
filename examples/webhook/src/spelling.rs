use std::ops::Range;

use sms_status::Msisdn;

/// Where a text has a phone number in international form, whatever way it is written and encoded: in a query, in JSON or in words.
///
/// Digits within a longer row of digits are another number, and so is a number in national form, which is that of many countries.
pub fn find(text: &str, number: Msisdn) -> Vec<Range<usize>> {
    let signs = signs(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for run in signs.split(|sign| !sign.may_be_in_a_number()) {
        // The numbers of the signs where a row of digits begins and ends.
        let starts = (0..run.len()).filter(|&n| run[n].is_digit() && (n == 0 || !run[n - 1].is_digit()));
        let starts: Vec<usize> = starts.collect();
        let end = |start: usize| start + run[start..].iter().take_while(|sign| sign.is_digit()).count();
        let mut rest = &starts[..];
        while let Some((&first, others)) = rest.split_first() {
            rest = others;
            // No number has more rows than digits.
            let ends =
                starts.iter().filter(|&&start| start >= first).take(Msisdn::MAX_DIGITS + 2).map(|&start| end(start));
            for end in ends {
                // In a query a space is a plus sign.
                let plain = run[first..end].iter().map(|sign| if sign.character == '+' { ' ' } else { sign.character });
                let digits: String = plain.collect();
                let from = first - usize::from(first > 0 && run[first - 1].character == '+');
                let plus = if from < first { "+" } else { "" };
                if format!("{plus}{digits}").parse() == Ok(number) {
                    found.push(run[from].start..run[end - 1].end);
                    rest = &starts[starts.iter().take_while(|&&start| start < end).count()..];
                    break;
                }
            }
        }
    }
    found
}

/// Returns the text with a sign in place of a number, wherever it is.
pub fn hide(text: &str, number: Msisdn) -> Option<String> {
    /// Of as many letters as no number has digits.
    const HIDDEN: &str = "forgotten";

    let found = find(text, number);
    let mut hidden = String::new();
    let mut end = 0;
    for place in &found {
        hidden += &text[end..place.start];
        hidden += HIDDEN;
        end = place.end;
    }
    (!found.is_empty()).then(|| hidden + &text[end..])
}

/// A character of a text, as it is meant.
#[derive(Clone, Copy, Debug)]
struct Sign {
    character: char,
    /// The bytes that it is written with, from the first to the one before the second.
    start: usize,
    end: usize,
}

impl Sign {
    fn is_digit(&self) -> bool {
        self.character.is_ascii_digit()
    }

    fn may_be_in_a_number(&self) -> bool {
        self.is_digit() || self.character.is_whitespace() || "+-./()".contains(self.character)
    }
}

/// Reads a text sign by sign: `%2B`, `\u002b` and `+` are one each.
fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(text.len());
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        let (character, length) = encoded(rest).unwrap_or((first, first.len_utf8()));
        signs.push(Sign { character, start, end: start + length });
        start += length;
    }
    signs
}

/// Returns the character that an escape at the start of a text stands for, and the length of the escape.
fn encoded(text: &str) -> Option<(char, usize)> {
    let code = |digits: &str| u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'));
    if let Some(rest) = text.strip_prefix("\\u") {
        return Some((char::from_u32(code(rest.get(..4)?)?)?, 6));
    }
    // Of a character of several bytes: a space that does not break, or a dash.
    for (escape, character) in [("%C2%A0", ' '), ("%E2%80%AF", ' '), ("%E2%80%91", '-'), ("%E2%80%93", '-')] {
        if text.get(..escape.len()).is_some_and(|start| start.eq_ignore_ascii_case(escape)) {
            return Some((character, escape.len()));
        }
    }
    Some((char::from_u32(code(text.strip_prefix('%')?.get(..2)?)?)?, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_every_spelling_and_in_no_other() {
        let number: Msisdn = "33699999999".parse().unwrap();
        let spellings = [
            "33699999999",
            "+33699999999",
            "0033699999999",
            "%2B33699999999",
            "%2b33699999999",
            "+33 6 99 99 99 99",
            "+33+6+99+99+99+99",
            "%2B33%206%2099%2099%2099%2099",
            "+33 (0)6 99 99 99 99",
            "+33-6-99-99-99-99",
            "+33.6.99.99.99.99",
            "+33\u{a0}6\u{a0}99\u{a0}99\u{a0}99\u{a0}99",
            "\\u002b33699999999",
            "%2B33%C2%A06%C2%A099999999",
        ];
        for spelling in spellings {
            for (start, end) in [
                ("", ""),
                ("to=", "&x=1"),
                ("{\"to\":\"", "\"}"),
                ("tel:", "<"),
                ("7, ", " 12 "),
                ("%20", "%20"),
                ("%3D", "é"),
            ] {
                let text = format!("{start}{spelling}{end}");
                let found = find(&text, number);
                assert_eq!(found.len(), 1, "{text}: {found:?}");
                assert!(text[found[0].clone()].ends_with("99"), "{text}: {found:?}");
                let hidden = hide(&text, number).unwrap();
                assert!(hidden.starts_with(start) && hidden.ends_with(end) && hidden.contains("forgotten"), "{hidden}");
                assert!(hide(&hidden, number).is_none(), "{hidden}");
            }
        }
        for other in [
            "133699999999",
            "336999999990",
            "3369999999",
            "0699999999",
            "+133699999999",
            "33699999998",
            "%33699999999",
            "",
        ] {
            assert!(find(other, number).is_empty(), "{other}");
        }
        let twice = "33699999999 and +33 6 99 99 99 99";
        assert_eq!(find(twice, number).len(), 2);
    }

    #[test]
    fn no_text_makes_it_panic() {
        const PARTS: &[&str] = &[
            "%",
            "%2",
            "%2B",
            "\\u",
            "\\u00",
            "\\u002b",
            "+",
            "(0)",
            "0",
            "33",
            "699999999",
            " ",
            "é",
            "\u{a0}",
            "&",
            "-",
        ];

        let number: Msisdn = "33699999999".parse().unwrap();
        let mut rng = fastrand::Rng::with_seed(1);
        for _ in 0..20_000 {
            let text: String = (0..rng.usize(..12)).map(|_| PARTS[rng.usize(..PARTS.len())]).collect();
            for place in find(&text, number) {
                assert!(text.get(place).is_some());
            }
        }
    }
}
