//! What public projects read in different ways from one platform to the next is read in one way here.

use sms_status::{
    AddressBookAction,
    DeliveryStatus::{self, *},
    Outcome,
    providers::*,
};

#[track_caller]
fn all_are(reported: &[(&str, DeliveryStatus)], what: impl Fn(DeliveryStatus) -> bool) {
    for (report, status) in reported {
        assert!(what(*status), "{report} is read as {status}");
    }
}

#[test]
fn an_unreachable_phone_is_temporary_on_every_platform() {
    let reported = [
        ("vonage 2", vonage::status("failed", Some("2"))),
        ("vonage messages 1180", vonage::messages::status("undeliverable", Some("1180"))),
        ("twilio 30003", twilio::status("undelivered", Some(30003))),
        ("aws TEXT_UNREACHABLE", aws::status("TEXT_UNREACHABLE", Some(true))),
        ("aws record UNREACHABLE", aws::status("UNREACHABLE", None)),
        ("sns", aws::sns_status("Phone is currently unreachable/unavailable")),
        ("infobip 6", infobip::status(Some(2), Some(9), Some(6), Some(false))),
        ("infobip 27", infobip::status(Some(2), None, Some(27), None)),
        ("africa's talking", africas_talking::status("AbsentSubscriber", None)),
        ("bandwidth 4702", bandwidth::status("message-failed", Some(4702))),
        ("sinch 153", sinch::status("Failed", Some(153))),
        ("sinch 201", sinch::status("Failed", Some(201))),
    ];
    all_are(&reported, |status| status == TemporaryAbsenceError && status.keep_in_address_book());
    // So is a network that cannot be reached.
    let networks = [
        ("vonage 8", vonage::status("failed", Some("8"))),
        ("twilio 30017", twilio::status("undelivered", Some(30017))),
        ("aws", aws::status("TEXT_CARRIER_UNREACHABLE", None)),
        ("sns", aws::sns_status("Phone carrier is currently unreachable/unavailable")),
        ("infobip 34", infobip::status(Some(2), Some(4), Some(34), Some(false))),
        ("ovh 2", ovh::status(2)),
        ("smsfactor 11", smsfactor::status(11)),
        ("bandwidth 5600", bandwidth::status("message-failed", Some(5600))),
        ("sinch 404", sinch::status("Failed", Some(404))),
    ];
    all_are(&networks, |status| status == TemporaryOperatorError);
}

#[test]
fn an_opt_out_is_an_opt_out_on_every_platform() {
    let reported = [
        ("vonage 9", vonage::status("rejected", Some("9"))),
        ("vonage messages 1240", vonage::messages::status("rejected", Some("1240"))),
        ("twilio 21610", twilio::status("failed", Some(21610))),
        ("aws OPTED_OUT", aws::status("OPTED_OUT", None)),
        ("aws _SMS.OPTOUT", aws::status("_SMS.OPTOUT", None)),
        ("sns", aws::sns_status("Phone number is opted out")),
        ("infobip 10", infobip::status(Some(5), Some(10), None, None)),
        ("infobip 603", infobip::status(Some(2), Some(4), Some(603), Some(true))),
        ("infobip 573", infobip::status(Some(5), None, Some(573), Some(true))),
        ("ovh 53", ovh::status(53)),
        ("octopush", octopush::status("BLACKLISTED_NUMBER")),
        ("africa's talking", africas_talking::status("Rejected", Some("UserInBlackList"))),
        ("bandwidth 4775", bandwidth::status("message-failed", Some(4775))),
    ];
    all_are(&reported, |status| status.action() == AddressBookAction::Suppress);
}

#[test]
fn no_route_is_a_number_to_look_at_on_every_platform() {
    let reported = [
        ("vonage 12", vonage::status("failed", Some("12"))),
        ("vonage messages 1260", vonage::messages::status("undeliverable", Some("1260"))),
        ("twilio 30006", twilio::status("undelivered", Some(30006))),
        ("infobip 19", infobip::status(Some(5), Some(19), None, None)),
        ("infobip 345", infobip::status(Some(5), None, Some(345), Some(true))),
        ("ovh 54", ovh::status(54)),
        ("smsfactor 7", smsfactor::status(7)),
        ("africa's talking", africas_talking::status("Failed", Some("NotNetworkSubscriber"))),
        ("bandwidth 4420", bandwidth::status("message-failed", Some(4420))),
    ];
    all_are(&reported, |status| status == RoutingError && status.action() == AddressBookAction::Review);
}

#[test]
fn an_expired_message_is_a_failure_and_an_unknown_one_is_none_on_every_platform() {
    let expired = [
        ("vonage", vonage::status("expired", Some("1"))),
        ("aws", aws::status("TEXT_TTL_EXPIRED", Some(true))),
        ("infobip", infobip::status(Some(4), Some(15), Some(4101), Some(true))),
        ("infobip, by its group", infobip::status(Some(4), None, None, None)),
        ("jasmin", jasmin::status("EXPIRED")),
        ("ovh 801", ovh::status(801)),
        ("smsfactor 12", smsfactor::status(12)),
        ("africa's talking", africas_talking::status("Expired", None)),
        ("bandwidth 4360", bandwidth::status("message-failed", Some(4360))),
        ("sinch", sinch::status("Expired", Some(406))),
    ];
    all_are(&expired, |status| status == Expired);
    let unknown = [
        ("vonage", vonage::status("unknown", Some("1"))),
        ("aws", aws::status("TEXT_UNKNOWN", Some(true))),
        ("infobip 29", infobip::status(Some(4), Some(29), None, None)),
        ("jasmin", jasmin::status("UNKNOWN")),
        ("ovh 255", ovh::status(255)),
        ("ovh 804", ovh::status(804)),
        ("octopush", octopush::status("UNKNOWN_DELIVERY")),
        ("bandwidth 9902", bandwidth::status("message-failed", Some(9902))),
        ("sinch", sinch::status("Unknown", None)),
    ];
    all_are(&unknown, |status| status == Undefined);
}

#[test]
fn a_message_that_was_only_handed_over_is_pending_on_every_platform() {
    let reported = [
        ("vonage", vonage::status("buffered", None)),
        ("vonage, still retried", vonage::status("accepted", Some("7"))),
        ("vonage messages", vonage::messages::status("submitted", None)),
        ("twilio", twilio::status("sent", None)),
        ("aws", aws::status("TEXT_SUCCESSFUL", Some(false))),
        ("infobip 2", infobip::status(Some(3), Some(2), Some(0), Some(false))),
        ("infobip, by its group", infobip::status(Some(3), None, None, None)),
        ("kannel 4", kannel::status(4)),
        ("kannel 8", kannel::status(8)),
        ("jasmin", jasmin::status("ESME_ROK")),
        ("octopush", octopush::status("ACK")),
        ("smsfactor 2", smsfactor::status(2)),
        ("africa's talking", africas_talking::status("Sent", None)),
        ("bandwidth", bandwidth::status("message-sending", None)),
        ("sinch", sinch::status("Dispatched", Some(401))),
    ];
    all_are(&reported, |status| status.outcome() == Outcome::Pending);
    // And that it was undelivered is a failure, in whatever words.
    let undelivered = [
        ("twilio", twilio::status("undelivered", None)),
        ("kannel 2", kannel::status(2)),
        ("octopush", octopush::status("NOT_DELIVERED")),
        ("infobip", infobip::status(Some(2), None, None, None)),
        ("jasmin", jasmin::status("UNDELIV")),
        ("ovh 9", ovh::status(9)),
    ];
    all_are(&undelivered, |status| status.outcome() == Outcome::Failed && status.action() == AddressBookAction::Keep);
}

#[test]
fn a_success_with_an_error_code_stays_a_success_on_every_platform() {
    let reported = [
        ("vonage", vonage::status("delivered", Some("3"))),
        ("vonage messages", vonage::messages::status("delivered", Some("1190"))),
        ("twilio", twilio::status("delivered", Some(21610))),
        ("twilio", twilio::status("read", Some(30005))),
        ("infobip", infobip::status(Some(3), Some(5), Some(3041), Some(true))),
        ("africa's talking", africas_talking::status("Success", Some("UserDoesNotExist"))),
        ("bandwidth", bandwidth::status("message-delivered", Some(4406))),
        ("sinch", sinch::status("Delivered", Some(150))),
    ];
    all_are(&reported, |status| status.outcome() == Outcome::Received);
}

#[test]
fn a_late_report_does_not_undo_a_later_stage_on_any_platform() {
    for (sent, delivered) in [
        (vonage::status("accepted", None), vonage::status("delivered", None)),
        (twilio::status("sent", None), twilio::status("delivered", None)),
        (aws::status("TEXT_SENT", None), aws::status("TEXT_DELIVERED", None)),
        (infobip::status(Some(1), Some(7), None, None), infobip::status(Some(3), Some(5), None, None)),
        (kannel::status(8), kannel::status(1)),
        (jasmin::status("ESME_ROK"), jasmin::status("DELIVRD")),
        (octopush::status("ACK"), octopush::status("DELIVERED")),
        (smsfactor::status(1), smsfactor::status(3)),
        (africas_talking::status("Sent", None), africas_talking::status("Success", None)),
        (bandwidth::status("message-sending", None), bandwidth::status("message-delivered", None)),
        (sinch::status("Dispatched", None), sinch::status("Delivered", None)),
    ] {
        assert!(delivered.supersedes(sent) && !sent.supersedes(delivered), "{sent} {delivered}");
    }
}

#[test]
fn a_number_means_what_its_own_platform_says() {
    for (of_five, expected) in [
        (vonage::status("failed", Some("5")), PermanentPortabilityError),
        (infobip::status(Some(2), None, Some(5), None), TemporaryAbsenceError),
        (ovh::status(5), Undeliverable),
        (smsfactor::status(5), InvalidRecipient),
        (twilio::status("failed", Some(5)), NotDelivered),
    ] {
        assert_eq!(of_five, expected);
    }
}
