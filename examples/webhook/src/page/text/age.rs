use super::texts::Texts;

/// Returns how long ago a time was, in minutes or longer units. So does `age.js`, with `Intl.RelativeTimeFormat`.
pub fn age(texts: &Texts, now: i64, then: i64) -> String {
    const SECOND: u64 = 1000;
    const UNITS: [(u64, usize); 5] = [(365 * 86_400, 0), (30 * 86_400, 1), (86_400, 2), (3600, 3), (60, 4)];

    let passed = u64::try_from(now.saturating_sub(then)).unwrap_or(0) / SECOND;
    let unit = UNITS.iter().find(|&&(length, _)| passed >= length);
    let Some(&(length, unit)) = unit else { return texts.now.to_owned() };
    let n = passed / length;
    let mut words = texts.age_units.split(' ').nth(unit).unwrap_or_default().split('/');
    let one = words.next().unwrap_or_default();
    let word = if n > 1 { words.next().unwrap_or_default() } else { one };
    texts.age.replace("{n}", &texts.integer(n)).replace("{unit}", word)
}

#[cfg(test)]
mod tests {
    use sms_status::Language;

    use super::*;

    #[test]
    fn an_age_is_in_its_greatest_unit() {
        const SECOND: i64 = 1000;
        let cases = [
            (0, "now", "maintenant"),
            (59, "now", "maintenant"),
            (60, "1 minute ago", "il y a 1 minute"),
            (3599, "59 minutes ago", "il y a 59 minutes"),
            (3600, "1 hour ago", "il y a 1 heure"),
            (47 * 3600, "1 day ago", "il y a 1 jour"),
            (29 * 86_400, "29 days ago", "il y a 29 jours"),
            (61 * 86_400, "2 months ago", "il y a 2 mois"),
            (800 * 86_400, "2 years ago", "il y a 2 ans"),
            // A clock that was set back.
            (-5, "now", "maintenant"),
        ];
        for (seconds, english, french) in cases {
            for (language, text) in [(Language::English, english), (Language::French, french)] {
                assert_eq!(age(Texts::of(language), seconds * SECOND, 0), text);
            }
        }
        assert_eq!(age(Texts::of(Language::English), i64::MIN, i64::MAX), "now");
        assert!(age(Texts::of(Language::French), i64::MAX, i64::MIN).starts_with("il y a 292\u{202f}"));
    }
}
