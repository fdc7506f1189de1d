use std::{collections::BTreeMap, thread};

use fastrand::Rng;
use sms_status::{BulkReport, Campaign, DeliveryStatus};

use crate::server::{Server, agent};

/// A callback as the provider sends it.
#[derive(Clone, Debug)]
pub enum Callback {
    Query(String),
    Json(String),
}

impl Callback {
    /// Sends it; whether it was acknowledged. An answer that is none of 204 and 503 fails the test.
    pub fn send(&self, agent: &ureq::Agent, url: &str) -> bool {
        let answer = match self {
            Self::Query(query) => agent.get(format!("{url}?{query}")).call(),
            Self::Json(body) => agent.post(url).header("content-type", "application/json").send(body),
        };
        answer.is_ok_and(|answer| {
            let status = answer.status().as_u16();
            assert!(matches!(status, 204 | 503), "{self:?} was answered {status}");
            status == 204
        })
    }

    /// The text that the database keeps.
    pub fn text(&self) -> &str {
        match self {
            Self::Query(text) | Self::Json(text) => text,
        }
    }
}

/// Sends callbacks over 16 connections; whether each was acknowledged.
pub fn send_all(callbacks: &[Callback], url: &str) -> Vec<bool> {
    let shares = callbacks.chunks(callbacks.len().div_ceil(16));
    thread::scope(|scope| {
        let threads: Vec<_> = shares
            .map(|share| {
                scope.spawn(move || {
                    let agent = agent();
                    share.iter().map(|callback| callback.send(&agent, url)).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// Reports of many messages, and what becomes of the campaigns they are in.
pub struct Reports {
    pub callbacks: Vec<Callback>,
    pub expected: BTreeMap<String, BulkReport>,
}

/// Five reports on each message, in three campaigns and over both wires; some of them are repeated; all of them shuffled.
pub fn reports(messages: u32, seed: u64) -> Reports {
    const CODES: [u16; 9] = [0, 1, 13, 11, 3502, 3522, 3999, 100, 7777];
    const VALUES: [&str; 7] =
        ["SCHEDULED", "ENROUTE", "DELIVERED", "UNDELIVERABLE", "UNDELIVERED", "READ", "NEW_VALUE"];

    let mut rng = Rng::with_seed(seed);
    let mut campaigns: BTreeMap<String, Campaign<u32>> = BTreeMap::new();
    let mut callbacks = Vec::new();
    for message in 0..messages {
        let campaign = format!("campaign-{}", message % 3);
        let number = 33_600_000_000 + u64::from(message);
        let mut record = |status| campaigns.entry(campaign.clone()).or_default().record(message, status);
        for n in 0..4 {
            callbacks.push(if message % 4 == 0 {
                let value = VALUES[rng.usize(..VALUES.len())];
                record(rest_status(value));
                Callback::Json(format!(
                    r#"{{"messageId":"rest-{message}","recipient":{{"to":"{number}"}},"refClient":"{campaign}","status":{{"value":"{value}"}},"n":{n}}}"#
                ))
            } else {
                let code = CODES[rng.usize(..CODES.len())];
                record(DeliveryStatus::from_code(code).unwrap_or(DeliveryStatus::Undefined));
                Callback::Query(format!("numero={number}&statut={code}&smsID=S{message}&refClient={campaign}&n={n}"))
            });
        }
        callbacks.push(callbacks[callbacks.len() - 1 - rng.usize(..4)].clone());
    }
    rng.shuffle(&mut callbacks);
    let expected = campaigns.into_iter().map(|(name, campaign)| (name, *campaign.report())).collect();
    Reports { callbacks, expected }
}

/// The table of the REST values, typed a second time.
fn rest_status(value: &str) -> DeliveryStatus {
    match value {
        "SCHEDULED" => DeliveryStatus::Scheduled,
        "ENROUTE" => DeliveryStatus::Sent,
        "DELIVERED" => DeliveryStatus::Received,
        "UNDELIVERABLE" => DeliveryStatus::Undeliverable,
        "UNDELIVERED" => DeliveryStatus::NotDelivered,
        "READ" => DeliveryStatus::Read,
        _ => DeliveryStatus::Undefined,
    }
}

/// Every campaign is as expected.
#[track_caller]
pub fn assert_campaigns(server: &Server, expected: &BTreeMap<String, BulkReport>) {
    for (name, report) in expected {
        assert_eq!(server.campaign(name), *report, "{name}");
    }
}
