//! The campaign query on one machine or on a Ballista cluster, and reports to try it on.

use std::error::Error;
use std::io::{read_to_string, stdin, stdout};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{Args, Parser, Subcommand, value_parser};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::csv;
use datafusion::dataframe::DataFrame;
use datafusion::prelude::{SessionConfig, SessionContext};
use indicatif::{ProgressBar, ProgressStyle};
use sms_status_cluster::callbacks;
use sms_status_cluster::campaign_query::{CAMPAIGN_QUERY, case_query, register_reports, register_table, write_parquet};
use sms_status_cluster::cluster::{EXECUTOR_TIMEOUT, Executor, connect, run_scheduler};
use sms_status_cluster::generate::Reports;
use sms_status_cluster::platform::CustomPlatforms;
use sms_status_cluster::progress::collect;

#[derive(Parser)]
#[command(about, version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// A document of a platform of your own, in TOML or JSON, whose name `platform_status` takes; on a cluster, give all nodes the same.
    #[arg(long = "platform", value_name = "FILE", global = true)]
    platforms: Vec<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Run the campaign query in this process.
    Local(CampaignQuery),
    /// Run the campaign query on a cluster; every node must see DATA under the same path.
    Query {
        /// The address of the scheduler.
        #[arg(long, default_value = SCHEDULER)]
        scheduler: SocketAddr,
        #[command(flatten)]
        query: CampaignQuery,
    },
    /// Run the scheduler of a cluster.
    Scheduler {
        /// The address to listen on.
        #[arg(long, default_value = SCHEDULER)]
        listen: SocketAddr,
        /// After how many seconds of silence an executor counts as lost. A busy executor calls every 5 seconds.
        #[arg(long, default_value_t = EXECUTOR_TIMEOUT, value_parser = value_parser!(u64).range(6..))]
        executor_timeout: u64,
    },
    /// Run an executor of a cluster.
    Executor {
        /// The address of the scheduler.
        #[arg(long, default_value = SCHEDULER)]
        scheduler: SocketAddr,
        /// The address to listen on.
        #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
        host: IpAddr,
        /// The port at which other nodes fetch results; each executor on a machine needs its own.
        #[arg(long, default_value_t = 50051)]
        port: u16,
        /// The number of tasks to run at a time; by default, one per core.
        #[arg(long)]
        cores: Option<NonZeroUsize>,
        /// The folder for results that other nodes fetch; by default, one in the system's temporary folder.
        #[arg(long)]
        work_folder: Option<PathBuf>,
    },
    /// Write made-up reports as Parquet files.
    Generate {
        /// The folder to write to.
        folder: PathBuf,
        /// The number of reports.
        #[arg(long, default_value_t = 1_000_000)]
        rows: u64,
        /// The number of campaigns.
        #[arg(long, default_value_t = 100)]
        campaigns: u32,
        /// The number of files.
        #[arg(long, default_value_t = 8)]
        files: usize,
        /// The seed; the same seed gives the same reports.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Write callbacks of all platforms, with the columns platform, word and cause beside status.
        #[arg(long)]
        callbacks: bool,
    },
    /// Write reports as Parquet files, which are smaller and faster to read than CSV.
    Parquet {
        /// A CSV file with a header and the columns campaign, message and status, or a folder of such files.
        data: PathBuf,
        /// The folder to write to; it must not exist.
        folder: PathBuf,
    },
    /// Print the campaign query.
    Sql {
        /// Print it in plain SQL for any engine, with CASE expressions in place of the functions.
        #[arg(long)]
        case: bool,
        /// Print the query over callbacks of all platforms that `bench` times; with --case, CASE expressions replace `platform_status`.
        #[arg(long)]
        callbacks: bool,
    },
}

const SCHEDULER: &str = "127.0.0.1:50050";

#[derive(Args)]
struct CampaignQuery {
    /// A CSV file with a header or a Parquet file, with columns campaign, message and status, or a folder of either.
    data: PathBuf,
    /// The number of partitions; by default, one per core of this machine.
    #[arg(long)]
    partitions: Option<NonZeroUsize>,
    /// Use the plain SQL that `sql --case` prints.
    #[arg(long)]
    case: bool,
    /// Run this query, in which the data is the table `reports` and may have any columns; `-` reads it from standard input.
    #[arg(long, value_name = "QUERY", conflicts_with = "case")]
    sql: Option<String>,
    /// Run the query this many times.
    #[arg(long, default_value_t = 1)]
    runs: u32,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("warn")).init();
    let Cli { command, platforms } = Cli::parse();
    let platforms = CustomPlatforms::read(&platforms)?;
    match command {
        Command::Local(query) => {
            let config = SessionConfig::new().with_target_partitions(query.partitions());
            let mut context = SessionContext::new_with_config(config);
            sms_status_cluster::register_with(&mut context, &platforms)?;
            query.run(&context, None).await
        }
        Command::Query { scheduler, query } => {
            let context = connect(scheduler, query.partitions(), &platforms).await?;
            query.run(&context, Some(scheduler)).await
        }
        Command::Scheduler { listen, executor_timeout } => {
            Ok(run_scheduler(listen, Duration::from_secs(executor_timeout), platforms).await?)
        }
        Command::Executor { scheduler, host, port, cores, work_folder } => {
            let executor = Executor {
                scheduler,
                host,
                port,
                cores: cores.unwrap_or_else(all_cores).get(),
                work_folder: work_folder
                    .unwrap_or_else(|| std::env::temp_dir().join(format!("sms-status-executor-{port}"))),
                platforms,
            };
            Ok(executor.run().await?)
        }
        Command::Generate { folder, rows, campaigns, files, seed, callbacks } => {
            let reports = Reports { rows, campaigns, files, seed };
            if callbacks {
                callbacks::write(&reports, &folder)?;
            } else {
                reports.write(&folder)?;
            }
            Ok(())
        }
        Command::Parquet { data, folder } => {
            let context = SessionContext::new();
            register_reports(&context, &data).await?;
            println!("{} reports", write_parquet(&context, &folder).await?);
            Ok(())
        }
        Command::Sql { case, callbacks } => {
            let sql = match (callbacks, case) {
                (false, false) => CAMPAIGN_QUERY.to_owned(),
                (false, true) => case_query(),
                (true, false) => callbacks::query("platform_status(platform, word, cause)"),
                (true, true) => callbacks::case_query(),
            };
            println!("{sql}");
            Ok(())
        }
    }
}

impl CampaignQuery {
    fn partitions(&self) -> usize {
        self.partitions.unwrap_or_else(all_cores).get()
    }

    /// Runs the query and prints its rows as CSV. How far it has come on a cluster and how long each run took go to standard error.
    async fn run(&self, context: &SessionContext, scheduler: Option<SocketAddr>) -> Result<(), Box<dyn Error>> {
        let sql = if let Some(sql) = &self.sql {
            register_table(context, &self.data).await?;
            if sql == "-" { read_to_string(stdin())? } else { sql.clone() }
        } else {
            register_reports(context, &self.data).await?;
            if self.case { case_query() } else { CAMPAIGN_QUERY.to_owned() }
        };
        for run in 1..=self.runs {
            let start = Instant::now();
            let query = context.sql(&sql).await?;
            let rows = match scheduler {
                Some(scheduler) => collect_with_bar(query, scheduler).await?,
                None => query.collect().await?,
            };
            let seconds = start.elapsed().as_secs_f64();
            if run == 1 {
                let mut output = csv::Writer::new(stdout().lock());
                rows.iter().try_for_each(|batch| output.write(batch))?;
            }
            eprintln!("run {run}: {seconds:.3} s");
        }
        Ok(())
    }
}

/// Runs a query on a cluster, with a bar on standard error if that is a terminal.
async fn collect_with_bar(query: DataFrame, scheduler: SocketAddr) -> Result<Vec<RecordBatch>, Box<dyn Error>> {
    let bar = ProgressBar::no_length().with_style(ProgressStyle::with_template("{wide_bar} {msg}")?);
    let rows = collect(query, scheduler, |progress| {
        bar.set_length(progress.partitions as u64);
        bar.set_position(progress.partitions_done as u64);
        bar.set_message(progress.to_string());
    })
    .await;
    bar.finish_and_clear();
    Ok(rows?)
}

fn all_cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
