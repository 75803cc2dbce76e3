//! `date`, `time` and `datetime`: a text that follows a format and names a moment that exists.

use super::{
    attributes::{Attributes, RuleError},
    value::{Value, Verdict},
};
use crate::{
    datetime::{DateFormat, DateKind},
    json::OwnedObject,
};

/// The names of the rules in pact files, each with the key that may hold the format beside `format`.
pub(super) const NAMES: &[(&str, DateKind)] = &[
    ("date", DateKind::Date),
    ("time", DateKind::Time),
    ("datetime", DateKind::DateTime),
    ("timestamp", DateKind::DateTime),
];

/// JSON that is no string is read as it is written, so `2026` is a date of the format `yyyy`.
pub(super) fn check(format: &DateFormat, actual: Value<'_>) -> Verdict {
    actual
        .text()
        .is_some_and(|text| format.matches(&text).is_ok())
        .into()
}

/// What the rule demands.
pub(super) fn describe(kind: DateKind, format: Option<&str>) -> String {
    let noun = match kind {
        DateKind::Date => "a date",
        DateKind::Time => "a time",
        DateKind::DateTime => "a date and time",
    };
    format!("is {noun} of the format `{}`", pattern(kind, format))
}

/// Where the text leaves the format.
pub(super) fn explain(kind: DateKind, format: Option<&str>, actual: Value<'_>) -> Option<String> {
    let format = kind.format(format).ok()?;
    let error = format.matches(&actual.text()?).err()?;
    Some(format!("where {error}"))
}

/// The wording of the reference implementation.
pub(super) fn message(kind: DateKind, format: Option<&str>, actual: Value<'_>) -> String {
    let noun = match kind {
        DateKind::Date => "date",
        DateKind::Time => "time",
        DateKind::DateTime => "timestamp",
    };
    let shown = actual.as_quoted_text();
    let pattern = pattern(kind, format);
    let text = format!("Expected {shown} to match a {noun} pattern of '{pattern}'");
    let reason = kind.format(format).ok().and_then(|format| {
        let text = actual.text()?;
        format.matches(&text).err()
    });
    match (actual, reason) {
        (Value::Json(_), Some(reason)) => format!("{text}: {reason}"),
        _ => text,
    }
}

fn pattern(kind: DateKind, format: Option<&str>) -> &str {
    format
        .filter(|format| !format.is_empty())
        .unwrap_or(kind.default_pattern())
}

/// Reads the format, which some tools write under the name of the rule.
pub(super) fn read(attributes: &Attributes<'_>) -> Result<Option<String>, RuleError> {
    let keys = ["format", "date", "time", "timestamp", "datetime"];
    let present = keys.into_iter().find(|key| attributes.contains(key));
    present.map(|key| attributes.text(key)).transpose()
}

/// Writes what the rule has beside its name.
pub(super) fn write(format: Option<&str>, json: &mut OwnedObject) {
    if let Some(format) = format {
        json.insert("format", format.to_owned());
    }
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
    fn follows_format_and_calendar() {
        check(
            &Rule::Date(None),
            r#""2000-01-01""#,
            r#""2024-02-29""#,
            true,
        );
        check(
            &Rule::Date(None),
            r#""2000-01-01""#,
            r#""2023-02-29""#,
            false,
        );
        check(&Rule::Time(None), r#""10:00:00""#, r#""23:59:59""#, true);
        check(
            &Rule::DateTime(None),
            r#""""#,
            r#""2024-02-29T10:00:00+01:00""#,
            true,
        );
        check(&Rule::Date(Some("yyyy".to_owned())), "2000", "2026", true);
        check(
            &Rule::Date(Some(String::new())),
            r#""""#,
            r#""2026-11-20""#,
            true,
        );
        check_text(&Rule::Date(None), "", "2026-11-31", false);
    }

    #[test]
    fn names_the_format() {
        let json = Json::from("23/07/19");
        assert_eq!(
            describe(DateKind::Date, None),
            "is a date of the format `yyyy-MM-dd`"
        );
        assert!(
            message(DateKind::Date, None, Value::Json(&json))
                .starts_with("Expected '23/07/19' to match a date pattern of 'yyyy-MM-dd'")
        );
        assert!(explain(DateKind::Date, None, Value::Json(&json)).is_some());
    }
}
