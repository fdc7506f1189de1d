use crate::run::run;

#[test]
fn the_clean_address_book_says_in_one_line_why_it_failed() {
    let arguments = ["--contacts", "examples/data/contacts.csv", "--reports", "missing.txt"];
    let (status, summary, errors) = run("clean_address_book", &arguments, b"");
    assert_eq!((status, summary.as_str()), (Some(1), ""));
    assert!(errors.starts_with("error: missing.txt: "), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
}
