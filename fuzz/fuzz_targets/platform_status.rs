//! A word and a code of any platform: the text up to the first line end, and the text after it.

#![no_main]

use std::ops::RangeInclusive;

use libfuzzer_sys::fuzz_target;
use sms_status::{DeliveryStatus, Outcome, providers::*};
use sms_status_fuzz::text;

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    let (word, code) = text.split_once('\n').map_or((text.as_str(), None), |(word, code)| (word, Some(code)));
    let number: Option<u32> = code.and_then(|code| code.parse().ok());
    let flag = code.and_then(|code| code.parse().ok());

    let of_vonage = code.and_then(|code| of_word(vonage::ERRORS, code));
    check(vonage::status(word, code), of_word(vonage::STATUSES, word), of_vonage);
    check(vonage::messages::status(word, code), of_word(vonage::messages::STATUSES, word), of_vonage);
    let of_reason = code.and_then(|code| of_word(africas_talking::ERRORS, code));
    check(africas_talking::status(word, code), of_word(africas_talking::STATUSES, word), of_reason);
    check(twilio::status(word, number), of_word(twilio::STATUSES, word), of_code(twilio::ERRORS, number));
    check(bandwidth::status(word, number), of_word(bandwidth::STATUSES, word), of_code(bandwidth::ERRORS, number));
    check(sinch::status(word, number), of_word(sinch::STATUSES, word), of_code(sinch::ERRORS, number));
    let group = word.parse().ok();
    check(
        infobip::status(group, None, number, None),
        of_code(infobip::GROUPS, group),
        of_code(infobip::ERRORS, number),
    );
    check(
        infobip::status(Some(9), group, number, None),
        of_code(infobip::STATUSES, group),
        of_code(infobip::ERRORS, number),
    );

    check(octopush::status(word), of_word(octopush::STATUSES, word), None);
    let is_error = word.to_ascii_uppercase().starts_with("ESME_");
    let of_jasmin = of_word(jasmin::STATUSES, word).or(is_error.then_some(DeliveryStatus::Rejected));
    check(jasmin::status(word), of_jasmin, None);
    let of_aws = of_word(aws::STATUSES, word).or_else(|| of_word(aws::STATUSES, &format!("TEXT_{word}")));
    let is_final = flag == Some(true) && of_aws == Some(DeliveryStatus::DeliveredToOperator);
    check(aws::status(word, flag), if is_final { Some(DeliveryStatus::Delivered) } else { of_aws }, None);
    let of_sns = aws::SNS_RESPONSES.iter().find(|row| lower(word).starts_with(&lower(row.value)));
    check(aws::sns_status(word), of_sns.map(|row| row.status), None);

    if let Ok(number) = word.parse() {
        let of_number = |rows: &[Mapping<u16>]| Some(rows.iter().find(|row| row.value == number)?.status);
        check(ovh::status(number), of_number(ovh::STATUSES), None);
        check(kannel::status(number), of_number(kannel::STATUSES), None);
        check(smsfactor::status(number), of_number(smsfactor::STATUSES), None);
    }
});

fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

fn of_word(rows: &[Mapping<&str>], word: &str) -> Option<DeliveryStatus> {
    Some(rows.iter().find(|row| lower(row.value) == lower(word))?.status)
}

fn of_code(rows: &[Mapping<RangeInclusive<u32>>], code: Option<u32>) -> Option<DeliveryStatus> {
    Some(rows.iter().find(|row| row.value.contains(&code.unwrap_or(u32::MAX)))?.status)
}

/// The naive way: the code, if the word is a failure that says no more; else the word.
#[track_caller]
fn check(status: DeliveryStatus, word: Option<DeliveryStatus>, code: Option<DeliveryStatus>) {
    use DeliveryStatus::{NotDelivered, Rejected, Undefined, Undeliverable};
    let word = word.unwrap_or(Undefined);
    let expected = match code {
        Some(code)
            if [NotDelivered, Rejected, Undeliverable].contains(&word)
                && ![Outcome::Pending, Outcome::Partial, Outcome::Received].contains(&code.outcome()) =>
        {
            code
        }
        _ => word,
    };
    assert_eq!(status, expected);
}
