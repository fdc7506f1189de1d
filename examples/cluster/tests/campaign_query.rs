//! The campaign query and its plain twin give what the crate computes, from CSV and Parquet, in one and many partitions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use common::{Row, campaign_rows, context, expected_rows, rows, texts, try_rows};
use sms_status_cluster::campaign_query::{CAMPAIGN_QUERY, case_query, register_reports, write_parquet};
use sms_status_cluster::generate::{Report, Reports};

async fn check(data: &Path, expected: &[Row]) {
    for partitions in [1, 2, 9] {
        let context = context(partitions);
        register_reports(&context, data).await.unwrap();
        assert_eq!(campaign_rows(&rows(&context, CAMPAIGN_QUERY).await), expected, "{partitions} partitions");
        assert_eq!(campaign_rows(&rows(&context, &case_query()).await), expected, "{partitions} partitions, CASE");
    }
}

fn sample(rows: u64) -> Reports {
    Reports { rows, campaigns: 20, files: 5, seed: 3 }
}

#[tokio::test]
async fn random_parquet() {
    let folder = tempfile::tempdir().unwrap();
    let reports = sample(30_000);
    reports.write(folder.path()).unwrap();
    check(folder.path(), &expected_rows(reports.iter())).await;
}

#[tokio::test]
async fn random_csv() {
    let folder = tempfile::tempdir().unwrap();
    let reports = sample(30_000);
    let mut parts = ["status,message,campaign\n"; 3].map(str::to_owned);
    for (row, Report { campaign, message, status }) in reports.iter().enumerate() {
        // Every hundredth code is one that 16 bits cannot hold; it reads as undefined, like 65535.
        let status = match status {
            Some(_) if row % 100 == 0 => "-70000".to_owned(),
            Some(code) => code.to_string(),
            None => String::new(),
        };
        writeln!(parts[row % 3], "{status},m{message},{campaign}").unwrap();
    }
    for (part, text) in parts.iter().enumerate() {
        fs::write(folder.path().join(format!("{part}.csv")), text).unwrap();
    }
    let expected = expected_rows(reports.iter().enumerate().map(|(row, report)| Report {
        message: format!("m{}", report.message),
        status: report.status.map(|code| if row % 100 == 0 { u16::MAX } else { code }),
        ..report
    }));
    check(folder.path(), &expected).await;

    let packed = tempfile::tempdir().unwrap();
    let target = packed.path().join("reports");
    let context = context(3);
    register_reports(&context, folder.path()).await.unwrap();
    assert_eq!(write_parquet(&context, &target).await.unwrap(), 30_000);
    check(&target, &expected).await;
    // What is there is not written over.
    assert!(write_parquet(&context, &target).await.is_err());
}

/// A report without a message id is left out; a campaign about which nothing is known is still there.
#[tokio::test]
async fn missing_values() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("reports.csv");
    fs::write(&data, "campaign,message,status\n1,a,11\n1,,3522\n1,b,\n2,c,\n3,d,0\n3,d,12345\n").unwrap();
    let report = |campaign, message: &str, status| Report { campaign, message: message.into(), status };
    let expected = expected_rows([
        report(1, "a", Some(11)),
        report(2, "c", None),
        report(3, "d", Some(0)),
        report(3, "d", Some(12345)),
    ]);
    assert_eq!(expected.iter().map(|row| row.status).collect::<Vec<_>>(), [Some(11), None, Some(0)]);
    check(&data, &expected).await;
}

/// The recipients whose number may be removed, as the source says about the most advanced report.
#[tokio::test]
async fn numbers_that_may_be_removed() {
    let context = context(2);
    let sql = "SELECT recipient FROM (VALUES (1, 3522), (1, 11), (2, 3523), (3, 3999), (4, 3522), (4, 3522), (5, NULL)) \
               AS reports(recipient, status) GROUP BY recipient HAVING NOT keep_number(most_advanced_status(status)) ORDER BY 1";
    let removed = texts(&rows(&context, sql).await, 0);
    assert_eq!(removed, [Some("2".into()), Some("4".into())]);
}

#[tokio::test]
async fn data_that_is_no_table_of_reports() {
    let folder = tempfile::tempdir().unwrap();
    let error = async |data: &Path| register_reports(&context(1), data).await.unwrap_err().to_string();
    assert!(error(&folder.path().join("nowhere")).await.contains("No such file"));
    assert!(error(folder.path()).await.contains("holds no .parquet and no .csv file"));

    let csv = folder.path().join("reports.csv");
    fs::write(&csv, "campaign,message\n1,a\n").unwrap();
    assert!(error(&csv).await.contains(r#"has no column "status""#));

    fs::write(&csv, "campaign,message,status\n1,a,received\n").unwrap();
    let context = context(1);
    register_reports(&context, &csv).await.unwrap();
    let refused = try_rows(&context, CAMPAIGN_QUERY).await.unwrap_err().to_string();
    assert!(refused.contains("most_advanced_status: the status code must be an integer"), "{refused}");

    fs::write(folder.path().join("reports.parquet"), "").unwrap();
    assert!(error(folder.path()).await.contains("holds both .parquet and .csv files"));
}

#[tokio::test]
async fn the_same_seed_gives_the_same_reports() {
    let all = |reports: Reports| reports.iter().collect::<Vec<_>>();
    let reports = all(sample(10_000));
    assert_eq!(reports.len(), 10_000);
    assert_eq!(reports, all(sample(10_000)));
    assert_eq!(reports[..5_000], all(sample(5_000))[..], "fewer reports are the first ones");
    assert_ne!(reports, all(Reports { seed: 4, ..sample(10_000) }));

    let unknown =
        |report: &&Report| report.status.is_some_and(|code| sms_status::DeliveryStatus::from_code(code).is_none());
    assert!(reports.iter().filter(unknown).count() > 10);
    assert!(reports.iter().filter(|report| report.status.is_none()).count() > 10);
}

#[tokio::test]
async fn written_files_hold_the_reports() {
    let folder = tempfile::tempdir().unwrap();
    sample(10_000).write(folder.path()).unwrap();
    assert_eq!(folder.path().read_dir().unwrap().count(), 5);
    let twin = tempfile::tempdir().unwrap();
    sample(10_000).write(twin.path()).unwrap();
    for entry in folder.path().read_dir().unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(fs::read(&path).unwrap(), fs::read(twin.path().join(path.file_name().unwrap())).unwrap());
    }
    let again = sample(1).write(folder.path()).unwrap_err().to_string();
    assert!(again.contains("is there already"), "{again}");
    for impossible in [Reports { campaigns: 0, ..sample(1) }, Reports { files: 0, ..sample(1) }] {
        assert!(impossible.write(twin.path()).is_err());
    }
}
