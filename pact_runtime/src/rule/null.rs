//! `null`: the JSON value `null`.

use super::value::{Value, Verdict, which_is};
use crate::json::Json;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["null"];

/// Never holds for texts: they are not `null`, whatever they say.
pub(super) fn check(actual: Value<'_>) -> Verdict {
    matches!(actual, Value::Json(Json::Null)).into()
}

/// What the rule demands.
pub(super) fn describe() -> String {
    "is null".to_owned()
}

/// What the value is instead.
pub(super) fn explain(actual: Value<'_>) -> Option<String> {
    which_is(actual)
}

/// The wording of the reference implementation.
pub(super) fn message(actual: Value<'_>) -> String {
    match actual {
        Value::Json(_) => format!("Expected {} to be a null value", actual.typed()),
        Value::Text(_) | Value::Bytes(_) => {
            format!("Unable to match {} using Null", actual.quoted())
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
    fn knows_null() {
        check(&Rule::Null, "null", "null", true);
        check(&Rule::Null, "null", "0", false);
        check(&Rule::Null, "null", r#""""#, false);
        check_text(&Rule::Null, "null", "null", false);
    }

    #[test]
    fn explains_another_kind() {
        let json = Json::from("");
        assert_eq!(
            message(Value::Json(&json)),
            "Expected '' (String) to be a null value"
        );
        assert_eq!(
            explain(Value::Json(&json)).as_deref(),
            Some("which is a string")
        );
    }
}
