//! `equality`: the same value as the example; ends a cascade from above.

use super::value::{Value, Verdict};
use crate::json::{Json, Object};

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["equality"];

/// Without an example there is nothing to be equal to.
pub(super) fn check(expected: Option<Value<'_>>, actual: Value<'_>) -> Verdict {
    let Some(expected) = expected else {
        return Verdict::Holds;
    };
    let equal = match (expected, actual) {
        (Value::Json(expected), Value::Json(actual)) => same(expected, actual),
        (Value::Text(expected), Value::Text(actual)) => expected == actual,
        (Value::Bytes(expected), Value::Bytes(actual)) => expected == actual,
        _ => expected.text().is_some() && expected.text() == actual.text(),
    };
    equal.into()
}

/// Whether both documents hold the same: whatever the order of members and the spelling of numbers,
/// but an integer is no decimal.
pub(crate) fn same(expected: &Json<'_>, actual: &Json<'_>) -> bool {
    match (expected, actual) {
        (Json::Number(expected), Json::Number(actual)) => expected.same_value(actual),
        (Json::Array(expected), Json::Array(actual)) => {
            expected.len() == actual.len()
                && expected
                    .iter()
                    .zip(actual)
                    .all(|(one, other)| same(one, other))
        }
        (Json::Object(expected), Json::Object(actual)) => same_members(expected, actual),
        (Json::Null, Json::Null) => true,
        (Json::Bool(expected), Json::Bool(actual)) => expected == actual,
        (Json::String(expected), Json::String(actual)) => expected == actual,
        _ => false,
    }
}

fn same_members(expected: &Object<'_>, actual: &Object<'_>) -> bool {
    expected.len() == actual.len()
        && expected.iter().enumerate().all(|(at, (key, value))| {
            actual
                .get_near(key, at)
                .is_some_and(|other| same(value, other))
        })
}

/// What the rule demands.
pub(super) fn describe(expected: Option<Value<'_>>) -> String {
    match expected {
        Some(Value::Json(json)) => format!("equals {json}"),
        Some(Value::Text(text)) => format!("equals \"{text}\""),
        Some(Value::Bytes(bytes)) => format!("equals the {} bytes of the example", bytes.len()),
        None => "equals the example".to_owned(),
    }
}

/// What the value is instead: its kind, if that is the difference.
pub(super) fn explain(expected: Option<Value<'_>>, actual: Value<'_>) -> Option<String> {
    let other_kind = expected.is_some_and(|expected| expected.kind() != actual.kind());
    other_kind.then(|| super::value::which_is(actual)).flatten()
}

/// The wording of the reference implementation.
pub(super) fn message(expected: Option<Value<'_>>, actual: Value<'_>) -> String {
    let expected = expected.map_or_else(|| "nothing".to_owned(), Value::typed);
    format!("Expected {} to be equal to {expected}", actual.typed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Rule, testing::check};

    #[test]
    fn compares_values_but_not_their_spelling() {
        let rule = Rule::Equality;
        check(&rule, "1", "1", true);
        check(&rule, "1.50", "1.5", true);
        check(&rule, "100", "100.0", false);
        check(
            &rule,
            "12345678901234567890123",
            "12345678901234567890124",
            false,
        );
        check(&rule, "null", "null", true);
        check(
            &rule,
            r#"{"a":[1,2.0],"b":{}}"#,
            r#"{"b":{},"a":[1,2.00]}"#,
            true,
        );
        check(&rule, r#"{"a":1}"#, r#"{"a":1,"b":2}"#, false);
        check(&rule, "[1]", "[1,1]", false);
        check(&rule, r#""1""#, "1", false);
    }

    #[test]
    fn speaks_of_both_values() {
        let (a, b) = (Json::from("b"), Json::from(1));
        let (expected, actual) = (Some(Value::Json(&a)), Value::Json(&b));
        assert_eq!(describe(expected), r#"equals "b""#);
        assert_eq!(
            explain(expected, actual).as_deref(),
            Some("which is an integer")
        );
        assert_eq!(
            message(expected, actual),
            "Expected 1 (Integer) to be equal to 'b' (String)"
        );
        assert_eq!(
            message(Some(Value::Text("a")), Value::Text("b")),
            "Expected 'b' to be equal to 'a'"
        );
    }
}
