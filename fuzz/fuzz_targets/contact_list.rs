//! A contact list in CSV: the reader of `clean_address_book`.

#![no_main]

use clean_address_book::contacts::{Contacts, Format};
use libfuzzer_sys::fuzz_target;
use phonenumber::country;

fuzz_target!(|bytes: &[u8]| {
    let format = Format { region: Some(country::FR), ..Format::default() };
    let Ok(mut contacts) = Contacts::open(bytes, &format) else { return };
    let (mut copy, mut line) = (Vec::new(), 0);
    let mut readable = 0;
    contacts
        .copy(&mut copy, |contact| {
            assert!(contact.line > line);
            line = contact.line;
            readable += usize::from(contact.number.is_ok());
            true
        })
        .unwrap();
    assert_eq!(copy, bytes);

    // Without the rows that have a number, the others are there in their order.
    let mut rest = Vec::new();
    Contacts::open(bytes, &format).unwrap().copy(&mut rest, |contact| contact.number.is_err()).unwrap();
    assert_eq!(rest.len() < bytes.len(), readable > 0);
    let mut all = bytes.iter();
    assert!(rest.iter().all(|byte| all.any(|other| other == byte)));
});
