//! Where messages go: the operator of the recipient and the country of the number, with their names.
//!
//! The tables are facts of others: `networks.tsv` has the operators by MCC and MNC (pbakondy/mcc-mnc-list, 2023-04-04, MIT, after the lists of
//! ITU-T E.212 on Wikipedia), `prefixes.tsv` the countries by the digits that their numbers begin with (metadata of libphonenumber 9.0.43,
//! Apache-2.0), and `countries.tsv` their names (Unicode CLDR, Unicode-3.0).

use std::{collections::HashMap, sync::LazyLock};

use sms_status::Language;

/// What the operator is called, and the code of its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    pub country: &'static str,
    pub name: &'static str,
}

static NETWORKS: LazyLock<HashMap<&str, Network>> = LazyLock::new(|| {
    rows(include_str!("numbering/networks.tsv"))
        .map(|[code, country, name]| (code, Network { country, name }))
        .collect()
});

static PREFIXES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| rows(include_str!("numbering/prefixes.tsv")).map(|[digits, country]| (digits, country)).collect());

static COUNTRIES: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| {
    rows(include_str!("numbering/countries.tsv")).map(|[code, english, french]| (code, [english, french])).collect()
});

fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().map(|line| {
        let mut cells = line.split('\t');
        [(); N].map(|()| cells.next().unwrap_or_default())
    })
}

/// Returns the operator with a code, which is an MCC and an MNC, if it is known.
pub fn network(code: &str) -> Option<Network> {
    NETWORKS.get(code).copied()
}

/// Returns the code of the country of a number, given its digits in international form.
pub fn country_of(digits: &str) -> Option<&'static str> {
    /// The most digits that tell a country.
    const LONGEST: usize = 7;

    (1..=LONGEST.min(digits.len())).rev().find_map(|length| PREFIXES.get(digits.get(..length)?).copied())
}

/// Returns the name of a country, given its code.
pub fn country_name(code: &str, language: Language) -> Option<&'static str> {
    COUNTRIES.get(code).map(|[english, french]| if language == Language::French { *french } else { *english })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_whole_and_leads_to_a_country() {
        for [code, country, name] in rows(include_str!("numbering/networks.tsv")) {
            assert!((5..=6).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
            assert!(country.is_empty() || COUNTRIES.contains_key(country), "{code} {country}");
            assert!(!name.is_empty() && name.trim() == name, "{code}");
        }
        for [digits, country] in rows(include_str!("numbering/prefixes.tsv")) {
            assert!(COUNTRIES.contains_key(country), "{digits} {country}");
            assert!(country_of(&format!("{digits}0000000")).is_some(), "{digits}");
            assert!(digits.len() <= 7, "{digits}");
        }
        assert_eq!(NETWORKS.len(), include_str!("numbering/networks.tsv").lines().count());
        assert_eq!(PREFIXES.len(), include_str!("numbering/prefixes.tsv").lines().count());
    }

    #[test]
    fn numbers_and_operators_are_of_their_country() {
        let numbers = [
            ("33600000000", Some("FR")),
            ("447700900000", Some("GB")),
            ("14165550100", Some("CA")),
            ("12125550100", Some("US")),
            ("18095550100", Some("DO")),
            ("77011234567", Some("KZ")),
            ("79161234567", Some("RU")),
            ("262692000000", Some("RE")),
            ("352621000000", Some("LU")),
            ("999", None),
            ("", None),
        ];
        for (digits, country) in numbers {
            assert_eq!(country_of(digits), country, "{digits}");
        }
        assert_eq!(network("20801"), Some(Network { country: "FR", name: "Orange" }));
        assert_eq!(network("99999"), None);
        assert_eq!(country_name("DE", Language::French), Some("Allemagne"));
        assert_eq!(country_name("DE", Language::English), Some("Germany"));
    }
}
