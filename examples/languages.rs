//! Shows statuses to people in their language, and to programs by a name that no release changes.

use sms_status::{DeliveryStatus, Language, ParseLanguageError};

fn main() -> Result<(), ParseLanguageError> {
    // As `LANG` or a setting has it.
    let language: Language = "fr_FR.UTF-8".parse()?;
    assert_eq!(language, Language::French);

    for &status in &[DeliveryStatus::Received, DeliveryStatus::PermanentAbsenceError, DeliveryStatus::Blacklisted] {
        println!("{}, {}", status.label(language), status.action().label(language));
        println!("    {}", status.description(language));
        println!("    {}, {}", status.name(), status.code());
    }

    // Labels parse in either language, with or without accents; names are for programs.
    assert_eq!("Numéro blacklisté".parse(), Ok(DeliveryStatus::Blacklisted));
    assert_eq!("numero blackliste".parse(), Ok(DeliveryStatus::Blacklisted));
    assert_eq!(DeliveryStatus::from_name("permanent_absence_error"), Some(DeliveryStatus::PermanentAbsenceError));
    Ok(())
}
