use std::path::{Path, PathBuf};

use phonenumber::country;
use sms_status::AddressBookAction::{self, Keep, Remove, Review, Suppress};

use crate::{
    cleaning::Cleaning,
    contacts::{Contacts, Format},
    history::{History, out_of_order},
    number::E164,
    reports::Reports,
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
            decisions
                .push(format!("{} {number} {:?} {}", action.name(), decision.lines, others.join(" ")).trim().into());
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
            "no row has a readable phone number; line 2: not an international number; give its country with --region: 06 39 98 00 01",
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
