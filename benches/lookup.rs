//! From a code or a name to its status, against what a user would write or pick instead.
//!
//! ```sh
//! cargo bench --bench lookup
//! ```

#![allow(clippy::enum_glob_use, reason = "the table of codes names every status")]

use std::{collections::HashMap, hint::black_box};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sms_status::DeliveryStatus::{self, *};

const LEN: usize = 100_000;

/// The `match` that a user would write.
const fn by_match(code: u16) -> Option<DeliveryStatus> {
    Some(match code {
        0 => Sent,
        1 => InProgress,
        2 | 31 => InternalError,
        10 => Scheduled,
        11 => Received,
        12 => PartiallyDelivered,
        13 => DeliveredToOperator,
        14 => Delivered,
        15 => PartiallyReceived,
        16 => Listened,
        21 => Undeliverable,
        22 => Rejected,
        33 => InsufficientCredit,
        34 => RoutingError,
        35 | 39 => ReceptionError,
        36 => MessageError,
        37 => Expired,
        38 => MessageTooLong,
        40 => Template,
        50 => NotDelivered,
        100 => Read,
        101 => NotRead,
        999 => Undefined,
        3501 => TemporaryOperatorError,
        3502 => TemporaryAbsenceError,
        3503 => TemporaryPhoneError,
        3504 => TemporaryPortabilityError,
        3521 => PermanentOperatorError,
        3522 => PermanentAbsenceError,
        3523 => PermanentPhoneError,
        3524 => PermanentAntiSpamError,
        3525 => PermanentContentError,
        3526 => PermanentPortabilityError,
        3527 => PermanentRoamingError,
        3560 => NonRoutableError,
        3599 => OtherError,
        3998 => InvalidRecipient,
        3999 => Blacklisted,
        _ => return None,
    })
}

/// Statuses, some far more frequent than others, as in a campaign.
fn skewed() -> Vec<DeliveryStatus> {
    let mut random = fastrand::Rng::with_seed(11);
    let frequent = [Received, Received, Received, DeliveredToOperator, TemporaryAbsenceError, PermanentAbsenceError];
    let mut any = || match random.u8(..4) {
        0 => DeliveryStatus::VARIANTS[random.usize(..DeliveryStatus::COUNT)],
        _ => frequent[random.usize(..frequent.len())],
    };
    (0..LEN).map(|_| any()).collect()
}

fn codes(criterion: &mut Criterion) {
    let codes: Vec<u16> = skewed().iter().map(|status| status.code()).collect();
    let map: HashMap<u16, DeliveryStatus> =
        (0..=u16::MAX).filter_map(|code| Some((code, DeliveryStatus::from_code(code)?))).collect();
    for code in 0..=u16::MAX {
        assert_eq!(by_match(code), DeliveryStatus::from_code(code));
    }

    let mut group = criterion.benchmark_group("status of a code");
    group.throughput(Throughput::Elements(LEN as u64));
    macro_rules! bench {
        ($name:literal, $lookup:expr) => {
            group.bench_function($name, |b| {
                b.iter(|| {
                    black_box(&codes).iter().map(|&code| $lookup(code)).for_each(|status| {
                        black_box(status);
                    })
                });
            });
        };
    }
    bench!("from_code", DeliveryStatus::from_code);
    bench!("match", by_match);
    bench!("HashMap", |code| map.get(&code).copied());
    group.finish();
}

fn names(criterion: &mut Criterion) {
    let names: Vec<String> = skewed().iter().map(|status| status.name().to_owned()).collect();
    let map: HashMap<&str, DeliveryStatus> =
        DeliveryStatus::VARIANTS.iter().map(|&status| (status.name(), status)).collect();
    for name in map.keys().copied().chain(["", "teleported", "Received"]) {
        assert_eq!(DeliveryStatus::from_name(name), map.get(name).copied());
    }

    let mut group = criterion.benchmark_group("status of a name");
    group.throughput(Throughput::Elements(LEN as u64));
    macro_rules! bench {
        ($name:literal, $lookup:expr) => {
            group.bench_function($name, |b| {
                b.iter(|| {
                    black_box(&names).iter().map(|name| $lookup(name)).for_each(|status| {
                        black_box(status);
                    })
                });
            });
        };
    }
    bench!("from_name", |name: &str| DeliveryStatus::from_name(name));
    bench!("parse", |name: &str| name.parse::<DeliveryStatus>().ok());
    bench!("HashMap", |name: &str| map.get(name).copied());
    group.finish();
}

criterion_group!(all, codes, names);
criterion_main!(all);
