use crate::number::E164;

/// Two international forms of the numbers of a country, of which one replaced the other. A `#` is any digit, an `m` one that begins a
/// mobile number of Côte d'Ivoire; the digits in their places are the same in both.
///
/// Both forms are one subscriber, but nobody promises that for each number: what is reported for one form is shown for the other, and
/// nothing is removed for it.
const FORMS: &[(&str, &str)] = &[
    // Mexico, 3 August 2019: no 1 before mobile numbers (IFT, Plan Técnico Fundamental de Numeración; ITU bulletin 1175).
    ("521##########", "52##########"),
    // Argentina: 15 within the country and 9 from abroad before mobile numbers; the code of an area has 2, 3 or 4 digits (ENACOM,
    // Plan Fundamental de Numeración Nacional).
    ("549##########", "54##########"),
    ("54##15########", "549##########"),
    ("54###15#######", "549##########"),
    ("54####15######", "549##########"),
    // Brazil, 2012 to 2016: a ninth digit before mobile numbers, which began with 6 to 9 (Anatel, Resolução 553/2010).
    ("55##6#######", "55##96#######"),
    ("55##7#######", "55##97#######"),
    ("55##8#######", "55##98#######"),
    ("55##9#######", "55##99#######"),
    // Benin, 30 November 2024: 01 before all numbers (ARCEP Bénin, plan national de numérotation).
    ("229########", "22901########"),
    // Côte d'Ivoire, 31 January 2021: the operator's 01, 05 or 07 before mobile numbers, by their second digit (ARTCI, plan national
    // de numérotation à 10 chiffres).
    ("225m0######", "22501m0######"),
    ("225m1######", "22501m1######"),
    ("225m2######", "22501m2######"),
    ("225m3######", "22501m3######"),
    ("225m4######", "22505m4######"),
    ("225m5######", "22505m5######"),
    ("225m6######", "22505m6######"),
    ("225m7######", "22507m7######"),
    ("225m8######", "22507m8######"),
    ("225m9######", "22507m9######"),
    // The mobile numbers of Palestinian operators are reached under both codes (ITU, list of country codes, note on 970).
    ("97056#######", "97256#######"),
    ("97059#######", "97259#######"),
];

/// How a number in an old form is dialled within its country, or written without its sign, and its international form.
const NATIONAL: &[(&str, &str, &str)] = &[
    ("MX", "044##########", "521##########"),
    ("MX", "045##########", "521##########"),
    ("MX", "521##########", "521##########"),
    ("CI", "m#######", "225m#######"),
    ("CI", "225m#######", "225m#######"),
];

/// Returns the other numbers under which the subscriber may be reported.
pub fn other_numbers(number: E164) -> Vec<E164> {
    /// The first two digits of the countries above.
    const STARTS: [u64; 5] = [22, 52, 54, 55, 97];

    let mut start = number.digits();
    while start > 99 {
        start /= 10;
    }
    if !STARTS.contains(&start) {
        return Vec::new();
    }
    let mut found = vec![number.digits().to_string()];
    let mut at = 0;
    while let Some(digits) = found.get(at) {
        let mut others = Vec::new();
        for (old, new) in FORMS {
            for (from, to) in [(old, new), (new, old)] {
                others.extend(rewritten(digits, from, to).filter(|other| !found.contains(other)));
            }
        }
        found.extend(others);
        at += 1;
    }
    found[1..].iter().filter_map(|digits| digits.parse().ok()).map(E164::from_digits).collect()
}

/// Returns the international form of a number in an old form, which the metadata do not know any more: of digits with their `+`, or of
/// those dialled within a country.
pub fn old_number(digits: &str, region: Option<&str>) -> Option<E164> {
    let found = if let Some(digits) = digits.strip_prefix('+') {
        FORMS.iter().find_map(|(old, _)| rewritten(digits, old, old))
    } else {
        let mut forms = NATIONAL.iter().filter(|(country, ..)| region == Some(*country));
        forms.find_map(|(_, dialled, international)| rewritten(digits, dialled, international))
    };
    found?.parse().ok().map(E164::from_digits)
}

/// Returns digits of one form in the other.
#[inline]
fn rewritten(digits: &str, from: &str, to: &str) -> Option<String> {
    let is_of_form = |(digit, sign)| match sign {
        b'#' => true,
        b'm' => matches!(digit, b'0' | b'4'..=b'9'),
        _ => digit == sign,
    };
    // Most numbers are of no form, or of one.
    if digits.len() != from.len() || !digits.bytes().zip(from.bytes()).all(is_of_form) {
        return None;
    }
    let signs = digits.chars().zip(from.chars());
    let mut kept = signs.filter(|(_, sign)| matches!(sign, '#' | 'm')).map(|(digit, _)| digit);
    to.chars().map(|sign| if matches!(sign, '#' | 'm') { kept.next() } else { Some(sign) }).collect()
}
