use std::path::{Path, PathBuf};

use phonenumber::country;
use sms_status::AddressBookAction::{self, Keep, Remove, Review, Suppress};

use crate::{
    cleaning::Cleaning,
    contacts::{Contacts, Format},
    history::{History, out_of_order},
    number::E164,
    reports::Reports,
    subscriber::other_numbers,
};

fn format(column: Option<&str>, region: Option<country::Id>) -> Format {
    Format { column: column.map(str::to_owned), delimiter: None, region }
}

/// What is done with the rows of a list: the lines that stay, what is done with each number, and its other numbers.
fn clean(list: &str, format: &Format, body: &str) -> anyhow::Result<(String, Vec<String>)> {
    let mut history = History::new(format.region, 100);
    history.read_newer(body.as_bytes(), Path::new("body.txt"), &Reports::default())?;
    let mut copy = Vec::new();
    let cleaning = Cleaning::copy(&mut Contacts::open(list.as_bytes(), format)?, &history, &mut copy, 100)?;
    let mut decisions = Vec::new();
    for &action in AddressBookAction::VARIANTS.iter().filter(|&&action| action != Keep) {
        for (number, decision) in cleaning.decisions_to(action) {
            let others: Vec<_> = decision.living.iter().map(E164::to_string).collect();
            let reported = decision.reported.map_or_else(String::new, |number| format!(" reported {number}"));
            let others = others.join(" ");
            let lines = &decision.lines;
            decisions.push(format!("{} {number} {lines:?}{reported} {others}", action.name()).trim().into());
        }
    }
    let rows = [Keep, Review, Remove, Suppress].map(|action| cleaning.rows_with(action));
    assert_eq!(rows.iter().sum::<u64>(), cleaning.rows);
    Ok((String::from_utf8(copy)?, decisions))
}

#[track_caller]
fn cleans(list: &str, format: &Format, body: &str, left: &str, expected: &[&str]) {
    let (copy, decisions) = clean(list, format, body).unwrap();
    assert_eq!((copy.as_str(), decisions), (left, expected.iter().map(|&it| it.to_owned()).collect()));
}

const FR: Option<country::Id> = Some(country::FR);

#[test]
fn french_overseas_numbers_are_those_of_their_departments() {
    for (national, international) in [
        ("0690 00 00 03", "+590690000003"),
        ("06 91 00 00 03", "+590691000003"),
        ("06 92 00 00 01", "+262692000001"),
        ("06.93.00.00.01", "+262693000001"),
        ("0694000004", "+594694000004"),
        ("06 96 00 00 02", "+596696000002"),
        ("(0)6 97 00 00 02", "+596697000002"),
        ("692000001", "+262692000001"),
        ("06 39 98 00 01", "+33639980001"),
        ("06 98 00 00 01", "+33698000001"),
        ("+33 6 98 00 00 01", "+33698000001"),
        ("+262 692 00 00 01", "+262692000001"),
        ("00596696000002", "+596696000002"),
    ] {
        let number = E164::read(national, FR).map(|number| number.to_string());
        assert_eq!(number.as_deref(), Some(international), "{national}");
        let recipient = &international[1..];
        assert_eq!(E164::read_recipient(recipient, FR), E164::read(national, FR), "{recipient}");
    }
    let list = "Nom;Mobile\nA;06 92 00 00 01\nB;06 96 00 00 02\nC;0690 00 00 03\n";
    cleans(
        list,
        &format(None, FR),
        "262692000001 3999 | 596696000002 3999 | 590690000003 3522",
        "Nom;Mobile\nA;06 92 00 00 01\nB;06 96 00 00 02\n",
        &["remove +590690000003 [4]", "suppress +262692000001 [2]", "suppress +596696000002 [3]"],
    );
}

#[test]
fn a_row_is_removed_if_all_its_numbers_are_dead() {
    let google = "Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n\
                  Anne,Mobile,+33 6 39 98 00 01,Work,+33 6 39 98 00 02\n";
    let column = format(Some("Phone 1 - Value"), None);
    let header = google.lines().next().unwrap().to_owned() + "\n";
    // The other number lives, nothing is known of it, or it is dead, too.
    let review = "review +33639980001 [2] +33639980002";
    cleans(google, &column, "33639980001 3522 | 33639980002 11", google, &[review]);
    cleans(google, &column, "33639980001 3522", google, &[review]);
    cleans(google, &column, "33639980001 3522 | 33639980002 3522", &header, &["remove +33639980001 [2]"]);
    cleans(google, &column, "33639980001 11 | 33639980002 3522", google, &[]);

    let french = "Nom;Téléphone;Portable;Téléphone fixe;Code client\nAnne;;06 39 98 00 01;01 39 98 00 02;639980003\n";
    cleans(french, &format(None, FR), "33639980001 3522", french, &["review +33639980001 [2] +33139980002"]);
    // The same number twice is one.
    let twice = "Téléphone;Portable\n0639980001;+33 6 39 98 00 01\n0639980002;+33 6 39 98 00 01\n";
    cleans(
        twice,
        &format(None, FR),
        "33639980001 3522",
        "Téléphone;Portable\n0639980002;+33 6 39 98 00 01\n",
        &["review +33639980001 [3] +33639980002", "remove +33639980001 [2]"],
    );
}

/// The opt-out of another number of the row is shown; the row stays.
#[test]
fn an_opt_out_in_another_column_is_for_review() {
    let list =
        "Nom;Téléphone;Portable\nAnne;01 39 98 00 02;06 39 98 00 01\nBruno;01 39 98 00 03;\nCléo;;06 39 98 00 04\n";
    cleans(
        list,
        &format(None, FR),
        "33139980002 3999 | 33139980003 3999 | 33639980001 3522 | 33639980004 11",
        list,
        &["review +33139980003 [3]", "review +33639980001 [2] reported +33139980002"],
    );
    // The opt-out of the number itself comes first.
    let both = "33139980002 3999 | 33639980001 3999";
    cleans(list, &format(None, FR), both, list, &["suppress +33639980001 [2]"]);
}

/// Each form of a number is reported for the other one, and nothing is removed for it.
#[test]
fn a_subscriber_may_have_several_numbers() {
    for (contact, region, recipients) in [
        ("+52 1 55 1234 5679", None, &["525512345679", "5215512345679"][..]),
        ("+52 55 1234 5679", None, &["5215512345679"]),
        ("044 55 1234 5679", Some(country::MX), &["525512345679"]),
        ("5215512345679", Some(country::MX), &["525512345679"]),
        ("22507123456", Some(country::CI), &["2250707123456"]),
        ("55 1234 5679", Some(country::MX), &["5215512345679"]),
        ("+54 9 11 2345 6789", None, &["541123456789", "54111523456789"]),
        ("+54 9 2966 12 3456", None, &["542966123456", "54296615123456"]),
        ("+54 11 15 2345 6789", None, &["541123456789", "5491123456789"]),
        ("+55 11 8765-4321", None, &["5511987654321"]),
        ("+55 11 98765-4321", None, &["551187654321"]),
        ("+229 97 12 34 56", None, &["2290197123456"]),
        ("+229 01 97 12 34 56", None, &["22997123456"]),
        ("+225 07 12 34 56", None, &["2250707123456"]),
        ("07 12 34 56", Some(country::CI), &["2250707123456"]),
        ("+225 05 44 12 34 56", None, &["22544123456"]),
        ("+970 59 912 3456", None, &["972599123456"]),
        ("+972 56 912 3456", None, &["970569123456"]),
    ] {
        let list = format!("N;Mobile\na;{contact}\n");
        let number = E164::read(contact, region).unwrap_or_else(|| panic!("{contact}"));
        for recipient in recipients {
            let of_row = number.to_string()[1..] == **recipient;
            for (code, own) in [("3999", "suppress"), ("3522", "remove")] {
                let expected = if of_row {
                    format!("{own} {number} [2]")
                } else {
                    format!("review {number} [2] reported +{recipient}")
                };
                let left = if of_row && own == "remove" { "N;Mobile\n" } else { &*list };
                cleans(&list, &format(None, region), &format!("{recipient} {code}"), left, &[&expected]);
            }
            if !of_row {
                // What the other form received says nothing, and a reception under the form of the row outweighs a removal.
                cleans(&list, &format(None, region), &format!("{recipient} 11"), &list, &[]);
                let both = format!("{recipient} 3522 | {} 11", &number.to_string()[1..]);
                cleans(&list, &format(None, region), &both, &list, &[]);
                let both = format!("{recipient} 3999 | {} 3522", &number.to_string()[1..]);
                let expected = format!("review {number} [2] reported +{recipient}");
                cleans(&list, &format(None, region), &both, &list, &[&expected]);
            }
        }
    }
    // A number of a landline, of another operator, or of another country has one form.
    for number in ["+225 27 20 21 22 23", "+970 8 282 1234", "+33 6 39 98 00 01", "+44 7700 900123"] {
        assert!(other_numbers(E164::read(number, None).unwrap()).is_empty(), "{number}");
    }
    // Each form leads to the others and back.
    for digits in [525_512_345_679, 541_123_456_789, 5_511_987_654_321, 22_997_123_456, 22_507_123_456, 970_599_123_456]
    {
        let number = E164::from_digits(digits);
        for other in other_numbers(number) {
            assert!(other_numbers(other).contains(&number), "{number} {other}");
        }
    }
}

#[test]
fn fields_in_which_quotation_marks_are_escaped_are_read() {
    let list = "Nom;Note;Mobile\n\"Anne\";\"dit \\\"Nanou\\\"\";\"06 39 98 00 01\"\n\"Bob\";\"x\";\"06 39 98 00 02\"\n\
                \"C\";\"\\\\\";\"06 39 98 00 03\"\n\"D\";\"\\\"\";\"06 39 98 00 04\"\n";
    let removed = ["remove +33639980001 [2]", "remove +33639980003 [4]", "remove +33639980004 [5]"];
    let left = "Nom;Note;Mobile\n\"Bob\";\"x\";\"06 39 98 00 02\"\n";
    cleans(list, &format(None, FR), "33639980001 3522 | 33639980003 3522 | 33639980004 3522", left, &removed);
}

#[test]
fn a_first_row_that_is_a_number_is_a_row() {
    let list = "06 39 98 00 01\n06 39 98 00 02\n06 39 98 00 03\n";
    for column in [None, Some("1")] {
        cleans(
            list,
            &format(column, FR),
            "33639980001 3522 | 33639980002 3999",
            "06 39 98 00 02\n06 39 98 00 03\n",
            &["remove +33639980001 [1]", "suppress +33639980002 [2]"],
        );
    }
    let named = "Anne;+33639980001\nBruno;+33639980002\n";
    cleans(named, &format(None, None), "33639980001 3522", "Bruno;+33639980002\n", &["remove +33639980001 [1]"]);
    let two = "Anne;+33639980001;+33139980002\n";
    assert!(clean(two, &format(None, None), "33639980001 3522").is_err());
    cleans(two, &format(Some("2"), None), "33639980001 3522", two, &["review +33639980001 [1] +33139980002"]);
}

#[test]
fn lines_before_the_header_stay() {
    for start in ["Export des contacts du 01/01/2026\n\n", "Export\n;;\nle 1er janvier\n"] {
        let list = |rows: &str| format!("{start}Nom;Mobile\n{rows}");
        let lines = start.lines().count() as u64;
        cleans(
            &list("A;0639980001\nB;0639980002\n"),
            &format(None, FR),
            "33639980001 3522",
            &list("B;0639980002\n"),
            &[&format!("remove +33639980001 [{}]", lines + 2)],
        );
        cleans(
            &list("A;0639980001\nB;0639980002\n"),
            &format(Some("mobile"), FR),
            "33639980001 11",
            &list("A;0639980001\nB;0639980002\n"),
            &[],
        );
    }
}

#[test]
fn errors_name_what_helps() {
    for (list, column, expected) in [
        (
            "Nom;Mobile\nA;06 39 98 00 01\n",
            None,
            "no row has a readable phone number in `Mobile`; line 2: not an international number; give its country with --region: 06 39 98 00 01",
        ),
        (
            "Name,Phone,SMS\nAnne,+33639980001,yes\n",
            None,
            "no row has a readable phone number in `SMS`; line 2: not a phone number: yes; choose another column with --column",
        ),
        (
            "Titre\nNom;Prénom\nA;B\n",
            None,
            "no column looks like phone numbers among `Nom`, `Prénom`: choose one with --column",
        ),
    ] {
        let error = clean(list, &format(column, None), "33639980001 3522").unwrap_err();
        assert_eq!(error.to_string(), expected, "{list}");
    }
}

#[test]
fn files_whose_names_are_numbered_otherwise() {
    for (names, expected) in [
        (&["report-1.txt", "report-10.txt", "report-2.txt"][..], Some(["report-10.txt", "report-2.txt"])),
        (&["a/2026-05.csv", "b/2026-04.csv"], Some(["a/2026-05.csv", "b/2026-04.csv"])),
        (&["2025-12.csv", "2026-01.csv", "2026-02.csv"], None),
        (&["report-2.txt", "report-10.txt"], None),
        (&["may.txt", "april.txt"], None),
        (&["report-2.txt", "other-1.txt"], None),
        (&["report-1.txt", "report-1.txt"], None),
        (&[], None),
    ] {
        let paths: Vec<_> = names.iter().map(PathBuf::from).collect();
        assert_eq!(out_of_order(&paths), expected.map(|files| files.map(Path::new)), "{names:?}");
    }
}
