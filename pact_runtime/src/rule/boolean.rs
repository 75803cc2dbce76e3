//! `boolean`: `true` or `false`.

use super::value::{Value, Verdict, which_is};
use crate::json::Json;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["boolean"];

/// The words `true` and `false` as a string will do as well.
pub(super) fn check(actual: Value<'_>) -> Verdict {
    match actual {
        Value::Json(Json::Bool(_)) => true,
        Value::Json(Json::String(text)) => is_word(text),
        Value::Json(_) => false,
        Value::Text(_) | Value::Bytes(_) => actual.text().is_some_and(|text| is_word(&text)),
    }
    .into()
}

fn is_word(text: &str) -> bool {
    matches!(text, "true" | "false")
}

/// What the rule demands.
pub(super) fn describe() -> String {
    "is a boolean".to_owned()
}

/// What the value is instead.
pub(super) fn explain(actual: Value<'_>) -> Option<String> {
    which_is(actual)
}

/// The wording of the reference implementation.
pub(super) fn message(actual: Value<'_>) -> String {
    let shown = match actual {
        Value::Json(_) => actual.typed(),
        Value::Text(text) => text.to_owned(),
        Value::Bytes(_) => actual.quoted(),
    };
    format!("Expected {shown} to match a boolean")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{
        Rule,
        testing::{check, check_text},
    };

    #[test]
    fn knows_booleans() {
        check(&Rule::Boolean, "true", "false", true);
        check(&Rule::Boolean, "true", r#""false""#, true);
        check(&Rule::Boolean, "true", r#""no""#, false);
        check(&Rule::Boolean, "true", "0", false);
        check_text(&Rule::Boolean, "true", "false", true);
        check_text(&Rule::Boolean, "true", "1", false);
    }

    #[test]
    fn explains_another_kind() {
        let json = Json::from("");
        assert_eq!(
            message(Value::Json(&json)),
            "Expected '' (String) to match a boolean"
        );
        assert_eq!(
            explain(Value::Json(&json)).as_deref(),
            Some("which is a string")
        );
    }
}
