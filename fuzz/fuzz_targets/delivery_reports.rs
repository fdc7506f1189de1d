#![no_main]

use libfuzzer_sys::fuzz_target;
use sms_status_fuzz::{delivery_reports, text};

fuzz_target!(|bytes: &[u8]| delivery_reports::check(&text(bytes)));
