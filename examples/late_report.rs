//! Records reports that arrive late and twice: a campaign keeps the status that says most.

use sms_status::{
    AddressBookAction, Campaign,
    DeliveryStatus::{Delivered, PermanentAbsenceError, Sent, TemporaryAbsenceError},
    campaign::Change,
};

fn main() {
    let mut campaign = Campaign::new();
    assert_eq!(campaign.record("a", Delivered), Change::New);
    // `sent` comes last and changes nothing.
    assert_eq!(campaign.record("a", Sent), Change::Unchanged);

    campaign.record("b", TemporaryAbsenceError);
    assert_eq!(campaign.record("b", Delivered), Change::Advanced { from: TemporaryAbsenceError });
    campaign.record("c", PermanentAbsenceError);

    // The counts are up to date after every report.
    for (status, n) in campaign.report() {
        println!("{n}  {status}");
    }
    assert_eq!(campaign.report().count(Delivered), 2);
    assert!(campaign.with_action(AddressBookAction::Remove).eq(&["c"]));

    // In the other order it is the same campaign.
    let reports =
        [("c", PermanentAbsenceError), ("b", Delivered), ("b", TemporaryAbsenceError), ("a", Sent), ("a", Delivered)];
    assert_eq!(Campaign::from(reports), campaign);
}
