//! `decimal`: a number with a fraction or an exponent.

use super::value::{Value, Verdict, which_is};
use crate::json::Json;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["decimal", "real"];

/// In texts any decimal number will do: `10` is how many clients write `10.0` into a query.
pub(super) fn check(actual: Value<'_>) -> Verdict {
    match actual {
        Value::Json(json) => matches!(json, Json::Number(number) if !number.is_integer()).into(),
        Value::Text(_) | Value::Bytes(_) => super::number::check(actual),
    }
}

/// What the rule demands.
pub(super) fn describe() -> String {
    "is a decimal".to_owned()
}

/// What the value is instead.
pub(super) fn explain(actual: Value<'_>) -> Option<String> {
    which_is(actual)
}

/// The wording of the reference implementation.
pub(super) fn message(actual: Value<'_>) -> String {
    match actual {
        Value::Json(_) => format!("Expected {} to be a decimal number", actual.typed()),
        Value::Text(_) | Value::Bytes(_) => super::number::message(actual),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{
        Rule,
        testing::{check, check_text},
    };

    #[test]
    fn knows_decimals() {
        check(&Rule::Decimal, "1.5", "2.0", true);
        check(&Rule::Decimal, "1.5", "1e3", true);
        check(&Rule::Decimal, "1.5", "2", false);
        check(&Rule::Decimal, "1.5", "12345678901234567890123", false);
        check(&Rule::Decimal, "1.5", "null", false);
        check_text(&Rule::Decimal, "1.5", "100", true);
        check_text(&Rule::Decimal, "1.5", "NaN", false);
    }

    #[test]
    fn explains_another_kind() {
        assert_eq!(
            message(Value::Json(&Json::from(100))),
            "Expected 100 (Integer) to be a decimal number"
        );
        assert_eq!(explain(Value::Json(&Json::Null)), None);
    }
}
