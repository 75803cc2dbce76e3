//! `semver`: a semantic version (<https://semver.org>, version 2.0.0).

use super::value::{Value, Verdict, which_is};
use crate::json::Json;

/// The names of the rule in pact files.
pub(super) const NAMES: &[&str] = &["semver"];

/// Strict: three numbers without leading zeros, then the optional parts.
pub(super) fn check(actual: Value<'_>) -> Verdict {
    match actual {
        Value::Json(Json::String(text)) => is_version(text),
        Value::Json(_) => false,
        Value::Text(_) | Value::Bytes(_) => actual.text().is_some_and(|text| is_version(&text)),
    }
    .into()
}

fn is_version(text: &str) -> bool {
    let (rest, build) = match text.split_once('+') {
        Some((rest, build)) => (rest, Some(build)),
        None => (text, None),
    };
    let (core, pre_release) = match rest.split_once('-') {
        Some((core, pre_release)) => (core, Some(pre_release)),
        None => (rest, None),
    };
    core.split('.').count() == 3
        && core.split('.').all(is_plain_number)
        && pre_release.is_none_or(|list| list.split('.').all(is_pre_release))
        && build.is_none_or(|list| list.split('.').all(is_identifier))
}

fn is_plain_number(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}

fn is_pre_release(text: &str) -> bool {
    let numeric = text.bytes().all(|byte| byte.is_ascii_digit());
    is_identifier(text) && (!numeric || is_plain_number(text))
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// What the rule demands.
pub(super) fn describe() -> String {
    "is a semantic version".to_owned()
}

/// What the value is instead.
pub(super) fn explain(actual: Value<'_>) -> Option<String> {
    match actual {
        Value::Json(Json::String(_)) => None,
        _ => which_is(actual),
    }
}

/// The wording of the reference implementation.
pub(super) fn message(actual: Value<'_>) -> String {
    match actual {
        Value::Json(Json::String(_)) | Value::Text(_) | Value::Bytes(_) => {
            format!("{} is not a valid semantic version", actual.quoted())
        }
        Value::Json(_) => format!(
            "Expected something that matches a semantic version, but got {}",
            actual.as_quoted_text()
        ),
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
    fn knows_versions() {
        for (text, version) in [
            ("1.0.0", true),
            ("0.10.200", true),
            ("1.0.0-alpha.1+001", true),
            ("1.0.0-0a", true),
            ("1.0.0+a-b", true),
            ("1.0", false),
            ("1.0abc", false),
            ("1.0.0.0", false),
            ("01.0.0", false),
            ("1.0.0-", false),
            ("1.0.0-01", false),
            ("1.0.0+", false),
            ("v1.0.0", false),
            ("", false),
        ] {
            check_text(&Rule::Semver, "1.0.0", text, version);
            check(&Rule::Semver, r#""1.0.0""#, &format!("\"{text}\""), version);
        }
        check(&Rule::Semver, r#""1.0.0""#, "1", false);
    }

    #[test]
    fn explains_what_is_none() {
        assert_eq!(
            message(Value::Json(&Json::from("1.0"))),
            "'1.0' is not a valid semantic version"
        );
        assert_eq!(
            message(Value::Json(&Json::from(1))),
            "Expected something that matches a semantic version, but got '1'"
        );
    }
}
