use std::panic::Location;

use pact_runtime::{json::Json, rule::Rule};

use crate::pattern::Pattern;

/// Accepts text that is a date of ISO 8601, such as `2026-11-20`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = iso_date("2026-11-20");
/// assert!(pattern.matches("2028-02-29"));
/// assert!(!pattern.matches("20.11.2026"));
/// ```
///
/// In the pact file: `{ "match": "date", "format": "yyyy-MM-dd" }`
#[track_caller]
pub fn iso_date(example: impl Into<String>) -> Pattern {
    let rule = Rule::Date(Some("yyyy-MM-dd".to_owned()));
    Pattern::of_rule(Location::caller(), Json::from(example.into()), rule)
}

/// Accepts text that is a time of ISO 8601 with as many fraction digits as the example, such as
/// `09:00:00` or `09:00:00.123`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = iso_time("09:00:00");
/// assert!(pattern.matches("23:59:59"));
/// assert!(!pattern.matches("09:00"));
/// ```
///
/// In the pact file: `{ "match": "time", "format": "HH:mm:ss" }`
#[track_caller]
pub fn iso_time(example: impl Into<String>) -> Pattern {
    let example = example.into();
    let format = format!("HH:mm:ss{}", fraction(&example));
    Pattern::of_rule(
        Location::caller(),
        Json::from(example),
        Rule::Time(Some(format)),
    )
}

/// Accepts text that is a date and a time of ISO 8601 with an offset or `Z`, and as many fraction digits
/// as the example, such as `2026-11-20T09:00:00+01:00` or `2026-11-20T08:00:00.123Z`.
///
/// ```
/// use pact_dsl::prelude::*;
///
/// let pattern = iso_datetime("2026-11-20T09:00:00+01:00");
/// assert!(pattern.matches("2027-01-01T00:00:00Z"));
/// assert!(!pattern.matches("2027-01-01"));
/// ```
///
/// In the pact file: `{ "match": "datetime", "format": "yyyy-MM-dd'T'HH:mm:ssXXX" }`
#[track_caller]
pub fn iso_datetime(example: impl Into<String>) -> Pattern {
    let example = example.into();
    let format = format!("yyyy-MM-dd'T'HH:mm:ss{}XXX", fraction(&example));
    let rule = Rule::DateTime(Some(format));
    Pattern::of_rule(Location::caller(), Json::from(example), rule)
}

/// The part of the format for the fraction of the example's seconds.
fn fraction(example: &str) -> String {
    let digits = example.split_once('.').map_or(0, |(_, fraction)| {
        fraction.bytes().take_while(u8::is_ascii_digit).count()
    });
    match digits {
        0 => String::new(),
        // Nine digits are all that a format can hold.
        digits => format!(".{}", "S".repeat(digits.min(9))),
    }
}
