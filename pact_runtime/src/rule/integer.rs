//! `integer`: a number without fraction and exponent.

use super::value::{Value, Verdict, which_is};
use crate::json::Json;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["integer"];

/// Of any size; in texts with or without a sign.
pub(super) fn check(actual: Value<'_>) -> Verdict {
    match actual {
        Value::Json(json) => matches!(json, Json::Number(number) if number.is_integer()),
        Value::Text(_) | Value::Bytes(_) => actual.text().is_some_and(|text| is_integer(&text)),
    }
    .into()
}

/// Whether a text is a whole number: digits behind an optional sign.
pub(super) fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What the rule demands.
pub(super) fn describe() -> String {
    "is an integer".to_owned()
}

/// What the value is instead.
pub(super) fn explain(actual: Value<'_>) -> Option<String> {
    which_is(actual)
}

/// The wording of the reference implementation.
pub(super) fn message(actual: Value<'_>) -> String {
    match actual {
        Value::Json(_) => format!("Expected {} to be an integer", actual.typed()),
        Value::Text(_) | Value::Bytes(_) => {
            format!("Expected {} to match an integer number", actual.quoted())
        }
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
    fn knows_integers_of_any_size() {
        check(&Rule::Integer, "1", "-2", true);
        check(&Rule::Integer, "1", "12345678901234567890123", true);
        check(&Rule::Integer, "1", "1.0", false);
        check(&Rule::Integer, "1", "1e3", false);
        check(&Rule::Integer, "1", r#""1""#, false);
    }

    #[test]
    fn takes_negative_integers_in_texts() {
        check_text(&Rule::Integer, "1", "-5", true);
        check_text(&Rule::Integer, "1", "123456789012345678901234567890", true);
        check_text(&Rule::Integer, "1", "-", false);
        check_text(&Rule::Integer, "1", "5.0", false);
    }

    #[test]
    fn explains_another_kind() {
        let json = Json::from("100");
        assert_eq!(
            explain(Value::Json(&json)).as_deref(),
            Some("which is a string")
        );
        assert_eq!(
            message(Value::Json(&json)),
            "Expected '100' (String) to be an integer"
        );
        assert_eq!(
            message(Value::Text("x")),
            "Expected 'x' to match an integer number"
        );
    }
}
