//! The nodes of a Ballista cluster, all of which know the functions of this package.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ballista::prelude::SessionContextExt;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_core::error::{BallistaError, Result};
use ballista_core::extension::SessionConfigExt;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::serde::protobuf::scheduler_grpc_server::SchedulerGrpcServer;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::create_scheduler;
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};
use tokio::net::TcpListener;
use tonic::service::Routes;

use crate::platform::CustomPlatforms;
use crate::progress::Jobs;

/// Executors ask for their tasks. Where the scheduler pushes them, it forgets the slot of a task that it cancels, and so waits for
/// ever for a free one after the loss of an executor: apache/datafusion-ballista#2418.
const SCHEDULING: TaskSchedulingPolicy = TaskSchedulingPolicy::PullStaged;

/// A session as Ballista sets it up, with the functions of this package and platforms of your own, which must be the same on all nodes.
///
/// The scheduler plans queries in such sessions, and executors look functions up in the registry of one.
///
/// # Errors
///
/// What DataFusion reports when it sets up a session.
pub fn session_state(config: SessionConfig, platforms: &CustomPlatforms) -> datafusion::error::Result<SessionState> {
    let mut state = default_session_builder(config)?;
    crate::register_with(&mut state, platforms)?;
    Ok(state)
}

/// After how many seconds of silence an executor should count as lost. A busy one calls every five seconds, so it may miss one call.
pub const EXECUTOR_TIMEOUT: u64 = 11;

/// Runs a scheduler until the process ends.
///
/// An executor that is silent for `executor_timeout` counts as lost, at most a quarter of that time later, and what it had done
/// is done again elsewhere. A query that no executor is left for fails after the same time.
///
/// `GET /progress/{job}` says how far a query has come; see [`Progress`](crate::progress::Progress).
///
/// # Errors
///
/// The address cannot be listened on.
pub async fn run_scheduler(listen: SocketAddr, executor_timeout: Duration, platforms: CustomPlatforms) -> Result<()> {
    let seconds = executor_timeout.as_secs().max(1);
    let config = SchedulerConfig {
        bind_host: listen.ip().to_string(),
        external_host: listen.ip().to_string(),
        bind_port: listen.port(),
        scheduling_policy: SCHEDULING,
        executor_timeout_seconds: seconds,
        expire_dead_executor_interval_seconds: (seconds / 4).max(1),
        no_executors_grace_period_seconds: seconds,
        override_session_builder: Some(Arc::new(move |config| session_state(config, &platforms))),
        ..SchedulerConfig::default()
    };
    config.validate()?;
    let (decoding, encoding) =
        (config.grpc_server_max_decoding_message_size, config.grpc_server_max_encoding_message_size);
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let done = cluster.job_state();
    let running = create_scheduler(cluster, Arc::new(config)).await?;
    let grpc = SchedulerGrpcServer::new(running.clone())
        .max_decoding_message_size(decoding as usize)
        .max_encoding_message_size(encoding as usize);
    // Ballista's own server has no place for another route.
    let routes = Routes::new(grpc).into_axum_router().merge(Jobs { running, done }.route());
    let listener = TcpListener::bind(listen).await?;
    Ok(axum::serve(listener, routes.into_make_service_with_connect_info::<SocketAddr>()).await?)
}

/// What an executor needs to know.
#[derive(Debug, Clone)]
pub struct Executor {
    /// Where the scheduler listens.
    pub scheduler: SocketAddr,
    /// Where this executor listens.
    pub host: IpAddr,
    /// The port at which other nodes fetch its results.
    pub port: u16,
    /// How many tasks it runs at a time.
    pub cores: usize,
    /// The folder for what it hands to other executors.
    pub work_folder: PathBuf,
    /// Platforms of your own.
    pub platforms: CustomPlatforms,
}

impl Executor {
    /// Runs the executor until it is told to stop.
    ///
    /// # Errors
    ///
    /// The scheduler does not answer within half a minute, a port is taken or the work folder cannot be made.
    pub async fn run(self) -> Result<()> {
        std::fs::create_dir_all(&self.work_folder)?;
        let state = session_state(SessionConfig::new_with_ballista(), &self.platforms)?;
        let config =
            ExecutorProcessConfig {
                bind_host: self.host.to_string(),
                external_host: Some(self.host.to_string()),
                port: self.port,
                // Nobody calls an executor that asks for its tasks.
                grpc_port: 0,
                task_scheduling_policy: SCHEDULING,
                scheduler_host: self.scheduler.ip().to_string(),
                scheduler_port: self.scheduler.port(),
                scheduler_connect_timeout_seconds: 30,
                vcores: self.cores,
                work_dir: Some(self.work_folder.to_str().map(str::to_owned).ok_or_else(|| {
                    BallistaError::Configuration(format!("{} is not UTF-8", self.work_folder.display()))
                })?),
                override_function_registry: Some(Arc::new(BallistaFunctionRegistry::from(&state))),
                ..ExecutorProcessConfig::default()
            };
        start_executor_process(Arc::new(config)).await
    }
}

/// A context whose queries run on the cluster of the scheduler at `scheduler`, each stage in `partitions` tasks.
///
/// # Errors
///
/// What DataFusion reports when it sets up a session; the scheduler is first called by a query.
pub async fn connect(
    scheduler: SocketAddr,
    partitions: usize,
    platforms: &CustomPlatforms,
) -> datafusion::error::Result<SessionContext> {
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(partitions)
        // The adaptive planner is not yet made for the loss of an executor: apache/datafusion-ballista#1986.
        .with_ballista_adaptive_query_planner(false);
    let state = SessionStateBuilder::new().with_config(config).with_default_features().build();
    let url = format!("http://{scheduler}");
    let mut context = SessionContext::remote_with_state(&url, state).await?;
    crate::register_with(&mut context, platforms)?;
    Ok(context)
}
