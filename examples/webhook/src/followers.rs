mod version;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::{Duration, Instant},
};

use sms_status::Language;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time,
};
use tokio_util::task::AbortOnDropHandle;

pub use self::version::Version;
use crate::{
    answer::Unavailable,
    page::{Period, View, accounts, campaign, campaigns, overview},
    sources::Sources,
    store::{CampaignKey, CampaignList, RouteFilter},
};

/// Marked whenever something was stored, or an account stands otherwise.
pub type Changes = watch::Receiver<()>;

/// Those who follow a page live. All who follow the same page share the work of making its versions.
#[derive(Debug)]
pub struct Followers {
    sources: Sources,
    changes: Changes,
    permits: Arc<Semaphore>,
    pages: Mutex<HashMap<(Subject, Language, bool), Weak<Shared>>>,
}

/// A page that can be followed.
#[derive(Debug)]
pub struct LivePage {
    pub view: View,
    pub subject: Subject,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    Overview(Period, RouteFilter),
    Campaigns(CampaignList),
    Campaign(CampaignKey, campaign::Asked),
    /// With where its list of messages starts.
    Accounts(Option<i64>),
}

/// The versions of a page. They are made as long as somebody holds this.
#[derive(Debug)]
struct Shared {
    versions: watch::Receiver<Version>,
    _task: AbortOnDropHandle<()>,
}

/// One who follows a page.
#[derive(Debug)]
pub struct Follower {
    /// The newest version; the first one is empty.
    pub versions: watch::Receiver<Version>,
    _shared: Arc<Shared>,
    _permit: OwnedSemaphorePermit,
}

impl Followers {
    pub fn new(sources: Sources, changes: Changes, most: usize) -> Self {
        Self { sources, changes, permits: Arc::new(Semaphore::new(most)), pages: Mutex::default() }
    }

    /// Begins to follow a page; `None` if there are too many followers.
    pub fn follow(&self, page: LivePage) -> Option<Follower> {
        let permit = self.permits.clone().try_acquire_owned().ok()?;
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let (language, chosen) = page.view.key();
        let key = (page.subject.clone(), language, chosen);
        let shared = pages.get(&key).and_then(Weak::upgrade).unwrap_or_else(|| {
            pages.retain(|_, shared| shared.strong_count() > 0);
            let (sender, versions) = watch::channel(Version::default());
            let task = tokio::spawn(make_versions(page, self.sources.clone(), self.changes.clone(), sender));
            let shared = Arc::new(Shared { versions, _task: AbortOnDropHandle::new(task) });
            pages.insert(key, Arc::downgrade(&shared));
            shared
        });
        // It has seen none, so the newest version is one that has changed.
        let versions = shared.versions.clone();
        Some(Follower { versions, _shared: shared, _permit: permit })
    }
}

/// Makes a version of a page now, at every change, and every few minutes, since hours and days begin without a report, too.
/// It makes at most two in a second, and pauses long enough to leave the database to others.
async fn make_versions(page: LivePage, sources: Sources, mut changes: Changes, sender: watch::Sender<Version>) {
    const INTERVAL: Duration = Duration::from_millis(500);
    /// How many times as long as a version takes the pause after it is.
    const PAUSE: u32 = 10;
    const LONGEST: Duration = Duration::from_secs(300);
    /// How long to wait if the database cannot be read.
    const RETRY: Duration = Duration::from_secs(10);

    loop {
        changes.mark_unchanged();
        let start = Instant::now();
        match page.version(&sources).await {
            Ok(Some(version)) => {
                sender.send_if_modified(|shown| {
                    let differs = *shown != version;
                    *shown = version;
                    differs
                });
            }
            Ok(None) => {}
            Err(Unavailable) => {
                time::sleep(RETRY).await;
                continue;
            }
        }
        time::sleep(INTERVAL.max(start.elapsed() * PAUSE)).await;
        if let Ok(Err(_)) = time::timeout(LONGEST, changes.changed()).await {
            return;
        }
    }
}

impl LivePage {
    async fn version(&self, sources: &Sources) -> Result<Option<Version>, Unavailable> {
        let (view, readers) = (&self.view, &sources.readers);
        let content = match &self.subject {
            Subject::Overview(period, filter) => overview::content(view, *period, filter, readers).await?,
            Subject::Campaigns(list) => campaigns::content(view, list, readers).await?,
            Subject::Campaign(key, asked) => match campaign::read(view, readers, key.clone(), asked).await? {
                Some(found) => campaign::content(view, &found, asked),
                None => return Ok(None),
            },
            Subject::Accounts(before) => accounts::content(view, *before, sources).await?,
        };
        Ok(Some(Version::new(&content.into_string())))
    }
}
