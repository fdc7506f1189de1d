use std::collections::{BTreeMap, BTreeSet};

use sms_status::Msisdn;

use super::{
    campaign::{CampaignList, CampaignRow},
    message::{self, MessageRow},
    number,
    transaction::{DatabaseError, Transaction},
};
use crate::invisible::is_invisible;

/// What was found for a text that somebody is looking for: at most 20 of each.
#[derive(Debug, Default)]
pub struct Found {
    /// Numbers that begin with it, or end with it if nothing begins so, each with the number of messages to it.
    pub numbers: Vec<(String, u64)>,
    /// Whether they end with it.
    pub by_end: bool,
    /// Messages with this id.
    pub messages: Vec<MessageRow>,
    /// Campaigns with it in their name.
    pub campaigns: Vec<CampaignRow>,
}

impl Found {
    /// The most that are found of each.
    pub const MOST: u32 = 20;

    pub(super) fn read(transaction: &Transaction<'_>, platforms: &[&str], text: &str) -> Result<Self, DatabaseError> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if text.is_empty() {
            return Ok(Self::default());
        }
        let mut numbers = BTreeMap::new();
        for digits in digits(text) {
            numbers.extend(number::beginning_with(transaction, &digits, Self::MOST)?);
        }
        let campaigns = CampaignList { text: Some(text.to_owned()), ..CampaignList::default() };
        let messages = message::with_id(transaction, platforms, text, Self::MOST)?;
        let campaigns = campaigns.rows(transaction, Self::MOST, 0)?;
        let by_end = numbers.is_empty() && messages.is_empty() && campaigns.is_empty();
        if by_end {
            for digits in ends(text) {
                numbers.extend(number::ending_with(transaction, &digits, Self::MOST)?);
            }
        }
        let numbers = numbers.into_iter().take(Self::MOST as usize).collect();
        Ok(Self { numbers, by_end, messages, campaigns })
    }
}

/// Fewer digits are not looked for.
const SHORTEST: usize = 4;

/// Returns the digits of what may be a phone number, or the beginning of one, as people write it: as they are, and in
/// international form.
fn digits(text: &str) -> BTreeSet<String> {
    // The zero that is not dialled from abroad.
    let texts = [text.to_owned(), text.replace("(0)", "")];
    let all = texts.iter().map(|text| text.chars().filter(|&c| !is_separator(c)).collect::<String>());
    let all = all.flat_map(|digits| [digits.strip_prefix("00").map(str::to_owned), Some(digits)]).flatten();
    all.filter(|digits| digits.len() >= SHORTEST && digits.bytes().all(|byte| byte.is_ascii_digit())).collect()
}

/// Returns what a number may end with: the digits of a text, without the zero that a national form begins with.
fn ends(text: &str) -> BTreeSet<String> {
    let ends = digits(text).into_iter().map(|digits| digits.trim_start_matches('0').to_owned());
    ends.filter(|digits| (SHORTEST..=Msisdn::MAX_DIGITS).contains(&digits.len())).collect()
}

/// Returns whether people set digits apart by a character, or copy it with them.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || "+-./()".contains(c) || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') || is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_written() {
        let cases: &[(&str, &[&str])] = &[
            ("33600000000", &["33600000000"]),
            ("+33 6 00 00 00 00", &["33600000000"]),
            ("0033 6 00-00.00/00", &["0033600000000", "33600000000"]),
            ("+44 (0)20 7946", &["440207946", "44207946"]),
            ("3360\u{a0}0", &["33600"]),
            ("\u{202a}+33\u{2011}6\u{2013}00\u{202c}", &["33600"]),
            ("336", &[]),
            ("00336", &["00336"]),
            ("S1234", &[]),
            ("٣٣٦٠٠", &[]),
            ("", &[]),
        ];
        for (text, numbers) in cases {
            assert!(digits(text).iter().eq(*numbers), "{text}");
        }
    }

    #[test]
    fn a_national_form_is_what_a_number_ends_with() {
        let cases: [(&str, &[&str]); 5] =
            [("06 12 34 56 78", &["612345678"]), ("9992", &["9992"]), ("0999", &[]), ("0000", &[]), ("S9992", &[])];
        for (text, expected) in cases {
            assert!(ends(text).iter().eq(expected), "{text}");
        }
    }
}
