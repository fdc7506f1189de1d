//! The campaign query on a scheduler and two executors, each a process of its own on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use common::{Row, campaign_rows, expected_rows, rows, try_rows};
use datafusion::arrow::compute::concat_batches;
use sms_status::DeliveryStatus;
use sms_status_cluster::campaign_query::{CAMPAIGN_QUERY, register_reports};
use sms_status_cluster::cluster::connect;
use sms_status_cluster::generate::Reports;
use sms_status_cluster::platform::CustomPlatforms;
use sms_status_cluster::progress::{Progress, collect};
use tempfile::TempDir;

/// The document of a platform that the crate does not know.
const ACME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/platforms/acme.toml");

const PROGRAM: &str = env!("CARGO_BIN_EXE_sms-status-cluster");

/// What nothing here may take longer than.
const PATIENCE: Duration = Duration::from_mins(5);

/// A process that does not outlive the test, and writes its log to a file.
struct Node {
    process: Child,
    log: PathBuf,
}

impl Node {
    fn start(log: PathBuf, arguments: &[&str]) -> Self {
        let file = File::create(&log).unwrap();
        let process = Command::new(PROGRAM)
            .args(arguments)
            .env("RUST_LOG", "info")
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .spawn()
            .unwrap();
        Self { process, log }
    }

    /// Waits until the process listens at `address`.
    fn listens(&mut self, address: SocketAddr) {
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            let log = || fs::read_to_string(&self.log).unwrap();
            assert!(self.process.try_wait().unwrap().is_none(), "ended early:\n{}", log());
            assert!(start.elapsed() < PATIENCE, "does not listen at {address}:\n{}", log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Ends the process as a power cut would: nobody is told.
    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Cluster {
    address: SocketAddr,
    executors: Vec<Node>,
    _scheduler: Node,
    folder: TempDir,
}

impl Cluster {
    fn start(executors: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let addresses = free_addresses(1 + executors);
        let address = addresses[0];
        let mut scheduler = Node::start(
            folder.path().join("scheduler.log"),
            &["scheduler", "--listen", &address.to_string(), "--platform", ACME],
        );
        scheduler.listens(address);
        let executors = addresses[1..]
            .iter()
            .enumerate()
            .map(|(number, &address_of_executor)| {
                let mut executor = Node::start(
                    folder.path().join(format!("executor-{number}.log")),
                    &[
                        "executor",
                        "--scheduler",
                        &address.to_string(),
                        "--port",
                        &address_of_executor.port().to_string(),
                        "--cores",
                        "1",
                        "--work-folder",
                        work_folder(&folder, number).to_str().unwrap(),
                        "--platform",
                        ACME,
                    ],
                );
                executor.listens(address_of_executor);
                executor
            })
            .collect();
        Self { address, executors, _scheduler: scheduler, folder }
    }

    /// How many tasks of a stage of a query an executor has been given.
    fn tasks(&self, executor: usize, stage: u32) -> usize {
        let log = fs::read_to_string(&self.executors[executor].log).unwrap();
        let task = format!("/{stage}.");
        log.lines().filter(|line| line.contains("Received task") && line.contains(&task)).count()
    }

    async fn campaigns(&self, data: &Path) -> datafusion::error::Result<Vec<Row>> {
        let context = connect(self.address, 8, &CustomPlatforms::default()).await?;
        register_reports(&context, data).await?;
        let rows = tokio::time::timeout(PATIENCE, try_rows(&context, CAMPAIGN_QUERY)).await;
        Ok(campaign_rows(&rows.expect("the query hangs")?))
    }

    fn logs(&self) -> String {
        let logs = files(self.folder.path()).into_iter().filter(|path| path.extension().is_some_and(|it| it == "log"));
        let texts = logs.map(|log| format!("--- {}\n{}", log.display(), fs::read_to_string(&log).unwrap()));
        texts.collect::<Vec<_>>().join("\n")
    }
}

fn work_folder(folder: &TempDir, executor: usize) -> PathBuf {
    folder.path().join(format!("executor-{executor}"))
}

fn free_addresses(count: usize) -> Vec<SocketAddr> {
    let listeners: Vec<_> = (0..count).map(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap()).collect();
    listeners.iter().map(|listener| listener.local_addr().unwrap()).collect()
}

/// All files in a folder, at any depth; those that vanish meanwhile may be missing.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn sample(rows: u64) -> (TempDir, Vec<Row>) {
    let folder = tempfile::tempdir().unwrap();
    let reports = Reports { rows, campaigns: 20, files: 8, seed: 5 };
    reports.write(folder.path()).unwrap();
    (folder, expected_rows(reports.iter()))
}

#[tokio::test]
async fn two_executors() {
    let (data, expected) = sample(100_000);
    let cluster = Cluster::start(2);
    assert_eq!(cluster.campaigns(data.path()).await.unwrap(), expected);
    for executor in 0..2 {
        assert!(cluster.tasks(executor, 1) > 0, "executor {executor} had nothing to do:\n{}", cluster.logs());
    }

    let data = data.path().to_str().unwrap();
    let address = cluster.address.to_string();
    let remote = Command::new(PROGRAM).args(["query", "--scheduler", &address, data]).output().unwrap();
    let local = Command::new(PROGRAM).args(["local", data]).output().unwrap();
    assert!(local.status.success());
    assert_eq!(String::from_utf8_lossy(&remote.stdout), String::from_utf8_lossy(&local.stdout));
    // A file or a pipe gets no bar.
    let remote = String::from_utf8_lossy(&remote.stderr).into_owned();
    assert!(remote.starts_with("run 1: ") && remote.lines().count() == 1, "{remote}");
}

/// Whoever waits for a query sees stages, partitions and tasks get done.
#[tokio::test]
async fn progress_of_a_query() {
    let (data, expected) = sample(500_000);
    let cluster = Cluster::start(2);
    let context = connect(cluster.address, 8, &CustomPlatforms::default()).await.unwrap();
    register_reports(&context, data.path()).await.unwrap();
    let query = context.sql(CAMPAIGN_QUERY).await.unwrap();
    let mut seen = Vec::new();
    let answer = tokio::time::timeout(PATIENCE, collect(query, cluster.address, |progress| seen.push(progress))).await;
    let batches = answer.unwrap_or_else(|_| panic!("hangs:\n{}", cluster.logs())).unwrap();
    assert_eq!(campaign_rows(&concat_batches(&batches[0].schema(), &batches).unwrap()), expected);

    let last = *seen.last().expect("no progress");
    assert!(last.is_done() && last.partitions_done == last.partitions && last.tasks_running == 0, "{seen:#?}");
    // One task for each partition, because the executors have one core.
    assert_eq!((last.stages, last.tasks_done), (4, last.partitions), "{seen:#?}");
    assert_eq!(last.to_string(), "4 of 4 stages, 25 of 25 partitions; 25 tasks done, 0 running");
    assert!(seen.iter().any(|progress| !progress.is_done() && progress.tasks_running > 0), "{seen:#?}");
    for pair in seen.windows(2) {
        let done = |progress: &Progress| (progress.stages_done, progress.partitions_done, progress.tasks_done);
        let ((stages, partitions, tasks), later) = (done(&pair[0]), done(&pair[1]));
        assert!(stages <= later.0 && partitions <= later.1 && tasks <= later.2, "{seen:#?}");
        assert_eq!((pair[0].stages, pair[0].partitions), (pair[1].stages, pair[1].partitions), "{seen:#?}");
    }
}

#[tokio::test]
async fn every_function_on_every_node() {
    let (data, _) = sample(20_000);
    let cluster = Cluster::start(2);
    let sql = "SELECT status_label(status, 'fr'), status_category(status), number_action(status), keep_number(status), \
                      platform_status('acme', CASE status WHEN 11 THEN 'OK' ELSE 'KO' END, 12), \
                      most_advanced_status(status), bulk_status(status), delivery_rate(status), bulk_report(status) \
               FROM reports GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5";
    let acme = CustomPlatforms::read(&[ACME]).unwrap();
    let remote = connect(cluster.address, 4, &acme).await.unwrap();
    let mut local = common::context(4);
    sms_status_cluster::register_with(&mut local, &acme).unwrap();
    for context in [&remote, &local] {
        register_reports(context, data.path()).await.unwrap();
    }
    let answer = tokio::time::timeout(PATIENCE, rows(&remote, sql)).await.expect("the query hangs");
    let expected = rows(&local, sql).await;
    assert_eq!(expected.num_rows(), DeliveryStatus::COUNT + 1, "one row for each status, and one for NULL");
    assert_eq!(answer.columns(), expected.columns());
}

/// While partitions find the most advanced status of each message that they have seen.
#[tokio::test]
async fn an_executor_dies_in_the_first_stage_of_a_query() {
    executor_dies_in(1).await;
}

/// While all that is known of a message comes together: what the executor did in the first stage has to be done again.
#[tokio::test]
async fn an_executor_dies_in_the_second_stage_of_a_query() {
    executor_dies_in(2).await;
}

async fn executor_dies_in(stage: u32) {
    let (data, expected) = sample(500_000);
    let mut cluster = Cluster::start(2);
    let query = {
        let (address, data) = (cluster.address, data.path().to_owned());
        tokio::spawn(async move {
            let context = connect(address, 8, &CustomPlatforms::default()).await?;
            register_reports(&context, &data).await?;
            try_rows(&context, CAMPAIGN_QUERY).await
        })
    };
    let start = Instant::now();
    while cluster.tasks(1, stage) == 0 {
        assert!(start.elapsed() < PATIENCE, "executor 1 got nothing to do:\n{}", cluster.logs());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(!query.is_finished(), "the query was over before the executor could die");
    cluster.executors[1].kill();
    let killed = Instant::now();
    // What it had done is lost with it.
    fs::remove_dir_all(work_folder(&cluster.folder, 1)).unwrap();

    let answer = tokio::time::timeout(PATIENCE, query).await.unwrap_or_else(|_| panic!("hangs:\n{}", cluster.logs()));
    println!("the answer came {:?} after the loss of an executor", killed.elapsed());
    match answer.unwrap() {
        Ok(rows) => assert_eq!(campaign_rows(&rows), expected, "{}", cluster.logs()),
        Err(error) => {
            let error = error.to_string();
            println!("the query failed: {error}");
            assert!(error.contains("Job") && error.contains("failed"), "unclear: {error}");
        }
    }
    let second = cluster.campaigns(data.path()).await;
    assert_eq!(second.unwrap_or_else(|error| panic!("{error}:\n{}", cluster.logs())), expected);
}

#[tokio::test]
async fn all_executors_die() {
    let (data, _) = sample(10_000);
    let mut cluster = Cluster::start(1);
    cluster.campaigns(data.path()).await.unwrap();
    cluster.executors[0].kill();
    let error = cluster.campaigns(data.path()).await.unwrap_err().to_string();
    assert!(error.contains("executor"), "unclear: {error}");
}
