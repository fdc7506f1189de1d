//! What does not allocate.

use std::hint::black_box;

use allocation_counter::measure;
use sms_status::{
    AddressBookAction, BulkReport, DeliveryStatus, Language, MessageId, Msisdn, Platform, ReportTime,
    gsm::TpStatus,
    smpp::{self, MessageState, NetworkErrorCode, Receipt},
    smsmode,
};

const BODY: &str = "33600000000 11 | +33611111111 3522|33622222222 4711 | nobody 11 | 33633333333";
const RECEIPT: &str =
    "id:0123456789 sub:001 dlvrd:001 submit date:2403251009 done date:2403251010 stat:UNDELIV err:011 text:hi";

#[test]
fn the_vocabulary_counts_and_readers_never_allocate() {
    let statuses: Vec<_> = DeliveryStatus::VARIANTS.iter().copied().cycle().take(100_000).collect();
    let texts: Vec<_> = (0..=u16::MAX).step_by(101).map(|code| code.to_string()).collect();
    let allocated = measure(|| {
        for &status in DeliveryStatus::VARIANTS {
            for language in [Language::English, Language::French] {
                black_box(status.description(language));
                assert_eq!(status.label(language).parse(), Ok(status));
            }
            assert_eq!(DeliveryStatus::from_name(status.name()), Some(status));
            black_box((status.category(), status.outcome(), status.action() == AddressBookAction::Remove));
        }
        for code in 0..=u16::MAX {
            black_box(DeliveryStatus::from_code(code));
        }
        for text in &texts {
            assert!(text.parse::<DeliveryStatus>().is_err());
            black_box(MessageId::new(text)).ok();
            black_box(smsmode::MessageStatus::parse(text)).ok();
        }

        let mut report = BulkReport::new();
        report.record_all(&statuses);
        report.merge(&statuses.iter().collect());
        black_box((report.status(), report.delivery_rate(), report.total()));

        assert!(smsmode::delivery_reports(BODY).is_ok_and(|reports| reports.count() == 5));
        assert!(smsmode::count_delivery_reports(BODY).is_ok_and(|counted| counted.unreadable == 2));
        assert!(Receipt::parse(RECEIPT).is_ok_and(|receipt| receipt.status() == DeliveryStatus::Undeliverable));
        black_box(Receipt::parse("nothing")).ok();
        black_box(NetworkErrorCode::from([3, 0, 27]).status());
        black_box((smpp::find("FAILED: absent"), smpp::status("nothing")));
        for byte in 0..=u8::MAX {
            black_box((DeliveryStatus::from(TpStatus(byte)), DeliveryStatus::from(MessageState::from(byte))));
        }
        for &platform in Platform::VARIANTS {
            for table in platform.tables() {
                for text in &texts {
                    black_box(table.find(text));
                }
            }
            for text in ["delivered", "FAILED", "made  up", "4", ""] {
                black_box((platform.find(text, Some("30003")), platform.status(text, None)));
            }
            black_box((platform.label(), Platform::from_name(platform.name())));
            assert_eq!(platform.name().parse(), Ok(platform));
        }
        for text in ["+44 (0)7700 900000", "nobody", "2026-04-29T10:30:00+01:00", "2604290930", "never"] {
            black_box((text.parse::<Msisdn>().ok(), text.parse::<ReportTime>().ok()));
        }
    });
    assert_eq!(allocated.count_total, 0);
}

#[cfg(feature = "alloc")]
#[test]
fn a_campaign_allocates_only_where_it_grows() {
    let record = |campaign: &mut sms_status::Campaign<u64>, status| {
        for id in 0..50_000 {
            campaign.record(id, status);
            assert_eq!(campaign.get(&id), Some(status));
        }
    };
    let mut with_room = sms_status::Campaign::with_capacity(50_000);
    let mut growing = sms_status::Campaign::new();
    let allocated = measure(|| {
        record(&mut with_room, DeliveryStatus::InProgress);
        record(&mut with_room, DeliveryStatus::Delivered);
        assert_eq!(with_room.with_action(AddressBookAction::Keep).count(), with_room.len());
    });
    assert_eq!(allocated.count_total, 0);
    assert!(measure(|| record(&mut growing, DeliveryStatus::Sent)).count_total < 50);
}
