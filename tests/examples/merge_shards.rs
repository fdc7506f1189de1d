use run::run;

#[test]
fn merged_shards_agree() {
    let (status, page, errors) = run("merge_shards", &[], b"");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(page.starts_with("300887 reports of 100000 messages, cut in three ways, agree:\n"), "{page}");
}
