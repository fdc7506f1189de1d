//! The facts of every status, against a table that was typed independently.

use std::{collections::HashSet, fmt::Debug};

use sms_status::{
    AddressBookAction, BulkReport, Category, DeliveryStatus,
    Language::{self, English, French},
    Outcome,
    gsm::TpStatusGroup,
    smsmode,
};
use strum::{EnumCount, VariantArray, VariantNames};

/// variant, code, category, outcome, action, `1` if the status page lists it, English label, French label, rank.
const TABLE: &str = include_str!("data/statuses.tsv");

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    TABLE.lines().skip(1).map(|line| line.split('\t').collect())
}

#[test]
fn every_fact_equals_the_table() {
    assert_eq!(DeliveryStatus::VARIANTS.len(), rows().count());
    assert_eq!(DeliveryStatus::COUNT, rows().count());
    for (row, &status) in rows().zip(DeliveryStatus::VARIANTS) {
        let printed = [
            format!("{status:?}"),
            status.code().to_string(),
            format!("{:?}", status.category()),
            format!("{:?}", status.outcome()),
            format!("{:?}", status.action()),
            row[5].to_owned(),
            status.label(English).to_owned(),
            status.label(French).to_owned(),
            status.rank().to_string(),
        ];
        assert_eq!(printed.as_slice(), row.as_slice());
        assert_eq!(status.to_string(), row[6]);
    }
}

#[test]
fn every_name_is_the_variant_in_snake_case() {
    for status in DeliveryStatus::VARIANTS {
        let mut name = String::new();
        for character in format!("{status:?}").chars() {
            if character.is_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.extend(character.to_lowercase());
        }
        assert_eq!(status.name(), name);
        assert_eq!(DeliveryStatus::from_name(&name), Some(*status));
    }
}

#[test]
fn only_a_stated_verdict_removes_a_number() {
    for &status in DeliveryStatus::VARIANTS {
        let stated = [DeliveryStatus::PermanentPhoneError, DeliveryStatus::PermanentAbsenceError].contains(&status);
        assert_eq!(status.keep_in_address_book(), !stated, "{status:?}");
        assert_eq!(status.action() == AddressBookAction::Remove, stated, "{status:?}");
        for (language, verb) in [(English, "remove it"), (French, "le retirer")] {
            assert_eq!(status.description(language).contains(verb), stated, "{status:?}");
        }
    }
}

#[test]
fn a_status_is_final_unless_it_is_unknown_or_pending() {
    for status in DeliveryStatus::VARIANTS {
        let open = [Outcome::Unknown, Outcome::Pending].contains(&status.outcome());
        assert_eq!(status.is_final(), !open, "{status:?}");
    }
}

#[test]
fn categories_of_error_codes_follow_their_number() {
    for status in DeliveryStatus::VARIANTS {
        match status.code() {
            3500..=3509 => assert_eq!(status.category(), Category::Temporary),
            3520..=3529 => assert_eq!(status.category(), Category::Permanent),
            _ => assert!(![Category::Temporary, Category::Permanent].contains(&status.category())),
        }
    }
}

#[test]
fn descriptions_are_whole_sentences_of_their_own() {
    for &language in Language::VARIANTS {
        let mut seen = HashSet::new();
        for status in DeliveryStatus::VARIANTS {
            let text = status.description(language);
            assert!(seen.insert(text), "{status:?} repeats: {text}");
            assert!(text.ends_with('.') && text.starts_with(char::is_uppercase), "{text}");
            assert!(!text.contains("  ") && !text.contains(char::is_control), "{text}");
            assert!(text.len() > 30, "{text}");
            // French sets a space before these, which a plain text cannot keep from breaking.
            assert!(!text.contains([':', ';', '!', '?']), "{text}");
        }
    }
}

#[test]
fn labels_of_the_small_vocabularies() {
    let labels = |language| {
        let categories = Category::VARIANTS.iter().map(|value| value.label(language));
        let outcomes = Outcome::VARIANTS.iter().map(|value| value.label(language));
        let actions = AddressBookAction::VARIANTS.iter().map(|value| value.label(language));
        let languages = Language::VARIANTS.iter().map(|value| value.label(language));
        categories.chain(outcomes).chain(actions).chain(languages).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        labels(English),
        "General statuses, Temporary errors, Permanent errors, Other errors, \
         Unknown, Pending, Failed, Partial, Received, Keep, Review, Remove, Do not contact, English, French"
    );
    assert_eq!(
        labels(French),
        "Statuts généraux, Erreurs temporaires, Erreurs permanentes, Autres erreurs, \
         Inconnu, En attente, Échec, Partiel, Reçu, Conserver, Vérifier, Retirer, Exclure des envois, Anglais, Français"
    );
}

#[test]
fn the_display_of_a_value_is_its_english_label_and_pads() {
    assert_eq!(format!("{:>10}|{:<10}|", DeliveryStatus::Sent, Category::Other), "      Sent|Other errors|");
    for outcome in Outcome::VARIANTS {
        assert_eq!(outcome.to_string(), outcome.label(English));
    }
}

#[test]
fn names_read_back_and_nothing_else_does() {
    macro_rules! check {
        ($($Enum:ty),*) => {$(
            for &value in <$Enum>::VARIANTS {
                assert_eq!(<$Enum>::from_name(value.name()), Some(value));
                assert_eq!(<$Enum>::from_name(&value.name().to_uppercase()), None);
            }
            assert_eq!(<$Enum>::from_name(""), None);
            assert_eq!(<$Enum>::COUNT, <$Enum>::VARIANTS.len());
        )*};
    }
    check!(DeliveryStatus, Category, Outcome, AddressBookAction, Language, TpStatusGroup);
}

#[test]
fn the_traits_of_strum_give_the_same_values() {
    fn check<T: EnumCount + VariantArray + VariantNames + PartialEq + Debug>(
        values: &[T],
        name: fn(&T) -> &'static str,
    ) {
        assert_eq!(<T as VariantArray>::VARIANTS, values);
        assert_eq!(T::COUNT, values.len());
        assert_eq!(<T as VariantNames>::VARIANTS, values.iter().map(name).collect::<Vec<_>>());
    }
    check(DeliveryStatus::VARIANTS, |value| value.name());
    check(Category::VARIANTS, |value| value.name());
    check(Outcome::VARIANTS, |value| value.name());
    check(AddressBookAction::VARIANTS, |value| value.name());
    check(Language::VARIANTS, |value| value.name());
    check(TpStatusGroup::VARIANTS, |value| value.name());
}

#[test]
fn small_enums_parse_from_their_names_and_from_nothing_else() {
    macro_rules! check {
        ($($Enum:ty),*) => {$(
            for &value in <$Enum>::VARIANTS {
                assert_eq!(value.name().parse(), Ok(value));
                assert_eq!(<$Enum>::try_from(value.name()), Ok(value));
                for other in [value.name().to_uppercase(), format!(" {value:?}"), value.name()[1..].to_owned()] {
                    let error = other.parse::<$Enum>().unwrap_err().to_string();
                    assert!(error.starts_with("unknown name: expected one of `"), "{error}");
                    assert!(<$Enum>::VARIANTS.iter().all(|known| error.contains(&format!("`{}`", known.name()))), "{error}");
                }
            }
        )*};
    }
    check!(Category, Outcome, AddressBookAction, TpStatusGroup);
    let error = "Keep".parse::<AddressBookAction>().unwrap_err();
    assert_eq!(error.to_string(), "unknown name: expected one of `keep`, `review`, `remove`, `suppress`");
}

#[test]
fn a_number_is_confirmed_by_a_reception_and_by_a_temporary_error() {
    for status in DeliveryStatus::VARIANTS {
        let arrived = [Outcome::Partial, Outcome::Received].contains(&status.outcome());
        assert_eq!(status.confirms_number(), arrived || status.category() == Category::Temporary, "{status:?}");
        // A report that speaks against a number does not confirm it.
        assert!(!status.confirms_number() || status.action() == AddressBookAction::Keep, "{status:?}");
    }
}

#[test]
fn a_name_with_one_other_byte_is_no_name() {
    for status in DeliveryStatus::VARIANTS {
        for at in 0..status.name().len() {
            for byte in 0..128 {
                let mut name = status.name().as_bytes().to_vec();
                name[at] = byte;
                let name = String::from_utf8(name).unwrap();
                let expected = DeliveryStatus::VARIANTS.iter().copied().find(|status| status.name() == name);
                assert_eq!(DeliveryStatus::from_name(&name), expected, "{name:?}");
            }
        }
    }
}

#[test]
fn a_status_is_one_byte_and_so_is_an_optional_one() {
    assert_eq!(size_of::<DeliveryStatus>(), 1);
    assert_eq!(size_of::<Option<DeliveryStatus>>(), 1);
}

#[test]
fn facts_are_there_at_compile_time() {
    const STATUS: Option<DeliveryStatus> = DeliveryStatus::from_code(3522);
    const FACTS: (u16, &str, &str, &str, Category, Outcome, AddressBookAction, bool, bool, bool) = {
        let status = DeliveryStatus::PermanentAbsenceError;
        (
            status.code(),
            status.name(),
            status.label(French),
            status.description(French),
            status.category(),
            status.outcome(),
            status.action(),
            status.is_final(),
            status.keep_in_address_book(),
            status.supersedes(DeliveryStatus::Sent),
        )
    };
    assert_eq!(STATUS.map(DeliveryStatus::code), Some(FACTS.0));
}

#[test]
fn everything_can_be_sent_and_shared() {
    fn check<T: Send + Sync + Unpin + 'static>() {}
    check::<(DeliveryStatus, Category, Outcome, AddressBookAction, Language, BulkReport)>();
    check::<(sms_status::UnknownCode, sms_status::ParseStatusError, sms_status::ParseLanguageError)>();
    check::<(
        smsmode::DeliveryReports<'static>,
        smsmode::DeliveryReportCounts,
        smsmode::RequestError,
        smsmode::RecordError,
    )>();
}
