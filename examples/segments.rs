//! Finds the status of a long message, whose segments are reported one by one.

use std::collections::BTreeMap;

use sms_status::{
    BulkReport, Campaign,
    DeliveryStatus::{Delivered, PartiallyReceived, ReceptionError, Sent},
};

fn main() {
    // The reports on the segments of two messages, with the number of the segment.
    let reports = [
        (("a", 1), ReceptionError),
        (("a", 2), Delivered),
        (("b", 1), Delivered),
        (("b", 2), Sent),
        (("b", 2), Delivered),
    ];
    // A campaign of segments keeps one status of each, so that a report that comes twice counts once.
    let segments: Campaign<(&str, u8)> = reports.into_iter().collect();

    let mut messages: BTreeMap<&str, BulkReport> = BTreeMap::new();
    for (&(message, _segment), status) in &segments {
        messages.entry(message).or_default().record(status);
    }
    for (message, segments) in &messages {
        println!("{message}: {} segments, {:?}", segments.total(), segments.status());
    }
    assert_eq!(messages["a"].status(), Some(PartiallyReceived));
    assert_eq!(messages["b"].status(), Some(Delivered));
}
