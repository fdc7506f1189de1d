use run::run;

#[test]
fn merged_shards_agree() {
    let (status, page, errors) = run("merge_shards", &[], b"");
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(page.starts_with("300,887 reports on 100,000 messages, split in three ways, all agree:\n"), "{page}");
}
