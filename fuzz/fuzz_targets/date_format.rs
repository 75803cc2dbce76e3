//! Formats of dates, and texts read by them. The first line is the format.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::datetime::{CivilDate, CivilTime, DateFormat, Moment};

fuzz_target!(|text: &str| {
    let (pattern, date) = text
        .split_once('\n')
        .unwrap_or((text, "2026-11-20T09:00:00+01:00"));
    let Ok(format) = DateFormat::parse(pattern) else {
        return;
    };
    let today = CivilDate::new(2026, 11, 20).unwrap();
    let _ = format.format(&Moment::new(today, CivilTime::new(9, 0, 0, 1).unwrap()));
    let _ = format.matches(date);
});
