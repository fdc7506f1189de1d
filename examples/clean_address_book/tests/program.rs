use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{CommandFactory, Parser};
use expect_test::{Expect, expect};
use tempfile::TempDir;

use crate::{Arguments, data, run};

/// Runs the program with arguments that are paths in a folder where they start with `@`.
fn program(folder: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let path = |argument: &&str| match argument.strip_prefix('@') {
        Some(name) => folder.join(name).into_os_string(),
        None => argument.into(),
    };
    let arguments = std::iter::once("clean_address_book".into()).chain(arguments.iter().map(path));
    let mut output = Vec::new();
    run(Arguments::try_parse_from(arguments)?, &mut output)?;
    let output = String::from_utf8(output)?;
    Ok(output.replace(&*folder.to_string_lossy(), "@").replace(&*data("").to_string_lossy(), "data/"))
}

#[track_caller]
fn fails(folder: &Path, arguments: &[&str], expected: &str) {
    let error = format!("{:#}", program(folder, arguments).unwrap_err());
    let error = error.replace(&*folder.to_string_lossy(), "@");
    assert_eq!(error.lines().next(), Some(expected), "{arguments:?}");
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into()).collect();
    names.sort();
    names
}

#[track_caller]
fn prints(arguments: &[&str], expected: &Expect) {
    expected.assert_eq(&program(Path::new("@"), arguments).unwrap());
}

#[test]
fn the_arguments_are_consistent() {
    Arguments::command().debug_assert();
}

#[test]
fn the_shipped_data_in_english() {
    prints(
        &[],
        &expect![[r"
                   9  Keep
                   1  Review
                   3  Remove
                   1  Do not contact
                  14  rows in all
                   1  reported numbers that are not in the list

            Review
              line 6  +33639980005  Routing error  data/reports-1.txt

            Remove
              lines 3, 11  +33639980002  Permanent absence error  data/reports-1.txt
              line 15  +447700900123  Permanent phone error  data/reports-2.txt

            Do not contact
              line 5  +33639980004  Blacklisted recipient  data/reports-1.txt

            Rows kept because they cannot be read
              line 10  not a phone number  à rappeler
              line 12  number of fields: 3 instead of 4
              line 14  misplaced quotation marks
              line 17  no phone number

            Delivery reports that cannot be read
              data/reports-2.txt  record 7  the code is missing  33639980009
        "]],
    );
}

#[test]
fn the_shipped_data_in_french() {
    prints(
        &["--lang", "fr"],
        &expect![[r"
               9  Conserver
               1  Vérifier
               3  Retirer
               1  Exclure des envois
              14  lignes en tout
               1  numéros des comptes rendus absents de la liste

        Vérifier
          ligne 6  +33639980005  Erreur routage  data/reports-1.txt

        Retirer
          lignes 3, 11  +33639980002  Erreur permanente absence  data/reports-1.txt
          ligne 15  +447700900123  Erreur permanente téléphone  data/reports-2.txt

        Exclure des envois
          ligne 5  +33639980004  Destinataire blacklisté  data/reports-1.txt

        Lignes conservées car illisibles
          ligne 10  ce n'est pas un numéro de téléphone  à rappeler
          ligne 12  nombre de champs : 3 au lieu de 4
          ligne 14  guillemets mal placés
          ligne 17  pas de numéro de téléphone

        Comptes rendus illisibles
          data/reports-2.txt  enregistrement 7  le code manque  33639980009
    "]],
    );
}

#[test]
fn the_files_that_are_written() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("contacts.csv"), "phone;name\r\n06 39 98 00 01;A\r\n\"0639980002\";B\r\n+33639980003;C\r\n")
        .unwrap();
    fs::write(folder.join("may.txt"), "33639980001 3522 | 33639980002 3522 | 33639980003 3999").unwrap();
    fs::write(folder.join("june.txt"), "33639980001 11").unwrap();
    let input = ["--contacts", "@contacts.csv", "--region", "fr", "--reports", "@may.txt", "@june.txt"];
    let with = |more: &[&'static str]| [&input[..], more].concat();

    let before = names(folder);
    let dry = program(folder, &with(&["--out", "@cleaned.csv", "--dry-run"])).unwrap();
    assert_eq!(program(folder, &input).unwrap(), dry);
    assert_eq!(names(folder), before);

    assert_eq!(program(folder, &with(&["--out", "@cleaned.csv"])).unwrap(), dry);
    let cleaned = fs::read_to_string(folder.join("cleaned.csv")).unwrap();
    assert_eq!(cleaned, "phone;name\r\n06 39 98 00 01;A\r\n+33639980003;C\r\n");
    let reasons = fs::read_to_string(folder.join("cleaned.reasons.csv")).unwrap();
    expect![[r"
        action;number;lines;status;code;label;description;source
        remove;+33639980002;3;permanent_absence_error;3522;Permanent absence error;The message was not delivered because the operators do not recognise the number, or it is no longer in service. You may consider the number incorrect and remove it from the address book.;@/may.txt
        suppress;+33639980003;4;blacklisted;3999;Blacklisted recipient;The message was not sent because the recipient has opted out, or is on a list of numbers not to contact. Keep the entry so that the opt-out stays on record, and send nothing more to this number.;@/may.txt
    "]].assert_eq(&reasons.replace(&*folder.to_string_lossy(), "@"));

    fails(folder, &with(&["--out", "@june.txt", "--dry-run"]), "@/june.txt: is an input, which is never written over");
}

#[test]
fn errors_are_one_line_that_says_where() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("contacts.csv"), "phone\n0639980001\n").unwrap();
    fs::write(folder.join("empty.csv"), "").unwrap();
    fs::write(folder.join("reports.txt"), "").unwrap();
    fs::write(folder.join("error.txt"), "35 | Missing parameter").unwrap();
    let before = names(folder);
    let out = ["--out", "@cleaned.csv"];
    for (contacts, reports, expected) in [
        ("@missing.csv", "@reports.txt", "@/missing.csv: No such file or directory (os error 2)"),
        ("@contacts.csv", "@missing.txt", "@/missing.txt: No such file or directory (os error 2)"),
        ("@empty.csv", "@reports.txt", "@/empty.csv: the file is empty"),
        ("@contacts.csv", "@error.txt", "@/error.txt: the request failed with code 35 (missing or invalid parameter)"),
    ] {
        fails(folder, &[&["--contacts", contacts, "--reports", reports], &out[..]].concat(), expected);
    }
    assert_eq!(names(folder), before);
    // The reports that come with the program are never taken for somebody's contacts.
    assert!(program(folder, &["--contacts", "@contacts.csv"]).is_err());
    assert!(program(folder, &["--reports", "@reports.txt"]).is_err());
}
