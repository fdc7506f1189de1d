use std::{collections::BTreeMap, thread};

use sms_status::{BulkReport, DeliveryStatus};

use crate::{event::Event, messages::Messages};

/// Whichever thread comes first, a message counts in the last of its campaigns, once, with its most advanced status.
#[test]
fn threads_agree_on_the_campaign_of_each_message() {
    let mut random = fastrand::Rng::with_seed(30);
    let events: Vec<_> = (0..60_000)
        .map(|_| {
            let status = *random.choice(DeliveryStatus::VARIANTS).unwrap();
            // Some ids are long, some messages have no campaign, and most events name the same.
            let (message, other) = (random.u32(..20_000), random.u8(..4));
            let id = if message % 3 == 0 { format!("{message:032x}") } else { message.to_string() };
            let name = if other == 0 { random.u32(..1000) } else { message % 1000 };
            let name = if message % 7 == 0 { String::new() } else { format!("c{name}") };
            (id, status, name)
        })
        .collect();

    let mut expected = BTreeMap::<&str, (DeliveryStatus, &str)>::new();
    for (id, status, name) in &events {
        let known = expected.entry(id).or_insert((*status, name));
        *known = (known.0.max(*status), known.1.max(name));
    }
    let mut campaigns = BTreeMap::<Option<String>, BulkReport>::new();
    for (status, name) in expected.into_values() {
        let name = Some(name.to_owned()).filter(|name| !name.is_empty());
        campaigns.entry(name).or_default().record(status);
    }
    assert!(campaigns.len() > 900 && campaigns.contains_key(&None));

    for threads in [1, 3] {
        let messages = Messages::new(true);
        thread::scope(|scope| {
            for thread in 0..threads {
                let (events, mut recorder) = (&events, messages.recorder(threads));
                scope.spawn(move || {
                    for (id, status, name) in events.iter().skip(thread).step_by(threads) {
                        let code = status.code().to_string();
                        recorder.record(Event::new(id, "33639980001", &code, name).unwrap());
                    }
                    recorder.finish();
                });
            }
        });
        let mut found = messages.by_campaign().unwrap();
        let body = BulkReport::from_iter([DeliveryStatus::Received]);
        found.add("c7", &body);
        found.add("a body", &body);
        found.add("an empty body", &BulkReport::new());
        let mut expected = campaigns.clone();
        *expected.entry(Some("c7".to_owned())).or_default() += &body;
        expected.insert(Some("a body".to_owned()), body);

        let found = found.sorted();
        assert_eq!(found.len(), expected.len());
        let expected = expected.iter().map(|(name, report)| (name.as_deref(), *report));
        assert_eq!(found.iter().collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
    assert!(Messages::new(false).by_campaign().is_none());
}
