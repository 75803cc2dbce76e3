//! `include`: the text contains another.

use super::{
    attributes::{Attributes, RuleError},
    value::{Value, Verdict},
};
use crate::json::OwnedObject;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["include"];

/// JSON that is no string is searched as it is written.
pub(super) fn check(part: &str, actual: Value<'_>) -> Verdict {
    actual.text().is_some_and(|text| text.contains(part)).into()
}

/// What the rule demands.
pub(super) fn describe(part: &str) -> String {
    format!("contains \"{part}\"")
}

/// The wording of the reference implementation.
pub(super) fn message(part: &str, actual: Value<'_>) -> String {
    format!("Expected {} to include '{part}'", actual.as_quoted_text())
}

/// Reads the rule.
pub(super) fn read(attributes: &Attributes<'_>) -> Result<String, RuleError> {
    attributes.text("value")
}

/// Writes what the rule has beside its name.
pub(super) fn write(part: &str, json: &mut OwnedObject) {
    json.insert("value", part.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        json::Json,
        rule::{
            Rule,
            testing::{check, check_text},
        },
    };

    #[test]
    fn searches_texts_and_written_json() {
        let rule = Rule::Include("2".to_owned());
        check(&rule, r#""12""#, r#""a2b""#, true);
        check(&rule, r#""12""#, r#""ab""#, false);
        check(&rule, "12", "120", true);
        check(&rule, "[2]", "[1,2]", true);
        check_text(&rule, "2", "42", true);
    }

    #[test]
    fn names_the_part() {
        assert_eq!(describe("a"), r#"contains "a""#);
        assert_eq!(
            message("a", Value::Json(&Json::from("dog"))),
            "Expected 'dog' to include 'a'"
        );
    }
}
