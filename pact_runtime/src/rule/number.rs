//! `number`: any number. Also what texts count as numbers, for this rule and its kin.

use super::value::{Value, Verdict, which_is};
use crate::json::Json;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["number"];

/// A JSON number, or a text that is a decimal number.
pub(super) fn check(actual: Value<'_>) -> Verdict {
    match actual {
        Value::Json(json) => matches!(json, Json::Number(_)),
        Value::Text(_) | Value::Bytes(_) => actual.text().is_some_and(|text| is_number(&text)),
    }
    .into()
}

/// Whether a text is a decimal number: sign, digits, fraction, exponent. `NaN` and `inf` are none.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(super::integer::is_integer)
}

/// What the rule demands.
pub(super) fn describe() -> String {
    "is a number".to_owned()
}

/// What the value is instead.
pub(super) fn explain(actual: Value<'_>) -> Option<String> {
    which_is(actual)
}

/// The wording of the reference implementation.
pub(super) fn message(actual: Value<'_>) -> String {
    match actual {
        Value::Json(_) => format!("Expected {} to be a number", actual.typed()),
        Value::Text(_) | Value::Bytes(_) => {
            format!("Expected {} to match a number", actual.quoted())
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
    fn knows_numbers_in_documents_and_texts() {
        check(&Rule::Number, "1", "2.5", true);
        check(&Rule::Number, "1", r#""2""#, false);
        check(&Rule::Number, "1", "true", false);
        for (text, number) in [
            ("1", true),
            ("-1.5e-3", true),
            ("+007", true),
            (".5", true),
            ("1.", true),
            (".", false),
            ("", false),
            ("-", false),
            ("1e", false),
            ("1e1.5", false),
            ("NaN", false),
            ("inf", false),
            ("1_000", false),
        ] {
            check_text(&Rule::Number, "1", text, number);
        }
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
            "Expected '100' (String) to be a number"
        );
        assert_eq!(message(Value::Text("x")), "Expected 'x' to match a number");
    }
}
