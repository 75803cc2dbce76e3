//! `notEmpty`: a text, list or object that is not empty.

use super::value::{Value, Verdict};
use crate::json::Json;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["notEmpty", "not-empty"];

/// Numbers and booleans are never empty, `null` always is.
pub(super) fn check(actual: Value<'_>) -> Verdict {
    match actual {
        Value::Json(Json::Null) => false,
        _ => actual.length() != Some(0),
    }
    .into()
}

/// What the rule demands.
pub(super) fn describe() -> String {
    "is not empty".to_owned()
}

/// The wording of the reference implementation.
pub(super) fn message(expected: Option<Value<'_>>, actual: Value<'_>) -> String {
    let shown = match actual {
        Value::Json(Json::Object(_)) if actual.is_container_like(expected) => {
            format!("{} (Map)", actual.quoted())
        }
        Value::Json(Json::Null) => return "Expected non-empty value but got a NULL".to_owned(),
        Value::Json(_) => actual.typed(),
        Value::Text(_) => actual.quoted(),
        Value::Bytes(_) => "[] (0 bytes)".to_owned(),
    };
    format!("Expected {shown} to not be empty")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{
        Rule,
        testing::{check, check_text},
    };

    #[test]
    fn knows_what_is_empty() {
        check(&Rule::NotEmpty, r#""a""#, r#""b""#, true);
        check(&Rule::NotEmpty, r#""a""#, r#""""#, false);
        check(&Rule::NotEmpty, "[1]", "[]", false);
        check(&Rule::NotEmpty, "{}", "{}", false);
        check(&Rule::NotEmpty, "1", "0", true);
        check(&Rule::NotEmpty, "1", "null", false);
        check_text(&Rule::NotEmpty, "a", "", false);
        assert!(!super::check(Value::Bytes(b"")).holds());
    }

    #[test]
    fn explains_what_is_empty() {
        assert_eq!(
            message(None, Value::Json(&Json::from(""))),
            "Expected '' (String) to not be empty"
        );
        assert_eq!(
            message(None, Value::Json(&Json::Array(Vec::new()))),
            "Expected [] (Array) to not be empty"
        );
        let empty = Json::Object(crate::json::Object::new());
        assert_eq!(
            message(Some(Value::Json(&empty)), Value::Json(&empty)),
            "Expected {} (Map) to not be empty"
        );
        assert_eq!(
            message(None, Value::Bytes(b"")),
            "Expected [] (0 bytes) to not be empty"
        );
    }
}
