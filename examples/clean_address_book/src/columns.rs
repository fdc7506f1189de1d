use anyhow::{Result, bail};
use common::{
    escaped::Escaped,
    header::{names, places},
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What kind of numbers a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers of mobile phones.
    Mobile,
    /// Numbers of phones that may be anything.
    Any,
}

/// Returns the column of numbers: the one that is asked for, by its name or its place from 1, or else the only one that is
/// named like a column of numbers. If a column is named like one of mobile numbers, those of other numbers do not count.
pub fn number_column(header: &[String], asked: Option<&str>) -> Result<usize> {
    if let Some(asked) = asked {
        return column(header, asked);
    }
    let of_kind = |kind| (0..header.len()).filter(|&at| Kind::of(&header[at]) == Some(kind)).collect::<Vec<_>>();
    let mut columns = of_kind(Kind::Mobile);
    if columns.is_empty() {
        columns = of_kind(Kind::Any);
    }
    match columns[..] {
        [column] => Ok(column),
        [] => {
            let other = if header.len() == 1 { ", or what parts the columns with --delimiter" } else { "" };
            bail!("no column looks like phone numbers among {}: choose one with --column{other}", names(header))
        }
        _ => {
            let named: Vec<_> = columns.iter().map(|&at| &header[at]).collect();
            let (named, places) = (names(&named), places(&columns));
            bail!(
                "several columns look like phone numbers, {named} ({places}): choose one by name or place with --column"
            )
        }
    }
}

fn column(header: &[String], asked: &str) -> Result<usize> {
    let plain = |name: &str| words(name).concat();
    let is_asked = |name: &str| name.trim() == asked.trim() || !plain(asked).is_empty() && plain(name) == plain(asked);
    let columns: Vec<_> = (0..header.len()).filter(|&at| is_asked(&header[at])).collect();
    let place = asked.parse().ok().and_then(|place: usize| place.checked_sub(1)).filter(|&at| at < header.len());
    match (&columns[..], place) {
        (&[column], _) | ([], Some(column)) => Ok(column),
        ([], None) => bail!("no column named `{}`; the columns are {}", Escaped(asked), names(header)),
        _ => bail!(
            "several columns are named `{}` ({}): choose one by its place, such as --column {}",
            Escaped(asked),
            places(&columns),
            columns[0] + 1
        ),
    }
}

impl Kind {
    /// Whether a name has a word for a phone, whatever else it has, as `Home phone` and `Téléphone fixe` do.
    pub fn is_mentioned_in(name: &str) -> bool {
        words(name).iter().any(|word| MOBILE.contains(&word.as_str()) || PHONE.contains(&word.as_str()))
    }

    /// Returns the kind of numbers that a name stands for, if it is made only of words for phones and numbers and of words that
    /// say nothing: `phone_mobile`, `Tél. portable`, `Billing Phone`, `MobilePhone`, `SMS`. With one more word, as in
    /// `SMS consent`, it stands for something else.
    pub fn of(name: &str) -> Option<Self> {
        let words = words(name);
        let is = |list: &[&str], word: &String| list.contains(&word.as_str());
        let is_known = |word: &String| {
            is(MOBILE, word) || is(PHONE, word) || is(NUMBER, word) || is(OTHER, word) || word.parse::<u8>().is_ok()
        };
        if !words.iter().all(is_known) {
            None
        } else if words.iter().any(|word| is(MOBILE, word)) {
            Some(Self::Mobile)
        } else if words.iter().any(|word| is(PHONE, word)) {
            Some(Self::Any)
        } else {
            // A number of a customer is none of a phone.
            (words.len() == 1 && is(NUMBER, &words[0])).then_some(Self::Any)
        }
    }
}

/// The words for phones that receive SMS, in English and French, and for their numbers.
const MOBILE: &[&str] = &[
    "cell",
    "cellphone",
    "cellular",
    "gsm",
    "mob",
    "mobile",
    "mobilenumber",
    "mobilephone",
    "mobiles",
    "msisdn",
    "portable",
    "portables",
    "smartphone",
    "sms",
    "smsphone",
    "whatsapp",
];

/// The words for any phones, and for their numbers.
const PHONE: &[&str] =
    &["phone", "phonenumber", "phones", "tel", "telephone", "telephonenumber", "telephones", "telno"];

/// The words for numbers of all kinds.
const NUMBER: &[&str] = &["number", "numbers", "numero", "numeros"];

/// The words beside them that do not change their meaning. A name of only these stands for nothing.
const OTHER: &[&str] = &[
    "address",
    "adresse",
    "billing",
    "client",
    "contact",
    "ct",
    "customer",
    "de",
    "default",
    "delivery",
    "du",
    "e164",
    "facturation",
    "international",
    "livraison",
    "main",
    "n",
    "no",
    "num",
    "person",
    "port",
    "primary",
    "principal",
    "recipient",
    "shipping",
    "user",
    "value",
];

/// Whether a text after a number says only what phone it is of, as in `06… - portable`, `06… (SMS)` and `06… (pro)`.
pub fn is_remark(text: &str) -> bool {
    let words = words(text);
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let says = |word: &String| is(MOBILE, word) || is(PHONE, word) || is(PLACE, word);
    words.iter().any(says) && words.iter().all(|word| says(word) || is(NUMBER, word) || is(OTHER, word))
}

/// The words for where a phone is, in English and French.
const PLACE: &[&str] = &[
    "bureau",
    "domicile",
    "home",
    "maison",
    "office",
    "perso",
    "personal",
    "personnel",
    "prive",
    "pro",
    "prof",
    "professionnel",
    "travail",
    "work",
];

/// Returns the words of a name without case and accents. A capital after a small letter, or a digit after a letter, starts a word.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for character in name.nfd().filter(|&character| !is_combining_mark(character)) {
        let starts_word = before.is_lowercase() && character.is_uppercase()
            || before.is_alphabetic() != character.is_alphabetic()
            || !character.is_alphanumeric();
        if starts_word {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| character.is_alphanumeric()) {
            word.extend(character.to_lowercase());
        }
        before = character;
    }
    words.retain(|word| !word.is_empty());
    words
}
