//! `contentType`: the bytes are of a media type, told from the bytes themselves.

use std::borrow::Cow;

use super::{
    attributes::{Attributes, RuleError},
    value::{Value, Verdict},
};
use crate::{
    codec::base64,
    content_detection,
    json::{Json, OwnedObject},
    model::ContentType,
};

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["contentType", "content-type"];

/// A JSON string is taken as base64 if it can be decoded so, else as text.
pub(super) fn check(content_type: &str, actual: Value<'_>) -> Verdict {
    let expected = ContentType::parse(content_type);
    expected
        .is_some_and(|expected| content_detection::has_type(&bytes(actual), &expected))
        .into()
}

fn bytes(value: Value<'_>) -> Cow<'_, [u8]> {
    match value {
        Value::Bytes(bytes) => Cow::Borrowed(bytes),
        Value::Text(text) => Cow::Borrowed(text.as_bytes()),
        Value::Json(Json::String(text)) => match base64::decode(text) {
            Some(bytes) => Cow::Owned(bytes),
            None => Cow::Borrowed(text.as_bytes()),
        },
        Value::Json(json) => Cow::Owned(json.to_string().into_bytes()),
    }
}

/// What the rule demands.
pub(super) fn describe(content_type: &str) -> String {
    format!("is content of type `{content_type}`")
}

/// What the value is instead.
pub(super) fn explain(actual: Value<'_>) -> String {
    format!("which is {}", detected(actual))
}

fn detected(actual: Value<'_>) -> &'static str {
    content_detection::detect(&bytes(actual))
}

/// The wording of the reference implementation.
pub(super) fn message(content_type: &str, actual: Value<'_>) -> String {
    let detected = detected(actual);
    format!(
        "Expected binary contents to have content type '{content_type}' but detected contents was \
         '{detected}'"
    )
}

/// Reads the rule.
pub(super) fn read(attributes: &Attributes<'_>) -> Result<String, RuleError> {
    attributes.text("value")
}

/// Writes what the rule has beside its name.
pub(super) fn write(content_type: &str, json: &mut OwnedObject) {
    json.insert("value", content_type.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Rule, testing::check};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn looks_at_the_bytes() {
        assert!(super::super::content_type::check("image/png", Value::Bytes(PNG)).holds());
        assert!(!super::super::content_type::check("image/jpeg", Value::Bytes(PNG)).holds());
        assert!(
            super::super::content_type::check("application/json", Value::Text("{\"a\":1}")).holds()
        );
        assert!(super::super::content_type::check("text/csv", Value::Text("a,b")).holds());
    }

    #[test]
    fn decodes_strings_of_json() {
        let rule = Rule::ContentType("image/png".to_owned());
        check(&rule, "\"\"", "\"iVBORw0KGgoAAAANSUhEUg==\"", true);
        check(&rule, "\"\"", "\"plain\"", false);
    }

    #[test]
    fn names_both_types() {
        assert_eq!(
            message("image/jpeg", Value::Bytes(b"%PDF-1.7")),
            "Expected binary contents to have content type 'image/jpeg' but detected contents was \
             'application/pdf'"
        );
        assert_eq!(explain(Value::Bytes(PNG)), "which is image/png");
    }
}
