//! How far a query on a cluster has come: the scheduler says it, and whoever waits for the query asks for it.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use ballista_core::JobId;
use ballista_core::execution_plans::DistributedQueryExec;
use ballista_core::serde::protobuf::task_status::Status;
use ballista_scheduler::cluster::JobState;
use ballista_scheduler::scheduler_server::SchedulerServer;
use ballista_scheduler::state::execution_graph::ExecutionGraph;
use ballista_scheduler::state::execution_stage::ExecutionStage;
use datafusion::arrow::array::RecordBatch;
use datafusion::dataframe::DataFrame;
use datafusion::error::DataFusionError;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use serde::{Deserialize, Serialize};
use tonic::client::GrpcService;
use tonic::transport::{Channel, Endpoint};

/// How often the scheduler is asked.
const INTERVAL: Duration = Duration::from_millis(200);

/// How long its answer may take, and how many bytes it may have.
const PATIENCE: Duration = Duration::from_secs(2);
const LONGEST: usize = 4096;

/// How far a query has come.
///
/// A stage has partitions, and a task works through as many of them as its executor has free cores. So nobody knows the number of
/// tasks beforehand. What is done only grows, unless an executor is lost: then its part has to be done again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// How many stages the query has.
    pub stages: usize,
    /// How many of them are done.
    pub stages_done: usize,
    /// How many partitions the stages have together.
    pub partitions: usize,
    /// How many of them are done.
    pub partitions_done: usize,
    /// How many tasks are done.
    pub tasks_done: usize,
    /// How many tasks run now.
    pub tasks_running: usize,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { stages, stages_done, partitions, partitions_done, tasks_done, tasks_running } = self;
        write!(f, "{stages_done} of {stages} stages, {partitions_done} of {partitions} partitions; ")?;
        write!(f, "{tasks_done} tasks done, {tasks_running} running")
    }
}

impl Progress {
    /// Whether every stage is done.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.stages > 0 && self.stages_done == self.stages
    }

    fn of(graph: &dyn ExecutionGraph) -> Self {
        let mut progress =
            Self { stages: graph.stage_count(), stages_done: graph.completed_stages(), ..Self::default() };
        for stage in graph.stages().values() {
            let (partitions, done, running) = match stage {
                ExecutionStage::UnResolved(stage) => (partitions(stage.plan.as_ref()), 0, 0),
                ExecutionStage::Resolved(stage) => (stage.partitions, 0, 0),
                ExecutionStage::Running(stage) => {
                    let running = stage.running_tasks();
                    let tasks = running.iter().filter_map(|(task, ..)| stage.task_infos.get(*task));
                    let taken: usize = tasks.map(|task| task.global_input_partition_ids.len()).sum();
                    let left = stage.pending.remaining() + taken;
                    let done = stage.partitions.saturating_sub(left);
                    (stage.partitions, done, running.len())
                }
                ExecutionStage::Successful(stage) => (stage.partitions, stage.partitions, 0),
                ExecutionStage::Failed(stage) => (stage.partitions, 0, 0),
            };
            progress.partitions += partitions;
            progress.partitions_done += done;
            let tasks = stage.task_infos().unwrap_or_default().iter();
            progress.tasks_done += tasks.filter(|task| matches!(task.task_status, Status::Successful(_))).count();
            progress.tasks_running += running;
        }
        progress
    }
}

/// How many partitions a stage has that waits for others: those of what its writer reads.
fn partitions(writer: &dyn ExecutionPlan) -> usize {
    let read = writer.children();
    let partitioning = read.first().map_or_else(|| writer.properties(), |read| read.properties());
    partitioning.output_partitioning().partition_count().max(1)
}

/// What the route answers from: the queries that run, and those that are done.
#[derive(Clone)]
pub(crate) struct Jobs {
    pub(crate) running: SchedulerServer<LogicalPlanNode, PhysicalPlanNode>,
    pub(crate) done: Arc<dyn JobState>,
}

impl Jobs {
    /// `/progress/{job}`: the progress of a query, as JSON.
    pub(crate) fn route(self) -> Router {
        Router::new().route("/progress/{job}", get(answer)).with_state(self)
    }

    async fn progress(&self, job: &JobId) -> Option<Progress> {
        let running = self.running.state.task_manager.get_running_job_cache().get(job).cloned();
        match running {
            Some(job) => Some(Progress::of(job.execution_graph.read().await.as_ref())),
            None => Some(Progress::of(self.done.get_execution_graph(job).await.ok()??.as_ref())),
        }
    }
}

async fn answer(State(jobs): State<Jobs>, Path(job): Path<String>) -> Result<Json<Progress>, StatusCode> {
    jobs.progress(&job.into()).await.map(Json).ok_or(StatusCode::NOT_FOUND)
}

/// Runs a query on the cluster of the scheduler at `scheduler`, and calls `each` with its progress, a few times each second and once
/// more when it is done.
///
/// Without an answer from the scheduler, `each` is not called. The query goes on.
///
/// # Errors
///
/// The query fails.
pub async fn collect(
    query: DataFrame,
    scheduler: SocketAddr,
    mut each: impl FnMut(Progress),
) -> datafusion::error::Result<Vec<RecordBatch>> {
    let context = Arc::new(query.task_ctx());
    let plan = query.create_physical_plan().await?;
    let mut watched = Watched::new(Arc::clone(&plan), scheduler)?;
    let rows = tokio::select! {
        rows = datafusion::physical_plan::collect(plan, context) => rows?,
        never = watched.watch(&mut each) => match never {},
    };
    watched.progress().await.into_iter().for_each(each);
    Ok(rows)
}

/// A query that runs on a cluster.
struct Watched {
    plan: Arc<dyn ExecutionPlan>,
    scheduler: Channel,
}

impl Watched {
    fn new(plan: Arc<dyn ExecutionPlan>, scheduler: SocketAddr) -> datafusion::error::Result<Self> {
        let endpoint = Endpoint::from_shared(format!("http://{scheduler}"))
            .map_err(|error| DataFusionError::External(error.into()))?
            .connect_timeout(PATIENCE)
            .timeout(PATIENCE);
        Ok(Self { plan, scheduler: endpoint.connect_lazy() })
    }

    async fn watch(&mut self, mut each: impl FnMut(Progress)) -> Infallible {
        loop {
            tokio::time::sleep(INTERVAL).await;
            self.progress().await.into_iter().for_each(&mut each);
        }
    }

    /// What the scheduler says, once it has given the query a name.
    async fn progress(&mut self) -> Option<Progress> {
        let query: &DistributedQueryExec<LogicalPlanNode> = self.plan.downcast_ref()?;
        ask(&mut self.scheduler, &query.job_id()?).await.ok()
    }
}

async fn ask(scheduler: &mut Channel, job: &JobId) -> Result<Progress, Box<dyn Error + Send + Sync>> {
    let request = Request::get(format!("/progress/{job}")).body(tonic::body::Body::empty())?;
    poll_fn(|context| scheduler.poll_ready(context)).await?;
    let answer = scheduler.call(request).await?;
    let body = axum::body::to_bytes(Body::new(answer.into_body()), LONGEST).await?;
    Ok(serde_json::from_slice(&body)?)
}
