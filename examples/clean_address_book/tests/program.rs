//! The program, run as a person runs it.
#![allow(clippy::needless_raw_string_hashes, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use expect_test::{Expect, expect};
use tempfile::TempDir;

use common::run::run;

/// Runs the program with arguments that are paths in a folder if they start with `@`, as it prints them, too.
fn program(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let path = |argument: &&str| match argument.strip_prefix('@') {
        Some(name) => folder.join(name).display().to_string(),
        None => (*argument).to_owned(),
    };
    let arguments: Vec<_> = arguments.iter().map(path).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let (status, summary, errors) = run("clean_address_book", &arguments, b"");
    let data = format!("{}/examples/data/", common::run::repository().display());
    let short = |text: String| text.replace(&*folder.to_string_lossy(), "@").replace(&data, "data/");
    (status, short(summary), short(errors))
}

/// Runs the program, which succeeds and has nothing to say beside its summary.
#[track_caller]
fn summary(folder: &Path, arguments: &[&str]) -> String {
    let (status, summary, errors) = program(folder, arguments);
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    summary
}

#[track_caller]
fn fails(folder: &Path, arguments: &[&str], expected: &str) {
    let before = names(folder);
    let result = program(folder, arguments);
    assert_eq!(result, (Some(1), String::new(), format!("error: {expected}\n")), "{arguments:?}");
    assert_eq!(names(folder), before, "{arguments:?}");
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into()).collect();
    names.sort();
    names
}

#[track_caller]
fn prints(arguments: &[&str], expected: &Expect) {
    expected.assert_eq(&summary(Path::new("@"), arguments));
}

#[test]
fn the_shipped_data_in_english() {
    prints(
        &[],
        &expect![[r#"
                   9  Keep
                   1  Review
                   3  Remove
                   1  Do not contact
                  14  rows in total
                   1  number in the reports but not in the list

            Review
              line 6  +33639980005  Routing error  data/reports-1.txt

            Remove
              lines 3, 11  +33639980002  Permanent absence error  data/reports-1.txt
              line 15  +447700900123  Permanent phone error  data/reports-2.txt

            Do not contact
              line 5  +33639980004  Blacklisted recipient  data/reports-1.txt

            Numbers in the reports but not in the list
              +33639980099  Received  data/reports-1.txt

            Rows kept because they cannot be read
              line 10  not a phone number: à rappeler
              line 14  misplaced quotation marks
              line 17  no phone number

            Delivery reports that cannot be read
              data/reports-2.txt  record 7  the code is missing  33639980009
        "#]],
    );
}

#[test]
fn the_shipped_data_in_french() {
    prints(
        &["--lang", "fr"],
        &expect![[r#"
                   9  Conserver
                   1  Vérifier
                   3  Retirer
                   1  Exclure des envois
                  14  lignes au total
                   1  numéro présent dans les comptes rendus mais absent de la liste

            Vérifier
              ligne 6  +33639980005  Erreur routage  data/reports-1.txt

            Retirer
              lignes 3, 11  +33639980002  Erreur permanente absence  data/reports-1.txt
              ligne 15  +447700900123  Erreur permanente téléphone  data/reports-2.txt

            Exclure des envois
              ligne 5  +33639980004  Destinataire blacklisté  data/reports-1.txt

            Numéros absents de la liste
              +33639980099  Reçu  data/reports-1.txt

            Lignes conservées car illisibles
              ligne 10  n'est pas un numéro de téléphone : à rappeler
              ligne 14  guillemets mal placés
              ligne 17  numéro de téléphone manquant

            Comptes rendus illisibles
              data/reports-2.txt  enregistrement 7  le code est absent  33639980009
        "#]],
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
    let dry = summary(folder, &with(&["--out", "@cleaned.csv", "--dry-run"]));
    assert_eq!(summary(folder, &input), dry);
    assert_eq!(names(folder), before);

    assert_eq!(summary(folder, &with(&["--out", "@cleaned.csv"])), dry);
    let cleaned = fs::read_to_string(folder.join("cleaned.csv")).unwrap();
    assert_eq!(cleaned, "phone;name\r\n06 39 98 00 01;A\r\n+33639980003;C\r\n");
    let reasons =
        || fs::read_to_string(folder.join("cleaned.reasons.csv")).unwrap().replace(&*folder.to_string_lossy(), "@");
    expect![[r"
        action;advice;number;lines;status;code;label;description;source;other_numbers;reported_number
        remove;Remove;+33639980002;3;permanent_absence_error;3522;Permanent absence error;The message was not delivered because the operators do not recognise the number, or it is no longer in service. You may consider the number incorrect and remove it from the address book.;@/may.txt;;
        suppress;Do not contact;+33639980003;4;blacklisted;3999;Blacklisted recipient;The message was not sent because the recipient has opted out, or is on a list of numbers not to contact. Keep the entry so that the opt-out stays on record, and do not send to this number again.;@/may.txt;;
    "]].assert_eq(&reasons());

    // The name of the action stays, and the advice is in the language of the reader.
    summary(folder, &with(&["--out", "@cleaned.csv", "--lang", "fr"]));
    let first_columns: Vec<_> =
        reasons().lines().map(|line| line.split(';').take(2).collect::<Vec<_>>().join(";")).collect();
    assert_eq!(first_columns, ["action;advice", "remove;Retirer", "suppress;Exclure des envois"]);

    fails(
        folder,
        &with(&["--out", "@june.txt", "--dry-run"]),
        "@/june.txt: is one of the inputs and will not be overwritten",
    );
}

/// A program that read nothing has not cleaned anything.
#[test]
fn errors_are_one_line_that_says_where_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    for (name, text) in [
        ("contacts.csv", "phone\n+33639980001\n"),
        ("empty.csv", ""),
        ("header.csv", "phone\n"),
        ("names.csv", "phone;name\nA;+33639980001\n"),
        ("columns.csv", "id;name\n1;A\n"),
        ("reports.txt", "33639980001 11"),
        ("none.txt", "\n"),
        ("error.txt", "35 | Missing parameter"),
        ("page.html", "<html>\n<p>Bad gateway"),
        ("events.csv", "message_id,recipient,code\na,12,11\n"),
        ("usage.csv", "MessageId,DestinationPhoneNumber,DeliveryStatus\na,33639980001,Phone is opted out\n"),
        ("twilio.log", "MessageSid=SM1&MessageStatus=delivered&To=%2B33639980001\n"),
        ("other.csv", "phone;name\n\"+33639980001;\"A\"\n"),
        ("flat.csv", "name:phone\nA:+33639980001\n"),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let no_file = "No such file or directory (os error 2)";
    for (contacts, reports, expected) in [
        ("@missing.csv", &["@reports.txt"][..], &*format!("@/missing.csv: {no_file}")),
        ("@contacts.csv", &["@missing.txt"], &format!("@/missing.txt: {no_file}")),
        ("@empty.csv", &["@reports.txt"], "@/empty.csv: the file is empty"),
        ("@header.csv", &["@reports.txt"], "@/header.csv: there is no row below the header"),
        (
            "@names.csv",
            &["@reports.txt"],
            "@/names.csv: no row has a readable phone number in `phone`; line 2: not a phone number: A; choose another column with --column",
        ),
        (
            "@columns.csv",
            &["@reports.txt"],
            "@/columns.csv: no column looks like phone numbers among `id`, `name`: choose one with --column",
        ),
        (
            "@contacts.csv",
            &["@error.txt"],
            "@/error.txt: the request failed with code 35 (missing or invalid parameter)",
        ),
        ("@contacts.csv", &["@none.txt", "@none.txt"], "there are no delivery reports in 2 files"),
        (
            "@contacts.csv",
            &["@reports.txt", "@page.html"],
            r"@/page.html: no delivery report can be read: in record 1, the recipient is not a phone number: <html>\n<p>Bad gateway",
        ),
        (
            "@contacts.csv",
            &["@events.csv"],
            "@/events.csv: no delivery report can be read: on line 2, the recipient is not a phone number: 12",
        ),
        (
            "@contacts.csv",
            &["@usage.csv"],
            "@/usage.csv: the header has no column named `message_id`; the columns are `MessageId`, `DestinationPhoneNumber`, `DeliveryStatus`; a file with the columns of a platform is read with --from",
        ),
        (
            "@contacts.csv",
            &["@twilio.log"],
            "@/twilio.log: no delivery report can be read: in record 1, the recipient is not a phone number: MessageSid=SM1&MessageStatus=delivered&To=%2B33639980001; these are callbacks: use --from twilio",
        ),
        (
            "@other.csv",
            &["@reports.txt"],
            "@/other.csv: no row has a readable phone number in `phone`; line 2: misplaced quotation marks; if something else parts the columns, give it with --delimiter",
        ),
        (
            "@flat.csv",
            &["@reports.txt"],
            "@/flat.csv: no column looks like phone numbers among `name:phone`: choose one with --column, or what parts the columns with --delimiter",
        ),
        ("-", &["-"], "standard input can be read only once"),
    ] {
        let arguments = [&["--contacts", contacts, "--out", "@cleaned.csv", "--reports"], reports].concat();
        fails(folder, &arguments, expected);
    }
    // The reports that come with the program are never taken for somebody's contacts.
    for arguments in [["--contacts", "@contacts.csv"], ["--reports", "@reports.txt"]] {
        let (status, summary, _) = program(folder, &arguments);
        assert_eq!((status, summary.as_str()), (Some(2), ""));
    }
}

#[test]
fn a_list_of_another_encoding_stays_in_it() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    fs::write(
        folder.join("contacts.csv"),
        utf_16("\u{FEFF}sep=;\r\nNom;Tél. portable\r\nLéa;06 39 98 00 01\r\nLéo;0639980002\r\n"),
    )
    .unwrap();
    fs::write(folder.join("reports.txt"), utf_16("\u{FEFF}33639980001 3522 | 33639980002 11")).unwrap();
    let arguments =
        ["--contacts", "@contacts.csv", "--reports", "@reports.txt", "--region", "FR", "--out", "@cleaned.csv"];
    summary(folder, &arguments);
    let cleaned = utf_16("\u{FEFF}sep=;\r\nNom;Tél. portable\r\nLéo;0639980002\r\n");
    assert_eq!(fs::read(folder.join("cleaned.csv")).unwrap(), cleaned);

    // What is neither UTF-8 nor UTF-16 is said, once for each file.
    fs::write(folder.join("contacts.csv"), b"Nom;T\xE9l\xE9phone\nL\xE9a;0639980001\nL\xE9o;0639980002\n").unwrap();
    let (status, summary, notes) = program(folder, &arguments);
    assert_eq!(status, Some(0));
    assert!(summary.contains("+33639980001  Permanent absence error"), "{summary}");
    assert_eq!(
        notes,
        "note: @/contacts.csv: is not entirely UTF-8; the bytes that are not were read as Windows-1252\n"
    );
    assert_eq!(fs::read(folder.join("cleaned.csv")).unwrap(), b"Nom;T\xE9l\xE9phone\nL\xE9o;0639980002\n");
}

#[test]
fn what_cannot_be_read_is_counted_and_the_first_of_it_is_listed() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("contacts.csv"), format!("phone\n+33639980001\n{}", "?\n".repeat(1500))).unwrap();
    fs::write(folder.join("reports.txt"), format!("33639980001 11{}", "|33639980001".repeat(3))).unwrap();
    let arguments = ["--contacts", "@contacts.csv", "--reports", "@reports.txt", "--max-errors", "2"];
    let printed = summary(folder, &[&arguments[..], &["--lang", "fr"]].concat());
    assert!(printed.starts_with("   1\u{202F}501  Conserver\n"), "{printed}");
    assert!(printed.contains("ligne 3  n'est pas un numéro de téléphone\u{A0}: ?\n  ligne 4  "), "{printed}");
    assert!(printed.contains("\n  et 1\u{202F}498 de plus\n"), "{printed}");
    assert!(printed.ends_with("enregistrement 3  le code est absent  33639980001\n  et 1 de plus\n"), "{printed}");
    let printed = summary(folder, &arguments);
    assert!(printed.contains("\n  and 1,498 more\n") && printed.ends_with("\n  and 1 more\n"), "{printed}");
}

#[test]
fn the_list_or_the_reports_may_come_on_standard_input() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (list, reports) = ("phone\n+33639980001\n+33639980002\n", "33639980001 3522");
    fs::write(path("contacts.csv"), list).unwrap();
    fs::write(path("reports.txt"), reports).unwrap();
    for (contacts, of_reports, input) in [("-", &*path("reports.txt"), list), (&*path("contacts.csv"), "-", reports)] {
        let arguments = ["--contacts", contacts, "--reports", of_reports, "--out", &path("cleaned.csv")];
        let (status, _, errors) = run("clean_address_book", &arguments, input.as_bytes());
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        assert_eq!(fs::read_to_string(path("cleaned.csv")).unwrap(), "phone\n+33639980002\n");
        fs::remove_file(path("cleaned.csv")).unwrap();
    }
}

/// The times of events count, whatever the order of the files; so do callbacks, and the rows of a platform's table.
#[test]
fn reports_of_every_form_count_in_the_order_of_their_times() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("contacts.csv"), "phone\n+33639980001\n+33639980002\n+33639980003\n").unwrap();
    fs::write(
        folder.join("new.csv"),
        "message_id,recipient,code,reported_at\na,33639980001,11,2026-05-02 10:00:00\nb,33639980002,3522,2026-05-02 10:00:00\n",
    )
    .unwrap();
    fs::write(
        folder.join("old.ndjson"),
        "{\"message_id\":\"c\",\"recipient\":\"33639980001\",\"code\":3522,\"reported_at\":\"2026-05-01T10:00:00Z\"}\n\
         {\"message_id\":\"d\",\"recipient\":\"33639980002\",\"code\":11,\"reported_at\":\"2026-05-01T10:00:00Z\"}\n",
    )
    .unwrap();
    let out = ["--contacts", "@contacts.csv", "--out", "@cleaned.csv", "--reports"];
    let cleaned = |more: &[&'static str]| {
        summary(folder, &[&out[..], more].concat());
        fs::read_to_string(folder.join("cleaned.csv")).unwrap()
    };
    assert_eq!(cleaned(&["@new.csv", "@old.ndjson"]), "phone\n+33639980001\n+33639980003\n");
    fs::write(
        folder.join("usage.csv"),
        "PublishTimeUTC,MessageId,DestinationPhoneNumber,DeliveryStatus\n2026-05-03T10:00:00Z,m1,+33639980003,Phone is opted out\n\
         2026-05-03T10:00:00Z,m2,1XXX5550100,Phone is opted out\n",
    )
    .unwrap();
    let text = b"id:7 submit date:2605030900 done date:2605031000 stat:BLIST";
    let length = u8::try_from(16 + 33 + text.len()).unwrap();
    let mut pdu = [
        &[0, 0, 0, length, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1],
        &b"\0\x01\x0133639980003\0\x01\x0138000\0\x04\0\0\0\0\0\0\0\0"[..],
    ]
    .concat();
    pdu.push(u8::try_from(text.len()).unwrap());
    pdu.extend(text);
    fs::write(folder.join("receipts.pdus"), &pdu).unwrap();
    let printed = summary(folder, &[&out[..], &["@receipts.pdus", "--from", "smpp"]].concat());
    assert!(printed.contains("Do not contact\n  line 4  +33639980003  Blacklisted recipient"), "{printed}");
    pdu.extend_from_within(..pdu.len() - 1);
    fs::write(folder.join("receipts.pdus"), &pdu).unwrap();
    let printed = summary(folder, &[&out[..], &["@receipts.pdus", "--from", "smpp"]].concat());
    assert!(printed.contains("PDU") && printed.contains("is cut short"), "{printed}");
    let printed = summary(folder, &[&out[..], &["@usage.csv", "--from", "aws"]].concat());
    assert!(printed.contains("Do not contact\n  line 4  +33639980003  Blacklisted recipient"), "{printed}");
    assert!(printed.contains("@/usage.csv  line 3  the recipient is not a phone number  1XXX5550100"), "{printed}");
    fs::write(
        folder.join("words.csv"),
        "message_id,recipient,platform,word,cause\nx,33639980003,twilio,failed,21610\n",
    )
    .unwrap();
    let printed = summary(folder, &[&out[..], &["@words.csv"]].concat());
    assert!(printed.contains("Do not contact\n  line 4  +33639980003  Blacklisted recipient"), "{printed}");
}
