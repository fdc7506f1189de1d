use super::{
    campaign::{CampaignList, CampaignRow},
    message::{self, MessageRow},
    number,
    transaction::{DatabaseError, Transaction},
};

/// What was found for a text that somebody is looking for: at most 20 of each.
#[derive(Debug, Default)]
pub struct Found {
    /// Numbers that begin with it, each with the number of messages to it.
    pub numbers: Vec<(String, u64)>,
    /// Messages with this id.
    pub messages: Vec<MessageRow>,
    /// Campaigns with it in their name.
    pub campaigns: Vec<CampaignRow>,
}

impl Found {
    pub(super) fn read(transaction: &Transaction<'_>, text: &str) -> Result<Self, DatabaseError> {
        const MOST: u32 = 20;

        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::default());
        }
        let numbers = match digits(text) {
            Some(digits) => number::beginning_with(transaction, &digits, MOST)?,
            None => Vec::new(),
        };
        let campaigns = CampaignList { text: Some(text.to_owned()), ..CampaignList::default() };
        Ok(Self {
            numbers,
            messages: message::with_id(transaction, text, MOST)?,
            campaigns: campaigns.rows(transaction, MOST, 0)?,
        })
    }
}

/// Returns the digits of what may be a phone number, or the beginning of one, as people write it.
fn digits(text: &str) -> Option<String> {
    /// Fewer are not looked for.
    const SHORTEST: usize = 4;

    let digits: String = text.chars().filter(|c| !(c.is_whitespace() || "+-./()".contains(*c))).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    (digits.len() >= SHORTEST && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_written() {
        let cases = [
            ("33600000000", Some("33600000000")),
            ("+33 6 00 00 00 00", Some("33600000000")),
            ("0033 6 00-00.00/00", Some("33600000000")),
            ("+44 (0)20", Some("44020")),
            ("3360\u{a0}0", Some("33600")),
            ("336", None),
            ("00", None),
            ("S1234", None),
            ("٣٣٦٠٠", None),
            ("", None),
        ];
        for (text, number) in cases {
            assert_eq!(digits(text).as_deref(), number, "{text}");
        }
    }
}
