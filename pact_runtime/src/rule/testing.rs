//! What the tests of all rules share.

use super::{
    Rule,
    check::Check,
    value::{Value, Verdict},
};
use crate::json::Json;

/// Whether the rule holds for a JSON value with another as example.
pub(super) fn check(rule: &Rule, expected: &str, actual: &str, holds: bool) {
    let (one, other) = (
        Json::parse(expected.as_bytes()).unwrap(),
        Json::parse(actual.as_bytes()).unwrap(),
    );
    let verdict = compiled(rule).holds(Some(Value::Json(&one)), Value::Json(&other));
    assert_eq!(
        verdict,
        Verdict::from(holds),
        "{rule:?}: {expected}, {actual}"
    );
}

/// Whether the rule holds for a text with another as example.
pub(super) fn check_text(rule: &Rule, expected: &str, actual: &str, holds: bool) {
    let verdict = compiled(rule).holds(Some(Value::Text(expected)), Value::Text(actual));
    assert_eq!(
        verdict,
        Verdict::from(holds),
        "{rule:?}: {expected}, {actual}"
    );
}

fn compiled(rule: &Rule) -> Check {
    Check::of(rule).unwrap().unwrap()
}
