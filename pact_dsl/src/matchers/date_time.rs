use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// Accepts text that is a date in this format of Java's `DateTimeFormatter`, such as `yyyy-MM-dd`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = date("dd.MM.yyyy", "20.11.2026");
/// assert!(pattern.matches("29.02.2028"));
/// assert!(!pattern.matches("29.02.2027"));
/// ```
///
/// In the pact file: `{ "match": "date", "format": "yyyy-MM-dd" }`
///
/// A format that cannot be read, or that its own example does not follow, fails the test.
#[track_caller]
pub fn date(format: impl Into<String>, example: impl Into<String>) -> Pattern {
    moment(
        Location::caller(),
        Rule::Date(Some(format.into())),
        example.into(),
    )
}

/// Accepts text that is a time of day in this format of Java's `DateTimeFormatter`, such as `HH:mm:ss`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = time("HH:mm", "09:00");
/// assert!(pattern.matches("23:59"));
/// assert!(!pattern.matches("23:60"));
/// ```
///
/// In the pact file: `{ "match": "time", "format": "HH:mm:ss" }`
///
/// A format that cannot be read, or that its own example does not follow, fails the test.
#[track_caller]
pub fn time(format: impl Into<String>, example: impl Into<String>) -> Pattern {
    moment(
        Location::caller(),
        Rule::Time(Some(format.into())),
        example.into(),
    )
}

/// Accepts text that is a date with a time in this format of Java's `DateTimeFormatter`, such as
/// `yyyy-MM-dd'T'HH:mm:ssXXX`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = datetime("yyyy-MM-dd HH:mm", "2026-11-20 09:00");
/// assert!(pattern.matches("2027-01-01 00:00"));
/// assert!(!pattern.matches("2027-01-01"));
/// ```
///
/// In the pact file: `{ "match": "datetime", "format": "yyyy-MM-dd'T'HH:mm:ssXXX" }`
///
/// A format that cannot be read, or that its own example does not follow, fails the test.
#[track_caller]
pub fn datetime(format: impl Into<String>, example: impl Into<String>) -> Pattern {
    moment(
        Location::caller(),
        Rule::DateTime(Some(format.into())),
        example.into(),
    )
}

fn moment(location: &'static Location<'static>, rule: Rule, example: String) -> Pattern {
    Pattern::of_rule(location, Json::from(example), rule)
}
