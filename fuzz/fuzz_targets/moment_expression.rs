//! Date and time expressions.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pact_runtime::{
    datetime::{CivilDate, CivilTime, DateKind, Moment},
    generator::MomentExpression,
};

fuzz_target!(|text: &str| {
    let now = Moment::new(CivilDate::new(9999, 12, 31).unwrap(), CivilTime::default());
    for kind in [DateKind::Date, DateKind::Time, DateKind::DateTime] {
        if let Ok(expression) = MomentExpression::parse(kind, text) {
            let _ = expression.apply(&now);
        }
    }
});
