use sms_status::{BulkReport, DeliveryStatus, Outcome};

/// How many messages have each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// By the number of the outcome.
    counts: [u64; Outcome::COUNT],
}

impl Outcomes {
    /// Returns the number of messages with an outcome.
    pub fn get(&self, outcome: Outcome) -> u64 {
        self.counts[outcome as usize]
    }

    /// Returns the number of all messages.
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Returns the number of messages whose outcome is not pending.
    pub fn not_pending(&self) -> u64 {
        self.total() - self.get(Outcome::Pending)
    }

    /// Returns the [delivery rate](BulkReport::delivery_rate).
    pub fn delivery_rate(&self) -> Option<f64> {
        // One status of an outcome stands for all of them.
        let statuses = DeliveryStatus::VARIANTS.chunk_by(|a, b| a.outcome() == b.outcome());
        statuses.map(|statuses| (statuses[0], self.get(statuses[0].outcome()))).collect::<BulkReport>().delivery_rate()
    }

    /// Returns the share of the messages that failed, of those that are no longer pending.
    pub fn failure_rate(&self) -> Option<f64> {
        let not_pending = self.not_pending();
        #[expect(clippy::cast_precision_loss, reason = "a share needs no more than the 53 bits of an f64")]
        (not_pending > 0).then(|| self.get(Outcome::Failed) as f64 / not_pending as f64)
    }
}

impl From<&BulkReport> for Outcomes {
    fn from(report: &BulkReport) -> Self {
        Outcome::VARIANTS.iter().map(|&outcome| (outcome, report.count_outcome(outcome))).collect()
    }
}

impl FromIterator<(Outcome, u64)> for Outcomes {
    fn from_iter<I: IntoIterator<Item = (Outcome, u64)>>(counts: I) -> Self {
        let mut outcomes = Self::default();
        for (outcome, messages) in counts {
            outcomes.counts[outcome as usize] += messages;
        }
        outcomes
    }
}
