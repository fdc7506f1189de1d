use expect_test::expect_file;

use run::run;

#[test]
fn the_table_of_tp_status_holds_every_value() {
    for (lang, file) in [
        ("en", expect_file!["../../tests/data/tp_status.en.txt"]),
        ("fr", expect_file!["../../tests/data/tp_status.fr.txt"]),
    ] {
        let (status, table, errors) = run("tp_status", &["--lang", lang], b"");
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        file.assert_eq(&table);
    }
}
