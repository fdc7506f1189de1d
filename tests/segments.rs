//! The status of a long message from those of its segments.
#![cfg(feature = "alloc")]

use sms_status::{BulkReport, Campaign, DeliveryStatus, DeliveryStatus::*, Outcome};

/// The status of a message whose segments have these reports, the segments counted from 0.
fn message_status(segments: usize, reports: &[(usize, DeliveryStatus)]) -> Option<DeliveryStatus> {
    let campaign: Campaign<usize> = reports.iter().copied().collect();
    (0..segments).map(|segment| campaign.get(&segment).unwrap_or(InProgress)).collect::<BulkReport>().status()
}

#[test]
fn an_error_and_a_success_on_two_segments_are_a_partial_reception_in_either_order() {
    let of_outcome =
        |outcome| DeliveryStatus::VARIANTS.iter().copied().filter(move |status| status.outcome() == outcome);
    for error in of_outcome(Outcome::Failed) {
        for success in of_outcome(Outcome::Received) {
            for reports in [[(0, error), (1, success)], [(1, success), (0, error)], [(0, success), (1, error)]] {
                assert_eq!(message_status(2, &reports), Some(PartiallyReceived), "{reports:?}");
            }
        }
    }
}

#[test]
fn the_status_of_a_message_is_that_of_its_segments_together() {
    assert_eq!(message_status(2, &[]), Some(InProgress));
    assert_eq!(message_status(2, &[(0, Sent), (1, Sent)]), Some(Sent));
    assert_eq!(message_status(2, &[(0, Received), (1, Delivered), (0, Sent)]), Some(Received));
    assert_eq!(message_status(2, &[(0, Expired), (1, Expired)]), Some(Expired));
    assert_eq!(message_status(2, &[(0, Received)]), Some(PartiallyReceived));
    assert_eq!(message_status(1, &[(0, Received)]), Some(Received));
}
