//! `regex`: the whole text matches an expression.

use super::{
    attributes::{Attributes, RuleError},
    value::{Value, Verdict},
};
use crate::{json::OwnedObject, text_regex::TextRegex};

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["regex"];

/// JSON that is no string is matched as it is written.
pub(super) fn check(regex: &TextRegex, actual: Value<'_>) -> Verdict {
    let Some(text) = actual.text() else {
        return Verdict::Fails;
    };
    match regex.matches(&text) {
        Ok(matches) => matches.into(),
        Err(_) => Verdict::StepLimit,
    }
}

/// What the rule demands.
pub(super) fn describe(pattern: &str) -> String {
    format!("matches the expression `{pattern}`")
}

/// The wording of the reference implementation.
pub(super) fn message(pattern: &str, actual: Value<'_>) -> String {
    format!("Expected {} to match '{pattern}'", actual.as_quoted_text())
}

/// Reads the rule.
pub(super) fn read(attributes: &Attributes<'_>) -> Result<String, RuleError> {
    attributes.text("regex")
}

/// Writes what the rule has beside its name.
pub(super) fn write(pattern: &str, json: &mut OwnedObject) {
    json.insert("regex", pattern.to_owned());
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
    fn matches_the_whole_text() {
        let rule = Rule::Regex(r"\d+".to_owned());
        check(&rule, r#""1""#, r#""22""#, true);
        check(&rule, r#""1""#, r#""2a""#, false);
        check(&rule, "1", "22", true);
        check(&rule, "1", "2.5", false);
        check_text(&rule, "/1", "22", true);
        check_text(&rule, "/1", "", false);
    }

    #[test]
    fn names_the_expression() {
        assert_eq!(describe(r"\d"), r"matches the expression `\d`");
        assert_eq!(
            message(r"\d", Value::Json(&Json::from("a"))),
            r"Expected 'a' to match '\d'"
        );
        assert_eq!(
            message(r"\d", Value::Json(&Json::from(true))),
            r"Expected 'true' to match '\d'"
        );
    }
}
